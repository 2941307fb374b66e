/** The rows of sales as the year's form has them: which columns there are, and all of them as text. */
import { saleColumns } from '../../../application/contract.ts';
import type { WordId } from '../../glossary/words.ts';
import { formatDay } from '../../format/days.ts';
import type { ReturnLines, SaleFormRow as Row, SaleGroup } from './load.ts';

type Style = NonNullable<ReturnLines['style']>;

interface FormColumn {
  /** The letter that the form has for it. */
  readonly letter: string;
  readonly caption: string;
  readonly numeric: boolean;
  /** The cell's name where a day stands in the column. */
  readonly dayOf: 'acquired' | 'sold' | null;
  /** The cell as the form takes it: days as they are written there, amounts as plain decimals. */
  readonly cell: (row: Row) => string;
  /** The cell's name among the figures of a row, and among the totals; null where no amount stands in the column. */
  readonly of: CellName | null;
}

/** Which word explains what stands in a column. */
export const COLUMN_WORD: Readonly<Partial<Record<CellName, WordId>>> = {
  proceeds: 'proceeds',
  basis: 'adjusted-basis',
};

type CellName = keyof Row['figures'];

/** '2002-02-11' as '02/11/2002', as a form asks for it (month, day, year). */
function formDay(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(0, 4)}`
    : text;
}

/** "Feb 11, 2002", or the word that stands in place of a day. */
export function shownDay(text: string | null): string {
  if (text === null) return '';
  return /^\d/.test(text) ? formatDay(text) : text;
}

/** The columns of the form of the year that lists sales. */
export function formColumns(style: Style): readonly FormColumn[] {
  return saleColumns(style).map(({ letter, caption, of }) => {
    const numeric = of !== 'description' && of !== 'acquired' && of !== 'sold' && of !== 'codes';
    const dayOf = of === 'acquired' || of === 'sold' ? of : null;
    return {
      letter,
      caption,
      numeric,
      dayOf,
      cell: (row) => (dayOf === null ? (row[of] ?? '') : formDay(row[dayOf] ?? '')),
      of: numeric ? of : null,
    };
  });
}

/** A cell of a text table: no tab and no line break, and nothing that a sheet would compute. */
function plainCell(text: string): string {
  const clean = text.replace(/\s+/g, ' ');
  return /^[=+@]/.test(clean) ? `'${clean}` : clean;
}

/** Rows of a page, captions first and totals last, with tabs between the cells. */
export function rowsAsText(style: Style, rows: readonly Row[], group: SaleGroup): string {
  const columns = formColumns(style);
  const lines = [
    columns.map(({ letter, caption }) => `(${letter}) ${caption}`),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
    columns.map(({ of }, index) => (index === 0 ? 'Totals' : ((of && group.totals[of]) ?? ''))),
  ];
  return lines.map((cells) => cells.map(plainCell).join('\t')).join('\n');
}
