/**
 * What do liquidating distributions and gain that a trust kept do to the lots? (the calculation's section
 * 8; sections 331 and 346(a), Rev. Rul. 68-348; section 857(b)(3)(C), Form 2439)
 *
 * Example: 70.00 a share cost, 30.00 paid: basis 40.00; with 25.00, the last, a loss of 15.00.
 * Awkward case: shares received in kind are bought on that day at their value, and can stand for shares
 * of the same security that were sold at a loss.
 */
import type { Liquidation, PaidOnLots, UndistributedGain } from '../facts/model.ts';
import { securityLabel } from '../facts/model.ts';
import { divideByLargestRemainder, dollarsOf, sharesOf, smaller, sum, ZERO } from './decimals.ts';
import { sell } from './disposing.ts';
import type { Ledger } from './ledger.ts';
import type { Taken } from './choosing.ts';
import { wholePosition } from './moves.ts';
import { changeBasis, paidPiece } from './paying.ts';
import { at, present } from './present.ts';
import { lookForLosses } from './wash-sales.ts';

function notePaid(ledger: Ledger, entry: PaidOnLots, taken: readonly Taken[]): void {
  ledger.paid.push(entry);
  ledger.paidOn.set(entry, {
    shares: sum(taken.map(({ shares }) => shares)),
    cost: sum(taken.map(({ lot }) => lot.figures.cost)),
  });
}

export function liquidate(ledger: Ledger, entry: Liquidation, entryOrder: number): void {
  const taken = wholePosition(ledger, entry);
  if (taken === undefined) return;
  notePaid(ledger, entry, taken);
  const amount = dollarsOf(entry.amount);
  if (entry.last) sell(ledger, 'liquidation', entry, taken, amount);
  else {
    const parts = divideByLargestRemainder(
      amount,
      taken.map(({ shares }) => shares),
    );
    taken.forEach(({ lot, shares }, i) => {
      const paid = at(parts, i);
      const paidBack = smaller(paid, lot.figures.basis);
      const on = { kind: 'liquidation', name: lot.name, shares } as const;
      if (paid.greaterThan(paidBack))
        ledger.pieces.push(paidPiece(ledger, entry, lot, on, paid, paidBack));
      changeBasis(lot, paidBack.negated());
    });
  }
  if (entry.toSecurityId !== undefined) receive(ledger, entry, entry.toSecurityId, entryOrder);
}

function receive(ledger: Ledger, entry: Liquidation, securityId: string, entryOrder: number): void {
  const to = present(ledger.facts.securities.find(({ id }) => id === securityId));
  const base = entry.lot ?? `${securityLabel(to)}/${entry.date}`;
  const name = ledger.lots.nameFrom(base, entry.accountId);
  const place = { name, accountId: entry.accountId, securityId };
  const cost = dollarsOf(entry.amount);
  const lot = ledger.lots.open(place, {
    shares: sharesOf(present(entry.shares ?? undefined)),
    origin: {
      root: { entry },
      acquired: entry.date,
      heldSince: entry.date,
      inherited: false,
      givenOn: undefined,
      since: entry.date,
      before: [],
      opening: undefined,
      isStated: false,
      purchase: { tradeDate: entry.date, entryOrder },
      isReplacement: false,
      entitledTo: [],
    },
    figures: {
      cost,
      basis: cost,
      lossBasis: ZERO,
      disallowedLossAdded: ZERO,
      otherChanges: ZERO,
      reducedBefore: ZERO,
      reducedInYear: ZERO,
      capitalGainReceived: ZERO,
    },
    pending: [],
    entitled: [],
  });
  ledger.arrivals.push({ securityId, day: entry.date });
  lookForLosses(ledger, lot);
}

export function keepGain(ledger: Ledger, entry: UndistributedGain): void {
  const taken = wholePosition(ledger, entry);
  if (taken === undefined) return;
  notePaid(ledger, entry, taken);
  const shares = taken.map((one) => one.shares);
  const gain = dollarsOf(entry.amount);
  const gains = divideByLargestRemainder(gain, shares);
  const added = divideByLargestRemainder(gain.minus(dollarsOf(entry.tax)), shares);
  taken.forEach(({ lot }, i) => {
    changeBasis(lot, at(added, i));
    const { capitalGainReceived } = lot.figures;
    lot.figures = { ...lot.figures, capitalGainReceived: capitalGainReceived.plus(at(gains, i)) };
  });
}
