/**
 * What does a return of capital do to the lots?
 *
 * Authority: Internal Revenue Code section 301(c)(2) and (3); Publication 550. The payment's return
 * of capital is divided among the entitled lots by their shares, by largest remainder in cents, ties
 * to the lot that was acquired earlier, then by name. It reduces the lot's basis, never below zero;
 * what is left over is capital gain of that lot and is never moved to another one.
 * Example: $15.99 to 100 shares with a basis of $3,800.00 leaves $3,784.01.
 * Awkward case: an ex-date in December of a payment that counts in the next year. Who is entitled is
 * fixed in December, the basis goes down on January 1; shares sold in between carry their part out as
 * a gain of the payment's year, because their basis never went down.
 * What moves to another account or becomes another security takes its waiting part along.
 * An account can choose "earliest purchases first" instead (`earliest-first.ts`).
 */
import { columnLike, type Column } from '../values/columns.ts';
import { excessOfPools, type PoolExcess } from './averaged-floor.ts';
import { trackerOf } from './carried.ts';
import { COUNTING } from './counting.ts';
import { divideEarliestFirst, type Taking } from './earliest-first.ts';
import { divideColumn } from '../values/largest-remainder.ts';
import { columnsForReduction, compareLots, partOfAmount, type EntitledLots } from './lots.ts';
import type { LotFigures, OpenLot } from './open-lot.ts';
import { addCents, NO_MONEY, subtractCents, type Cents, type Shares } from '../values/money.ts';
import { firstIndex } from '../values/order.ts';
import type { PaymentAmounts } from './payment.ts';
import { isWaiting, type PlannedDistribution } from './planned-distributions.ts';
import { dayReceived } from '../facts/tax-year.ts';
import type { Teller } from '../facts/teller.ts';
import { termOf } from './term.ts';
import type { Position } from '../facts/transactions.ts';
import type { PartOfGain, PaymentLot } from './figures.ts';

/** A payment's part of one lot, by the lot's place in the payment. */
export interface LotPart {
  readonly run: PaymentRun;
  readonly place: number;
}

/**
 * A payment to one account while the pass is under way. What fell to each lot stands in columns, one
 * place for each entitled lot; `partOf` puts a lot's figures together.
 */
export interface PaymentRun {
  readonly position: Position;
  readonly planned: PlannedDistribution;
  readonly shares: Shares;
  /** What the entitled shares cost, for the comparison with the amount per share. */
  readonly cost: Cents;
  readonly amounts: PaymentAmounts;
  readonly entitled: EntitledLots;
  /** The entitled lots in order: their places are those of the columns. */
  readonly lots: readonly OpenLot[];
  /** Null where no return of capital was paid. */
  readonly returned: Column | null;
  /** Null until the basis has gone down. */
  reduced: Column | null;
  /** Null while there is none. */
  excess: Column | null;
  /** Of each place with an excess: in which lots it arose, how their shares were held, and what their basis rested on. */
  readonly gains: Map<number, GainPart[]>;
  /** The lots that a part of it waits on; empty unless it takes effect after the ex-date. */
  waiting: OpenLot[];
  /** The lots whose parts were more than the basis, and by how much. Gains of shares sold before are not in it. */
  readonly beyondBasis: { readonly lots: string[]; total: Cents };
}

/** A part of a gain, and the lot that the shares were in when it arose. */
export interface GainPart extends PartOfGain {
  readonly lot: OpenLot;
}

/** Fixes what every entitled lot receives. */
export function entitle(
  position: Position,
  planned: PlannedDistribution,
  shares: Shares,
  amounts: PaymentAmounts,
  entitled: EntitledLots,
  byShares: boolean,
  tell?: (taking: Taking) => void,
): PaymentRun {
  const { returnOfCapital } = amounts.components;
  return {
    position,
    planned,
    shares,
    cost: entitled.cost,
    amounts,
    entitled,
    lots: entitled.lots,
    returned:
      returnOfCapital === 0n ? null : divideReturn(returnOfCapital, entitled, byShares, tell),
    reduced: null,
    excess: null,
    gains: new Map(),
    waiting: [],
    beyondBasis: { lots: [], total: NO_MONEY },
  };
}

