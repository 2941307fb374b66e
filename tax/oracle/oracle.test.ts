/**
 * Can the comparison be trusted? The slow calculation is held to the scenarios in
 * `tax/scenarios.test.ts`; here are its own parts, and what would make a comparison worthless:
 * books that never collide, differences that are not seen, a shrinker that loses the difference.
 */
import { describe, expect, it } from 'vitest';
import { reference } from '../../electron/api/reference.ts';
import { computeYear } from '../compute-year.ts';
import type { Day } from '../days.ts';
import { NOTICE_CODES } from '../notices.ts';
import { Decimal } from '../money.ts';
import type { Facts } from '../model.ts';
import type { YearReport } from '../year-report.ts';
import { divideByLargestRemainder, partThatGoes, round2 } from './decimals.ts';
import { differencesOf } from './differences.ts';
import { heldMoreThanOneYear, heldSixMonthsOrLess } from './holding.ts';
import { randomBook, yearsOf } from './random-book.ts';
import { shrinkBook } from './shrink-book.ts';
import { slowYear } from './slow-year.ts';

const decimals = (...texts: string[]): Decimal[] => texts.map((text) => new Decimal(text));
const texts = (values: readonly Decimal[]): string[] => values.map((value) => value.toString());

describe('counting in decimals', () => {
  it('rounds half a cent away from zero', () => {
    expect(texts(decimals('0.125', '-0.125', '0.1249999', '2').map(round2))).toEqual([
      '0.13',
      '-0.13',
      '0.12',
      '2',
    ]);
  });

  it('divides by largest remainder, ties to the first', () => {
    expect(
      texts(divideByLargestRemainder(new Decimal('0.82'), decimals('1', '1', '1', '1'))),
    ).toEqual(['0.21', '0.21', '0.2', '0.2']);
    expect(
      texts(divideByLargestRemainder(new Decimal('1'), decimals('33.3', '33.3', '33.4'))),
    ).toEqual(['0.33', '0.33', '0.34']);
    // Thirds of two sizes have the same endless fraction: the first is served, not the longer one.
    expect(texts(divideByLargestRemainder(new Decimal('0.05'), decimals('1', '4', '1')))).toEqual([
      '0.01',
      '0.03',
      '0.01',
    ]);
  });

  it('lets all of an amount go with all of the shares', () => {
    const [amount, one, three] = decimals('10', '1', '3') as [Decimal, Decimal, Decimal];
    expect(partThatGoes(amount, one, three).toString()).toBe('3.33');
    expect(partThatGoes(amount, three, three).toString()).toBe('10');
  });
});

describe('the holding period', () => {
  it.each([
    ['2000-02-29', '2001-02-28', '2001-03-01'],
    ['2000-02-28', '2001-02-28', '2001-03-01'],
    ['2003-02-28', '2004-02-29', '2004-03-01'],
    ['2001-03-01', '2002-03-01', '2002-03-02'],
    ['2001-12-31', '2002-12-31', '2003-01-01'],
  ])('of %s: a year is over with %s, more than a year from %s', (acquired, last, first) => {
    expect(heldMoreThanOneYear(acquired as Day, last as Day)).toBe(false);
    expect(heldMoreThanOneYear(acquired as Day, first as Day)).toBe(true);
  });

  it.each([
    ['2002-03-05', '2002-09-05', '2002-09-06'],
    ['2002-02-28', '2002-08-31', '2002-09-01'],
    ['2001-08-30', '2002-02-28', '2002-03-01'],
    ['2001-08-31', '2002-02-28', '2002-03-01'],
    ['2002-06-30', '2002-12-31', '2003-01-01'],
  ])(
    'of %s: six months are over with %s, more than six months from %s',
    (acquired, last, first) => {
      expect(heldSixMonthsOrLess(acquired as Day, last as Day)).toBe(true);
      expect(heldSixMonthsOrLess(acquired as Day, first as Day)).toBe(false);
    },
  );
});

