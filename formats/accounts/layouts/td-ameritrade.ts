import type { Layout } from './layout.ts';

/** TD Ameritrade, transactions: the description says what happened, with shares and ticker. */
export const TD_AMERITRADE_HISTORY: Layout = {
  id: 'td-ameritrade-history',
  name: 'TD Ameritrade, transactions',
  headings: [
    'date',
    'transaction id',
    'description',
    'quantity',
    'symbol',
    'price',
    'commission',
    'amount',
  ],
};
