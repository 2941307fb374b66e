/**
 * What do a split, a spin-off, an exchange, a transfer and a gift do to the lots?
 *
 * Authority: Internal Revenue Code sections 305(a) and 307 (split: basis unchanged, divided among the
 * new shares), 355 and 358(c) (tax-free distribution: basis divided by market value, as the issuer's
 * Form 8937 says), 1036 and 368 (exchange: basis and holding period carried), 1223(1) (holding period),
 * 1015 (gift). Cash for a fraction of a share is a sale of that fraction (Rev. Rul. 66-365).
 * Example: 100 shares with a basis of $3,800.00, one for eight: 12.5 shares with a basis of $3,800.00;
 * with $60.00 for the half share: 12 shares with $3,648.00, and a loss of $92.00.
 * Awkward case: new shares to eight places. All of an account's new shares are counted first, as a
 * broker does, and then divided among its lots by largest remainder.
 * Awkward case: a lot so small that its new shares round to nothing (0.00000004 shares, one for ten) gets the
 * smallest part of a share there is, from the lot with the most, and is the first that a fraction in cash
 * comes from, with all of its basis.
 * Awkward case: a fraction that is stated is the one that the ratio leaves, as a statement prints it. Rows that
 * each exchange one lot have it in the last of them: then all shares of the account leave it together.
 * Not handled: cash or other property besides the new shares (boot), except for fractions.
 */
import type { TakenShares } from './choose-lots.ts';
import { divideColumn, weightsOf } from '../values/largest-remainder.ts';
import { columnOf } from '../values/columns.ts';
import type { LotNames } from './lot-names.ts';
import { goesWithSpinOff, partOf } from './carried.ts';
import { compareLots, leaveBehind, openLots, putIn, takeOut, type LotBook } from './lots.ts';
import type { Origin } from './open-lot.ts';
import type { Ratio, SpinOff } from '../facts/model.ts';
import {
  convertShares,
  fractionOf,
  NO_MONEY,
  percentOf,
  SHARE_PLACES,
  type Shares,
} from '../values/money.ts';
import type { PassLog } from './pass-log.ts';
import type { PositionState } from './position-state.ts';
import { movePending } from './return-of-capital.ts';
import type { OpenLot } from './open-lot.ts';
import type { Trade } from '../facts/transactions.ts';

export type Taken = TakenShares;

/** New shares for old ones. */
export interface Conversion {
  /** All new shares. */
  readonly total: Shares;
  /** Of each lot, in order. */
  readonly parts: readonly Shares[];
  /** Places of the lots whose part was rounded to nothing before they got the smallest there is. */
  readonly small: readonly number[];
}

/** The new shares of each lot; undefined where they are too few for all of the lots. */
export function convert(taken: readonly Taken[], ratio: Ratio): Conversion | undefined {
  let old = 0n;
  for (const { shares } of taken) old += shares;
  const total = convertShares(old as Shares, ratio.newShares, ratio.oldShares);
  if (total === 0n) return undefined;
  const parts = dividedByOld(
    total,
    taken.map(({ shares }) => shares),
  );
  const small = parts.flatMap((part, place) => (part === 0n ? [place] : []));
  if (small.length === 0) return { total, parts, small };
  const largest = parts.reduce(
    (best, part, place) => (part > (parts[best] as Shares) ? place : best),
    0,
  );
  const left = (parts[largest] as Shares) - BigInt(small.length);
  if (left <= 0n) return undefined;
  const atLeast = (part: Shares, place: number): Shares =>
    (place === largest ? left : part === 0n ? 1n : part) as Shares;
  return { total, parts: parts.map(atLeast), small };
}

/** New shares by the old ones that they are for, by largest remainder. */
export function dividedByOld(total: Shares, old: readonly Shares[]): readonly Shares[] {
  return Array.from(divideColumn(total, weightsOf(columnOf(old)))) as Shares[];
}

/** What an action works on besides the lots. */
export interface ActionTools {
  readonly trade: Trade;
  readonly names: LotNames;
  readonly log: PassLog;
}

/** Gives every lot of a position its new number of shares. */
export function splitLots(state: PositionState, { total, parts }: Conversion, tools: ActionTools) {
  const { book, position } = state;
  openLots(book).forEach((lot, place) => {
    const before = lot.shares;
    lot.shares = parts[place] as Shares;
    tools.log.split(position, lot, before, tools.trade);
  });
  book.held = total;
}

