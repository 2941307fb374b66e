import { describe, expect, it } from 'vitest';
import { isNamed, lotCount, lotTitle } from './lots.ts';

const lot = (name: string) => ({ lot: name, acquired: '2000-03-01', shares: '1100.5' });

describe('a lot', () => {
  it('is named by its day and shares, unless somebody named it', () => {
    expect(lotTitle(lot('AIV/2000-03-01'))).toBe('Mar 1, 2000 · 1,100.5 sh.');
    expect(lotTitle(lot('AIV/2000-03-01/12'))).toBe('Mar 1, 2000 · 1,100.5 sh. (12)');
    expect(lotTitle(lot('Merger 1998'))).toBe('Merger 1998');
    // What came of it in a spin-off stands under its own security.
    expect(isNamed({ lot: 'AIV/2000-03-01/HBR' })).toBe(false);
  });
});

describe('lots that are counted', () => {
  it.each([
    [5, 0, '5 lots'],
    [5, 2, '5 lots, 2 of them in IRA'],
    [3, 3, '3 lots, all in IRA'],
    [1, 1, '1 lot, which is in IRA'],
  ])('are %i, of which %i are in no amount', (found, foundLeftOut, said) => {
    expect(lotCount(found, { leftOut: foundLeftOut === 0 ? [] : ['IRA'], foundLeftOut })).toBe(
      said,
    );
  });
});
