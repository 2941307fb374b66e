/** The shapes of terms of reorganisations on the wire. */
import * as v from 'valibot';
import { count, day, decimal, field, fileName, nullableText, text } from './wire-values.ts';
import { entryPreview } from './wire.ts';

const termsFacts = {
  title: text,
  issuer: nullableText,
  date: day,
  /** What happened, in a sentence. */
  says: text,
  source: text,
  address: nullableText,
  publishedOn: v.nullable(day),
  /** What is known not to be known. */
  unknown: v.array(text),
};

export const knownTermsRow = v.strictObject({
  id: text,
  ...termsFacts,
  /** What is read when they are applied. */
  text,
  /** The document of the book; null where they are not in it. */
  documentId: nullableText,
  /** An account held the shares then, and its entry is missing. */
  wanted: v.boolean(),
  /** Accounts that have the event, by these terms or by hand, and those that held the shares. */
  entered: count,
  holders: count,
});

/** Answers by the ids of the questions. */
const termsAnswers = v.record(field, field);

export const givenTerms = { fileName, text: v.string(), answers: termsAnswers };

export const termsPreview = v.strictObject({
  ...termsFacts,
  /** What the book calls the security that was held; null where it has none of it. */
  security: nullableText,
  questions: v.array(
    v.strictObject({
      id: text,
      account: nullableText,
      text,
      candidates: v.array(text),
      proposed: nullableText,
      answer: nullableText,
      problem: nullableText,
    }),
  ),
  accounts: v.array(
    v.strictObject({
      accountId: text,
      account: text,
      held: decimal,
      state: v.picklist(['apply', 'asked', 'there', 'nothing', 'refused']),
      says: text,
      preview: v.nullable(entryPreview),
    }),
  ),
  /** How many would be made. */
  entries: count,
  /** Why it cannot be applied now; null where it can. */
  obstacle: nullableText,
});
