import { describe, expect, it } from 'vitest';
import { isSameTicker, preferredKey } from './ticker-spelling.ts';

const CLASS_D = [
  'AIVPrD',
  'AIVPRD',
  'AIV-PD',
  'AIV PRD',
  'AIV/PD',
  'AIV/PRD',
  'AIV.PR.D',
  'AIV.PRD',
  'AIV-PRD',
  'AIV PR D',
  'AIV-D',
  'AIVpD',
  'AIVPR.D',
  'aiv-pd',
];

describe('tickers of preferred stock', () => {
  it.each(CLASS_D)('%s is the class D', (spelling) => {
    for (const other of CLASS_D) {
      expect([spelling, other, isSameTicker(spelling, other)]).toEqual([spelling, other, true]);
    }
    expect(isSameTicker(spelling, 'AIVPrG')).toBe(false);
    expect(isSameTicker(spelling, 'AIV')).toBe(false);
    expect(isSameTicker(spelling, 'DLRPrD')).toBe(false);
  });

  it.each(['CPRT', 'APRD', 'SPPRO', 'AIV', 'BRK.B', 'BRKB', 'AIVPD', 'PRD'])(
    '%s is no spelling of preferred stock',
    (ticker) => {
      expect(preferredKey(ticker)).toBeUndefined();
    },
  );

  it('is not known to be another class of common stock', () => {
    expect(isSameTicker('BRK-B', 'BRK.B')).toBe(false);
    expect(isSameTicker('BRK-B', 'brk-b')).toBe(true);
    expect(isSameTicker(null, null)).toBe(false);
  });
});
