/**
 * What does a history of an account say? The published answer of `basisbook import read`.
 *
 * Every record of the file, by its first line, is in exactly one list: a row that becomes an entry, a
 * claim of the broker about what was paid, a question, a line joined to another, or one that is left
 * out with the reason. Headings, totals and disclaimers are in none.
 *
 * Source: the published interface of the command line, "basisbook import read".
 * Example: Schwab's "Reinvest Dividend" is a claim that $29.00 was paid; its "Reinvest Shares" is the
 * row of a lot that cost $29.00.
 * Awkward case: a reverse split as two lines, one for each CUSIP, is one question and one joined line.
 * Not handled: what the book has already; the application compares.
 */
import type { ClaimKind } from '../../tax/facts/broker-claim.ts';
import type { Action } from '../../tax/facts/entry-kinds.ts';
import type { HeaderOfFile } from './own-layouts.ts';

/** In which order the records stand; those of one day are taken accordingly. */
export type FileOrder = 'newest first' | 'oldest first' | 'mixed' | 'by table' | 'any';

/** An entry as the columns of a transactions file have it; days are trade days. */
export interface HistoryRow {
  readonly line: number;
  readonly date: string;
  readonly action: Action;
  /** Ticker, else CUSIP, else name. */
  readonly security: string;
  readonly shares: string | null;
  readonly amount: string | null;
  readonly account: string | null;
  readonly lot?: string;
  readonly ratio?: string;
  readonly to?: string;
  readonly percent?: string;
  readonly acquired?: string;
  readonly note?: string;
  /** Of a split whose ratio the words give: what the line adds. */
  readonly sharesAdded?: string;
  readonly cusip?: string;
  /** The broker's own id of the record. */
  readonly id?: string;
}

/** What the broker says it paid, and what it called it: compared with our figures, never added to them. */
export interface Claim {
  readonly line: number;
  readonly date: string;
  readonly kind: ClaimKind;
  readonly security: string;
  /** With a minus where it takes one back. */
  readonly amount: string;
  readonly account: string | null;
  readonly qualified?: true;
  readonly reinvested?: true;
  readonly priorYear?: true;
  readonly reversal?: true;
  readonly recordDate?: string;
  readonly payableDate?: string;
  readonly rate?: string;
  readonly shares?: string;
  readonly id?: string;
}

/** What is known of a record that a person must complete, by column or by a word of the question. */
export type Knows = Readonly<Record<string, string>>;

export interface HistoryCandidate {
  readonly label: string;
  /** What it would be as a row; null where it would be left out. */
  readonly row: HistoryRow | null;
  /** What else the record becomes: a split that paid a fraction in cash is a sale as well. */
  readonly more?: readonly HistoryRow[];
  /** A payment, which is no row: what the broker says it paid. */
  readonly claim?: Claim;
}

export interface HistoryQuestion {
  readonly id: string;
  readonly line: number;
  readonly text: string;
  readonly knows: Knows;
  /** Of shares that came in: the kind of entry that each lot becomes, and the columns that are asked of it. */
  readonly asks?: { readonly action: Action; readonly columns: readonly string[] };
  readonly candidates: readonly HistoryCandidate[];
  /** Place of the candidate that is proposed. */
  readonly proposed: number | null;
}

export interface JoinedLine {
  readonly line: number;
  readonly belongsTo: number;
}

export interface LeftOutLine {
  readonly line: number;
  readonly why: string;
  /** A payment in lieu of a dividend: no distribution of the issuer, but the check of a 1099 looks for it. */
  readonly claim?: Claim;
}

export interface HistoryNotice {
  readonly level: 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
}

/** What the file itself says is held: compared with what its rows leave, never entered. */
export interface StatedHolding {
  readonly line: number;
  /** After which day; null at the end of the file. */
  readonly date: string | null;
  readonly account: string | null;
  readonly security: string;
  readonly shares: string;
}

/** Two names of one security, as the file says them. */
export interface TickerOfCusip {
  readonly ticker: string;
  readonly cusip: string;
}

export interface AccountHistory {
  readonly schema: 'basisbook/account-history@1';
  readonly format: string;
  readonly order: FileOrder;
  readonly rows: readonly HistoryRow[];
  readonly claims: readonly Claim[];
  readonly questions: readonly HistoryQuestion[];
  readonly joined: readonly JoinedLine[];
  readonly leftOut: readonly LeftOutLine[];
  readonly notices: readonly HistoryNotice[];
  readonly holdings: readonly StatedHolding[];
  /** Which CUSIP is which ticker: a row has one of both, and a book may have the other. */
  readonly tickers: readonly TickerOfCusip[];
}

/**
 * A history, or the sentence that says why the file is none and what to do; with the header of a table that no
 * layout describes.
 */
export type HistoryReading =
  | { readonly history: AccountHistory; readonly header?: HeaderOfFile }
  | {
      readonly problem: string;
      readonly line: number | null;
      readonly header?: HeaderOfFile;
      /** Where it is taken instead: what an issuer published. */
      readonly belongs?: 'documents';
    };
