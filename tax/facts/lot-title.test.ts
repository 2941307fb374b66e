import { expect, it } from 'vitest';
import { isNamedLot, lotBesideItsDay, lotDayAndShares, lotTitle } from './lot-title.ts';

const lot = (name: string, acquired: string | null, shares: string | null) =>
  lotTitle({ lot: name, acquired, shares });

it('is the day and the shares, and a second one of a day is told apart', () => {
  expect(lot('AIV/2000-03-01', '2000-03-01', '100')).toBe('Mar 1, 2000 · 100 sh.');
  expect(lot('AIV/2000-03-01/2', '2000-03-01', '1250.5')).toBe('Mar 1, 2000 · 1,250.5 sh. (2)');
});

it('has the day of the purchase where the shares came in later', () => {
  expect(lot('AIV/2002-04-08', '2000-06-12', '40')).toBe('Jun 12, 2000 · 40 sh.');
});

it('has the day of the purchase for shares that came of others, and says which replaced others', () => {
  expect(lot('AIV/2000-03-01/HBR', '2000-03-01', '12')).toBe('Mar 1, 2000 · 12 sh.');
  expect(lot('AIV/2000-03-01/2/Class B', '2000-03-01', '12')).toBe('Mar 1, 2000 · 12 sh. (2)');
  expect(lot('AIV/2000-03-01/wash', '2000-03-01', '5')).toBe('Mar 1, 2000 · 5 sh. (wash sale)');
  expect(lot('AIV/2000-03-01/wash/2', '2000-03-01', '5')).toBe(
    'Mar 1, 2000 · 5 sh. (wash sale, 2)',
  );
  expect(lot('Merger 1998/HBR', '1998-10-01', '6')).toBe('Merger 1998/HBR');
});

it('is the day alone where the shares are not said, of the name where nothing else is known', () => {
  expect(lot('AIV/2002-04-08', null, null)).toBe('Apr 8, 2002');
});

it('is the name that somebody gave', () => {
  expect(lot('Merger 1998', '1998-10-01', '60')).toBe('Merger 1998');
  expect(isNamedLot('AIV/2000-03-01')).toBe(false);
  expect(lotDayAndShares({ lot: 'Merger 1998', acquired: '1998-10-01', shares: '60' })).toBe(
    'Oct 1, 1998 · 60 sh.',
  );
});

it('says beside its day and its shares only what they do not', () => {
  const beside = (name: string, acquired: string | null) =>
    lotBesideItsDay({ lot: name, acquired, shares: null });
  expect(beside('AIV/2000-03-01', '2000-03-01')).toBe('');
  expect(beside('AIV/2000-03-01/2', '2000-03-01')).toBe('Mar 1, 2000 (2)');
  expect(beside('Wedding', '2000-03-01')).toBe('Wedding');
  expect(beside('AIV/2000-03-01', null)).toBe('Mar 1, 2000');
});
