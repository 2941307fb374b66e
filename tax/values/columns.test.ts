import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnFor,
  columnLike,
  columnOf,
  fitsIn64,
  largestOf,
  lengthened,
  sumOf,
  write,
} from './columns.ts';

const MOST = 2n ** 63n - 1n;
const isNarrow = (column: unknown): boolean => column instanceof BigInt64Array;

describe('a column', () => {
  it.each([
    { value: MOST, fits: true },
    { value: MOST + 1n, fits: false },
    { value: -MOST - 1n, fits: true },
    { value: -MOST - 2n, fits: false },
  ])('knows whether $value fits into 64 bits: $fits', ({ value, fits }) => {
    expect(fitsIn64(value)).toBe(fits);
    expect(isNarrow(columnFor(value, 1))).toBe(fits);
    expect(isNarrow(columnOf([0n, value]))).toBe(fits);
    const written = write(columnFor(0n, 2), 1, value);
    expect(isNarrow(written)).toBe(fits);
    expect(Array.from(written)).toEqual([0n, value]);
  });

  it('stays wide once it is', () => {
    const wide = write(columnFor(0n, 1), 0, MOST + 1n);
    expect(write(wide, 0, 1n)).toBe(wide);
    expect(isNarrow(columnLike(wide, 3))).toBe(false);
    expect(Array.from(columnLike(wide, 3))).toEqual([0n, 0n, 0n]);
  });

  it.each([[[1n, 2n]], [[1n, MOST + 1n]]])('keeps %s where it is made longer', (values) => {
    const longer = lengthened(columnOf(values), 4);
    expect(Array.from(longer)).toEqual([...values, 0n, 0n]);
    expect(isNarrow(longer)).toBe(isNarrow(columnOf(values)));
  });

  it('adds up what is together more than 64 bits', () => {
    const values = fc.array(fc.oneof(fc.bigInt(0n, 9n), fc.bigInt(0n, 2n ** 64n)));
    fc.assert(
      fc.property(values, (list) => {
        expect(sumOf(columnOf(list))).toBe(list.reduce((a, b) => a + b, 0n));
        expect(largestOf(columnOf(list))).toBe(list.reduce((a, b) => (a > b ? a : b), 0n));
      }),
    );
    expect(sumOf(columnOf([MOST, MOST]))).toBe(2n * MOST);
  });
});
