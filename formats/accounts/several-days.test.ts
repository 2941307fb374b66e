/** Which of several days counts, and what is told of days to come, tables left aside and sheets. */
import { describe, expect, it } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import { makeSheets } from '../documents/source/testing/make-files.ts';
import { withDaysToCome } from './days-to-come.ts';
import { historyText, withSheets } from './history-text.ts';
import { readLines, readText, rowsOf } from './testing/read-lines.ts';

const REST = 'Action,Symbol,Shares,Price,Amount';
const BUY = 'Buy,EQR,100,66.00,6600.00';

describe('two columns that can be the day of a trade', () => {
  it.each([
    ['Run Date,Trade Date', '05/21/2024,05/20/2024'],
    ['Trade Date,Run Date', '05/20/2024,05/21/2024'],
  ])('%s: the trade date counts', (headings, days) => {
    expect(rowsOf(readLines(`${headings},${REST}`, `${days},${BUY}`))).toEqual([
      '2024-05-20 buy 100 6600.00',
    ]);
  });

  it('the earlier counts where the other settles it', () => {
    const lines = [`Activity Date,Transaction Date,${REST}`, `05/22/2024,05/20/2024,${BUY}`];
    expect(rowsOf(readLines(...lines))).toEqual(['2024-05-20 buy 100 6600.00']);
  });

  it('are asked about where neither is so', () => {
    const lines = [`Activity Date,Transaction Date,${REST}`, `05/28/2024,05/20/2024,${BUY}`];
    const { rows, questions } = readLines(...lines);
    expect([rows, questions.length]).toEqual([[], 1]);
    expect(questions[0]?.text).toContain('"Transaction Date" is 2024-05-20');
  });
});

it('rows and payments that are still to come are told with their lines', () => {
  const history = readLines(
    `Date,${REST}`,
    `05/20/2024,${BUY}`,
    '05/21/2024,Dividend,EQR,,,67.50',
    `05/20/2022,${BUY}`,
  );
  const { notices } = withDaysToCome(history, '2024-05-19' as Day);
  expect(notices.map(({ code, line }) => [code, line])).toEqual([
    ['day-to-come', 2],
    ['day-to-come', 3],
  ]);
  expect(withDaysToCome(history, '2024-05-21' as Day).notices).toEqual([]);
});

it('a table with days that is not read is told, and one of holdings is not', () => {
  const { notices } = readLines(
    `Date,${REST}`,
    `05/20/2024,${BUY}`,
    '',
    'Symbol,Shares,Market Value',
    'EQR,100,6700.00',
    '',
    'Symbol,Date Acquired,Date Sold,Cost Basis,Gain/Loss',
    'EQR,05/20/2024,11/04/2024,1320.00,80.00',
  );
  expect(notices.map(({ code, line }) => [code, line])).toEqual([['table-left-aside', 8]]);
});

describe('titles of sections', () => {
  const HEADINGS = 'Date,Ticker,Shares,Amount';
  const ROW = '05/20/2024,EQR,100,6600.00';

  it.each([
    ['PURCHASES', ['2024-05-20 buy 100 6600.00']],
    ['Securities Sold:', ['2024-05-20 sell 100 6600.00']],
    ['Everything', []],
  ])('%s', (title, rows) => {
    expect(rowsOf(readLines(title, HEADINGS, ROW, 'Subtotal,,100,6600.00'))).toEqual(rows);
  });

  it('say nothing of the next table, of lots that are held, and beside a column of actions', () => {
    const next = readLines('SALES', HEADINGS, ROW, '', HEADINGS, ROW);
    expect(next.rows.map(({ line }) => line)).toEqual([3]);
    expect(readLines('PURCHASES', `${HEADINGS},Market Value`, `${ROW},1`).rows).toEqual([]);
    const own = readLines('PURCHASES', `Date,${REST}`, `05/20/2024,${BUY.replace('Buy', 'Sell')}`);
    expect(rowsOf(own)).toEqual(['2024-05-20 sell 100 6600.00']);
  });
});

