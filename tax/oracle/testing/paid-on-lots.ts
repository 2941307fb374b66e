/**
 * What was paid on shares that stayed, and what was added to them? The sums of what the reports list.
 *
 * A liquidating distribution that is not the last pays back what of it is no gain, listed or not.
 */
import { isBoot, type SalePiece } from '../../lots/figures.ts';
import type { YearReport } from '../../report/year-report.ts';

export function paidOnLots(reports: readonly YearReport[]) {
  const liquidations = reports.flatMap((report) => report.liquidations);
  const pieces = reports.flatMap((report) => report.sales);
  const open = new Set(liquidations.filter(({ last }) => !last).map((one) => one.transactionId));
  const isPayment = ({ kind, transactionId }: SalePiece): boolean =>
    isBoot(kind) || (kind === 'liquidation' && open.has(transactionId));
  let paidBack = 0n;
  for (const piece of pieces) {
    if (isBoot(piece.kind)) paidBack += piece.adjustedBasis;
    else if (isPayment(piece)) paidBack -= piece.gain;
  }
  let inKind = 0n;
  for (const one of liquidations) {
    if (!one.last) paidBack += one.amount;
    if (one.inKind) inKind += one.amount;
  }
  let kept = 0n;
  for (const { gain, tax } of reports.flatMap((report) => report.keptGains)) kept += gain - tax;
  return { inKind, kept, paidBack, isPayment };
}
