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
 * divided, or of which shares went to another account and came back, is still one lot to who names it:
 * first what is left of it, then its parts.
 * Not handled: which basis averaged shares take along (`average-basis.ts`).
 */
import type { Day } from '../values/days.ts';
import { compareLots, openLots, sortLots, type LotBook } from './lots.ts';
import type { OpenLot } from './open-lot.ts';
import type { Account, LotMethod, LotPick } from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import { RankedLots, type Compare } from './ranked-lots.ts';
import { isLongTermLot } from './term.ts';

export interface TakenShares {
  readonly lot: OpenLot;
  readonly shares: Shares;
}

export type Choice =
  | { readonly taken: readonly TakenShares[] }
  /** `held`: shares of the named lot, or of all lots; `asked`: those that are asked for, of that lot. */
  | {
      readonly problem: 'oversold';
      readonly held: Shares;
      readonly asked: Shares;
      readonly lot: string | null;
    }
  | { readonly problem: 'unknown-lot'; readonly lot: string }
  /** All shares were asked for, and there are none. */
  | { readonly problem: 'nothing-held'; readonly lot: string | null };

/** What is asked of a book. */
interface Wanted {
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
export function chooseLots(book: LotBook, wanted: Wanted): Choice {
  if (wanted.picks.length > 0) return pickedLots(book, wanted.picks);
  if (wanted.lot !== null) return namedLot(book, wanted.lot, wanted.shares, new Map());
  if (wanted.shares === null) {
    if (book.held === 0n) return { problem: 'nothing-held', lot: null };
    return { taken: openLots(book).map((lot) => ({ lot, shares: lot.shares })) };
  }
  const { held } = book;
  if (held < wanted.shares) return { problem: 'oversold', held, asked: wanted.shares, lot: null };
  return { taken: BY_METHOD[wanted.method](book, wanted.shares, wanted) };
}

function pickedLots(book: LotBook, picks: readonly LotPick[]): Choice {
  const taken: TakenShares[] = [];
  const gone = new Map<OpenLot, Shares>();
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
function mergedByLot(taken: readonly TakenShares[]): TakenShares[] {
  const byLot = new Map<OpenLot, Shares>();
  for (const { lot, shares } of taken) {
    byLot.set(lot, ((byLot.get(lot) ?? 0n) + shares) as Shares);
  }
  return [...byLot].map(([lot, shares]) => ({ lot, shares }));
}

/**
 * A lot and its parts, which wash sales split off or which left and came back, each part before its own
 * parts' next, and once.
 */
function withParts(lot: OpenLot): readonly OpenLot[] {
  const all = new Set<OpenLot>();
  const add = (one: OpenLot): void => {
    if (all.has(one)) return;
    all.add(one);
    one.parts.forEach(add);
  };
  add(lot);
  return [...all];
}

function namedLot(
  book: LotBook,
  name: string,
  shares: Shares | null,
  gone: ReadonlyMap<OpenLot, Shares>,
): Choice {
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
    return { problem: 'oversold', held: held as Shares, asked: shares, lot: name };
  }
  return { taken: takeFirst(available, shares ?? (held as Shares)) };
}

function takeFirst(available: Iterable<TakenShares>, shares: Shares): TakenShares[] {
  const taken: TakenShares[] = [];
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

/** How a method takes shares from a book that holds enough of them. */
type TakeByMethod = (book: LotBook, shares: Shares, sale: Wanted) => TakenShares[];

const BY_METHOD: Readonly<Record<LotMethod, TakeByMethod>> = {
  fifo: firstInFirstOut,
  lifo: (book, shares) => takeFirst(withShares(latestFirst(book)), shares),
  hifo: (book, shares) => takeFirst(withShares(ranked(book, highestFirst).lots()), shares),
  lofo: (book, shares) => takeFirst(withShares(ranked(book, lowestFirst).lots()), shares),
  'lowest-tax': lowestTax,
};

function* withShares(lots: Iterable<OpenLot>): Generator<TakenShares> {
  for (const lot of lots) yield { lot, shares: lot.shares };
}

/** Less than zero where the basis of a share of `a` is lower; multiplied out, so that it is exact. */
function byBasis(a: OpenLot, b: OpenLot): number {
  const difference = a.basis * b.shares - b.basis * a.shares;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const highestFirst: Compare = (a, b) => byBasis(b, a) || compareLots(a, b);
const lowestFirst: Compare = (a, b) => byBasis(a, b) || compareLots(a, b);

/** The book's lots by basis per share. The order of the last question is kept. */
function ranked(book: LotBook, compare: Compare): RankedLots {
  const { figures } = book;
  if (figures.ranked?.compare !== compare) {
    figures.ranked = new RankedLots(openLots(book), compare) as RankedLots;
  }
  return figures.ranked;
}

/** How many lots that are sold are stepped over before the book is rid of them. */
const FEW = 256;

/** Latest acquired first; those of one day by name. */
function* latestFirst(book: LotBook): Generator<OpenLot> {
  if (book.closed > FEW) openLots(book);
  else sortLots(book);
  const { lots } = book;
  for (let end = lots.length; end > 0;) {
    const { acquired } = lots[end - 1] as OpenLot;
    let first = end - 1;
    while (lots[first - 1]?.acquired === acquired) first--;
    yield* lots.slice(first, end);
    end = first;
  }
}

/** Where nothing is paid there is no gain to look at: first in, first out. */
function lowestTax(book: LotBook, shares: Shares, { proceeds, day }: Wanted): TakenShares[] {
  if (proceeds === null) return firstInFirstOut(book, shares);
  const highest = ranked(book, highestFirst);
  return takeFirst(withShares(lowestTaxFirst(highest, proceeds, shares, day)), shares);
}

/**
 * Losses first, then what would be long-term, then the rest; in each the highest basis first. A gift
 * worth less than its cost that would bring neither gain nor loss comes between losses and gains.
 */
function* lowestTaxFirst(
  highest: RankedLots,
  proceeds: Cents,
  shares: Shares,
  day: Day,
): Generator<OpenLot> {
  const others: OpenLot[] = [];
  let neither: OpenLot[] = [];
  const isBelow = (basis: Cents, lot: OpenLot): boolean => proceeds * lot.shares < basis * shares;
  for (const lot of highest.lots()) {
    if (isBelow(lot.gift ? lot.lossBasis : lot.basis, lot)) yield lot;
    else if (isBelow(lot.basis, lot)) neither.push(lot);
    else {
      // Whatever has a lower basis brings a gain.
      yield* neither;
      neither = [];
      if (isLongTermLot(lot, day)) yield lot;
      else others.push(lot);
    }
  }
  yield* neither;
  yield* others;
}

function firstInFirstOut(book: LotBook, shares: Shares): TakenShares[] {
  sortLots(book);
  while (book.lots[book.first]?.shares === 0n) book.first++;
  const taken: TakenShares[] = [];
  let wanted = shares as bigint;
  for (let place = book.first; wanted > 0n; place++) {
    const lot = book.lots[place] as OpenLot;
    if (lot.shares === 0n) continue;
    const part = (lot.shares < wanted ? lot.shares : wanted) as Shares;
    taken.push({ lot, shares: part });
    wanted -= part;
  }
  return taken;
}
