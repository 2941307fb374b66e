/**
 * Where are a lot's basis, the gain of its sale and its excess gain from? The cost, less every
 * reduction in order of effect; what a sale takes along is a share of what was there.
 *
 * Example: $3,800.00 - $15.99 - $15.99 - $15.99 - $15.99 = $3,736.04.
 */
import { firstDayOfYear, lastDayOfYear } from './days.ts';
import type { Derivation } from './derivation.ts';
import { amountFact, moneyNode, RULES, sharesFact } from './explain-nodes.ts';
import {
  acquisitionOf,
  LISTED_SALES,
  lotPartDerivation,
  sharesAfter,
  soldShares,
  type LotHistory,
} from './explain-payment.ts';
import type { Sale } from './model.ts';
import type { Cents } from './money.ts';
import { comparePlanned } from './planned-distributions.ts';
import type { LotChange } from './pass-log.ts';
import { partOf, placeOf, type PaymentRun, type RunLot } from './return-of-capital.ts';
import type { PaymentLot, SalePiece } from './year-report.ts';
import { dollars, sharesText } from './wording.ts';

function changesOf(history: LotHistory, lot: RunLot): readonly LotChange[] {
  return history.ofLot.get(lot) ?? [];
}

/** What a payment took off a lot's basis. */
function reductionDerivation(history: LotHistory, change: LotChange): Derivation {
  const { lot, planned } = change;
  const payment = history.run.payments.find((run) => run.planned === planned);
  const place = payment && placeOf(payment, lot);
  if (!payment || place === undefined) throw new Error('a reduction without its payment');
  const part = partOf(payment, place);
  const whole = lotPartDerivation(history, payment, lot, part);
  if (part.basisReduction === part.returnOfCapital) return whole;
  return limitedReduction(part, change.basisAfter, whole);
}

function limitedReduction(part: PaymentLot, basisAfter: Cents, whole: Derivation): Derivation {
  const why =
    basisAfter === 0n
      ? `only as much as the basis was: ${dollars(part.basisReduction)}`
      : `only what had not left with sold shares before: ${dollars(part.basisReduction)}`;
  return moneyNode(part.basisReduction, {
    label: `Basis reduction, lot ${part.lot}`,
    operation: 'choice',
    explanation: `Of ${dollars(part.returnOfCapital)} return of capital, ${why}.`,
    rule: RULES.basis,
    operands: [whole],
  });
}

/** The basis of a lot after the first of its changes, which begin with its acquisition. */
function basisAfterChanges(
  history: LotHistory,
  lot: RunLot,
  changes: readonly LotChange[],
): Derivation {
  const skipped = changesNotListed(changes);
  let current = basisAfterSkipped(lot, changes.slice(0, skipped));
  let basis = changes[skipped - 1]?.basisAfter ?? acquisitionOf(lot).amount;
  let reductions: Derivation[] = [];
  let reduced = basis;
  const settleReductions = (): void => {
    if (reductions.length === 0) return;
    const list = reductions.map((reduction) => dollarsOf(reduction)).join(' − ');
    current = moneyNode(reduced, {
      label: `Adjusted basis, lot ${lot.name}`,
      operation: 'difference',
      explanation:
        reductions.length <= 8
          ? `${dollars(basis)} − ${list} = ${dollars(reduced)}.`
          : `${dollars(basis)} less ${reductions.length} reductions is ${dollars(reduced)}.`,
      rule: RULES.basis,
      operands: [current, ...reductions],
    });
    reductions = [];
    basis = reduced;
  };
  changes.forEach((change, place) => {
    if (place < skipped) return;
    if (change.kind === 'returnOfCapital') {
      reductions.push(reductionDerivation(history, change));
      reduced = change.basisAfter;
    } else if (change.kind === 'sold') {
      settleReductions();
      current = keptBasis(lot, changes.slice(0, place), change, current);
      basis = change.basisAfter;
      reduced = basis;
    }
  });
  settleReductions();
  return current;
}

/** How many changes come before the latest sales that are explained one by one. */
function changesNotListed(changes: readonly LotChange[]): number {
  let listed = 0;
  for (let place = changes.length - 1; place >= 0; place--) {
    if (changes[place]?.kind === 'sold' && ++listed > LISTED_SALES) return place + 1;
  }
  return 0;
}

/** The cost, or what the first changes of a lot with very many sales left of it, in one line. */
function basisAfterSkipped(lot: RunLot, skipped: readonly LotChange[]): Derivation {
  const cost = amountFact(acquisitionOf(lot));
  const last = skipped.at(-1);
  if (!last) return cost;
  const gone = (acquisitionOf(lot).amount - last.basisAfter) as Cents;
  const count = skipped.filter((change) => change.kind !== 'acquired').length;
  return moneyNode(last.basisAfter, {
    label: `Adjusted basis on ${last.day}, lot ${lot.name}`,
    operation: 'difference',
    explanation: `${dollars(acquisitionOf(lot).amount)} less ${dollars(gone)} is ${dollars(last.basisAfter)}.`,
    rule: RULES.basis,
    operands: [
      cost,
      moneyNode(gone, {
        label: `${count} earlier changes`,
        operation: 'sum',
        explanation: `${dollars(gone)} in ${count} sales and reductions up to ${last.day}; the Lots screen lists each of them.`,
      }),
    ],
  });
}

function dollarsOf(derivation: Derivation): string {
  return `$${derivation.value}`;
}

