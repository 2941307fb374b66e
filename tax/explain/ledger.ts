/**
 * What happened to one lot, in order, and which lots, payments and sales does that lead to?
 *
 * Read off what the rules told. A payment tells its columns, because one to very many lots would make an
 * object for each of them; a lot's steps are put together when somebody asks for that lot.
 *
 * Awkward case: a return of capital that waits for January 1 goes along with shares that move; it is a
 * step of the lot that they are in by then.
 */
import type { Day } from '../values/days.ts';
import type { Shares } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import {
  tookShares,
  type LotChange,
  type Match,
  type ToldPayment,
  type Averaging,
  type ToldSplit,
} from '../lots/pass-log.ts';
import { isWaiting } from '../lots/planned-distributions.ts';
import { partOf, placeOf, type LotPart, type PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { PlannedDistribution } from '../lots/planned-distributions.ts';
import type { Position, Trade } from '../facts/transactions.ts';
import type { SalePiece } from '../lots/figures.ts';
import type { YearRun } from '../lots/year-run.ts';

/** One thing that happened to a lot, by its order among all that the rules told. */
export type LotStep = { readonly day: Day; readonly order: number } & (
  | { readonly kind: 'trade'; readonly change: LotChange }
  /** Capital gain was distributed on the shares. */
  | ({ readonly kind: 'capitalGain' } & LotPart)
  /** A return of capital took effect: what was due, and what the basis allowed. The place is that of
   * the lot that was entitled. */
  | ({
      readonly kind: 'reduced';
      readonly amount: bigint;
      readonly reduction: bigint;
    } & LotPart)
);

export type TradeStep = Extract<LotStep, { kind: 'trade' }>;
export type ReducedStep = Extract<LotStep, { kind: 'reduced' }>;

/** How a lot that came from another one did so. */
type Way = 'wash-sale' | 'transfer' | 'exchange' | 'spin-off';

/** The way by which a lot's shares came, and the step of the other lot by which they left it. */
export interface Departure {
  readonly way: Way;
  readonly change: LotChange;
}

/** The shares that left a lot by a change. */
export function sharesThatLeft({ piece, portion, sharesBefore }: LotChange): Shares {
  return piece?.shares ?? portion?.shares ?? sharesBefore;
}

export class Ledger {
  readonly run: YearRun;
  readonly #own = new Map<OpenLot, LotStep[]>();
  readonly #departures = new Map<OpenLot, Departure>();
  readonly #ofTrade: ReadonlyMap<Trade | null, readonly LotChange[]>;
  readonly #sold = new Map<SalePiece, LotChange>();
  readonly #payments: ReadonlyMap<Position, readonly PaymentRun[]>;
  readonly #matchOfPart: ReadonlyMap<OpenLot, Match>;
  readonly #matchesOf: ReadonlyMap<SalePiece, readonly Match[]>;
  readonly #splitsOf: ReadonlyMap<SalePiece, readonly ToldSplit[]>;
  #leftWith: ReadonlyMap<Averaging | null, readonly LotChange[]> | undefined;
  readonly #steps = new Map<OpenLot, readonly LotStep[]>();
  readonly #marks = new Map<OpenLot, { readonly left: number[]; readonly splits: number[] }>();

  constructor(run: YearRun) {
    this.run = run;
    this.#payments = new Map(run.positions.map((one) => [one.position, one.payments]));
    this.#matchesOf = Map.groupBy(run.matches, ({ sold }) => sold.piece);
    this.#splitsOf = Map.groupBy(run.told.splits, ({ sold }) => sold.piece);
    this.#matchOfPart = new Map(run.matches.map((match) => [match.part, match]));
    this.#ofTrade = Map.groupBy(run.changes, ({ trade }) => trade);
    for (const change of run.changes) {
      const { lot, day, piece, order } = change;
      push(this.#own, lot, { kind: 'trade', day, order, change });
      if (change.kind === 'sold' && piece) this.#sold.set(piece, change);
    }
    for (const { lot, ...part } of run.told.reductions) {
      push(this.#own, lot, { kind: 'reduced', day: part.run.planned.effectiveDay, ...part });
    }
    for (const change of run.changes) this.#noteDeparture(change);
  }

  #noteDeparture(change: LotChange): void {
    const { other, trade } = change;
    if (!other || (change.kind !== 'movedOut' && change.kind !== 'spunOff')) return;
    const way = (): Way => {
      if (change.kind === 'spunOff') return 'spin-off';
      if (this.positionOf(other) === change.position) return 'wash-sale';
      return trade?.transaction.action === 'transfer' ? 'transfer' : 'exchange';
    };
    this.#departures.set(other, { way: way(), change });
  }

  /** A payment to an account; undefined where none of its shares were entitled. */
  paymentTo(accountId: string, planned: PlannedDistribution): PaymentRun | undefined {
    const all = [...this.#payments].filter(([{ account }]) => account.id === accountId);
    return all.flatMap(([, runs]) => runs).find((run) => run.planned === planned);
  }

  get lots(): MapIterator<OpenLot> {
    return this.#own.keys();
  }

  positionOf(lot: OpenLot): Position {
    const [first] = this.#own.get(lot) ?? [];
    if (first?.kind !== 'trade') throw new Error('a lot that nothing has made');
    return first.change.position;
  }

  /** How a lot's shares came from another one; undefined where they began here. */
  departureOf(lot: OpenLot): Departure | undefined {
    return this.#departures.get(lot);
  }

  /** The pieces of an entry's sale, in order. */
  piecesOf(trade: Trade): readonly LotChange[] {
    return (this.#ofTrade.get(trade) ?? []).filter(({ kind }) => kind === 'sold');
  }

  /** How averaged shares left their lots together. */
  leftWith(group: Averaging): readonly LotChange[] {
    this.#leftWith ??= Map.groupBy(
      this.run.changes.filter(({ kind }) => kind !== 'averaged'),
      (change) => change.group,
    );
    return this.#leftWith.get(group) ?? [];
  }

  /** The lots of which one entry stated the basis. */
  statedBy({ trade }: LotChange): readonly LotChange[] {
    return (this.#ofTrade.get(trade) ?? []).filter(({ kind }) => kind === 'basisStated');
  }

  /** Everything that an entry did, in order. */
  changesOf(trade: Trade): readonly LotChange[] {
    return this.#ofTrade.get(trade) ?? [];
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

  /** Splits that a piece's shares went through while they waited for a replacement. */
  splitsOf(piece: SalePiece): readonly ToldSplit[] {
    return this.#splitsOf.get(piece) ?? [];
  }

  /** What made a lot a replacement. */
  matchOf(part: OpenLot): Match {
    return this.#matchOfPart.get(part) as Match;
  }

  /** Everything that happened to a lot, in order. */
  stepsOf(lot: OpenLot): readonly LotStep[] {
    const known = this.#steps.get(lot);
    if (known) return known;
    const own = this.#own.get(lot) ?? [];
    const steps = [...own, ...this.#paymentSteps(lot)].sort((a, b) => a.order - b.order);
    this.#steps.set(lot, steps);
    return steps;
  }

  /** What payments to all lots did to this one, out of their columns. */
  #paymentSteps(lot: OpenLot): readonly LotStep[] {
    const steps: LotStep[] = [];
    for (const run of this.#payments.get(this.positionOf(lot)) ?? []) {
      const place = placeOf(run, lot);
      if (place === undefined) continue;
      const { exDate: day } = run.planned;
      const { entitled, received, reduced } = this.toldOf(run);
      if (received) steps.push({ kind: 'capitalGain', day, order: entitled, run, place });
      const { returnOfCapital: amount, basisReduction: reduction } = partOf(run, place);
      if (isWaiting(run.planned) || reduced === null || amount === 0n) continue;
      steps.push({ kind: 'reduced', day, order: reduced, run, place, amount, reduction });
    }
    return steps;
  }

  /** What was told of a payment. */
  toldOf(run: PaymentRun): ToldPayment {
    return this.run.told.payments.get(run) as ToldPayment;
  }

  /** The places of a lot's steps by which shares left it, and of its splits, in order. */
  marksOf(lot: OpenLot): { readonly left: readonly number[]; readonly splits: readonly number[] } {
    const known = this.#marks.get(lot);
    if (known) return known;
    const marks = { left: [] as number[], splits: [] as number[] };
    this.stepsOf(lot).forEach((step, place) => {
      if (step.kind !== 'trade') return;
      if (tookShares(step.change.kind)) marks.left.push(place);
      else if (step.change.kind === 'split') marks.splits.push(place);
    });
    this.#marks.set(lot, marks);
    return marks;
  }

  /** A change's place among the steps of its lot. */
  placeOfChange({ lot, order }: LotChange): number {
    return this.stepsBefore(lot, order);
  }

  /** How many steps of a lot came before that one of all. */
  stepsBefore(lot: OpenLot, order: number): number {
    return firstIndex(this.stepsOf(lot), (step) => step.order >= order);
  }

  /** How many of a lot's steps there were at the end of a day. */
  stepsUpTo(lot: OpenLot, day: Day): number {
    return firstIndex(this.stepsOf(lot), (step) => step.day > day);
  }

  /** How many steps of a lot came before a payment fixed who is entitled. */
  stepsBeforePayment(lot: OpenLot, run: PaymentRun): number {
    return this.stepsBefore(lot, this.toldOf(run).entitled);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
