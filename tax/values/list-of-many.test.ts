import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import type { Facts } from '../facts/model.ts';
import { MADE_AT_ONCE } from './list-of-many.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

/** As many lots, one of them sold in part, and what they would be in three accounts of fewer each. */
function book(lots: number, accountOf: (lot: number) => string): Facts {
  const rows = Array.from(
    { length: lots },
    (_, i) =>
      `  2000-03-01 buy ${accountOf(i)} ${1 + (i % 9)} AIV ${10 * (1 + (i % 4))}.00 lot${i}`,
  );
  return factsOf(`trades
  date action account shares security amount lot
${rows.join('\n')}
document 2002 final 2003-01-29
  security record     payable    amount parts
  AIV      2002-02-04 2002-02-11 8.20   returnOfCapital=100
  AIV      2002-05-06 2002-05-13 8.20   returnOfCapital=100`);
}

it('lists very many lots as it lists a few, each time that it is asked', () => {
  const many = computeYear(
    book(MADE_AT_ONCE + 1, () => 'A'),
    2002,
    testReference,
  );
  const isMade = (object: object): boolean =>
    Object.getOwnPropertyDescriptor(object, 'lots')?.get === undefined;
  expect([many, ...many.payments].map(isMade)).toEqual([false, false, false]);
  expect(Array.isArray(many.lots)).toBe(true);
  expect(many.lots).toEqual(many.lots);
  expect(many.payments[1]?.lots).toEqual(many.payments[1]?.lots);
  expect({ ...many }.lots).toEqual(many.lots);

  const few = computeYear(
    book(MADE_AT_ONCE, () => 'A'),
    2002,
    testReference,
  );
  expect([few, ...few.payments].map(isMade)).toEqual([true, true, true]);
  expect(Object.keys(few).sort()).toEqual(Object.keys(many).sort());
});

it('makes the rows of many lots of the figures at the end of the year', () => {
  const { lots, payments, excessGains } = computeYear(
    book(MADE_AT_ONCE + 1, () => 'A'),
    2002,
    testReference,
  );
  for (const lot of lots) {
    const parts = payments.map((one) => one.lots.find((part) => part.lot === lot.lot));
    const reduced = parts.reduce((sum, part) => sum + (part?.basisReduction ?? 0n), 0n);
    expect(lot.returnOfCapitalInYear).toBe(reduced);
    expect(lot.adjustedBasis).toBe(lot.cost - reduced);
    const gains = excessGains.filter((one) => one.lot === lot.lot);
    const excess = parts.reduce((sum, part) => sum + (part?.excessGain ?? 0n), 0n);
    expect(gains.reduce((sum, one) => sum + one.amount, 0n)).toBe(excess);
  }
  expect(excessGains.length).toBeGreaterThan(0);
});
