/**
 * What has to be said about entries that can be, and yet may be slips? Trades of a day on which the
 * exchange was closed, a split that changes nothing, the same row twice, and a split that only one of the
 * accounts has which hold the security.
 *
 * Source: ours; each figure is computed as the entries stand. Reg. 1.305-1 for splits: every holder of the
 * class is given the new shares, in whichever account.
 * Example: a purchase of Sunday, 2003-03-02: the day of settlement, or a slip; the days before an ex-date
 * are counted from it.
 * Awkward case: two trades can be alike in everything, and be two; so nothing is left out. Lots that were
 * given names of their own are two, and so are entries whose notes say that they are, in this year and in later ones.
 * Awkward case: brokers post a split on different days: one of the same ratio within a month is the other's.
 * Not handled: a reinvestment is often posted on such a day; it is no trade.
 */
import { addDays, firstDayOfYear, lastDayOfYear, yearOf } from '../values/days.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import {
  securityLabel,
  type Account,
  type PaidOnLots,
  type Security,
  type SpinOff,
  type Split,
  type Transaction,
} from '../facts/model.ts';
import type { Notice, NoticeCode, NoticeLevel } from '../facts/notices.ts';
import { alike, areToldApart, eventKey, keyOf } from '../facts/same-entry.ts';
import {
  accountsOf,
  securitiesOf,
  tradesBetween,
  transactionSubject,
} from '../facts/transactions.ts';
import { transactionText } from '../facts/wording.ts';
import { formatRate } from '../values/money.ts';
import type { PositionRun } from '../lots/pass-result.ts';
import type { YearRun } from '../lots/year-run.ts';

/** How far apart the days can lie on which two brokers enter one split. */
const SAME_SPLIT_DAYS = 30;

type Sayer = (
  entry: Transaction,
  level: NoticeLevel,
  code: NoticeCode,
  message: (head: string, label: string) => string,
) => Notice;

/** The notices about the entries of the year; about splits, of all years up to it, because shares rest on them. */
export function entryNotices(run: YearRun, calendar: MarketCalendar): readonly Notice[] {
  const account = accountsOf(run.facts);
  const security = securitiesOf(run.facts);
  const say: Sayer = (entry, level, code, message) => {
    const [own, of] = [account(entry.accountId), security(entry.securityId)];
    const label = securityLabel(of);
    const head = `The ${transactionText(entry)} of ${label} in the account ${own.name}`;
    return {
      level,
      code,
      message: message(head, label),
      about: transactionSubject(entry, own, of),
    };
  };
  const [first, last] = [firstDayOfYear(run.taxYear), lastDayOfYear(run.taxYear)];
  const ofYear = tradesBetween(run.admitted.trades, first, last).map(
    ({ transaction }) => transaction,
  );
  return [
    ...run.doubted
      .filter(({ transaction }) => transaction.date <= lastDayOfYear(run.taxYear))
      .map(({ notice }) => notice),
    ...closedDayNotices(ofYear, calendar, say),
    ...idleSplitNotices(ofYear, say),
    ...twiceNotices(ofYear, say),
    ...eventTwiceNotices(run, say),
    ...actsElsewhere(run).map(splitElsewhere),
  ];
}

function closedDayNotices(
  entries: readonly Transaction[],
  calendar: MarketCalendar,
  say: Sayer,
): Notice[] {
  return entries
    .filter(({ action }) => action === 'buy' || action === 'sell')
    .filter(({ date }) => date >= calendar.firstDay && date <= calendar.lastDay)
    .filter(({ date }) => !calendar.isTradingDay(date))
    .map((entry) =>
      say(
        entry,
        'warning',
        'no-trading-day',
        (head) =>
          `${head} is of a day on which the New York Stock Exchange was closed, a weekend or a holiday. Which payments its shares get is counted from that day: enter the trade date, or leave it where the trade was made elsewhere.`,
      ),
    );
}

