import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { compareReports, isChanged } from './compare-reports.ts';
import { computeYear } from '../compute-year.ts';
import type { Facts } from '../facts/model.ts';
import { randomBook } from '../oracle/random-book.ts';
import { isIncomplete } from './selections.ts';

const SEEDS = Array.from({ length: 60 }, (_, i) => 4000 + i);

/** The book without its last document, and with it. */
function twoStates(seed: number): { before: Facts; after: Facts; years: number[] } | undefined {
  const after = randomBook(seed);
  if (after.documents.length === 0) return undefined;
  const years = [...new Set(after.documents.map((document) => document.taxYear))].sort();
  return { before: { ...after, documents: after.documents.slice(0, -1) }, after, years };
}

describe('comparing two reports of a year', () => {
  it('finds nothing where nothing changed', () => {
    for (const seed of SEEDS) {
      const states = twoStates(seed);
      for (const year of states?.years ?? []) {
        const report = computeYear(states?.after as Facts, year, reference);
        expect(
          isChanged(compareReports(report, report, states?.after as Facts)),
          `seed ${seed}, ${year}`,
        ).toBe(false);
      }
    }
  });

  it('announces exactly the figures that differ, and the way back is the mirror image', () => {
    let changed = 0;
    let unknown = 0;
    for (const seed of SEEDS) {
      const states = twoStates(seed);
      if (!states) continue;
      for (const year of states.years) {
        const before = computeYear(states.before, year, reference);
        const after = computeYear(states.after, year, reference);
        const there = compareReports(before, after, states.after);
        const back = compareReports(after, before, states.after);
        if (isChanged(there)) changed++;
        const total = there.boxes.filter((box) => box.account === null);
        for (const box of after.form1099Div) {
          const old = before.form1099Div.find((each) => each.box === box.box)?.amount ?? 0n;
          const announced = total.find((each) => each.box === box.box);
          // Nothing in a box of a year that lacks a release is not known to be nothing.
          const now = announced ? (announced.after ?? 0n) : old;
          expect(now, `seed ${seed}, ${year}, box ${box.box}`).toBe(box.amount);
          if (announced?.after === 0n) expect(isIncomplete(after, null)).toBe(false);
        }
        for (const { accountId, after: left } of back.boxes) {
          if (left === null) unknown++;
          if (left === null || left === 0n)
            expect(isIncomplete(before, accountId)).toBe(left === null);
        }
        for (const lot of after.lots) {
          const same = (each: { account: string; lot: string }): boolean =>
            each.account === lot.account && each.lot === lot.lot;
          const old = before.lots.find(same)?.adjustedBasis;
          const announced = there.lots.find(same);
          expect(announced ? announced.adjustedBasisAfter : old).toBe(lot.adjustedBasis);
        }
        const key = (each: { account: string; lot: string }): string =>
          `${each.account} ${each.lot}`;
        expect(
          back.lots
            .map((each) => [key(each), each.adjustedBasisAfter, each.adjustedBasisBefore])
            .sort(),
        ).toEqual(
          there.lots
            .map((each) => [key(each), each.adjustedBasisBefore, each.adjustedBasisAfter])
            .sort(),
        );
        expect(back.sales.length).toBe(there.sales.length);
        expect(back.excessGains.length).toBe(there.excessGains.length);
      }
    }
    expect(changed, 'the books are not all alike').toBeGreaterThan(20);
    expect(unknown, 'releases whose taking out leaves boxes unknown').toBeGreaterThan(20);
  });
});
