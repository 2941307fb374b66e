/**
 * Which entries can take part at all? Those that contradict themselves, and lots with a name that
 * their account has already given, are left out before anything is run.
 *
 * Example: a split of 2 for 0 is no split. Awkward case: of two purchases with one lot name the
 * earlier one counts, by date and then by the order of the list.
 */
import { isAcquisition, isSale } from '../facts/model.ts';
import type { Acquisition, Facts, Sale, Transaction } from '../facts/model.ts';
import type { NoticeCode } from '../facts/notices.ts';
import { compareText } from './present.ts';

/** An entry that was left out, or a part of it. */
export interface Refusal {
  readonly code: NoticeCode;
  readonly entry: Transaction;
  /** The lot that the entry names, where it names one. */
  readonly lots: readonly string[];
}

export interface Admitted {
  /** In order of days; of one day in the order of the list. */
  readonly entries: readonly Transaction[];
  readonly refusals: readonly Refusal[];
}

function picksAreContradictory(sale: Sale): boolean {
  if (sale.picks.length === 0) return false;
  if (sale.lot !== null) return true;
  let sum = 0n;
  const names = new Set<string>();
  for (const pick of sale.picks) {
    if (pick.shares <= 0n || names.has(pick.lot)) return true;
    names.add(pick.lot);
    sum = sum + pick.shares;
  }
  return sum !== sale.shares;
}

function isContradictory(entry: Transaction): boolean {
  if ('shares' in entry && entry.shares !== null && entry.shares <= 0n) return true;
  if ('ratio' in entry) {
    if (entry.ratio.newShares <= 0n || entry.ratio.oldShares <= 0n) return true;
    if (entry.amount < 0n) return true;
    if (entry.cashShares !== null && entry.cashShares < 0n) return true;
  }
  if ('toSecurityId' in entry && entry.toSecurityId === entry.securityId) return true;
  if ('toAccountId' in entry && entry.toAccountId === entry.accountId) return true;
  if (entry.action === 'spin-off') {
    // 100 percent, in units of 10^-12.
    if (entry.percent < 0n || entry.percent > 100_000_000_000_000n) return true;
  }
  // A dividend below zero is one that was taken back.
  if (entry.action === 'opening-basis' && entry.amount < 0n) return true;
  if (entry.action === 'exchange') {
    if (entry.cash !== undefined && entry.cash < 0n) return true;
    if (entry.valuePerShare !== undefined && entry.valuePerShare < 0n) return true;
  }
  if (entry.action === 'exchange' && entry.dividend === true && (entry.cash ?? 0n) === 0n)
    return true;
  if (entry.action === 'average-basis' && entry.last === true && entry.confirmed === true)
    return true;
  if (entry.action === 'average-basis' && entry.acquired !== null) {
    if (entry.last === true || entry.acquired > entry.date) return true;
  }
  if (entry.action === 'liquidation') {
    if (entry.amount < 0n) return true;
    if ((entry.toSecurityId === undefined) !== (entry.shares === null)) return true;
  }
  if (entry.action === 'undistributed-gain') {
    const { unrecaptured1250 = 0n, section1202 = 0n, collectibles28 = 0n } = entry;
    if (entry.tax < 0n || entry.tax > entry.amount) return true;
    if (unrecaptured1250 < 0n || section1202 < 0n || collectibles28 < 0n) return true;
    if (unrecaptured1250 + section1202 + collectibles28 > entry.amount) return true;
  }
  if (isAcquisition(entry)) {
    if ((entry.amount ?? 0n) < 0n || (entry.value ?? 0n) < 0n) return true;
    if (entry.acquired !== null && entry.acquired > entry.date) return true;
  }
  return isSale(entry) && picksAreContradictory(entry);
}

export function admit(facts: Facts): Admitted {
  // Sorting keeps the order of the list for rows of one day.
  // Gain that the trust kept is of those who hold when the day ends.
  const isLast = ({ action }: Transaction): number => Number(action === 'undistributed-gain');
  const inOrder = [...facts.transactions].sort(
    (a, b) => compareText(a.date, b.date) || isLast(a) - isLast(b),
  );
  const entries: Transaction[] = [];
  const refusals: Refusal[] = [];
  const isNameTaken = (one: Acquisition): boolean =>
    entries.some(
      (other) => isAcquisition(other) && other.accountId === one.accountId && other.lot === one.lot,
    );
  for (const entry of inOrder) {
    const lots = isAcquisition(entry) ? [entry.lot] : [];
    if (isContradictory(entry)) refusals.push({ code: 'invalid-transaction', entry, lots });
    else if (isAcquisition(entry) && isNameTaken(entry))
      refusals.push({ code: 'duplicate-lot', entry, lots });
    else entries.push(entry);
  }
  return { entries, refusals };
}
