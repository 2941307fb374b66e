/**
 * How are the exact integers of very many lots held, so that a figure is no object of its own?
 *
 * A column is a list of integers of one unit (cents, or 10^-8 of a share): 64 bits each while
 * all of them fit, and integers of any size from the moment that one does not. Both are read and
 * written as bigint, so that no rule knows which it has; no binary float is ever in between.
 *
 * Why: a list of bigint is a list of references to objects. One payment to 100,000 lots would make
 * 400,000 of them, and the collector would move each. In 64-bit columns it makes none. For the same
 * reason a long loop keeps what it adds up in a column of one place, and chooses by `if` and not
 * between two values: a bigint variable that changes from round to round is a new object each time.
 * `for … of` makes one as well.
 * Example: $92,233,720,368,547,758.07 is the most that 64 bits hold in cents.
 * Awkward case: a stored value that does not fit would lose its upper bits without a word. `write`
 * and `columnFor` look at the size; only they may bring in a value whose size is not known to fit.
 * Not handled: fractions of the unit.
 */
export type Column = BigInt64Array | bigint[];

/** The largest and the smallest integer that 64 bits hold. */
const MAX_64 = (1n << 63n) - 1n;
const MIN_64 = -(1n << 63n);

/** Whether a column of 64 bits holds this integer as it is. */
export function fitsIn64(value: bigint): boolean {
  return value <= MAX_64 && value >= MIN_64;
}

/** A column of zeros, for integers that are never further from zero than `most`. */
export function columnFor(most: bigint, length: number): Column {
  return fitsIn64(most) ? new BigInt64Array(length) : new Array<bigint>(length).fill(0n);
}

/** A column in which nothing but zero has been written yet: it takes no room until something is. */
export function emptyColumn(): Column {
  return NOTHING;
}
const NOTHING = new BigInt64Array(0);

/** What stands at a place of a column, also of one that has no room yet. */
export function valueAt(column: Column, place: number): bigint {
  return column[place] ?? 0n;
}

/** A column of these integers. */
export function columnOf(values: readonly bigint[]): Column {
  return values.every(fitsIn64) ? BigInt64Array.from(values) : values.slice();
}

/** A column of zeros for integers that stand in this one, or are nearer to zero. */
export function columnLike(column: Column, length: number): Column {
  return column instanceof BigInt64Array
    ? new BigInt64Array(length)
    : new Array<bigint>(length).fill(0n);
}

/** A copy for integers of any size. */
export function widened(column: Column): bigint[] {
  return Array.from(column);
}

/** A copy with room for more. */
export function lengthened(column: Column, length: number): Column {
  if (!(column instanceof BigInt64Array)) {
    return [...column, ...new Array<bigint>(length - column.length).fill(0n)];
  }
  const longer = new BigInt64Array(length);
  longer.set(column);
  return longer;
}

/** Writes one integer and answers with the column that has it: a new one where it did not fit. */
export function write(column: Column, place: number, value: bigint): Column {
  const target = column instanceof BigInt64Array && !fitsIn64(value) ? widened(column) : column;
  target[place] = value;
  return target;
}

/** Where machine integers are added up, one sum after the other: a new place for each would be an object. */
const PLACE = new BigInt64Array(1);

function emptyPlace(isNarrow: boolean): Column {
  PLACE[0] = 0n;
  return isNarrow ? PLACE : [0n];
}

/** The largest of the integers that are not negative; zero where there is none. */
export function largestOf(column: Column): bigint {
  const largest = emptyPlace(column instanceof BigInt64Array);
  let place = column.length;
  while (place-- > 0) {
    const value = column[place] as bigint;
    if (value > (largest[0] as bigint)) largest[0] = value;
  }
  return largest[0] as bigint;
}

/** The exact sum of integers that are not negative. */
export function sumOf(column: Column): bigint {
  const sum = emptyPlace(fitsIn64(largestOf(column) * BigInt(column.length)));
  let place = column.length;
  while (place-- > 0) sum[0] = (sum[0] as bigint) + (column[place] as bigint);
  return sum[0] as bigint;
}
