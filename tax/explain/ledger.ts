/**
 * What happened to one lot, in order, and which lots, payments and sales does that lead to?
 *
 * Read off a run that has kept every change but the reductions: a payment's columns say those as well,
 * and a payment to very many lots would make an object for each of them. A lot's steps are put together
 * when somebody asks for that lot.
 *
 * Awkward case: a return of capital that waits for January 1 goes along with shares that move; it is a
 * step of the lot that they are in by then.
 */
import { capitalGainOf } from '../lots/payment.ts';
import type { Day } from '../values/days.ts';
import { NO_MONEY, type Cents } from '../values/money.ts';
import { compareText, firstIndex } from '../values/order.ts';
import type { LotChange, Match } from '../lots/pass-log.ts';
import type { PositionRun } from '../lots/pass.ts';
import { comparePlanned } from '../lots/planned-distributions.ts';
import { placeOf, type PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { Position, Trade } from '../facts/transactions.ts';
import type { SalePiece } from '../lots/figures.ts';
import type { YearRun } from '../lots/year-run.ts';

/** A payment's part of one lot. */
export interface PaymentPlace {
  readonly run: PaymentRun;
  readonly place: number;
}

/** One thing that happened to a lot. */
export type LotStep =
  | { readonly kind: 'trade'; readonly day: Day; readonly change: LotChange; readonly at: number }
  /** Capital gain was distributed on the shares. */
  | ({ readonly kind: 'capitalGain'; readonly day: Day } & PaymentPlace)
  /** A return of capital took effect; the place is that of the lot that was entitled. */
  | ({ readonly kind: 'reduced'; readonly day: Day } & PaymentPlace);

export type TradeStep = Extract<LotStep, { kind: 'trade' }>;
export type ReducedStep = Extract<LotStep, { kind: 'reduced' }>;

/** How a lot that came from another one did so. */
type Way = 'wash-sale' | 'transfer' | 'exchange' | 'spin-off';

/** The way by which a lot's shares came, and the step of the other lot by which they left it. */
export interface Departure {
  readonly way: Way;
  readonly from: OpenLot;
  readonly change: LotChange;
}

export function isWaiting({ planned }: PaymentRun): boolean {
  return planned.effectiveDay > planned.exDate;
}

export function returnedTo({ run, place }: PaymentPlace): Cents {
  return (run.returned?.[place] ?? NO_MONEY) as Cents;
}

/** Whether shares left the lot by a change: by a sale, a gift or for another lot. */
export function tookShares({ kind }: LotChange): boolean {
  return kind === 'sold' || kind === 'movedOut';
}

export class Ledger {
  readonly run: YearRun;
  readonly #changes = new Map<OpenLot, TradeStep[]>();
  readonly #departures = new Map<OpenLot, Departure>();
  readonly #children = new Map<OpenLot, OpenLot[]>();
  readonly #ofTrade = new Map<Trade, LotChange[]>();
  readonly #sold = new Map<SalePiece, LotChange>();
  readonly #runs: ReadonlyMap<Position, { readonly order: number; readonly run: PositionRun }>;
  readonly #matchOfPart = new Map<OpenLot, Match>();
  readonly #matchesOf: ReadonlyMap<SalePiece, readonly Match[]>;
  /** Of all positions, those payments whose return of capital waited. */
  readonly #waiting: readonly PaymentRun[];
  readonly #steps = new Map<OpenLot, readonly LotStep[]>();
  readonly #places = new Map<LotChange, number>();
  readonly #marks = new Map<OpenLot, { readonly left: number[]; readonly splits: number[] }>();

  constructor(run: YearRun) {
    this.run = run;
    this.#runs = new Map(run.positions.map((one, order) => [one.position, { order, run: one }]));
    this.#waiting = run.positions.flatMap(({ payments }) =>
      payments.filter((one) => isWaiting(one) && one.returned !== null),
    );
    this.#matchesOf = Map.groupBy(run.matches, ({ sold }) => sold.piece);
    for (const match of run.matches) this.#matchOfPart.set(match.part, match);
    run.changes.forEach((change, at) => {
      const { lot, day, trade, piece } = change;
      push(this.#changes, lot, { kind: 'trade', day, change, at });
      if (change.kind === 'sold' && piece) this.#sold.set(piece, change);
      if (trade && change.kind !== 'acquired' && change.kind !== 'movedIn') {
        push(this.#ofTrade, trade, change);
      }
    });
    for (const change of run.changes) this.#noteDeparture(change);
  }

  #noteDeparture(change: LotChange): void {
    const { other, lot, trade } = change;
    if (!other || (change.kind !== 'movedOut' && change.kind !== 'spunOff')) return;
    const way = (): Way => {
      if (change.kind === 'spunOff') return 'spin-off';
      if (this.positionOf(other) === change.position) return 'wash-sale';
      return trade?.transaction.action === 'transfer' ? 'transfer' : 'exchange';
    };
    this.#departures.set(other, { way: way(), from: lot, change });
    push(this.#children, lot, other);
  }

  get lots(): MapIterator<OpenLot> {
    return this.#changes.keys();
  }

  positionOf(lot: OpenLot): Position {
    return this.#tradesOf(lot)[0]?.change.position as Position;
  }

  /** How a lot's shares came from another one; undefined where they began here. */
  departureOf(lot: OpenLot): Departure | undefined {
    return this.#departures.get(lot);
  }

  /** Lots that shares of this one moved to. */
  childrenOf(lot: OpenLot): readonly OpenLot[] {
    return this.#children.get(lot) ?? [];
  }

  /** The pieces of an entry's sale, in order. */
  piecesOf(trade: Trade): readonly LotChange[] {
    return (this.#ofTrade.get(trade) ?? []).filter(({ kind }) => kind === 'sold');
  }

  /** What an entry took from lots or did to them, besides a sale and what wash sales divide. */
  affectedBy(trade: Trade): readonly LotChange[] {
    return (this.#ofTrade.get(trade) ?? []).filter(({ kind, other }) => {
      if (kind === 'split' || kind === 'spunOff') return true;
      return kind === 'movedOut' && (!other || this.#departures.get(other)?.way !== 'wash-sale');
    });
  }

  /** The change by which a piece of a sale left its lot. */
  soldChange(piece: SalePiece): LotChange {
    return this.#sold.get(piece) as LotChange;
  }

  matchesOf(piece: SalePiece): readonly Match[] {
    return this.#matchesOf.get(piece) ?? [];
  }

  /** What made a lot a replacement. */
  matchOf(part: OpenLot): Match {
    return this.#matchOfPart.get(part) as Match;
  }

  #tradesOf(lot: OpenLot): readonly TradeStep[] {
    return this.#changes.get(lot) ?? [];
  }

  /** Everything that happened to a lot, in order. */
  stepsOf(lot: OpenLot): readonly LotStep[] {
    const known = this.#steps.get(lot);
    if (known) return known;
    const byPayments = this.#paymentSteps(lot);
    const steps: LotStep[] = [];
    let next = 0;
    for (const step of this.#tradesOf(lot)) {
      // On one day payments come first.
      for (let paid = byPayments[next]; paid && paid.day <= step.day; paid = byPayments[++next]) {
        steps.push(paid);
      }
      this.#places.set(step.change, steps.length);
      steps.push(step);
    }
    steps.push(...byPayments.slice(next));
    this.#steps.set(lot, steps);
    return steps;
  }

  /** The places of a lot's steps by which shares left it, and of its splits, in order. */
  marksOf(lot: OpenLot): { readonly left: readonly number[]; readonly splits: readonly number[] } {
    const known = this.#marks.get(lot);
    if (known) return known;
    const marks = { left: [] as number[], splits: [] as number[] };
    this.stepsOf(lot).forEach((step, place) => {
      if (step.kind !== 'trade') return;
      if (tookShares(step.change)) marks.left.push(place);
      else if (step.change.kind === 'split') marks.splits.push(place);
    });
    this.#marks.set(lot, marks);
    return marks;
  }

  /** A change's place among the steps of its lot. */
  placeOfChange(change: LotChange): number {
    this.stepsOf(change.lot);
    return this.#places.get(change) as number;
  }

  /** How many steps of a lot came before the log had so many changes; payments since may be among them. */
  stepsBefore(lot: OpenLot, at: number): number {
    const trades = this.#tradesOf(lot);
    const next = trades[firstIndex(trades, (step) => step.at >= at)];
    return next ? this.placeOfChange(next.change) : this.stepsOf(lot).length;
  }

  /** How many of a lot's steps there were at the end of a day. */
  stepsUpTo(lot: OpenLot, day: Day): number {
    return firstIndex(this.stepsOf(lot), (step) => step.day > day);
  }

  /** How many steps of a lot came before a payment fixed who is entitled. */
  stepsBeforePayment(lot: OpenLot, run: PaymentRun): number {
    const entitling: LotStep = { kind: 'reduced', day: run.planned.exDate, run, place: 0 };
    return firstIndex(
      this.stepsOf(lot),
      (step) =>
        step.day >= entitling.day &&
        (step.kind === 'trade' || this.#compareSteps(step, entitling) >= 0),
    );
  }

  /** Whether any return of capital took effect later than on its ex-date. */
  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** The returns of capital that wait on a lot when a payment fixes who is entitled. */
  waitingOn(lot: OpenLot, run: PaymentRun): readonly PaymentPlace[] {
    if (this.#waiting.length === 0) return [];
    const { exDate } = run.planned;
    return this.stepsOf(lot)
      .slice(this.stepsBeforePayment(lot, run))
      .filter((step): step is ReducedStep => {
        if (step.kind !== 'reduced' || step.run === run || !isWaiting(step.run)) return false;
        const other = step.run.planned;
        if (other.exDate !== exDate) return other.exDate < exDate;
        const order = this.#orderOf(step.run) - this.#orderOf(run);
        return (order || comparePlanned(other, run.planned)) < 0;
      });
  }

  /** The account that a payment went to. */
  accountOf(payment: PaymentRun): Position['account'] | undefined {
    for (const { position, payments } of this.run.positions) {
      if (payments.includes(payment)) return position.account;
    }
    return undefined;
  }

  /** Payments to an account, in order of effect. */
  #paymentsTo(position: Position): readonly PaymentRun[] {
    return this.#runs.get(position)?.run.payments ?? [];
  }

  #paymentSteps(lot: OpenLot): readonly LotStep[] {
    const steps: LotStep[] = [];
    const reduce = (run: PaymentRun, place: number): void => {
      if (returnedTo({ run, place }) === 0n) return;
      steps.push({ kind: 'reduced', day: run.planned.effectiveDay, run, place });
    };
    for (const run of this.#paymentsTo(this.positionOf(lot))) {
      const place = placeOf(run, lot);
      if (place === undefined) continue;
      reduce(run, place);
      if (capitalGainOf(run.amounts) === 0n || run.planned.taxYear > this.run.taxYear) continue;
      steps.push({ kind: 'capitalGain', day: run.planned.exDate, run, place });
    }
    for (const { run, place } of this.#waitingFromElsewhere(lot)) reduce(run, place);
    return steps.sort((a, b) => this.#compareSteps(a, b));
  }

  #compareSteps(a: LotStep, b: LotStep): number {
    if (a.kind === 'trade' || b.kind === 'trade') return compareText(a.day, b.day);
    return (
      compareText(a.day, b.day) ||
      this.#orderOf(a.run) - this.#orderOf(b.run) ||
      comparePlanned(a.run.planned, b.run.planned)
    );
  }

  #orderOf({ position }: PaymentRun): number {
    return this.#runs.get(position)?.order ?? 0;
  }

  /** Returns of capital that still waited when the shares came into this lot. */
  #waitingFromElsewhere(lot: OpenLot): readonly PaymentPlace[] {
    const arrived = this.departureOf(lot)?.change.day;
    if (arrived === undefined) return [];
    const waiting = this.#waiting.filter(
      ({ planned }) => planned.exDate <= arrived && planned.effectiveDay > arrived,
    );
    let first = arrived;
    for (const { planned } of waiting) if (planned.exDate < first) first = planned.exDate;
    const found: PaymentPlace[] = [];
    for (
      let departure = this.departureOf(lot);
      waiting.length > 0 && departure && departure.way !== 'spin-off';
      departure = this.departureOf(departure.from)
    ) {
      const { from, change } = departure;
      if (change.day < first) break;
      for (const run of waiting) {
        if (run.position !== change.position || run.planned.exDate > change.day) continue;
        const place = placeOf(run, from);
        if (place !== undefined) found.push({ run, place });
      }
    }
    return found;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
