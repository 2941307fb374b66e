/**
 * Which of the payments of a security is the cash that came in? (section 4)
 *
 * In this order: what comes to just a payment's cash at its account within 14 days; what comes to it by a day
 * that it may be of, or at an account that the shares were moved to after the ex-date; what comes to it less
 * something that was taken back later; where amounts may differ, each that is left is a part of the nearest
 * payment that lacks as much, or all that came in for it.
 * Example: 100 and 50 near one payment of 100: the 50 is none. Awkward case: one income of 150 where shares
 * with 100 were moved to those with 50.
 */
import { addDays } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Transfer } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { sum, ZERO } from './decimals.ts';
import type { SlowPayment } from './payments.ts';
import { at, compareText } from './present.ts';
import { addingUp, away, cameInBy, isWithinTwoWeeks, type Income } from './receipts.ts';

interface DayPaid {
  readonly day: Day;
  readonly accountId: string;
  /** Its account, and those that shares came to from there until two weeks after the payment. */
  readonly reached: readonly string[];
  readonly payments: readonly SlowPayment[];
  readonly incomes: readonly Income[];
}

interface Placed {
  readonly paid: readonly DayPaid[];
  readonly none: readonly Income[];
}

export const paidOn = ({ payments }: DayPaid): Decimal => sum(payments.map(({ cash }) => cash));
const inAll = (incomes: readonly Income[]): Decimal => sum(incomes.map(cameInBy));

/** Whether just as much came in. */
export function isPaid(one: DayPaid): boolean {
  return one.incomes.length > 0 && inAll(one.incomes).equals(paidOn(one));
}

/** 0 for its own account; the days between; undefined where an income cannot be a payment's. */
function nearness(income: Income, to: DayPaid, isNarrow: boolean): [number, number] | undefined {
  const isOwn = income.accountId === to.accountId;
  if (!isOwn && (isNarrow || !to.reached.includes(income.accountId))) return undefined;
  const days = isNarrow ? [income.day] : [income.day, ...income.mayBeOf];
  const near = days.filter((day) => isWithinTwoWeeks(day, to.day));
  if (near.length === 0) return undefined;
  return [isOwn ? 0 : 1, Math.min(...near.map((day) => away(day, to.day)))];
}

const compare = (a: [number, number], b: [number, number]): number => a[0] - b[0] || a[1] - b[1];

/** The nearest twelve with something in them. */
function nearest(free: readonly Income[], days: readonly DayPaid[], isNarrow: boolean): Income[] {
  const found: { income: Income; by: [number, number] }[] = [];
  for (const income of free) {
    if (!cameInBy(income).greaterThan(0)) continue;
    const by = days
      .map((day) => nearness(income, day, isNarrow))
      .filter((one) => one !== undefined);
    if (by.length > 0) found.push({ income, by: at(by.sort(compare), 0) });
  }
  return found
    .sort((a, b) => compare(a.by, b.by))
    .slice(0, 12)
    .map(({ income }) => income);
}

function comingTo(some: readonly Income[], whole: Decimal): Income[] {
  return addingUp(some.map(cameInBy), whole).map((place) => at(some, place));
}

/** The days on which something was paid, by account. */
function daysPaid(payments: readonly SlowPayment[], moves: readonly Transfer[]): DayPaid[] {
  const days: DayPaid[] = [];
  for (const payment of payments) {
    const { payableDate: day } = payment.row.distribution;
    const accountId = payment.account.id;
    if (days.some((one) => one.day === day && one.accountId === accountId)) continue;
    const own = payments.filter(
      (one) => one.account.id === accountId && one.row.distribution.payableDate === day,
    );
    const exDate = at(own.map((one) => one.exDate).sort(), 0);
    const reached = [accountId];
    for (const from of reached)
      for (const move of moves)
        if (
          move.accountId === from &&
          move.date >= exDate &&
          move.date <= addDays(day, 14) &&
          !reached.includes(move.toAccountId)
        )
          reached.push(move.toAccountId);
    days.push({ day, accountId, reached, payments: own, incomes: [] });
  }
  const nameOf = (one: DayPaid): string => at(one.payments, 0).account.name;
  return days.sort((a, b) => compareText(a.day, b.day) || compareText(nameOf(a), nameOf(b)));
}

