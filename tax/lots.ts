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
import {
  columnFor,
  columnLike,
  fitsIn64,
  lengthened,
  sumOf,
  widened,
  write,
  type Column,
} from './columns.ts';
import type { Day } from './days.ts';
import { weightsOf, type Weights } from './largest-remainder.ts';
import type { Acquisition, Sale } from './model.ts';
import { addShares, NO_SHARES, type Cents, type Shares } from './money.ts';
import { compareText } from './order.ts';

/** The part of a return of capital that waits for January 1 of its tax year. */
export interface PendingReturn<Owner> {
  readonly owner: Owner;
  amount: Cents;
}

/** The running figures of all lots of a book: a column each, by the lot's place in the book. */
export interface LotFigures {
  shares: Column;
  basis: Column;
  cost: Column;
  /** Reductions by payments of earlier tax years than the reported one, and by those of that year. */
  reducedBefore: Column;
  reducedInYear: Column;
  /** Capital gain distributions received on the remaining shares (section 857(b)(8)). */
  capitalGainReceived: Column;
  /** All returns of capital so far: no lot has been reduced by more. */
  returned: bigint;
  /** What the open lots are entitled to a share of; null where a lot has changed since. */
  entitled: EntitledLots<unknown> | null;
}

/**
 * A lot. Its figures stand in the book's columns, where the rules that go through all lots find them
 * (`return-of-capital.ts`); a rule about one lot reads and writes them here.
 * `Owner` is whatever a pending return of capital belongs to.
 */
export class OpenLot<Owner> {
  readonly acquisition: Acquisition;
  /** Place in the columns of the book. */
  readonly place: number;
  /** Null while nothing waits, which is nearly always. */
  pending: PendingReturn<Owner>[] | null = null;
  readonly #figures: LotFigures;

  constructor(acquisition: Acquisition, place: number, figures: LotFigures) {
    this.acquisition = acquisition;
    this.place = place;
    this.#figures = figures;
  }

  get name(): string {
    return this.acquisition.lot;
  }

  get acquired(): Day {
    return this.acquisition.date;
  }

  get shares(): Shares {
    return this.#figures.shares[this.place] as Shares;
  }

  set shares(value: Shares) {
    this.#figures.entitled = null;
    this.#figures.shares = write(this.#figures.shares, this.place, value);
  }

  get basis(): Cents {
    return this.#figures.basis[this.place] as Cents;
  }

  set basis(value: Cents) {
    this.#figures.basis = write(this.#figures.basis, this.place, value);
  }

  get cost(): Cents {
    return this.#figures.cost[this.place] as Cents;
  }

  set cost(value: Cents) {
    this.#figures.entitled = null;
    this.#figures.cost = write(this.#figures.cost, this.place, value);
  }

  get reducedBefore(): Cents {
    return this.#figures.reducedBefore[this.place] as Cents;
  }

  set reducedBefore(value: Cents) {
    this.#figures.reducedBefore = write(this.#figures.reducedBefore, this.place, value);
  }

  get reducedInYear(): Cents {
    return this.#figures.reducedInYear[this.place] as Cents;
  }

  set reducedInYear(value: Cents) {
    this.#figures.reducedInYear = write(this.#figures.reducedInYear, this.place, value);
  }

  get capitalGainReceived(): Cents {
    return this.#figures.capitalGainReceived[this.place] as Cents;
  }

  set capitalGainReceived(value: Cents) {
    const { capitalGainReceived } = this.#figures;
    this.#figures.capitalGainReceived = write(capitalGainReceived, this.place, value);
  }
}

/** The open lots of one security in one account. */
export interface LotBook<Owner> {
  /** Every lot ever opened; null where no sale names a lot. */
  readonly byName: Map<string, OpenLot<Owner>> | null;
  readonly figures: LotFigures;
  /** How many lots were ever opened. */
  opened: number;
  /** Shares of all open lots. */
  held: Shares;
  /** In order of acquisition and name when `sorted`. */
  lots: OpenLot<Owner>[];
  /** How many of `lots` are sold; those before `first` all are. */
  closed: number;
  first: number;
  sorted: boolean;
}

