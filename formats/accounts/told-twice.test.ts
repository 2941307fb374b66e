/** Records that a file tells again, figures that it tells before and after what was kept, and days of two orders. */
import { describe, expect, it } from 'vitest';
import { askedOf, readLines, readOfxLines, rowsOf } from './testing/read-lines.ts';

const purchase = (id: string, day: string, units: number, total: number): string =>
  `<BUYSTOCK><INVBUY><INVTRAN><FITID>${id}<DTTRADE>${day}</INVTRAN><SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID><UNITS>${units}<UNITPRICE>65.00<TOTAL>-${total}.00</INVBUY><BUYTYPE>BUY</BUYSTOCK>`;

describe('one id twice', () => {
  it('is one record of a statement, though the hour stands in one of them alone', () => {
    const history = readOfxLines(
      purchase('1', '20190103020000.000[0:GMT]', 10, 650),
      purchase('2', '20190104', 10, 650),
      purchase('1', '20190103', 10, 650),
    );
    expect(rowsOf(history)).toHaveLength(2);
    expect(history.leftOut.map(({ why }) => why)).toEqual([
      expect.stringContaining('with the same id'),
    ]);
  });

  it('with other figures is asked about', () => {
    const history = readOfxLines(
      purchase('1', '20190103', 10, 650),
      purchase('1', '20190103', 12, 780),
    );
    expect(rowsOf(history)).toHaveLength(1);
    expect(history.questions[0]?.text).toContain('with other figures');
  });

  const HEADER = (id: string) => `${id},Date,Action,Symbol,Quantity,Price,Amount,Memo`;
  const RECORDS = [
    'T1,03/01/2021,Buy,EQR,10,70.00,-700.00,first',
    'T1,03/01/2021,Buy,EQR,10,70.00,-700.00,second',
    'T1,03/01/2021,Buy,EQR,10,70.10,-701.00,third',
  ];

  it('is asked about in a table where each record has its own', () => {
    expect(askedOf(readLines(HEADER('Transaction ID'), ...RECORDS))).toEqual([
      'line/3 [It stands twice: leave it out | They are two]',
      'line/4 [It stands twice: leave it out | They are two]',
    ]);
  });

  it('is one order with several executions where it is the number of an order', () => {
    const history = readLines(HEADER('Order Number'), ...RECORDS);
    expect([rowsOf(history).length, askedOf(history)]).toEqual([3, []]);
  });
});

describe('days that fit with the month and the day first', () => {
  const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount';

  it('are asked about where they go one way with the day first alone', () => {
    const history = readLines(
      HEADER,
      '05/03/2019,Buy,EQR,100,72.00,-7200.00',
      '12/04/2019,Dividend,EQR,,,56.75',
      '07/06/2019,Sell,EQR,-40,76.00,3040.00',
    );
    expect(askedOf(history)).toEqual([
      'days/1 [The month stands first: 2019-05-03 | The day stands first: 2019-03-05]',
    ]);
  });

  it('are asked about where with the day first alone none is on a weekend', () => {
    const [saturday, friday] = ['07/06/2019,Sell,EQR,-40,76.00,3040.00', '06/07/2019'];
    expect(askedOf(readLines(HEADER, saturday))).toEqual([
      'days/1 [The month stands first: 2019-07-06 | The day stands first: 2019-06-07]',
    ]);
    expect(askedOf(readLines(HEADER, saturday.replace('07/06/2019', friday)))).toEqual([]);
  });

  it('have the month first where they go one way so, or in the column of the records alone', () => {
    const history = readLines(
      'Trade Date,Settle Date,Action,Symbol,Quantity,Price,Amount',
      '11/04/2024,11/05/2024,Sell,EQR,-20,70.00,1400.00',
      '10/11/2024,10/11/2024,Dividend,EQR,,,13.50',
      '03/07/2024,03/11/2024,Buy,EQR,40,60.00,-2400.00',
    );
    expect(askedOf(history)).toEqual([]);
  });
});

describe('figures before and after what was kept', () => {
  it('of a payment beside its shares: what was paid before counts', () => {
    const history = readLines(
      'Pay Date,Symbol,Event,Rate,Shares,Gross,Tax,Net',
      '2021-10-08,EQR,Cash Dividend,0.6025,100,60.25,9.04,51.21',
    );
    expect(history.claims.map(({ amount }) => amount)).toEqual(['60.25']);
  });

  it('of a payment are asked about where more was kept than the record says', () => {
    const history = readLines(
      'Date,Type,Symbol,Shares,Gross,Withholding Tax,Net',
      '2021-07-16,Dividend,EQR,10,6.03,0.90,5.00',
    );
    expect(history.claims).toEqual([]);
    expect(history.questions[0]?.text).toContain('"6.03" less what was kept is not "5.00"');
  });

  it('of trades, the one below a heading nobody knows: that is the money', () => {
    const history = readLines(
      'Date,Type,Symbol,Shares,Quote,Amount,Fees,Sum Moved',
      '2021-03-02,Buy,EQR,10,70.00,700.00,1.00,701.00',
      '2021-11-12,Sell,EQR,4,87.60,350.40,1.00,349.40',
    );
    expect(rowsOf(history)).toEqual([
      expect.stringContaining('701.00'),
      expect.stringContaining('349.40'),
    ]);
  });

  it('of a plan: the fee is part of the cost where both are what was paid', () => {
    const lines = [
      'Date,Transaction,Symbol,Shares,Amount',
      '2019-07-12,DRIP: Dividend,EQR,,57.17',
      '2019-07-12,DRIP: Shares purchased,EQR,0.7000,-54.60',
      '2019-07-12,DRIP: Fee,EQR,,-2.57',
    ];
    expect(rowsOf(readLines(...lines))).toEqual([expect.stringContaining('57.17')]);
    const other = readLines(...lines.with(3, '2019-07-12,DRIP: Fee,EQR,,-2.00'));
    expect(other.questions).toHaveLength(1);
  });
});

