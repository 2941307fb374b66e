/** The form of a draft where it comes from outside: over the wire, or kept with a text. */
import * as v from 'valibot';
import { parseDay } from '../../../tax/values/days.ts';
import { COMPONENTS, SUBSETS } from '../../../tax/facts/model.ts';
import { DATE_MEANINGS, type ColumnMeaning } from '../columns/captions.ts';
import type { DocumentDraft } from './draft.ts';

/** Everything that a column can hold. */
export const COLUMN_MEANINGS: readonly ColumnMeaning[] = [
  ...DATE_MEANINGS,
  'amountPerShare',
  'allocablePerShare',
  'otherYearPerShare',
  'adjustmentPerShare',
  ...COMPONENTS,
  'gainBeforeMay6',
  'gainAfterMay5',
  ...SUBSETS,
  'cusip',
  'notNeeded',
];

const short = v.pipe(v.string(), v.maxLength(300, 'is longer than 300 characters'));
const long = v.pipe(v.string(), v.maxLength(2000, 'is longer than 2,000 characters'));
const place = v.nullable(
  v.strictObject({
    line: v.pipe(v.number(), v.integer(), v.minValue(1)),
    column: v.pipe(v.number(), v.integer(), v.minValue(1)),
    endColumn: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
);
const listOf = <S extends v.GenericSchema>(item: S, most: number) =>
  v.pipe(v.array(item), v.maxLength(most, `has more than ${most} parts`));

const cell = v.strictObject({ text: short, place });
const choice = v.nullable(v.picklist(['disjoint', 'inclusive']));
const row = v.strictObject({
  cells: listOf(cell, 60),
  inKind: v.boolean(),
  sourceLine: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

const security = v.strictObject({
  name: short,
  namePlace: place,
  symbol: v.nullable(short),
  cusips: listOf(cell, 10),
  unit: v.nullable(v.picklist(['percent', 'usd'])),
  gain: choice,
  ordinary: choice,
  columns: listOf(
    v.strictObject({
      meaning: v.nullable(v.picklist(COLUMN_MEANINGS)),
      caption: short,
      place,
    }),
    60,
  ),
  rows: listOf(row, 1000),
  totals: listOf(row, 40),
});

export const questionSchema = v.strictObject({
  id: short,
  code: short,
  message: long,
  line: v.nullable(v.number()),
  pointer: v.nullable(short),
  candidates: listOf(
    v.strictObject({
      label: long,
      edits: listOf(v.strictObject({ pointer: short, value: v.union([v.string(), v.null()]) }), 60),
    }),
    12,
  ),
});

export const draftSchema = v.strictObject({
  issuer: v.nullable(short),
  taxYear: cell,
  publishedOn: v.nullable(
    v.pipe(
      v.string(),
      v.check((text) => parseDay(text) !== undefined, 'is no day of the form YYYY-MM-DD'),
    ),
  ),
  status: v.picklist(['estimate', 'final', 'corrected']),
  securities: listOf(security, 100),
  questions: listOf(questionSchema, 2000),
  settled: listOf(short, 2000),
});

/** A draft of this form; undefined for anything else. Each row has a cell for each column. */
export function parseDraft(value: unknown): DocumentDraft | undefined {
  const parsed = v.safeParse(draftSchema, value);
  return parsed.success && isWhole(parsed.output) ? parsed.output : undefined;
}

export function isWhole(draft: DocumentDraft): boolean {
  return draft.securities.every(({ columns, rows, totals }) =>
    [...rows, ...totals].every((one) => one.cells.length === columns.length),
  );
}
