/**
 * What is a lot?
 *
 * Shares of one security that were acquired on one day in one account, with their basis. Authority:
 * Reg. 1.1012-1(a) and (c). Example: 100 shares of 2000-03-01 for $3,800.00.
 * Awkward case: a lot that moved, or that a wash sale changed, has days and a name of its own; a lot
 * that was bought and kept has them from its entry alone, and 100,000 of those stay small.
 * Not handled: two lots that become one.
 */
import { columnFor, valueAt, write, type Column } from '../values/columns.ts';
import type { Pool } from './averaged-floor.ts';
import type { Day } from '../values/days.ts';
import type { CarriedName } from './carried.ts';
import type { Opening } from './figures.ts';
import { giftBelowCost } from './gift-basis.ts';
import type { EntitledLots } from './lots.ts';
import {
  awaitsValue,
  type Acquisition,
  type Liquidation,
  type OpeningBasis,
  type SpinOff,
} from '../facts/model.ts';
import { NO_MONEY, subtractCents, type Cents, type Shares } from '../values/money.ts';
import { PURCHASES } from './purchases.ts';
import type { RankedLots } from './ranked-lots.ts';
import type { LotPart } from './return-of-capital.ts';

/** A security that shares were in before they became another one. */
export interface Stay {
  readonly securityId: string;
  readonly from: Day;
  /** The day on which they became another one. */
  readonly to: Day;
}

/** How a lot that comes from another one begins. */
export interface NewOrigin {
  readonly name: string;
  readonly origin: Origin;
  /** The security that they were shares of, or that they were distributed on. */
  readonly leaves: string;
  /** The day on which the shares came. */
  readonly day: Day;
  /** The distribution that made it, and its place among all entries; else it has its parent's. */
  readonly maker?: SpinOff;
  readonly order?: number;
}

/** The part of a return of capital that waits for January 1 of its tax year. */
interface PendingReturn {
  readonly owner: LotPart;
  amount: Cents;
}

/** What makes a lot that begins with a basis of its own. */
export type LotMaker = Acquisition | SpinOff | Liquidation;

/** What a lot has that was not simply bought and kept, or that a wash sale has changed. */
interface LotDetails {
  name: string;
  rank: string;
  acquired: Day;
  heldSince: Day;
  inherited: boolean;
  /** The lot that its shares were in before they moved here, and when they did. */
  parent: OpenLot | null;
  /** The lot in which they began; null where that is this one. */
  root: OpenLot | null;
  cameOn: Day | null;
  /** From when on its shares were of its security, whatever the account. */
  since: Day;
  past: readonly Stay[];
  boughtOn: Day | null;
  /** Which of all lots that came from another one it is: 1, 2, … */
  sequence: number;
  /** Stands for shares that were sold at a loss: it does so once. */
  isReplacement: boolean;
  gift: Acquisition | null;
  opening: OpeningBasis | null;
  /** Whether it was stated of this lot: its basis can also have that of others in it. */
  isStated: boolean;
  /** Parts that wash sales split off, or that left its book and came back, in order. */
  parts: OpenLot[];
}

/**
 * How a lot comes from another one: the same shares in another account or apart, shares that they
 * were exchanged for, or shares of another company that were distributed on them.
 */
export type Origin = 'same-shares' | 'exchanged' | 'distributed';

/** "/wash/2" before "/wash/10": a number begins with how many digits it has. */
function inOrderOfNumber(addition: string): string {
  return addition.replace(/(?<=\/)\d+$/, (number) => `${number.length}${number}`);
}

/** The running figures of all lots of a book: a column each, by the lot's place in the book. */
export interface LotFigures extends Record<CarriedName, Column> {
  shares: Column;
  /** The lots whose basis is averaged; null where none is. */
  pool: Pool | null;
  /** Whether any lot has a basis for a loss besides its own. */
  hasGifts: boolean;
  /** All returns of capital so far, and what lots brought along: no lot has been reduced by more. */
  returned: bigint;
  /** What the open lots are entitled to a share of; null where a lot has changed since. */
  entitled: EntitledLots | null;
  /** The lots in order of basis per share; null until a method asks for it. */
  ranked: RankedLots | null;
}

/** What every lot begins without: of many books nothing is ever written there. */
type LaterName = Exclude<CarriedName, 'basis' | 'cost'>;

