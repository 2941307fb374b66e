/**
 * Which lots are open, and which does a sale take?
 *
 * Authority: Reg. 1.1012-1(c): the lot that the seller names; else the account's method, first in,
 * first out by default: earliest acquired first, ties by lot name in code units.
 * Example: lots A (10 shares, 2000-03-01) and B (5 shares, 2001-01-02): a sale of 12 takes all of A
 * and 2 of B.
 * Awkward case: a sale of more than is held takes nothing at all: it is an error of that row, and
 * guessing which shares it meant would put a wrong gain into the year.
 * Not handled: lots that are acquired by corporate actions.
 *
 * A book is changed in place inside one pass over the facts and never leaves it.
 */
import type { Day } from './days.ts';
import type { Acquisition, Sale } from './model.ts';
import { NO_MONEY, NO_SHARES, type Cents, type Shares } from './money.ts';
import { compareText } from './order.ts';

/** The part of a return of capital that waits for January 1 of its tax year. */
export interface PendingReturn<Owner> {
  readonly owner: Owner;
  amount: Cents;
}

/** A lot and its running figures. `Owner` is whatever a pending return of capital belongs to. */
export interface OpenLot<Owner> {
  readonly name: string;
  readonly acquired: Day;
  readonly acquisition: Acquisition;
  shares: Shares;
  basis: Cents;
  cost: Cents;
  /** Reductions by payments of earlier tax years than the reported one, and by those of that year. */
  reducedBefore: Cents;
  reducedInYear: Cents;
  /** Capital gain distributions received on the remaining shares (section 857(b)(8)). */
  capitalGainReceived: Cents;
  /** Null while nothing waits, which is nearly always. */
  pending: PendingReturn<Owner>[] | null;
}

/** The open lots of one security in one account. */
export interface LotBook<Owner> {
  /** Every lot ever opened; null where no sale names a lot. */
  readonly byName: Map<string, OpenLot<Owner>> | null;
  /** Shares of all open lots. */
  held: Shares;
  /** In order of acquisition and name when `sorted`. */
  lots: OpenLot<Owner>[];
  /** How many of `lots` are sold; those before `first` all are. */
  closed: number;
  first: number;
  sorted: boolean;
}

/** A book without lots. Lots can be named by sales only when their names are to be kept. */
export function emptyLotBook<Owner>(keepNames: boolean): LotBook<Owner> {
  const byName = keepNames ? new Map<string, OpenLot<Owner>>() : null;
  return { byName, held: NO_SHARES, lots: [], closed: 0, first: 0, sorted: true };
}

function compareLots(a: OpenLot<unknown>, b: OpenLot<unknown>): number {
  return compareText(a.acquired, b.acquired) || compareText(a.name, b.name);
}

/** Opens the lot of an acquisition. */
export function openLot<Owner>(book: LotBook<Owner>, acquisition: Acquisition): OpenLot<Owner> {
  const lot: OpenLot<Owner> = {
    name: acquisition.lot,
    acquired: acquisition.date,
    acquisition,
    shares: acquisition.shares,
    basis: acquisition.amount,
    cost: acquisition.amount,
    reducedBefore: NO_MONEY,
    reducedInYear: NO_MONEY,
    capitalGainReceived: NO_MONEY,
    pending: null,
  };
  const last = book.lots.at(-1);
  if (last && compareLots(last, lot) > 0) book.sorted = false;
  book.lots.push(lot);
  book.byName?.set(lot.name, lot);
  book.held = (book.held + lot.shares) as Shares;
  return lot;
}

/** The open lots, earliest acquired first, ties by name. The list is the book's own. */
export function openLots<Owner>(book: LotBook<Owner>): readonly OpenLot<Owner>[] {
  if (book.closed > 0) {
    book.lots = book.lots.filter((lot) => lot.shares > 0n);
    book.closed = 0;
    book.first = 0;
  }
  sortLots(book);
  return book.lots;
}

function sortLots(book: LotBook<unknown>): void {
  if (book.sorted) return;
  book.lots.sort(compareLots);
  book.first = 0;
  book.sorted = true;
}

export interface TakenShares<Owner> {
  readonly lot: OpenLot<Owner>;
  readonly shares: Shares;
}

export type Choice<Owner> =
  | { readonly taken: readonly TakenShares<Owner>[] }
  /** `held`: shares of the named lot, or of all lots. */
  | { readonly problem: 'oversold'; readonly held: Shares }
  | { readonly problem: 'unknown-lot' };

/** Which lots a sale takes, in order; changes nothing but the book's bookkeeping of closed lots. */
export function chooseLots<Owner>(book: LotBook<Owner>, sale: Sale): Choice<Owner> {
  if (sale.lot !== null) {
    const lot = book.byName?.get(sale.lot);
    if (!lot) return { problem: 'unknown-lot' };
    if (lot.shares < sale.shares) return { problem: 'oversold', held: lot.shares };
    return { taken: [{ lot, shares: sale.shares }] };
  }
  if (book.held < sale.shares) return { problem: 'oversold', held: book.held };
  return { taken: firstInFirstOut(book, sale.shares) };
}

function firstInFirstOut<Owner>(book: LotBook<Owner>, shares: Shares): TakenShares<Owner>[] {
  sortLots(book);
  while (book.lots[book.first]?.shares === 0n) book.first++;
  const taken: TakenShares<Owner>[] = [];
  let wanted = shares as bigint;
  for (let place = book.first; wanted > 0n; place++) {
    const lot = book.lots[place] as OpenLot<Owner>;
    if (lot.shares === 0n) continue;
    const part = (lot.shares < wanted ? lot.shares : wanted) as Shares;
    taken.push({ lot, shares: part });
    wanted -= part;
  }
  return taken;
}
