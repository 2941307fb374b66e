/** The form of a draft where it comes from outside: over the wire, or kept with a text. */
import * as v from 'valibot';
import { parseDay } from '../../../tax/values/days.ts';
import { COMPONENTS, DOCUMENT_STATUSES, SUBSETS } from '../../../tax/facts/model.ts';
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

const cell = v.strictObject({
  /** As printed or typed ("$0.82", "61.4%", "02/04/02", "-"); empty where nothing stands. */
  text: short,
  /** Where it stands in the source; null when a person typed it. */
  place,
});
/** Parts beside their whole, or within it; null: whichever closes. */
const choice = v.nullable(v.picklist(['disjoint', 'inclusive']));
const row = v.strictObject({
  /** One for each column of the security, in their order. */
  cells: listOf(cell, 60),
  /** Paid in shares or other property, at its value. */
  inKind: v.boolean(),
  /** First line of the row in the source; null for a row that a person added. */
  sourceLine: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

const security = v.strictObject({
  /** As printed; empty where the document names none. */
  name: short,
  namePlace: place,
  symbol: v.nullable(short),
  /** Its own tax year, as printed, on a page with tables of several: where it is not the draft's. */
  taxYear: v.exactOptional(cell),
  /** As printed or typed. */
  cusips: listOf(cell, 10),
  /** Null where neither the signs nor the sums tell: a question. */
  unit: v.nullable(v.picklist(['percent', 'usd'])),
  /** Unrecaptured 1250, section 1202 and collectibles gain, and the capital gain. */
  gain: choice,
  /** Qualified dividends, and the ordinary ones. */
  ordinary: choice,
  columns: listOf(
    v.strictObject({
      /** Null where the caption is not known: a question. */
      meaning: v.nullable(v.picklist(COLUMN_MEANINGS)),
      /** As printed, joined to one line; empty for a column that a person added. */
      caption: short,
      place,
    }),
    60,
  ),
  rows: listOf(row, 1000),
  /** Printed totals, which are checks and never figures. */
  totals: listOf(row, 40),
});

/** Something that the reader could not settle. An error until a person has answered it. */
const question = v.strictObject({
  /** Stable within the document: "columns-ambiguous/27". */
  id: short,
  code: short,
  message: long,
  line: v.nullable(v.number()),
  /** The part of the draft that it is about. */
  pointer: v.nullable(short),
  /** Ways to answer it: values to put at places of the draft. Empty where only an edit of the grid helps. */
  candidates: listOf(
    v.strictObject({
      /** What it would be: "$38.0711, and note 2". */
      label: long,
      edits: listOf(v.strictObject({ pointer: short, value: v.nullable(v.string()) }), 60),
    }),
    12,
  ),
  /** The likeliest candidate; null where none is, and absent where nothing was weighed. */
  proposed: v.exactOptional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))),
});

export const draftSchema = v.strictObject({
  issuer: v.nullable(short),
  /** As printed or typed. */
  taxYear: cell,
  publishedOn: v.nullable(
    v.pipe(
      v.string(),
      v.check((text) => parseDay(text) !== undefined, 'is no day of the form YYYY-MM-DD'),
    ),
  ),
  status: v.picklist(DOCUMENT_STATUSES),
  securities: listOf(security, 100),
  /** What only a reader of the whole text can ask. */
  questions: listOf(question, 2000),
  /** The ids of questions, the reader's or the check's, that a person has answered with yes. */
  settled: listOf(short, 2000),
});

const decimal = v.nullable(v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/)));

/** What `check-draft.ts` says of a draft, as the window gets it. */
export const draftCheckSchema = v.strictObject({
  /** Cells and parts of the draft that stand in the way. */
  problems: v.array(
    v.strictObject({
      pointer: v.string(),
      level: v.picklist(['error', 'warning']),
      code: v.string(),
      message: v.string(),
    }),
  ),
  /** By security and row: what the parts must add up to, and what they add up to; null where a cell is unread. */
  rows: v.array(v.array(v.strictObject({ whole: decimal, sum: decimal, closes: v.boolean() }))),
  questions: v.array(question),
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
