/**
 * On which day was a lot acquired that a row only names?
 *
 * Example: a payment names AIV/2002-04-08, shares of a gift of that day: they were bought on 2000-06-12.
 * Awkward case: a lot that was given away and stands in no list any more has no day here.
 */
import type { Day } from '../values/days.ts';
import type { YearReport } from './year-report.ts';

/** Finds the day of a lot of an account, among those that are held and those that were sold in the year. */
export function daysOfLots({
  lots,
  sales,
}: Pick<YearReport, 'lots' | 'sales'>): (accountId: string, lot: string) => Day | null {
  const days = new Map<string, Day>();
  for (const { accountId, lot, acquired } of [...sales, ...lots]) {
    days.set(`${accountId}/${lot}`, acquired);
  }
  return (accountId, lot) => days.get(`${accountId}/${lot}`) ?? null;
}
