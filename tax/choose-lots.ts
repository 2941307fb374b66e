/**
 * Which lots does an entry take its shares from?
 *
 * Authority: Reg. 1.1012-1(c): the lots that the holder names; else the method of the account (ours
 * beyond first in, first out, which the regulation prescribes where nothing was identified). Ties go
 * to the lot that was acquired earlier, then by name in code units.
 * Example: lots A (10 shares, 2000-03-01) and B (5 shares, 2001-01-02): a sale of 12 takes by
 * first in, first out all of A and 2 of B.
 * Awkward case: a sale of more than is held takes nothing at all: it is an error of that row, and
 * guessing which shares it meant would put a wrong gain into the year. A lot that a wash sale has
 * divided is still one lot to who names it: first what is left of it, then its parts.
 * Not handled: average basis, which is open to funds and not to the shares of a corporation.
 */
import type { Day } from './days.ts';
import { compareLots, openLots, sortLots, type LotBook, type OpenLot } from './lots.ts';
import type { Account, LotMethod, LotPick } from './model.ts';
import type { Cents, Shares } from './money.ts';
import { compareText, inOrder } from './order.ts';
import { isLongTermLot } from './term.ts';

export interface TakenShares<Owner> {
  readonly lot: OpenLot<Owner>;
  readonly shares: Shares;
}

export type Choice<Owner> =
  | { readonly taken: readonly TakenShares<Owner>[] }
  /** `held`: shares of the named lot, or of all lots. */
  | { readonly problem: 'oversold'; readonly held: Shares; readonly lot: string | null }
  | { readonly problem: 'unknown-lot'; readonly lot: string }
  /** All shares were asked for, and there are none. */
  | { readonly problem: 'nothing-held'; readonly lot: string | null };

/** What is asked of a book. */
export interface Wanted {
  readonly day: Day;
  /** Null means all. */
  readonly shares: Shares | null;
  readonly lot: string | null;
  readonly picks: readonly LotPick[];
  readonly method: LotMethod;
  /** Proceeds of the shares, for the lowest tax; null where nothing is paid. */
  readonly proceeds: Cents | null;
}

/** The method of an account on a day. */
export function methodOn({ method, methodChanges }: Account, day: Day): LotMethod {
  let inForce = method;
  for (const change of methodChanges) if (change.from <= day) inForce = change.method;
  return inForce;
}

/** Which lots an entry takes, in order; changes nothing but the book's bookkeeping of closed lots. */
export function chooseLots<Owner>(book: LotBook<Owner>, wanted: Wanted): Choice<Owner> {
  if (wanted.picks.length > 0) return pickedLots(book, wanted.picks);
  if (wanted.lot !== null) return namedLot(book, wanted.lot, wanted.shares, new Map());
  if (wanted.shares === null) {
    if (book.held === 0n) return { problem: 'nothing-held', lot: null };
    return { taken: openLots(book).map((lot) => ({ lot, shares: lot.shares })) };
  }
  if (book.held < wanted.shares) return { problem: 'oversold', held: book.held, lot: null };
  return { taken: byMethod(book, wanted, wanted.shares) };
}

function pickedLots<Owner>(book: LotBook<Owner>, picks: readonly LotPick[]): Choice<Owner> {
  const taken: TakenShares<Owner>[] = [];
  const gone = new Map<OpenLot<Owner>, Shares>();
  for (const pick of picks) {
    const choice = namedLot(book, pick.lot, pick.shares, gone);
    if ('problem' in choice) return choice;
    for (const one of choice.taken) {
      taken.push(one);
      gone.set(one.lot, ((gone.get(one.lot) ?? 0n) + one.shares) as Shares);
    }
  }
  return { taken: mergedByLot(taken) };
}

