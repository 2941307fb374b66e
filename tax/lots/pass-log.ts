/**
 * What happened to each lot, in order? Kept for the Lots screen and for derivations only where every
 * change is asked for; the moves of shares alone are kept from the day on which a holding period can
 * ask for them.
 */
import type { Column } from '../values/columns.ts';
import type { Day } from '../values/days.ts';
import type { Taking } from './earliest-first.ts';
import { carriedFrom, type Carried } from './carried.ts';
import type { Portion } from './lots.ts';
import { negated, NO_MONEY, subtractCents, type Cents, type Shares } from '../values/money.ts';
import { isWaiting, type PlannedDistribution } from './planned-distributions.ts';
import type { PoolExcess } from './averaged-floor.ts';
import type { DuePart, PaymentRun, ReductionListener } from './return-of-capital.ts';
import type { OpenLot } from './open-lot.ts';
import type { PieceRun } from './sales.ts';
import type { Position, Trade } from '../facts/transactions.ts';
import type { Split } from '../facts/model.ts';
import type { LotEventKind } from '../facts/entry-kinds.ts';
import type { SalePiece } from './figures.ts';

/**
 * What is kept: what belongs to the year; every change of every lot; or the same for whoever tells
 * where figures are from, with reductions by payment.
 */
export type Keeps = 'the-year' | 'events' | 'told';

/** A change of a lot with what it was made of. */
export interface LotChange {
  /** Its place among all that the log was told. */
  readonly order: number;
  readonly position: Position;
  readonly lot: OpenLot;
  readonly kind: LotEventKind;
  readonly day: Day;
  /** The payment of a reduction, and whom it was paid to: the shares can have moved since. */
  readonly planned: PlannedDistribution | null;
  readonly paidTo: Position | null;
  readonly trade: Trade | null;
  /** What a sale took of the lot; for `washSale` the piece whose loss was disallowed. */
  readonly piece: SalePiece | null;
  /** Where shares or basis came from or went to. */
  readonly other: OpenLot | null;
  /** What moved, or left without a sale. */
  readonly portion: Omit<Portion, 'held' | 'average'> | null;
  readonly sharesBefore: Shares;
  readonly sharesAfter: Shares;
  readonly basisChange: Cents;
  readonly basisAfter: Cents;
  /** The lots whose basis was averaged, and what the log had been told before. */
  readonly group: Averaging | null;
  /** What the lot carries after shares left it; kept to be told only. */
  readonly after: Carried | null;
}

/** Lots whose basis was divided anew among them. */
export interface Averaging {
  readonly order: number;
  readonly lots: readonly OpenLot[];
  /** How many shares of each are about to leave together; null where none are. */
  readonly leaving: readonly Shares[] | null;
}

/** Parts of a payment that were more than the basis of averaged lots, and what the log had been told before. */
interface ToldExcess extends PoolExcess<DuePart> {
  readonly order: number;
}

/** Shares that took the place of sold ones: of a lot, or a part of it that was split off for that. */
export interface Match {
  readonly sold: PieceRun;
  /** Which of the piece's replacements, from 0. */
  readonly place: number;
  readonly lot: OpenLot;
  readonly part: OpenLot;
  readonly shares: Shares;
  /** The order of what came just after. */
  readonly at: number;
}

/** Shares that left a lot: for another lot, or for good. */
export interface Movement {
  readonly day: Day;
  readonly lot: OpenLot;
  readonly shares: Shares;
  readonly held: Shares;
  /** Null where they were disposed of. */
  readonly to: OpenLot | null;
}

/** What a payment did to its lots and when; its columns say the rest. */
export interface ToldPayment {
  /** When it fixed who is entitled, and when it reduced basis; null where it has not. */
  readonly entitled: number;
  reduced: number | null;
  /** Capital gain that each lot received; null where there was none. */
  received: Column | null;
  /** What of it was beyond the basis of averaged lots. */
  readonly beyond: ToldExcess[];
  /** How the earliest purchases came first; null where each lot has its part by shares. */
  readonly taking: Taking | null;
}

/** A part of a return of capital that had waited on a lot: what was due, and what the basis allowed. */
interface ToldReduction {
  readonly order: number;
  readonly lot: OpenLot;
  readonly run: PaymentRun;
  readonly place: number;
  readonly amount: Cents;
  readonly reduction: Cents;
}

/** A split between two replacements of sold shares: those after it replace shares as they then count. */
export interface ToldSplit {
  readonly sold: PieceRun;
  /** The first replacement after it. */
  readonly place: number;
  readonly split: Split;
}

