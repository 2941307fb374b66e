/**
 * Can the comparison be trusted? The slow calculation is held to the scenarios in
 * `tax/scenarios.test.ts`; here are its own parts, and what would make a comparison worthless:
 * books that never collide, differences that are not seen, a shrinker that loses the difference.
 */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { ACTIONS } from '../facts/entry-kinds.ts';
import { LOT_METHODS } from '../facts/model.ts';
import type { Facts } from '../facts/model.ts';
import { NOTICE_CODES } from '../facts/notices.ts';
import { Decimal } from '../values/decimal.ts';
import type { SalePiece } from '../lots/figures.ts';
import type { YearReport } from '../report/year-report.ts';
import { divideByLargestRemainder, partThatGoes, round2 } from './decimals.ts';
import { differencesOf } from './differences.ts';
import { heldMoreThanOneYear, heldSixMonthsOrLess } from './holding.ts';
import { randomBook, yearsOf } from './random-book.ts';
import { shrinkBook } from './shrink-book.ts';
import { slowYear } from './slow-year.ts';
import { SmallBook } from './testing/small-book.ts';

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

  it('divides shares by largest remainder to eight decimals', () => {
    const smallest = new Decimal('0.00000001');
    expect(
      texts(divideByLargestRemainder(new Decimal('3.33333333'), decimals('1', '1', '1'), smallest)),
    ).toEqual(['1.11111111', '1.11111111', '1.11111111']);
    expect(
      texts(divideByLargestRemainder(new Decimal('0.00000002'), decimals('1', '1', '1'), smallest)),
    ).toEqual(['0.00000001', '0.00000001', '0']);
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

/** What a book must meet for a comparison to be worth something. */
const TO_BE_MET = [
  'a loss in a retirement account',
  'ex-date in the year after',
  'ex-date in the year before',
  'excess long',
  'excess short',
  'held since before it was bought',
  'holding period that a sale ends',
  'holding period too short',
  'inherited lot',
  'loss made long-term',
  'partly disallowed loss',
  'partly over basis',
  'provisional cash',
  'reduced before and in the year',
  'replaced in a retirement account',
  'replaced in another account',
  'replaced in another year',
  'sale boot',
  'sale boot-dividend',
  'sale cash-for-fraction',
  'sale liquidation',
  'sale long',
  'sale redemption',
  'sale sale',
  'sale short',
  'several pieces',
  'several replacements',
  'sold after a return of capital',
  'wash part of a lot',
];

function metInSale(sale: SalePiece, report: YearReport): string[] {
  const { replacements, disallowedLoss } = sale;
  const met: Readonly<Record<string, boolean>> = {
    [`sale ${sale.term}`]: true,
    [`sale ${sale.kind}`]: true,
    'loss made long-term': sale.longTermLoss > 0n,
    'sold after a return of capital': sale.returnOfCapital > 0n,
    'partly disallowed loss': disallowedLoss > 0n && disallowedLoss < -sale.gain,
    'several replacements': replacements.length > 1,
    'replaced in another account': replacements.some((r) => r.accountId !== sale.accountId),
    'replaced in another year': replacements.some((r) => yearOf(r.bought) !== yearOf(sale.sold)),
    'replaced in a retirement account': replacements.some((r) => !r.addedToBasis),
    'a loss in a retirement account': sale.taxDeferred && sale.gain < 0n,
    'several pieces': report.sales.some(
      (other) => other !== sale && other.transactionId === sale.transactionId,
    ),
  };
  return Object.keys(met).filter((what) => met[what]);
}

function metIn(report: YearReport): string[] {
  const { payments, lots, holdingPeriods: periods } = report;
  const parts = payments.flatMap((payment) => payment.lots);
  const exYears = payments.map((payment) => yearOf(payment.exDate));
  const met: Readonly<Record<string, boolean>> = {
    'partly over basis': parts.some((lot) => lot.basisReduction > 0n && lot.excessGain > 0n),
    'ex-date in the year before': exYears.some((year) => year < report.taxYear),
    'ex-date in the year after': exYears.some((year) => year > report.taxYear),
    'reduced before and in the year': lots.some(
      (lot) => lot.returnOfCapitalBefore > 0n && lot.returnOfCapitalInYear > 0n,
    ),
    'held since before it was bought': lots.some((lot) => lot.heldSince < lot.acquired),
    'wash part of a lot': lots.some((lot) => lot.lot.endsWith('/wash')),
    'inherited lot': lots.some((lot) => lot.inherited),
    'holding period that a sale ends': periods.some((each) => each.disposed !== null),
    'holding period too short': periods.some((each) => each.daysHeld < each.daysNeeded),
    'provisional cash': report.provisional.length > 0,
  };
  return [
    ...Object.keys(met).filter((what) => met[what]),
    ...report.excessGains.map((gain) => `excess ${gain.term}`),
    ...report.sales.flatMap((sale) => metInSale(sale, report)),
  ];
}

describe('random books', () => {
  it('are the same for a seed, and others for another', () => {
    expect(randomBook(7)).toEqual(randomBook(7));
    expect(randomBook(7)).not.toEqual(randomBook(8));
  });

  it('meet every rule: each entry, notice, kind of sale, method, and what lots go through', () => {
    const codes = new Set<string>();
    const met = new Set<string>();
    const actions = new Set<string>();
    const methods = new Set<string>();
    // Two seeds have what is met once in thousands of books: a loss within six months, a part of it disallowed, and
    // one distribution that two accounts have otherwise.
    for (const seed of [...Array.from({ length: 500 }, (_, i) => i + 1), 1520, 3597]) {
      const facts = randomBook(seed);
      for (const { action } of facts.transactions) actions.add(action);
      for (const { method, methodChanges } of facts.accounts)
        for (const each of [method, ...methodChanges.map((change) => change.method)])
          methods.add(each);
      for (const year of yearsOf(facts)) {
        const report = slowYear(facts, year, reference);
        for (const notice of report.notices) codes.add(notice.code);
        for (const what of metIn(report)) met.add(what);
      }
    }
    expect([...met].sort()).toEqual(TO_BE_MET);
    expect([...methods].sort()).toEqual([...LOT_METHODS].sort());
    expect([...actions].sort()).toEqual([...ACTIONS].sort());
    // Which security of a release is meant, and what terms say otherwise, is said beside the engine, not by it;
    // no random security is one that published terms are about (`known-event-notices.test.ts`).
    expect(NOTICE_CODES.filter((code) => !codes.has(code))).toEqual([
      'same-security',
      'terms-differ',
      'order-of-terms',
      'in-kind-value-differs',
      'known-event',
    ]);
  });
});

describe('a comparison', () => {
  type List = Exclude<keyof YearReport, 'taxYear'>;
  const LISTS: readonly List[] = [
    'form1099Div',
    'accounts',
    'payments',
    'lots',
    'sales',
    'excessGains',
    'holdingPeriods',
    'uncountedParts',
    'provisional',
    'yearStates',
    'notices',
  ];

  /** A year with something in a list. */
  function yearWith(list: List): YearReport {
    for (let seed = 1; ; seed++) {
      const facts = randomBook(seed);
      for (const year of yearsOf(facts)) {
        const report = slowYear(facts, year, reference);
        if (report[list].length > 0) return report;
      }
    }
  }

  /** Another value of the same kind. */
  function changed(value: unknown): unknown {
    if (typeof value === 'bigint') return value + 1n;
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'string') return `${value}?`;
    if (Array.isArray(value)) return [...(value as unknown[]), 'one more'];
    return 'something';
  }

  it.each(LISTS)('sees each field of %s, a row too few and a row too many', (list) => {
    const report = yearWith(list);
    const [first, ...rest] = report[list] as unknown as readonly Record<string, unknown>[];
    expect(differencesOf(report, report)).toEqual([]);
    const differs = (rows: readonly unknown[]): boolean =>
      differencesOf({ ...report, [list]: rows }, report).length > 0;
    expect(differs(rest)).toBe(true);
    expect(differs([first, { ...first, code: 'more' }, ...rest])).toBe(true);
    const notCompared = list === 'notices' ? ['message'] : [];
    for (const name of Object.keys(first ?? {})) {
      const row = { ...first, [name]: changed(first?.[name]) };
      expect(differs([row, ...rest]), name).toBe(!notCompared.includes(name));
    }
  });

  it('sees an order, but not one of notices', () => {
    const report = slowYear(twoOfEach(), 2002, reference);
    for (const list of ['payments', 'lots', 'sales'] as const) {
      const turned = { ...report, [list]: report[list].toReversed() };
      expect(differencesOf(turned, report), list).not.toEqual([]);
    }
    expect(differencesOf({ ...report, notices: report.notices.toReversed() }, report)).toEqual([]);
  });

  function twoOfEach(): Facts {
    const row = { amount: '1', parts: { ordinary: '100' } };
    return new SmallBook()
      .document(2002, [
        { ...row, payable: '2002-03-30', ex: '2002-03-14' },
        { ...row, payable: '2002-06-30', ex: '2002-06-14' },
      ])
      .buy('2001-01-02', 'a', '10', '100')
      .buy('2001-01-02', 'b', '10', '100')
      .sell('2002-08-01', '5', '60', { lot: 'a' })
      .sell('2002-08-01', '5', '60', { lot: 'b' })
      .facts();
  }

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
    expect(() => slowYear(smallest, 2002, reference)).not.toThrow();
  });

  it('keeps what an entry needs when the book shrinks: both securities of an exchange', () => {
    const exchanges = (facts: Facts): boolean =>
      facts.transactions.some((row) => row.action === 'exchange');
    const book = new SmallBook()
      .buy('2001-01-02', 'a', '10', '100')
      .exchange('2002-01-02', '2:1', '5');
    const smallest = shrinkBook(book.facts(), exchanges);
    expect(smallest.transactions).toHaveLength(1);
    expect(smallest.securities).toHaveLength(2);
    expect(() => slowYear(smallest, 2002, reference)).not.toThrow();
  });
});
