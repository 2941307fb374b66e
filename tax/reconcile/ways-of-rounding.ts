/**
 * How else can the cents of a year's payments come out?
 *
 * Practice: nothing says how a payer rounds. We divide the cash of each payment by largest remainder;
 * others divide the cash of the year once, round every part by itself, or begin with each lot.
 * Example: four payments of $27.33 are $109.32; 6.6% of each is $1.80, together $7.20; of the year $7.22.
 * Awkward case: parts that are rounded by themselves need not add up to the cash.
 * Not handled: a payer's percentages that were rounded before they were applied.
 */
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../facts/model.ts';
import { amountIn } from '../report/form-boxes.ts';
import type { Payment } from '../lots/figures.ts';
import { amountsOf } from '../lots/payment.ts';
import { divideByLargestRemainder, divideRounded, type Cents } from '../values/money.ts';

export type Part = Component | Subset;
type Parts = ReadonlyMap<Part, bigint>;

/** In words of a sentence, after "the payer": the first is ours. */
export const ROUNDINGS = {
  byPayment: 'divided the cash of each payment',
  ofYearsCash: 'divided the cash of the year once',
  ofYear: 'divided what the year comes to without rounding any payment',
  eachPart: 'rounded each part of each payment by itself',
  eachPartOfYear: 'rounded each part once for the whole year',
  cutOff: 'cut off the fractions of a cent of each part',
  byLot: 'worked out each payment lot by lot',
} as const;
export type Rounding = keyof typeof ROUNDINGS;

const PARTS: readonly Part[] = [...COMPONENTS, ...SUBSETS];
/** Of one part of a cent; fine enough that no sum of a year comes out otherwise. */
const FINE = 10n ** 18n;
const SHARES_TIMES_RATE_IN_CENTS = 10n ** 18n;

function weightOf({ distribution }: Payment, part: Part): bigint {
  return (COMPONENTS as readonly string[]).includes(part)
    ? distribution.components[part as Component]
    : (distribution.subsets[part as Subset] ?? 0n);
}

function allWeights(payment: Payment): bigint {
  return COMPONENTS.reduce((sum, part) => sum + weightOf(payment, part), 0n);
}

/** Cents of the payment in fine parts, rounded to the cent or not. */
function fineCash(payment: Payment, isExact: boolean): bigint {
  if (!isExact) return (payment.cash + payment.discount) * FINE;
  const exact = (payment.shares * payment.amountPerShare * FINE) / SHARES_TIMES_RATE_IN_CENTS;
  return exact + payment.discount * FINE;
}

function finePart(payment: Payment, part: Part, isExact: boolean): bigint {
  const all = allWeights(payment);
  return all === 0n ? 0n : (fineCash(payment, isExact) * weightOf(payment, part)) / all;
}

function sums(payments: readonly Payment[], of: (payment: Payment, part: Part) => bigint): Parts {
  return new Map(
    PARTS.map((part) => [part, payments.reduce((sum, one) => sum + of(one, part), 0n)]),
  );
}

/** The parts of the year in fine cents, divided at once. */
function dividedOnce(payments: readonly Payment[], isExact: boolean): Parts {
  const fine = sums(payments, (payment, part) => finePart(payment, part, isExact));
  const cash = divideRounded(
    payments.reduce((sum, payment) => sum + fineCash(payment, isExact), 0n),
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

function byLot(payment: Payment): readonly Payment[] {
  return payment.lots.flatMap(({ shares }) => {
    const parts = amountsOf(payment.distribution, shares);
    return parts ? [{ ...payment, ...parts, shares }] : [];
  });
}

const WAYS: Readonly<Record<Rounding, (payments: readonly Payment[]) => Parts>> = {
  byPayment: (payments) => sums(payments, amountIn),
  ofYearsCash: (payments) => dividedOnce(payments, false),
  ofYear: (payments) => dividedOnce(payments, true),
  eachPart: (payments) =>
    sums(payments, (payment, part) => divideRounded(finePart(payment, part, false), FINE)),
  eachPartOfYear: (payments) =>
    new Map(
      [...sums(payments, (payment, part) => finePart(payment, part, true))].map(
        ([part, amount]): [Part, bigint] => [part, divideRounded(amount, FINE)],
      ),
    ),
  cutOff: (payments) => sums(payments, (payment, part) => finePart(payment, part, false) / FINE),
  byLot: (payments) => sums(payments.flatMap(byLot), amountIn),
};

/** What the payments of one security come to, part by part. */
export function partsOfYear(rounding: Rounding, payments: readonly Payment[]): Parts {
  return WAYS[rounding](payments);
}