/** Where the pass writes what happens. */
export class PassLog {
  readonly changes: LotChange[] = [];
  readonly movements: Movement[] = [];
  readonly matches: Match[] = [];
  readonly payments = new Map<PaymentRun, ToldPayment>();
  readonly reductions: ToldReduction[] = [];
  readonly splits: ToldSplit[] = [];
  readonly #everything: boolean;
  readonly #movementsFrom: Day | null;
  /** Whether each reduction of a lot is a change of its own, or told by payment. */
  readonly #keepsReductions: boolean;
  readonly tells: boolean;
  #order = 0;

  /**
   * `movementsFrom`: the first day whose moves of shares are asked for; null where none are. What is
   * kept to be told has no object for each lot of a payment, of which there can be very many.
   */
  constructor(keeps: Keeps, movementsFrom: Day | null) {
    this.#everything = keeps !== 'the-year';
    this.#keepsReductions = keeps === 'events';
    this.tells = keeps === 'told';
    this.#movementsFrom = movementsFrom;
  }

  entitled(run: PaymentRun, taking: Taking | null): void {
    if (!this.tells) return;
    const order = this.#order++;
    this.payments.set(run, { entitled: order, reduced: null, received: null, beyond: [], taking });
  }

  receivedCapitalGain(run: PaymentRun, parts: Column): void {
    const told = this.payments.get(run);
    if (told) told.received = parts;
  }

