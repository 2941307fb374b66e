/**
 * What happened to the basis of one lot, day by day? (sections 6 and 7)
 *
 * A lot's basis depends on nothing but its own parts of payments and its own pieces of sales: so
 * each lot's life is told alone, from its first day to the last fact in the book.
 *
 * On each day: first the distributions whose ex-date it is are noted; then the returns of capital
 * that take effect on it reduce basis, never below zero, the rest is gain; then its shares are sold.
 * Authority: section 301(c)(2) and (3); the calculation's section 6, points 2 and 3.
 * Example: cost $3,800.00, four payments with $15.99 return of capital each: basis $3,736.04.
 * Awkward case: ex-date 2001-12-27 and tax year 2002. From December 27 the lot's part waits; what
 * is sold before January 1 takes its part of it as gain of 2002, and the rest reduces basis then.
 */
import type { Day } from '../days.ts';
import { lastDayOfYear } from '../days.ts';
import type { Decimal } from '../money.ts';
import { partThatGoes, smaller, ZERO } from './decimals.ts';
import { heldMoreThanOneYear, heldSixMonthsOrLess } from './holding.ts';
import type { Part, SlowPayment } from './payments.ts';
import { compareText } from './trades.ts';
import type { Lot, Piece, Trades } from './trades.ts';

/** What became of a lot's part of one payment. */
export interface PartOutcome {
  readonly payment: SlowPayment;
  readonly part: Part;
  /** Not yet in effect. */
  waiting: Decimal;
  basisReduction: Decimal;
  excessGain: Decimal;
  /** Whether some of it was more than the basis that was left. */
  overBasis: boolean;
  /** Sales between ex-date and payable date that this part touches. */
  readonly soldMeanwhile: Piece[];
}

export interface PieceOutcome {
  readonly piece: Piece;
  readonly cost: Decimal;
  readonly basis: Decimal;
  readonly gain: Decimal;
  readonly longTerm: boolean;
  readonly longTermLoss: Decimal;
}

export interface LotState {
  shares: Decimal;
  cost: Decimal;
  basis: Decimal;
  reducedBefore: Decimal;
  reducedInYear: Decimal;
  capitalGainReceived: Decimal;
}

export interface LotLife {
  readonly lot: Lot;
  readonly parts: readonly PartOutcome[];
  readonly pieces: readonly PieceOutcome[];
  /** Undefined when the lot was not yet acquired. */
  readonly atYearEnd: LotState | undefined;
}

function inOrderOfEffect(a: PartOutcome, b: PartOutcome): number {
  const one = a.payment.row;
  const other = b.payment.row;
  return (
    compareText(one.distribution.payableDate, other.distribution.payableDate) ||
    one.documentOrder - other.documentOrder ||
    one.rowOrder - other.rowOrder
  );
}

export function lifeOf(
  lot: Lot,
  payments: readonly SlowPayment[],
  trades: Trades,
  reportYear: number,
): LotLife {
  const parts: PartOutcome[] = [];
  for (const payment of payments) {
    for (const part of payment.parts) {
      if (part.lot !== lot) continue;
      parts.push({
        payment,
        part,
        waiting: part.returnOfCapital,
        basisReduction: ZERO,
        excessGain: ZERO,
        overBasis: false,
        soldMeanwhile: [],
      });
    }
  }
  const pieces = trades.pieces.filter((piece) => piece.lot === lot);
  const outcomes: PieceOutcome[] = [];

  const days = new Set<Day>([lot.acquired]);
  for (const { payment } of parts) days.add(payment.exDate).add(payment.effectiveDay);
  for (const piece of pieces) days.add(piece.sale.date);

  const now: LotState = {
    shares: lot.shares,
    cost: lot.cost,
    basis: lot.cost,
    reducedBefore: ZERO,
    reducedInYear: ZERO,
    capitalGainReceived: ZERO,
  };
  const yearEnd = lastDayOfYear(reportYear);
  let atYearEnd: LotState | undefined;

  for (const day of [...days].sort(compareText)) {
    for (const each of parts) {
      if (each.payment.exDate !== day || each.payment.row.taxYear > reportYear) continue;
      now.capitalGainReceived = now.capitalGainReceived.plus(each.part.capitalGain);
    }

    for (const each of parts.filter((e) => e.payment.effectiveDay === day).sort(inOrderOfEffect)) {
      const reduction = smaller(each.waiting, now.basis);
      const excess = each.waiting.minus(reduction);
      now.basis = now.basis.minus(reduction);
      each.waiting = ZERO;
      each.basisReduction = reduction;
      each.excessGain = each.excessGain.plus(excess);
      each.overBasis = excess.greaterThan(0);
      const { taxYear } = each.payment.row;
      if (taxYear < reportYear) now.reducedBefore = now.reducedBefore.plus(reduction);
      if (taxYear === reportYear) now.reducedInYear = now.reducedInYear.plus(reduction);
    }

    for (const piece of pieces.filter((p) => p.sale.date === day)) {
      for (const each of parts) {
        const { exDate, effectiveDay, row } = each.payment;
        if (each.part.returnOfCapital.equals(0) || day < exDate) continue;
        if (day < effectiveDay) {
          const becomesGain = partThatGoes(each.waiting, piece.shares, piece.held);
          each.waiting = each.waiting.minus(becomesGain);
          each.excessGain = each.excessGain.plus(becomesGain);
          each.soldMeanwhile.push(piece);
        } else if (day < row.distribution.payableDate) {
          each.soldMeanwhile.push(piece);
        }
      }

      const cost = partThatGoes(now.cost, piece.shares, piece.held);
      const basis = partThatGoes(now.basis, piece.shares, piece.held);
      const received = partThatGoes(now.capitalGainReceived, piece.shares, piece.held);
      const gain = piece.proceeds.minus(basis);
      const longTerm = heldMoreThanOneYear(lot.acquired, day);
      const longTermLoss =
        gain.lessThan(0) && heldSixMonthsOrLess(lot.acquired, day)
          ? smaller(gain.negated(), received)
          : ZERO;
      outcomes.push({ piece, cost, basis, gain, longTerm, longTermLoss });

      now.shares = now.shares.minus(piece.shares);
      now.cost = now.cost.minus(cost);
      now.basis = now.basis.minus(basis);
      now.capitalGainReceived = now.capitalGainReceived.minus(received);
      now.reducedBefore = now.reducedBefore.minus(
        partThatGoes(now.reducedBefore, piece.shares, piece.held),
      );
      now.reducedInYear = now.reducedInYear.minus(
        partThatGoes(now.reducedInYear, piece.shares, piece.held),
      );
    }

    if (day <= yearEnd) atYearEnd = { ...now };
  }
  return { lot, parts, pieces: outcomes, atYearEnd };
}
