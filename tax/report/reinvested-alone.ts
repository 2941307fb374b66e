/**
 * Which reinvestments are none of the payments that the documents have, or are of more than was paid?
 *
 * Authority: practice: what a plan reinvests is a payment, or a part of it, so that the payment stands in the
 * issuer's document (the calculation's section 4).
 * Example: $40.00 reinvested on 2003-08-20, and no payment of the document of 2003 in the thirty days before it, in
 * which plans buy, or within two weeks after it: the document lacks one, or the day is a slip.
 * Awkward case: only a part of the payment is reinvested: less than was paid says nothing.
 * Awkward case: a dividend that was entered near it can have paid for it, and is looked at in its place.
 * Not handled: cash that the holder added, which is a purchase of its own.
 */
import { addDays, lastDayOfYear, type Day } from '../values/days.ts';
import type { Bought, Security } from '../facts/model.ts';
import { PLAN_DAYS } from '../lots/plan-discounts.ts';
import type { YearRun } from '../lots/year-run.ts';
import { compareText } from '../values/order.ts';
import { DAYS_UNTIL_CREDITED, isNear, receiptsTotal } from './match-cash.ts';
import {
  matchAllCash,
  ofYear,
  positionsOf,
  reinvestedIn,
  type PaidByEntries,
  type Receipt,
} from './receipts.ts';

/** Shares that were reinvested in a year, in each account where no dividend near them was entered. */
function reinvestedAlone(run: YearRun, security: Security, year: number): readonly Bought[] {
  const all = positionsOf(run, security).flatMap((position) =>
    [...reinvestedIn(position, [year])].filter(
      ({ amount, date }) =>
        amount > 0n && !position.dividends.some((dividend) => isNear(dividend.date, date)),
    ),
  );
  return all.sort((a, b) => compareText(a.date, b.date));
}

/** Reinvestments of a year with a document that are near no payment of any document. */
export function reinvestedWithoutRow(
  run: YearRun,
  security: Security,
  year: number,
): readonly Bought[] {
  const alone = reinvestedAlone(run, security, year);
  const byYear = run.chosen.get(security.id);
  if (alone.length === 0 || !byYear?.has(year)) return [];
  const days = [...byYear]
    .filter(([taxYear]) => taxYear <= year)
    .flatMap(([, { rows }]) => rows.map(({ distribution }) => distribution.payableDate));
  const [january, last] = [
    `${year}-01-31` as Day,
    addDays(lastDayOfYear(year), -DAYS_UNTIL_CREDITED),
  ];
  // A payment of January can count in the year before, and one of December be paid in the next.
  const canBeKnown = (day: Day): boolean =>
    addDays(day, -PLAN_DAYS) <= january ? byYear.has(year - 1) : day <= last;
  const isOf = (payable: Day, bought: Day): boolean =>
    payable >= addDays(bought, -PLAN_DAYS) && payable <= addDays(bought, DAYS_UNTIL_CREDITED);
  return alone.filter(({ date }) => canBeKnown(date) && !days.some((day) => isOf(day, date)));
}

/** What was reinvested of payments of the reported year beyond what they were. */
interface ReinvestedBeyond {
  /** Payments of a day of which more was reinvested than was paid. */
  readonly more: readonly PaidByEntries[];
  /** Reinvestments near payments that are whole without them. */
  readonly besides: readonly Receipt[];
}

const NOTHING_BEYOND: ReinvestedBeyond = { more: [], besides: [] };

export function reinvestedBeyond(run: YearRun, security: Security): ReinvestedBeyond {
  const { taxYear } = run;
  const alone = new Set(reinvestedAlone(run, security, taxYear));
  if (alone.size === 0) return NOTHING_BEYOND;
  const { paid, unknown } = matchAllCash(run, { security, taxYear, exactly: false });
  const isAlone = ({ entries }: Receipt): boolean =>
    entries.every((entry) => entry.action === 'reinvest' && alone.has(entry));
  const withoutRow = new Set(reinvestedWithoutRow(run, security, taxYear));
  return {
    more: paid.filter(
      ({ cash, receipts }) =>
        receipts.length > 0 && receipts.every(isAlone) && receiptsTotal(receipts) > cash,
    ),
    besides: ofYear(unknown, taxYear)
      .filter(isAlone)
      .filter(({ entries }) => !withoutRow.has(entries[0] as Bought))
      .filter(({ day }) => paid.some((one) => isNear(one.day, day))),
  };
}
