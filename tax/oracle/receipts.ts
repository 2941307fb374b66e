/**
 * What cash came in, once rows that take back and book again are put with what they correct? (section 4:
 * cash is known by the holder's entries)
 *
 * A row below zero takes back the last row of just that amount, or the rows of one earlier day that make up for
 * it; rows of its day that come to the same are that cash booked again. Other rows of its day, and rows of the
 * five days after it that come to the same, may be: each keeps the days that it can be of.
 * Example: 100 on March 29, on April 9 -100, 40 and 60: in all 100 of March 29.
 */
import { addDays, dayNumber, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Bought, Dividend } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { dollarsOf, sum } from './decimals.ts';
import { at } from './present.ts';

type CashEntry = Dividend | Bought;

/** What came in for one day. */
export interface Income {
  readonly day: Day;
  readonly accountId: string;
  readonly entries: readonly CashEntry[];
  /** Other days that it may be of, because something of them was taken back with it. */
  readonly mayBeOf: readonly Day[];
  /** Of shares that another income can have paid for. */
  readonly isBought?: boolean;
}

export function cameInBy({ entries }: Income): Decimal {
  return sum(entries.map((entry) => dollarsOf(entry.amount)));
}

export const away = (a: Day, b: Day): number => Math.abs(dayNumber(a) - dayNumber(b));

export const isWithinTwoWeeks = (a: Day, b: Day): boolean => away(a, b) <= 14;

/** Every choice among some entries, as their places. */
function choices(count: number): number[][] {
  let all: number[][] = [[]];
  for (let place = 0; place < count; place++)
    all = all.flatMap((chosen) => [chosen, [...chosen, place]]);
  return all;
}

/** The one whose last is earlier first, then the last but one, and so on; the shorter where one is used up. */
function compareChoices(a: readonly number[], b: readonly number[]): number {
  for (let back = 1; back <= Math.min(a.length, b.length); back++) {
    const difference = at(a, a.length - back) - at(b, b.length - back);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Which of some amounts add up to a sum; empty where none do. */
export function addingUp(amounts: readonly Decimal[], whole: Decimal): readonly number[] {
  const fitting = choices(amounts.length).filter(
    (choice) => choice.length > 0 && sum(choice.map((one) => at(amounts, one))).equals(whole),
  );
  return fitting.sort(compareChoices)[0] ?? [];
}

/** The dividends of one account and some years, each by the day that it is of. */
export function incomesOf(dividends: readonly Dividend[], accountId: string): Income[] {
  const places = [...dividends.keys()];
  const dateOf = (place: number): Day => at(dividends, place).date;
  const amountOf = (place: number): Decimal => dollarsOf(at(dividends, place).amount);
  /** The place of the entry that each of them corrects, itself at first. */
  let anchors = [...places];
  const gone = new Set<number>();
  const settled = new Set<number>();
  const mayCorrect: { row: number; of: number }[] = [];
  const fitting = (some: readonly number[], whole: Decimal): number[] =>
    addingUp(some.map(amountOf), whole).map((one) => at(some, one));

  for (const place of places) {
    const back = amountOf(place).negated();
    if (!back.greaterThan(0)) continue;
    const day = dateOf(place);
    const standing = places.filter(
      (other) => amountOf(other).greaterThan(0) && dateOf(other) <= day && !gone.has(other),
    );
    const same = standing.filter((other) => amountOf(other).equals(back)).slice(-1);
    const days = [...new Set(standing.map(dateOf))].sort().reverse();
    const inParts = days
      .map((one) =>
        fitting(
          standing.filter((other) => dateOf(other) === one),
          back,
        ),
      )
      .find((parts) => parts.length > 0);
    const taken = same.length > 0 ? same : (inParts ?? []);
    if (taken.length === 0) continue;
    const anchor = at(anchors, at(taken, 0));
    const joined = taken.map((one) => at(anchors, one));
    anchors = anchors.map((one) => (joined.includes(one) ? anchor : one));
    for (const one of taken) gone.add(one);
    anchors[place] = anchor;
    settled.add(place);
    const open = places.filter(
      (other) => amountOf(other).greaterThan(0) && !gone.has(other) && !settled.has(other),
    );
    const today = open.filter((other) => dateOf(other) === day);
    const again = fitting(today, back);
    for (const one of again) {
      anchors[one] = anchor;
      settled.add(one);
    }
    if (again.length > 0) continue;
    const later = open.filter((other) => dateOf(other) > day && dateOf(other) <= addDays(day, 5));
    for (const row of [...today, ...fitting(later, back)]) mayCorrect.push({ row, of: anchor });
  }
  return [...new Set(anchors)].map((anchor) => ({
    day: dateOf(anchor),
    accountId,
    entries: dividends.filter((_, place) => anchors[place] === anchor),
    mayBeOf:
      gone.has(anchor) || settled.has(anchor)
        ? []
        : mayCorrect.filter(({ row }) => row === anchor).map(({ of }) => dateOf(at(anchors, of))),
  }));
}

/** With reinvestments; one that a dividend of five days before it can have paid is marked. */
export function withBought(
  paying: readonly Income[],
  reinvestments: readonly Bought[],
  accountId: string,
): Income[] {
  const rest = paying.map(cameInBy);
  const bought = reinvestments.map((entry): Income => {
    const amount = dollarsOf(entry.amount);
    let payer = -1;
    paying.forEach(({ day }, place) => {
      const later = dayNumber(entry.date) - dayNumber(day);
      if (later < -1 || later > 5 || at(rest, place).lessThan(amount)) return;
      if (payer < 0 || away(day, entry.date) < away(at(paying, payer).day, entry.date))
        payer = place;
    });
    if (payer >= 0) rest[payer] = at(rest, payer).minus(amount);
    return { day: entry.date, accountId, entries: [entry], mayBeOf: [], isBought: payer >= 0 };
  });
  return [...paying, ...bought];
}

export function incomesOfYear(incomes: readonly Income[], year: number): Income[] {
  return incomes.filter(({ day }) => yearOf(day) === year);
}
