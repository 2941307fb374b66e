/** Whatever changes, the lots stand as if all of them had just been sorted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLots, emptyLotBook, openLot, openLots, takeOut } from './lots.ts';
import type { OpenLot } from './open-lot.ts';
import type { Acquisition } from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import { RankedLots } from './ranked-lots.ts';

const byBasis = (a: OpenLot, b: OpenLot): number =>
  Number(a.basis * b.shares - b.basis * a.shares) || compareLots(a, b);

const changes = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('buy'), size: fc.nat(50) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('sell'), size: fc.nat(400) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pay'), size: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask'), size: fc.nat(5) }) },
  ),
  { minLength: 50, maxLength: 900, size: 'max' },
);

describe('lots by basis per share', () => {
  it('stand as if they had just been sorted', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const book = emptyLotBook(false, 0, { count: 0 });
        const ranked = new RankedLots([], byBasis);
        book.figures.ranked = ranked as RankedLots;
        const check = (): void => {
          const names = openLots(book)
            .toSorted(byBasis)
            .map((lot) => lot.name);
          expect([...ranked.lots()].map((lot) => lot.name)).toEqual(names);
        };
        list.forEach(({ kind, size }, order) => {
          const open = openLots(book);
          if (kind === 'buy') {
            const entry = { date: '2002-01-02', acquired: null, lot: `L${order}` };
            const shares = BigInt(1 + (size % 7)) as Shares;
            const amount = BigInt(size * 13) as Cents;
            openLot(book, { ...entry, action: 'buy', shares, amount } as Acquisition, order);
          } else if (kind === 'sell' && open.length > 0) {
            const lot = open[size % open.length] as OpenLot;
            takeOut(book, lot, (size % 3 === 0 ? lot.shares : (lot.shares + 1n) / 2n) as Shares);
          } else if (kind === 'pay') {
            const { basis } = book.figures;
            for (let place = 0; place < book.opened; place += 1 + size) {
              basis[place] = ((basis[place] as bigint) / 2n) as Cents;
            }
            ranked.noteAll();
          } else if (kind === 'ask') check();
        });
        check();
      }),
      { numRuns: 60 },
    );
  });
});
