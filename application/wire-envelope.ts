/** What every call answers with, as a validator: the value, or a refusal with a closed set of codes. */
import * as v from 'valibot';
import type { Immutable } from '../tax/values/immutable.ts';
import { nullableText, text } from './wire-values.ts';

const REFUSAL_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'no-book',
  'book-in-use',
  'book-read-only',
  'book-gone',
  'book-newer',
  'not-a-book',
  'unreadable-document',
  'unknown-call',
  /** The user stopped it. */
  'cancelled',
  /** The application ended in the middle of it: a command may have been carried out or not. */
  'interrupted',
  'internal',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One reason, tied to a field of the form or a line of the file where it is about one. */
const issue = v.object({
  field: nullableText,
  line: v.nullable(v.number()),
  message: text,
});
export type Issue = Immutable<v.InferOutput<typeof issue>>;

const refusal = v.object({
  code: v.picklist(REFUSAL_CODES),
  /** A sentence that names the thing and the next step. */
  message: text,
  issues: v.array(issue),
  /** For `internal` and `interrupted`: what to quote when asking for help. */
  reference: nullableText,
});
export type Refusal = Immutable<v.InferOutput<typeof refusal>>;

/** What every call answers with: the value, or why there is none. */
export const envelope = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), error: refusal }),
]);
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/**
 * An envelope as JSON text. Between threads, processes and worlds an answer goes as text: a report of
 * very many lots would hold up each of them if it were put together there from objects.
 */
export type EnvelopeText = string;
