import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText, inOrder } from './order.ts';

it('hands out the items of any list in their order, and no more than are asked for', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.nat(20), (texts, wanted) => {
      const sorted = texts.toSorted(compareText);
      expect([...inOrder([...texts], compareText)]).toEqual(sorted);
      expect([...inOrder([...texts], compareText).take(wanted)]).toEqual(sorted.slice(0, wanted));
    }),
  );
});
