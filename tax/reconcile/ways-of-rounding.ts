/**
 * How else can the cents of a year's payments come out?
 *
 * Practice: nothing says how a payer rounds. We divide the cash of each payment by largest remainder;
 * others divide the cash of the year once, round every part by itself, or begin with each lot.
 * Example: four payments of $27.33 are $109.32; 6.6% of each is $1.80, together $7.20; of the year $7.22.
 * Awkward case: parts that are rounded by themselves need not add up to the cash.
 * Brokers are sent amounts per share, or percentages, with so many decimals, and multiply those: with 2,600 shares
 * 0.0374185 a share as 0.0374 is five cents less.
 */
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../facts/model.ts';
import { amountIn } from '../report/form-boxes.ts';
import type { Payment } from '../lots/figures.ts';
import { amountsOf } from '../lots/payment.ts';
import { rowsOf } from '../values/list-of-many.ts';
import {
  divideByLargestRemainder,
  divideRounded,
  RATE_PLACES,
  type Cents,
} from '../values/money.ts';

export type Part = Component | Subset;
type Parts = ReadonlyMap<Part, bigint>;
const PARTS: readonly Part[] = [...COMPONENTS, ...SUBSETS];

/** In words of a sentence, after "the payer": the first is ours. */
export const ROUNDINGS = {
  byPayment: 'divided the cash of each payment',
  ofYearsCash: 'divided the cash of the year once',
  ofYear: 'divided what the year comes to without rounding any payment',
  eachPart: 'rounded each part of each payment by itself',
  eachPartOfYear: 'rounded each part once for the whole year',
  cutOff: 'cut off the fractions of a cent of each part',
  byLot: 'worked out each payment lot by lot',
  eachBox: 'rounded each box of each payment by itself',
  eachBoxOfYear: 'rounded each box once for the whole year',
  perShare4: 'worked with amounts per share of four decimals',
  perShare6: 'worked with amounts per share of six decimals',
  perShare5: 'worked with amounts per share of five decimals',
  boxPerShare4: 'worked with amounts per share of four decimals for each box',
  boxPerShare6: 'worked with amounts per share of six decimals for each box',
  boxPerShare5: 'worked with amounts per share of five decimals for each box',
  percent2: 'worked with percentages of two decimals',
  percent4: 'worked with percentages of four decimals',
} as const;
export type Rounding = keyof typeof ROUNDINGS;

/** What the parts of a box come to for the payments of a year, in cents. */
type Way = (payments: readonly Payment[], box: readonly Part[]) => bigint;

/** Of one part of a cent; fine enough that no sum of a year comes out otherwise. */
const FINE = 10n ** 18n;
const SHARES_TIMES_RATE_IN_CENTS = 10n ** 18n;

function weightOf({ distribution }: Payment, part: Part): bigint {
  return (COMPONENTS as readonly string[]).includes(part)
    ? distribution.components[part as Component]
    : (distribution.subsets[part as Subset] ?? 0n);
}

function total<T>(some: readonly T[], of: (one: T) => bigint): bigint {
  return some.reduce((sum, one) => sum + of(one), 0n);
}

function allWeights(payment: Payment): bigint {
  return total(COMPONENTS, (part) => weightOf(payment, part));
}

/** Cents of the payment in fine parts, rounded to the cent or not. */
function fineCash(payment: Payment, isExact: boolean): bigint {
  if (!isExact) return (payment.cash + payment.discount) * FINE;
  const exact = (payment.shares * payment.amountPerShare * FINE) / SHARES_TIMES_RATE_IN_CENTS;
  return exact + payment.discount * FINE;
}

function fineOf(payment: Payment, weight: bigint, isExact: boolean): bigint {
  const all = allWeights(payment);
  return all === 0n ? 0n : (fineCash(payment, isExact) * weight) / all;
}

function finePart(payment: Payment, part: Part, isExact: boolean): bigint {
  return fineOf(payment, weightOf(payment, part), isExact);
}

/** The parts of the year in fine cents, divided at once. */
function dividedOnce(payments: readonly Payment[], isExact: boolean): Parts {
  const fine = new Map(
    PARTS.map((part) => [part, total(payments, (payment) => finePart(payment, part, isExact))]),
  );
  const cash = divideRounded(
    total(payments, (payment) => fineCash(payment, isExact)),
    FINE,
  );
  const weights = COMPONENTS.map((part) => fine.get(part) ?? 0n);
  const isNothing = weights.every((weight) => weight === 0n);
  const cents = isNothing ? weights : divideByLargestRemainder(cash as Cents, weights);
  const divided = new Map<Part, bigint>(
    COMPONENTS.map((part, place) => [part, cents[place] ?? 0n]),
  );
  for (const subset of SUBSETS) {
    const own = fine.get(subset) ?? 0n;
    const twin = COMPONENTS.find((part) => own > 0n && fine.get(part) === own);
    divided.set(subset, twin ? (divided.get(twin) ?? 0n) : divideRounded(own, FINE));
  }
  return divided;
}

