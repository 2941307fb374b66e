/**
 * Were the shares held long enough for their dividends to be qualified, or section 199A dividends?
 *
 * Authority: see `holding-period-rules.ts`; days by section 246(c)(3): the day of acquisition is left
 * out, the day of disposal counts.
 * Example: bought 2018-03-01, ex-date 2018-03-09, sold 2018-04-16: 46 days in the window to
 * 2018-04-23, which is enough for section 199A; sold a day earlier it is not.
 * Awkward case: shares that moved to another account, or that were exchanged, are still held; the days
 * that a wash sale adds do not count (section 246(c)(3)(B)).
 * Only shares that leave within the window can be held too briefly: whoever is entitled and keeps them
 * to its end has held them from the ex-date on.
 */
import { addDays, type Day } from '../values/days.ts';
import {
  daysHeldBetween,
  HOLDING_PERIODS,
  hasHoldingPeriod,
  type HeldPart,
} from './holding-period-rules.ts';
import type { ListOfMany } from '../values/list-of-many.ts';
import { partOfAmount } from './lots.ts';
import { divideRounded, NO_MONEY, NO_SHARES, type Cents, type Shares } from '../values/money.ts';
import type { Notice } from '../facts/notices.ts';
import { firstIndex } from '../values/order.ts';
import type { Movement } from './pass-log.ts';
import { paymentKey } from './report-lists.ts';
import { placeOf, type PaymentRun } from './return-of-capital.ts';
import type { OpenLot } from './open-lot.ts';
import { securityLabel } from '../facts/model.ts';
import { said, statedFigure } from '../facts/said.ts';
import { sharesText } from '../facts/wording.ts';
import type { HoldingPeriod, UncountedPart } from './figures.ts';
import type { YearRun } from './year-run.ts';

/** Shares of one lot of a payment that left on one day. */
type Disposals = ReadonlyMap<number, ReadonlyMap<Day, Shares>>;

/** One part of one payment that asks for a holding period. */
interface HeldPayment {
  readonly run: PaymentRun;
  readonly part: HeldPart;
  /** The first and the last day of the window. */
  readonly begin: Day;
  readonly end: Day;
  readonly daysNeeded: number;
  readonly amount: Cents;
  /** By place in the payment. */
  readonly disposals: Disposals;
}

function amountOf({ amounts }: PaymentRun, part: HeldPart): Cents {
  return part === 'qualified'
    ? amounts.components.qualified
    : (amounts.subsets.section199A ?? NO_MONEY);
}

/** What of each entitled lot left within the window, by place and day. */
function disposalsOf(run: PaymentRun, lastDay: Day, movements: readonly Movement[]): Disposals {
  const left = new Map<OpenLot, Shares>();
  const places = new Map<OpenLot, number>();
  const disposals = new Map<number, Map<Day, Shares>>();
  const first = firstIndex(movements, (one) => one.day >= run.planned.exDate);
  for (let at = first; at < movements.length; at++) {
    const { day, lot, shares, held, to } = movements[at] as Movement;
    if (day > lastDay) break;
    const place = places.get(lot) ?? placeOf(run, lot);
    if (place === undefined) continue;
    const before = left.get(lot) ?? (run.entitled.shares.values[place] as Shares);
    const part = (shares === held ? before : divideRounded(before * shares, held)) as Shares;
    left.set(lot, (before - part) as Shares);
    places.set(lot, place);
    if (to) {
      left.set(to, ((left.get(to) ?? 0n) + part) as Shares);
      places.set(to, place);
    } else if (part > 0n) {
      const ofLot = disposals.get(place) ?? new Map<Day, Shares>();
      disposals.set(place, ofLot.set(day, ((ofLot.get(day) ?? 0n) + part) as Shares));
    }
  }
  return disposals;
}

/** The payments of the year that ask for a holding period, in the order of these. */
export function heldPayments(run: YearRun, inOrder: readonly PaymentRun[]): readonly HeldPayment[] {
  return inOrder.flatMap((payment) =>
    HOLDING_PERIODS.flatMap(({ part, daysAround, daysNeeded }): HeldPayment[] => {
      if (!hasHoldingPeriod(payment.planned, part)) return [];
      const amount = amountOf(payment, part);
      if (amount === 0n) return [];
      const { exDate } = payment.planned;
      const [begin, end] = [addDays(exDate, -daysAround), addDays(exDate, daysAround)];
      const disposals = disposalsOf(payment, end, run.movements);
      return [{ run: payment, part, begin, end, daysNeeded, amount, disposals }];
    }),
  );
}

