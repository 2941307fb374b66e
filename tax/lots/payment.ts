/**
 * What does one payment consist of, in cents?
 *
 * Authority: the calculation's section 5 (practice): `cash = round2(entitled shares x amount per
 * share)`; the components get the cash in proportion to their weights by largest remainder, ties in
 * the order of COMPONENTS; a subset gets round2(cash x its weight / sum of weights).
 * Example: 100 shares at $0.82 are $82.00; 61.4 / 6.6 / 12.5 / 19.5 percent make $50.348, $5.412,
 * $10.25 and $15.99: rounded down $81.99, and the cent left over goes to ordinary: $50.35.
 * Awkward case: a subset that is the whole of its parent ("6.6% is Qualified 5-Year Gain" of a 6.6%
 * capital gain) equals the parent's cents, whatever the rounding gave the parent.
 * Not handled: payments in a currency other than the dollar.
 */
import { byComponent, COMPONENTS, SUBSETS, SUBSET_PARENTS } from '../facts/model.ts';
import type { Component, Distribution, Subset } from '../facts/model.ts';
import type { Teller } from '../facts/teller.ts';
import { COUNTING } from './counting.ts';
import { NO_RATE, parseRate, type Cents, type Rate, type Shares } from '../values/money.ts';

const rate = (text: string): Rate => parseRate(text) ?? NO_RATE;
const HUNDRED_PERCENT = rate('100');
const PERCENT_TOLERANCE = rate('0.1');
const DOLLAR_TOLERANCE = rate('0.0005');
const DOLLAR_TOLERANCE_PER_COMPONENT = rate('0.0001');

export interface WeightCheck {
  /** Sum of the component weights, in the distribution's unit. */
  readonly sum: Rate;
  /** What the weights should add up to: 100 percent, or the allocable dollars per share. */
  readonly expected: Rate;
  readonly verdict: 'exact' | 'within' | 'beyond' | 'negative';
}

/** Compares the sum of a distribution's weights with what it should be (section 2's tolerance). */
export function checkWeights(distribution: Distribution): WeightCheck {
  let sum = 0n;
  let nonZero = 0n;
  let negative = distribution.allocablePerShare < 0n || distribution.amountPerShare < 0n;
  for (const component of COMPONENTS) {
    const weight = distribution.components[component];
    sum += weight;
    if (weight !== 0n) nonZero += 1n;
    if (weight < 0n) negative = true;
  }
  for (const subset of SUBSETS) if ((distribution.subsets[subset] ?? 0n) < 0n) negative = true;
  const inPercent = distribution.unit === 'percent';
  const expected = inPercent ? HUNDRED_PERCENT : distribution.allocablePerShare;
  const perComponent = DOLLAR_TOLERANCE_PER_COMPONENT * nonZero;
  const dollarTolerance = perComponent > DOLLAR_TOLERANCE ? perComponent : DOLLAR_TOLERANCE;
  const tolerance = inPercent ? PERCENT_TOLERANCE : dollarTolerance;
  const off = sum > expected ? sum - expected : expected - sum;
  const verdict = negative
    ? 'negative'
    : off === 0n
      ? 'exact'
      : off <= tolerance
        ? 'within'
        : 'beyond';
  return { sum: sum as Rate, expected, verdict };
}

export type PaymentAmounts = PaymentParts<Cents>;

/** What of a payment is a capital gain dividend (section 857(b)(3)(B)): the parts of box 2a. */
const CAPITAL_GAIN_PARTS = [
  'capitalGain',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
] as const satisfies readonly Component[];

/** All of it. The two rare parts are named where there are some. */
export function capitalGainOf<V>(tell: Teller<V>, components: PaymentParts<V>['components']): V {
  const [usual, unrecaptured, ...rare] = CAPITAL_GAIN_PARTS.map((part) => components[part]);
  const some = rare.filter((part) => tell.exact(part) !== 0n);
  return tell.sum([usual as V, unrecaptured as V, ...some], 'longTermLoss');
}

/** What a document's row gives for one share, and by which weights it divides that. */
interface PaymentRow<V> {
  readonly perShare: V;
  readonly components: Readonly<Record<Component, V>>;
  readonly subsets: Readonly<Partial<Record<Subset, V>>>;
}

/** The parts of one payment. */
export interface PaymentParts<V> {
  readonly cash: V;
  /** What the components divide: the cash, and what a plan's shares were worth beyond it. */
  readonly paid: V;
  readonly components: Readonly<Record<Component, V>>;
  readonly subsets: Readonly<Partial<Record<Subset, V>>>;
}

/**
 * The parts of one payment to a holder of these shares. Undefined when there is cash and no weight
 * to divide it by. The weights are not negative (see `checkWeights`).
 */
export function partsOfPayment<V>(
  tell: Teller<V>,
  row: PaymentRow<V>,
  shares: V,
  beyondCash: readonly V[],
): PaymentParts<V> | undefined {
  const cash = tell.product(shares, row.perShare, 'cash');
  const paid =
    beyondCash.length === 0 ? cash : tell.sum([cash, ...beyondCash], 'planDiscount', 'paid');
  const weights = COMPONENTS.map((component) => row.components[component]);
  const given = weights.filter((weight) => tell.exact(weight) !== 0n);
  const all = tell.sum(given, null, 'weights');
  const isNothing = tell.exact(all) === 0n;
  if (isNothing && tell.exact(paid) > 0n) return undefined;
  const parts = isNothing
    ? COMPONENTS.map((component) => tell.sum([paid], 'components', component))
    : tell.apportion(paid, weights, 'components', COMPONENTS);
  const components = byComponent((_, place) => parts[place] as V);
  const subsets: Partial<Record<Subset, V>> = {};
  for (const subset of SUBSETS) {
    const weight = row.subsets[subset];
    if (weight === undefined) continue;
    let parentWeight = 0n;
    for (const parent of SUBSET_PARENTS[subset]) {
      parentWeight += tell.exact(row.components[parent]);
    }
    const parents = SUBSET_PARENTS[subset].map((parent) => components[parent]);
    if (isNothing || tell.exact(weight) === parentWeight) {
      subsets[subset] = tell.sum(parents, 'subset', subset);
      continue;
    }
    const own = tell.share(paid, weight, all, 'subset', subset);
    const most = tell.sum(parents, 'subset', 'parents');
    const isMore = tell.exact(own) > tell.exact(most);
    subsets[subset] = isMore ? tell.smallest([own, most], 'subset', subset) : own;
  }
  return { cash, paid, components, subsets };
}

/** The same in cents. */
export function amountsOf(
  distribution: Distribution,
  shares: Shares,
  beyondCash: readonly { readonly amount: Cents }[] = [],
): PaymentAmounts | undefined {
  const { allocablePerShare: perShare, components, subsets } = distribution;
  const row: PaymentRow<bigint> = { perShare, components, subsets };
  const beyond = beyondCash.map(({ amount }) => amount);
  return partsOfPayment<bigint>(COUNTING, row, shares, beyond) as PaymentAmounts | undefined;
}
