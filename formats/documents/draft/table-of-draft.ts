/** What rules ask of a draft's table, and the parts that new tables and columns are made of. */
import type { ColumnMeaning } from '../columns/captions.ts';
import { readNumber } from '../grid/values.ts';
import type { Rate } from '../../../tax/values/money.ts';
import type {
  DocumentDraft,
  DraftCell,
  DraftColumn,
  DraftRow,
  DraftSecurity,
  TextPlace,
} from './draft.ts';

/** The caption of a column whose figures stand in a sentence. */
export const IN_THE_TEXT = 'In the text';

/** A cell that nothing stands in. */
export const NOTHING: DraftCell = { text: '', place: null };

export function textAt(row: DraftRow | undefined, c: number): string {
  return row?.cells[c]?.text.trim() ?? '';
}

/** Where a column of this meaning stands; -1 where there is none. */
export function columnOf({ columns }: DraftSecurity, meaning: ColumnMeaning): number {
  return columns.findIndex((column) => column.meaning === meaning);
}

/** The figures of a column by row, undefined for each that is none. */
export function figuresIn({ rows }: DraftSecurity, c: number): (Rate | undefined)[] {
  return rows.map((row) => readNumber(textAt(row, c))?.rate);
}

/** The sum of a column; undefined where there is no such column. What is no figure counts as none. */
export function sumUnder(security: DraftSecurity, meaning: ColumnMeaning): Rate | undefined {
  const c = columnOf(security, meaning);
  if (c === -1) return undefined;
  return figuresIn(security, c).reduce((sum: bigint, one) => sum + (one ?? 0n), 0n) as Rate;
}

/** The table with a column that a sentence gives: a cell for each row, nothing in the totals. */
export function withSaid(
  security: DraftSecurity,
  meaning: ColumnMeaning,
  place: TextPlace,
  cellOf: (row: DraftRow, r: number) => DraftCell,
): DraftSecurity {
  const added = (row: DraftRow, cell: DraftCell): DraftRow => ({
    ...row,
    cells: [...row.cells, cell],
  });
  return {
    ...security,
    columns: [...security.columns, { meaning, caption: IN_THE_TEXT, place }],
    rows: security.rows.map((row, r) => added(row, cellOf(row, r))),
    totals: security.totals.map((row) => added(row, NOTHING)),
  };
}

/** A column that no caption stands over. */
export function bareColumn(meaning: ColumnMeaning): DraftColumn {
  return { meaning, caption: '', place: null };
}

/** A security that nothing is known of yet but what is given; its parts are beside each other. */
export function bareSecurity(
  given: Partial<DraftSecurity> & Pick<DraftSecurity, 'columns' | 'rows'>,
): DraftSecurity {
  return {
    name: '',
    namePlace: null,
    symbol: null,
    cusips: [],
    unit: 'percent',
    gain: 'disjoint',
    ordinary: 'disjoint',
    totals: [],
    ...given,
  };
}

/** A draft before anything is known. */
export function emptyDraft(): DocumentDraft {
  return {
    issuer: null,
    taxYear: NOTHING,
    publishedOn: null,
    status: 'final',
    securities: [],
    questions: [],
    settled: [],
  };
}
