import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../../read-document.ts';

const HEAD = `Larkmoor Apartments, Inc. Announces 2019 Distribution Income Tax Treatment
DAYTON, January 24, 2020 -- Larkmoor Apartments, Inc. (NYSE: LKM): tax treatment of the 2019 distributions.
Class A Common Stock (CUSIP 99381T206)
`;

function read(table: string, head = HEAD): TextReading {
  return readAllocationText(`${head}${table}\n`, { known: [] });
}

function errorsOf({ document }: TextReading): string[] {
  return document.notices.flatMap(({ level, code }) => (level === 'error' ? [code] : []));
}

test('with due bills the ex-date is the day after the payment, and nothing is asked', () => {
  const reading =
    read(`Record Date | Ex-Date | Payable Date | Dividend Per Share | Ordinary Dividends | Return of Capital
3/15/2019 | 3/14/2019 | 3/29/2019 | $0.50 | $0.30 | $0.20
6/14/2019 | 7/1/2019 | 6/28/2019 | $9.50 | $0.30 | $9.20`);
  expect(errorsOf(reading)).toEqual([]);
});

test('shares distributed before the trading of a day go ex on it; of cash it is asked', () => {
  const table = (mark: string) =>
    read(`Record Date | Ex-Date | Payable Date | Dividend Per Share | Ordinary Dividends | Return of Capital
6/14/2019 | 6/28/2019 | 6/28/2019 | $9.50${mark} | $0.30 | $9.20
${mark === '' ? '' : '(1) This dividend was paid in shares of Quay Homes, Inc.'}`);
  expect(errorsOf(table('(1)'))).toEqual([]);
  expect(errorsOf(table(''))).toContain('impossible-dates');
});

test('a day of declaration that looks as if it lost a digit is as printed, and nothing is asked', () => {
  const reading =
    read(`Declaration Date | Record Date | Payable Date | Dividend Per Share | Ordinary Dividends | Return of Capital
10/30/2018 | 12/20/2018 | 1/2/2019 | $0.20 | $0.10 | $0.10
2/5/2019 | 3/20/2019 | 4/1/2019 | $0.20 | $0.10 | $0.10
4/9/2019 | 6/20/2019 | 7/1/2019 | $0.20 | $0.10 | $0.10`);
  expect(errorsOf(reading)).toEqual([]);
  const days = reading.document.securities[0]?.distributions.map((one) => one.declarationDate);
  expect(days).toEqual(['2018-10-30', '2019-02-05', '2019-04-09']);
});

test('a day that another table of the same days prints with a digit more is asked about', () => {
  const table = `Payable Date | Dividend Per Share | Ordinary Dividends | Return of Capital
1/31/2019 | $0.20 | $0.10 | $0.10
4/30/2019 | $0.20 | $0.10 | $0.10`;
  const other = `${table}\n\nClass B Common Stock (CUSIP 99381T305)\n`;
  expect(errorsOf(read(`${other}${table}`))).toEqual([]);
  expect(errorsOf(read(`${other}${table.replace('4/30', '4/3')}`))).toContain(
    'date-short-of-a-digit',
  );
});

test('a payment that comes at another interval, and would not with a digit more, is asked about', () => {
  const paid = (day: string): TextReading =>
    read(`Payable Date | Dividend Per Share | Ordinary Dividends
2/28/2019 | $0.20 | $0.20
${day}/2019 | $0.20 | $0.20
8/30/2019 | $0.20 | $0.20
11/29/2019 | $0.20 | $0.20`);
  expect(errorsOf(paid('5/31'))).toEqual([]);
  expect(errorsOf(paid('5/3'))).toContain('date-short-of-a-digit');
});

test('a part without the percent sign of its row may have lost more than that', () => {
  const cut =
    read(`Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tQualified Dividend
03/15/19\t03/29/19\t$0.453125\t100%\t8`);
  expect(errorsOf(cut)).toContain('unit-unclear');
});

const WITH_897 =
  'Record Date | Payable Date | Dividend per Share | Total Ordinary | Total Capital Gain | Section 897 Ordinary | Return of Capital |';

