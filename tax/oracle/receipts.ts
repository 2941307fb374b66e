/**
 * Which of the payments is the cash that came in? (section 4: cash is known by the holder's entries)
 *
 * Rows of a day that take back what came in before, and those of the same day that make up for it, are of
 * the day that they correct. What is left of each day is looked for among the payments within 14 days.
 * Example: 100 on March 29, on April 9 -100, 40 and 60: in all 100 of March 29.
 */
import { dayNumber, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Acquisition, Dividend } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { dollarsOf, sum } from './decimals.ts';
import type { SlowPayment } from './payments.ts';
import { at } from './present.ts';

type CashEntry = Dividend | Acquisition;

/** What came in for one day. */
export interface Income {
  readonly day: Day;
  readonly entries: readonly CashEntry[];
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

/** Fewer first; of as many, the one whose last is earlier, then the last but one, and so on. */
function compareChoices(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = a.length - 1; i >= 0; i--) if (at(a, i) !== at(b, i)) return at(a, i) - at(b, i);
  return 0;
}

/** The dividends of some years, each by the day that it is of. */
export function incomesOf(dividends: readonly Dividend[]): Income[] {
  const days = dividends.map(({ date }) => date);
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
    days[place] = at(days, taken);
    isSettled[place] = true;
    const again = [...dividends.keys()].filter((other) => {
      const { date, amount } = at(dividends, other);
      return date === back.date && amount > 0n && !isGone[other] && !isSettled[other];
    });
    const fitting = choices(again.length)
      .filter((choice) => {
        const total = sum(choice.map((one) => dollarsOf(at(dividends, at(again, one)).amount)));
        return total.plus(dollarsOf(back.amount)).isZero();
      })
      .sort(compareChoices);
    for (const one of fitting[0] ?? []) {
      days[at(again, one)] = at(days, taken);
      isSettled[at(again, one)] = true;
    }
  });
  const incomes: Income[] = [];
  for (const day of [...new Set(days)].sort())
    incomes.push({ day, entries: dividends.filter((_, place) => days[place] === day) });
  return incomes;
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
  const none: Income[] = [];
  for (const income of incomes) {
    let best: DayPaid | undefined;
    const consider = (may: (one: DayPaid) => boolean): void => {
      for (const one of paid) {
        if (!isWithinTwoWeeks(one.day, income.day) || !may(one)) continue;
        if (!best || away(one.day, income.day) < away(best.day, income.day)) best = one;
      }
    };
    consider((one) => one.incomes.length === 0 && paidOn(one).equals(cameInBy(income)));
    if (!best && mayDiffer) consider((one) => !isPaid(one));
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
