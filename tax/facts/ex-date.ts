/**
 * From which day on does a buyer no longer receive a distribution?
 *
 * Authority: the calculation's section 3. The ex-date is the one that the document or the user
 * gives; else it is the first trading day whose trades settle after the record date.
 * Example: record date 2002-02-04 (three-day settlement): a purchase of 2002-01-30 settles on
 * 2002-02-04 and is entitled, one of 2002-01-31 is not: the ex-date is 2002-01-31.
 * Awkward case: a distribution of 25% or more of the price goes ex after its payable date; such a
 * row needs its ex-date by hand (`large-distribution`).
 * Not handled: markets other than the New York Stock Exchange.
 */
import type { Day } from '../values/days.ts';
import type { MarketCalendar } from './market-calendar.ts';
import type { Distribution } from './model.ts';

type ExDate =
  | { readonly exDate: Day; readonly computed: boolean }
  | { readonly problem: 'record-date-missing' | 'beyond-market-calendar' };

/** The ex-date of a distribution, or why there is none. */
export function exDateOf(
  distribution: Pick<Distribution, 'exDate' | 'recordDate'>,
  calendar: MarketCalendar,
): ExDate {
  if (distribution.exDate !== null) return { exDate: distribution.exDate, computed: false };
  if (distribution.recordDate === null) return { problem: 'record-date-missing' };
  const exDate = calendar.exDateFor(distribution.recordDate);
  return exDate === undefined ? { problem: 'beyond-market-calendar' } : { exDate, computed: true };
}
