import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

it('averages the lots of many years of a plan as quickly as those of one', () => {
  const months = Array.from({ length: 120 }, (_, i) => {
    const day = `${2012 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-17`;
    return `  ${day} reinvest A 1 AIV ${10 + i}.00 lot${i}`;
  });
  const facts = factsOf(`trades
  date action account shares security amount lot
  2012-01-03 average-basis A - AIV - -
${months.join('\n')}`);
  const start = performance.now();
  const { lots } = computeYear(facts, 2021, testReference);
  expect(performance.now() - start).toBeLessThan(3000);
  // 10 + 11 + … + 129 dollars over 120 lots of a share each: 69.50.
  expect(lots).toHaveLength(120);
  expect(new Set(lots.map(({ adjustedBasis }) => adjustedBasis))).toEqual(new Set([6950n]));
});