  beyondAverage(run: PaymentRun, excess: PoolExcess<DuePart>): void {
    this.payments.get(run)?.beyond.push({ ...excess, order: this.#order });
  }

  tookEffect(run: PaymentRun): void {
    const told = this.payments.get(run);
    if (told) told.reduced = this.#order++;
  }

  /** Whoever is to hear of each lot's reduction: as a change of it, or of what had waited alone. */
  listenerOf(
    run: PaymentRun,
    positionOf: (lot: OpenLot) => Position,
  ): ReductionListener | undefined {
    const { planned, position: paidTo } = run;
    const { effectiveDay: day } = planned;
    if (this.#keepsReductions) {
      return (lot, by, _, amount) => {
        // A part that was gain altogether happened to the lot too, though no basis was left to go down.
        if (amount === 0n) return;
        const more = { planned, paidTo };
        this.#add(positionOf(lot), lot, 'returnOfCapital', day, negated(by), lot.shares, more);
      };
    }
    if (!this.tells || !isWaiting(planned)) return undefined;
    return (lot, reduction, place, amount) => {
      this.reductions.push({ order: this.#order++, lot, run, place, amount, reduction });
    };
  }

  acquired(position: Position, lot: OpenLot, trade: Trade): void {
    if (!this.#everything) return;
    this.#add(position, lot, 'acquired', trade.transaction.date, lot.basis, 0n as Shares, {
      trade,
    });
  }

  sold(position: Position, { piece, lot, portion }: PieceRun, trade: Trade): void {
    this.#move(piece.sold, lot, portion, null);
    if (!this.#everything) return;
    const change = negated(portion.basis);
    this.#add(position, lot, 'sold', piece.sold, change, portion.held, {
      trade,
      piece,
      group: portion.average,
    });
  }

  /** Shares that left without a sale and without going anywhere in the book: a gift. */
  given(position: Position, lot: OpenLot, portion: Portion, trade: Trade): void {
    const day = trade.transaction.date;
    this.#move(day, lot, portion, null);
    if (!this.#everything) return;
    const change = negated(portion.basis);
    this.#add(position, lot, 'movedOut', day, change, portion.held, {
      trade,
      portion,
      group: portion.average,
    });
  }

  /** Shares that went from one lot to another; `arrived` counts those of the new security. */
  moved(
    day: Day,
    from: { readonly position: Position; readonly lot: OpenLot },
    to: { readonly position: Position; readonly lot: OpenLot },
    portion: Portion,
    trade: Trade,
  ): void {
    this.#move(day, from.lot, portion, to.lot);
    if (!this.#everything) return;
    const { average: group, held } = portion;
    const left = { trade, portion, other: to.lot, group };
    this.#add(from.position, from.lot, 'movedOut', day, negated(portion.basis), held, left);
    const arrived = { trade, portion: { ...portion, shares: to.lot.shares }, other: from.lot };
    this.#add(to.position, to.lot, 'movedIn', day, portion.basis, 0n as Shares, arrived);
  }

  /** Basis that left with the shares of another company. */
  spunOff(
    from: { readonly position: Position; readonly lot: OpenLot },
    to: { readonly position: Position; readonly lot: OpenLot },
    portion: Omit<Portion, 'held' | 'average'>,
    trade: Trade,
  ): void {
    if (!this.#everything) return;
    const day = trade.transaction.date;
    const left = { trade, portion, other: to.lot };
    const { shares } = from.lot;
    this.#add(from.position, from.lot, 'spunOff', day, negated(portion.basis), shares, left);
    const arrived = { trade, portion, other: from.lot };
    this.#add(to.position, to.lot, 'movedIn', day, portion.basis, 0n as Shares, arrived);
  }

  /** Basis that something else than a return of capital changed; the shares stay. */
  paidOn(
    position: Position,
    lot: OpenLot,
    kind: 'boot' | 'liquidated' | 'undistributedGain',
    change: Cents,
    trade: Trade,
    piece: SalePiece | null = null,
  ): void {
    if (!this.#everything) return;
    const day = trade.transaction.date;
    this.#add(position, lot, kind, day, change, lot.shares, { trade, piece });
  }

  split(position: Position, lot: OpenLot, sharesBefore: Shares, trade: Trade): void {
    if (!this.#everything) return;
    this.#add(position, lot, 'split', trade.transaction.date, NO_MONEY, sharesBefore, { trade });
  }

  basisStated(position: Position, lot: OpenLot, before: Cents, trade: Trade): void {
    if (!this.#everything) return;
    const change = subtractCents(lot.basis, before);
    this.#add(position, lot, 'basisStated', trade.transaction.date, change, lot.shares, { trade });
  }

  /** The lots whose basis is to be averaged, as they are now. */
  beginAveraging(lots: readonly OpenLot[], leaving: readonly Shares[] | null = null): Averaging {
    return { order: this.#order, lots, leaving };
  }

  averaged(
    position: Position,
    lot: OpenLot,
    day: Day,
    change: Cents,
    trade: Trade | null,
    group: Averaging,
  ): void {
    if (!this.#everything) return;
    this.#add(position, lot, 'averaged', day, change, lot.shares, { trade, group });
  }

  lossAdded(position: Position, lot: OpenLot, day: Day, piece: SalePiece, amount: Cents): void {
    if (!this.#everything) return;
    this.#add(position, lot, 'washSale', day, amount, lot.shares, { piece });
  }

  /** A replacement of sold shares, before its loss is added. */
  matched(sold: PieceRun, lot: OpenLot, part: OpenLot, shares: Shares): void {
    if (!this.#everything) return;
    const place = sold.piece.replacements.length;
    // A part that was split off left the lot by two changes.
    const at = this.#order - (part === lot ? 0 : 2);
    this.matches.push({ sold, place, lot, part, shares, at });
  }

  /** A split that shares went through which wait for a replacement. */
  splitWhileWaiting(sold: PieceRun, split: Split): void {
    if (this.tells) this.splits.push({ sold, place: sold.piece.replacements.length, split });
  }

  #move(day: Day, lot: OpenLot, { shares, held }: Portion, to: OpenLot | null): void {
    if (this.#movementsFrom === null || day < this.#movementsFrom) return;
    this.movements.push({ day, lot, shares, held, to });
  }

  #add(
    position: Position,
    lot: OpenLot,
    kind: LotEventKind,
    day: Day,
    basisChange: Cents,
    sharesBefore: Shares,
    more: Partial<LotChange>,
  ): void {
    this.changes.push({
      order: this.#order++,
      position,
      lot,
      kind,
      day,
      planned: null,
      paidTo: null,
      trade: null,
      piece: null,
      other: null,
      portion: null,
      group: null,
      sharesBefore,
      sharesAfter: lot.shares,
      basisChange,
      basisAfter: lot.basis,
      after: this.tells && tookShares(kind) ? carriedFrom((name) => lot[name]) : null,
      ...more,
    });
  }
}

/** Whether a change is a payment on the lot, or gain that was added to it, and no return of capital. */
export function isPaidOnLot(
  kind: LotEventKind,
): kind is 'boot' | 'liquidated' | 'undistributedGain' {
  return kind === 'boot' || kind === 'liquidated' || kind === 'undistributedGain';
}

/** Whether shares left the lot by a change: by a sale, a gift or for another lot. */
export function tookShares(kind: LotEventKind): boolean {
  return kind === 'sold' || kind === 'movedOut';
}
