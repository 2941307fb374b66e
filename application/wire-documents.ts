/** What can be done with a document, and what a figure can suppose, as validators. */
import * as v from 'valibot';
import { documentContent, draftSchema, transactionFields } from './wire.ts';
import { count, documentStatus, field, fileName, text } from './wire-values.ts';

/** Where a document stood among the others: of two that tie, the later one counts. */
export const documentPlace = v.strictObject({
  id: text,
  entry: count,
  version: count,
  acceptedAt: text,
});

/** Names of an entry and a document that are only supposed, in figures and sources. */
export const SUPPOSED = { entry: '@entry', document: '@document' } as const;

/** A security that the book does not know under its names, and held ones that it may be. */
export const sameQuestion = v.strictObject({
  /** Its place in the release. */
  security: v.number(),
  name: text,
  candidates: v.array(v.strictObject({ securityId: text, label: text })),
  /** The likeliest candidate; null where none is likelier than the others. */
  proposed: v.nullable(v.number()),
});

/** What a person has to say before a document can count, with the likeliest answer. */
export const askedQuestion = v.strictObject({
  id: text,
  line: v.nullable(v.number()),
  text,
  candidates: v.array(v.strictObject({ label: text })),
  proposed: v.nullable(v.number()),
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
] as const;

/** What a figure supposes: an entry that is being typed, a document that would be accepted or removed. */
export const supposition = v.variant('kind', [
  v.strictObject({
    kind: v.literal('entry'),
    entry: v.strictObject({ ...transactionFields, replacing: v.nullable(field) }),
  }),
  ...documentChange,
]);