/** The parts of payments lot by lot: of hundreds of lots they are asked for again with every box. */
const BY_LOT = new WeakMap<Payment, Parts>();

function partsByLot(payment: Payment): Parts {
  const known = BY_LOT.get(payment);
  if (known) return known;
  const parts = new Map<Part, bigint>(PARTS.map((part) => [part, 0n]));
  for (const { shares } of rowsOf(payment, 'lots')) {
    const amounts = amountsOf(payment.distribution, shares);
    if (!amounts) continue;
    for (const part of PARTS) {
      parts.set(part, (parts.get(part) ?? 0n) + amountIn(amounts, part));
    }
  }
  BY_LOT.set(payment, parts);
  return parts;
}

/** What a payment comes to for a weight among all of its weights, in cents. */
type OfWeight = (payment: Payment, weight: bigint) => bigint;

/** Each part of each payment by itself. */
const eachPart =
  (of: OfWeight): Way =>
  (payments, box) =>
    total(box, (part) => total(payments, (payment) => of(payment, weightOf(payment, part))));

/** All parts of a box at once, of each payment. */
const eachBox =
  (of: OfWeight): Way =>
  (payments, box) =>
    total(payments, (payment) =>
      of(
        payment,
        total(box, (part) => weightOf(payment, part)),
      ),
    );

const rounded: OfWeight = (payment, weight) => divideRounded(fineOf(payment, weight, false), FINE);

/** From an amount per share with so many decimals. */
const perShare =
  (decimals: number): OfWeight =>
  (payment, weight) => {
    const all = allWeights(payment);
    if (all === 0n) return 0n;
    const unit = 10n ** BigInt(RATE_PLACES - decimals);
    const rate = divideRounded(payment.amountPerShare * weight, all * unit) * unit;
    const beyond = divideRounded(payment.discount * weight, all);
    return divideRounded(payment.shares * rate, SHARES_TIMES_RATE_IN_CENTS) + beyond;
  };

/** From a percentage of the cash with so many decimals. */
const byPercent =
  (decimals: number): OfWeight =>
  (payment, weight) => {
    const all = allWeights(payment);
    if (all === 0n) return 0n;
    const whole = 100n * 10n ** BigInt(decimals);
    const percent = divideRounded(weight * whole, all);
    return divideRounded((payment.cash + payment.discount) * percent, whole);
  };

const once =
  (isExact: boolean): Way =>
  (payments, box) => {
    const parts = dividedOnce(payments, isExact);
    return total(box, (part) => parts.get(part) ?? 0n);
  };

const ours: Way = (payments, box) =>
  total(box, (part) => total(payments, (payment) => amountIn(payment, part)));

const WAYS: Readonly<Record<Rounding, Way>> = {
  byPayment: ours,
  ofYearsCash: once(false),
  ofYear: once(true),
  eachPart: eachPart(rounded),
  eachPartOfYear: (payments, box) =>
    total(box, (part) =>
      divideRounded(
        total(payments, (payment) => finePart(payment, part, true)),
        FINE,
      ),
    ),
  cutOff: eachPart((payment, weight) => fineOf(payment, weight, false) / FINE),
  byLot: (payments, box) =>
    total(box, (part) => total(payments, (payment) => partsByLot(payment).get(part) ?? 0n)),
  eachBox: eachBox(rounded),
  eachBoxOfYear: (payments, box) =>
    divideRounded(
      total(box, (part) => total(payments, (payment) => finePart(payment, part, true))),
      FINE,
    ),
  perShare4: eachPart(perShare(4)),
  perShare6: eachPart(perShare(6)),
  perShare5: eachPart(perShare(5)),
  boxPerShare4: eachBox(perShare(4)),
  boxPerShare6: eachBox(perShare(6)),
  boxPerShare5: eachBox(perShare(5)),
  percent2: eachPart(byPercent(2)),
  percent4: eachPart(byPercent(4)),
};

/** What a box shows of the payments of one security, in cents. */
export function boxOfYear(
  rounding: Rounding,
  payments: readonly Payment[],
  box: readonly Part[],
): bigint {
  return WAYS[rounding](payments, box);
}
