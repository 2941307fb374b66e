import { expect, test } from 'vitest';
import { fixtureTrial } from './fuzz/testing/mutation-law.ts';

const COUNT = 400;

test(`${COUNT} changed files: no row is wrong without a question`, () => {
  const trials = Array.from({ length: COUNT }, (_, seed) => fixtureTrial(seed + 1));
  const silent = trials.filter(({ outcome }) => outcome === 'silent');
  expect(silent.map(({ kind, wrong }) => `${kind}: ${wrong.join('; ')}`)).toEqual([]);
  // The law says nothing of files that are refused or asked about throughout.
  expect(trials.filter(({ outcome }) => outcome === 'right').length).toBeGreaterThan(COUNT / 20);
});