/** One row for each lot, in order: two picks can reach the same part of a divided lot. */
function mergedByLot<Owner>(taken: readonly TakenShares<Owner>[]): TakenShares<Owner>[] {
  const byLot = new Map<OpenLot<Owner>, Shares>();
  for (const { lot, shares } of taken) {
    byLot.set(lot, ((byLot.get(lot) ?? 0n) + shares) as Shares);
  }
  return [...byLot].map(([lot, shares]) => ({ lot, shares }));
}

/** A lot and the parts that wash sales split off from it, each part before its own parts' next. */
function withParts<Owner>(lot: OpenLot<Owner>): OpenLot<Owner>[] {
  return [lot, ...lot.parts.flatMap(withParts)];
}

function namedLot<Owner>(
  book: LotBook<Owner>,
  name: string,
  shares: Shares | null,
  gone: ReadonlyMap<OpenLot<Owner>, Shares>,
): Choice<Owner> {
  const named = book.byName?.get(name);
  if (!named) return { problem: 'unknown-lot', lot: name };
  const available = withParts(named).map((lot) => ({
    lot,
    shares: (lot.shares - (gone.get(lot) ?? 0n)) as Shares,
  }));
  let held = 0n;
  for (const one of available) held += one.shares;
  if (shares === null && held === 0n) return { problem: 'nothing-held', lot: name };
  if (shares !== null && held < shares) {
    return { problem: 'oversold', held: held as Shares, lot: name };
  }
  return { taken: takeFirst(available, shares ?? (held as Shares)) };
}

function takeFirst<Owner>(
  available: Iterable<TakenShares<Owner>>,
  shares: Shares,
): TakenShares<Owner>[] {
  const taken: TakenShares<Owner>[] = [];
  let wanted = shares as bigint;
  for (const { lot, shares: has } of available) {
    if (wanted === 0n) break;
    if (has === 0n) continue;
    const part = (has < wanted ? has : wanted) as Shares;
    taken.push({ lot, shares: part });
    wanted -= part;
  }
  return taken;
}

function byMethod<Owner>(
  book: LotBook<Owner>,
  { method, proceeds, day }: Wanted,
  shares: Shares,
): TakenShares<Owner>[] {
  if (method === 'fifo' || (method === 'lowest-tax' && proceeds === null)) {
    return firstInFirstOut(book, shares);
  }
  const price = method === 'lowest-tax' ? { proceeds: proceeds as Cents, shares } : null;
  const ranked = openLots(book).map((lot): Ranked<Owner> => {
    const { shares: has, basis } = lot;
    const isLoss = price !== null && basis * price.shares > price.proceeds * has;
    const group = price === null || isLoss ? 0 : isLongTermLot(lot, day) ? 1 : 2;
    return { lot, shares: has, basis, group };
  });
  return takeFirst(inOrder(ranked, ORDERS[method]), shares);
}

/** A lot with what its place in the order depends on, read once: it is compared very often. */
interface Ranked<Owner> extends TakenShares<Owner> {
  readonly basis: Cents;
  /** For the lowest tax: losses first, then what would be long-term, then the rest. */
  readonly group: number;
}

type Compare = (a: Ranked<unknown>, b: Ranked<unknown>) => number;

const lowestBasis: Compare = (a, b) => byBasis(a, b) || compareLots(a.lot, b.lot);
const highestBasis: Compare = (a, b) => byBasis(b, a) || compareLots(a.lot, b.lot);

const ORDERS: Readonly<Record<Exclude<LotMethod, 'fifo'>, Compare>> = {
  lifo: ({ lot: a }, { lot: b }) =>
    compareText(b.acquired, a.acquired) || compareText(a.name, b.name),
  hifo: highestBasis,
  lofo: lowestBasis,
  'lowest-tax': (a, b) => a.group - b.group || highestBasis(a, b),
};

/** Less than zero where the basis of a share of `a` is lower; multiplied out, so that it is exact. */
function byBasis(a: Ranked<unknown>, b: Ranked<unknown>): number {
  const difference = a.basis * b.shares - b.basis * a.shares;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
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
