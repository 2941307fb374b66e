/**
 * Which lots are open, what do they consist of, and what leaves with some of their shares?
 *
 * Authority: Reg. 1.1012-1(a) and (c): every purchase keeps its own basis and day. Whatever takes
 * s of h shares out of a lot takes of each of its figures round2(figure x s / h), or all of it when
 * the whole lot goes.
 * Example: 40 of 100 shares with a basis of $3,736.04 take $1,494.42; $2,241.62 stays.
 * Awkward case: a lot that moves to another account or becomes another security is a new lot with the
 * old one's basis and days; it knows where it comes from, because a payment on the old shares is still
 * its own.
 * Not handled: two lots that become one.
 *
 * A book is changed in place inside one pass over the facts and never leaves it.
 */
import {
  columnFor,
  columnLike,
  emptyColumn,
  fitsIn64,
  lengthened,
  sumOf,
  widened,
  type Column,
} from '../values/columns.ts';
import { CARRIED, partOf, type Carried } from './carried.ts';
import { COUNTING } from './counting.ts';
import { weightsOf, type Weights } from '../values/largest-remainder.ts';
import type { Action } from '../facts/entry-kinds.ts';
import { costOf, type Acquisition, type Liquidation } from '../facts/model.ts';
import {
  addShares,
  NO_SHARES,
  subtractCents,
  subtractShares,
  type Cents,
  type Shares,
} from '../values/money.ts';
import type { Averaging } from './pass-log.ts';
import { OpenLot, withRoom, type LotFigures, type LotMaker, type NewOrigin } from './open-lot.ts';
import type { PlannedDistribution } from './planned-distributions.ts';
import { compareText, firstIndex } from '../values/order.ts';

/** The open lots of one security in one account. */
export interface LotBook {
  /** Every lot ever opened; null where no sale names a lot. */
  readonly byName: Map<string, OpenLot> | null;
  readonly figures: LotFigures;
  /** Lots of purchased shares that the wash sales have not looked at yet, as they came. */
  bought: OpenLot[];
  /** Of all books of a pass: how many lots came from another one. */
  readonly moved: { count: number };
  /** How many lots were ever opened. */
  opened: number;
  /** Shares of all open lots. */
  held: Shares;
  /** In order of acquisition and name. */
  lots: OpenLot[];
  /** Lots that belong far before the last ones, until `sortLots` puts them there. */
  late: OpenLot[];
  /** Whether a lot was ever in it whose basis was in another security, or has the loss of other shares. */
  hasPast: boolean;
  /** How many of `lots` are sold; those before `first` all are. */
  closed: number;
  first: number;
}

/** The lots that are open at one moment, with what a payment to all of them needs to know. */
export interface EntitledLots {
  /** Earliest acquired first, ties by name; places in this list are places in the columns here. */
  readonly lots: readonly OpenLot[];
  /** The place of each lot in the columns of the book. */
  readonly places: Int32Array;
  /** Their shares; the sum is what was held. */
  readonly shares: Weights;
  /** What all of them cost. */
  readonly cost: Cents;
}

/** The actions by which a distribution issues shares. */
const ISSUED: ReadonlySet<Action> = new Set(['stock-dividend', 'in-kind']);

/**
 * A book without lots, with room for some. Lots can be named by sales only when their names are to be
 * kept.
 */
export function emptyLotBook(keepNames: boolean, room: number, moved: { count: number }): LotBook {
  const column = (): Column => columnFor(0n, room);
  return {
    byName: keepNames ? new Map<string, OpenLot>() : null,
    figures: {
      shares: column(),
      basis: column(),
      cost: column(),
      reducedBefore: emptyColumn(),
      reducedInYear: emptyColumn(),
      lossBasis: emptyColumn(),
      lossAdded: emptyColumn(),
      otherChanges: emptyColumn(),
      capitalGainReceived: emptyColumn(),
      pool: null,
      hasGifts: false,
      returned: 0n,
      entitled: null,
      ranked: null,
    },
    bought: [],
    moved,
    opened: 0,
    held: NO_SHARES,
    lots: [],
    late: [],
    hasPast: false,
    closed: 0,
    first: 0,
  };
}

