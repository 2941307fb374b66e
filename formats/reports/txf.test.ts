import { describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { day } from '../../tax/testing/fixtures.ts';
import {
  AIV,
  cents,
  DEFERRED,
  excessOf,
  paymentOf,
  pieceOf,
  reportOf,
  TAXABLE,
  uncountedOf,
} from '../../tax/testing/report-values.ts';
import { payerForms } from '../../tax/report/form-boxes.ts';
import type { BrokerBasis } from '../../tax/report/return-line-map.ts';
import { isOnReturn, saleRowsOf } from '../../tax/report/sale-groups.ts';
import type { YearReport } from '../../tax/report/year-report.ts';
import { readTxf, txfTotals } from '../testing/read-txf.ts';
import { pieceKey, type ReportedSales } from '../../tax/report/reported-sales.ts';
import { txfFile } from './txf.ts';
import { TXF_LIMITS, txfPage } from './txf-left.ts';

function written(
  year: number,
  parts: Partial<YearReport>,
  brokerBasis: BrokerBasis = 'adjusted',
  reported: ReportedSales = new Map(),
) {
  const report = reportOf(year, reference.forms, parts);
  const { text, left } = txfFile({
    report,
    payers: payerForms(reference.forms, report, isOnReturn(null)),
    rows: saleRowsOf(report, returnLineMap, { accountId: null, brokerBasis, reported }),
    version: '0.1.0',
    madeOn: day('2026-11-29'),
  });
  const read = readTxf(text);
  expect(read.problems).toEqual([]);
  return { text, left, read };
}

const EVERYTHING = paymentOf(
  {
    ordinary: cents(10_000),
    qualified: cents(2_000),
    capitalGain: cents(3_000),
    unrecaptured1250: cents(400),
    section1202: cents(50),
    collectibles28: cents(60),
    returnOfCapital: cents(700),
  },
  { qualified5Year: cents(1_100), section199A: cents(9_000), postMay5: cents(1_200) },
);

/** "286 12000 683 2000": categories with their sums. */
const shown = (records: Parameters<typeof txfTotals>[0]): string =>
  [...txfTotals(records)].map(([refnum, sum]) => `${refnum} ${sum}`).join(' ');

/** Sold in the year, within a year of the purchase or later. */
const soldIn = (year: number, acquired: string, more: Parameters<typeof pieceOf>[0] = {}) =>
  pieceOf({
    sold: day(`${year}-12-16`),
    acquired: day(acquired),
    heldSince: day(acquired),
    term: day(acquired) > day(`${year - 1}-12-15`) ? 'short' : 'long',
    ...more,
  });

describe('dividends', () => {
  it.each([
    [2002, '286 12000 488 3510 644 60 677 1100 645 400 646 50 647 700'],
    [2003, '286 12000 683 2000 488 3510 684 1200 677 1100 645 400 646 50 644 60 647 700'],
    [2013, '286 12000 683 2000 488 3510 645 400 646 50 644 60 647 700'],
    [2019, '286 12000 683 2000 488 3510 645 400 646 50 644 60 647 700'],
  ])('of %d go to the categories of the year', (year, expected) => {
    expect(shown(written(year, { payments: [EVERYTHING] }).read.records)).toBe(expected);
  });

  it('stand apart by payer and account, each on the same line of every category', () => {
    const payments = [
      EVERYTHING,
      paymentOf({ ordinary: cents(7) }, {}, { accountId: 'a2', account: 'Joint' }),
      paymentOf({ ordinary: cents(500) }, {}, DEFERRED),
    ];
    const { records } = written(2019, { payments }).read;
    const lineOf = (line: number) => records.filter((record) => record.line === line);
    expect(lineOf(1).every(({ text }) => text.endsWith(', Brokerage'))).toBe(true);
    expect(lineOf(2)).toMatchObject([{ refnum: 286, amounts: [7n] }]);
    expect(records.some(({ text }) => text.includes('IRA'))).toBe(false);
  });

  it('of a liquidation have categories of their own', () => {
    const paid = { ...TAXABLE, transactionId: 't2', date: day('2020-03-31'), last: false };
    const liquidations = [
      { ...paid, amount: cents(300_000), inKind: false },
      { ...paid, amount: cents(100), inKind: true },
    ];
    expect(shown(written(2020, { liquidations }).read.records)).toBe('651 300000 652 100');
  });
});

describe('sales', () => {
  it.each([
    [2004, '2004-02-02', '321'],
    [2004, '2000-02-02', '323'],
    [2010, '2000-02-02', '323'],
    [2011, '2011-02-02', '321'],
    [2011, '2010-12-20', '711'],
    [2012, '2011-02-02', '323'],
    [2012, '2010-02-02', '713'],
    [2019, '2018-01-02', '323'],
  ])('of %d, bought on %s, are of category %s', (year, acquired, refnum) => {
    const sales = [soldIn(year, acquired)];
    const { records } = written(year, { sales }).read;
    expect(records).toMatchObject([
      { type: 'D', refnum: Number(refnum), text: '100 sh. AIV', amounts: [100_000n, 90_000n] },
    ]);
    const [, month, dayOfMonth] = acquired.split('-');
    expect(records[0]?.days[0]).toBe(`${month ?? ''}/${dayOfMonth ?? ''}/${acquired.slice(0, 4)}`);
    expect(records[0]?.days[1]).toBe(`12/16/${year}`);
  });

  it.each([
    [2005, 323, 321],
    [2011, 714, 712],
  ])('in %d return of capital beyond the basis costs nothing', (year, long, short) => {
    const date = day(`${year}-02-11`);
    const excessGains = [excessOf({ date }), excessOf({ date, term: 'short' })];
    const { read, left } = written(year, { excessGains });
    expect(read.records.map(({ refnum, amounts }) => [refnum, ...amounts])).toEqual([
      [long, 0n, 1_636n],
      [short, 0n, 1_636n],
    ]);
    expect(read.records[0]?.days[0]).toBe('03/01/2000');
    expect(left.join()).toContain('$32.72, is in the file as 2 sales without cost');
  });

  it('have the disallowed loss as third amount from 2011 on, and before as a sentence', () => {
    const washed = { disallowedLoss: cents(4_000) };
    const later = written(2011, { sales: [soldIn(2011, '2011-02-02', washed)] });
    expect(later.read.records[0]?.amounts).toEqual([100_000n, 90_000n, 4_000n]);
    expect(later.left).toEqual([]);
    const before = written(2010, { sales: [soldIn(2010, '2010-02-02', washed)] });
    expect(before.read.records.map(({ amounts }) => amounts)).toEqual([[100_000n, 90_000n]]);
    expect(before.left).toEqual([expect.stringContaining('Enter $40.00 as a gain')]);
  });

  it('have the basis after return of capital, also where the form has code B', () => {
    const { read, left } = written(2012, { sales: [soldIn(2012, '2011-02-02')] }, 'original');
    expect(read.records[0]?.amounts).toEqual([100_000n, 90_000n]);
    expect(left).toEqual([
      'Code B, lot AIV/2018-01-02, sold on 2012-12-16, account Brokerage: the file has the basis after return of capital, $1,000.00. On Form 8949 the row has $1,050.00 as basis and $50.00 as adjustment: enter those in the program.',
    ]);
  });

  it('have what was received, also where the form has code E', () => {
    const sale = soldIn(2012, '2011-02-02');
    const typed = { reporting: null, basis: null, proceeds: cents(90_750) };
    const reported = new Map([[pieceKey(sale), typed]]);
    const { read, left } = written(2012, { sales: [sale] }, 'adjusted', reported);
    expect(read.records[0]?.amounts).toEqual([100_000n, 90_000n]);
    expect(left).toEqual([
      'Code E, lot AIV/2018-01-02, sold on 2012-12-16, account Brokerage: the file has what was received, $900.00. On Form 8949 the row has $907.50 as proceeds and -$7.50 as adjustment: enter those in the program.',
    ]);
  });

  it('stay short-term where section 857(b)(8) makes a loss long-term, and it is said', () => {
    const sales = [soldIn(2019, '2019-09-02', { longTermLoss: cents(6_000) })];
    const { read, left } = written(2019, { sales });
    expect(read.records.map(({ refnum, amounts }) => [refnum, ...amounts])).toEqual([
      [321, 100_000n, 90_000n],
    ]);
    expect(left).toEqual([expect.stringContaining('$60.00 of the loss is long-term')]);
  });

  it('keep a word in place of a day, and write names in plain letters', () => {
    const security = { ...AIV, symbol: null, cusips: [], name: 'Société “Générale” – Ä^' };
    const sales = [soldIn(2019, '2018-01-02', { inherited: true, security })];
    const { read, left } = written(2019, { sales });
    expect(read.records[0]).toMatchObject({
      text: '100 sh. Societe "Generale" - A^',
      days: ['INHERITED', '12/16/2019'],
    });
    expect(left).toEqual([expect.stringContaining('plain letters only')]);
  });
});

describe('what is left out', () => {
  it('is said with its amount', () => {
    const { left } = written(2019, {
      payments: [EVERYTHING, paymentOf({ ordinary: cents(5) }, {}, DEFERRED)],
      uncountedParts: [uncountedOf()],
      keptGains: [
        {
          ...TAXABLE,
          transactionId: 't1',
          date: day('2019-12-31'),
          gain: cents(10_000),
          tax: cents(2_100),
          unrecaptured1250: cents(0),
          section1202: cents(0),
          collectibles28: cents(0),
        },
      ],
      provisional: [{ ...TAXABLE, cash: cents(8_200), entries: 1 }],
    });
    expect(left).toEqual([
      'Box 5, Section 199A dividends, $90.00, is not in the file: TXF has no category for it. Enter it by hand.',
      expect.stringContaining('$25.00 of them do not count'),
      'Undistributed gain of $100.00 and its tax of $21.00 (Form 2439) are not in the file. Enter the form by hand.',
      expect.stringContaining('$82.00 of AIV, account Brokerage, is not in the file'),
      'Nothing of IRA is in the file: tax-deferred.',
    ]);
  });

  it('names the old categories of 2001 to 2003, which programs may not take', () => {
    const { left } = written(2003, { payments: [EVERYTHING] });
    expect(left.map((sentence) => /category (\d+)/.exec(sentence)?.[1])).toEqual(['684', '677']);
  });

  it('is the dividends of a year whose form is not known', () => {
    const { read, left } = written(1998, { payments: [EVERYTHING] });
    expect(read.records).toEqual([]);
    expect(left).toEqual([expect.stringContaining('payments of $162.10 are not in the file')]);
  });

  it('stands on a page, with what no such file can carry', () => {
    expect(txfPage(2019, ['One.'])).toContain('Not in the file of 2019');
    expect(txfPage(2019, [])).toContain('Everything that the book has');
    for (const limit of TXF_LIMITS) expect(txfPage(2019, [])).toContain(limit);
  });
});
