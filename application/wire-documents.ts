/** What can be done with a document, and what a figure can suppose, as validators. */
import * as v from 'valibot';
import { COLUMN_MEANINGS } from '../formats/documents/draft/draft-schema.ts';
import { COMPONENTS, SUBSETS } from '../tax/facts/model.ts';
import {
  allocationDocument,
  documentContent,
  documentRow,
  draftCheckSchema,
  draftSchema,
  transactionFields,
  valuePlace,
} from './wire.ts';
import { givenTerms } from './wire-terms.ts';
import {
  count,
  day,
  decimal,
  documentStatus,
  field,
  fileName,
  nullableText,
  text,
  year,
} from './wire-values.ts';

/** Names of an entry and a document that are only supposed, in figures and sources. */
export const SUPPOSED = { entry: '@entry', document: '@document' } as const;

/** A security that the book does not know under its names, and held ones that it may be. */
const sameQuestion = v.strictObject({
  /** Its place in the release. */
  security: v.number(),
  name: text,
  candidates: v.array(v.strictObject({ securityId: text, label: text })),
  /** The likeliest candidate; null where none is likelier than the others. */
  proposed: v.nullable(v.number()),
});

/** What a person has to say before a document can count, with the likeliest answer. */
const askedQuestion = v.strictObject({
  id: text,
  line: v.nullable(v.number()),
  text,
  candidates: v.array(v.strictObject({ label: text })),
  proposed: v.nullable(v.number()),
});

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const MOST_COLUMNS = 100;

/** A caption of an issuer, as it is found again: its words, and which of the columns that it stands over. */
const captionKey = {
  caption: words,
  nth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_COLUMNS)),
  of: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_COLUMNS)),
};

export const captionOfIssuer = v.strictObject({ issuer: text, ...captionKey });

/** What a person said that a caption means, last. */
export const saidCaption = v.strictObject({
  issuer: text,
  ...captionKey,
  /** As the release prints it. */
  printed: text,
  meaning: v.picklist(COLUMN_MEANINGS),
  saidOn: day,
  document: v.strictObject({ id: text, name: text, taxYear: year }),
});

/** Which security of the book one of a release's is, by its place in the release. */
export const sameSecurities = v.array(
  v.strictObject({ security: v.pipe(v.number(), v.integer(), v.minValue(0)), securityId: field }),
);

export const documentChange = [
  v.strictObject({
    kind: v.literal('accept'),
    fileName,
    content: documentContent,
    status: v.nullable(documentStatus),
    draft: v.exactOptional(draftSchema),
    same: v.exactOptional(sameSecurities),
  }),
  v.strictObject({ kind: v.literal('remove'), id: field }),
  /** Terms of a reorganisation, applied. */
  v.strictObject({ kind: v.literal('terms'), ...givenTerms }),
] as const;

/** What a figure supposes: an entry that is being typed, a document that would be accepted or removed. */
export const supposition = v.variant('kind', [
  v.strictObject({
    kind: v.literal('entry'),
    entry: v.strictObject({ ...transactionFields, replacing: v.nullable(field) }),
  }),
  ...documentChange,
]);

// --- the review ---------------------------------------------------------------------------------

/** The line in which a draft is kept below its text, for the program alone; null where none is. */
const keptLine = v.nullable(count);

/** What is said of a whole document. */
const checks = v.strictObject({
  securities: count,
  payments: count,
  /** Payments whose parts add up to the whole exactly. */
  exact: count,
  /**
   * Whether the payments differ from the annual rows; `left-out`: a person left one out; `none`: not every
   * security has such a row.
   */
  annual: v.picklist(['differs', 'left-out', 'none', 'agrees']),
  cusips: count,
  /** CUSIPs with the right check digit. */
  possibleCusips: count,
});

const { problems, questions } = draftCheckSchema.entries;

/** A candidate of a question, by its place; null for “it is as printed”. */
const answerEdit = v.strictObject({
  kind: v.literal('answer'),
  question: field,
  candidate: v.nullable(count),
});

/** Edits of a draft that ask for more than its cells. */
export const draftEdit = v.variant('kind', [
  v.strictObject({ kind: v.literal('taxYear'), text: field }),
  v.strictObject({ kind: v.literal('security') }),
  answerEdit,
]);

/** What stands in the way of accepting a draft, with the answers that are one press. */
const toAnswer = v.strictObject({
  id: text,
  message: text,
  line: v.nullable(count),
  pointer: nullableText,
  answers: v.array(
    v.strictObject({
      label: text,
      edit: v.variant('kind', [
        answerEdit,
        v.strictObject({ kind: v.literal('leaveTable'), security: count }),
        v.strictObject({ kind: v.literal('leaveTotals'), security: count, row: count }),
        v.strictObject({ kind: v.literal('nameTable'), security: count, name: text }),
      ]),
    }),
  ),
});

const draftCheck = v.strictObject({
  problems: v.array(
    v.strictObject({
      ...problems.item.entries,
      /** Of the row that it is of. */
      line: v.nullable(count),
    }),
  ),
  /** By security and row: what the parts add up to, and how far that is from the whole; null where a cell is unread. */
  rows: v.array(
    v.array(
      v.strictObject({
        sum: v.nullable(decimal),
        off: v.nullable(decimal),
        /** Whether its figures are percentages, or dollars per share. */
        percent: v.boolean(),
        closes: v.boolean(),
      }),
    ),
  ),
  questions,
  toAnswer: v.array(toAnswer),
});

const { securities } = allocationDocument.entries;
const { distributions } = securities.item.entries;

/** A document with the sums of its rows, and which columns its tables need. */
const shownDocument = v.strictObject({
  ...allocationDocument.entries,
  securities: v.array(
    v.strictObject({
      ...securities.item.entries,
      cusips: v.array(v.strictObject({ text, possible: v.boolean() })),
      components: v.array(v.picklist(COMPONENTS)),
      subsets: v.array(v.picklist(SUBSETS)),
      distributions: v.array(
        v.strictObject({ ...distributions.item.entries, sum: decimal, exact: v.boolean() }),
      ),
    }),
  ),
});

/** A draft, and what there is to say of it. */
const checkedDraft = {
  document: shownDocument,
  /** Where in the text each value stands. */
  places: v.array(valuePlace),
  checks,
  check: draftCheck,
  /** Whether it can be accepted as it is; if not, the reasons are among the notices. */
  acceptable: v.boolean(),
};

export const draftAnswer = v.strictObject({ ...checkedDraft, same: v.array(sameQuestion) });

export const readingAnswer = v.strictObject({
  ...checkedDraft,
  text,
  keptLine,
  /** The grid between the text and the document, which a person may change. */
  draft: draftSchema,
  questions: v.array(askedQuestion),
  /** The grid with every proposal filled in; null where there is none. */
  proposal: v.nullable(v.strictObject({ ...checkedDraft, draft: draftSchema })),
  /** The accepted document with the same text, if there is one. */
  duplicateOf: v.nullable(documentRow),
  /** Accepted documents of the same issuer and year that this one would take over from. */
  replaces: v.array(documentRow),
  same: v.array(sameQuestion),
});

export const openedDocument = v.strictObject({
  row: documentRow,
  text,
  keptLine,
  document: shownDocument,
  checks,
  /** Documents of the same year that speak of one of its securities, the newest first. */
  others: v.array(documentRow),
  /** Securities of it that nobody's shares have, and held ones that they may be. */
  same: v.array(sameQuestion),
});