describe('a workbook of several sheets', () => {
  const HEADINGS = ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Amount'];
  const buy = (day: string) => [day, 'Buy', 'EQR', '100', '66', '6600'];
  const decoded = historyText(
    makeSheets([
      { name: 'Summary', rows: [['My trades'], ['']] },
      { name: '2023', rows: [HEADINGS, buy('2023-05-22')] },
      { name: '2024', rows: [[''], HEADINGS, buy('2024-05-20')] },
    ]),
    'a.xlsx',
  );

  it('has each row at a round number and its own, which is told', () => {
    if ('problem' in decoded) throw new Error(decoded.problem);
    const history = withSheets(readText(decoded.text), decoded);
    expect(history.rows.map(({ line, date }) => [line, date])).toEqual([
      [1002, '2023-05-22'],
      [2003, '2024-05-20'],
    ]);
    expect(history.notices.map(({ message }) => message)).toEqual([
      'Row 1 of the sheet "2023" is line 1001 here, and so on.',
      'Row 1 of the sheet "2024" is line 2001 here, and so on.',
    ]);
  });
});

it('sheets are read by what their names say of their rows', () => {
  const sheet = (name: string, amount: string, shares: string) => ({
    name,
    rows: [
      ['Trade Date', 'Ticker', 'Shares', amount],
      ['2024-05-20', 'EQR', shares, `${Number(shares) * 66}`],
    ],
  });
  const decoded = historyText(
    makeSheets([sheet('Purchases', 'Total Paid', '100'), sheet('Sales', 'Net Received', '40')]),
    'a.xlsx',
  );
  if ('problem' in decoded) throw new Error(decoded.problem);
  const { rows, notices } = withSheets(readText(decoded.text), decoded);
  expect(rows.map(({ line, action }) => [line, action])).toEqual([
    [3, 'buy'],
    [1002, 'sell'],
  ]);
  expect(notices[0]?.message).toBe('Row 1 of the sheet "Purchases" is line 2 here, and so on.');
});

it('an account that stands between tables with its number alone is that of what follows', () => {
  const holdings = ['Symbol,Shares,Market Value', 'EQR,100,6700.00'];
  const { rows } = readLines(...holdings, 'Account 5566-7788', `Date,${REST}`, `05/20/2024,${BUY}`);
  expect(rows.map(({ account }) => account)).toEqual(['5566-7788']);
});

describe('a header like that of a known broker', () => {
  const asked = (fees: string) => {
    const headings = `Date,Action,Symbol,Description,Quantity,Price,${fees}Amount`;
    const cells = fees === '' ? '' : '0,';
    const { questions } = readLines(
      headings,
      `05/20/2024,Buy,EQR,EQUITY RESIDENTIAL,100,66.00,${cells}-6600.00`,
    );
    return questions.map(({ id }) => id);
  };

  it('that has the same column under another name is another broker’s', () => {
    expect(asked('Fees,')).toEqual([]);
    expect(asked('Commissions,')).toEqual([]);
  });

  it('that lacks it was changed', () => {
    expect(asked('')).toEqual(['columns/missing']);
  });
});

it('a share row of a reinvestment that stands twice with one id is no second trade', () => {
  const headings =
    'DATE,TRANSACTION ID,DESCRIPTION,QUANTITY,SYMBOL,PRICE,COMMISSION,AMOUNT,REG FEE,SHORT-TERM RDM FEE,FUND REDEMPTION FEE, DEFERRED SALES CHARGE';
  const bought = '06/15/2022,3,Bought 1.72 VNO @ 30.8139,1.72,VNO,30.8139,0.00,-53.00,,,,';
  const history = readLines(
    headings,
    '06/15/2022,2,DIVIDEND REINVESTMENT (VNO),,,,,-53.00,,,,',
    bought,
    bought,
    '06/15/2022,4,ORDINARY DIVIDEND (VNO),,,,,53.00,,,,',
  );
  expect(rowsOf(history)).toEqual(['2022-06-15 reinvest 1.72 53.00']);
});
