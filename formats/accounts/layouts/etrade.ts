import type { Layout } from './layout.ts';

/** E*TRADE, download of transactions, until 2024. */
export const ETRADE_HISTORY: Layout = {
  id: 'etrade-history',
  name: 'E*TRADE, transaction history',
  headings: [
    'transactiondate',
    'transactiontype',
    'securitytype',
    'symbol',
    'quantity',
    'amount',
    'price',
    'commission',
  ],
};
