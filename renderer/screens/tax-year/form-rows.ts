/** The rows of sales as the year's form has them: which columns there are, and all of them as text. */
import { formatDay } from '../../format/days.ts';
import type { PageTotal } from '../../state/derivation.svelte.ts';
import type { ReturnLines, SaleGroup } from './load.ts';

type Row = SaleGroup['rows'][number];
type Style = NonNullable<ReturnLines['style']>;

interface FormColumn {
  /** The letter that the form has for it. */
  readonly letter: string;
  readonly caption: string;
  readonly numeric: boolean;
  /** The cell as the form takes it: days as they are written there, amounts as plain decimals. */
  readonly cell: (row: Row) => string;
  readonly total: ((group: SaleGroup) => string) | null;
  /** The cell's name among the figures of a row; null where no amount stands in the column. */
  readonly of: CellName | null;
}

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

const COMMON: readonly FormColumn[] = [
  {
    letter: 'a',
    caption: 'Description',
    numeric: false,
    cell: (row) => row.description,
    total: null,
    of: null,
  },
  {
    letter: 'b',
    caption: 'Acquired',
    numeric: false,
    cell: (row) => formDay(row.acquired ?? ''),
    total: null,
    of: null,
  },
  {
    letter: 'c',
    caption: 'Sold',
    numeric: false,
    cell: (row) => formDay(row.sold ?? ''),
    total: null,
    of: null,
  },
  {
    letter: 'd',
    caption: 'Proceeds',
    numeric: true,
    cell: (row) => row.proceeds ?? '',
    total: ({ totals }) => totals.proceeds,
    of: 'proceeds',
  },
  {
    letter: 'e',
    caption: 'Cost or basis',
    numeric: true,
    cell: (row) => row.basis ?? '',
    total: ({ totals }) => totals.basis,
    of: 'basis',
  },
];

const gain = (letter: string): FormColumn => ({
  letter,
  caption: 'Gain or loss',
  numeric: true,
  cell: (row) => row.gain,
  total: ({ totals }) => totals.gain,
  of: 'gain',
});

/** The columns of Form 8949, or of lines 1 and 8 of Schedule D. */
export function formColumns(style: Style): readonly FormColumn[] {
  switch (style) {
    case 'form8949':
      return [
        ...COMMON,
        {
          letter: 'f',
          caption: 'Code',
          numeric: false,
          cell: (row) => row.codes,
          total: null,
          of: null,
        },
        {
          letter: 'g',
          caption: 'Adjustment',
          numeric: true,
          cell: (row) => row.adjustment ?? '',
          total: ({ totals }) => totals.adjustment,
          of: 'adjustment',
        },
        gain('h'),
      ];
    case 'scheduleD2003':
      return [
        ...COMMON,
        gain('f'),
        {
          letter: 'g',
          caption: 'Post-May 5',
          numeric: true,
          cell: (row) => row.postMay5Gain ?? '',
          total: ({ totals }) => totals.postMay5Gain ?? '',
          of: 'postMay5Gain',
        },
      ];
    case 'scheduleD':
      return [...COMMON, gain('f')];
  }
}

/** A cell of a text table: no tab and no line break, and nothing that a sheet would compute. */
function plainCell(text: string): string {
  const clean = text.replace(/\s+/g, ' ');
  return /^[=+@]/.test(clean) ? `'${clean}` : clean;
}

/** Every row of a page, captions first and totals last, with tabs between the cells. */
export function rowsAsText(style: Style, group: SaleGroup): string {
  const columns = formColumns(style);
  const lines = [
    columns.map(({ letter, caption }) => `(${letter}) ${caption}`),
    ...group.rows.map((row) => columns.map(({ cell }) => cell(row))),
    columns.map(({ total }, index) => (index === 0 ? 'Totals' : (total?.(group) ?? ''))),
  ];
  return lines.map((cells) => cells.map(plainCell).join('\t')).join('\n');
}

/** The column in which the gain or loss of a row stands. */
export function gainColumn(style: Style): FormColumn {
  return gain(style === 'form8949' ? 'h' : 'f');
}

/** A column's total as a question: the cells of all rows that it is the sum of. */
export function totalOfColumn(group: SaleGroup, { of, caption, total }: FormColumn): PageTotal {
  return {
    label: `${caption}, ${group.form}, ${group.title}`,
    value: total?.(group) ?? '',
    explanation: 'The rows of the form, added up.',
    parts: group.rows.flatMap((row) => {
      const part = of && row.figures[of];
      if (!part) return [];
      const sold = row.sold === null ? '' : `, ${formatDay(row.sold)}`;
      return [{ ...part, label: `${row.description}, lot ${row.lot}${sold}` }];
    }),
  };
}