/** What came in for each day of payment, and what came in for none. `all` is in the order of accounts. */
export function placed(
  all: readonly Income[],
  payments: readonly SlowPayment[],
  moves: readonly Transfer[],
  mayDiffer: boolean,
): Placed {
  let paid = daysPaid(payments, moves);
  let free = all.toSorted((a, b) => compareText(a.day, b.day));
  const give = (place: number, incomes: readonly Income[]): void => {
    paid = paid.map((one, i) =>
      i === place ? { ...one, incomes: [...one.incomes, ...incomes] } : one,
    );
    free = free.filter((income) => !incomes.includes(income));
  };
  for (let i = 0; i < paid.length; i++)
    give(i, comingTo(nearest(free, [at(paid, i)], true), paidOn(at(paid, i))));

  for (let i = 0; i < paid.length; i++) {
    const one = at(paid, i);
    if (one.incomes.length > 0) continue;
    const own = comingTo(nearest(free, [one], false), paidOn(one));
    give(i, own);
    if (own.length > 0) continue;
    const together = paid.filter(
      ({ day, accountId, incomes }) =>
        day === one.day && incomes.length === 0 && one.reached.includes(accountId),
    );
    const joint = comingTo(nearest(free, together, false), sum(together.map(paidOn)));
    if (together.length < 2 || joint.length === 0) continue;
    give(i, joint);
    const whole = { ...at(paid, i), payments: together.flatMap((each) => each.payments) };
    paid = paid.filter((each) => !together.includes(each) || each === one);
    i = paid.findIndex((each) => each.day === one.day && each.accountId === one.accountId);
    paid[i] = whole;
  }

  for (const back of free.filter((income) => cameInBy(income).lessThan(0))) {
    for (let i = paid.length - 1; i >= 0; i--) {
      const one = at(paid, i);
      if (one.accountId !== back.accountId || one.day > back.day || one.incomes.length > 0)
        continue;
      const whole = paidOn(one).minus(cameInBy(back));
      const parts = comingTo(nearest(free, [one], false), whole);
      if (parts.length === 0) continue;
      give(i, [...parts, back]);
      break;
    }
  }
  if (mayDiffer) {
    const pairs: { income: Income; place: number; by: [number, number] }[] = [];
    for (const income of free)
      paid.forEach((one, place) => {
        const by = nearness(income, one, false);
        if (by && !cameInBy(income).lessThan(0)) pairs.push({ income, place, by });
      });
    for (const { income, place } of pairs.sort((a, b) => compare(a.by, b.by))) {
      const one = at(paid, place);
      if (!free.includes(income) || isPaid(one)) continue;
      const before = inAll(one.incomes);
      const isPart = before.plus(cameInBy(income)).lessThanOrEqualTo(paidOn(one));
      const isCorrection = !isWithinTwoWeeks(income.day, one.day);
      if (before.equals(ZERO) || isPart || isCorrection) give(place, [income]);
    }
  }
  return leftOver(paid, free);
}

/** What is left, less what was taken back of it; rows that were booked again go with what they correct. */
function leftOver(before: readonly DayPaid[], free: readonly Income[]): Placed {
  let paid = [...before];
  let none = free.filter((one) => one.isBought !== true && !cameInBy(one).lessThan(0));
  for (const back of free.filter((income) => cameInBy(income).lessThan(0))) {
    const isEnough = (amount: Decimal): boolean =>
      amount.plus(cameInBy(back)).greaterThanOrEqualTo(0);
    const of = none
      .filter((one) => one.accountId === back.accountId && one.day <= back.day)
      .filter((one) => isEnough(cameInBy(one)))
      .at(-1);
    const payment = paid
      .filter((one) => one.accountId === back.accountId && one.day <= back.day)
      .filter((one) => isEnough(inAll(one.incomes)))
      .at(-1);
    if (of) none = none.map((one) => (one === of ? together(of, back) : one));
    else if (payment)
      paid = paid.map((one) =>
        one === payment ? { ...one, incomes: [...one.incomes, back] } : one,
      );
    else none = [...none, back];
  }
  for (const income of [...none]) {
    const day = income.mayBeOf.at(-1);
    if (day === undefined || !none.includes(income)) continue;
    const of = none.find(
      (one) =>
        one !== income &&
        one.day === day &&
        one.accountId === income.accountId &&
        one.entries.some(({ amount }) => amount < 0n),
    );
    none = none
      .filter((one) => one !== income || of === undefined)
      .map((one) => (one === income ? { ...one, day } : one))
      .map((one) => (one === of ? together(of, income) : one));
  }
  return { paid, none };
}

function together(of: Income, more: Income): Income {
  return { ...of, entries: [...of.entries, ...more.entries] };
}
