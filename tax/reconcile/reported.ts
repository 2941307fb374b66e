/** Which row of which Form 1099-B says what was reported of a sale? */
import type { SalePiece } from '../lots/figures.ts';
import { pieceKey, type ReportedSale, type ReportedSales } from '../report/reported-sales.ts';
import type { BrokerForms } from './broker-forms.ts';
import { matchPieces } from './match-sales.ts';

/**
 * What the forms say of the sales of a year. A row of several lots says for each of them whether it was
 * reported; its basis is of none of them alone.
 */
export function reportedSales(
  forms: readonly BrokerForms[],
  sales: readonly SalePiece[],
): ReportedSales {
  const found = new Map<string, ReportedSale>();
  for (const { accountId, securityId, sales: rows } of forms) {
    const own = sales.filter(
      (piece) =>
        piece.accountId === accountId && piece.security.id === (securityId ?? piece.security.id),
    );
    matchPieces(rows, own).forEach((pieces, place) => {
      const row = rows[place];
      if (row === undefined || (row.reporting === null && row.basis === null)) return;
      const basis = pieces.length === 1 ? row.basis : null;
      for (const piece of pieces) {
        found.set(pieceKey(piece), { reporting: row.reporting, basis });
      }
    });
  }
  return found;
}
