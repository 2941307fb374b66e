/**
 * Which splits and separations are known, while the book has no entry of them?
 *
 * Source: the terms that come with the program, each with its own. Reg. 1.305-1 for splits: shares and their
 * basis are others after it, in whichever account.
 * Example: 100 shares of 2018, and nothing of the reverse split of 2019: they are counted as 100 to this day.
 * Awkward case: brokers post an event some days later, so an entry of its kind within a month is taken for it.
 * Awkward case: one of two accounts has it. That the other one lacks it is told by that entry, once.
 * Not handled: dividends in shares, which a holder could take in cash.
 */
import type { EventKnown } from '../facts/known-events.ts';
import { securityLabel, type Account, type Security, type Transaction } from '../facts/model.ts';
import type { Notice } from '../facts/notices.ts';
import type { Reference } from '../facts/reference.ts';
import type { PositionRun } from '../lots/pass-result.ts';
import type { YearRun } from '../lots/year-run.ts';
import { actsElsewhere, type ActElsewhere } from './entry-notices.ts';
import { addDays, firstDayOfYear, yearOf, type Day } from '../values/days.ts';

/** How far from its day a broker enters an event. */
const SAME_EVENT_DAYS = 30;

/** The notices of a year in which shares are held, or were, that came through such an event. */
export function knownEventNotices(
  run: YearRun,
  { knownEvents = [] }: Reference,
): readonly Notice[] {
  if (knownEvents.length === 0) return [];
  const first = firstDayOfYear(run.taxYear);
  let acts: readonly ActElsewhere[] | undefined;
  const elsewhere = (): readonly ActElsewhere[] => (acts ??= actsElsewhere(run));
  return [...Map.groupBy(run.positions, ({ position }) => position.security)].flatMap(
    ([security, positions]) =>
      knownEvents
        .filter(({ date, symbol }) => symbol === security.symbol && yearOf(date) <= run.taxYear)
        .flatMap((event) => {
          const lacking = positions
            .filter((one) => wentThrough(one, event, first) && !hasEntry(run, one, event))
            .map(({ position }) => position.account)
            .filter((account) => !elsewhere().some((act) => isOf(act, event, account, security)));
          return lacking.length === 0 ? [] : [noticeOf(event, security, lacking)];
        }),
  );
}

/** Whether it is told already that another account has the event, and this one has not. */
function isOf(
  { act, account: own, security: of }: ActElsewhere,
  { kind, date }: EventKnown,
  account: Account,
  security: Security,
): boolean {
  if (own.id !== account.id || of.id !== security.id) return false;
  const isKind = kind === 'split' ? act.action === 'split' : act.action === 'spin-off';
  return isKind && isNearEvent(act.date, date);
}

function isNearEvent(day: Day, event: Day): boolean {
  return day >= addDays(event, -SAME_EVENT_DAYS) && day <= addDays(event, SAME_EVENT_DAYS);
}

/** Whether shares were there before the event and after it, and still in the year. */
function wentThrough({ holdings }: PositionRun, { date }: EventKnown, first: string): boolean {
  return holdings.some(
    ({ from, to }) => from < date && (to === null || (to > date && to >= first)),
  );
}

function hasEntry(run: YearRun, { position }: PositionRun, event: EventKnown): boolean {
  const { account, security } = position;
  const isIt = (entry: Transaction): boolean => {
    if (entry.accountId !== account.id) return false;
    if (!isNearEvent(entry.date, event.date)) return false;
    if (event.kind === 'split') return entry.action === 'split' && entry.securityId === security.id;
    // A separation can be entered as taxable or not, and is the receipt of another security.
    const { action } = entry;
    if (action === 'spin-off' || action === 'exchange') return entry.securityId === security.id;
    return action === 'in-kind' && entry.securityId !== security.id;
  };
  return run.facts.transactions.some(isIt);
}

function noticeOf(
  { date, title }: EventKnown,
  security: Security,
  accounts: readonly Account[],
): Notice {
  const label = securityLabel(security);
  const names = accounts.map(({ name }) => name).join(', ');
  const where = accounts.length === 1 ? `the account ${names}` : `the accounts ${names}`;
  const has = accounts.length === 1 ? 'has' : 'have';
  return {
    level: 'warning',
    code: 'known-event',
    message: `${label}: the published terms “${title}” say what happened to its shares on ${date}, and ${where}, where you held them, ${has} no entry for it. The shares and their basis are counted as if it had not happened. Take the terms from the library, add them as a document, or enter what your broker booked. If you entered the lots as they were afterward, there is nothing to do.`,
    about: { security: label, day: date },
  };
}