/** The basis that stays in a lot when a part of it is sold. */
function keptBasis(
  lot: RunLot,
  before: readonly LotChange[],
  change: LotChange,
  basisBefore: Derivation,
): Derivation {
  const { piece } = change;
  if (!piece) throw new Error('not a sale');
  const held = sharesAfter(lot, before);
  const kept = sharesAfter(lot, [...before, change]);
  return moneyNode(change.basisAfter, {
    label: `Basis left in the lot ${lot.name} after the sale of ${change.day}`,
    operation: 'share',
    explanation: `The sale of ${sharesText(piece.shares)} took ${dollars(piece.adjustedBasis)} along; ${dollars(change.basisAfter)} stays with ${sharesText(change.sharesAfter)}.`,
    rule: RULES.lots,
    operands: [basisBefore, kept, held],
  });
}

/** The adjusted basis of a lot at the end of a year. */
export function adjustedBasisDerivation(
  history: LotHistory,
  lot: RunLot,
  taxYear: number,
): Derivation {
  const yearEnd = lastDayOfYear(taxYear);
  const changes = changesOf(history, lot).filter((change) => change.day <= yearEnd);
  return basisAfterChanges(history, lot, changes);
}

/** The gain of one lot's part of a sale. */
export function saleGainDerivation(history: LotHistory, change: LotChange): Derivation {
  const { piece, trade, lot } = change;
  if (!piece || !trade) throw new Error('not a sale');
  return moneyNode(piece.gain, {
    label: `Gain of the sale of ${piece.sold}, lot ${piece.lot}`,
    operation: 'difference',
    explanation: `${dollars(piece.proceeds)} − ${dollars(piece.adjustedBasis)} = ${dollars(piece.gain)}; ${piece.term}-term, acquired on ${piece.acquired}.`,
    rule: RULES.gain,
    operands: [proceedsDerivation(change, piece), soldBasis(history, lot, change, piece)],
  });
}

function proceedsDerivation(change: LotChange, piece: SalePiece): Derivation {
  const sale = change.trade?.transaction as Sale | undefined;
  if (!sale) throw new Error('not a sale');
  if (piece.shares === sale.shares) return amountFact(sale);
  return moneyNode(piece.proceeds, {
    label: `Proceeds of the lot ${piece.lot}`,
    operation: 'share',
    explanation: `${sharesText(piece.shares)} of ${sharesText(sale.shares)} of ${dollars(sale.amount)}, the cents left over going to the largest fractions: ${dollars(piece.proceeds)}.`,
    rule: RULES.lots,
    operands: [amountFact(sale), soldShares(change), sharesFact(sale)],
  });
}

function soldBasis(
  history: LotHistory,
  lot: RunLot,
  change: LotChange,
  piece: SalePiece,
): Derivation {
  const all = changesOf(history, lot);
  const before = all.slice(0, all.indexOf(change));
  const basisBefore = basisAfterChanges(history, lot, before);
  if (change.sharesAfter === 0n) return basisBefore;
  const held = sharesAfter(lot, before);
  return moneyNode(piece.adjustedBasis, {
    label: `Adjusted basis of the shares sold, lot ${piece.lot}`,
    operation: 'share',
    explanation: `${sharesText(piece.shares)} of ${held.value} shares of $${basisBefore.value}, to the cent: ${dollars(piece.adjustedBasis)}.`,
    rule: RULES.lots,
    operands: [basisBefore, soldShares(change), held],
  });
}

/** The return of capital of one lot beyond its basis. */
export function excessGainDerivation(
  history: LotHistory,
  payment: PaymentRun,
  lot: RunLot,
  part: PaymentLot,
): Derivation {
  return moneyNode(part.excessGain, {
    label: `Gain beyond the basis, lot ${part.lot}`,
    operation: 'difference',
    explanation: `${dollars(part.returnOfCapital)} return of capital − ${dollars(part.basisReduction)} basis reduction = ${dollars(part.excessGain)}, a capital gain of ${payment.planned.distribution.payableDate}.`,
    rule: RULES.excess,
    operands: [
      lotPartDerivation(history, payment, lot, part),
      usedReduction(history, payment, lot, part),
    ],
  });
}

/** What the payment could take off the basis, from what the basis was at that moment. */
function usedReduction(
  history: LotHistory,
  payment: PaymentRun,
  lot: RunLot,
  part: PaymentLot,
): Derivation {
  const { planned } = payment;
  const before = changesOf(history, lot).filter(
    (change) =>
      change.day < planned.effectiveDay ||
      (change.day === planned.effectiveDay &&
        change.planned !== null &&
        comparePlanned(change.planned, planned) < 0),
  );
  const soldInBetween = before.filter(
    (change) => change.kind === 'sold' && change.day >= planned.exDate,
  );
  const basisBefore = basisAfterChanges(history, lot, before);
  const sold =
    soldInBetween.length === 0
      ? ''
      : ` Shares sold before ${firstDayOfYear(planned.taxYear)} had taken their part along.`;
  return moneyNode(part.basisReduction, {
    label: `Basis reduction, lot ${part.lot}`,
    operation: 'choice',
    explanation: `The basis was $${basisBefore.value} on ${planned.effectiveDay}; ${dollars(part.basisReduction)} of it was reduced.${sold}`,
    rule: RULES.basis,
    operands: [basisBefore],
  });
}
