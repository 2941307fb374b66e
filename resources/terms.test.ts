import { expect, test } from 'vitest';
import { ratioText, readTerms } from '../formats/terms/read-terms.ts';
import { knownSecurities, knownTerms } from './reference.ts';

const all = knownTerms.map(({ id, text }) => ({ id, ...readTerms(text) }));

test('the known terms are read without a question of form, in the order of their days', () => {
  expect(
    all.flatMap(({ id, problems }) => problems.map(({ message }) => `${id}: ${message}`)),
  ).toEqual([]);
  const days = all.map(({ terms }) => terms?.date ?? '');
  expect(days).toEqual(days.toSorted());
});

test('each has an address, and securities that are known by ticker and CUSIP', () => {
  for (const { id, terms } of all) {
    expect(terms?.address, id).toMatch(/^https:\/\//);
    for (const [symbol, cusip] of [
      [terms?.from, terms?.fromCusip],
      [terms?.to, terms?.toCusip],
    ]) {
      const known = knownSecurities.find((one) => one.symbol === symbol);
      if (symbol !== null) expect(known?.symbol, id).toBe(symbol);
      if (cusip !== null && cusip !== undefined) expect(known?.cusips, id).toContain(cusip);
    }
  }
});

test('what was not found is not there: prices of 2008, the ratio of 2019', () => {
  const open = all.filter(({ terms }) => terms?.ratio === null && terms.choices.length === 0);
  expect(open.map(({ id }) => id)).toEqual([
    'aimco-special-2008-01',
    'aimco-special-2008-08',
    'aimco-special-2008-12',
    'aimco-special-2009-01',
    'aimco-split-2019',
  ]);
  for (const { terms } of open) expect(terms?.unknown.length).toBeGreaterThan(0);
});

test.each([
  // 1.02924 cash + 7.17076 in shares are 8.20, 0.44 + 1.58 are 2.02, as the releases state.
  ['aimco-special-2020', ['7.17076:30.98', '8.2:30.98']],
  ['aimco-special-2019', [null, '1.58:49.93', '2.02:49.93']],
])('the choices of %s are those of the release', (id, ratios) => {
  const found = all.find((one) => one.id === id)?.terms;
  expect(found?.choices.map(({ ratio }) => ratio && ratioText(ratio))).toEqual(ratios);
});
