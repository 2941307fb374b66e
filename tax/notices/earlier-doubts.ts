/**
 * Which figures of a year rest on entries of earlier years that may be slips? What is said of an entry in its own year
 * nobody reads again when its shares are sold ten years later.
 *
 * Source: ours. One notice for a security and a year, however many entries it is about; each is told in full in its
 * own year.
 * Example: 100 shares of 2018 that stand twice: the report of 2020 still holds 200.
 * Awkward case: of two purchases that are alike, the first one is sold. Its figures are right either way; what is left
 * of the second is not.
 * Awkward case: a purchase of a Sunday. The day counts again where its shares are sold, by their term and their basis.
 * Not handled: payments that such a purchase got, in the years between.
 */
import { kindOf } from '../facts/entry-kinds.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import { isAcquisition, securityLabel, type Transaction } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import { accountsOf, securitiesOf, tradesBetween } from '../facts/transactions.ts';
import { counted, transactionText } from '../facts/wording.ts';
import type { YearRun } from '../lots/year-run.ts';
import { firstDayOfYear, yearOf, type Day } from '../values/days.ts';
import { enteredAgain, eventsAgain, leftOutWholly } from './entry-notices.ts';

interface Doubt {
  readonly entry: Transaction;
  readonly why: string;
}

const NAMED = 3;

/** The notices about entries of the years before. */
export function earlierDoubtNotices(run: YearRun, calendar: MarketCalendar): readonly Notice[] {
  const first = firstDayOfYear(run.taxYear);
  const events = eventsAgain(run).filter(({ entry }) => entry.date < first);
  const again = [...sameAgain(run, first), ...events.map(({ entry }) => entry)];
  const rests = again.length === 0 ? () => false : restingOn(run);
  const twice = new Set(again.filter(rests));
  const doubts = [
    ...[...twice].map((entry): Doubt => ({ entry, why: 'which is there twice' })),
    ...soldOfClosedDays(run, calendar)
      .filter((entry) => !twice.has(entry))
      .map((entry): Doubt => ({ entry, why: 'a day on which the exchange was closed' })),
  ];
  const bySecurity = Map.groupBy(doubts, ({ entry }) => entry.securityId);
  return [...bySecurity].map(([securityId, own]) => noticeOf(run, securityId, own));
}

/** Entries that are the same in everything as one before them, and change lots. */
function sameAgain(run: YearRun, before: Day): readonly Transaction[] {
  const { trades, alikeDays } = run.admitted;
  const leftOut = leftOutWholly(run);
  return alikeDays
    .filter((day) => day < before)
    .flatMap((day) => {
      const entries = tradesBetween(trades, day, day).map(({ transaction }) => transaction);
      return enteredAgain(entries.filter(changesLots)).map(({ entry }) => entry);
    })
    .filter((entry) => !leftOut.has(entry.id));
}

/** What only says something, as dividends do, says the same twice. */
function changesLots({ action }: Transaction): boolean {
  return kindOf(action).effect !== 'says';
}

/** Whether lots or sales of the year rest on an entry: those that it made, or all of its securities. */
function restingOn(run: YearRun): (entry: Transaction) => boolean {
  const makers = new Set<string>();
  const securities = new Set<string>();
  for (const { position, lots } of run.positions) {
    for (const { transactionId } of lots.rows()) {
      makers.add(transactionId);
      securities.add(position.security.id);
    }
  }
  for (const { entry, pieces } of run.sales) {
    if (yearOf(entry.date) !== run.taxYear) continue;
    for (const { piece, lot } of pieces) {
      makers.add(lot.maker.id);
      securities.add(piece.security.id);
    }
  }
  return (entry) => {
    if (isAcquisition(entry)) return makers.has(entry.id);
    const to = 'toSecurityId' in entry ? entry.toSecurityId : undefined;
    return securities.has(entry.securityId) || (to !== undefined && securities.has(to));
  };
}

/** Purchases of earlier years, of days without trading, whose shares were sold in the year. */
function soldOfClosedDays(run: YearRun, calendar: MarketCalendar): readonly Transaction[] {
  const sold = run.sales
    .filter(({ entry }) => yearOf(entry.date) === run.taxYear)
    .flatMap(({ pieces }) => pieces.map(({ lot }) => lot.maker));
  return [...new Set(sold)].filter(
    ({ action, date }) =>
      action === 'buy' &&
      yearOf(date) < run.taxYear &&
      date >= calendar.firstDay &&
      date <= calendar.lastDay &&
      !calendar.isTradingDay(date),
  );
}

function noticeOf(run: YearRun, securityId: string, doubts: readonly Doubt[]): Notice {
  const account = accountsOf(run.facts);
  const label = securityLabel(securitiesOf(run.facts)(securityId));
  const all = doubts.toSorted((a, b) => (a.entry.date < b.entry.date ? -1 : 1));
  const named = all
    .slice(0, NAMED)
    .map(
      ({ entry, why }) =>
        `the ${transactionText(entry)} in the account ${account(entry.accountId).name}, ${why}`,
    );
  const more = all.length > NAMED ? [`and ${all.length - NAMED} more`] : [];
  return {
    level: 'warning',
    code: 'earlier-doubt',
    message: `${label}: figures of ${run.taxYear} rest on ${counted(all.length, 'entry', 'entries')} of earlier years that may be wrong: ${[...named, ...more].join('; ')}. The notices of the year of each say what to do; where they are right, these figures are.`,
    about: { security: label, year: run.taxYear },
  };
}
