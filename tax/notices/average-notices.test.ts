import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

const HEAD = `trades
  date       action        shares security amount  lot acquired   value  account
`;

function noteOf(trades: string, year: number): string {
  const { notices } = computeYear(factsOf(`${HEAD}${trades}`), year, testReference);
  return notices.find(({ code }) => code === 'average-basis')?.message ?? '';
}

describe('the note of average basis', () => {
  it('says which gifts with two bases are left out', () => {
    const note = noteOf(
      `  2013-01-02 gift-received 10     XYZ      1000.00 G   2012-01-03 700.00 default
  2013-01-02 gift-received 10     XYZ      1000.00 E   2011-12-30 700.00 default
  2013-01-02 gift-received 10     XYZ      700.00  W   2012-01-03 900.00 default
  2013-01-03 buy           10     XYZ      600.00  B   -          -      default
  2013-01-04 gift-received 10     XYZ      1000.00 O   2012-01-03 700.00 other
  2013-02-01 average-basis -      XYZ      -       -   -          -      default
  2013-03-01 sell          10     XYZ      900.00  G   -          -      default
  2014-01-02 gift-received 10     XYZ      1000.00 L   2012-01-03 700.00 default`,
      2013,
    );
    expect(note).toBe(
      'From 2013-02-01 on the basis of XYZ acquired from 2012-01-01 on in the account default is averaged. G is left out of the average: a gift worth less than the giver’s basis, with one basis for a gain and another for a loss (Reg. 1.1012-1(e)(3)).',
    );
  });

  it('says nothing of it where all of them are averaged', () => {
    const note = noteOf(
      `  2013-01-03 buy           10     XYZ      600.00  B   -          -      default
  2013-02-01 average-basis -      XYZ      -       -   -          -      default`,
      2013,
    );
    expect(note).toMatch(/is averaged\.$/);
  });
});