/** Makes room for as many lots again. */
function makeRoom(figures: LotFigures): void {
  const length = Math.max(16, 2 * figures.shares.length);
  figures.shares = lengthened(figures.shares, length);
  for (const name of CARRIED) {
    // What has no room yet gets it when something is written there.
    const isLater = name !== 'basis' && name !== 'cost';
    if (isLater && figures[name].length === 0) continue;
    figures[name] = lengthened(figures[name], length);
  }
}

/**
 * The columns that a return of capital of this amount changes, wide enough for what it can make of
 * them: a basis only goes down, and no lot's reductions are more than all returns of capital.
 */
export function columnsForReduction(
  figures: LotFigures,
  amount: Cents,
  tracker: 'reducedBefore' | 'reducedInYear',
): { readonly basis: Column; readonly tracker: Column } {
  figures.returned += amount;
  figures.ranked?.noteAll();
  const column = withRoom(figures, tracker);
  figures[tracker] = fitsIn64(figures.returned) ? column : widened(column);
  return { basis: figures.basis, tracker: figures[tracker] };
}

/** Earliest acquired first, ties by name in code units; parts of one lot by their numbers. */
export function compareLots(a: OpenLot, b: OpenLot): number {
  return (
    compareText(a.acquired, b.acquired) ||
    compareText(a.rank, b.rank) ||
    compareText(a.name, b.name)
  );
}

function newLot(book: LotBook, maker: LotMaker, order: number): OpenLot {
  if (book.opened === book.figures.shares.length) makeRoom(book.figures);
  return new OpenLot(maker, order, book.opened++, book.figures);
}

function keepLot(book: LotBook, lot: OpenLot): OpenLot {
  insertLot(book, lot);
  if (lot.boughtOn !== null) book.bought.push(lot);
  book.byName?.set(lot.name, lot);
  book.held = addShares(book.held, lot.shares);
  return lot;
}

/** Opens the lot of an acquisition; `order` is the entry's place among all. */
export function openLot(book: LotBook, acquisition: Acquisition, order: number): OpenLot {
  const lot = newLot(book, acquisition, order);
  lot.begin(acquisition.shares, costOf(acquisition));
  if (lot.gift?.value !== undefined) lot.lossBasis = lot.gift.value;
  return keepLot(book, lot);
}

/** Opens the lot of the shares in which a liquidating distribution was paid: bought at their value. */
export function openReceivedLot(
  book: LotBook,
  entry: Liquidation,
  name: string,
  order: number,
): OpenLot {
  const lot = newLot(book, entry, order);
  lot.beCalled(name);
  lot.begin(entry.shares ?? NO_SHARES, entry.amount);
  return keepLot(book, lot);
}

/** What leaves a lot with some of its shares. */
export interface Portion extends Carried {
  readonly shares: Shares;
  /** Shares that the lot had before. */
  readonly held: Shares;
  /** The lots with which its basis was averaged as it left; null where it was the lot's own. */
  readonly average: Averaging | null;
}

/** The part of an amount that goes with some of the shares: all of it with all of them. */
export function partOfAmount(amount: Cents, shares: bigint, held: bigint): Cents {
  return COUNTING.share(amount, shares, held, 'partOfLot') as Cents;
}

/** Takes shares out of a lot with their part of each figure. Pending returns are the caller's. */
export function takeOut(book: LotBook, lot: OpenLot, shares: Shares): Portion {
  const held = lot.shares;
  const leaving = lot.pool?.leaving.get(lot);
  lot.pool?.leaving.delete(lot);
  const averaged = leaving?.basis ?? null;
  const portion = partOf(
    lot,
    (name) =>
      name === 'basis' && averaged !== null ? averaged : partOfAmount(lot[name], shares, held),
    averaged !== null,
  );
  leaveBehind(lot, portion);
  lot.shares = subtractShares(held, shares);
  book.held = subtractShares(book.held, shares);
  if (lot.shares === 0n) book.closed++;
  return { ...portion, shares, held, average: leaving?.group ?? null };
}

/** Takes off a lot what leaves it. */
export function leaveBehind(lot: OpenLot, portion: Carried): void {
  for (const name of CARRIED) {
    if (portion[name] !== 0n) lot[name] = subtractCents(lot[name], portion[name]);
  }
}

