/**
 * Is a payment that published sources tell of among the rows of an allocation?
 *
 * Source: the calculation's section 1: an allocation is an issuer's table of a year. One of which rows were
 * never seen looks like a whole one; the payments that are known say that it is not.
 * Example: four payments of AIV are known in 2011, the table that was found has the first: three lack.
 * Awkward case: an ex-date that was found from a series of prices is a day or two off, and the table has
 * record dates alone: a record date lies some days after its ex-date, at most five trading days.
 * Not handled: two payments of one amount within a week.
 */
import { dayNumber, type Day } from '../values/days.ts';
import { parseRate } from '../values/money.ts';
import type { Distribution, Security } from './model.ts';
import type { Reference } from './reference.ts';

/** A payment of which days and amount are known, and nothing of what it was. */
export interface PaymentKnown {
  readonly exDate: Day;
  readonly recordDate: Day | null;
  readonly payableDate: Day | null;
  /** Dollars, a plain decimal. */
  readonly amountPerShare: string;
  readonly certainty: 'published' | 'from-prices' | 'uncertain';
}

/** Payments of a security, year by year. */
export interface PaymentsKnown {
  readonly symbol: string;
  readonly years: readonly {
    readonly taxYear: number;
    readonly payments: readonly PaymentKnown[];
    /** In a sentence. */
    readonly known?: string;
  }[];
}

/** By tax year. */
export type KnownYears = ReadonlyMap<number, PaymentsKnown['years']>;

/** Put in order once: every year of every security is asked for them, and they never change. */
const BY_SYMBOL = new WeakMap<readonly PaymentsKnown[], ReadonlyMap<string, KnownYears>>();

const NOTHING_KNOWN: KnownYears = new Map();

/** What published sources say of the payments of a security. */
export function paymentsKnown(
  { knownPayments: all = [] }: Reference,
  { symbol }: Security,
): KnownYears {
  let bySymbol = BY_SYMBOL.get(all);
  if (!bySymbol) {
    const found = new Map<string, PaymentsKnown['years'][number][]>();
    for (const one of all) found.set(one.symbol, [...(found.get(one.symbol) ?? []), ...one.years]);
    bySymbol = new Map(
      [...found].map(([known, years]) => [known, Map.groupBy(years, ({ taxYear }) => taxYear)]),
    );
    BY_SYMBOL.set(all, bySymbol);
  }
  return (symbol === null ? undefined : bySymbol.get(symbol)) ?? NOTHING_KNOWN;
}

/**
 * What published sources say of a year in which they have no dividend, in a sentence; null of other years. That they have none is no proof: so the year is not complete before its holder says so.
 */
export function noneFoundText(years: KnownYears, year: number): string | null {
  const found = years.get(year) ?? [];
  const [said] = found.flatMap(({ known }) => known ?? []);
  if (said === undefined || found.some(({ payments }) => payments.length > 0)) return null;
  return `For ${year}, ${said}`;
}

/** Days by which an ex-date that was found from prices may differ from the computed one. */
const NEAR = 4;

/** Whether the rows have this payment: near the day, of the same amount. */
export function isAmong(payment: PaymentKnown, rows: readonly Distribution[]): boolean {
  const near = (a: Day, b: Day): boolean => Math.abs(dayNumber(a) - dayNumber(b)) <= NEAR;
  const amount = parseRate(payment.amountPerShare);
  return rows.some(
    (row) =>
      row.amountPerShare === amount &&
      (row.payableDate === payment.payableDate ||
        (row.recordDate !== null && row.recordDate === payment.recordDate) ||
        (row.exDate !== null && near(row.exDate, payment.exDate)) ||
        (row.recordDate !== null &&
          dayNumber(row.recordDate) - dayNumber(payment.exDate) >= -1 &&
          dayNumber(row.recordDate) - dayNumber(payment.exDate) <= NEAR + 3)),
  );
}
