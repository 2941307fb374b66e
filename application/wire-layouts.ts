/** What a person says that the columns of a broker's file hold, on the wire. */
import * as v from 'valibot';
import { count, nullableText, text } from './wire-values.ts';

/** What columns and words can be said to be is the reader's to know; it refuses others by name. */
export const ownLayout = v.strictObject({
  name: v.string(),
  headings: v.array(v.string()),
  /** What each column holds. */
  columns: v.array(v.string()),
  /** By the word of an action. */
  words: v.record(v.string(), v.string()),
});

/** The header of a table that no layout describes, with what is known of it. */
export const headerOfFile = v.strictObject({
  line: count,
  headings: v.array(text),
  columns: v.array(nullableText),
  /** What is known, and what stands in the others may be. */
  proposed: v.array(nullableText),
  samples: v.array(v.array(text)),
  words: v.array(v.strictObject({ word: text, meaning: nullableText })),
  /** Of the layout by which it was read. */
  name: nullableText,
});
