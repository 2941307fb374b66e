/**
 * What is particular of one broker's file, as data: how it is recognised, and the little that the
 * headings and words of all files do not tell already. A new broker is one file here and one fixture.
 */
import type { Meaning } from '../words.ts';

/** How the records of a section are to be taken. */
export type SectionMeaning =
  /** By the sign of the quantity. */
  'trades' /** By its words. */ | 'words' | Meaning;

export interface Layout {
  readonly id: string;
  /** As a person knows it. */
  readonly name: string;
  /** Headings that the file has, all of them, as `headingKey` writes them. */
  readonly headings: readonly string[];
  /** Headings that it has as well in some years: they do not make it another broker's. */
  readonly also?: readonly string[];
  /** Headings that it has not, so that two layouts of one broker are told apart. */
  readonly without?: readonly string[];
  /** The account, where neither a title nor a column names one. */
  readonly account?: string;
  /** Of a statement in sections; those that are not here list no transactions. */
  readonly sections?: Readonly<Record<string, SectionMeaning>>;
  /** Headings that a section has. */
  readonly sectionHeadings?: Readonly<Record<string, readonly string[]>>;
  /** What a code of the column "Code" says of a trade, as words. */
  readonly codes?: Readonly<Record<string, string>>;
}
