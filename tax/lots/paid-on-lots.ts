/**
 * What do cash in an exchange, a liquidating distribution and gain that a trust kept do to a lot?
 *
 * Authority: Internal Revenue Code sections 354, 356(a)(1) and (c), 358(a)(1); Rev. Rul. 68-23 (cash
 * besides new shares, block by block, no loss); sections 331 and 346(a), Rev. Rul. 68-348 (liquidation);
 * section 857(b)(3)(C), (D) before 2018, Form 2439 (gain that the trust kept).
 * Example: 1,000 old shares with a basis of $8,000.00 become 500 worth $9,000.00, with $1,000.00 in cash:
 * $2,000.00 is realised, $1,000.00 is gain, the new basis is $8,000.00. With a basis of $6,500.00 for 500
 * shares, $4,500.00 and $500.00: a loss of $1,500.00 does not count, and the new basis is $6,000.00.
 * Awkward case: cash pays back only what the basis is above the value of the new shares. So cash less that
 * is the gain: neither more than the cash nor more than what was realised, and never below zero.
 * Awkward case: the cash has the effect of a dividend, as the issuer says and the holder with it (section
 * 356(a)(2)): the gain is an ordinary dividend then, and the basis is the same.
 * Not handled: a gain of which only a part is out of earnings and profits; the notice of the entry says so.
 */
import type { TakenShares } from './choose-lots.ts';
import { COUNTING } from './counting.ts';
import type { ActionTools } from './corporate-actions.ts';
import { carriedFrom } from './carried.ts';
import type { SaleKind } from './figures.ts';
import type { OpenLot } from './open-lot.ts';
import type { PieceRun } from './sales.ts';
import { reductionOf } from './return-of-capital.ts';
import { termOf } from './term.ts';
import type { Exchange, Liquidation, UndistributedGain } from '../facts/model.ts';
import type { Teller } from '../facts/teller.ts';
import type { Position } from '../facts/transactions.ts';
import {
  addCents,
  cashFor,
  divideByLargestRemainder,
  NO_MONEY,
  NO_RATE,
  subtractCents,
  sumCents,
  type Cents,
  type Shares,
} from '../values/money.ts';

/** What cash besides new shares pays back of a basis: at most what that is above the new shares' value. */
export function paidBackInExchange<V>(tell: Teller<V>, cash: V, value: V, basis: V): V {
  const over = tell.loss(tell.difference(value, [basis], 'boot', 'over'), 'boot');
  return tell.smallest([cash, over], 'boot', 'paidBack');
}

/** What of a payment is gain: all that pays no basis back. */
export function gainOfPayment<V>(
  tell: Teller<V>,
  paid: V,
  paidBack: V,
  rule: 'boot' | 'bootDividend' | 'liquidation',
): V {
  return tell.difference(paid, [paidBack], rule, 'gain');
}

/** What gain that a trust kept adds to a basis. */
export function keptGainAdded<V>(tell: Teller<V>, gain: V, tax: V): V {
  return tell.difference(gain, [tax], 'undistributed', 'added');
}

/** A part of a payment that a lot's shares had, with the basis that it paid back. */
function pieceOf(
  { account, security }: Position,
  lot: OpenLot,
  named: { readonly kind: SaleKind; readonly lot: string; readonly shares: Shares },
  trade: ActionTools['trade'],
  paid: Cents,
  paidBack: Cents,
  gain: Cents,
): PieceRun {
  const { transaction } = trade;
  const piece = {
    ...named,
    transactionId: transaction.id,
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
    acquired: lot.acquired,
    heldSince: lot.heldSince,
    inherited: lot.inherited,
    giftRule: null,
    opening: lot.openingRow,
    awaitsValue: lot.awaitsValue,
    sold: transaction.date,
    proceeds: paid,
    cost: paidBack,
    adjustedBasis: paidBack,
    returnOfCapital: NO_MONEY,
    otherBasisChanges: NO_MONEY,
    gain,
    term: termOf(lot, transaction.date),
    disallowedLoss: NO_MONEY,
    replacements: [],
    longTermLoss: NO_MONEY,
  };
  const portion = {
    ...carriedFrom(() => NO_MONEY),
    shares: named.shares,
    held: named.shares,
    average: null,
  };
  return { piece, lot, portion, isBrief: false };
}

/** Adds to a basis, or takes off it, what is neither cost nor a return of capital. */
export function changeBasis(lot: OpenLot, change: Cents): void {
  if (change === 0n) return;
  lot.basis = addCents(lot.basis, change);
  lot.otherChanges = addCents(lot.otherChanges, change);
  // The basis of a gift for a loss is changed as well, and never below zero.
  if (lot.gift)
    lot.lossBasis = change < -lot.lossBasis ? NO_MONEY : addCents(lot.lossBasis, change);
}

