import type { Account, Entry } from './load.ts';
import { entryDetail, entryLots, partsOf } from '../../format/entries.ts';
import { ACTION_WORDS } from '../../format/words.ts';
import { entryForm, type Action } from '../../../application/contract.ts';

/** Newest first; every word of the search must be found in the entry. */
export function filterEntries(entries: readonly Entry[], search: string): readonly Entry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((entry) => {
      const parts = partsOf(entry);
      const text =
        `${entry.security} ${entry.account} ${entry.date} ${entryLots(parts)} ${entry.note ?? ''} ${ACTION_WORDS[entry.action]} ${entryDetail(parts)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((left, right) =>
      left.date === right.date ? right.sequence - left.sequence : left.date < right.date ? 1 : -1,
    );
}

/** Whether an entry of this kind makes a lot of its own. */
function makesLot(action: Action): boolean {
  return entryForm(action).lot === 'new';
}

/** Names of the lots of this security that were entered in this account, earliest first. */
export function lotsToSell(
  entries: readonly Entry[],
  security: string,
  account: string,
): readonly { readonly lot: string; readonly date: string; readonly shares: string }[] {
  return entries
    .filter(
      (entry) =>
        makesLot(entry.action) &&
        entry.security === security &&
        entry.account === account &&
        entry.lot !== null,
    )
    .toSorted((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0))
    .map((entry) => ({ lot: entry.lot ?? '', date: entry.date, shares: entry.shares ?? '0' }));
}

/**
 * The account that a new entry most likely belongs to: that of the entry typed in last, else the
 * taxable one of which an entry was imported last, else the first taxable one, as a tax-deferred account
 * chosen by mistake leaves the entry out of every total.
 * Null for a book without accounts.
 */
export function likelyAccount(
  entries: readonly Entry[],
  accounts: readonly Account[],
): string | null {
  const newestOf = (some: readonly Entry[]): Entry | undefined =>
    some.reduce<Entry | undefined>(
      (newest, one) => (newest && newest.sequence > one.sequence ? newest : one),
      undefined,
    );
  const taxable = accounts.filter((account) => !account.taxDeferred).map(({ name }) => name);
  return (
    newestOf(entries.filter(({ source }) => source === null))?.account ??
    newestOf(entries.filter(({ account }) => taxable.includes(account)))?.account ??
    taxable.at(0) ??
    accounts.at(0)?.name ??
    null
  );
}
