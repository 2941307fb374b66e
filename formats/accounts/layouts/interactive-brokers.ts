import type { Layout } from './layout.ts';

/** Interactive Brokers, activity statement: many tables, and each line names its own. */
export const INTERACTIVE_BROKERS_ACTIVITY: Layout = {
  id: 'interactive-brokers-activity',
  name: 'Interactive Brokers, activity statement',
  headings: [],
  sections: {
    Trades: 'trades',
    'Corporate Actions': 'words',
    Dividends: 'dividend',
    'Payment In Lieu Of Dividends': 'paymentInLieu',
    'Withholding Tax': 'tax',
    Transfers: 'transfer',
    'Deposits & Withdrawals': 'cash',
    Interest: 'interest',
    Fees: 'fee',
  },
  sectionHeadings: {
    Trades: [
      'currency',
      'asset category',
      'symbol',
      'date time',
      'quantity',
      't price',
      'proceeds',
      'comm fee',
    ],
    'Corporate Actions': [
      'currency',
      'asset category',
      'date time',
      'description',
      'quantity',
      'proceeds',
    ],
  },
  codes: { A: 'ASSIGNMENT', Ex: 'EXERCISE' },
};
