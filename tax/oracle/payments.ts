/**
 * What was paid on each distribution, to whom, and how does it divide? (sections 1 to 5, and 6.1)
 *
 * Authority: the calculation's sections 1 (which document counts), 2 (tolerance), 3 (ex-date and
 * entitlement), 4 (the document says what is allocable to its year) and 5 (cents).
 * Example: 100 shares before the ex-date of $0.82 are paid $82.00; see `decimals.ts`.
 * Awkward case: a row may be within tolerance and still have no weight at all; then it cannot be
 * divided and is left out.
 */
import { firstDayOfYear } from '../days.ts';
import type { Day } from '../days.ts';
import type { MarketCalendar } from '../market-calendar.ts';
import { COMPONENTS, SUBSET_PARENTS, SUBSETS } from '../model.ts';
import type {
  Account,
  AllocationDocument,
  Component,
  Distribution,
  Facts,
  Security,
  Subset,
} from '../model.ts';
import { Decimal } from '../money.ts';
import { divideByLargestRemainder, rateOf, round2, smaller, sum, ZERO } from './decimals.ts';
import { earliestFirst, sharesAtStartOf } from './trades.ts';
import type { Lot, Trades } from './trades.ts';
import { at } from './present.ts';

/** A distribution of the document that counts. */
export interface Row {
  readonly document: AllocationDocument;
  readonly documentOrder: number;
  readonly rowOrder: number;
  readonly security: Security;
  readonly taxYear: number;
  readonly distribution: Distribution;
  /** Undefined: no record date, or beyond the market calendar. */
  readonly exDate: Day | undefined;
  /** When the return of capital reduces basis: at the ex-date, but never before its tax year. */
  readonly effectiveDay: Day | undefined;
}

/** One entitled lot's part of a payment. */
export interface Part {
  readonly lot: Lot;
  readonly shares: Decimal;
  readonly returnOfCapital: Decimal;
  /** Of capitalGain and unrecaptured1250 together. */
  readonly capitalGain: Decimal;
}

export interface SlowPayment {
  readonly row: Row;
  readonly account: Account;
  readonly exDate: Day;
  readonly effectiveDay: Day;
  readonly shares: Decimal;
  readonly cash: Decimal;
  readonly components: Readonly<Record<Component, Decimal>>;
  readonly subsets: Readonly<Partial<Record<Subset, Decimal>>>;
  readonly parts: readonly Part[];
}

/** Name of a payment within a report. */
export function keyOf(payment: SlowPayment): string {
  return `${payment.row.distribution.id}/${payment.account.id}`;
}

/** All versions of one security's table for one tax year, the one that counts first. */
export function versionsOf(
  facts: Facts,
  securityId: string,
  taxYear: number,
): readonly AllocationDocument[] {
  const rank = { estimate: 0, final: 1, corrected: 2 };
  return facts.documents
    .map((document, order) => ({ document, order }))
    .filter(({ document }) => document.taxYear === taxYear)
    .filter(({ document }) => document.securities.some((each) => each.securityId === securityId))
    .sort((a, b) => {
      if (a.document.status !== b.document.status)
        return rank[b.document.status] - rank[a.document.status];
      const publishedA = a.document.publishedOn ?? '';
      const publishedB = b.document.publishedOn ?? '';
      if (publishedA !== publishedB) return publishedA < publishedB ? 1 : -1;
      return b.order - a.order;
    })
    .map(({ document }) => document);
}

export function findRows(facts: Facts, calendar: MarketCalendar): readonly Row[] {
  const rows: Row[] = [];
  for (const security of facts.securities) {
    const years = new Set(facts.documents.map((document) => document.taxYear));
    for (const taxYear of years) {
      const document = versionsOf(facts, security.id, taxYear)[0];
      if (document === undefined) continue;
      const distributions = document.securities
        .filter((each) => each.securityId === security.id)
        .flatMap((each) => each.distributions);
      distributions.forEach((distribution, rowOrder) => {
        let exDate: Day | undefined;
        if (distribution.exDate !== null) exDate = distribution.exDate;
        else if (distribution.recordDate !== null)
          exDate = calendar.exDateFor(distribution.recordDate);
        const newYear = firstDayOfYear(taxYear);
        rows.push({
          document,
          documentOrder: facts.documents.indexOf(document),
          rowOrder,
          security,
          taxYear,
          distribution,
          exDate,
          effectiveDay: exDate !== undefined && exDate < newYear ? newYear : exDate,
        });
      });
    }
  }
  return rows;
}