describe('random books', () => {
  it('are the same for a seed, and others for another', () => {
    expect(randomBook(7)).toEqual(randomBook(7));
    expect(randomBook(7)).not.toEqual(randomBook(8));
  });

  it('meet every rule: each notice, excess gain, pieces of several lots, and losses made long-term', () => {
    const codes = new Set<string>();
    const met = new Set<string>();
    for (let seed = 1; seed <= 300; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = slowYear(facts, year, reference);
        for (const notice of report.notices) codes.add(notice.code);
        for (const gain of report.excessGains) met.add(`excess ${gain.term}`);
        for (const sale of report.sales) {
          met.add(`sale ${sale.term}`);
          if (sale.longTermLoss > 0n) met.add('loss made long-term');
          if (report.sales.some((s) => s !== sale && s.transactionId === sale.transactionId))
            met.add('several pieces');
          if (sale.returnOfCapital > 0n) met.add('sold after a return of capital');
        }
        for (const lot of report.lots)
          if (lot.returnOfCapitalBefore > 0n && lot.returnOfCapitalInYear > 0n)
            met.add('reduced before and in the year');
        for (const payment of report.payments) {
          if (payment.lots.some((lot) => lot.basisReduction > 0n && lot.excessGain > 0n))
            met.add('partly over basis');
          if (payment.exDate < `${year}-01-01`) met.add('ex-date in the year before');
          if (payment.exDate > `${year}-12-31`) met.add('ex-date in the year after');
        }
      }
    }
    expect([...met].sort()).toEqual([
      'ex-date in the year after',
      'ex-date in the year before',
      'excess long',
      'excess short',
      'loss made long-term',
      'partly over basis',
      'reduced before and in the year',
      'sale long',
      'sale short',
      'several pieces',
      'sold after a return of capital',
    ]);
    const refusedWhenRead = ['invalid-transaction'];
    expect(NOTICE_CODES.filter((code) => !codes.has(code))).toEqual(refusedWhenRead);
  });
});

describe('a comparison', () => {
  /** A year with something in every list. */
  function fullYear(): YearReport {
    for (let seed = 1; ; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = slowYear(facts, year, reference);
        const { form1099Div, payments, lots, sales, excessGains, notices } = report;
        const lists = [form1099Div, payments, lots, sales, excessGains, notices];
        if (lists.every((list) => list.length > 0)) return report;
      }
    }
  }

  it('sees a cent, a share, a day, an order and a notice', () => {
    const report = fullYear();
    const first = <T>(list: readonly T[], change: (value: T) => T): T[] =>
      list.map((value, i) => (i === 0 ? change(value) : value));
    const changed: Partial<YearReport>[] = [
      {
        form1099Div: first(report.form1099Div, (b) => ({ ...b, amount: (b.amount + 1n) as never })),
      },
      { accounts: first(report.accounts, (a) => ({ ...a, form1099Div: [] })) },
      { payments: first(report.payments, (p) => ({ ...p, exDate: '1999-09-09' as Day })) },
      { payments: first(report.payments, (p) => ({ ...p, lots: [] })) },
      { payments: report.payments.slice(1) },
      { lots: first(report.lots, (lot) => ({ ...lot, adjustedBasis: 1n as never })) },
      { lots: [...report.lots, report.lots[0] as never] },
      { sales: first(report.sales, (sale) => ({ ...sale, shares: 1n as never })) },
      { excessGains: first(report.excessGains, (g) => ({ ...g, term: 'never' as never })) },
      { notices: report.notices.slice(1) },
      { notices: first(report.notices, (n) => ({ ...n, level: 'none' as never })) },
      { notices: first(report.notices, (n) => ({ ...n, about: { ...n.about, year: 1 } })) },
    ];
    expect(differencesOf(report, report)).toEqual([]);
    for (const change of changed)
      expect(differencesOf({ ...report, ...change }, report), Object.keys(change)[0]).not.toEqual(
        [],
      );
  });

  it('is shown on the smallest book that still differs', () => {
    const sells = (facts: Facts): boolean =>
      facts.transactions.some((row) => row.action === 'sell');
    const seed = [1, 2, 3, 4, 5, 6, 7, 8].find((each) => sells(randomBook(each))) as number;
    const smallest = shrinkBook(randomBook(seed), sells);
    expect(smallest.transactions).toHaveLength(1);
    expect(smallest.transactions[0]?.action).toBe('sell');
    expect(smallest.documents).toEqual([]);
    expect(smallest.securities).toHaveLength(1);
    expect(smallest.accounts).toHaveLength(1);
    expect(() => computeYear(smallest, 2002, reference)).not.toThrow();
  });
});
