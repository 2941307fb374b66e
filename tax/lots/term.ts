/**
 * Is a gain of a lot long-term?
 *
 * Authority: Internal Revenue Code section 1222 (more than one year), 1223(9) (inherited shares count
 * as held that long), 1223(1) to (3) (the days of shares that these came from, or stand for after a
 * wash sale, count along).
 * Example: inherited on 2003-05-01 and sold on 2003-06-01: long-term.
 * Awkward case: inherited shares are never "held six months or less" for section 857(b)(8), and the
 * days that a wash sale adds do not count there (section 857(b)(8)(B) with 246(c)(3)).
 * Not handled: short sales and straddles, which stop a holding period.
 */
import {
  addDays,
  dayNumber,
  isHeldSixMonthsOrLess,
  isLongTerm,
  laterDay,
  type Day,
} from '../values/days.ts';
import type { Term } from './figures.ts';

interface Held {
  readonly heldSince: Day;
  readonly inherited: boolean;
}

export function isLongTermLot({ heldSince, inherited }: Held, day: Day): boolean {
  return inherited || isLongTerm(heldSince, day);
}

export function termOf(lot: Held, day: Day): Term {
  return isLongTermLot(lot, day) ? 'long' : 'short';
}

/** Whether section 857(b)(8) can make a loss of these shares long-term. */
export function isHeldBriefly(
  { acquired, inherited }: { readonly acquired: Day; readonly inherited: boolean },
  day: Day,
): boolean {
  return !inherited && isHeldSixMonthsOrLess(acquired, day);
}

/** Where the value at a gift counts as basis, the days begin with the gift. */
export function heldSinceGift({ date }: { readonly date: Day }) {
  return { acquired: date, heldSince: date, inherited: false };
}

const FIRST_DAY = '1900-01-01' as Day;

/**
 * From when shares count as held to which the days of sold ones are added (section 1223(3)): not before
 * the first day that the program knows.
 */
export function tackedOn(from: Day, sold: Day, heldSince: Day): Day {
  const days = dayNumber(sold) - dayNumber(heldSince);
  // `addDays` of a day long before 1900 would be no day that the program knows.
  if (dayNumber(from) - days <= dayNumber(FIRST_DAY)) return FIRST_DAY;
  return laterDay(addDays(from, -days), FIRST_DAY);
}