/** Opens a lot for what left another one. The shares are those of this book's security. */
export function putIn(
  book: LotBook,
  portion: Omit<Portion, 'held' | 'average'>,
  from: OpenLot,
  origin: NewOrigin,
): OpenLot {
  const lot = newLot(book, origin.maker ?? from.maker, origin.order ?? from.order);
  lot.comeFrom(from, origin, ++book.moved.count);
  lot.shares = portion.shares;
  for (const name of CARRIED) lot[name] = portion[name];
  if (lot.past.length > 0) book.hasPast = true;
  book.figures.returned += portion.reducedBefore + portion.reducedInYear;
  return keepLot(book, lot);
}

/** How far back a new lot is moved by hand before it waits for the others that come late. */
const NEAR = 100;
/** Up to how many late lots are put in one by one; more of them are sorted with all the rest. */
const FEW_LATE = 64;

/** Puts a lot in its place, which is at the end or among the last: acquisitions come by day. */
function insertLot(book: LotBook, lot: OpenLot): void {
  const { lots } = book;
  const nearest = Math.max(0, lots.length - NEAR);
  let at = lots.length;
  while (at > nearest && compareLots(lots[at - 1] as OpenLot, lot) > 0) at--;
  if (at > 0 && at === nearest) {
    book.late.push(lot);
    return;
  }
  putAt(book, at, lot);
}

function putAt(book: LotBook, at: number, lot: OpenLot): void {
  if (at === book.lots.length) book.lots.push(lot);
  else book.lots.splice(at, 0, lot);
  if (at < book.first) book.first = at;
}

/** The open lots as they are now. The answer stays as it is when the book changes. */
export function entitledLots(book: LotBook): EntitledLots {
  const { figures } = book;
  const known = figures.entitled;
  if (known) return known;
  const entitled = entitledOf(figures, openLots(book).slice());
  figures.entitled = entitled;
  return entitled;
}

/**
 * The open lots that a distribution of this security is paid on. Shares that it issued are never entitled
 * to it, though its ex-date comes after them (section 3): the shares of a dividend of 2008-08-29 get
 * nothing of it on the ex-date 2008-09-02.
 */
export function entitledTo(
  book: LotBook,
  securityId: string,
  { exDate, distribution: { payableDate } }: PlannedDistribution,
): EntitledLots {
  const all = entitledLots(book);
  if (exDate <= payableDate) return all;
  const others = all.lots.filter(
    ({ maker }) =>
      !ISSUED.has(maker.action) || maker.securityId !== securityId || maker.date < payableDate,
  );
  return others.length === all.lots.length ? all : entitledOf(book.figures, others);
}

function entitledOf(figures: LotFigures, lots: readonly OpenLot[]): EntitledLots {
  const places = new Int32Array(lots.length);
  const shares = columnLike(figures.shares, lots.length);
  const costs = columnLike(figures.cost, lots.length);
  for (let i = 0; i < lots.length; i++) {
    const { place } = lots[i] as OpenLot;
    places[i] = place;
    shares[i] = figures.shares[place] as bigint;
    costs[i] = figures.cost[place] as bigint;
  }
  return { lots, places, shares: weightsOf(shares), cost: sumOf(costs) as Cents };
}

/** The open lots, earliest acquired first, ties by name. The list is the book's own. */
export function openLots(book: LotBook): readonly OpenLot[] {
  sortLots(book);
  if (book.closed > 0) {
    book.lots = book.lots.filter((lot) => lot.shares > 0n);
    book.closed = 0;
    book.first = 0;
  }
  return book.lots;
}

/** Puts the lots in order that came late. */
export function sortLots(book: LotBook): void {
  const { late } = book;
  if (late.length === 0) return;
  book.late = [];
  if (late.length > FEW_LATE) {
    book.lots = [...book.lots, ...late].sort(compareLots);
    book.first = 0;
    return;
  }
  for (const lot of late) {
    putAt(
      book,
      firstIndex(book.lots, (other) => compareLots(other, lot) > 0),
      lot,
    );
  }
}