function divideReturn(
  amount: Cents,
  entitled: EntitledLots,
  byShares: boolean,
  tell?: (taking: Taking) => void,
): Column {
  return byShares
    ? divideColumn(amount, entitled.shares)
    : divideEarliestFirst(amount, entitled, tell);
}

function figureAt(column: Column | null, place: number): Cents {
  return (column?.[place] ?? NO_MONEY) as Cents;
}

/** What a payment did to the lot at a place of it. */
export function partOf(run: PaymentRun, place: number): PaymentLot {
  return {
    lot: (run.lots[place] as OpenLot).name,
    shares: run.entitled.shares.values[place] as Shares,
    returnOfCapital: figureAt(run.returned, place),
    basisReduction: figureAt(run.reduced, place),
    excessGain: figureAt(run.excess, place),
  };
}

/** What a payment did to each of its lots, in order. */
export function partsOf(run: PaymentRun): readonly PaymentLot[] {
  return Array.from(run.lots, (_, place) => partOf(run, place));
}

/** A lot's place in a payment; undefined where the lot was not entitled. */
export function placeOf(run: PaymentRun, lot: OpenLot): number | undefined {
  const place = firstIndex(run.lots, (other) => compareLots(other, lot) >= 0);
  return run.lots[place] === lot ? place : undefined;
}

