/** The sales of a year: in the columns of its form, and lot by lot with what the basis is made of. */
import { saleColumns, type SaleColumn } from '../../../tax/report/form-columns.ts';
import { isForm8949, type SaleRow } from '../../../tax/report/sale-rows.ts';
import { gainThatCounts, isDividend } from '../../../tax/report/sale-figures.ts';
import type { Replacement, SaleKind, SalePiece } from '../../../tax/lots/figures.ts';
import type { Cents } from '../../../tax/values/money.ts';
import type { YearMaterial } from '../material.ts';
import {
  dayOf,
  heldColumns,
  ifAny,
  lotColumn,
  lotNameColumn,
  money,
  shares,
  tableOf,
  text,
  yesNo,
  type Column,
  type Table,
} from './table.ts';

/** A row of the form, and the page that it stands on. */
interface PlacedRow {
  readonly row: SaleRow;
  /** "Form 8949, Part I, box A"; by term where no page is mapped. */
  readonly page: string;
  /** The line of Schedule D that the page's totals go to; null where none is mapped. */
  readonly line: string | null;
}

/** The rows in the order of the return; of a year without mapped lines by term. */
function placedRows({ lines, rows, style }: YearMaterial): readonly PlacedRow[] {
  if (lines.sales.length > 0) {
    return lines.sales.flatMap(({ form, title, line, rows: own }) =>
      own.map((row) => ({ row, page: `${form}, ${title}`, line })),
    );
  }
  const form = isForm8949(style) ? 'Form 8949' : 'Schedule D';
  return (['short', 'long'] as const).flatMap((term) =>
    rows
      .filter((row) => row.term === term)
      .map((row) => ({ row, page: `${form}, ${term}-term`, line: null })),
  );
}

/** The form's own column, from what stands in its cell. */
function formColumn({ letter, caption, of }: SaleColumn): Column<PlacedRow> {
  const title = `(${letter}) ${caption}`;
  switch (of) {
    case 'description':
    case 'codes':
      return text(title, ({ row }) => row[of]);
    case 'acquired':
    case 'sold':
      return dayOf(title, ({ row }) => row[of]);
    default:
      return money(title, ({ row }) => row[of]);
  }
}

/** In the columns of the year's form, with its letters. */
export function saleRowsTable(material: YearMaterial): Table {
  const rows = placedRows(material);
  return tableOf<PlacedRow>(
    'sales',
    `Sales as rows of ${isForm8949(material.style) ? 'Form 8949' : 'Schedule D'}`,
    [
      text('Page', ({ page }) => page),
      text('Totals to Schedule D, line', ({ line }) => line),
      ...saleColumns(material.style).map(formColumn),
      text('Account', ({ row }) => row.account),
      lotNameColumn(({ row }) => row.piece ?? { lot: row.lot, acquired: null }),
      text('Statement', ({ row }) => row.statement),
    ],
    rows,
  );
}

const KIND_WORDS: Readonly<Record<SaleKind, string>> = {
  sale: 'sale',
  redemption: 'redemption',
  'cash-for-fraction': 'cash for a fraction',
  boot: 'cash in an exchange',
  'boot-dividend': 'cash in an exchange, a dividend',
  liquidation: 'liquidating distribution',
};

/** Every lot's part of every sale, those of tax-deferred accounts too. */
export function saleLotsTable({ report }: YearMaterial): Table {
  const { sales } = report;
  const not0 =
    (of: 'otherBasisChanges' | 'longTermLoss') =>
    (piece: SalePiece): boolean =>
      piece[of] !== 0n;
  return tableOf<SalePiece>(
    'sales-by-lot',
    'Sales, lot by lot',
    [
      ...heldColumns<SalePiece>(),
      text('Kind', ({ kind }) => KIND_WORDS[kind]),
      lotNameColumn((piece) => piece),
      dayOf('Acquired', ({ inherited, acquired }) => (inherited ? 'inherited' : acquired)),
      ...ifAny(
        sales,
        (piece) => piece.heldSince !== piece.acquired,
        dayOf('Held since', ({ heldSince }) => heldSince),
      ),
      dayOf('Sold', ({ sold }) => sold),
      shares('Shares', (piece) => piece.shares),
      money('Proceeds', ({ proceeds }) => proceeds),
      money('Cost', ({ cost }) => cost),
      money('Return of capital', ({ returnOfCapital }) => returnOfCapital),
      ...ifAny(
        sales,
        not0('otherBasisChanges'),
        money('Other changes of the basis', (piece) => piece.otherBasisChanges),
      ),
      money('Adjusted basis', ({ adjustedBasis }) => adjustedBasis),
      money('Gain or loss', (piece) => (isDividend(piece) ? null : piece.gain)),
      ...ifAny(
        sales,
        isDividend,
        money('Dividend', (piece) => (isDividend(piece) ? piece.gain : null)),
      ),
      money('Disallowed loss', ({ disallowedLoss }) => disallowedLoss),
      money('Gain that counts', (piece) => (isDividend(piece) ? null : gainThatCounts(piece))),
      text('Term', (piece) => (isDividend(piece) ? null : piece.term)),
      ...ifAny(
        sales,
        not0('longTermLoss'),
        money('Loss that is long-term', (piece) => piece.longTermLoss),
      ),
      ...ifAny(
        sales,
        ({ opening }) => opening !== null,
        dayOf('Rests on a stated basis of', ({ opening }) => opening?.day),
      ),
      text('Tax-deferred', ({ taxDeferred }) => (taxDeferred ? 'yes' : '')),
    ],
    sales,
  );
}

interface WashRow {
  readonly piece: SalePiece;
  readonly by: Replacement;
}

/** Where disallowed losses went. */
export function washTable({ report }: YearMaterial): Table {
  const rows = report.sales.flatMap((piece) =>
    piece.replacements.map((by): WashRow => ({ piece, by })),
  );
  return tableOf<WashRow>(
    'wash-sales',
    'Wash sales: losses that went into other shares',
    [
      text('Account', ({ piece }) => piece.account),
      lotColumn('Lot', ({ piece }) => piece),
      dayOf('Sold', ({ piece }) => piece.sold),
      lotColumn('Replaced by lot', ({ by }) => ({
        ...{ lot: by.lot, acquired: by.bought, shares: by.shares },
      })),
      text('In account', ({ by }) => by.account),
      dayOf('Bought', ({ by }) => by.bought),
      shares('Shares', ({ by }) => by.shares),
      money('Disallowed loss', ({ by }): Cents => by.disallowedLoss),
      yesNo('Added to its basis', ({ by }) => by.addedToBasis),
    ],
    rows,
  );
}
