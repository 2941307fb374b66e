/** What is said of the day that an entry counts for, and what to do where it is another. */
import { expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';

function saidIn(taxYear: number, code: string, trades: string): readonly string[] {
  return computeYear(factsOf(`trades\n${trades}`), taxYear, testReference)
    .notices.filter((notice) => notice.code === code)
    .map(({ message }) => message);
}

it('says which payments are in a basis that is stated', () => {
  const trades = `
  date       action        shares security amount  lot
  2001-03-01 buy           10     AIV      100.00  A
  2002-01-01 opening-basis -      AIV      90.00   A`;
  expect(saidIn(2002, 'opening-basis', trades)).toEqual([
    'The basis of A (AIV, account default) rests on what you stated: $90.00 at the start of 2002-01-01. Nothing before that day counts. Of payments the ex-date decides, not the day of payment: one with an ex-date before that day is in the basis already, and one on it or later reduces it; one that counts in the year after its ex-date does so from January 1.',
  ]);
});

it('says whose shares a liquidating distribution counts for, where they changed shortly before it', () => {
  const trades = `
  date       action      shares security amount  lot
  2001-03-01 buy         10     AIV      100.00  A
  2002-05-01 sell        5      AIV      100.00  A
  2002-06-03 liquidation -      AIV      40.00   -`;
  expect(saidIn(2002, 'lots-of-the-day', trades)).toEqual([
    'The liquidating distribution of 2002-06-03 (line 8) of AIV in the account default counts for the shares held on 2002-06-03, and shares of it came or went in the 60 days before. It was paid to whoever held the shares before the ex-date, which follows from the record date: if that was earlier and other shares were held then, enter the distribution on the last day before the ex-date. If that day lies in an earlier year, leave the entry on the day of payment, which decides the year, and state the basis of each lot for the day after (opening-basis).',
  ]);
});

it('names the column for the value of a new share, in the year of the exchange and in later ones', () => {
  const trades = `
  date       action   shares security amount lot to  ratio boot
  2001-03-01 buy      10     AIV      100.00 A   -   -     -
  2002-03-05 exchange -      AIV      -      -   EQR 1:1   2.50`;
  const says = [
    "The exchange of 2002-03-05 (line 7) of AIV in the account default has $2.50 of cash for each old share and no value of a new share, so its gain is not known and is left out of the figures; the shares are exchanged. Enter the market value of one new share on that day (in a file, the column value), as the issuer's notice states it. Until then the basis of the new shares, and the gain of a sale of them, may be wrong.",
  ];
  expect(saidIn(2001, 'boot-without-value', trades)).toEqual([]);
  expect(saidIn(2002, 'boot-without-value', trades)).toEqual(says);
  expect(saidIn(2003, 'boot-without-value', trades)).toEqual(says);
});
