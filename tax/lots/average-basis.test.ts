import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

// Where each lot doubled what the others rest on, these took most of a minute, and twice as many never ended.
it('averages the lots of two years of a plan as quickly as a few', { timeout: 5_000 }, () => {
  const months = Array.from({ length: 24 }, (_, i) => {
    const day = `${2012 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-17`;
    return `  ${day} reinvest A 1 AIV ${10 + i}.00 lot${i}`;
  });
  const facts = factsOf(`trades
  date action account shares security amount lot
  2012-01-03 average-basis A - AIV - -
${months.join('\n')}`);
  const { lots } = computeYear(facts, 2013, testReference);
  // 10 + 11 + … + 33 dollars over 24 lots of a share each: 21.50.
  expect(lots).toHaveLength(24);
  expect(new Set(lots.map(({ adjustedBasis }) => adjustedBasis))).toEqual(new Set([2150n]));
});
