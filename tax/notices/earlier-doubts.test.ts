import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

it('names three entries of earlier years, in the order of their days, and counts the others', () => {
  const { notices } = computeYear(
    factsOf(`trades
  date       action shares security amount lot
  2019-03-03 buy    10     XYZ      90.00  Z
  2020-01-02 buy    10     XYZ      90.00  A/1
  2020-01-02 buy    10     XYZ      90.00  A/2
  2020-01-03 buy    10     XYZ      90.00  B/1
  2020-01-03 buy    10     XYZ      90.00  B/2
  2020-01-03 buy    10     XYZ      90.00  B/3
  2021-03-01 sell   10     XYZ      95.00  Z`),
    2021,
    testReference,
  );
  expect(notices.filter(({ code }) => code === 'earlier-doubt')).toEqual([
    {
      level: 'warning',
      code: 'earlier-doubt',
      message:
        'XYZ: figures of 2021 rest on 4 entries of earlier years that may be wrong: the purchase of 2019-03-03 (line 5) in the account default, a day on which the exchange was closed; the purchase of 2020-01-02 (line 7) in the account default, which is there twice; the purchase of 2020-01-03 (line 9) in the account default, which is there twice; and 1 more. The notices of the year of each say what to do; where they are right, these figures are.',
      about: { security: 'XYZ', year: 2021 },
    },
  ]);
});

it('finds the two that are alike among very many of one day, of any kind', () => {
  // Those of 94.00 have 14 and 10 shares, and are two; those of 101.00 have 14 each.
  const other = new Map([
    [4, '94.00 A/1'],
    [21, '94.00 A/2'],
    [11, '101.00 B/1'],
    [25, '101.00 B/2'],
  ]);
  const purchases = Array.from(
    { length: 30 },
    (_, at) =>
      `  2020-01-02 buy ${10 + (at % 7)} XYZ ${other.get(at) ?? `${200 + at}.00 L${at}`} -`,
  );
  const facts = factsOf(
    [
      'trades',
      '  date action shares security amount lot ratio',
      ...purchases,
      '  2020-01-02 split - XYZ - - 2:1',
      '  2020-01-02 split - XYZ - - 2:1',
    ].join('\n'),
  );
  const told = computeYear(facts, 2021, testReference).notices.filter(
    ({ code }) => code === 'earlier-doubt',
  );
  expect(told.map(({ message }) => message)).toEqual([
    'XYZ: figures of 2021 rest on 2 entries of earlier years that may be wrong: the purchase of 2020-01-02 (line 30) in the account default, which is there twice; the split of 2020-01-02 (line 36) in the account default, which is there twice. The notices of the year of each say what to do; where they are right, these figures are.',
  ]);
});
