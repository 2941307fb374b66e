/** The years of a book as a list, each with its state. */
import * as v from 'valibot';
import { query } from './wire-calls.ts';
import { count, nothing, year } from './wire-values.ts';

const yearOnDesk = v.strictObject({
  year,
  state: v.picklist(['complete', 'provisional', 'missing', 'nothing-held']),
  /** Lines of its checklist. */
  missing: count,
});

export const yearCalls = {
  /** Every tax year from the first fact to the last, oldest first, with its state. */
  'years.list': query(nothing, v.array(yearOnDesk)),
} as const;
