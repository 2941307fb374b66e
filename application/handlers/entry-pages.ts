/** The list of entries page by page, and what the form of one needs: never the whole list. */
import { listAccounts } from '../../db/accounts.ts';
import type { Book } from '../../db/book.ts';
import { listSecurities } from '../../db/securities.ts';
import { getTransaction, newestTransactions } from '../../db/transactions.ts';
import { kindOf, makesLot } from '../../tax/facts/entry-kinds.ts';
import {
  isAcquisition,
  securityLabel,
  type Facts,
  type Transaction,
} from '../../tax/facts/model.ts';
import { searchedBy } from '../../tax/facts/searched.ts';
import { formatShares } from '../../tax/values/money.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import type { BookContext } from '../session.ts';
import { ordered, type Listing } from '../table-page.ts';
import { accountRow } from './accounts.ts';
import { namesOf, partsOf, rowsOf, toAccountOf, toSecurityOf } from './entry-rows.ts';

type Handlers = BookHandlers<BookContext>;

/** The securities of the book, as the window knows them. */
export function securityRows(book: Book): HandlerAnswer<'securities.list'> {
  return listSecurities(book).map((each) => ({
    ...each,
    cusips: [...each.cusips],
    label: securityLabel(each),
  }));
}

/** More lots than these are not offered by name before the entry is whole. */
const MOST_NAMED = 500;

let written: { readonly of: WeakRef<Facts>; readonly texts: readonly string[] } | undefined;

/** What a search looks through, entry by entry; made once for the facts as they are. */
function textsOf(facts: Facts): readonly string[] {
  if (written?.of.deref() !== facts) {
    const names = namesOf(facts);
    written = {
      of: new WeakRef(facts),
      texts: facts.transactions.map((one) => textOf(one, names)),
    };
  }
  return written.texts;
}

function textOf(one: Transaction, names: ReturnType<typeof namesOf>): string {
  const { lot, picks, ratio } = partsOf(one);
  const [security, account] = [toSecurityOf(one), toAccountOf(one)];
  return [
    names.security(one.securityId),
    names.account(one.accountId),
    one.date,
    kindOf(one.action).happened,
    lot ?? '',
    ...picks.map((pick) => pick.lot),
    security === null ? '' : names.security(security),
    account === null ? '' : names.account(account),
    ratio?.replace(':', ' for ') ?? '',
    one.note ?? '',
  ]
    .join(' ')
    .toLowerCase();
}

/** An entry by its place among those of the facts, with what it is put in order by. */
interface Placed {
  readonly place: number;
  readonly entry: Transaction;
  readonly security: string;
  readonly account: string;
}

let placed: { readonly of: WeakRef<Facts>; readonly newestFirst: readonly Placed[] } | undefined;

/** Made once for the facts as they are, so that an order of them can be kept. */
function newestFirst(facts: Facts): readonly Placed[] {
  if (placed?.of.deref() !== facts) {
    const names = namesOf(facts);
    const all = facts.transactions.map((entry, place) => ({
      ...{ place, entry },
      security: names.security(entry.securityId),
      account: names.account(entry.accountId),
    }));
    placed = { of: new WeakRef(facts), newestFirst: all.toReversed() };
  }
  return placed.newestFirst;
}

type Asked = Request<'transactions.page'>;

const ENTRIES: Pick<Listing<Placed, NonNullable<Asked['sort']>['column']>, 'columns'> = {
  columns: {
    date: ({ entry }) => entry.date,
    what: ({ entry }) => kindOf(entry.action).happened,
    security: ({ security }) => security,
    account: ({ account }) => account,
    shares: ({ entry }) => ('shares' in entry ? (entry.shares ?? null) : null),
    amount: ({ entry }) => ('amount' in entry ? (entry.amount ?? null) : null),
  },
};

/** The places of the entries in which every word of a search is found, newest first or as asked for. */
function foundIn(
  facts: Facts,
  { search, sort }: Pick<Asked, 'search' | 'sort'>,
): readonly number[] {
  const isSearched = searchedBy(search);
  const places = ordered(newestFirst(facts), ENTRIES, sort).map(({ place }) => place);
  if (isSearched === null) return places;
  const texts = textsOf(facts);
  return places.filter((place) => isSearched(texts[place] as string));
}

/** The page that a row is on, or that is asked for; the last one where the list has become shorter. */
function firstOf(found: number, asked: number, around: number, most: number): number {
  const from = around === -1 ? asked : around - (around % most);
  return found <= from ? Math.max(0, Math.ceil(found / most) - 1) * most : from;
}

/**
 * The account that a new entry most likely belongs to: that of the entry typed in last, else the
 * taxable one of which an entry was imported last, else the first taxable one, as a tax-deferred account
 * chosen by mistake leaves the entry out of every total. Null for a book without accounts.
 */
function likelyAccount(book: Book, { accounts }: Facts): string | null {
  const nameOf = (id: string | undefined) => accounts.find((one) => one.id === id)?.name;
  const taxable = new Set(accounts.filter((one) => !one.taxDeferred).map(({ id }) => id));
  const [typed] = newestTransactions(book, 'typed', 1);
  const imported = newestTransactions(book, 'any', 200).find((one) => taxable.has(one.accountId));
  return (
    nameOf(typed?.accountId) ??
    nameOf(imported?.accountId) ??
    nameOf([...taxable][0]) ??
    accounts[0]?.name ??
    null
  );
}

export const entryPageHandlers: Pick<
  Handlers,
  'transactions.page' | 'transactions.form' | 'transactions.lotsOf'
> = {
  'transactions.page': ({ facts: read, book }, { search, sort, from: asked, most, around }) => {
    const facts = read();
    const { transactions } = facts;
    const found = foundIn(facts, { search, sort });
    const shown = around === null ? -1 : found.findIndex((at) => transactions[at]?.id === around);
    const from = firstOf(found.length, asked, shown, most);
    const stored = found
      .slice(from, from + most)
      .flatMap((place) => getTransaction(book, transactions[place]?.id ?? '') ?? []);
    return { rows: rowsOf(facts, stored), from, found: found.length, all: transactions.length };
  },

  'transactions.form': ({ facts: read, book }, { id }) => {
    const facts = read();
    const stored = id === null ? undefined : getTransaction(book, id);
    return {
      entry: stored ? (rowsOf(facts, [stored])[0] as HandlerAnswer<'transactions.add'>) : null,
      accounts: listAccounts(book).map(accountRow),
      securities: securityRows(book),
      likelyAccount: likelyAccount(book, facts),
    };
  },

  'transactions.lotsOf': ({ facts: read }, { security, account, date }) => {
    const facts = read();
    const names = namesOf(facts);
    const lots: HandlerAnswer<'transactions.lotsOf'>[number][] = [];
    for (const one of facts.transactions) {
      if (date !== null && one.date > date) continue;
      if (!makesLot(one.action) || !('lot' in one) || one.lot === null) continue;
      if (names.security(one.securityId) !== security) continue;
      if (names.account(one.accountId) !== account) continue;
      const shares = isAcquisition(one) ? formatShares(one.shares) : '0';
      const acquired = isAcquisition(one) ? (one.acquired ?? one.date) : one.date;
      lots.push({ lot: one.lot, acquired, shares });
      if (lots.length === MOST_NAMED) break;
    }
    return lots;
  },
};
