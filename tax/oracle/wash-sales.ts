/**
 * Which purchases take the place of shares that were sold at a loss? (section 1091)
 *
 * Authority: section 1091(a), (b) and (d); Reg. 1.1091-1(b) to (e), 1.1091-2; section 1223(3) for the
 * holding period; Rev. Rul. 2008-5: a purchase in a retirement account disallows and adds nothing.
 * A purchase within 30 days before or after the sale replaces as many shares as it has; shares match
 * once. Earlier losses match before later ones, earlier purchases before later ones.
 * Example: 100 shares with a loss of $250.00, 75 bought 20 days later: $187.50 are disallowed and
 * added to the cost of the 75.
 * Awkward case: more shares were bought than sold: those that match become a lot of their own.
 * Awkward case: a sale of some of the very shares that were bought: they cannot replace themselves.
 * Not handled: options, substantially identical securities, purchases by a spouse.
 */
import { addDays, dayNumber } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { Split } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { Taken } from './choosing.ts';
import { partThatGoes, rateOf, roundShares, smaller, sum } from './decimals.ts';
import { accountOf } from './ledger.ts';
import type { Ledger, Piece } from './ledger.ts';
import { inOrderOfName, takeOut } from './lots.ts';
import type { Lot, Purchase } from './lots.ts';
import { compareText, present } from './present.ts';

const FIRST_DAY = '1900-01-01' as Day;

function remainingLoss(piece: Piece): Decimal {
  return piece.gain.negated().minus(sum(piece.matches.map((match) => match.disallowedLoss)));
}

export function isWaiting(piece: Piece): boolean {
  return piece.gain.lessThan(0) && !piece.account.taxDeferred && piece.unmatched.greaterThan(0);
}

function canReplace(lot: Lot, piece: Piece): boolean {
  const { purchase, isReplacement, root } = lot.origin;
  if (purchase === undefined || isReplacement || lot.shares.equals(0)) return false;
  if (lot.securityId !== piece.securityId || root === piece.origin.root) return false;
  const sold = piece.entry.date;
  return purchase.tradeDate >= addDays(sold, -30) && purchase.tradeDate <= addDays(sold, 30);
}

/** The holding period of the sold shares is added in front of that of the new ones. */
function heldSinceWith(lot: Lot, piece: Piece): Day {
  const days = dayNumber(piece.entry.date) - dayNumber(piece.origin.heldSince);
  const since = addDays(lot.origin.heldSince, -days);
  return since < FIRST_DAY ? FIRST_DAY : since;
}

/** The shares of a lot that replace, as a lot of their own where others stay. */
function splitOff(ledger: Ledger, lot: Lot, shares: Decimal): Lot {
  if (shares.equals(lot.shares)) return lot;
  const place = {
    name: ledger.lots.nameFrom(`${lot.name}/wash`, lot.accountId),
    accountId: lot.accountId,
    securityId: lot.securityId,
    cameFrom: lot,
    splitOffFrom: lot,
  };
  return ledger.lots.open(place, takeOut(lot, shares));
}

function match(ledger: Ledger, piece: Piece, candidate: Lot): void {
  const { unmatched } = piece;
  const shares = smaller(unmatched, candidate.shares);
  const disallowedLoss = partThatGoes(remainingLoss(piece), shares, unmatched);
  piece.unmatched = unmatched.minus(shares);
  const lot = splitOff(ledger, candidate, shares);
  const addedToBasis = !accountOf(ledger.facts, lot.accountId).taxDeferred;
  lot.origin = { ...lot.origin, isReplacement: true };
  if (addedToBasis) {
    const sold = {
      securityId: piece.securityId,
      from: piece.origin.since,
      to: piece.entry.date,
    };
    lot.origin = {
      ...lot.origin,
      heldSince: heldSinceWith(lot, piece),
      before: [...lot.origin.before, ...piece.origin.before, sold],
      opening: lot.origin.opening ?? piece.origin.opening,
    };
    lot.figures = {
      ...lot.figures,
      cost: lot.figures.cost.plus(disallowedLoss),
      basis: lot.figures.basis.plus(disallowedLoss),
      disallowedLossAdded: lot.figures.disallowedLossAdded.plus(disallowedLoss),
    };
  }
  const bought = present(lot.origin.purchase).tradeDate;
  piece.matches.push({ lot, bought, shares, disallowedLoss, addedToBasis });
}

function purchaseOf(lot: Lot): Purchase {
  return present(lot.origin.purchase);
}

/** Shares that wait for a replacement are as many as they would be if they had been kept. */
export function splitWaiting(ledger: Ledger, entry: Split): void {
  const { newShares, oldShares } = entry.ratio;
  const key = `${entry.date} ${newShares}:${oldShares}`;
  for (const piece of ledger.pieces) {
    if (piece.securityId !== entry.securityId || !isWaiting(piece) || piece.splits.has(key))
      continue;
    // After thirty days nothing can replace them any more.
    if (entry.date > addDays(piece.entry.date, 30)) continue;
    piece.splits.add(key);
    piece.unmatched = roundShares(piece.unmatched.times(rateOf(newShares)).div(rateOf(oldShares)));
  }
}

/** Purchases that were made already. */
function lookForReplacements(ledger: Ledger, piece: Piece): void {
  const candidates = ledger.lots.all
    .filter((lot) => canReplace(lot, piece))
    .sort(
      (a, b) =>
        compareText(purchaseOf(a).tradeDate, purchaseOf(b).tradeDate) ||
        purchaseOf(a).entryOrder - purchaseOf(b).entryOrder ||
        a.number - b.number,
    );
  for (const candidate of candidates) if (isWaiting(piece)) match(ledger, piece, candidate);
}

/** By day; of one day, whose order nobody can tell, the lot that was acquired earliest first. */
function inOrderOfLoss(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted(
    (a, b) =>
      compareText(a.entry.date, b.entry.date) ||
      compareText(a.origin.acquired, b.origin.acquired) ||
      inOrderOfName(a.lot, b.lot),
  );
}

function isFresh(piece: Piece): boolean {
  return piece.isFresh && isWaiting(piece);
}

/** Whether shares are taken that could replace others sold at a loss on that very day. */
export function takesReplacements(
  ledger: Ledger,
  securityId: string,
  taken: readonly Taken[] | undefined,
): boolean {
  const fresh = ledger.pieces.filter((piece) => isFresh(piece) && piece.securityId === securityId);
  if (taken === undefined) return fresh.length > 0;
  return fresh.some((piece) => taken.some(({ lot }) => canReplace(lot, piece)));
}

/** The losses of the day's sales, together: before anything else happens to the security, or at its end. */
export function settleLosses(ledger: Ledger, securityIds?: readonly string[]): void {
  const due = ledger.pieces.filter(
    (piece) => piece.isFresh && (securityIds?.includes(piece.securityId) ?? true),
  );
  for (const piece of due) piece.isFresh = false;
  for (const piece of inOrderOfLoss(due)) if (isWaiting(piece)) lookForReplacements(ledger, piece);
}

/** After a purchase: losses that wait for one, in the order in which they arose. */
export function lookForLosses(ledger: Ledger, bought: Lot): void {
  for (const piece of inOrderOfLoss(ledger.pieces))
    if (!piece.isFresh && isWaiting(piece) && canReplace(bought, piece))
      match(ledger, piece, bought);
}
