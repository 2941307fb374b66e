/** The part of a year that is looked at: all taxable accounts together, or one account. */
import type { Report } from './load.ts';

/** What stands beside the rows, and the rows of its accounts. */
export type Selection = Report['selections'][number] &
  Pick<
    Report,
    | 'payments'
    | 'lots'
    | 'sales'
    | 'excessGains'
    | 'holdingPeriods'
    | 'uncountedParts'
    | 'provisional'
  >;

/** The selection of a place in the list of them; the first one where there is no such place. */
export function select({ selections, ...report }: Report, place: number): Selection {
  const chosen = selections[place] ?? selections[0];
  if (!chosen) throw new RangeError('a report without a selection');
  const own = <T extends { readonly account: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ account }) => chosen.accounts.includes(account));
  return {
    ...chosen,
    payments: own(report.payments),
    lots: own(report.lots),
    sales: own(report.sales),
    excessGains: own(report.excessGains),
    holdingPeriods: own(report.holdingPeriods),
    uncountedParts: own(report.uncountedParts),
    provisional: own(report.provisional),
  };
}
