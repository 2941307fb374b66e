/**
 * Which liquidating distributions and kept gains can be slips: by what they come to for a share, or because the
 * same cash stands in the book twice?
 *
 * Source: ours; each figure is computed as the entries stand. Forms 1099-DIV and 2439 are made of one amount per
 * share of the class.
 * Example: 100 shares and $1.45: $0.0145 a share, where $145.00 was paid.
 * Awkward case: amounts are rounded to the cent for each account, so two can be apart by a cent of each.
 * Awkward case: cash and shares of another company on one day, each in a row of its own, and cash in two rows: each
 * kind is compared by all that an account received of it.
 * Awkward case: the shares of an account on that day can be others than those that were paid.
 * Not handled: a single account whose amount is off by less than that.
 */
import { addDays, yearOf } from '../values/days.ts';
import { securityLabel, type PaidOnLots } from '../facts/model.ts';
import type { Notice, NoticeCode } from '../facts/notices.ts';
import { transactionSubject } from '../facts/transactions.ts';
import { dollars, dollarsPerShare, sharesText, transactionText } from '../facts/wording.ts';
import type { PaidEntry } from '../lots/pass-result.ts';
import { saysNothingWasPaid } from '../lots/held-securities.ts';
import type { YearRun } from '../lots/year-run.ts';
import { DAYS_UNTIL_CREDITED, isNear } from '../report/match-cash.ts';
import { ONE_SHARE, ratePerShare, sumCents } from '../values/money.ts';
import { rowText } from './document-notices.ts';

/** The notices about such entries of the reported year. */
export function paidNotices(run: YearRun): readonly Notice[] {
  const ofYear = run.paid.filter(({ entry }) => yearOf(entry.date) === run.taxYear);
  return ofYear.flatMap((one, place) => {
    const before = ofYear.slice(0, place).filter((other) => isSameAct(one.entry, other.entry));
    const twin = before[0] && wholeOf(before[0], ofYear);
    const own = before.some((other) => isInOneAccount(one, other)) ? null : wholeOf(one, ofYear);
    return [
      ...unlikelyNotices(one),
      ...(own && twin && differs(own, twin) ? [differsNotice(own, twin)] : []),
      ...(one.entry.action === 'liquidation' ? twiceNotices(run, one) : []),
    ];
  });
}

function isSameAct(a: PaidOnLots, b: PaidOnLots): boolean {
  return (
    a.action === b.action &&
    a.securityId === b.securityId &&
    a.date === b.date &&
    inKindOf(a) === inKindOf(b)
  );
}

/** What it was paid in: another security, or cash. */
function inKindOf(entry: PaidOnLots): string | null {
  return entry.action === 'liquidation' ? (entry.toSecurityId ?? null) : null;
}

function isInOneAccount(a: PaidEntry, b: PaidEntry): boolean {
  return a.position === b.position;
}

/** With all that its account received by the act, which can stand in several rows. */
function wholeOf(one: PaidEntry, all: readonly PaidEntry[]): PaidEntry {
  const own = all.filter(
    (other) => isInOneAccount(one, other) && isSameAct(one.entry, other.entry),
  );
  const amount = sumCents(own.map(({ entry }) => entry.amount));
  return { ...one, entry: { ...one.entry, amount } };
}

/** Whether two amounts cannot be of one amount per share: apart by more than a cent of each. */
function differs(a: PaidEntry, b: PaidEntry): boolean {
  const apart = a.entry.amount * b.shares - b.entry.amount * a.shares;
  return (apart < 0n ? -apart : apart) > a.shares + b.shares;
}

function perShare({ entry, shares }: PaidEntry): string {
  const rounded = ratePerShare(entry.amount, shares, PLACES_SHOWN);
  return `${dollarsPerShare(rounded)} for each of ${sharesText(shares)}`;
}

const PLACES_SHOWN = 4;

/** Cents for each share, below which the amount of one share is likelier than that of all: ours. */
const LEAST = 5n;

function notice({ position, entry }: PaidEntry, code: NoticeCode, says: string): Notice {
  const { account, security } = position;
  const head = `The ${transactionText(entry)} of ${securityLabel(security)} in the account ${account.name}`;
  const about = transactionSubject(entry, account, security);
  return { level: 'warning', code, message: `${head} ${says}`, about };
}

function unlikelyNotices(one: PaidEntry): Notice[] {
  const { entry, shares, cost } = one;
  if (saysNothingWasPaid(entry))
    return [
      notice(
        one,
        'unlikely-value',
        `comes to ${dollars(entry.amount)}: nothing was paid by it, and it is not the last one. It changes no figure, and the release of ${yearOf(entry.date)} is asked for as without it. Enter what was received, mark it as the last one (last) where nothing more will be paid, or delete it.`,
      ),
    ];
  if (entry.amount > 0n && entry.amount * ONE_SHARE < LEAST * shares)
    return [
      notice(
        one,
        'unlikely-value',
        `comes to ${dollars(entry.amount)} for ${sharesText(shares)}, less than five cents for each. The amount is that of all the shares together, not of one. Correct it, or leave it where it is right.`,
      ),
    ];
  if (entry.action === 'undistributed-gain' && cost > 0n && entry.amount > cost)
    return [
      notice(
        one,
        'unlikely-value',
        `has a gain of ${dollars(entry.amount)} on shares that cost ${dollars(cost)}: ${perShare(one)}. Your income, your credit and your basis rest on it: compare box 1a of Form 2439, and correct it, or leave it where it is right.`,
      ),
    ];
  return [];
}

function differsNotice(one: PaidEntry, twin: PaidEntry): Notice {
  return notice(
    one,
    'per-share-differs',
    `comes to ${perShare(one)}, and the one in the account ${twin.position.account.name} to ${perShare(twin)}. Each share has the same: correct the amount that is wrong, or the shares where some are missing or too many in one of the accounts. Where shares came or went between the ex-date and that day, the amounts can be right.`,
  );
}

/** A payment of a release, or a dividend that was entered, that is this one: the cash would count twice. */
function twiceNotices(run: YearRun, one: PaidEntry): Notice[] {
  const { entry, position } = one;
  const own = run.positions.find((each) => each.position === position);
  const last = addDays(entry.date, DAYS_UNTIL_CREDITED);
  const row = own?.cash.find(
    ({ cash, planned: { distribution, exDate } }) =>
      cash === entry.amount && exDate <= last && isNear(distribution.payableDate, entry.date),
  );
  if (row !== undefined) {
    const { distribution, document } = row.planned;
    return [
      notice(
        one,
        'paid-twice',
        `has the same amount, ${dollars(entry.amount)}, as ${rowText(distribution, document.name)}: if it is that payment, it counts twice, as a dividend and as a liquidating distribution. See which of the two Form 1099-DIV has: delete the entry, or correct the release.`,
      ),
    ];
  }
  const received = position.trades.find(
    ({ transaction }) =>
      transaction.action === 'dividend' &&
      transaction.amount === entry.amount &&
      isNear(transaction.date, entry.date),
  );
  if (received === undefined) return [];
  return [
    notice(
      one,
      'paid-twice',
      `has the same amount as the ${transactionText(received.transaction)}: if both are one payment, delete the dividend. A liquidating distribution is no dividend (section 331).`,
    ),
  ];
}
