/** Sentences around a table that may change its figures are asked about; what is known stays silent. */
import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

function release(sentence: string, isBefore: boolean): string {
  const [before, after] = isBefore ? [sentence, ''] : ['', sentence];
  return `Elm Trust (NYSE: ELM) Announces Tax Treatment of 2019 Dividends

Common Shares

${before}

Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividends\tCapital Gain Distributions\tReturn of Capital
3/4/2019\t3/18/2019\t$0.40\t50%\t30%\t20%
9/3/2019\t9/17/2019\t$0.40\t50%\t30%\t20%

${after}
`;
}

function errorsOf(sentence: string, isBefore: boolean): string[] {
  const { document } = readAllocationText(release(sentence, isBefore), { known: [] });
  return document.notices.filter(({ level }) => level === 'error').map(({ code }) => code);
}

describe.each([true, false])('where it stands before the table: %s', (isBefore) => {
  test.each([
    // Of a kind: another, wholly or in part.
    'Two thirds of the capital gain distributions are unrecaptured Section 1250 gain.',
    'The capital gain distributions comprise unrecaptured Section 1250 gain.',
    'Half of each distribution represents a return of capital.',
    'Twenty percent of the dividends is qualified dividend income.',
    'Ordinary dividends include the capital gain distributions.',
    'The return of capital is included in ordinary dividends.',
    'The capital gain distributions are included in ordinary dividends.',
    // Of a payment: its kind or year, or that it was none.
    'The September 17, 2019 distribution was wholly a return of capital.',
    'The dividend paid September 17, 2019 is taxable in 2020.',
    'The September dividend was cancelled.',
    'The dividend paid on 9/17/2019 is considered a liquidating distribution.',
    'The last dividend will be reported in 2020.',
    // Of the table: what its amounts are of.
    'All amounts are in cents.',
    'The amounts are stated per unit; each unit represents ten shares.',
    'Dividends are shown per 100 shares.',
    'Dividends are stated in Canadian dollars.',
    'The percentages are of the taxable portion alone and apply only to foreign holders.',
    'Amounts paid before the 3-for-1 split of May 1, 2019 have been adjusted for the split.',
  ])('%s', (sentence) => {
    expect(errorsOf(sentence, isBefore)).not.toEqual([]);
  });

  test.each([
    'Unrecaptured Section 1250 gain is a subset of, and included in, total capital gain distributions.',
    'There were no allocations of unrecaptured Section 1250 gain or qualified dividends.',
    'Distributions to stockholders are treated as ordinary income, capital gains, return of capital or a combination thereof.',
    'Ordinary dividends may be eligible for the 20% deduction for qualified REIT dividends.',
    'The ordinary dividends and the capital gain are as follows.',
    'Stockholders are encouraged to consult their tax advisors about ordinary dividends and capital gain.',
    'The dividend of September 17, 2019 is taxable in 2019.',
    'The dividends were paid on March 18, 2019 and September 17, 2019.',
    'Return of capital is a nontaxable distribution.',
    'Amounts are in U.S. dollars per share.',
  ])('nothing is asked about: %s', (sentence) => {
    expect(errorsOf(sentence, isBefore)).toEqual([]);
  });
});
