import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factsOf } from '../testing/fixtures.ts';
import type { Transaction } from './model.ts';
import { SizesOfDays } from './sizes-of-days.ts';

function alikeDays(entries: readonly Transaction[]): readonly string[] {
  const sizes = new SizesOfDays();
  for (const entry of entries) sizes.add(entry);
  return sizes.alikeDays;
}

it('finds every day with two of one size, however many entries a day has', () => {
  const [purchase] = factsOf(`trades
  date       action shares security amount lot
  2020-01-02 buy    10     XYZ      90.00  A`).transactions;
  const day = fc.uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 31n - 1n }), {
    maxLength: 300,
    size: 'max',
  });
  const repeated = fc.option(fc.nat(), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.tuple(day, repeated), { maxLength: 8 }), (days) => {
      const named = days.map(([amounts, again], at) => ({
        date: `2020-01-${String(at + 10)}`,
        amounts:
          again === null || amounts.length === 0
            ? amounts
            : [...amounts, amounts[again % amounts.length] as bigint],
        isAlike: again !== null && amounts.length > 0,
      }));
      const entries = named.flatMap(({ date, amounts }) =>
        amounts.map((amount) => ({ ...purchase, date, amount }) as Transaction),
      );
      expect(alikeDays(entries)).toEqual(
        named.filter(({ isAlike }) => isAlike).map(({ date }) => date),
      );
    }),
  );
});

it('takes no entries of different days for one another', () => {
  const { transactions } = factsOf(`trades
  date       action shares security amount lot ratio
  2020-01-02 buy    10     XYZ      90.00  A   -
  2020-01-03 buy    10     XYZ      90.00  B   -
  2020-01-06 split  -      XYZ      -      -   2:1
  2020-01-06 split  -      XYZ      -      -   2:1
  2020-01-06 split  -      XYZ      -      -   3:1`);
  expect(alikeDays(transactions)).toEqual(['2020-01-06']);
});
