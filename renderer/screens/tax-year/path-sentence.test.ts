import { describe, expect, it } from 'vitest';
import { noDividends } from './path-sentence.ts';

describe('a year without a dividend', () => {
  it.each([
    [false, 0, 'Nothing was paid in 2026 to Joint.'],
    [
      false,
      1,
      'No dividend was paid in 2026 to Joint. The liquidating distribution stands in the boxes above.',
    ],
    [
      true,
      0,
      'No payment of 2026 is counted yet for Joint: the release that says what it was is not in the book.',
    ],
    [
      true,
      2,
      'No dividend of 2026 is counted yet for Joint: the release that says what it was is not in the book. The liquidating distributions stand in the boxes above.',
    ],
  ])(
    'whose release is missing: %s, with %i payments in liquidation',
    (incomplete, liquidations, said) => {
      expect(noDividends(2026, { account: 'Joint', incomplete, liquidations })).toBe(said);
    },
  );
});
