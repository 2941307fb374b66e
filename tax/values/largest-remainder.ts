/**
 * How are cents divided by weights so that the parts add up to the whole?
 *
 * By largest remainder: each part is rounded down, and the cents left over go one each to the parts
 * from which most was cut off, ties to the earlier place.
 *
 * Authority: the calculation's sections 5 to 7 (practice).
 * Example: $0.10 by 1, 1 and 1 is 3, 3 and 3 cents rounded down; the cent left over goes to the first.
 * Awkward case: the cents that are left over can be nearly as many as the parts. Sorting all of the
 * remainders to find the largest took most of the time of a payment to 100,000 lots; the smallest
 * remainder that still gets a cent is found without (Hoare's FIND, 1961).
 * Not handled: negative amounts and weights; the callers take the sign off.
 */
import { columnFor, fitsIn64, largestOf, sumOf, type Column } from './columns.ts';

/** Weights with what every division by them needs to know. */
export interface Weights {
  readonly values: Column;
  readonly sum: bigint;
  readonly largest: bigint;
  /** The same in larger units, where one divides them all; undefined until somebody asks. */
  coarser?: Weights | null;
}

/** Throws a RangeError on a negative weight. */
export function weightsOf(values: Column): Weights {
  let place = values.length;
  while (place-- > 0) {
    if ((values[place] as bigint) < 0n) throw new RangeError('a weight is negative');
  }
  return { values, sum: sumOf(values), largest: largestOf(values) };
}

/** The parts of an amount, in order of the weights. Throws a RangeError where there are none. */
export function divideColumn(amount: bigint, weights: Weights): Column {
  const { values, sum, largest } = weights;
  if (amount < 0n) throw new RangeError('the amount to divide is negative');
  if (sum === 0n) throw new RangeError('the weights sum to zero');
  const parts = columnFor(amount, values.length);
  if (values instanceof BigInt64Array && amount * largest >= TWO_TO_63) {
    const coarser = inLargerUnits(weights, values);
    if (coarser) return divideColumn(amount, coarser);
  }
  // No remainder reaches the sum.
  const remainders = fitsIn64(sum) ? REMAINDERS.of(values.length) : columnFor(sum, values.length);
  const isNarrow =
    values instanceof BigInt64Array &&
    parts instanceof BigInt64Array &&
    remainders instanceof BigInt64Array &&
    amount * largest < TWO_TO_63;
  if (isNarrow) roundDownNarrow(amount, values, sum, parts, remainders);
  else roundDown(amount, values, sum, parts, remainders);
  const leftOver = Number(amount - sumOf(parts));
  if (leftOver > 0) giveLeftOver(parts, remainders, leftOver);
  return parts;
}

/** Room that every division uses again: nothing of it is read once the parts are there. */
class Room {
  #all = new BigInt64Array(0);

