import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { placesInOrder } from './places-in-order.ts';

const numbers = fc.oneof(
  fc.array(fc.bigInt({ min: -20n, max: 20n })),
  fc.array(fc.bigInt({ min: -(1n << 40n), max: 1n << 40n })),
  fc.array(fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n })),
  fc.array(fc.bigInt({ min: -(1n << 80n), max: 1n << 80n })),
);

it('numbers stand in their order, and those of one number as they were', () => {
  fc.assert(
    fc.property(numbers, fc.boolean(), (all, descending) => {
      const turn = descending ? -1 : 1;
      const sorted = all
        .map((one, place) => ({ one, place }))
        .sort((left, right) =>
          left.one === right.one ? left.place - right.place : left.one < right.one ? -turn : turn,
        );
      expect([...placesInOrder(all, descending)]).toEqual(sorted.map(({ place }) => place));
    }),
  );
});