/** The column with room for all lots. */
export function withRoom(figures: LotFigures, name: LaterName): Column {
  if (figures[name].length === 0) figures[name] = columnFor(0n, figures.shares.length);
  return figures[name];
}

function writeAt(figures: LotFigures, name: LaterName, place: number, value: Cents): void {
  if (value === 0n && figures[name].length === 0) return;
  figures[name] = write(withRoom(figures, name), place, value);
}

/**
 * A lot. Its figures stand in the book's columns, where the rules that go through all lots find them
 * (`return-of-capital.ts`); a rule about one lot reads and writes them here.
 */
export class OpenLot {
  /** The entry that its basis and its day come from. */
  readonly maker: LotMaker;
  /** Place of that entry among all, which settles ties between lots of one day. */
  readonly order: number;
  /** Place in the columns of the book. */
  readonly place: number;
  /** Null while nothing waits, which is nearly always. */
  pending: PendingReturn[] | null = null;
  readonly #figures: LotFigures;
  #details: LotDetails | null = null;

  constructor(maker: LotMaker, order: number, place: number, figures: LotFigures) {
    this.maker = maker;
    this.order = order;
    this.place = place;
    this.#figures = figures;
  }

  #detailed(): LotDetails {
    this.#details ??= {
      name: this.name,
      rank: this.rank,
      acquired: this.acquired,
      heldSince: this.acquired,
      inherited: this.inherited,
      parent: null,
      root: null,
      cameOn: null,
      since: this.since,
      past: [],
      boughtOn: this.boughtOn,
      sequence: 0,
      isReplacement: false,
      gift: this.gift,
      opening: this.opening,
      isStated: false,
      parts: [],
    };
    return this.#details;
  }

  /** Has the shares of its maker, which cost as much as they count for. */
  begin(shares: Shares, cost: Cents): void {
    const figures = this.#figures;
    figures.entitled = null;
    figures.ranked?.noteChange(this);
    figures.shares = write(figures.shares, this.place, shares);
    figures.basis = write(figures.basis, this.place, cost);
    figures.cost = write(figures.cost, this.place, cost);
  }

  /** Gives the lot a name that its maker does not give it. */
  beCalled(name: string): void {
    this.#detailed().name = name;
  }

  /** Gives the lot another's days, and remembers that its shares come from there. */
  comeFrom(parent: OpenLot, { name, origin, leaves, day }: NewOrigin, sequence: number): void {
    const isSame = origin === 'same-shares';
    const stay = { securityId: leaves, from: parent.since, to: day };
    this.#details = {
      name,
      rank: parent.rank + inOrderOfNumber(name.slice(parent.name.length)),
      acquired: parent.acquired,
      heldSince: parent.heldSince,
      inherited: parent.inherited,
      parent: origin === 'distributed' ? null : parent,
      root: origin === 'distributed' ? null : parent.root,
      cameOn: day,
      since: isSame ? parent.since : day,
      past: isSame ? parent.past : [...parent.past, stay],
      boughtOn: isSame ? parent.boughtOn : null,
      sequence,
      isReplacement: isSame && parent.isReplacement,
      gift: parent.gift,
      opening: parent.opening,
      isStated: parent.isStated,
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

  /** What lots of one day are put in order by: the name, with the numbers of parts by their size. */
  get rank(): string {
    return this.#details?.rank ?? this.name;
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

  /** From when on its shares were of its security, in whatever account of the book. */
  get since(): Day {
    return this.#details?.since ?? this.maker.date;
  }

  /** The securities that its basis was in before that, the first one first. */
  get past(): readonly Stay[] {
    return this.#details?.past ?? [];
  }

  /** Has the basis rest on other shares as well: a wash sale added their loss to it. */
  restOn(stays: readonly Stay[]): void {
    const details = this.#detailed();
    details.past = [...details.past, ...stays];
  }

  /** The lot that its shares were in before they moved here; null where they began here. */
  get parent(): OpenLot | null {
    return this.#details?.parent ?? null;
  }

  /** The lot that its shares were in at the start of a day, as far as they came here on it or later. */
  parentSince(day: Day): OpenLot | null {
    const details = this.#details;
    if (!details || details.cameOn === null || details.cameOn < day) return null;
    return details.parent;
  }

  /** The lot in which its shares began. */
  get root(): OpenLot {
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

  /** The gift by which its shares came, if it was worth less than the giver's basis: it has two bases. */
  get gift(): Acquisition | null {
    return this.#details ? this.#details.gift : giftBelowCost(this.maker);
  }

  /** The entry that stated its basis last, or one that it has in it; null where all was computed from the start. */
  get opening(): OpeningBasis | null {
    return this.#details?.opening ?? null;
  }

  /** Whether its basis rests on a value that nobody has said yet. */
  get awaitsValue(): boolean {
    return awaitsValue(this.maker) && !this.isStated;
  }

  /** Whether its basis was stated, and does not only have a stated one in it. */
  get isStated(): boolean {
    return this.#details?.isStated ?? false;
  }

  /** Has the basis rest on what an entry stated of a lot that it is averaged with, or whose loss it has. */
  restOnOpening(entry: OpeningBasis | null): void {
    if (entry !== null && this.opening === null) this.#detailed().opening = entry;
  }

  /** The same, as a row of a report says it. */
  get openingRow(): Opening | null {
    const { opening } = this;
    return opening && { transactionId: opening.id, day: opening.date };
  }

  /** Begins anew with a basis that an entry states. */
  stateBasis(entry: OpeningBasis, basis: Cents): void {
    const details = this.#detailed();
    details.opening = entry;
    details.isStated = true;
    details.since = entry.date;
    details.past = [];
    this.#reduceLossBasis(basis);
    this.basis = basis;
    this.cost = basis;
    this.lossAdded = NO_MONEY;
    this.otherChanges = NO_MONEY;
    this.reducedBefore = NO_MONEY;
    this.reducedInYear = NO_MONEY;
  }

  /** What came off the basis of a gift came off the one for a loss as well, which is never more than it. */
  #reduceLossBasis(basis: Cents): void {
    const { lossBasis } = this;
    if (lossBasis === 0n) return;
    const off = this.basis > basis ? subtractCents(this.basis, basis) : NO_MONEY;
    const left = lossBasis > off ? subtractCents(lossBasis, off) : NO_MONEY;
    this.lossBasis = left > basis ? basis : left;
  }

  /** The lots that its basis is averaged with; null where it stands for itself. */
  get pool(): Pool | null {
    const { pool } = this.#figures;
    return pool && this.shares > 0n && this.acquired >= pool.from && !this.gift ? pool : null;
  }

  get isReplacement(): boolean {
    return this.#details?.isReplacement ?? false;
  }

  becomeReplacement(): void {
    this.#detailed().isReplacement = true;
  }

  /** Parts that wash sales split off, or that left its book and came back. */
  get parts(): readonly OpenLot[] {
    return this.#details?.parts ?? [];
  }

  addPart(part: OpenLot): void {
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
    return valueAt(this.#figures.reducedBefore, this.place) as Cents;
  }

  set reducedBefore(value: Cents) {
    writeAt(this.#figures, 'reducedBefore', this.place, value);
  }

  get reducedInYear(): Cents {
    return valueAt(this.#figures.reducedInYear, this.place) as Cents;
  }

  set reducedInYear(value: Cents) {
    writeAt(this.#figures, 'reducedInYear', this.place, value);
  }

  get lossBasis(): Cents {
    return valueAt(this.#figures.lossBasis, this.place) as Cents;
  }

  set lossBasis(value: Cents) {
    if (value !== 0n) this.#figures.hasGifts = true;
    writeAt(this.#figures, 'lossBasis', this.place, value);
  }

  get lossAdded(): Cents {
    return valueAt(this.#figures.lossAdded, this.place) as Cents;
  }

  set lossAdded(value: Cents) {
    writeAt(this.#figures, 'lossAdded', this.place, value);
  }

  get otherChanges(): Cents {
    return valueAt(this.#figures.otherChanges, this.place) as Cents;
  }

  set otherChanges(value: Cents) {
    writeAt(this.#figures, 'otherChanges', this.place, value);
  }

  get capitalGainReceived(): Cents {
    return valueAt(this.#figures.capitalGainReceived, this.place) as Cents;
  }

  set capitalGainReceived(value: Cents) {
    writeAt(this.#figures, 'capitalGainReceived', this.place, value);
  }
}
