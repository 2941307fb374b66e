/** The years of a book as a list, each with its state. */
import * as v from 'valibot';
import { CHECKLIST_KINDS } from '../tax/report/checklist.ts';
import { query } from './wire-calls.ts';
import { count, nothing, nullableText, text, year } from './wire-values.ts';

/** One thing that a year lacks; `years` are those that it is about. */
export const checklistItem = v.strictObject({
  kind: v.picklist(CHECKLIST_KINDS),
  security: text,
  years: v.array(year),
  message: text,
  document: nullableText,
  transaction: nullableText,
  /** An account that held the security, for what is stated of it. */
  account: nullableText,
});

const yearOnDesk = v.strictObject({
  year,
  state: v.picklist(['complete', 'provisional', 'missing', 'nothing-held']),
  /** Lines of its checklist. */
  missing: count,
  /** The securities that these lines are about, as labels. */
  securities: v.array(text),
  /** What was filed for it is kept: it is finished. */
  filed: v.boolean(),
});

export const yearCalls = {
  /** Every tax year from the first fact to the last, oldest first, with its state. */
  'years.list': query(nothing, v.array(yearOnDesk)),
} as const;
