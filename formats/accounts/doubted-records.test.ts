/** Records that can be read and look wrong beside their status, their notes, their words or the other lines. */
import { describe, expect, it } from 'vitest';
import {
  askedOf,
  leftOf,
  readLines,
  readOfxLines,
  readText,
  rowsOf,
} from './testing/read-lines.ts';

const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount';
const AS_IT_STANDS = '[It is right as it stands | Leave it out]';

describe('an order', () => {
  it('is of the shares that it was filled with', () => {
    const history = readLines(
      'Date,Action,Symbol,Quantity,Limit Price,Filled,Amount',
      '2024-03-04,Buy,EQR,100,60,50,3000',
      '2024-03-05,Buy,EQR,100,60,0,',
      '2024-03-06,Buy,EQR,100,60,100,5990',
    );
    expect([rowsOf(history), leftOf(history)]).toEqual([
      ['2024-03-04 buy 50 3000.00', '2024-03-06 buy 100 5990.00'],
      ['3 an order of which nothing was carried out'],
    ]);
    const flags = readLines(
      'Date,Action,Symbol,Quantity,Price,Filled,Amount',
      '2024-03-04,Buy,EQR,100,60,Yes,6000',
    );
    expect(rowsOf(flags)).toEqual(['2024-03-04 buy 100 6000.00']);
  });

  it('that was filled in part is asked about, and one that was reversed left out', () => {
    const history = readLines(
      `${HEADER},Status`,
      '2024-03-04,Buy,EQR,100,60,6000,Filled',
      '2024-03-08,Buy,EQR,100,60,6000,Partially Filled',
      '2024-03-12,Buy,EQR,100,60,6000,Reversed',
      '2024-03-13,Buy,EQR,100,60,6000,Declined',
    );
    expect([rowsOf(history), askedOf(history), leftOf(history)]).toEqual([
      ['2024-03-04 buy 100 6000.00'],
      [`line/3 ${AS_IT_STANDS}`],
      [
        '4 a trade that was taken back ("Reversed")',
        '5 an order that was not carried out ("Declined")',
      ],
    ]);
  });
});

