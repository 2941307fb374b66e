/**
 * How does the slow calculation count? In decimals of dollars, shares and percent, as a person with
 * a pocket calculator of 40 digits would, and not in the integers of the fast engine.
 *
 * Authority: the calculation's preamble (round2) and its section 5 (largest remainder).
 * Example: $82.00 by 61.4 : 6.6 : 12.5 : 19.5 is 50.348, 5.412, 10.25, 15.99; rounded down 50.34,
 * 5.41, 10.25, 15.99; the one cent left over goes to the largest fraction: 50.35.
 */
import { Decimal } from '../values/decimal.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';
import { at } from './present.ts';

export const ZERO = new Decimal(0);
const CENT = new Decimal('0.01');
/** The smallest part of a share. */
export const SMALLEST_PART = new Decimal('0.00000001');
const RATE_UNIT = new Decimal('0.000000000001');

export function dollarsOf(cents: Cents): Decimal {
  return new Decimal(cents.toString()).times(CENT);
}

export function sharesOf(parts: Shares): Decimal {
  return new Decimal(parts.toString()).times(SMALLEST_PART);
}

export function rateOf(rate: Rate): Decimal {
  return new Decimal(rate.toString()).times(RATE_UNIT);
}

function wholeNumber(value: Decimal): bigint {
  if (!value.isInteger())
    throw new RangeError(`${value.toString()} is not a whole number of units`);
  return BigInt(value.toString());
}

export function toCents(dollars: Decimal): Cents {
  return wholeNumber(dollars.times(100)) as Cents;
}

export function toShares(shares: Decimal): Shares {
  return wholeNumber(shares.times('100000000')) as Shares;
}

/** To the cent, half away from zero. */
export function round2(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** To the eighth decimal of a share, half away from zero. */
export function roundShares(value: Decimal): Decimal {
  return value.toDecimalPlaces(8, Decimal.ROUND_HALF_UP);
}

export function sum(values: readonly Decimal[]): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

export function smaller(a: Decimal, b: Decimal): Decimal {
  return a.lessThan(b) ? a : b;
}

/** Of an amount on `held` shares, what goes with `some` of them: all of it when all go. */
export function partThatGoes(amount: Decimal, some: Decimal, held: Decimal): Decimal {
  if (some.equals(held)) return amount;
  return round2(amount.times(some).div(held));
}

/** The same of a number of shares that belongs to the held ones. */
export function sharesThatGo(number: Decimal, some: Decimal, held: Decimal): Decimal {
  if (some.equals(held)) return number;
  return roundShares(number.times(some).div(held));
}

/**
 * Divides an amount by weights: each part rounded down to the unit (a cent, unless another is
 * named), then one unit at a time to the part with the largest fraction that has had none; of equal
 * fractions to the first in the list.
 */
export function divideByLargestRemainder(
  amount: Decimal,
  weights: readonly Decimal[],
  unit: Decimal = CENT,
): Decimal[] {
  // Fees above the price: what was paid is divided as what would have been received.
  if (amount.lessThan(0)) {
    return divideByLargestRemainder(amount.negated(), weights, unit).map((part) => part.negated());
  }
  const whole = sum(weights);
  const parts: Decimal[] = [];
  const fractions: Decimal[] = [];
  for (const weight of weights) {
    const unitsTimesWhole = amount.div(unit).times(weight);
    const units = unitsTimesWhole.div(whole).floor();
    parts.push(units.times(unit));
    // Kept multiplied by the sum of weights: so it is exact, and equal fractions are equal.
    fractions.push(unitsTimesWhole.minus(units.times(whole)));
  }
  const served = new Set<number>();
  let left = amount.minus(sum(parts));
  while (left.greaterThan(0)) {
    let best = -1;
    for (let i = 0; i < fractions.length; i++) {
      if (served.has(i)) continue;
      if (best === -1 || at(fractions, i).greaterThan(at(fractions, best))) best = i;
    }
    parts[best] = at(parts, best).plus(unit);
    served.add(best);
    left = left.minus(unit);
  }
  return parts;
}
