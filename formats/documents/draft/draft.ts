/**
 * What was found in a document and what a person made of it: the grid of the review and of entry by
 * hand. A draft holds texts as they are printed or typed, never derived figures; `check-draft.ts`
 * gives its values, sums and everything that stands in the way of accepting it.
 *
 * Places are lines and columns of the source text, from 1, end exclusive. Pointers are JSON pointers
 * into the draft ("/securities/0/rows/2/cells/4").
 * The types are those of the validators in `draft-schema.ts`, where each part says what it is.
 */
import type * as v from 'valibot';
import type { Immutable } from '../../../tax/values/immutable.ts';
import type { draftCheckSchema, draftSchema } from './draft-schema.ts';

export type DocumentDraft = Immutable<v.InferOutput<typeof draftSchema>>;
export type DraftSecurity = DocumentDraft['securities'][number];
export type DraftColumn = DraftSecurity['columns'][number];
export type DraftRow = DraftSecurity['rows'][number];
export type DraftCell = DraftRow['cells'][number];
export type TextPlace = NonNullable<DraftCell['place']>;
export type ConventionChoice = DraftSecurity['gain'];
export type DraftQuestion = DocumentDraft['questions'][number];

type Checked = Immutable<v.InferOutput<typeof draftCheckSchema>>;
/** What `check-draft.ts` says of one row. */
export type RowCheck = Checked['rows'][number][number];
/** A cell or a part of the draft that stands in the way. */
export type DraftProblem = Checked['problems'][number];
export type DraftCandidate = DraftQuestion['candidates'][number];
