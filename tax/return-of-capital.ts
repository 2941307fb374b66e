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
 * Not handled: "earliest purchases first" (Publication 550) for shares that cannot be identified.
 */
import type { OpenLot } from './lots.ts';
import {
  addCents,
  divideByLargestRemainder,
  minCents,
  NO_MONEY,
  proportion,
  subtractCents,
  type Cents,
  type Shares,
} from './money.ts';
import type { PaymentAmounts } from './payment.ts';
import type { PlannedDistribution } from './planned-distributions.ts';

/** A payment's part of one lot while the pass is under way. */
export interface LotPart {
  readonly lot: string;
  readonly shares: Shares;
  readonly returnOfCapital: Cents;
  basisReduction: Cents;
  excessGain: Cents;
}

/** A payment to one account while the pass is under way. */
export interface PaymentRun {
  readonly planned: PlannedDistribution;
  readonly shares: Shares;
  /** What the entitled shares cost, for the comparison with the amount per share. */
  readonly cost: Cents;
  readonly amounts: PaymentAmounts;
  /** One for each entitled lot, in the same order. */
  readonly parts: readonly LotPart[];
  readonly lots: readonly RunLot[];
  /** The parts that were more than the basis, with what was. Gains of shares sold before are not. */
  readonly beyondBasis: { readonly lot: string; readonly amount: Cents }[];
}

/** What a lot's return of capital waits for: the part of that lot of a payment. */
export type RunLot = OpenLot<LotPart>;

/** Divides an amount of a payment among the entitled lots. */
export function divideAmongLots(amount: Cents, lots: readonly RunLot[]): Cents[] {
  if (amount === 0n) return new Array<Cents>(lots.length).fill(NO_MONEY);
  return divideByLargestRemainder(
    amount,
    lots.map((lot) => lot.shares),
  );
}

/** Fixes what every entitled lot receives. The lots must be open and in order. */
export function entitle(
  planned: PlannedDistribution,
  shares: Shares,
  amounts: PaymentAmounts,
  openLots: readonly RunLot[],
): PaymentRun {
  const lots = openLots.slice();
  const returned = divideAmongLots(amounts.components.returnOfCapital, lots);
  const parts: LotPart[] = [];
  let cost = 0n;
  for (let place = 0; place < lots.length; place++) {
    const lot = lots[place] as RunLot;
    cost += lot.cost;
    parts.push({
      lot: lot.name,
      shares: lot.shares,
      returnOfCapital: returned[place] as Cents,
      basisReduction: NO_MONEY,
      excessGain: NO_MONEY,
    });
  }
  return { planned, shares, cost: cost as Cents, amounts, parts, lots, beyondBasis: [] };
}

/** Lets a run's parts wait on their lots for the day on which they take effect. */
export function holdUntilEffective(run: PaymentRun): void {
  run.parts.forEach((part, place) => {
    if (part.returnOfCapital === 0n) return;
    const lot = run.lots[place] as RunLot;
    (lot.pending ??= []).push({ owner: part, amount: part.returnOfCapital });
  });
}

/** Called for every lot whose basis went down. */
export type ReductionListener = (lot: RunLot, reduction: Cents) => void;

/** Reduces the basis of the run's lots by what each of them received or still has pending. */
export function reduceBasis(
  run: PaymentRun,
  taxYear: number,
  wasHeld: boolean,
  listener: ReductionListener | undefined,
): void {
  if (run.amounts.components.returnOfCapital === 0n) return;
  const beforeYear = run.planned.taxYear < taxYear;
  for (let place = 0; place < run.lots.length; place++) {
    const lot = run.lots[place] as RunLot;
    const part = run.parts[place] as LotPart;
    const amount = wasHeld ? takePending(lot, part) : part.returnOfCapital;
    if (amount === 0n) continue;
    const reduction = minCents(amount, lot.basis);
    part.basisReduction = reduction;
    if (reduction < amount) {
      const beyond = subtractCents(amount, reduction);
      part.excessGain = addCents(part.excessGain, beyond);
      run.beyondBasis.push({ lot: part.lot, amount: beyond });
    }
    if (reduction === 0n) continue;
    lot.basis = subtractCents(lot.basis, reduction);
    if (beforeYear) lot.reducedBefore = addCents(lot.reducedBefore, reduction);
    else lot.reducedInYear = addCents(lot.reducedInYear, reduction);
    listener?.(lot, reduction);
  }
}

function takePending(lot: RunLot, part: LotPart): Cents {
  const found = lot.pending?.find((pending) => pending.owner === part);
  if (!found) return NO_MONEY;
  lot.pending = (lot.pending ?? []).filter((pending) => pending !== found);
  return found.amount;
}

/**
 * Turns the pending parts that leave with sold shares into gains of their payments, and names all of
 * them: the holder is told even where the part of a few shares is less than half a cent.
 */
export function releasePending(lot: RunLot, soldShares: Shares): readonly LotPart[] {
  const touched: LotPart[] = [];
  for (const pending of lot.pending ?? []) {
    const leaving = proportion(pending.amount, soldShares, lot.shares);
    pending.amount = subtractCents(pending.amount, leaving);
    pending.owner.excessGain = addCents(pending.owner.excessGain, leaving);
    touched.push(pending.owner);
  }
  return touched;
}
