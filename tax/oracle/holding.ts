/**
 * How long were shares held?
 *
 * Authority: the calculation's section 7; Revenue Ruling 66-7: the day after acquisition is day 1,
 * and the day of sale counts. What was inherited is long-term whatever the days (section 1223(9)). More than N months have passed from the same day, N months later, as
 * the day after acquisition.
 * Example: bought 2000-02-29: day 1 is 2000-03-01, so long-term from 2001-03-01.
 * Awkward case: bought 2002-08-30, so day 1 is August 31 and six months later there is no February
 * 31. Days are compared as text: every day of March is after "2003-02-31" and none of February is.
 */
import { addDays, dayOfMonth, monthOf, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Term } from '../lots/figures.ts';

function heldMoreThanMonths(acquired: Day, disposed: Day, months: number): boolean {
  const dayOne = addDays(acquired, 1);
  let year = yearOf(dayOne);
  let month = monthOf(dayOne) + months;
  while (month > 12) {
    month = month - 12;
    year = year + 1;
  }
  const from = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth(dayOne)).padStart(2, '0')}`;
  return disposed >= from;
}

export function heldMoreThanOneYear(acquired: Day, disposed: Day): boolean {
  return heldMoreThanMonths(acquired, disposed, 12);
}

export function heldSixMonthsOrLess(acquired: Day, disposed: Day): boolean {
  return !heldMoreThanMonths(acquired, disposed, 6);
}

/** When shares count as held from, and whether days matter at all. */
interface Held {
  readonly acquired: Day;
  readonly heldSince: Day;
  readonly inherited: boolean;
}

export function termOf({ heldSince, inherited }: Omit<Held, 'acquired'>, disposed: Day): Term {
  return inherited || heldMoreThanOneYear(heldSince, disposed) ? 'long' : 'short';
}

/**
 * Whether the loss of section 857(b)(8) can be one of these shares. The days before a wash sale do not
 * count for its six months (its subparagraph (B) with section 246(c)(3)); what is long-term with them
 * needs no rule to become so.
 */
export function shortForDistributions(held: Held, sold: Day): boolean {
  return termOf(held, sold) === 'short' && heldSixMonthsOrLess(held.acquired, sold);
}
