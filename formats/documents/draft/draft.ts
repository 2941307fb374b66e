/**
 * What was found in a document and what a person made of it: the grid of the review and of entry by
 * hand. A draft holds texts as they are printed or typed, never derived figures; `check-draft.ts`
 * gives its values, sums and everything that stands in the way of accepting it.
 *
 * Places are lines and columns of the source text, from 1, end exclusive. Pointers are JSON pointers
 * into the draft ("/securities/0/rows/2/cells/4").
 */
import type { DocumentStatus } from '../../../tax/facts/model.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import type { Unit } from './convention.ts';

export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface DraftCell {
  /** As printed or typed ("$0.82", "61.4%", "02/04/02", "-"); empty where nothing stands. */
  readonly text: string;
  /** Where it stands in the source; null when a person typed it. */
  readonly place: TextPlace | null;
}

export interface DraftColumn {
  /** Null where the caption is not known: a question. */
  readonly meaning: ColumnMeaning | null;
  /** As printed, joined to one line; empty for a column that a person added. */
  readonly caption: string;
  readonly place: TextPlace | null;
}

export interface DraftRow {
  /** One for each column of the security, in their order. */
  readonly cells: readonly DraftCell[];
  /** Paid in shares or other property, at its value. */
  readonly inKind: boolean;
  /** First line of the row in the source; null for a row that a person added. */
  readonly sourceLine: number | null;
}

/** Parts beside their whole, or within it; null: whichever closes. */
export type ConventionChoice = 'disjoint' | 'inclusive' | null;

export interface DraftSecurity {
  /** As printed; empty where the document names none. */
  readonly name: string;
  readonly namePlace: TextPlace | null;
  readonly symbol: string | null;
  /** As printed or typed. */
  readonly cusips: readonly DraftCell[];
  /** Null where neither the signs nor the sums tell: a question. */
  readonly unit: Unit | null;
  /** Unrecaptured 1250, section 1202 and collectibles gain, and the capital gain. */
  readonly gain: ConventionChoice;
  /** Qualified dividends, and the ordinary ones. */
  readonly ordinary: ConventionChoice;
  readonly columns: readonly DraftColumn[];
  readonly rows: readonly DraftRow[];
  /** Printed totals, which are checks and never figures. */
  readonly totals: readonly DraftRow[];
}

/** A way to answer a question: values to put at places of the draft. */
export interface DraftCandidate {
  /** What it would be: "$38.0711, and note 2". */
  readonly label: string;
  readonly edits: readonly { readonly pointer: string; readonly value: string | null }[];
}

/** Something that the reader could not settle. An error until a person has answered it. */
export interface DraftQuestion {
  /** Stable within the document: "columns-ambiguous/27". */
  readonly id: string;
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  /** The part of the draft that it is about. */
  readonly pointer: string | null;
  /** Empty where only an edit of the grid helps. */
  readonly candidates: readonly DraftCandidate[];
}

export interface DocumentDraft {
  readonly issuer: string | null;
  /** As printed or typed. */
  readonly taxYear: DraftCell;
  readonly publishedOn: string | null;
  readonly status: DocumentStatus;
  readonly securities: readonly DraftSecurity[];
  /** What only a reader of the whole text can ask. */
  readonly questions: readonly DraftQuestion[];
  /** The ids of questions, the reader's or the check's, that a person has answered with yes. */
  readonly settled: readonly string[];
}

/** What `check-draft.ts` says of one row. */
export interface RowCheck {
  /** What the parts must add up to, and what they add up to; null where a cell is unread. */
  readonly whole: string | null;
  readonly sum: string | null;
  readonly closes: boolean;
}

/** A cell or a part of the draft that stands in the way. */
export interface DraftProblem {
  readonly pointer: string;
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}
