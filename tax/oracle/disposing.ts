/**
 * What happens when shares are sold or given away? (sections 6.3 and 7; section 857(b)(8))
 *
 * Return of capital that has not taken effect is gain of its own year for shares that are no longer
 * there; nobody may add it to the sale, whose year is another. Example: ex-date 2001-12-27, tax year
 * 2002, sold 2001-12-28: its part of the return of capital is gain of 2002.
 * Awkward case: the lot was split off, moved or exchanged since the ex-date: the payment remembers
 * the lot that was entitled, and the part is told there.
 */
import type { Day } from '../values/days.ts';
import type { Transaction } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import type { SaleKind } from '../lots/figures.ts';
import { leaveThePool } from './averaging.ts';
import type { Taken } from './choosing.ts';
import { divideByLargestRemainder, round2, smaller, sum, ZERO } from './decimals.ts';
import { shortForDistributions, termOf } from './holding.ts';
import { accountOf } from './ledger.ts';
import type { Ledger, Piece } from './ledger.ts';
import { takeOut } from './lots.ts';
import type { Lot, Origin, Portion } from './lots.ts';
import { receivedOn, type Part, type SlowPayment } from './payments.ts';
import { at } from './present.ts';

/** Return of capital that finds no basis, or no shares. */
export function becomesGain(
  payment: SlowPayment,
  part: Part,
  amount: Decimal,
  origin: Origin,
): void {
  if (amount.equals(0)) return;
  part.excessGain = part.excessGain.plus(amount);
  part.gains.push({ amount, term: termOf(origin, receivedOn(payment)), origin });
}

/** What follows whenever shares leave the book, sold or given. */
export function leaveTheBook(portion: Portion, day: Day): void {
  for (const { payment, part, amount } of portion.pending)
    becomesGain(payment, part, amount, portion.origin);
  for (const { part, amount } of portion.entitled)
    if (amount.greaterThan(0)) part.disposals.push({ day, shares: amount });
}

/** Notes the years through which the basis of some shares was reckoned. */
export function ask(
  ledger: Ledger,
  securityId: string,
  { since, before }: Pick<Origin, 'since' | 'before'>,
  to: Day,
): void {
  ledger.asked.push(...before, { securityId, from: since, to });
}

/** The same of shares that leave: the figures of the year rest on them, whatever is stated in it. */
export function askLeaving(
  ledger: Ledger,
  { accountId, securityId }: Pick<Lot, 'accountId' | 'securityId'>,
  origin: Pick<Origin, 'since' | 'before'>,
  day: Day,
): void {
  ask(ledger, securityId, origin, day);
  const own = { securityId, from: origin.since, to: day };
  ledger.used.push({ accountId, securityId, day, stays: [...origin.before, own] });
}

/** Whether the return of capital of a payment is not yet there, or not yet paid. */
function isSoldBefore(payment: SlowPayment, day: Day): boolean {
  return day < payment.effectiveDay || day < payment.row.distribution.payableDate;
}

/**
 * Section 1015(a): with which basis and days the shares of a gift count that was worth less than it had
 * cost; of all others their own.
 */
function countedFor({ figures, origin }: Portion, proceeds: Decimal) {
  const { basis, lossBasis } = figures;
  const { givenOn } = origin;
  if (givenOn === undefined || !proceeds.lessThan(basis))
    return { basis, origin, giftRule: undefined };
  if (!proceeds.lessThan(lossBasis))
    return { basis: proceeds, origin, giftRule: 'neither' as const };
  const fromThen = { ...origin, acquired: givenOn, heldSince: givenOn };
  return { basis: lossBasis, origin: fromThen, giftRule: 'loss' as const };
}

/** Sells shares that were chosen. What took their place is looked for later that day. */
export function sell(
  ledger: Ledger,
  kind: SaleKind,
  entry: Transaction,
  taken: readonly Taken[],
  amount: Decimal,
): void {
  const proceeds = divideByLargestRemainder(
    amount,
    taken.map(({ shares }) => shares),
  );
  const averaged = leaveThePool(ledger, taken);
  const pieces = taken.map(({ lot, shares }, i): Piece => {
    const portion = takeOut(lot, shares, averaged.get(lot));
    leaveTheBook(portion, entry.date);
    askLeaving(ledger, lot, portion.origin, entry.date);
    const { basis, giftRule, origin } = countedFor(portion, at(proceeds, i));
    return {
      kind,
      entry,
      account: accountOf(ledger.facts, lot.accountId),
      securityId: lot.securityId,
      lot,
      lotName: lot.name,
      origin,
      basis,
      giftRule,
      shares,
      proceeds: at(proceeds, i),
      figures: portion.figures,
      gain: at(proceeds, i).minus(basis),
      matches: [],
      unmatched: shares,
      isFresh: true,
      splits: new Set(),
      soldBefore: portion.origin.entitledTo.filter((payment) => isSoldBefore(payment, entry.date)),
    };
  });
  ledger.pieces.push(...pieces);
}

export function disallowedLossOf(piece: Piece): Decimal {
  return sum(piece.matches.map((match) => match.disallowedLoss));
}

/** Whether less of it would be long-term with the distributions alone that go with the loss that counts. */
export function isLessByShare(piece: Piece): boolean {
  const disallowed = disallowedLossOf(piece);
  const longTerm = longTermLossOf(piece);
  if (disallowed.equals(0) || longTerm.equals(0)) return false;
  const loss = piece.gain.negated();
  const counts = loss.minus(disallowed);
  const own = round2(piece.figures.capitalGainReceived.times(counts).dividedBy(loss));
  return smaller(counts, own).lessThan(longTerm);
}

/** The part of the loss that counts which section 857(b)(8) makes long-term. */
export function longTermLossOf(piece: Piece): Decimal {
  if (!piece.gain.lessThan(0)) return ZERO;
  if (!shortForDistributions(piece.origin, piece.entry.date)) return ZERO;
  const loss = piece.gain.negated().minus(disallowedLossOf(piece));
  return smaller(loss, piece.figures.capitalGainReceived);
}
