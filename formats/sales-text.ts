/** The sales of the year as tables for a person, and what wash sales did to their losses. */
import { formatMoney, formatShares } from '../tax/values/money.ts';
import type { SalePiece } from '../tax/lots/figures.ts';
import { gainThatCounts, isDividend } from '../tax/report/sale-figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { append, grouped, heading } from './text-sections.ts';
import { left, right, tableLines } from './text-table.ts';

const KIND_WORDS: Readonly<Record<SalePiece['kind'], string>> = {
  sale: 'sale',
  redemption: 'redemption',
  'cash-for-fraction': 'fraction',
  boot: 'cash in exchange',
  'boot-dividend': 'dividend of exchange',
  liquidation: 'liquidation',
};

export function saleSection(report: YearReport): string[] {
  if (report.sales.length === 0) return [];
  const lines = heading('Sales');
  const anyKind = report.sales.some((piece) => piece.kind !== 'sale');
  const anyHeld = report.sales.some((piece) => piece.heldSince !== piece.acquired);
  const anyMoved = report.sales.some((piece) => piece.longTermLoss !== 0n);
  const anyDividend = report.sales.some(isDividend);
  const anyWash = report.sales.some((piece) => piece.disallowedLoss !== 0n);
  for (const [title, pieces] of grouped<SalePiece>(report.sales)) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Sold'),
          ...(anyKind ? [left('Kind')] : []),
          left('Lot'),
          left('Acquired'),
          ...(anyHeld ? [left('Held\nsince')] : []),
          right('Shares'),
          right('Proceeds'),
          right('Adjusted\nbasis'),
          right('Gain'),
          ...(anyDividend ? [right('Dividend')] : []),
          ...(anyWash ? [right('Loss not\nallowed'), right('Gain that\ncounts')] : []),
          left('Term'),
          ...(anyMoved ? [right('Long-term\nloss')] : []),
        ],
        pieces.map((piece) => [
          piece.sold,
          ...(anyKind ? [KIND_WORDS[piece.kind]] : []),
          piece.lot,
          piece.inherited ? 'inherited' : piece.acquired,
          ...(anyHeld ? [piece.heldSince] : []),
          formatShares(piece.shares),
          formatMoney(piece.proceeds),
          formatMoney(piece.adjustedBasis),
          isDividend(piece) ? '' : formatMoney(piece.gain),
          ...(anyDividend ? [isDividend(piece) ? formatMoney(piece.gain) : ''] : []),
          ...(anyWash
            ? [
                formatMoney(piece.disallowedLoss),
                isDividend(piece) ? '' : formatMoney(gainThatCounts(piece)),
              ]
            : []),
          isDividend(piece) ? '' : piece.term,
          ...(anyMoved ? [formatMoney(piece.longTermLoss)] : []),
        ]),
      ),
      [''],
    );
  }
  return anyWash ? [...lines, ...washSection(report.sales)] : lines;
}

function washSection(sales: readonly SalePiece[]): string[] {
  const lines = heading('Wash sales: losses that went into other shares');
  for (const [title, pieces] of grouped(sales.filter((piece) => piece.replacements.length > 0))) {
    append(
      lines,
      [title],
      tableLines(
        [
          left('Sold'),
          left('Lot'),
          left('Replaced by'),
          left('Account'),
          left('Bought'),
          right('Shares'),
          right('Loss not\nallowed'),
          left('Added to\nits basis'),
        ],
        pieces.flatMap((piece) =>
          piece.replacements.map((replacement) => [
            piece.sold,
            piece.lot,
            replacement.lot,
            replacement.account,
            replacement.bought,
            formatShares(replacement.shares),
            formatMoney(replacement.disallowedLoss),
            replacement.addedToBasis ? 'yes' : 'no: tax-deferred',
          ]),
        ),
      ),
      [''],
    );
  }
  return lines;
}