describe('a trade', () => {
  it('whose notes take it back is asked about', () => {
    const history = readLines(
      `${HEADER},Notes`,
      '2024-03-04,Buy,EQR,100,60,6000,CANCELLED',
      '2024-03-05,Buy,EQR,110,60,6600,reversal of 3/4',
      '2024-03-07,Buy,EQR,10,60,600,in IRA',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([
      ['2024-03-07 buy 10 600.00'],
      [`line/2 ${AS_IT_STANDS}`, `line/3 ${AS_IT_STANDS}`],
    ]);
  });

  it('of a register that was made void is left out, whichever line says it', () => {
    const record = (note: string) => `D3/15'05\nNBuy\nYAIV\nI38\nQ100\nT3800\n${note}\n^`;
    const history = readText(
      `!Type:Security\nNAIV\nSAIV\nTStock\n^\n!Type:Invst\n${['M**VOID** bought', 'P**VOID**', 'Mvoid check 12'].map(record).join('\n')}\n`,
    );
    expect([leftOf(history).length, askedOf(history)]).toEqual([2, [`line/23 ${AS_IT_STANDS}`]]);
  });

  it('whose words say another number or ticker than its columns is asked about', () => {
    const history = readLines(
      HEADER,
      '2024-03-05,Bought 100 EQR @ 62,EQR,50,62,3100',
      '2024-03-06,Sold 100 AVB @ 62,EQR,100,62,6200',
      '2024-03-07,Bought 100 EQR @ 62,EQR,100,62,6200',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([
      ['2024-03-07 buy 100 6200.00'],
      [`line/2 ${AS_IT_STANDS}`, `line/3 ${AS_IT_STANDS}`],
    ]);
  });

  it('whose amount counts the shares on, or can be a price, is asked about', () => {
    const asked = (...amounts: string[]) => {
      const [first = '', second = ''] = amounts;
      return askedOf(
        readLines(
          'Date,Action,Symbol,Qty,Total',
          `2024-03-05,Buy,EQR,100,${first}`,
          `2024-06-05,Buy,EQR,40,${second}`,
        ),
      );
    };
    const both = [`line/2 ${AS_IT_STANDS}`, `line/3 ${AS_IT_STANDS}`];
    expect(asked('100', '140')).toEqual(both);
    expect(asked('62', '70')).toEqual(both);
    expect(asked('6200', '2800')).toEqual([]);
    const newestFirst = readLines(
      'Date,Action,Symbol,Qty,Total',
      '2024-06-05,Sell,EQR,40,60',
      '2024-03-05,Buy,EQR,100,100',
    );
    expect(askedOf(newestFirst)).toEqual(both);
  });

  it('of an OFX statement that its memo calls a reinvestment is one', () => {
    const SECID = '<SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID>';
    const history = readOfxLines(
      `<BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20240412<MEMO>REINVESTMENT</INVTRAN>${SECID}<UNITS>1.08<UNITPRICE>62.5<TOTAL>-67.50</INVBUY></BUYSTOCK>`,
      `<INCOME><INVTRAN><FITID>2<DTTRADE>20240412<MEMO>DIVIDEND</INVTRAN>${SECID}<INCOMETYPE>DIV<TOTAL>67.50</INCOME>`,
      `<BUYSTOCK><INVBUY><INVTRAN><FITID>3<DTTRADE>20240413<MEMO>BUY</INVTRAN>${SECID}<UNITS>1<UNITPRICE>62.5<TOTAL>-62.50</INVBUY></BUYSTOCK>`,
    );
    expect(rowsOf(history)).toEqual(['2024-04-12 reinvest 1.08 67.50', '2024-04-13 buy 1 62.50']);
    expect(history.claims).toMatchObject([{ amount: '67.50', reinvested: true }]);
  });
});

describe('what is plain', () => {
  it('is a ticker with its market behind a point', () => {
    const history = readLines(
      HEADER,
      '2024-03-05,Buy,EQR.US,50,61,3050',
      '2024-03-05,Buy,BRK.B,5,400,2000',
    );
    expect(history.rows.map(({ security }) => security)).toEqual(['EQR', 'BRK.B']);
  });

  it('is an amount without its last zero, in a file that writes none', () => {
    const header = 'Date,Action,Symbol,Quantity,Price,Amount';
    const payments = (...amounts: string[]) =>
      readLines(
        header,
        ...amounts.map((amount, i) => `2024-0${i + 1}-12,Dividend,EQR,,,${amount}`),
      );
    expect(askedOf(payments('67.5', '68.25', '69.31'))).toEqual([]);
    expect(askedOf(payments('67.5', '68.25', '69.30'))).toEqual(['line/2']);
  });

  it('is a list of trades with the time of each and its total value', () => {
    const history = readLines(
      'Timestamp,Side,Ticker,Filled Qty,Average Price,Total Value',
      '2024-03-04 10:00:00,BUY,EQR,100,60,6000',
      '2024-05-06 10:00:00,SELL,EQR,50,60,3000',
    );
    expect([rowsOf(history), askedOf(history)]).toEqual([
      ['2024-03-04 buy 100 6000.00', '2024-05-06 sell 50 3000.00'],
      [],
    ]);
  });
});

it('trades below a title that says they did not happen are asked about once', () => {
  const BUY = '2024-03-05,Buy,EQR,100,62,6200';
  const asked = (...lines: string[]) => askedOf(readLines(...lines));
  expect(asked('Open orders', HEADER, BUY)).toEqual(['title/1 [They happened]']);
  expect(asked('Simulated / Paper trading account', HEADER, BUY)).toHaveLength(1);
  expect(asked(HEADER, BUY, 'Planned trades', '2024-12-06,Buy,EQR,100,50,5000')).toEqual([
    'title/3 [They happened]',
  ]);
  expect(asked('Orders and trades', HEADER, BUY)).toEqual([]);
});
