import type { Layout } from './layout.ts';

/** Charles Schwab, account history, CSV; a title line stands above it until 2023. */
export const SCHWAB_HISTORY: Layout = {
  id: 'schwab-history',
  name: 'Charles Schwab, account history',
  headings: ['date', 'action', 'symbol', 'description', 'quantity', 'price', 'fees comm', 'amount'],
};
