/** The part of a year that is looked at: all taxable accounts together, or one account. */
import type { Report } from './load.ts';

/** What stands beside the rows, and what of its accounts is there without being asked for. */
export type Selection = Report['selections'][number] &
  Pick<Report, 'payments' | 'uncountedParts' | 'provisional'>;

/** The selection of a place in the list of them; the first one where there is no such place. */
export function select({ selections, ...report }: Report, place: number): Selection {
  const chosen = selections[place] ?? selections[0];
  if (!chosen) throw new RangeError('a report without a selection');
  const own = <T extends { readonly account: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ account }) => chosen.accounts.includes(account));
  return {
    ...chosen,
    payments: own(report.payments),
    uncountedParts: own(report.uncountedParts),
    provisional: own(report.provisional),
  };
}
