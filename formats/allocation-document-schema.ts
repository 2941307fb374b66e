/**
 * The shape of `basisbook/allocation-document@1`, as validators; the types are inferred from them.
 * What a day and a figure must be differs: one that is read from a file is checked, one that crosses
 * the wire has been.
 */
import * as v from 'valibot';
import { COMPONENTS, DOCUMENT_STATUSES, SUBSETS } from '../tax/facts/model.ts';
import type { Immutable } from '../tax/values/immutable.ts';

export const ALLOCATION_DOCUMENT_SCHEMA = 'basisbook/allocation-document@1';

type Text = v.GenericSchema<string, string>;

const taxYear = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2199));
const line = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));
const notice = v.strictObject({
  level: v.picklist(['error', 'warning', 'info']),
  code: v.string(),
  /** What was read or could not be, why, and the next step. */
  message: v.string(),
  /** Line of the text, from 1; null when it is about the whole document. */
  line,
});

function ratesOf<N extends string, R extends Text>(names: readonly N[], rate: R) {
  const entries = names.map((name) => [name, v.exactOptional(rate)]);
  return Object.fromEntries(entries) as Record<N, v.ExactOptionalSchema<R, undefined>>;
}

/** The document, whose names, days and rates are of these forms. */
export const allocationDocumentOf = <N extends Text, D extends Text, R extends Text>(
  name: N,
  day: D,
  rate: R,
) =>
  v.strictObject({
    schema: v.literal(ALLOCATION_DOCUMENT_SCHEMA),
    issuer: v.nullable(v.string()),
    taxYear: v.nullable(taxYear),
    publishedOn: v.nullable(day),
    status: v.picklist(DOCUMENT_STATUSES),
    securities: v.array(
      v.strictObject({
        name,
        symbol: v.nullable(v.string()),
        /** Where a page has tables of several tax years: its own, if it is not the document's. */
        taxYear: v.exactOptional(taxYear),
        /** Nine characters each, without hyphens. */
        cusips: v.array(v.string()),
        distributions: v.array(
          v.strictObject({
            declarationDate: v.nullable(day),
            recordDate: v.nullable(day),
            exDate: v.nullable(day),
            payableDate: v.nullable(day),
            amountPerShare: v.nullable(rate),
            allocablePerShare: v.nullable(rate),
            inKind: v.boolean(),
            unit: v.picklist(['percent', 'usd']),
            /** All of them; of a row that is incomplete, with an error notice, those that were read. */
            components: v.strictObject(ratesOf(COMPONENTS, rate)),
            subsets: v.strictObject(ratesOf(SUBSETS, rate)),
            sourceLine: line,
          }),
        ),
      }),
    ),
    notices: v.array(notice),
  });

export type AllocationDocumentJson = Immutable<
  v.InferOutput<ReturnType<typeof allocationDocumentOf<Text, Text, Text>>>
>;
export type DocumentSecurityJson = AllocationDocumentJson['securities'][number];
export type DistributionJson = DocumentSecurityJson['distributions'][number];
export type DocumentNotice = AllocationDocumentJson['notices'][number];

/** Where a value was read: a JSON pointer into the document, and a place in the text (all from 1, end exclusive). */
export const valuePlace = v.strictObject({
  pointer: v.string(),
  line: v.number(),
  column: v.number(),
  endColumn: v.number(),
});
export type ValuePlace = Immutable<v.InferOutput<typeof valuePlace>>;
