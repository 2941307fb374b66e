/**
 * What has to be said of shares that came in with a past: acquired before the day on which they came in?
 *
 * Authority: sections 301(c)(2) and 1016(a)(4): what a distribution returns lowers the basis of the shares that it
 * was paid on, wherever they lay. What was paid before the shares came in is no payment of this book, so that it is
 * in no box here and lowers no basis here: the cost of the entry has to be the basis on the day on which they came in.
 * Example: 40 shares acquired on 2000-06-12 came in on 2002-04-08: the payment of 2002-02-11 is on the other form.
 * Awkward case: shares that came in between an ex-date and its payment: the payment went to the other account.
 * Not handled: gifts and inheritances, whose basis the giver or the day of death gives.
 */
import { isAcquisition, securityLabel, type Acquisition } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import type { Day } from '../values/days.ts';
import { firstDayOfYear, lastDayOfYear } from '../values/days.ts';
import { tradesBetween } from '../facts/transactions.ts';
import { compareText } from '../values/order.ts';
import { counted, NAMED_LOTS, namesText } from '../facts/wording.ts';
import type { PositionRun } from '../lots/pass-result.ts';
import type { YearRun } from '../lots/year-run.ts';

/** How many payments are named. */
const NAMED_DAYS = 3;

/** An acquisition of shares that were somebody's before, and that nobody gave away. */
export function hasAPast(entry: Acquisition): entry is Acquisition & { readonly acquired: Day } {
  const { action, acquired, date } = entry;
  return (action === 'buy' || action === 'reinvest') && acquired !== null && acquired < date;
}

function inBetween(run: YearRun, securityId: string, lots: readonly Acquisition[]): string {
  const planned = run.plans.get(securityId)?.planned ?? [];
  const days = planned
    .filter(({ exDate }) =>
      lots.some(({ acquired, date }) => acquired !== null && acquired < exDate && exDate <= date),
    )
    .map(({ distribution }) => distribution.payableDate)
    .sort(compareText);
  if (days.length === 0) return '';
  const named = days.slice(-NAMED_DAYS).join(', ');
  const what =
    days.length > NAMED_DAYS
      ? `${counted(days.length, 'payment')}, the last of ${named}`
      : `${days.length === 1 ? 'the payment' : 'the payments'} of ${named}`;
  return ` (in the releases of your book ${what})`;
}

function ofPosition(run: YearRun, { position }: PositionRun): Notice[] {
  const { account, security, trades } = position;
  const [from, to] = [firstDayOfYear(run.taxYear), lastDayOfYear(run.taxYear)];
  const lots = tradesBetween(trades, from, to)
    .map(({ transaction }) => transaction)
    .filter(isAcquisition)
    .filter(hasAPast);
  const [first] = lots;
  if (first === undefined) return [];
  const label = securityLabel(security);
  const all = lots.map(({ lot }) => lot);
  const names = all.slice(0, NAMED_LOTS);
  const when =
    lots.length === 1 && first.acquired !== null
      ? ` came in on ${first.date} and was acquired on ${first.acquired}`
      : ` came in during ${run.taxYear} and were acquired before`;
  const message = `${label}: ${counted(all.length, 'lot')} in the account ${account.name} (${namesText(names, all.length)})${when}. What was paid on the shares in between is in no box here and lowers no basis here${inBetween(run, security.id, lots)}: the cost that you enter has to be the basis on the day on which they came in.`;
  const about = { security: label, account: account.name, year: run.taxYear, lots: names };
  return [{ level: 'info', code: 'acquired-elsewhere', message, about }];
}

/** One for each account and security into which such shares came in the reported year. */
export function cameInNotices(run: YearRun): readonly Notice[] {
  return run.positions.flatMap((one) => ofPosition(run, one));
}