/** Moves shares into lots of another position; `parts` are their new numbers. */
export function moveLots(
  from: PositionState,
  to: PositionState,
  taken: readonly Taken[],
  parts: readonly Shares[],
  origin: Exclude<Origin, 'distributed'>,
  { trade, names, log }: ActionTools,
): readonly OpenLot[] {
  const arrivals = taken.map(({ lot, shares }, place) => {
    const portion = takeOut(from.book, lot, shares);
    const keepsName = origin === 'exchanged' && lot.shares === 0n;
    const name = keepsName ? lot.name : names.take(to.position.account.id, lot.name);
    const moved = { ...portion, shares: parts[place] as Shares };
    const { date: day } = trade.transaction;
    const leaves = from.position.security.id;
    const arrived = putIn(to.book, moved, lot, { name, origin, leaves, day });
    movePending(lot, arrived, shares, portion.held);
    comeBack(to.book, arrived);
    log.moved(
      trade.transaction.date,
      { position: from.position, lot },
      { position: to.position, lot: arrived },
      portion,
      trade,
    );
    return arrived;
  });
  keepTogether(taken, arrivals);
  return arrivals;
}

/** Shares that come back to where they were belong to the lot of then, whatever they are called now. */
function comeBack(book: LotBook, arrived: OpenLot): void {
  for (let origin = arrived.parent; origin; origin = origin.parent) {
    if (!origin.isOf(book.figures)) continue;
    origin.addPart(arrived);
    if (origin.name === arrived.name) book.byName?.set(origin.name, origin);
    return;
  }
}

/** Who names a lot means the parts as well that wash sales split off from it, wherever both are now. */
function keepTogether(taken: readonly Taken[], arrivals: readonly OpenLot[]): void {
  const wholes = new Map<OpenLot, OpenLot>();
  taken.forEach(({ lot }, place) => {
    for (const part of lot.parts) wholes.set(part, arrivals[place] as OpenLot);
  });
  taken.forEach(({ lot }, place) => wholes.get(lot)?.addPart(arrivals[place] as OpenLot));
}

/** Opens a lot of the distributed shares for each lot of the position, with a part of its basis. */
export function spinOffLots(
  from: PositionState,
  to: PositionState,
  action: SpinOff,
  taken: readonly Taken[],
  parts: readonly Shares[],
  label: string,
  { trade, names, log }: ActionTools,
): readonly OpenLot[] {
  return taken.map(({ lot }, place) => {
    const carried = partOf(lot, (figure) =>
      goesWithSpinOff(figure) ? percentOf(lot[figure], action.percent) : NO_MONEY,
    );
    leaveBehind(lot, carried);
    const portion = { ...carried, shares: parts[place] as Shares };
    const name = names.take(to.position.account.id, `${lot.name}/${label}`);
    const { order } = trade;
    const made = putIn(to.book, portion, lot, {
      name,
      origin: 'distributed',
      leaves: from.position.security.id,
      day: action.date,
      maker: action,
      order,
    });
    log.spunOff(
      { position: from.position, lot },
      { position: to.position, lot: made },
      portion,
      trade,
    );
    return made;
  });
}

/**
 * Whether cash can have been paid for the fraction: it is what the new shares of the entry (`total`), or all
 * shares that the account then holds (`held`), have beyond whole ones, to the decimals that it is written with.
 */
export function canBePaid(fraction: Shares, total: Shares, held: Shares): boolean {
  const unit = fraction % HUNDREDTH === 0n ? HUNDREDTH : HUNDREDTH / 10n;
  return [total, held].some((all) => {
    const apart = fraction - fractionOf(all);
    return apart < unit && -apart < unit && fractionOf(all) !== 0n;
  });
}

/** A fraction is written with two decimals at least; counts of shares behind it with three. */
const HUNDREDTH = 10n ** BigInt(SHARE_PLACES - 2);

/**
 * Of the lots that hold the new shares, those that a fraction comes from: those that are none of their own
 * (`small`: their places), then the earliest acquired.
 */
export function fractionFrom(
  lots: readonly OpenLot[],
  small: readonly number[],
  fraction: Shares,
): readonly Taken[] {
  const taken: Taken[] = [];
  let wanted = fraction as bigint;
  const first = small.map((place) => lots[place] as OpenLot);
  const others = lots.filter((lot) => !first.includes(lot)).toSorted(compareLots);
  for (const lot of [...first.toSorted(compareLots), ...others]) {
    if (wanted === 0n) break;
    const shares = (lot.shares < wanted ? lot.shares : wanted) as Shares;
    taken.push({ lot, shares });
    wanted -= shares;
  }
  return taken;
}
