/** What is in another currency is left out, wherever the file says so; what may be is asked. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { readAccountHistory } from './read-account-history.ts';
import {
  answeredWith,
  askedOf,
  leftOf,
  readLines,
  readOfxLines,
  readText,
  rowsOf,
} from './testing/read-lines.ts';

const HEADINGS = 'Date,Action,Symbol,Quantity,Price,Amount';
const BUY = '2024-03-05,Buy,EQR,100,62,6200';
const TAKEN = ['2024-03-05 buy 100 6200.00'];

describe('a line above the table or below it', () => {
  it.each([
    ['Currency: CAD', 'CAD'],
    ['Account currency: EUR', 'EUR'],
    ['Base Currency,GBP', 'GBP'],
    ['"All amounts in Canadian dollars, as of the day"', 'CAD'],
    ['All amounts in Canadian dollars', 'CAD'],
    ['Amounts are in EUR.', 'EUR'],
    ['Reporting currency = CHF', 'CHF'],
    ['Currency: Pounds sterling', 'GBP'],
    ['Currency: C$', 'CAD'],
  ])('%s', (title, code) => {
    expect(leftOf(readLines(title, HEADINGS, BUY))).toEqual([`3 another currency (${code})`]);
    expect(leftOf(readLines(HEADINGS, BUY, '', title))).toEqual([`2 another currency (${code})`]);
  });

  it.each([
    'Currency: USD',
    'Currency: US Dollar',
    'All amounts in U.S. dollars',
    'Currency,$',
    'Prices are as of today',
  ])('%s leaves dollars as they are', (title) => {
    expect(rowsOf(readLines(title, HEADINGS, BUY))).toEqual(TAKEN);
    expect(rowsOf(readLines(HEADINGS, BUY, title))).toEqual(TAKEN);
  });

  it('is of the account that it stands in', () => {
    const history = readLines(
      'Account: 1111-2222',
      'Currency: USD',
      HEADINGS,
      BUY,
      'Account: 3333-4444',
      'Currency: CAD',
      BUY,
    );
    expect([rowsOf(history), leftOf(history)]).toEqual([TAKEN, ['7 another currency (CAD)']]);
  });

  it('counts for records that name no currency', () => {
    const history = readLines('Currency: CAD', `${HEADINGS},Currency`, `${BUY},USD`, `${BUY},`);
    expect([rowsOf(history), leftOf(history)]).toEqual([TAKEN, ['4 another currency (CAD)']]);
  });
});

describe('a column', () => {
  it.each(['CAD', 'Canadian Dollar', 'C$', 'Euro', '£', 'PLN'])('%s', (word) => {
    expect(leftOf(readLines(`${HEADINGS},Currency`, `${BUY},${word}`))).toHaveLength(1);
  });

  it.each(['USD', 'US$', '$', 'US Dollars', 'U.S. Dollar', 'usd', ''])(
    '"%s" is dollars',
    (word) => {
      expect(rowsOf(readLines(`${HEADINGS},Currency`, `${BUY},${word}`))).toEqual(TAKEN);
    },
  );

  it.each(['Amount (CAD)', 'Amount EUR', 'Net Amount [in GBP]'])('%s of its heading', (heading) => {
    expect(leftOf(readLines(`Date,Action,Symbol,Quantity,Price,${heading}`, BUY))).toHaveLength(1);
  });

  it('in dollars beside another is the one that counts', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Price,Amount (CAD),Amount (USD)',
      '2024-03-05,Buy,EQR,100,62,8400,6200',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([TAKEN, []]);
  });

  it('of the currency of the total, beside that of the price', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Price,Price Currency,Total,Total Currency',
      '2024-03-05,Buy,EQR,100,62,USD,6200,GBP',
    );
    expect(leftOf(history)).toEqual(['2 another currency (GBP)']);
  });
});

describe('an exchange rate', () => {
  const TEXT = `${HEADINGS},Exchange Rate\n${BUY},0.74\n2024-03-06,Buy,EQR,10,62,620,1\n2024-06-03,Dividend,EQR,,,67.50,0.74\n`;

  it('beside amounts without a currency is asked once, and the answer is followed', () => {
    const history = readText(TEXT);
    expect(askedOf(history)).toEqual([
      'currency/1 [In US dollars | In another currency: leave these lines out]',
    ]);
    expect(answeredWith(history, { 'currency/1': 0 }).rows).toHaveLength(2);
    const other = readAccountHistory(TEXT, reference.calendar, [], {}, undefined, {
      'currency/1': 1,
    });
    if ('problem' in other) throw new Error(other.problem);
    expect(rowsOf(other.history)).toEqual(['2024-03-06 buy 10 620.00']);
    expect(other.history.claims).toEqual([]);
  });

  it('of one, or beside a currency, says nothing', () => {
    expect(askedOf(readLines(`${HEADINGS},FX Rate`, `${BUY},1.0000`))).toEqual([]);
    expect(askedOf(readLines(`${HEADINGS},FX Rate,Currency`, `${BUY},0.92,USD`))).toEqual([]);
  });
});

describe('a statement in OFX', () => {
  const buy = (currency: string) =>
    `<BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20240305</INVTRAN><SECID><UNIQUEID>EQR<UNIQUEIDTYPE>TICKER</SECID><UNITS>100<UNITPRICE>62<TOTAL>-6200${currency}</INVBUY></BUYSTOCK>`;
  const ofCanada = (...records: string[]) =>
    readText(
      `OFXHEADER:100\n<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>CAD<INVACCTFROM><ACCTID>1</INVACCTFROM><INVTRANLIST>\n${records.join('\n')}\n</INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>\n`,
    );

  it('of another currency has no rows, but for records that are in dollars', () => {
    expect(leftOf(ofCanada(buy('')))).toEqual(['3 another currency (CAD)']);
    expect(rowsOf(ofCanada(buy('<CURRENCY><CURRATE>1.35<CURSYM>USD</CURRENCY>')))).toEqual(TAKEN);
    const converted = '<ORIGCURRENCY><CURRATE>1.35<CURSYM>USD</ORIGCURRENCY>';
    expect(leftOf(ofCanada(buy(converted)))).toEqual(['3 another currency (CAD)']);
  });

  it('of dollars has none of other currencies', () => {
    expect(rowsOf(readOfxLines(buy('')))).toEqual(TAKEN);
    expect(leftOf(readOfxLines(buy('<CURRENCY><CURRATE>1<CURSYM>EUR</CURRENCY>')))).toHaveLength(1);
  });
});