test('an empty cell of a part of another is zero where a total is compared with it, or it is part of nothing', () => {
  const totalled = read(`${WITH_897}
2/12/2019 | 2/26/2019 | $0.50 | 40.0% | 30.0% | 0.0% | 30.0% |
8/13/2019 | 8/27/2019 | $0.50 | 40.0% | 30.0% | | 30.0% |
Annual | | $1.00 | 40.0% | 30.0% | 0.0% | 30.0% |`);
  expect(errorsOf(totalled)).toEqual([]);
  const parts = totalled.document.securities[0]?.distributions.map(({ subsets }) => subsets);
  expect(parts).toEqual([{ section897Ordinary: '0' }, { section897Ordinary: '0' }]);
  const nothing = read(`${WITH_897}
2/12/2019 | 2/26/2019 | $0.50 | 40.0% | 30.0% | 10.0% | 30.0% |
8/13/2019 | 8/27/2019 | $0.50 | 0.0% | 70.0% | | 30.0% |`);
  expect(errorsOf(nothing)).toEqual([]);
});

test('without either, an empty cell of a part of another is asked about', () => {
  const open = read(`${WITH_897}
2/12/2019 | 2/26/2019 | $0.50 | 40.0% | 30.0% | 10.0% | 30.0% |
8/13/2019 | 8/27/2019 | $0.50 | 40.0% | 30.0% | | 30.0% |`);
  expect(errorsOf(open)).toContain('missing-cell');
});

test('a date that lost its century among dates of another form is asked about', () => {
  const cut = read(`Record Date | Payable Date | Dividend per Share | Ordinary Dividends |
2019-03-15 | 2019-03-29 | $0.50 | $0.50 |
9-06-19 | 2019-06-28 | $0.50 | $0.50 |`);
  expect(errorsOf(cut)).toContain('date-style');
});

test('a text that ends without the percent sign that every other table’s rows end with may be cut off', () => {
  const table = `Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend
03/15/19\t03/29/19\t$0.45\t100%`;
  const two = `${table}\n\nClass B Common Stock (CUSIP 99381T305)\n${table}`;
  expect(errorsOf(read(two))).toEqual([]);
  const cut = readAllocationText(`${HEAD}${two.slice(0, -1)}`, { known: [] });
  expect(errorsOf(cut)).toEqual(['row-cut-off']);
});

test('captions without places that fit in very many ways are asked about, whatever sums say of some', () => {
  const reading = read(`Shareholder Cash Qualified Total Unrecaptured Section
Date Date Ordinary
Record Distribution Dividend Capital Gain 1250
Declared Paid Dividends
Date Per Share Income Distribution Gain
12-Dec-18 6-Jan-19 16-Jan-19 1.09027 21.17% 25.00% 53.83% 30.76%
17-Jun-19 8-Jul-19 22-Jul-19 1.09025 22.37% 27.05% 50.58% 42.35%
Annual 2.18052 21.77% 26.02% 52.21% 36.55%`);
  expect(errorsOf(reading)).toContain('captions-unclear');
});

test('where a column has the number of each row, rows without one are asked about', () => {
  const kind = new URL('../fixtures/kinds/names-in-a-column.txt', import.meta.url);
  const text = readFileSync(kind, 'utf8');
  expect(errorsOf(read(text, ''))).toEqual([]);
  const lost = text.replace('99341M101\t2019-12-13', 'Common Stock\t2019-12-13');
  expect(errorsOf(read(lost, ''))).toContain('cusip-missing');
});

test('figures with other decimal places are proven by a total that is their sum to the last digit', () => {
  const table = (total: string) =>
    read(`Record Date | Payable Date | Dividend Per Share | Ordinary Dividends | Qualified Dividends | Return of Capital
3/15/2019 | 3/29/2019 | $0.50 | $0.30 | $0.03 | $0.20
6/14/2019 | 6/28/2019 | $0.50 | $0.30 | $0.0325 | $0.20
Total | | $1.00 | $0.60 | ${total} | $0.40
Qualified dividends are a part of the ordinary dividends.`);
  expect(errorsOf(table('$0.0625'))).toEqual([]);
  expect(errorsOf(table('$0.06'))).toContain('figure-short-of-a-digit');
});

test('a number that is glued to its word is asked about', () => {
  const name = new URL('../fixtures/kinds/series-numbers-in-the-introduction.txt', import.meta.url);
  const text = readFileSync(name, 'utf8');
  const glued = text.replace('Number 99413B207', 'Number99413B207');
  expect(glued).not.toBe(text);
  expect(errorsOf(readAllocationText(glued, { known: [] }))).toContain('security-without-table');
});
