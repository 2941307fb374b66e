/** What the plans of imports are tried with: an empty book, one known security, ids by number. */
import type { Day } from '../../tax/values/days.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type { Facts, Transaction } from '../../tax/facts/model.ts';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import type { ImportPlan } from '../imports/plan-import.ts';

export const EMPTY: Facts = { securities: [], accounts: [], documents: [], transactions: [] };

export const AIMCO: KnownSecurity = {
  issuer: 'Aimco',
  name: 'Class A Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101'],
};

/** Planning asks the calendar for its end and for nothing else. */
export const calendar = {
  firstDay: '1990-01-01' as Day,
  lastDay: '2027-12-31' as Day,
} as MarketCalendar;

let count = 0;
export const newId = (kind: string): string => `${kind}${++count}`;

export function lotOf(transaction: Transaction): string | null {
  return 'lot' in transaction ? transaction.lot : null;
}

export function lotsOf(made: ImportPlan): (string | null)[] {
  return made.transactions.map(lotOf);
}

export function problemsOf(made: ImportPlan): string[] {
  return made.problems.map((problem) => `${problem.line ?? '-'}: ${problem.message}`);
}