/** Sum of the weights against what they should add up to. */
export function closing(distribution: Distribution): 'exact' | 'within' | 'beyond' {
  const weights = COMPONENTS.map((name) => rateOf(distribution.components[name]));
  const nonZero = weights.filter((weight) => !weight.equals(0)).length;
  const target =
    distribution.unit === 'percent' ? new Decimal(100) : rateOf(distribution.allocablePerShare);
  const tolerance =
    distribution.unit === 'percent'
      ? new Decimal('0.1')
      : Decimal.max('0.0005', new Decimal('0.0001').times(nonZero));
  const off = sum(weights).minus(target).abs();
  if (off.equals(0)) return 'exact';
  return off.greaterThan(tolerance) ? 'beyond' : 'within';
}

export type Outcome =
  | { readonly kind: 'payment'; readonly payment: SlowPayment }
  | { readonly kind: 'none' }
  | { readonly kind: 'does-not-divide' };

/** One distribution for one account. */
export function payTo(account: Account, row: Row, trades: Trades): Outcome {
  const { distribution, exDate, effectiveDay } = row;
  if (exDate === undefined || effectiveDay === undefined) return { kind: 'none' };
  const amountPerShare = rateOf(distribution.allocablePerShare);
  if (amountPerShare.equals(0)) return { kind: 'none' };

  const entitled: Lot[] = [];
  const entitledShares: Decimal[] = [];
  for (const lot of [...trades.lots].sort(earliestFirst)) {
    if (lot.accountId !== account.id || lot.securityId !== row.security.id) continue;
    const shares = sharesAtStartOf(exDate, lot, trades);
    if (shares.equals(0)) continue;
    entitled.push(lot);
    entitledShares.push(shares);
  }
  const shares = sum(entitledShares);
  if (shares.equals(0)) return { kind: 'none' };
  if (closing(distribution) === 'beyond') return { kind: 'does-not-divide' };

  const cash = round2(shares.times(amountPerShare));
  const weights = COMPONENTS.map((name) => rateOf(distribution.components[name]));
  const sumOfWeights = sum(weights);
  if (sumOfWeights.equals(0) && cash.greaterThan(0)) return { kind: 'does-not-divide' };

  const divided = sumOfWeights.equals(0)
    ? weights.map(() => ZERO)
    : divideByLargestRemainder(cash, weights);
  const components = Object.fromEntries(
    COMPONENTS.map((name, i) => [name, at(divided, i)]),
  ) as Record<Component, Decimal>;

  const subsets: Partial<Record<Subset, Decimal>> = {};
  for (const name of SUBSETS) {
    const stated = distribution.subsets[name];
    if (stated === undefined) continue;
    const weight = rateOf(stated);
    const parentWeight = sum(
      SUBSET_PARENTS[name].map((parent) => rateOf(distribution.components[parent])),
    );
    const parentAmount = sum(SUBSET_PARENTS[name].map((parent) => components[parent]));
    if (weight.equals(parentWeight)) subsets[name] = parentAmount;
    else if (sumOfWeights.equals(0)) subsets[name] = ZERO;
    else subsets[name] = smaller(round2(cash.times(weight).div(sumOfWeights)), parentAmount);
  }

  const capitalGain = components.capitalGain.plus(components.unrecaptured1250);
  const returnOfCapitalOf = divideByLargestRemainder(components.returnOfCapital, entitledShares);
  const capitalGainOf = divideByLargestRemainder(capitalGain, entitledShares);
  const parts = entitled.map((lot, i) => ({
    lot,
    shares: at(entitledShares, i),
    returnOfCapital: at(returnOfCapitalOf, i),
    capitalGain: at(capitalGainOf, i),
  }));
  const payment = { row, account, exDate, effectiveDay, shares, cash, components, subsets, parts };
  return { kind: 'payment', payment };
}
