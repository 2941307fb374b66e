/** Records of two securities are never taken for those of one, whatever their column is called. */
import { describe, expect, it } from 'vitest';
import { answeredWith, readLines, readText, rowsOf } from './testing/read-lines.ts';
import { readAccountHistory } from './read-account-history.ts';
import { reference } from '../../resources/reference.ts';
import { namesAmong } from './named-securities.ts';
import type { AccountHistory } from './history.ts';

const TRADES = [
  ['05/20/2024,Buy,', ',100,66.00,6600.00'],
  ['05/21/2024,Buy,', ',40,25.00,1000.00'],
] as const;

function withColumn(heading: string, cells: readonly [string, string], ...titles: string[]) {
  return readLines(
    ...titles,
    `Date,Action,${heading},Shares,Price,Amount`,
    ...TRADES.map(([before, after], at) => `${before}${cells[at] ?? ''}${after}`),
  );
}

const namesOf = ({ questions }: AccountHistory) => questions.map(({ knows }) => knows['name']);
const securitiesOf = ({ rows }: AccountHistory) => rows.map(({ security }) => security);
const COMPANIES = ['EQUITY RESIDENTIAL', 'VORNADO REALTY TRUST'] as const;

describe('a column that names securities below an unknown heading', () => {
  it.each(['Position Held', 'Field X'])('"%s": each is asked by its own name', (heading) => {
    expect(namesOf(withColumn(heading, COMPANIES))).toEqual(COMPANIES);
  });

  it('counts before a title above the table', () => {
    const history = withColumn('Field X', COMPANIES, 'Symbol: EQR');
    expect([securitiesOf(history), namesOf(history)]).toEqual([[], COMPANIES]);
  });

  it('is asked about line by line where its words can be anything', () => {
    const history = withColumn('Field X', ['blue', 'green']);
    expect(history.rows).toEqual([]);
    expect(namesOf(history)).toEqual([undefined, undefined]);
  });

  it('is none where it says one thing of all records, and the file is of one security', () => {
    expect(namesOf(withColumn('Field X', ['blue', 'blue']))).toEqual([
      'the one security of this file',
      'the one security of this file',
    ]);
    expect(securitiesOf(withColumn('Source', ['Match', 'Own'], 'Symbol: EQR'))).toEqual([
      'EQR',
      'EQR',
    ]);
  });
});

describe('a title above a table without a column for its security', () => {
  const BUY = ['Date,Action,Shares,Price,Amount', '05/20/2024,Buy,100,66.00,6600.00'];

  it('is the name that is asked about where it is a company', () => {
    expect(namesOf(readLines('EQUITY RESIDENTIAL', 'All of 2024', ...BUY))).toEqual([
      'EQUITY RESIDENTIAL',
    ]);
  });

  it('is none where it is whose file it is, or two companies', () => {
    for (const titles of [['CHASE - Transactions'], ['My Account'], [...COMPANIES]]) {
      const history = readLines(...titles, ...BUY);
      expect([history.rows, namesOf(history)]).toEqual([[], ['the one security of this file']]);
    }
  });

  it('is the account without what the file is', () => {
    const [row] = readLines('Account 3300012345 - transaction history', 'Symbol: EQR', ...BUY).rows;
    expect(row?.account).toBe('3300012345');
  });
});

it('two funds of one name are told apart by their code, and answered each for itself', () => {
  const text = [
    'Fund,Fund Code,Date,Action,Shares,Price,Amount',
    'REIT INDEX,RE01,05/20/2024,Buy,100,66.00,6600.00',
    'REIT INDEX,RE02,05/21/2024,Buy,40,25.00,1000.00',
    'BOND INDEX,BD01,05/22/2024,Buy,1,25.00,25.00',
    '',
  ].join('\n');
  const history = readText(text);
  expect(namesOf(history)).toEqual(['REIT INDEX [RE01]', 'REIT INDEX [RE02]', 'BOND INDEX [BD01]']);
  const { names } = namesAmong({ 'security/REIT INDEX [RE01]': { security: 'AAA' } });
  const reading = readAccountHistory(text, reference.calendar, [], names);
  expect('history' in reading && rowsOf(reading.history)).toEqual(['2024-05-20 buy 100 6600.00']);
});

