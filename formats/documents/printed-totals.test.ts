/** How far a printed total may be off the payments above it: by the rounding of print and no more. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';

const HEAD = `Saltgrass Point Trust Announces 2014 Dividend Tax Treatment

Common Stock (CUSIP 053484101)

Record      Payable     Distribution  Ordinary    Return of
Date        Date        Per Share     Dividends   Capital
`;

function codesOf(rows: string): string[] {
  const { document } = readAllocationText(HEAD + rows, { known: [] });
  expect(document.securities[0]?.distributions).toHaveLength(2);
  return document.notices.map((notice) => notice.code).filter((code) => code.includes('annual'));
}

// By weight the ordinary part is 62.3333...%.
const PERCENT = (annual: string): string => `3/31/2014   4/15/2014   $0.4000       61.0%       39.0%
6/30/2014   7/15/2014   $0.2000       65.0%       35.0%
Total                   $0.6000       ${annual}
`;

test('percentages of payments that differ are off by a unit of the last place at most', () => {
  expect(codesOf(PERCENT('62.3%       37.7%'))).toEqual([]);
  expect(codesOf(PERCENT('62.6%       37.4%'))).toEqual(['annual-row-differs']);
});

test('a weighted percentage is told with as many places as are printed, and not fewer than four', () => {
  const told = (annual: string): string | undefined =>
    readAllocationText(HEAD + PERCENT(annual), { known: [] }).document.notices.find(
      ({ code }) => code === 'annual-row-differs',
    )?.message;
  expect(told('62.6%       37.4%')).toContain('where the payments give 37.6667%');
  expect(told('62.60001%   37.39999%')).toContain('where the payments give 37.66667%');
});

const DOLLARS = (
  annual: string,
): string => `3/31/2014   4/15/2014   $0.4000       $0.2460     $0.1540
6/30/2014   7/15/2014   $0.4000       $0.2460     $0.1540
Total                   $0.8000       ${annual}
`;

test('dollars are off by half a unit for each figure at most', () => {
  expect(codesOf(DOLLARS('$0.4921     $0.3079'))).toEqual([]);
  expect(codesOf(DOLLARS('$0.4924     $0.3076'))).toEqual(['annual-row-differs']);
});

const SHARES = (shares: string): string =>
  `${DOLLARS('$0.4920     $0.3080')}Percent                 100.0%        ${shares}\n`;

test('shares of the whole below dollars are off by two units of the last place at most', () => {
  expect(codesOf(SHARES('61.5%       38.5%'))).toEqual([]);
  expect(codesOf(SHARES('61.8%       38.2%'))).toEqual(['annual-row-differs']);
});