  /** A column of this length; what the last one left stands in it. */
  of(length: number): BigInt64Array {
    if (this.#all.length < length) this.#all = new BigInt64Array(length);
    return this.#all.length === length ? this.#all : this.#all.subarray(0, length);
  }
}
const REMAINDERS = new Room();
const MOVED = new Room();

function copied(remainders: BigInt64Array): BigInt64Array {
  const moved = MOVED.of(remainders.length);
  moved.set(remainders);
  return moved;
}

const TWO_TO_63 = 1n << 63n;

/** Shares have eight places, and mostly no more than some of them are used. */
const LARGEST_UNIT = 100_000_000n;

/**
 * The weights by the largest power of ten that divides them all: the parts are the same, and so is the order of
 * the remainders, while the products are small enough for machine integers. Null where none does.
 */
function inLargerUnits(weights: Weights, values: BigInt64Array): Weights | null {
  if (weights.coarser !== undefined) return weights.coarser;
  let unit = LARGEST_UNIT;
  let place = 0;
  while (unit > 1n && (place = firstBroken(values, unit, place)) < values.length) unit /= 10n;
  weights.coarser = unit > 1n ? dividedBy(weights, values, unit) : null;
  return weights.coarser;
}

/** The first place from here on whose value the unit does not divide; the length where there is none. */
function firstBroken(values: BigInt64Array, unit: bigint, from: number): number {
  const divisor = BigInt.asIntN(64, unit);
  let place = from;
  while (place < values.length && BigInt.asIntN(64, (values[place] as bigint) % divisor) === 0n)
    place++;
  return place;
}

function dividedBy({ sum, largest }: Weights, values: BigInt64Array, unit: bigint): Weights {
  const divisor = BigInt.asIntN(64, unit);
  const divided = new BigInt64Array(values.length);
  for (let place = 0; place < values.length; place++) {
    divided[place] = BigInt.asIntN(64, (values[place] as bigint) / divisor);
  }
  return { values: divided, sum: sum / unit, largest: largest / unit };
}

/** Fills the parts, rounded down, and what was cut off in units of one part in `sum` of a cent. */
function roundDown(
  amount: bigint,
  weights: Column,
  sum: bigint,
  parts: Column,
  remainders: Column,
): void {
  for (let place = 0; place < weights.length; place++) {
    const product = amount * (weights[place] as bigint);
    const part = product / sum;
    parts[place] = part;
    remainders[place] = product - part * sum;
  }
}

/**
 * The same where every product fits into 64 bits. `asIntN` changes no value here: it tells the
 * compiler so, and the loop runs in machine integers without an object for each step.
 */
function roundDownNarrow(
  amount: bigint,
  weights: BigInt64Array,
  sum: bigint,
  parts: BigInt64Array,
  remainders: BigInt64Array,
): void {
  const dividend = BigInt.asIntN(64, amount);
  const divisor = BigInt.asIntN(64, sum);
  for (let place = 0; place < weights.length; place++) {
    const product = BigInt.asIntN(64, dividend * (weights[place] as bigint));
    const part = BigInt.asIntN(64, product / divisor);
    parts[place] = part;
    remainders[place] = product - part * divisor;
  }
}

/** Adds one to the parts with the largest remainders, ties to the earlier place. */
function giveLeftOver(parts: Column, remainders: Column, leftOver: number): void {
  const moved = remainders instanceof BigInt64Array ? copied(remainders) : remainders.slice();
  const rank = moved.length - leftOver;
  const threshold = nthSmallest(moved, rank);
  // Behind the rank none is smaller; those that are no larger share what the larger ones leave.
  let atThreshold = 1;
  for (let place = rank + 1; place < moved.length; place++) {
    if (moved[place] === threshold) atThreshold++;
  }
  for (let place = 0; place < parts.length; place++) {
    const remainder = remainders[place] as bigint;
    if (remainder < threshold) continue;
    if (remainder === threshold && atThreshold-- <= 0) continue;
    parts[place] = (parts[place] as bigint) + 1n;
  }
}

function sortBetween(values: Column, first: number, last: number): void {
  const sorted = Array.from(values.slice(first, last + 1));
  sorted.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  sorted.forEach((value, i) => (values[first + i] = value));
}

/** Halving usually takes some twenty rounds; beyond this many, sorting is the safer way. */
const MOST_ROUNDS = 100;

/**
 * The value that would stand at this place if the values were sorted. They are moved about: none that
 * is smaller stands behind the place, and none that is larger before it.
 *
 * In each round smaller values than a pivot go before it and larger ones behind it, and only the side
 * with the wanted place is looked at again.
 */
export function nthSmallest(values: Column, place: number): bigint {
  let first = 0;
  let last = values.length - 1;
  for (let round = 0; first < last; round++) {
    if (round === MOST_ROUNDS) {
      sortBetween(values, first, last);
      break;
    }
    const pivot = values[(first + last) >>> 1] as bigint;
    let low = first;
    let high = last;
    while (low <= high) {
      while ((values[low] as bigint) < pivot) low++;
      while ((values[high] as bigint) > pivot) high--;
      if (low > high) break;
      const moved = values[low] as bigint;
      values[low++] = values[high] as bigint;
      values[high--] = moved;
    }
    if (place <= high) last = high;
    else if (place >= low) first = low;
    else break;
  }
  return values[place] as bigint;
}