it('a dash is a minus, "a/o" an earlier day, and one column can hold tickers and CUSIPs', () => {
  const history = readLines(
    'Date,Type,Ticker/CUSIP,Quantity,Price,Net Cash',
    '11/01/2021,Sale,EQR,10\u2013,87.00,870.00',
    '10/01/2021,Purchase,EQR,100,80.00,\u2013$8000.00',
  );
  expect(rowsOf(history).map((row) => row.replace(/^\S+ /, ''))).toEqual([
    expect.stringContaining('sell'),
    expect.stringContaining('buy'),
  ]);
  const asOf = readLines(
    'Date,Activity,Symbol,Description,Quantity,Amount',
    '10/18/2021,Sold,EQR,EQUITY RESIDENTIAL a/o 10/07/21,-10,800.00',
  );
  expect(asOf.questions[0]?.text).toContain('2021-10-07');
});

it('the day and the cost that stand beside shares that came in are proposed together', () => {
  const history = readLines(
    'Date,Type,Symbol,Shares,Amount,Cost Basis,Date Acquired',
    '2021-03-01,Transfer In,EQR,30,2100.00,1800.00,2015-02-03',
    '2021-03-02,Transfer In,EQR,20,1400.00,1500.00,',
  );
  expect(rowsOf(history)).toEqual([]);
  expect(askedOf(history)).toEqual(['line/2 [Acquired on 2015-02-03 for $1800.00]', 'line/3']);
  expect(history.questions[0]?.candidates[0]?.row).toMatchObject({
    shares: '30',
    amount: '1800.00',
    acquired: '2015-02-03',
  });
});

describe('the day of a trade', () => {
  const HEADER = 'Date,Action,Symbol,Quantity,Price,Amount';
  const purchase = (day: string): readonly string[] => [HEADER, `${day},Buy,EQR,10,90.00,-900.00`];

  it('is asked about where the time is one of the night in Greenwich', () => {
    for (const day of [
      '2022-01-01T01:30:00.000Z',
      '2022-01-04 01:30 UTC',
      '2022-01-04T03:59:59+00:00',
    ]) {
      const { rows, questions } = readLines(...purchase(day));
      expect([day, rows.length, questions.length]).toEqual([day, 0, 1]);
      expect(questions[0]?.text).toContain('New York');
    }
  });

  it('is as it stands in the day of the exchange, at midnight and by another clock', () => {
    for (const day of [
      '2022-01-04T00:00:00.000Z',
      '2022-01-04T00:00:00Z',
      '2022-01-04T14:31:07Z',
      '2022-01-04T01:30:00-05:00',
      '2022-01-04 01:30',
    ]) {
      expect([day, rowsOf(readLines(...purchase(day)))]).toEqual([
        day,
        ['2022-01-04 buy 10 900.00'],
      ]);
    }
  });

  const TAKEN_BACK = [
    'Date,Activity,Symbol,Description,Quantity,Price,Amount',
    '02/04/2022,Sell,EQR,EQUITY RESIDENTIAL,-10,89.00,890.00',
    '02/07/2022,Sell Cancel,EQR,EQUITY RESIDENTIAL CXL,10,89.00,-890.00',
  ];

  it('is asked about where the words say that it corrects one of an earlier day', () => {
    const rebill = '02/07/2022,Sell,EQR,EQUITY RESIDENTIAL REBILL,-10,89.10,891.00';
    const history = readLines(...TAKEN_BACK, rebill);
    expect(rowsOf(history)).toEqual([]);
    expect(history.questions[0]?.text).toContain('the trade of 2022-02-04');
    const alone = readLines(...TAKEN_BACK.slice(0, 1), rebill);
    expect(alone.questions[0]?.text).toContain('may be of an earlier day');
  });

  it('is that of its line where the trade and its correction are of one day', () => {
    const [heading = '', sale = '', back = ''] = TAKEN_BACK;
    const rebill = '02/04/2022,Sell,EQR,EQUITY RESIDENTIAL REBILL,-10,89.10,891.00';
    const history = readLines(heading, sale, back.replace('02/07', '02/04'), rebill);
    expect([rowsOf(history), history.questions]).toEqual([['2022-02-04 sell 10 891.00'], []]);
  });
});
