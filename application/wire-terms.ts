/** The shapes of terms of reorganisations on the wire. */
import * as v from 'valibot';
import {
  count,
  day,
  decimal,
  documentStatus,
  field,
  fileName,
  nullableText,
  text,
} from './wire-values.ts';
import { entryPreview } from './wire.ts';

/** Terms as they are filled in. */
export const termsForm = v.strictObject({
  /** As they are kept, with the notice below. */
  text,
  /** What they were read from; null where they were given as terms. */
  notice: nullableText,
  /** Whether nothing is wrong or missing. */
  whole: v.boolean(),
  fields: v.array(
    v.strictObject({
      key: text,
      label: text,
      hint: v.string(),
      value: v.string(),
      /** Of the notice, from 1. */
      line: v.nullable(count),
      /** Empty where it is typed. */
      choices: v.array(v.strictObject({ value: text, label: text })),
      many: v.boolean(),
      problem: nullableText,
      needed: v.boolean(),
    }),
  ),
});

/** By the keys of the fields. */
export const termsValues = v.record(field, v.pipe(v.string(), v.maxLength(10_000)));

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

/** Terms among the documents of the book. */
export const keptTermsRow = v.strictObject({
  id: text,
  name: text,
  ...termsFacts,
  status: documentStatus,
  acceptedAt: text,
  /** Entries of the book that they made. */
  entries: count,
  /** 1 for the first one of its event, 2 for the next, … */
  version: count,
  /** Of all versions the same: the id of the first. */
  event: text,
});

/** What two versions say in one field; null where one does not say it. */
const comparedField = v.strictObject({
  key: text,
  label: text,
  before: nullableText,
  after: nullableText,
});

export const openedTerms = v.strictObject({
  row: keptTermsRow,
  text,
  /** Other versions of it. */
  others: v.array(keptTermsRow),
});

export const termsComparison = v.strictObject({
  before: keptTermsRow,
  after: keptTermsRow,
  fields: v.array(comparedField),
});

/** Answers by the ids of the questions. */
const termsAnswers = v.record(field, field);

export const givenTerms = { fileName, text: v.string(), answers: termsAnswers };

export const termsPreview = v.strictObject({
  ...termsFacts,
  /** One for each choice, or one for all. */
  pictures: v.array(
    v.strictObject({
      name: nullableText,
      held: text,
      parts: v.array(v.strictObject({ what: text, how: text, percent: v.nullable(decimal) })),
    }),
  ),
  fraction: nullableText,
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
      /** `replace` and on: of an entry that an earlier version made. */
      state: v.picklist([
        ...['apply', 'asked', 'there', 'nothing', 'refused'],
        ...['replace', 'remove', 'same', 'kept'],
      ] as const),
      says: text,
      preview: v.nullable(entryPreview),
    }),
  ),
  /** How many would be made, replaced or taken out. */
  entries: count,
  /** In how many accounts. */
  written: count,
  /** The version whose entries are replaced, and the fields that differ. */
  earlier: v.nullable(
    v.strictObject({
      id: text,
      title: text,
      status: documentStatus,
      publishedOn: v.nullable(day),
      fields: v.array(comparedField),
    }),
  ),
  /** The entries are there already: applying keeps the terms beside them. */
  beside: v.boolean(),
  /** Why it cannot be applied now; null where it can. */
  obstacle: nullableText,
});
