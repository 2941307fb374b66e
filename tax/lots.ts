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
  fitsIn64,
  lengthened,
  sumOf,
  widened,
  write,
  type Column,
} from './columns.ts';
import type { Day } from './days.ts';
import { weightsOf, type Weights } from './largest-remainder.ts';
import type { Acquisition, Action, SpinOff } from './model.ts';
import {
  addShares,
  NO_MONEY,
  NO_SHARES,
  proportion,
  subtractCents,
  subtractShares,
  type Cents,
  type Shares,
} from './money.ts';
import { compareText, firstIndex } from './order.ts';
import type { RankedLots } from './ranked-lots.ts';

/** The part of a return of capital that waits for January 1 of its tax year. */
export interface PendingReturn<Owner> {
  readonly owner: Owner;
  amount: Cents;
}

/** What makes a lot that begins with a basis of its own. */
export type LotMaker = Acquisition | SpinOff;

/** What a lot has that was not simply bought and kept, or that a wash sale has changed. */
interface LotDetails<Owner> {
  name: string;
  acquired: Day;
  heldSince: Day;
  inherited: boolean;
  /** The lot that its shares were in before they moved here, and when they did. */
  parent: OpenLot<Owner> | null;
  /** The lot in which they began; null where that is this one. */
  root: OpenLot<Owner> | null;
  cameOn: Day | null;
  boughtOn: Day | null;
  /** Which of all lots that came from another one it is: 1, 2, … */
  sequence: number;
  /** Stands for shares that were sold at a loss: it does so once. */
  isReplacement: boolean;
  /** Parts that wash sales split off, in order. */
  parts: OpenLot<Owner>[];
}

/**
 * How a lot comes from another one: the same shares in another account or apart, shares that they
 * were exchanged for, or shares of another company that were distributed on them.
 */
export type Origin = 'same-shares' | 'exchanged' | 'distributed';

/** The actions by which shares are bought in the sense of section 1091. */
export const PURCHASES: ReadonlySet<Action> = new Set([
  'buy',
  'reinvest',
  'stock-dividend',
  'in-kind',
]);

/** The running figures of all lots of a book: a column each, by the lot's place in the book. */
export interface LotFigures {
  shares: Column;
  basis: Column;
  cost: Column;
  /** Reductions by payments of earlier tax years than the reported one, and by those of that year. */
  reducedBefore: Column;
  reducedInYear: Column;
  /** Losses of wash sales that were added to basis and cost. */
  lossAdded: Column;
  /** Capital gain distributions received on the remaining shares (section 857(b)(8)). */
  capitalGainReceived: Column;
  /** All returns of capital so far, and what lots brought along: no lot has been reduced by more. */
  returned: bigint;
  /** What the open lots are entitled to a share of; null where a lot has changed since. */
  entitled: EntitledLots<unknown> | null;
  /** The lots in order of basis per share; null until a method asks for it. */
  ranked: RankedLots<unknown> | null;
}

/**
 * A lot. Its figures stand in the book's columns, where the rules that go through all lots find them
 * (`return-of-capital.ts`); a rule about one lot reads and writes them here.
 * `Owner` is whatever a pending return of capital belongs to.
 */
export class OpenLot<Owner> {
  /** The entry that its basis and its day come from. */
  readonly maker: LotMaker;
  /** Place of that entry among all, which settles ties between lots of one day. */
  readonly order: number;
  /** Place in the columns of the book. */
  readonly place: number;
  /** Null while nothing waits, which is nearly always. */
  pending: PendingReturn<Owner>[] | null = null;
  readonly #figures: LotFigures;
  #details: LotDetails<Owner> | null = null;

  constructor(maker: LotMaker, order: number, place: number, figures: LotFigures) {
    this.maker = maker;
    this.order = order;
    this.place = place;
    this.#figures = figures;
  }