/** The lots that are open at one moment, with what a payment to all of them needs to know. */
export interface EntitledLots<Owner> {
  /** Earliest acquired first, ties by name; places in this list are places in the columns here. */
  readonly lots: readonly OpenLot<Owner>[];
  /** The place of each lot in the columns of the book. */
  readonly places: Int32Array;
  /** Their shares; the sum is what was held. */
  readonly shares: Weights;
  /** What all of them cost. */
  readonly cost: Cents;
}

/**
 * A book without lots, with room for some. Lots can be named by sales only when their names are to be
 * kept.
 */
export function emptyLotBook<Owner>(keepNames: boolean, room: number): LotBook<Owner> {
  const column = (): Column => columnFor(0n, room);
  return {
    byName: keepNames ? new Map<string, OpenLot<Owner>>() : null,
    figures: {
      shares: column(),
      basis: column(),
      cost: column(),
      reducedBefore: column(),
      reducedInYear: column(),
      capitalGainReceived: column(),
      returned: 0n,
      entitled: null,
    },
    opened: 0,
    held: NO_SHARES,
    lots: [],
    closed: 0,
    first: 0,
    sorted: true,
  };
}

/** Makes room for as many lots again. */
function makeRoom(figures: LotFigures): void {
  const length = Math.max(16, 2 * figures.shares.length);
  figures.shares = lengthened(figures.shares, length);
  figures.basis = lengthened(figures.basis, length);
  figures.cost = lengthened(figures.cost, length);
  figures.reducedBefore = lengthened(figures.reducedBefore, length);
  figures.reducedInYear = lengthened(figures.reducedInYear, length);
  figures.capitalGainReceived = lengthened(figures.capitalGainReceived, length);
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
  if (!fitsIn64(figures.returned)) figures[tracker] = widened(figures[tracker]);
  return { basis: figures.basis, tracker: figures[tracker] };
}

/** Earliest acquired first, ties by name. */
export function compareLots(a: OpenLot<unknown>, b: OpenLot<unknown>): number {
  return compareText(a.acquired, b.acquired) || compareText(a.name, b.name);
}

/** Opens the lot of an acquisition. */
export function openLot<Owner>(book: LotBook<Owner>, acquisition: Acquisition): OpenLot<Owner> {
  if (book.opened === book.figures.shares.length) makeRoom(book.figures);
  const lot = new OpenLot<Owner>(acquisition, book.opened++, book.figures);
  lot.shares = acquisition.shares;
  lot.basis = acquisition.amount;
  lot.cost = acquisition.amount;
  insertLot(book, lot);
  book.byName?.set(lot.name, lot);
  book.held = addShares(book.held, acquisition.shares);
  return lot;
}

/** How far back a new lot is moved by hand before sorting all of them is the better way. */
const NEAR = 100;

/** Puts a lot in its place, which is at the end or among the last: acquisitions come by day. */
function insertLot<Owner>(book: LotBook<Owner>, lot: OpenLot<Owner>): void {
  const { lots } = book;
  if (!book.sorted) {
    lots.push(lot);
    return;
  }
  let at = lots.length;
  const nearest = Math.max(0, at - NEAR);
  while (at > nearest && compareLots(lots[at - 1] as OpenLot<Owner>, lot) > 0) {
    lots[at] = lots[at - 1] as OpenLot<Owner>;
    at--;
  }
  lots[at] = lot;
  if (at > 0 && at === nearest) book.sorted = false;
  if (at < book.first) book.first = at;
}

/** The open lots as they are now. The answer stays as it is when the book changes. */
export function entitledLots<Owner>(book: LotBook<Owner>): EntitledLots<Owner> {
  const { figures } = book;
  const known = figures.entitled as EntitledLots<Owner> | null;
  if (known) return known;
  const lots = openLots(book).slice();
  const places = new Int32Array(lots.length);
  const shares = columnLike(figures.shares, lots.length);
  const costs = columnLike(figures.cost, lots.length);
  for (let i = 0; i < lots.length; i++) {
    const { place } = lots[i] as OpenLot<Owner>;
    places[i] = place;
    shares[i] = figures.shares[place] as bigint;
    costs[i] = figures.cost[place] as bigint;
  }
  const entitled = { lots, places, shares: weightsOf(shares), cost: sumOf(costs) as Cents };
  figures.entitled = entitled;
  return entitled;
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
