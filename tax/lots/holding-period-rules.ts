/**
 * Which dividends ask how long their shares were held, and for how long?
 *
 * Authority: Internal Revenue Code section 1(h)(11)(B)(iii) with 246(c): qualified dividends, more than
 * 60 days in the 121 that begin 60 days before the ex-date. Treas. Reg. 1.199A-3(c)(2)(ii): section
 * 199A dividends, more than 45 days in the 91 that begin 45 days before it.
 * Not handled: 90 of 181 days for dividends of preferred stock for more than 366 days; days on which
 * the risk of loss was diminished (section 246(c)(4)).
 */
import { dayNumber, type Day } from '../values/days.ts';
import type { PlannedDistribution } from './planned-distributions.ts';

export const HOLDING_PERIODS = [
  { part: 'qualified', daysAround: 60, daysNeeded: 61 },
  { part: 'section199A', daysAround: 45, daysNeeded: 46 },
] as const;

export type HeldPart = (typeof HOLDING_PERIODS)[number]['part'];

/** How many days before and after the ex-date count. */
export function daysAround(part: HeldPart): number {
  return HOLDING_PERIODS.find((one) => one.part === part)?.daysAround ?? 0;
}

/** Whether a row has such a part. */
export function hasHoldingPeriod({ distribution }: PlannedDistribution, part: HeldPart): boolean {
  return part === 'qualified'
    ? distribution.components.qualified > 0n
    : (distribution.subsets.section199A ?? 0n) > 0n;
}

/** The days on which shares were held, not counting the day of acquisition: from one day to another. */
export function daysHeldBetween(acquired: Day, begin: Day, end: Day): number {
  const first = Math.max(dayNumber(acquired) + 1, dayNumber(begin));
  return Math.max(0, dayNumber(end) - first + 1);
}
