/** All shares of a position as a statement prints them. */
import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { factsOf, testReference } from '../testing/fixtures.ts';
import { parseShares, type Shares } from '../values/money.ts';
import { isPrintedOf } from './printed-shares.ts';

const shares = (text: string): Shares => parseShares(text) as Shares;

describe('a number of shares is what is held, as it is printed', () => {
  it.each([
    ['10.123457', '10.1234567', 'rounded to six decimals'],
    ['10.123456', '10.1234567', 'cut off after six'],
    ['10.1234567', '10.12345674', 'rounded to seven'],
    ['10.123', '10.1234567', 'to three'],
    ['100', '99.9995', 'to three, whose zeros nobody writes'],
  ])('%s of %s: %s', (printed, held) => {
    expect(isPrintedOf(shares(printed), shares(held))).toBe(true);
  });

  it.each([
    ['10.1234567', '10.1234567', 'they are all'],
    ['10.123458', '10.1234567', 'rounded up further'],
    ['10.12', '10.1234567', 'to two decimals'],
    ['10', '10.4', 'a part'],
    ['0.0005', '0.001', 'a half'],
    ['10.12345671', '10.1234567', 'more, with the last decimal'],
  ])('not %s of %s: %s', (other, held) => {
    expect(isPrintedOf(shares(other), shares(held))).toBe(false);
  });
});

describe('what is said of it', () => {
  const messages = (rows: string): string[] =>
    computeYear(
      factsOf(`trades
  date       action shares     security amount lot
  2002-01-10 buy    10.1234567 XYZ      100.00 A
  2002-01-11 buy    5          XYZ      50.00  B
${rows}`),
      2002,
      testReference,
    ).notices.flatMap(({ code, message }) =>
      code === 'oversold' || code === 'nearly-all-sold' ? [message] : [],
    );

  it('is the number to write, of the position and of a lot', () => {
    expect(
      messages(`  2002-06-03 sell   10.123457  XYZ      10.00  A
  2002-06-04 sell   15.123457  XYZ      10.00  -`),
    ).toEqual([
      expect.stringContaining(
        'left out: the lot A has only 10.1234567 shares on that day. Rounded or cut off, that is 10.123457 shares: if all of them are meant, write 10.1234567. If not, correct the number of shares, or enter',
      ),
      expect.stringContaining(
        'left out: only 15.1234567 shares of it are held on that day. Rounded or cut off, that is 15.123457 shares: if all of them are meant, write 15.1234567. If not, correct',
      ),
    ]);
  });

  it('is what is left, where the sale can be made', () => {
    expect(messages('  2002-06-03 sell   15.123456  XYZ      10.00  -')).toEqual([
      'The sale of 2002-06-03 (line 7) of XYZ in the account default leaves 0.0000007 shares: 15.123456 shares are the 15.1234567 that were held, rounded or cut off. If all of them were sold, write 15.1234567.',
    ]);
  });

  it('is nothing where more of the position stays, or nothing does', () => {
    expect(messages('  2002-06-03 sell   10.123456  XYZ      10.00  A')).toEqual([]);
    expect(messages('  2002-06-03 sell   15.1234567 XYZ      10.00  -')).toEqual([]);
    expect(messages('  2002-06-03 gift   15.123456  XYZ      -      -')).toEqual([]);
  });
});
