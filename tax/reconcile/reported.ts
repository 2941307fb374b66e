/** Which row of which Form 1099-B says what was reported of a sale? */
import type { SalePiece } from '../lots/figures.ts';
import { pieceKey, type ReportedSale, type ReportedSales } from '../report/reported-sales.ts';
import type { BrokerForms } from './broker-forms.ts';
import { matchPieces } from './match-sales.ts';

/**
 * What the forms say of the sales of a year. A row of several lots says for each of them whether it was
 * reported; its amounts are of none of them alone.
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
      if (row === undefined) return;
      const { reporting, basis, proceeds } = row;
      if (reporting === null && basis === null && proceeds === null) return;
      const amounts = pieces.length === 1 ? { basis, proceeds } : { basis: null, proceeds: null };
      for (const piece of pieces) found.set(pieceKey(piece), { reporting, ...amounts });
    });
  }
  return found;
}
