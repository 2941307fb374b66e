import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

it('cash that is marked as a dividend says how far one can be (section 356(a)(2))', () => {
  const { notices } = computeYear(
    factsOf(`trades
  date       action   shares security amount  lot to  ratio boot value dividend
  2012-01-05 buy      1000   XYZ      8000.00 A   -   -     -    -     -
  2019-10-01 exchange -      XYZ      -       -   ABC 0.5:1 1.00 18.00 yes`),
    2019,
    testReference,
  );
  expect(
    notices.filter(({ code }) => code === 'boot-in-exchange').map((one) => one.message),
  ).toEqual([
    "The exchange of 2019-10-01 (line 6) of XYZ in the account default has $1.00 of cash for each old share: of each lot's gain as much as the cash is counted as an ordinary dividend of the year, because you marked it as one (section 356(a)(2)), and no loss counts. Only your share of the company's undistributed earnings and profits can be a dividend: where the issuer's notice says that they are less than that gain, the rest is gain of the exchange, which is not divided off here; correct box 1a and the sale by hand. None of it is in the box for qualified dividends: compare with Form 1099-DIV.",
  ]);
});

it('of two distributions of a day that are marked as the last one, the second is told of the first one’s mark', () => {
  const { notices } = computeYear(
    factsOf(`trades
  date       action      shares security amount  lot last
  2019-01-02 buy         100    XYZ      3000.00 A   -
  2020-12-31 liquidation -      XYZ      400.00  -   yes
  2020-12-31 liquidation -      XYZ      600.00  -   yes`),
    2020,
    testReference,
  );
  expect(notices.filter(({ code }) => code === 'nothing-held').map((one) => one.message)).toEqual([
    'The liquidating distribution of 2020-12-31 (line 7) of XYZ in the account default is left out: none of it is held on that day. Correct its day or its account, or enter the missing purchase. All its shares went with the liquidating distribution of 2020-12-31 (line 6), which is marked as the last one: take the mark (last) out of it if more was paid or sold after it.',
  ]);
});
