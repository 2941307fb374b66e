import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf } from './columns.ts';
import { divideColumn, nthSmallest, weightsOf } from './largest-remainder.ts';

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

describe('the nth smallest', () => {
  it('is what sorting would put there, with nothing larger before it and nothing smaller behind', () => {
    const values = fc.array(fc.bigInt(0n, 12n), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(), (list, any) => {
        const place = any % list.length;
        const column = columnOf(list);
        const found = nthSmallest(column, place);
        expect(found).toBe(list.toSorted(ascending)[place]);
        const moved = Array.from(column);
        expect(moved.toSorted(ascending)).toEqual(list.toSorted(ascending));
        expect(moved.slice(0, place).every((value) => value <= found)).toBe(true);
        expect(moved.slice(place).every((value) => value >= found)).toBe(true);
      }),
    );
  });

  it('is found soon in an order made to need a round for every value', () => {
    // The largest of what is left always stands in the middle, so that a round takes off only it:
    // without a limit of rounds that are twenty thousand million steps.
    const size = 200_000;
    const made = new BigInt64Array(size);
    const places = Int32Array.from({ length: size }, (_, place) => place);
    for (let last = size - 1; last >= 0; last--) {
      const middle = last >>> 1;
      made[places[middle] as number] = BigInt(last);
      [places[middle], places[last]] = [places[last] as number, places[middle] as number];
    }
    const moved = made.slice();
    expect(nthSmallest(moved, 7)).toBe(7n);
    expect(moved.slice(0, 7).every((value) => value < 7n)).toBe(true);
    expect(moved.toSorted()).toEqual(made.toSorted());
  });
});

describe('a column divided', () => {
  it('is as narrow as its amount, whatever its weights', () => {
    const wide = weightsOf(columnOf([2n ** 70n, 2n ** 70n, 2n ** 70n]));
    expect(divideColumn(100n, wide)).toEqual(BigInt64Array.of(34n, 33n, 33n));
    const narrow = weightsOf(columnOf([1n, 1n]));
    expect(divideColumn(2n ** 64n + 1n, narrow)).toEqual([2n ** 63n + 1n, 2n ** 63n]);
  });

  it('is the same in larger units, which need no more than 64 bits', () => {
    const list = fc.array(fc.bigInt(0n, 1000n), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(list, fc.bigInt(2n ** 40n, 2n ** 62n), fc.nat(9), (small, amount, places) => {
        fc.pre(small.some((one) => one > 0n));
        const unit = 10n ** BigInt(places);
        const fine = weightsOf(columnOf(small.map((one) => one * unit)));
        const wide = columnOf([...small.map((one) => one * 2n ** 70n), 0n]);
        const expected = Array.from(divideColumn(amount, weightsOf(wide))).slice(0, -1);
        expect(Array.from(divideColumn(amount, fine))).toEqual(expected);
        expect(Array.from(divideColumn(amount, fine))).toEqual(expected);
      }),
    );
  });

  it('leaves the weights as they were', () => {
    const weights = weightsOf(columnOf([3n, 1n, 2n]));
    divideColumn(10n, weights);
    expect(Array.from(weights.values)).toEqual([3n, 1n, 2n]);
  });
});
