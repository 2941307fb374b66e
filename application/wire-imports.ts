/** Files of entries on the wire: what is given of one, its rows, and what a broker's history asks. */
import * as v from 'valibot';
import { action, lineProblem, ratio } from './wire.ts';
import { headerOfFile, ownLayout } from './wire-layouts.ts';
import { count, day, decimal, fileName, money, nullableText, text } from './wire-values.ts';

/** A file, or a text, with the answers to what its reading asked. */
export const fileOfEntries = {
  fileName,
  /** What was pasted; or the bytes of a file, which are looked at where they are given. */
  text: v.exactOptional(v.string()),
  base64: v.exactOptional(v.string()),
  /** Lines that the book has already, and that are other trades all the same. */
  take: v.exactOptional(v.array(count)),
  /** By the file's name of a new account: the account of the book that it is, or its own name. */
  accountNames: v.exactOptional(v.record(v.string(), v.string())),
  /** What its columns hold, where nobody knows its header: kept in the book with the import. */
  layout: v.exactOptional(ownLayout),
  /** By the id of the question: the place of a candidate, columns of a row, of each lot that came in, or null to leave it out. */
  answers: v.exactOptional(
    v.record(
      v.string(),
      v.union([
        v.null(),
        v.pipe(v.number(), v.safeInteger()),
        v.record(v.string(), v.string()),
        v.array(v.record(v.string(), v.string())),
      ]),
    ),
  ),
};

/** A broker's history as far as it is not rows. */
const accountHistory = v.strictObject({
  /** How the layout is called. */
  format: text,
  questions: v.array(
    v.strictObject({
      id: text,
      line: count,
      text,
      /** What is known of the row, by column or by a word of the question. */
      knows: v.record(v.string(), v.string()),
      candidates: v.array(text),
      proposed: v.nullable(count),
      /** Shares came in: what each lot becomes, and the columns that are asked of it. Null of other questions. */
      asks: v.nullable(v.strictObject({ action, columns: v.array(text) })),
    }),
  ),
  claims: count,
  joined: count,
  leftOut: v.array(v.strictObject({ line: count, why: text })),
  notices: v.array(v.strictObject({ line: v.nullable(count), message: text })),
});

/** A row of a file of entries, as it would be taken. */
const importRow = v.strictObject({
  line: count,
  date: day,
  action,
  security: text,
  account: text,
  /** The other security, or the other account. */
  to: nullableText,
  shares: v.nullable(decimal),
  amount: v.nullable(money),
  ratio: v.nullable(ratio),
  percent: v.nullable(decimal),
  /** Another day of acquisition than that of the row. */
  acquired: v.nullable(day),
  lot: nullableText,
  picks: v.array(v.strictObject({ lot: text, shares: decimal })),
});

/** What a file would become, what is asked, and every reason against it. */
export const importPreview = v.strictObject({
  /** What a broker's file says besides its rows; null for a table of our own. */
  history: v.nullable(accountHistory),
  /** Of a table that no layout describes, so that a person can say what its columns hold. */
  header: v.nullable(headerOfFile),
  /** Where a file that is no history is taken instead; null where nobody can say. */
  belongs: v.nullable(v.literal('documents')),
  rows: v.array(importRow),
  /** Rows that are in the book already, with where it has them from: left out unless they are taken. */
  already: v.array(
    v.strictObject({
      row: importRow,
      /** Null where it was entered by hand. */
      from: v.nullable(v.strictObject({ fileName: text, line: count })),
    }),
  ),
  /** New accounts whose rows are entries of another account: to be said whether they are one. */
  likelySame: v.array(v.strictObject({ name: text, other: text, rows: count })),
  /** How many payments that the broker lists are not in the book yet. */
  newClaims: count,
  /** Accounts of the book. */
  knownAccounts: v.array(text),
  newAccounts: v.array(text),
  /** Of the new accounts: those whose names say that they are tax-deferred. Proposed, not taken. */
  likelyTaxDeferred: v.array(text),
  newSecurities: v.array(text),
  /** Shares of every position that the rows touch, at the end of the last year with an entry. */
  holdings: v.array(
    v.strictObject({ account: text, security: text, before: decimal, after: decimal }),
  ),
  /** What the file itself lists as held, beside what the book would have; a sentence where the two differ. */
  compared: v.array(
    v.strictObject({
      line: count,
      account: text,
      security: text,
      stated: decimal,
      after: decimal,
      difference: nullableText,
    }),
  ),
  /** What can be taken, and should be looked at first. */
  doubts: v.array(lineProblem),
  problems: v.array(lineProblem),
});

/** A file of which something is in the book. */
export const importInBook = v.strictObject({
  batchId: text,
  fileName: text,
  /** ISO 8601 in UTC. */
  importedAt: text,
  entries: count,
  claims: count,
});

/** What becomes of a file's rows where it is taken back. */
export const importRemoval = v.strictObject({
  fileName: text,
  /** Entries that go, by their lines. */
  rows: v.array(importRow),
  /** Entries that stay, and the line of the file that has them as well. */
  stays: v.array(
    v.strictObject({ row: importRow, from: v.strictObject({ fileName: text, line: count }) }),
  ),
  /** Payments that no other file lists. */
  claims: count,
  /** Why it cannot be taken back; null where it can. */
  problem: nullableText,
});