/** The place in a payment of a lot, or of the lot that its shares were in at the ex-date. */
function placeOfOrigin(run: PaymentRun, lot: OpenLot): number | undefined {
  const { exDate } = run.planned;
  for (let origin: OpenLot | null = lot; origin; origin = origin.parentSince(exDate)) {
    const place = placeOf(run, origin);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Whether a lot's shares have a part of a payment's return of capital. */
export function hasReturn(run: PaymentRun, lot: OpenLot): boolean {
  const place = placeOfOrigin(run, lot);
  return place !== undefined && figureAt(run.returned, place) > 0n;
}

/** Lets a run's parts wait on their lots for the day on which they take effect. */
export function holdUntilEffective(run: PaymentRun): void {
  run.lots.forEach((lot, place) => {
    const amount = figureAt(run.returned, place);
    if (amount === 0n) return;
    waitOn(lot, { run, place }, amount);
  });
}

function waitOn(lot: OpenLot, owner: LotPart, amount: Cents): void {
  (lot.pending ??= []).push({ owner, amount });
  owner.run.waiting.push(lot);
}

/** Lets the part of what waits on a lot go along to the lot that some of its shares are now in. */
export function movePending(from: OpenLot, to: OpenLot, shares: Shares, held: Shares): void {
  if (!from.pending) return;
  const stays = from.pending;
  from.pending = null;
  for (const pending of stays) {
    const leaving = partOfAmount(pending.amount, shares, held);
    pending.amount = subtractCents(pending.amount, leaving);
    if (shares !== held) (from.pending ??= []).push(pending);
    waitOn(to, pending.owner, leaving);
  }
}

/** How a payment is looked at from the year that is reported. */
interface Viewpoint {
  readonly taxYear: number;
  /** Whether the payment is listed. What lies beyond a basis is asked of no other. */
  readonly isListed: boolean;
  /** Told of parts that are more than the basis of averaged lots. */
  readonly beyondAverage: (excess: PoolExcess<DuePart>) => void;
}

/** A part of a payment that is due on a lot. */
export interface DuePart {
  readonly lot: OpenLot;
  readonly place: number;
  readonly amount: Cents;
}

/** What of the parts due on averaged lots is beyond the basis of all of them, part by part. */
function beyondAverages(
  due: readonly DuePart[],
  { beyondAverage }: Viewpoint,
): ReadonlyMap<DuePart, Cents> {
  const beyond = new Map<DuePart, Cents>();
  for (const excess of excessOfPools(due)) {
    beyondAverage(excess);
    excess.due.forEach((part, at) => beyond.set(part, excess.beyond[at] as Cents));
  }
  return beyond;
}

/** What a part takes off: of an averaged lot all that the basis of all averaged ones has room for. */
function reductionFor(part: DuePart, beyond: ReadonlyMap<DuePart, Cents>): Cents {
  if (part.lot.pool) return subtractCents(part.amount, beyond.get(part) ?? NO_MONEY);
  return reductionOf<bigint>(COUNTING, part.amount, part.lot.basis) as Cents;
}

/** Called for every lot with a part: how far its basis went down, and the part by its place. */
export type ReductionListener = (
  lot: OpenLot,
  reduction: Cents,
  place: number,
  amount: Cents,
) => void;

/** What is due reduces a basis as far as it goes. */
export function reductionOf<V>(tell: Teller<V>, due: V, basis: V): V {
  return isCovered(tell.exact(due), tell.exact(basis)) ? due : tell.smallest([due, basis], 'basis');
}

function isCovered(due: bigint, basis: bigint): boolean {
  return due <= basis;
}

/** Reduces the basis of the run's lots by what each of them received or still has pending. */
export function reduceBasis(
  run: PaymentRun,
  figures: LotFigures,
  viewpoint: Viewpoint,
  listener: ReductionListener | undefined,
): void {
  const { returned } = run;
  if (!returned) return;
  if (isWaiting(run.planned)) {
    reduceWaiting(run, returned, viewpoint, listener);
    return;
  }
  run.reduced = reduceColumns(run, figures, viewpoint, returned);
  if (listener) {
    const { reduced } = run;
    run.lots.forEach((lot, place) => {
      listener(lot, figureAt(reduced, place), place, figureAt(returned, place));
    });
  }
}

/** The same for parts that waited: the shares may be in other lots by now. */
function reduceWaiting(
  run: PaymentRun,
  returned: Column,
  viewpoint: Viewpoint,
  listener: ReductionListener | undefined,
): void {
  const { taxYear, isListed } = viewpoint;
  const reduced = columnLike(returned, returned.length);
  run.reduced = reduced;
  const tracker = trackerOf(run.planned.taxYear, taxYear);
  const all = takePending(run);
  const beyond = beyondAverages(all, viewpoint);
  for (const part of all) {
    const { lot, place, amount } = part;
    const reduction = reductionFor(part, beyond);
    lot.basis = subtractCents(lot.basis, reduction);
    lot[tracker] = addCents(lot[tracker], reduction);
    reduceLossBasis(lot, amount);
    reduced[place] = (reduced[place] as bigint) + reduction;
    listener?.(lot, reduction, place, amount);
    if (amount > reduction && isListed) {
      addBeyondBasis(run, place, lot, subtractCents(amount, reduction));
    }
  }
}

/** Of a gift worth less than its cost, the basis for a loss goes down as well. */
function reduceLossBasis(lot: OpenLot, due: Cents): void {
  const { lossBasis } = lot;
  if (lossBasis === 0n) return;
  lot.lossBasis = subtractCents(lossBasis, reductionOf<bigint>(COUNTING, due, lossBasis) as Cents);
}

/** What of a run's parts still waits, in order of its places; it waits no longer. */
function takePending(run: PaymentRun): DuePart[] {
  const found: DuePart[] = [];
  for (const lot of run.waiting) {
    const stays: NonNullable<OpenLot['pending']> = [];
    for (const pending of lot.pending ?? []) {
      if (pending.owner.run !== run) stays.push(pending);
      else found.push({ lot, place: pending.owner.place, amount: pending.amount });
    }
    lot.pending = stays.length === 0 ? null : stays;
  }
  run.waiting = [];
  return found.sort((a, b) => a.place - b.place);
}

/** Takes the amounts off the lots and answers with what could be taken, never below zero. */
function reduceColumns(
  run: PaymentRun,
  figures: LotFigures,
  viewpoint: Viewpoint,
  amounts: Column,
): Column {
  const { taxYear, isListed } = viewpoint;
  const { hasGifts } = figures;
  const { places } = run.entitled;
  const { basis, tracker } = columnsForReduction(
    figures,
    run.amounts.components.returnOfCapital,
    trackerOf(run.planned.taxYear, taxYear),
  );
  const reduced = columnLike(amounts, amounts.length);
  const averaged = figures.pool && averagedReductions(run, amounts, viewpoint);
  for (let place = 0; place < places.length; place++) {
    const amount = amounts[place] as bigint;
    if (amount === 0n) continue;
    const lot = places[place] as number;
    const held = basis[lot] as bigint;
    if (hasGifts) reduceLossBasis(run.lots[place] as OpenLot, amount as Cents);
    // Of nearly all lots nothing else is asked; no integer of theirs becomes an object (`columns.ts`).
    if (!averaged && isCovered(amount, held)) {
      reduced[place] = amount;
      basis[lot] = held - amount;
      tracker[lot] = (tracker[lot] as bigint) + amount;
      continue;
    }
    reduced[place] = averaged?.get(place) ?? reductionOf(COUNTING, amount, held);
    basis[lot] = held - (reduced[place] as bigint);
    tracker[lot] = (tracker[lot] as bigint) + (reduced[place] as bigint);
    const beyond = amount - (reduced[place] as bigint);
    if (isListed && beyond > 0n)
      addBeyondBasis(run, place, run.lots[place] as OpenLot, beyond as Cents);
  }
  return reduced;
}

/** What averaged lots lose by a payment, by their places in it. */
function averagedReductions(
  { lots }: PaymentRun,
  amounts: Column,
  viewpoint: Viewpoint,
): ReadonlyMap<number, bigint> {
  const due = lots
    .map((lot, place): DuePart => ({ lot, place, amount: amounts[place] as Cents }))
    .filter(({ lot }) => lot.pool);
  const beyond = beyondAverages(due, viewpoint);
  return new Map(due.map((part) => [part.place, reductionFor(part, beyond)]));
}

/**
 * A part of a lot's return of capital that is gain; all of them are never more than the part. Each has
 * the days of its own shares: those that replaced shares sold at a loss can be long-term, the others not.
 */
function addExcess(run: PaymentRun, place: number, lot: OpenLot, amount: Cents): void {
  const { returned } = run;
  if (!returned) return;
  run.excess ??= columnLike(returned, returned.length);
  run.excess[place] = addCents(figureAt(run.excess, place), amount);
  const { distribution, taxYear } = run.planned;
  if (amount === 0n) return;
  const { heldSince, inherited, openingRow: opening } = lot;
  const term = termOf(lot, dayReceived(distribution, taxYear));
  const part = { lot, amount, held: { term, heldSince, inherited, opening } };
  const before = run.gains.get(place);
  if (before) before.push(part);
  else run.gains.set(place, [part]);
}

function addBeyondBasis(run: PaymentRun, place: number, lot: OpenLot, amount: Cents): void {
  addExcess(run, place, lot, amount);
  const { beyondBasis } = run;
  const { name } = run.lots[place] as OpenLot;
  if (beyondBasis.lots.at(-1) !== name) beyondBasis.lots.push(name);
  beyondBasis.total = addCents(beyondBasis.total, amount);
}

/**
 * Turns the pending parts that leave with sold shares into gains of their payments, and names all of
 * those: the holder is told even where the part of a few shares is less than half a cent.
 */
export function releasePending(
  lot: OpenLot,
  soldShares: Shares,
  held: Shares,
): readonly PaymentRun[] {
  const touched: PaymentRun[] = [];
  for (const pending of lot.pending ?? []) {
    const { run, place } = pending.owner;
    const leaving = partOfAmount(pending.amount, soldShares, held);
    pending.amount = subtractCents(pending.amount, leaving);
    addExcess(run, place, lot, leaving);
    touched.push(run);
  }
  return touched;
}
