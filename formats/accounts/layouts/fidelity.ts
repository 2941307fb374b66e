import type { Layout } from './layout.ts';

/** Fidelity, accounts history, CSV: the action is a sentence that holds the security. */
export const FIDELITY_HISTORY: Layout = {
  id: 'fidelity-history',
  name: 'Fidelity, accounts history',
  headings: [
    'run date',
    'action',
    'symbol',
    'quantity',
    'price',
    'commission',
    'fees',
    'amount',
    'settlement date',
  ],
};
