/**
 * What is paid on a distribution to the lots of one account, and how does it divide? (sections 5
 * and 6.1)
 *
 * Authority: the calculation's section 5 (cents by largest remainder) and section 6, point 1.
 * Example: 100 shares before the ex-date of $0.82 are paid $82.00; see `decimals.ts`.
 * Awkward case: a row may be within tolerance and still have no weight at all; then it cannot be
 * divided and is left out.
 */
import type { Day } from '../values/days.ts';
import { COMPONENTS, securityLabel, SUBSET_PARENTS, SUBSETS } from '../facts/model.ts';
import type { Account, Component, Subset } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { Term } from '../lots/figures.ts';
import { divideByLargestRemainder, rateOf, round2, smaller, sum, ZERO } from './decimals.ts';
import type { Lot, Origin } from './lots.ts';
import { at, compareText } from './present.ts';
import { closing } from './rows.ts';
import type { Row } from './rows.ts';

/**
 * One entitled lot's part of a payment, and what became of it. The shares may move on into other
 * lots; what happens to them there is still told here.
 */
export interface Part {
  readonly lotName: string;
  readonly acquired: Day;
  readonly shares: Decimal;
  /** What the shares of the lot had cost at the ex-date. */
  readonly cost: Decimal;
  readonly returnOfCapital: Decimal;
  /** All that is a capital gain dividend: box 2a. */
  readonly capitalGain: Decimal;
  basisReduction: Decimal;
  excessGain: Decimal;
  /** Of each bit of the excess, in order: its term, and how its shares were held. */
  readonly gains: { readonly amount: Decimal; readonly term: Term; readonly origin: Origin }[];
  /** Whether some of it was more than the basis that was left. */
  overBasis: boolean;
  /** Entitled shares that were sold or given away, by day. */
  readonly disposals: { readonly day: Day; readonly shares: Decimal }[];
}

export interface SlowPayment {
  readonly row: Row;
  readonly account: Account;
  readonly exDate: Day;
  readonly effectiveDay: Day;
  readonly shares: Decimal;
  readonly cash: Decimal;
  /** What reinvested shares were worth beyond it. */
  readonly discount: Decimal;
  readonly components: Readonly<Record<Component, Decimal>>;
  readonly subsets: Readonly<Partial<Record<Subset, Decimal>>>;
  /** In the order of the entitled lots. */
  readonly parts: readonly Part[];
}

/** Name of a payment within a report. */
export function keyOf(payment: SlowPayment): string {
  return `${payment.row.distribution.id}/${payment.account.id}`;
}

/**
 * When the holder has it: a payment of January that counts in the year before is had on its last day, one
 * that a document states for a later year on the first day of that.
 */
export function receivedOn({ row }: SlowPayment): Day {
  const { payableDate } = row.distribution;
  const newYearsDay = `${row.taxYear}-01-01` as Day;
  const newYearsEve = `${row.taxYear}-12-31` as Day;
  if (payableDate > newYearsEve) return newYearsEve;
  return payableDate < newYearsDay ? newYearsDay : payableDate;
}

export function inOrderOfPayment(a: SlowPayment, b: SlowPayment): number {
  return (
    compareText(a.row.distribution.payableDate, b.row.distribution.payableDate) ||
    compareText(a.account.name, b.account.name) ||
    compareText(securityLabel(a.row.security), securityLabel(b.row.security)) ||
    compareText(a.row.distribution.recordDate ?? '', b.row.distribution.recordDate ?? '') ||
    compareText(a.row.distribution.id, b.row.distribution.id)
  );
}

type Outcome =
  | { readonly kind: 'payment'; readonly payment: SlowPayment }
  | { readonly kind: 'none' }
  | { readonly kind: 'does-not-divide' };

/** Publication 550: the earliest purchases first; what no basis is left for, by shares. */
function earliestFirstOf(dollars: Decimal, entitled: readonly Lot[]): Decimal[] {
  let rest = dollars;
  const first = entitled.map((lot) => {
    const waiting = sum(lot.pending.map((share) => share.amount));
    const left = lot.figures.basis.minus(waiting);
    const part = left.greaterThan(0) ? smaller(left, rest) : ZERO;
    rest = rest.minus(part);
    return part;
  });
  const beyond = divideByLargestRemainder(
    rest,
    entitled.map((lot) => lot.shares),
  );
  return first.map((part, i) => part.plus(at(beyond, i)));
}

/** One distribution for the lots of one account that hold shares at the start of its ex-date. */
export function payTo(
  account: Account,
  row: Row,
  entitled: readonly Lot[],
  discount: Decimal,
  rule: Account['returnOfCapital'],
): Outcome {
  const { distribution, exDate, effectiveDay } = row;
  if (exDate === undefined || effectiveDay === undefined) return { kind: 'none' };
  const amountPerShare = rateOf(distribution.allocablePerShare);
  if (amountPerShare.equals(0) || entitled.length === 0) return { kind: 'none' };
  if (closing(distribution) === 'beyond') return { kind: 'does-not-divide' };

  const entitledShares = entitled.map((lot) => lot.shares);
  const shares = sum(entitledShares);
  const cash = round2(shares.times(amountPerShare));
  const paid = cash.plus(discount);
  const weights = COMPONENTS.map((name) => rateOf(distribution.components[name]));
  const sumOfWeights = sum(weights);
  if (sumOfWeights.equals(0) && paid.greaterThan(0)) return { kind: 'does-not-divide' };

  const divided = sumOfWeights.equals(0)
    ? weights.map(() => ZERO)
    : divideByLargestRemainder(paid, weights);
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
    else subsets[name] = smaller(round2(paid.times(weight).div(sumOfWeights)), parentAmount);
  }

  const capitalGain = sum([
    components.capitalGain,
    components.unrecaptured1250,
    components.section1202,
    components.collectibles28,
  ]);
  const returnOfCapitalOf =
    rule === 'earliest-first'
      ? earliestFirstOf(components.returnOfCapital, entitled)
      : divideByLargestRemainder(components.returnOfCapital, entitledShares);
  const capitalGainOf = divideByLargestRemainder(capitalGain, entitledShares);
  const parts = entitled.map((lot, i): Part => ({
    lotName: lot.name,
    acquired: lot.origin.acquired,
    shares: lot.shares,
    cost: lot.figures.cost,
    returnOfCapital: at(returnOfCapitalOf, i),
    capitalGain: at(capitalGainOf, i),
    basisReduction: ZERO,
    excessGain: ZERO,
    gains: [],
    overBasis: false,
    disposals: [],
  }));
  const amounts = { shares, cash, discount, components, subsets, parts };
  return { kind: 'payment', payment: { row, account, exDate, effectiveDay, ...amounts } };
}