  #detailed(): LotDetails<Owner> {
    this.#details ??= {
      name: this.name,
      acquired: this.acquired,
      heldSince: this.acquired,
      inherited: this.inherited,
      parent: null,
      root: null,
      cameOn: null,
      boughtOn: this.boughtOn,
      sequence: 0,
      isReplacement: false,
      parts: [],
    };
    return this.#details;
  }

  /** Gives the lot another's days, and remembers that its shares come from there. */
  comeFrom(parent: OpenLot<Owner>, { name, origin, day }: NewOrigin, sequence: number): void {
    const isSame = origin === 'same-shares';
    this.#details = {
      name,
      acquired: parent.acquired,
      heldSince: parent.heldSince,
      inherited: parent.inherited,
      parent: origin === 'distributed' ? null : parent,
      root: origin === 'distributed' ? null : parent.root,
      cameOn: day,
      boughtOn: isSame ? parent.boughtOn : null,
      sequence,
      isReplacement: isSame && parent.isReplacement,
      parts: [],
    };
  }

  /** Whether it is one of the lots of a book, which its figures stand in. */
  isOf(figures: LotFigures): boolean {
    return figures === this.#figures;
  }

  /** Whether it has days or a name that its maker does not give it. */
  get isMoved(): boolean {
    return this.#details !== null;
  }

  get name(): string {
    return this.#details?.name ?? (this.maker as Acquisition).lot;
  }

  get acquired(): Day {
    if (this.#details) return this.#details.acquired;
    return (this.maker as Acquisition).acquired ?? this.maker.date;
  }

  /** From when the holding period counts. */
  get heldSince(): Day {
    return this.#details?.heldSince ?? this.acquired;
  }

  set heldSince(value: Day) {
    this.#detailed().heldSince = value;
  }

  get inherited(): boolean {
    return this.#details?.inherited ?? this.maker.action === 'inherit';
  }

  /** The lot that its shares were in before they moved here; null where they began here. */
  get parent(): OpenLot<Owner> | null {
    return this.#details?.parent ?? null;
  }

  /** The lot that its shares were in at the start of a day, as far as they came here on it or later. */
  parentSince(day: Day): OpenLot<Owner> | null {
    const details = this.#details;
    if (!details || details.cameOn === null || details.cameOn < day) return null;
    return details.parent;
  }

  /** The lot in which its shares began. */
  get root(): OpenLot<Owner> {
    return this.#details?.root ?? this;
  }

  /** The day on which its shares were bought, for section 1091; null where they were not. */
  get boughtOn(): Day | null {
    if (this.#details) return this.#details.boughtOn;
    return PURCHASES.has(this.maker.action) ? this.maker.date : null;
  }

  /** Orders lots that come from one entry: which was made first. */
  get sequence(): number {
    return this.#details?.sequence ?? 0;
  }

  get isReplacement(): boolean {
    return this.#details?.isReplacement ?? false;
  }

  becomeReplacement(): void {
    this.#detailed().isReplacement = true;
  }

  /** Parts that wash sales split off. */
  get parts(): readonly OpenLot<Owner>[] {
    return this.#details?.parts ?? [];
  }

  addPart(part: OpenLot<Owner>): void {
    this.#detailed().parts.push(part);
  }

  get shares(): Shares {
    return this.#figures.shares[this.place] as Shares;
  }

  set shares(value: Shares) {
    this.#figures.entitled = null;
    this.#figures.ranked?.noteChange(this);
    this.#figures.shares = write(this.#figures.shares, this.place, value);
  }

  get basis(): Cents {
    return this.#figures.basis[this.place] as Cents;
  }

  set basis(value: Cents) {
    this.#figures.ranked?.noteChange(this);
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

  get lossAdded(): Cents {
    return this.#figures.lossAdded[this.place] as Cents;
  }

  set lossAdded(value: Cents) {
    this.#figures.lossAdded = write(this.#figures.lossAdded, this.place, value);
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
  /** Purchases whose shares count as acquired on an earlier day, as the holder says. */
  readonly backdated: OpenLot<Owner>[];
  /** Of all books of a pass: how many lots came from another one. */
  readonly moved: { count: number };
  /** How many lots were ever opened. */
  opened: number;
  /** Shares of all open lots. */
  held: Shares;
  /** In order of acquisition and name. */
  lots: OpenLot<Owner>[];
  /** Lots that belong far before the last ones, until `sortLots` puts them there. */
  late: OpenLot<Owner>[];
  /** How many of `lots` are sold; those before `first` all are. */
  closed: number;
  first: number;
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
export function emptyLotBook<Owner>(
  keepNames: boolean,
  room: number,
  moved: { count: number },
): LotBook<Owner> {
  const column = (): Column => columnFor(0n, room);
  return {
    byName: keepNames ? new Map<string, OpenLot<Owner>>() : null,
    figures: {
      shares: column(),
      basis: column(),
      cost: column(),
      reducedBefore: column(),
      reducedInYear: column(),
      lossAdded: column(),
      capitalGainReceived: column(),
      returned: 0n,
      entitled: null,
      ranked: null,
    },
    backdated: [],
    moved,
    opened: 0,
    held: NO_SHARES,
    lots: [],
    late: [],
    closed: 0,
    first: 0,
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
  figures.lossAdded = lengthened(figures.lossAdded, length);
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
  figures.ranked?.noteAll();
  if (!fitsIn64(figures.returned)) figures[tracker] = widened(figures[tracker]);
  return { basis: figures.basis, tracker: figures[tracker] };
}

/** Earliest acquired first, ties by name. */
export function compareLots(a: OpenLot<unknown>, b: OpenLot<unknown>): number {
  return compareText(a.acquired, b.acquired) || compareText(a.name, b.name);
}

function newLot<Owner>(book: LotBook<Owner>, maker: LotMaker, order: number): OpenLot<Owner> {
  if (book.opened === book.figures.shares.length) makeRoom(book.figures);
  return new OpenLot<Owner>(maker, order, book.opened++, book.figures);
}

function keepLot<Owner>(book: LotBook<Owner>, lot: OpenLot<Owner>): OpenLot<Owner> {
  insertLot(book, lot);
  if (lot.isMoved || (lot.maker as Acquisition).acquired !== null) noteBackdated(book, lot);
  book.byName?.set(lot.name, lot);
  book.held = addShares(book.held, lot.shares);
  return lot;
}

function noteBackdated<Owner>(book: LotBook<Owner>, lot: OpenLot<Owner>): void {
  if (lot.boughtOn !== null && lot.boughtOn !== lot.acquired) book.backdated.push(lot);
}

/** Opens the lot of an acquisition; `order` is the entry's place among all. */
export function openLot<Owner>(
  book: LotBook<Owner>,
  acquisition: Acquisition,
  order: number,
): OpenLot<Owner> {
  const lot = newLot(book, acquisition, order);
  lot.shares = acquisition.shares;
  lot.basis = acquisition.amount;
  lot.cost = acquisition.amount;
  return keepLot(book, lot);
}

/** What leaves a lot with some of its shares. */
export interface Portion {
  readonly shares: Shares;
  /** Shares that the lot had before. */
  readonly held: Shares;
  readonly basis: Cents;
  readonly cost: Cents;
  readonly lossAdded: Cents;
  readonly reducedBefore: Cents;
  readonly reducedInYear: Cents;
  readonly capitalGainReceived: Cents;
}

/** The part of an amount that goes with some of the shares: all of it with all of them. */
export function partOfAmount(amount: Cents, shares: bigint, held: bigint): Cents {
  if (shares === held) return amount;
  return amount === 0n ? NO_MONEY : proportion(amount, shares, held);
}

/** Takes shares out of a lot with their part of each figure. Pending returns are the caller's. */
export function takeOut<Owner>(book: LotBook<Owner>, lot: OpenLot<Owner>, shares: Shares): Portion {
  const held = lot.shares;
  const part = (amount: Cents): Cents => partOfAmount(amount, shares, held);
  const out = {
    shares,
    held,
    basis: part(lot.basis),
    cost: part(lot.cost),
    lossAdded: part(lot.lossAdded),
    reducedBefore: part(lot.reducedBefore),
    reducedInYear: part(lot.reducedInYear),
    capitalGainReceived: part(lot.capitalGainReceived),
  };
  lot.basis = subtractCents(lot.basis, out.basis);
  lot.cost = subtractCents(lot.cost, out.cost);
  if (out.lossAdded !== 0n) lot.lossAdded = subtractCents(lot.lossAdded, out.lossAdded);
  lot.capitalGainReceived = subtractCents(lot.capitalGainReceived, out.capitalGainReceived);
  lot.reducedBefore = subtractCents(lot.reducedBefore, out.reducedBefore);
  lot.reducedInYear = subtractCents(lot.reducedInYear, out.reducedInYear);
  lot.shares = subtractShares(held, shares);
  book.held = subtractShares(book.held, shares);
  if (lot.shares === 0n) book.closed++;
  return out;
}

/** How a lot that comes from another one begins. */
export interface NewOrigin {
  readonly name: string;
  readonly origin: Origin;
  /** The day on which the shares came. */
  readonly day: Day;
  /** The distribution that made it, and its place among all entries; else it has its parent's. */
  readonly maker?: SpinOff;
  readonly order?: number;
}

/** Opens a lot for what left another one. The shares are those of this book's security. */
export function putIn<Owner>(
  book: LotBook<Owner>,
  portion: Omit<Portion, 'held'>,
  from: OpenLot<Owner>,
  origin: NewOrigin,
): OpenLot<Owner> {
  const lot = newLot(book, origin.maker ?? from.maker, origin.order ?? from.order);
  lot.comeFrom(from, origin, ++book.moved.count);
  lot.shares = portion.shares;
  lot.basis = portion.basis;
  lot.cost = portion.cost;
  lot.lossAdded = portion.lossAdded;
  lot.reducedBefore = portion.reducedBefore;
  lot.reducedInYear = portion.reducedInYear;
  lot.capitalGainReceived = portion.capitalGainReceived;
  book.figures.returned += portion.reducedBefore + portion.reducedInYear;
  return keepLot(book, lot);
}

/** How far back a new lot is moved by hand before it waits for the others that come late. */
const NEAR = 100;
/** Up to how many late lots are put in one by one; more of them are sorted with all the rest. */
const FEW_LATE = 64;

/** Puts a lot in its place, which is at the end or among the last: acquisitions come by day. */
function insertLot<Owner>(book: LotBook<Owner>, lot: OpenLot<Owner>): void {
  const { lots } = book;
  const nearest = Math.max(0, lots.length - NEAR);
  let at = lots.length;
  while (at > nearest && compareLots(lots[at - 1] as OpenLot<Owner>, lot) > 0) at--;
  if (at > 0 && at === nearest) {
    book.late.push(lot);
    return;
  }
  putAt(book, at, lot);
}

function putAt<Owner>(book: LotBook<Owner>, at: number, lot: OpenLot<Owner>): void {
  if (at === book.lots.length) book.lots.push(lot);
  else book.lots.splice(at, 0, lot);
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
  sortLots(book);
  if (book.closed > 0) {
    book.lots = book.lots.filter((lot) => lot.shares > 0n);
    book.closed = 0;
    book.first = 0;
  }
  return book.lots;
}

/** Puts the lots in order that came late. */
export function sortLots<Owner>(book: LotBook<Owner>): void {
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
