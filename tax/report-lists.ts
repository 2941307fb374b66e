/**
 * How do the raw results become the report's lists, each in its published order?
 *
 * Payments by payable date, account, security, record date, distribution; sales by day, transaction
 * and piece; excess gains by day, account, security, lot. Names stand in code-unit order.
 */
import { isLongTerm } from './days.ts';
import { withLots } from './list-of-many.ts';
import { securityLabel } from './model.ts';
import type { Cents } from './money.ts';
import { compareText } from './order.ts';
import type { PositionRun } from './position.ts';
import { partsOf, type PaymentRun } from './return-of-capital.ts';
import type { Position } from './transactions.ts';
import type { ExcessGain, Payment, SalePiece } from './year-report.ts';

/** Names the payment of a distribution to an account. */
export function paymentKey(distributionId: string, accountId: string): string {
  return `${distributionId}/${accountId}`;
}

/** A payment as the report lists it. */
export function paymentOf(run: PaymentRun, { account, security }: Position): Payment {
  const { planned, shares, amounts } = run;
  const { distribution, document, exDate, exDateComputed } = planned;
  const payment = {
    key: paymentKey(distribution.id, account.id),
    accountId: account.id,
    account: account.name,
    taxDeferred: account.taxDeferred,
    security,
    documentId: document.id,
    distribution,
    exDate,
    exDateComputed,
    shares,
    amountPerShare: distribution.allocablePerShare,
    cash: amounts.cash,
    components: amounts.components,
    subsets: amounts.subsets,
  };
  return withLots(payment, { count: run.lots.length, list: () => partsOf(run) });
}

function comparePayments(a: Payment, b: Payment): number {
  return (
    compareText(a.distribution.payableDate, b.distribution.payableDate) ||
    compareText(a.account, b.account) ||
    compareText(securityLabel(a.security), securityLabel(b.security)) ||
    compareText(a.distribution.recordDate ?? '', b.distribution.recordDate ?? '') ||
    compareText(a.distribution.id, b.distribution.id)
  );
}

export function paymentsInOrder(positions: readonly PositionRun[]): readonly Payment[] {
  return positions
    .flatMap(({ position, payments }) => payments.map((run) => paymentOf(run, position)))
    .sort(comparePayments);
}

export function salesInOrder(positions: readonly PositionRun[]): readonly SalePiece[] {
  return positions
    .flatMap((position) => position.sales)
    .sort((a, b) => compareText(a.sale.date, b.sale.date) || a.order - b.order)
    .flatMap((sale) => sale.pieces);
}

function excessGainsOf(run: PaymentRun, position: Position): ExcessGain[] {
  const { account, security } = position;
  const { distribution } = run.planned;
  const date = distribution.payableDate;
  const { excess } = run;
  if (!excess) return [];
  return run.lots.flatMap((lot, place): ExcessGain[] => {
    const amount = excess[place] as Cents;
    if (amount === 0n) return [];
    return [
      {
        accountId: account.id,
        account: account.name,
        taxDeferred: account.taxDeferred,
        security,
        lot: lot.name,
        paymentKey: paymentKey(distribution.id, account.id),
        date,
        amount,
        term: isLongTerm(lot.acquired, date) ? 'long' : 'short',
      },
    ];
  });
}

export function excessGainsInOrder(positions: readonly PositionRun[]): readonly ExcessGain[] {
  return positions
    .flatMap(({ position, payments }) => payments.flatMap((run) => excessGainsOf(run, position)))
    .sort(
      (a, b) =>
        compareText(a.date, b.date) ||
        compareText(a.account, b.account) ||
        compareText(securityLabel(a.security), securityLabel(b.security)) ||
        compareText(a.lot, b.lot) ||
        compareText(a.paymentKey, b.paymentKey),
    );
}
