/**
 * One security in one account while the pass goes on: its lots, its payments, and when any of it was
 * held.
 */
import { valueAt } from '../values/columns.ts';
import type { Day } from '../values/days.ts';
import type { ListOfMany } from '../values/list-of-many.ts';
import { returnedOf } from './carried.ts';
import { COUNTING } from './counting.ts';
import type { LotNames } from './lot-names.ts';
import { emptyLotBook, entitledLots, openReceivedLot, type LotBook } from './lots.ts';
import { awaitsValue, securityLabel, type Liquidation } from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import type { PlannedDistribution } from './planned-distributions.ts';
import type { PaidCash } from './pass-result.ts';
import type { PaymentRun } from './return-of-capital.ts';
import type { OpenLot } from './open-lot.ts';
import type { Position } from '../facts/transactions.ts';
import type { LotState, Opening } from './figures.ts';

/** A stretch of time in which shares were held; `to` is null while they still are. */
export interface Holding {
  readonly from: Day;
  to: Day | null;
}

export interface PositionState {
  readonly position: Position;
  readonly book: LotBook;
  /** Of the reported year, or of every year where all are asked for. */
  readonly payments: PaymentRun[];
  /** Of every payment. */
  readonly cash: PaidCash[];
  /** Rows that shares were entitled to and that cannot be divided. */
  readonly leftOut: PlannedDistribution[];
  readonly holdings: Holding[];
  /** Payments whose reduction is still to come, or that are listed. */
  readonly runs: Map<PlannedDistribution, PaymentRun>;
}

export function emptyState(position: Position, moved: { count: number }): PositionState {
  return {
    position,
    book: emptyLotBook(position.namesLots, position.trades.length, moved),
    payments: [],
    cash: [],
    leftOut: [],
    holdings: [],
    runs: new Map(),
  };
}

export type StateFinder = (owner: {
  readonly accountId: string;
  readonly securityId: string;
}) => PositionState;

/** Finds the state of a position that is among these; entries of one usually follow one another. */
export function stateFinder(states: readonly PositionState[]): StateFinder {
  const ofAccount = new Map<string, Map<string, PositionState>>();
  for (const state of states) {
    const { account, security } = state.position;
    const own = ofAccount.get(account.id) ?? new Map<string, PositionState>();
    ofAccount.set(account.id, own.set(security.id, state));
  }
  let last: PositionState | undefined;
  return ({ accountId, securityId }) => {
    const known = last?.position;
    if (known?.account.id !== accountId || known.security.id !== securityId) {
      last = ofAccount.get(accountId)?.get(securityId);
    }
    return last as PositionState;
  };
}

/** Where a lot is: shares on which a payment waited can be in another account by now. */
export function positionOf(
  lot: OpenLot,
  paidTo: PositionState,
  states: readonly PositionState[],
): Position {
  const holdsIt = ({ book }: PositionState): boolean => lot.isOf(book.figures);
  const state = holdsIt(paidTo) ? paidTo : states.find(holdsIt);
  return (state ?? paidTo).position;
}

/** Opens the lot of shares in which a liquidating distribution was paid, with a name of its own. */
export function openReceived(
  { book, position: { account, security } }: PositionState,
  entry: Liquidation,
  names: LotNames,
  order: number,
): OpenLot {
  const base = entry.lot ?? `${securityLabel(security)}/${entry.date}`;
  return openReceivedLot(book, entry, names.take(account.id, base), order);
}

/** Keeps the stretches of time up to date after shares came or went on a day. */
export function noteHolding({ book, holdings }: PositionState, day: Day): void {
  const last = holdings.at(-1);
  const isOpen = last !== undefined && last.to === null;
  if (book.held > 0n && !isOpen) holdings.push({ from: day, to: null });
  else if (book.held === 0n && isOpen) last.to = day;
}

/** The open lots as they are now, whatever happens to them later. */
export function statesOf({ book, position }: PositionState): ListOfMany<LotState> {
  const { account, security } = position;
  const { lots, places, shares } = entitledLots(book);
  const { figures } = book;
  const cost = figures.cost.slice();
  const basis = figures.basis.slice();
  const lossAdded = figures.lossAdded.slice();
  const lossBasis = figures.lossBasis.slice();
  const otherChanges = figures.otherChanges.slice();
  const reducedBefore = figures.reducedBefore.slice();
  const reducedInYear = figures.reducedInYear.slice();
  // A purchase after the year can still change how long a lot counts as held.
  const heldSince = new Map<OpenLot, Day>();
  const openings = new Map<OpenLot, Opening | null>();
  const stated = new Set<OpenLot>();
  for (const lot of lots) {
    if (!lot.isMoved) continue;
    heldSince.set(lot, lot.heldSince);
    openings.set(lot, lot.openingRow);
    if (lot.isStated) stated.add(lot);
  }
  const stateOf = (lot: OpenLot, i: number): LotState => {
    const place = places[i] as number;
    const other = valueAt(otherChanges, place);
    const all = (cost[place] as bigint) + other - (basis[place] as bigint);
    const before = returnedOf<bigint>(
      COUNTING,
      'before',
      cost[place] as bigint,
      basis[place] as bigint,
      other,
      valueAt(reducedBefore, place),
      valueAt(reducedInYear, place),
    );
    return {
      lot: lot.name,
      accountId: account.id,
      account: account.name,
      taxDeferred: account.taxDeferred,
      security,
      transactionId: lot.maker.id,
      acquired: lot.acquired,
      heldSince: heldSince.get(lot) ?? lot.acquired,
      inherited: lot.inherited,
      shares: shares.values[i] as Shares,
      cost: cost[place] as Cents,
      disallowedLossAdded: valueAt(lossAdded, place) as Cents,
      otherBasisChanges: other as Cents,
      returnOfCapitalBefore: before as Cents,
      returnOfCapitalInYear: (all - before) as Cents,
      adjustedBasis: basis[place] as Cents,
      opening: openings.get(lot) ?? null,
      awaitsValue: awaitsValue(lot.maker) && !stated.has(lot),
      lossBasis: lot.gift && (valueAt(lossBasis, place) as Cents),
    };
  };
  return {
    count: lots.length,
    list: () => lots.map(stateOf),
    *rows() {
      for (let i = 0; i < lots.length; i++) yield stateOf(lots[i] as OpenLot, i);
    },
  };
}
