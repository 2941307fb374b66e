/**
 * Which of the payments is the cash that came in? (section 4: cash is known by the holder's entries)
 *
 * Rows of a day that take back what came in before, and those of the same day that make up for it, are of
 * the day that they correct. What is left of each day is looked for among the payments within 14 days.
 * Example: 100 on March 29, on April 9 -100, 40 and 60: in all 100 of March 29.
 */
import { dayNumber, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Bought, Dividend } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { dollarsOf, sum } from './decimals.ts';
import type { SlowPayment } from './payments.ts';
import { at } from './present.ts';

type CashEntry = Dividend | Bought;

/** What came in for one day. */
export interface Income {
  readonly day: Day;
  readonly entries: readonly CashEntry[];
  /** Of shares that another income can have paid for. */
  readonly isBought?: boolean;
}

interface DayPaid {
  readonly day: Day;
  readonly payments: readonly SlowPayment[];
  readonly incomes: Income[];
}

export function cameInBy({ entries }: Income): Decimal {
  return sum(entries.map((entry) => dollarsOf(entry.amount)));
}

const paidOn = ({ payments }: DayPaid): Decimal => sum(payments.map(({ cash }) => cash));

const away = (a: Day, b: Day): number => Math.abs(dayNumber(a) - dayNumber(b));

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
function addingUp(amounts: readonly Decimal[], whole: Decimal): readonly number[] {
  const fitting = choices(amounts.length).filter(
    (choice) => choice.length > 0 && sum(choice.map((one) => at(amounts, one))).equals(whole),
  );
  return fitting.sort(compareChoices)[0] ?? [];
}

/** The dividends of some years, each by the day that it is of. */
export function incomesOf(dividends: readonly Dividend[]): Income[] {
  /** The place of the entry that each of them corrects, itself at first. */
  const anchors = [...dividends.keys()];
  const isGone = dividends.map(() => false);
  const isSettled = dividends.map(() => false);
  dividends.forEach((back, place) => {
    if (back.amount >= 0n) return;
    let taken = -1;
    dividends.forEach((entry, other) => {
      if (entry.amount + back.amount === 0n && entry.date <= back.date && !isGone[other])
        taken = other;
    });
    if (taken < 0) return;
    isGone[taken] = true;
    anchors[place] = at(anchors, taken);
    isSettled[place] = true;
    const again = [...dividends.keys()].filter((other) => {
      const { date, amount } = at(dividends, other);
      return date === back.date && amount > 0n && !isGone[other] && !isSettled[other];
    });
    const amounts = again.map((one) => dollarsOf(at(dividends, one).amount));
    for (const one of addingUp(amounts, dollarsOf(back.amount).negated())) {
      anchors[at(again, one)] = at(anchors, taken);
      isSettled[at(again, one)] = true;
    }
  });
  return [...new Set(anchors)].map((anchor) => ({
    day: at(dividends, anchor).date,
    entries: dividends.filter((_, place) => anchors[place] === anchor),
  }));
}

/** Dividends and reinvestments; a reinvestment that a dividend of five days before it can have paid is marked. */
export function allIncomes(
  dividends: readonly Dividend[],
  reinvestments: readonly Bought[],
): Income[] {
  const paying = incomesOf(dividends);
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
    return { day: entry.date, entries: [entry], isBought: payer >= 0 };
  });
  return [...paying, ...bought].sort((a, b) => dayNumber(a.day) - dayNumber(b.day));
}

/** What came in for each day of payment, and what came in for none. */
export function placed(
  incomes: readonly Income[],
  payments: readonly SlowPayment[],
  mayDiffer: boolean,
): { paid: DayPaid[]; none: Income[] } {
  const days = [...new Set(payments.map(({ row }) => row.distribution.payableDate))].sort();
  const paid = days.map((day): DayPaid => {
    const own = payments.filter(({ row }) => row.distribution.payableDate === day);
    return { day, payments: own, incomes: [] };
  });
  const taken = new Set<Income>();
  for (const one of paid) {
    const near = incomes
      .filter((income) => !taken.has(income) && isWithinTwoWeeks(one.day, income.day))
      .filter((income) => cameInBy(income).greaterThan(0))
      .toSorted((a, b) => away(a.day, one.day) - away(b.day, one.day))
      .slice(0, 12);
    for (const place of addingUp(near.map(cameInBy), paidOn(one))) {
      taken.add(at(near, place));
      one.incomes.push(at(near, place));
    }
  }
  const none: Income[] = [];
  for (const income of incomes) {
    if (taken.has(income) || income.isBought === true) continue;
    let best: DayPaid | undefined;
    for (const one of mayDiffer ? paid : []) {
      if (!isWithinTwoWeeks(one.day, income.day) || isPaid(one)) continue;
      if (!best || away(one.day, income.day) < away(best.day, income.day)) best = one;
    }
    if (best) best.incomes.push(income);
    else none.push(income);
  }
  return { paid, none };
}

/** Whether just as much came in. */
export function isPaid(one: DayPaid): boolean {
  return one.incomes.length > 0 && sum(one.incomes.map(cameInBy)).equals(paidOn(one));
}

export function incomesOfYear(incomes: readonly Income[], year: number): Income[] {
  return incomes.filter(({ day }) => yearOf(day) === year);
}