/** Days of the window on which shares of a lot were held. */
function daysHeld({ begin, end }: HeldPayment, lot: OpenLot, disposed: Day | null): number {
  return daysHeldBetween(lot.acquired, begin, disposed ?? end);
}

function ownerOf({ position: { account, security }, planned }: PaymentRun) {
  return {
    paymentKey: paymentKey(planned.distribution.id, account.id),
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
  };
}

/** How long the shares of a lot were held, in order of the days on which they left. */
function periodsOf(payment: HeldPayment, place: number): HoldingPeriod[] {
  const { run, part, daysNeeded, disposals } = payment;
  const lot = run.lots[place] as OpenLot;
  const periods: HoldingPeriod[] = [];
  let kept = run.entitled.shares.values[place] as bigint;
  const add = (shares: Shares, disposed: Day | null): void => {
    periods.push({
      ...ownerOf(run),
      part,
      lot: lot.name,
      shares,
      exDate: run.planned.exDate,
      disposed,
      daysHeld: daysHeld(payment, lot, disposed),
      daysNeeded,
    });
  };
  for (const [day, shares] of disposals.get(place) ?? []) {
    kept -= shares;
    add(shares, day);
  }
  if (kept > 0n) add(kept as Shares, null);
  return periods;
}

/** All rows, in order of the payments, their lots and days. */
export function holdingPeriodRows(payments: readonly HeldPayment[]): ListOfMany<HoldingPeriod> {
  let count = 0;
  for (const payment of payments) count += payment.run.lots.length;
  function* rows(): Generator<HoldingPeriod> {
    for (const payment of payments) {
      for (let place = 0; place < payment.run.lots.length; place++) {
        yield* periodsOf(payment, place);
      }
    }
  }
  return { count, list: () => [...rows()], rows };
}

/** The parts of payments that do not count, because their shares left too early. */
export function uncountedParts(payments: readonly HeldPayment[]): readonly UncountedPart[] {
  return payments.flatMap((payment): UncountedPart[] => {
    const { run, part, amount, disposals } = payment;
    let tooShort = NO_SHARES as bigint;
    for (const place of disposals.keys()) {
      for (const period of periodsOf(payment, place)) {
        if (period.daysHeld < period.daysNeeded) tooShort += period.shares;
      }
    }
    if (tooShort === 0n) return [];
    return [
      {
        ...ownerOf(run),
        part,
        amount,
        shares: run.shares,
        sharesTooShort: tooShort as Shares,
        notCounted: partOfAmount(amount, tooShort, run.shares),
      },
    ];
  });
}

const PART_WORDS: Readonly<Record<HeldPart, string>> = {
  qualified: 'qualified dividend',
  section199A: 'section 199A dividend',
};

/** One notice for each part that does not count. */
export function holdingPeriodNotices(
  run: YearRun,
  payments: readonly HeldPayment[],
  parts: readonly UncountedPart[],
): readonly Notice[] {
  return parts.map((one) => {
    const payment = payments.find(
      (each) => ownerOf(each.run).paymentKey === one.paymentKey && each.part === one.part,
    ) as HeldPayment;
    const label = securityLabel(one.security);
    const { payableDate } = payment.run.planned.distribution;
    const notCounted = statedFigure({
      label: `Not counted: ${label}, paid ${payableDate}, ${one.account}`,
      value: one.notCounted,
      figure: { kind: 'uncountedPart', payment: one.paymentKey, part: one.part, of: 'notCounted' },
    });
    return {
      level: 'info',
      code: 'holding-period-not-met',
      ...said`${label}: ${notCounted} of the ${PART_WORDS[one.part]} of ${payableDate} in the account ${one.account} does not count on your return, because ${sharesText(one.sharesTooShort)} were held fewer than ${payment.daysNeeded} days around the ex-date ${payment.run.planned.exDate}. The form still shows all of it; leave this part out where you copy the box.`,
      about: { security: label, account: one.account, year: run.taxYear, payment: one.paymentKey },
    };
  });
}
