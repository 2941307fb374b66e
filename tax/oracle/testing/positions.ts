/**
 * How many shares must there be of each security in each account? Counted a third time, without lots
 * and without money: what was left out, the reports say.
 */
import { compareText } from '../present.ts';
import { isAcquisition, isSale } from '../../facts/model.ts';
import type { Facts, Ratio, Transaction } from '../../facts/model.ts';
import type { YearReport } from '../../report/year-report.ts';

/** Entries that an error left out, and those of which only the cash for a fraction was left out. */
export function leftOut(reports: readonly YearReport[]): {
  readonly whole: ReadonlySet<string>;
  readonly cash: ReadonlySet<string>;
} {
  const errors = reports
    .flatMap((report) => report.notices)
    .filter(({ level, about }) => level === 'error' && about.transaction !== undefined)
    // The gain alone is not known; the shares are exchanged.
    .filter(({ code }) => code !== 'boot-without-value');
  const ids = (isCash: boolean): Set<string> =>
    new Set(
      errors
        .filter(({ code }) => (code === 'no-fraction') === isCash)
        .map(({ about }) => about.transaction ?? ''),
    );
  return { whole: ids(false), cash: ids(true) };
}

const WHOLE_SHARE = 100_000_000n;

function converted(held: bigint, { newShares, oldShares }: Ratio): bigint {
  return (2n * held * newShares + oldShares) / (2n * oldShares);
}

/** Shares that cash was paid for. */
function fractionOf(
  entry: Extract<Transaction, { ratio: Ratio }>,
  held: bigint,
  isLeftOut: boolean,
): bigint {
  if (isLeftOut || (entry.amount === 0n && (entry.cashShares ?? 0n) === 0n)) return 0n;
  return entry.cashShares ?? held % WHOLE_SHARE;
}

/**
 * Shares at the end of a year by `account/security`, none left out but zeros. Undefined where an
 * entry moves all of a lot: how many those are, only lots can say.
 */
export function positionsAt(
  facts: Facts,
  reports: readonly YearReport[],
  year: number,
): ReadonlyMap<string, bigint> | undefined {
  const { whole, cash } = leftOut(reports);
  const held = new Map<string, bigint>();
  const change = (account: string, security: string, shares: bigint): void => {
    const key = `${account}/${security}`;
    held.set(key, (held.get(key) ?? 0n) + shares);
  };
  const entries = [...facts.transactions]
    .sort((a, b) => compareText(a.date, b.date))
    .filter((entry) => entry.date <= `${year}-12-31` && !whole.has(entry.id));
  for (const entry of entries) {
    const { accountId, securityId } = entry;
    const all = held.get(`${accountId}/${securityId}`) ?? 0n;
    if (isAcquisition(entry)) change(accountId, securityId, entry.shares);
    else if (isSale(entry) || entry.action === 'gift') change(accountId, securityId, -entry.shares);
    else if (entry.action === 'split') {
      const made = converted(all, entry.ratio);
      const fraction = fractionOf(entry, made, cash.has(entry.id));
      change(accountId, securityId, made - all - fraction);
    } else if (entry.action === 'liquidation') {
      if (entry.last) change(accountId, securityId, -all);
      if (entry.toSecurityId !== undefined)
        change(accountId, entry.toSecurityId, entry.shares ?? 0n);
    } else if (entry.action === 'spin-off') {
      const made = converted(all, entry.ratio);
      const fraction = fractionOf(entry, made, cash.has(entry.id));
      change(accountId, entry.toSecurityId, made - fraction);
    } else if (entry.action === 'exchange' || entry.action === 'transfer') {
      if (entry.shares === null && entry.lot !== null) return undefined;
      const some = entry.shares ?? all;
      change(accountId, securityId, -some);
      if (entry.action === 'transfer') change(entry.toAccountId, securityId, some);
      else {
        const made = converted(some, entry.ratio);
        const fraction = fractionOf(entry, made, cash.has(entry.id));
        change(accountId, entry.toSecurityId, made - fraction);
      }
    }
  }
  for (const [key, shares] of held) if (shares === 0n) held.delete(key);
  return held;
}