/** Whether an exchange says what its cash is, and what the new shares are worth. */
export function hasBoot(exchange: Exchange): boolean {
  return (exchange.cash ?? NO_RATE) > 0n && exchange.valuePerShare !== undefined;
}

/** Whether an exchange has cash, and nobody says what the new shares are worth: its gain is not known. */
export function lacksValue(exchange: Exchange): boolean {
  return (exchange.cash ?? NO_RATE) > 0n && exchange.valuePerShare === undefined;
}

/** By which rule the gain of its cash counts. */
export function bootRule({ dividend }: Exchange): 'boot' | 'bootDividend' {
  return dividend ? 'bootDividend' : 'boot';
}

/** Shares of an exchange: the lots that they came from, and the lots that they are in. */
interface Exchanged {
  readonly taken: readonly TakenShares[];
  readonly arrived: readonly OpenLot[];
  readonly total: Shares;
}

/** Divides the cash of an exchange among its lots, after the new shares came in and before any is sold. */
export function payBoot(
  { from, to }: { readonly from: Position; readonly to: Position },
  exchange: Exchange,
  { taken, arrived, total }: Exchanged,
  { trade, log }: ActionTools,
): readonly PieceRun[] {
  const old = taken.map(({ shares }) => shares);
  const made = arrived.map(({ shares }) => shares);
  const allOld = COUNTING.sum(old, null) as Shares;
  const cash = divideByLargestRemainder(cashFor(allOld, exchange.cash ?? NO_RATE), old);
  const values = divideByLargestRemainder(cashFor(total, exchange.valuePerShare ?? NO_RATE), made);
  return arrived.map((lot, place) => {
    const paid = cash[place] as Cents;
    const value = values[place] as Cents;
    const paidBack = paidBackInExchange<bigint>(COUNTING, paid, value, lot.basis) as Cents;
    const gain = gainOfPayment<bigint>(COUNTING, paid, paidBack, bootRule(exchange)) as Cents;
    const named = {
      kind: exchange.dividend ? 'boot-dividend' : 'boot',
      lot: (taken[place] as TakenShares).lot.name,
      shares: old[place] as Shares,
    } as const;
    const run = pieceOf(from, lot, named, trade, paid, paidBack, gain);
    const change = subtractCents(NO_MONEY, paidBack);
    changeBasis(lot, change);
    log.paidOn(to, lot, 'boot', change, trade, run.piece);
    return run;
  });
}

/** The shares of lots that something is paid on, and what they cost. */
export function paidOn(lots: readonly OpenLot[]): {
  readonly shares: Shares;
  readonly cost: Cents;
} {
  const shares = lots.map((lot) => lot.shares);
  return {
    shares: COUNTING.sum(shares, null) as Shares,
    cost: sumCents(lots.map(({ cost }) => cost)),
  };
}

/** Divides a liquidating distribution that is not the last one; the pieces are those with a gain. */
export function payLiquidation(
  position: Position,
  { amount }: Liquidation,
  lots: readonly OpenLot[],
  { trade, log }: ActionTools,
): readonly PieceRun[] {
  const parts = divideByLargestRemainder(
    amount,
    lots.map(({ shares }) => shares),
  );
  return lots.flatMap((lot, place) => {
    const paid = parts[place] as Cents;
    const paidBack = reductionOf<bigint>(COUNTING, paid, lot.basis) as Cents;
    const gain = gainOfPayment<bigint>(COUNTING, paid, paidBack, 'liquidation') as Cents;
    const named = { kind: 'liquidation', lot: lot.name, shares: lot.shares } as const;
    const run = pieceOf(position, lot, named, trade, paid, paidBack, gain);
    const change = subtractCents(NO_MONEY, paidBack);
    changeBasis(lot, change);
    log.paidOn(position, lot, 'liquidated', change, trade, run.piece);
    return gain === 0n ? [] : [run];
  });
}

/** Adds gain that the trust kept, less its tax, to the lots that are held on that day. */
export function addKeptGain(
  position: Position,
  { amount, tax }: UndistributedGain,
  lots: readonly OpenLot[],
  { trade, log }: ActionTools,
): void {
  const shares = lots.map((lot) => lot.shares);
  const added = keptGainAdded<bigint>(COUNTING, amount, tax) as Cents;
  const gains = divideByLargestRemainder(amount, shares);
  const changes = divideByLargestRemainder(added, shares);
  lots.forEach((lot, place) => {
    const change = changes[place] as Cents;
    // Section 857(b)(8) looks at it as at a capital gain dividend.
    lot.capitalGainReceived = addCents(lot.capitalGainReceived, gains[place] as Cents);
    changeBasis(lot, change);
    log.paidOn(position, lot, 'undistributedGain', change, trade);
  });
}