function idleSplitNotices(entries: readonly Transaction[], say: Sayer): Notice[] {
  return entries
    .filter(isIdleSplit)
    .map((entry) =>
      say(
        entry,
        'warning',
        'split-without-effect',
        (head) =>
          `${head} gives as many new shares as there are old ones, so it changes nothing. Enter how many new shares there were for how many old ones, or remove it.`,
      ),
    );
}

function isIdleSplit(entry: Transaction): boolean {
  return entry.action === 'split' && entry.ratio.newShares === entry.ratio.oldShares;
}

/** Entries that are the same in everything as one before them, and were not said to be another one. */
export function enteredAgain(
  entries: readonly Transaction[],
): readonly { readonly entry: Transaction; readonly first: Transaction }[] {
  const corrected = new Set(entries.filter(isTakenBack).map(placeOf));
  return [...alike(entries).values()].flatMap((some) => {
    const [one] = some;
    // Where a broker takes dividends back and books them again, rows of one amount are several payments.
    if (some.length === 1 || (one?.action === 'dividend' && corrected.has(placeOf(one)))) return [];
    return [...Map.groupBy(some, keyOf).values()].flatMap((same) =>
      same.flatMap((entry, place) => {
        const first = same.slice(0, place).find((one) => !areToldApart(one, entry));
        return first === undefined ? [] : [{ entry, first }];
      }),
    );
  });
}

function twiceNotices(entries: readonly Transaction[], say: Sayer): Notice[] {
  return enteredAgain(entries).map(({ entry, first }) =>
    say(
      entry,
      'warning',
      'entered-twice',
      (head) =>
        `${head} is the same in everything as the ${transactionText(first)}. Both count: remove one of them if it is one trade that was entered twice. Where they are two, write a note on each that says which it is, and this is not asked again.`,
    ),
  );
}

/** How far apart two days can lie that two sources give one event: a day of effect and one of booking. */
const SAME_EVENT_DAYS = 60;

/**
 * Events of one security that an account has twice on different days, as terms or a broker's history bring one that
 * was typed in. Shares are split by one ratio, another company is separated, or as many shares come as a dividend,
 * once in such a time.
 */
function eventTwiceNotices(run: YearRun, say: Sayer): Notice[] {
  return eventsAgain(run)
    .filter(({ entry }) => yearOf(entry.date) === run.taxYear)
    .map(({ entry, other }) =>
      say(
        entry,
        'warning',
        'entered-twice',
        (head) =>
          `${head} follows the ${transactionText(other)}, which ${alikeText(entry)}. Both count: remove one of them if it is one event, booked on another day than it took effect. Where they are two, write a note on each that says which it is, and this is not asked again.`,
      ),
    );
}

/** Events that an account has on another day before, within the time in which two sources book one. */
export function eventsAgain(
  run: YearRun,
): readonly { readonly entry: Transaction; readonly other: Transaction }[] {
  const leftOut = leftOutWholly(run);
  const before = new Map<string, Transaction[]>();
  return run.admitted.uncommon.flatMap(({ transaction: entry }) => {
    const key = eventKey(entry);
    if (key === null || leftOut.has(entry.id)) return [];
    const same = before.get(key) ?? [];
    const other = nearBefore(same, entry);
    before.set(key, same);
    same.push(entry);
    return other === undefined ? [] : [{ entry, other }];
  });
}

/** The newest of the events, which are in order of their days, that the entry can be once more. */
function nearBefore(events: readonly Transaction[], entry: Transaction): Transaction | undefined {
  const first = addDays(entry.date, -SAME_EVENT_DAYS);
  for (let at = events.length - 1; at >= 0; at--) {
    const one = events[at] as Transaction;
    if (one.date < first) return undefined;
    if (one.date !== entry.date && !areToldApart(one, entry)) return one;
  }
  return undefined;
}

function alikeText({ action }: Transaction): string {
  if (action === 'split') return 'has the same ratio';
  return action === 'spin-off' || action === 'exchange'
    ? 'brought shares of the same company'
    : 'brought as many shares';
}

function isTakenBack(entry: Transaction): boolean {
  return entry.action === 'dividend' && entry.amount < 0n;
}

/** A security in an account on a day. */
function placeOf({ accountId, securityId, date }: Transaction): string {
  return JSON.stringify([accountId, securityId, date]);
}

