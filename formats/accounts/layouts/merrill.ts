import type { Layout } from './layout.ts';

/** Merrill Edge, activity by trade date: the description says what happened. */
export const MERRILL_ACTIVITY: Layout = {
  id: 'merrill-activity',
  name: 'Merrill Edge, activity',
  headings: [
    'trade date',
    'settlement date',
    'account',
    'description',
    'type',
    'symbol cusip',
    'quantity',
    'price',
    'amount',
  ],
};
