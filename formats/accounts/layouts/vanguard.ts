import type { Layout } from './layout.ts';

/** Vanguard, download of transactions: holdings first, then the transactions. */
export const VANGUARD_HISTORY: Layout = {
  id: 'vanguard-history',
  name: 'Vanguard, transaction history',
  headings: [
    'account number',
    'trade date',
    'transaction type',
    'transaction description',
    'investment name',
    'shares',
    'principal amount',
    'net amount',
  ],
  also: [
    'settlement date',
    'symbol',
    'share price',
    'commission fees',
    'commissions and fees',
    'accrued interest',
    'account type',
  ],
};