/** What every holder of the security has a part in, whichever account it was entered for. */
type ForAllHolders = Split | SpinOff | PaidOnLots;

function isForAllHolders(entry: Transaction): entry is ForAllHolders {
  const { action } = entry;
  return (
    action === 'split' ||
    action === 'spin-off' ||
    action === 'liquidation' ||
    action === 'undistributed-gain'
  );
}

function isSameRatio(a: ForAllHolders, b: ForAllHolders): boolean {
  if (!('ratio' in a) || !('ratio' in b)) return true;
  return a.ratio.newShares * b.ratio.oldShares === b.ratio.newShares * a.ratio.oldShares;
}

function isSameAct(a: ForAllHolders, b: ForAllHolders): boolean {
  return (
    a.action === b.action &&
    a.securityId === b.securityId &&
    isSameRatio(a, b) &&
    b.date >= addDays(a.date, -SAME_SPLIT_DAYS) &&
    b.date <= addDays(a.date, SAME_SPLIT_DAYS)
  );
}

/** Whether shares that were there before the day still were after it. */
function holdsThrough({ holdings }: PositionRun, { date }: Transaction): boolean {
  const held = holdings.filter(({ from, to }) => from <= date && (to === null || to >= date));
  return held.some(({ from }) => from < date) && held.some(({ to }) => to === null || to > date);
}

/** Entries that are no act of anybody; where only the cash of a fraction is left out, the rest stands. */
export function leftOutWholly({ refusedSoFar }: YearRun): ReadonlySet<string> {
  return new Set(
    refusedSoFar
      .filter(({ notice }) => notice.code !== 'no-fraction')
      .map(({ transaction }) => transaction.id),
  );
}

export interface ActElsewhere {
  readonly act: ForAllHolders;
  /** The one that lacks it. */
  readonly account: Account;
  readonly security: Security;
}

/** Acts that are for every holder, and accounts that held the shares and have no entry of them. */
export function actsElsewhere(run: YearRun): readonly ActElsewhere[] {
  const yearEnd = lastDayOfYear(run.taxYear);
  const refused = leftOutWholly(run);
  const acts = [...run.admitted.departures, ...run.admitted.valued]
    .map(({ transaction }) => transaction)
    .filter(isForAllHolders)
    // What changes nothing nobody has to enter elsewhere.
    .filter((entry) => !refused.has(entry.id) && !isIdleSplit(entry));
  return (
    acts
      .filter(({ date }) => date <= yearEnd)
      // Of several accounts that have it, the first one is told of.
      .filter((act, place) => acts.slice(0, place).every((one) => !isSameAct(act, one)))
      .flatMap((act) =>
        run.positions
          .filter(({ position }) => position.security.id === act.securityId)
          .filter((other) => holdsThrough(other, act))
          // Its own account has it, and so can others.
          .filter(({ position }) =>
            acts.every((one) => one.accountId !== position.account.id || !isSameAct(act, one)),
          )
          .map(({ position: { account, security } }) => ({ act, account, security })),
      )
  );
}

const FOR_ALL: Readonly<Record<ForAllHolders['action'], string>> = {
  split: 'A split',
  'spin-off': 'A spin-off',
  liquidation: 'A liquidating distribution',
  'undistributed-gain': 'Gain that the trust kept',
};

function splitElsewhere({ act, account, security }: ActElsewhere): Notice {
  const label = securityLabel(security);
  const word = FOR_ALL[act.action];
  const how =
    'ratio' in act
      ? ` (${formatRate(act.ratio.newShares)} for ${formatRate(act.ratio.oldShares)})`
      : '';
  const orElse =
    'ratio' in act ? ', or check that its shares are entered as they were after it' : '';
  return {
    level: 'warning',
    code: 'split-in-one-account',
    message: `The account ${account.name} held ${label} on ${act.date} as well, and the ${transactionText(act)}${how} is entered for another account alone. ${word} is for every holder: enter it for ${account.name} too${orElse}.`,
    about: transactionSubject(act, account, security),
  };
}