it('a name that a QIF file lists with two tickers is asked about', () => {
  const listed = (ticker: string) => `!Type:Security\nNVornado\nS${ticker}\nTStock\n^\n`;
  const register =
    '!Type:Invst\nD5/20/2024\nNBuy\nYVornado\nI25.00\nQ40\nT1,000.00\n^\nD5/21/2024\nNBuy\nYVornado\nI25.00\nQ1\nT25.00\n^\n';
  expect(readText(`${listed('VNO')}${listed('VNO')}${register}`).rows).toHaveLength(2);
  const history = readText(`${listed('VNO')}${listed('VNO-PL')}${register}`);
  expect([history.rows, namesOf(history)]).toEqual([[], ['Vornado', 'Vornado']]);
});

it('a trade that another takes back by its id did not happen, wherever that stands', () => {
  const sale = (id: string, more: string, units: number) =>
    `<SELLSTOCK><INVSELL><INVTRAN><FITID>${id}</FITID><DTTRADE>20241104</DTTRADE>${more}</INVTRAN><SECID><UNIQUEID>29476L107</UNIQUEID><UNIQUEIDTYPE>CUSIP</UNIQUEIDTYPE></SECID><UNITS>${units}</UNITS><UNITPRICE>70</UNITPRICE><TOTAL>${units * -70}</TOTAL></INVSELL><SELLTYPE>SELL</SELLTYPE></SELLSTOCK>`;
  const file = (...sales: string[]) =>
    readText(
      `OFXHEADER:100\n<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>1</INVACCTFROM><INVTRANLIST>\n${sales.join('\n')}\n</INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>\n`,
    );
  const back = sale('c', '<REVERSALFITID>a</REVERSALFITID>', 20);
  const both = file(back, sale('b', '', -20), sale('a', '', -20));
  expect(both.rows.map(({ id }) => id)).toEqual(['b']);
  expect(both.leftOut.map(({ line }) => line)).toEqual([3, 5]);
  const alone = file(back, sale('b', '', -20));
  expect([alone.rows.length, alone.questions.map(({ line }) => line)]).toEqual([1, [3]]);
});

it('an answer about one line is of that line alone', () => {
  const history = withColumn('Field X', ['blue', 'green']);
  const answered = answeredWith(history, { 'line/2': { security: 'EQR' } });
  expect([securitiesOf(answered), answered.questions.map(({ line }) => line)]).toEqual([
    ['EQR'],
    [3],
  ]);
});

describe('a heading with a word of two matters', () => {
  const TWO = ['05/20/2024,Buy', '05/21/2024,Sell'];
  const read = (headings: string, first: string, second: string, ...titles: string[]) =>
    readLines(...titles, headings, `${TWO[0] ?? ''},${first}`, `${TWO[1] ?? ''},${second}`);
  const idsOf = ({ questions }: AccountHistory) => questions.map(({ id }) => id);

  it('"Holding" over numbers counts shares on, and names none', () => {
    const headings = 'Date,Action,Shares,Price,Amount,Holding';
    const history = read(headings, '100,66,6600,100', '40,65,2600,60', 'Symbol: EQR');
    expect([securitiesOf(history), idsOf(history)]).toEqual([['EQR', 'EQR'], []]);
  });

  it('"Costs" are fees beside money alone', () => {
    const beside = read(
      'Date,Action,Symbol,Shares,Price,Amount,Costs',
      'EQR,100,66,6605,5',
      'EQR,40,65,2595,5',
    );
    expect([rowsOf(beside), idsOf(beside)]).toEqual([
      ['2024-05-20 buy 100 6605.00', '2024-05-21 sell 40 2595.00'],
      [],
    ]);
    const alone = read(
      'Date,Action,Symbol,Shares,Price,Costs',
      'EQR,100,66,6600',
      'EQR,40,65,2600',
    );
    expect(idsOf(alone)).toEqual(['column/1/1', 'amounts/of-prices']);
  });

  it('"Nominal" and "Settlement Amount" are shares and money where nothing else is', () => {
    const alone = read(
      'Date,Action,Symbol,Nominal,Price,Settlement Amount',
      'EQR,100,66,6600',
      'EQR,40,65,2600',
    );
    expect(rowsOf(alone)).toEqual(['2024-05-20 buy 100 6600.00', '2024-05-21 sell 40 2600.00']);
    const beside = read(
      'Date,Action,Symbol,Nominal,Shares,Price,Settlement Amount,Amount',
      'EQR,1,100,66,6083,6600',
      'EQR,1,40,65,2400,2600',
    );
    expect(rowsOf(beside)).toEqual(rowsOf(alone));
    expect(idsOf(beside)).toEqual(['column/1/1', 'column/1/2']);
  });
});
