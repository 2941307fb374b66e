import type { Layout } from './layout.ts';

/** Robinhood, activity report: codes for actions, and no account. */
export const ROBINHOOD_ACTIVITY: Layout = {
  id: 'robinhood-activity',
  name: 'Robinhood, activity report',
  headings: [
    'activity date',
    'process date',
    'settle date',
    'instrument',
    'description',
    'trans code',
    'quantity',
    'price',
    'amount',
  ],
  account: 'Robinhood',
};
