/**
 * What does cash besides new shares do? (section 356(a)(1) and (c), 358(a)(1); Rev. Rul. 68-23)
 *
 * Lot by lot, as the statute says it: what is realised is the value of the new shares and the cash, less
 * the basis; what is recognised is that, at most the cash, and never below zero; the new basis is the old
 * one less the cash and plus what is recognised.
 * Example: basis 8,000, value 9,000, cash 1,000: realised 2,000, recognised 1,000, new basis 8,000.
 */
import type { Exchange } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { SaleKind } from '../lots/figures.ts';
import { divideByLargestRemainder, rateOf, round2, smaller, sum, ZERO } from './decimals.ts';
import { accountOf } from './ledger.ts';
import type { Ledger, Piece } from './ledger.ts';
import type { Lot } from './lots.ts';
import { at } from './present.ts';
import type { Transaction } from '../facts/model.ts';

/** Adds to a basis, or takes off it, what is no return of capital. */
export function changeBasis(lot: Lot, amount: Decimal): void {
  const { basis, lossBasis, otherChanges } = lot.figures;
  const isGift = lot.origin.givenOn !== undefined;
  const left = lossBasis.plus(amount);
  lot.figures = {
    ...lot.figures,
    basis: basis.plus(amount),
    lossBasis: isGift && left.greaterThan(0) ? left : ZERO,
    otherChanges: otherChanges.plus(amount),
  };
}

/** What a payment on shares that stay brought beyond the basis that it paid back. */
export function paidPiece(
  ledger: Ledger,
  entry: Transaction,
  lot: Lot,
  on: { readonly kind: SaleKind; readonly name: string; readonly shares: Decimal },
  paid: Decimal,
  paidBack: Decimal,
): Piece {
  return {
    kind: on.kind,
    entry,
    account: accountOf(ledger.facts, entry.accountId),
    securityId: entry.securityId,
    lot,
    lotName: on.name,
    origin: lot.origin,
    shares: on.shares,
    proceeds: paid,
    figures: {
      cost: paidBack,
      basis: paidBack,
      lossBasis: ZERO,
      disallowedLossAdded: ZERO,
      otherChanges: ZERO,
      reducedBefore: ZERO,
      reducedInYear: ZERO,
      capitalGainReceived: ZERO,
    },
    basis: paidBack,
    giftRule: undefined,
    isFresh: false,
    gain: paid.minus(paidBack),
    matches: [],
    unmatched: ZERO,
    splits: new Set(),
    soldBefore: [],
  };
}

export function takeBoot(
  ledger: Ledger,
  entry: Exchange,
  before: readonly { readonly name: string; readonly shares: Decimal }[],
  opened: readonly Lot[],
): void {
  if (entry.cash === undefined || entry.cash === 0n || entry.valuePerShare === undefined) return;
  const old = before.map(({ shares }) => shares);
  const made = opened.map(({ shares }) => shares);
  const cash = divideByLargestRemainder(round2(sum(old).times(rateOf(entry.cash))), old);
  const worth = divideByLargestRemainder(
    round2(sum(made).times(rateOf(entry.valuePerShare))),
    made,
  );
  opened.forEach((lot, i) => {
    const received = at(cash, i);
    const realised = at(worth, i).plus(received).minus(lot.figures.basis);
    const recognised = realised.lessThan(0) ? ZERO : smaller(realised, received);
    const paidBack = received.minus(recognised);
    const { name, shares } = at(before, i);
    ledger.pieces.push(
      paidPiece(
        ledger,
        entry,
        lot,
        { kind: entry.dividend === true ? 'boot-dividend' : 'boot', name, shares },
        received,
        paidBack,
      ),
    );
    changeBasis(lot, paidBack.negated());
  });
}
