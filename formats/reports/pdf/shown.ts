/** How values are printed for a person: days as a form asks for them, amounts with thousands. */
import { withThousands } from '../../../tax/facts/wording.ts';
import { parseMoney, sumCents, formatMoney } from '../../../tax/values/money.ts';
import type { ColumnKind, Table } from '../tables/table.ts';
import type { DrawnTable } from './draw-table.ts';

/** '2002-02-11' as '02/11/2002'; a word stays as it is. */
export function usDay(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(0, 4)}`
    : text;
}

/** A day that is a word of its own: none in the made name of a lot, nor in the name of a file. */
const DAY_IN_WORDS = /(?<![\p{L}\p{N}/._-])\d{4}-\d\d-\d\d(?![\p{L}\p{N}/_-]|\.[\p{L}\p{N}])/gu;

/** A sentence with its days as the tables beside it have them; 'AIV/2002-02-11' and 'release-2003-01-29.txt' are names. */
export function withUsDays(sentence: string): string {
  return sentence.replace(DAY_IN_WORDS, usDay);
}

function shown(text: string, kind: ColumnKind): string {
  if (kind === 'day') return usDay(text);
  if (kind !== 'money' && kind !== 'shares') return text;
  return text.startsWith('-') ? `-${withThousands(text.slice(1))}` : withThousands(text);
}

const isEmpty = (text: string): boolean => text === '' || text === '0.00';

interface Choice {
  /** Captions of columns that are left out. */
  readonly without?: readonly string[];
  /** Captions of columns of money that stay, also where there is nothing in them. */
  readonly always?: readonly string[];
  /** The word before the sums of all columns of money. */
  readonly total?: string;
}

/** A table as it is printed: without columns that are empty, with days and amounts for a person. */
export function printed(
  table: Table,
  { without = [], always = [], total }: Choice = {},
): DrawnTable {
  const told = table.onPaper ?? table.rows;
  const places = table.columns.flatMap(({ caption, kind }, i) => {
    if (without.includes(caption)) return [];
    const empty = told.every((row) =>
      kind === 'money' ? isEmpty(row[i] ?? '') : (row[i] ?? '') === '',
    );
    return empty && i > 0 && !always.includes(caption) ? [] : [i];
  });
  const kindAt = (i: number): ColumnKind => table.columns[i]?.kind ?? 'text';
  const sumAt = (i: number): string => {
    const amounts = table.rows
      .map((row) => parseMoney(row[i] ?? ''))
      .filter((one) => one !== undefined);
    return shown(formatMoney(sumCents(amounts)), 'money');
  };
  // The word before the sums may reach over what stands empty beside it.
  return {
    columns: places.map((i) => ({ caption: table.columns[i]?.caption ?? '', kind: kindAt(i) })),
    rows: told.map((row) => places.map((i) => shown(row[i] ?? '', kindAt(i)))),
    ...(total === undefined || (table.rows.length < 2 && total === 'Total')
      ? {}
      : {
          total: places.map((i, at) => (at === 0 ? total : kindAt(i) === 'money' ? sumAt(i) : '')),
        }),
  };
}
