import { describe, expect, it } from 'vitest';
import {
  entryDetail,
  entryLots,
  entryName,
  entryShares,
  entryWord,
  type EntryParts,
} from './entries.ts';

const parts = (more: Partial<EntryParts> & Pick<EntryParts, 'action'>): EntryParts => ({
  security: 'AIV',
  to: null,
  shares: null,
  amount: null,
  ratio: null,
  percent: null,
  date: '2002-04-08',
  acquired: null,
  lot: null,
  picks: [],
  ...more,
});

const purchase = parts({ action: 'buy', shares: '100', amount: '3800.00', lot: 'A' });
const split = parts({ action: 'split', ratio: '2:1' });
const spinOff = parts({
  action: 'spin-off',
  to: 'AIRC',
  ratio: '1:8',
  percent: '12.340',
  amount: '14.20',
});
const transfer = parts({ action: 'transfer', to: 'Roth IRA' });
const picked = parts({
  action: 'sell',
  shares: '90',
  amount: '3510.00',
  picks: [
    { lot: 'A', shares: '40' },
    { lot: 'B', shares: '50' },
  ],
});

describe('an entry in words', () => {
  it('says what its kind is about beside shares and amount', () => {
    expect(entryDetail(purchase)).toBe('');
    expect(entryDetail(split)).toBe('2 for 1');
    expect(entryDetail(spinOff)).toBe('AIRC, 1 for 8, 12.34% of the basis, $14.20 for a fraction');
    expect(entryDetail(parts({ action: 'exchange', to: 'AIV', ratio: '1.25:1' }))).toBe(
      'into AIV, 1.25 for 1',
    );
    expect(entryDetail(transfer)).toBe('to Roth IRA');
  });

  it('says of shares with a past of their own that they came in, and when they were acquired', () => {
    const cameIn = { ...purchase, acquired: '2000-06-12' };
    expect(entryWord(cameIn)).toBe('Came in');
    expect(entryDetail(cameIn)).toBe('acquired Jun 12, 2000');
    expect(entryName(cameIn)).toBe('came in 100 AIV acquired Jun 12, 2000');
    expect(entryWord({ ...purchase, acquired: '2002-04-08' })).toBe('Bought');
    expect(entryDetail({ ...purchase, acquired: '2002-04-08' })).toBe('');
    expect(entryWord({ ...cameIn, action: 'gift-received' })).toBe('Gift received');
  });

  it('says all shares only where none means all', () => {
    expect(entryShares(purchase)).toBe('100');
    expect(entryShares(transfer)).toBe('All');
    expect(entryShares(split)).toBe('–');
  });

  it('names its lots, or who chooses them', () => {
    expect(entryLots(purchase)).toBe('A');
    expect(entryLots(picked)).toBe('40 of A and 50 of B');
    expect(entryLots({ ...picked, picks: [] })).toBe('By the account’s method');
    expect(entryLots(transfer)).toBe('Every lot');
    expect(entryLots({ ...transfer, shares: '5' })).toBe('By the account’s method');
    expect(entryLots(parts({ action: 'dividend', amount: '82.00' }))).toBe('–');
  });

  it('is named within a sentence', () => {
    expect(entryName(purchase)).toBe('bought 100 AIV');
    expect(entryName(split)).toBe('split AIV 2 for 1');
    expect(entryName(transfer)).toBe('transferred AIV to Roth IRA');
    expect(entryName(parts({ action: 'dividend', amount: '82.00' }))).toBe(
      'cash dividend $82.00 AIV',
    );
  });
});
