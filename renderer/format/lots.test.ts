import { describe, expect, it } from 'vitest';
import { isNamed, lotTitle } from './lots.ts';

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
