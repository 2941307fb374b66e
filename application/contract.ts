/**
 * Every call that the window can make: its name, whether it reads (`query`) or writes (`command`),
 * and the validators of its request and its answer. Handlers, the Electron preload, the loopback
 * host and the renderer's client are all built from this list; a call without a handler does not
 * compile. Values on the wire are JSON: money, shares and rates as decimal strings, days as
 * `YYYY-MM-DD`.
 */
import * as v from 'valibot';
import { FILE_TASKS } from './wire-work.ts';
import type { Immutable } from '../tax/values/immutable.ts';
import {
  account,
  accountFields,
  actFields,
  bookKind,
  bookStatus,
  count,
  day,
  derivation,
  documentContent,
  documentComparison,
  documentRow,
  documentStatus,
  draftSchema,
  field,
  figurePart,
  figureRef,
  fileName,
  identifier,
  identifierKind,
  nextActs,
  nothing,
  nullableText,
  returnLinesAnswer,
  returnLinesRequest,
  security,
  text,
  totalRef,
  transaction,
  writtenFields,
  year,
  yearChanges,
} from './wire.ts';
import {
  captionOfIssuer,
  documentChange,
  draftAnswer,
  draftEdit,
  openedDocument,
  readingAnswer,
  sameSecurities,
  saidCaption,
  supposition,
} from './wire-documents.ts';
import { claimedPayment } from './wire-claims.ts';
import { basisCalls } from './wire-bases.ts';
import { entryCalls } from './wire-entry-calls.ts';
import { filedCalls } from './wire-filed.ts';
import { formsCalls } from './wire-forms.ts';
import { fileOfEntries, importInBook, importPreview, importRemoval } from './wire-imports.ts';
import { backupCalls } from './wire-backup-calls.ts';
import { command, query } from './wire-calls.ts';
import { fileCalls } from './wire-file-calls.ts';
import { yearCalls } from './wire-year-calls.ts';
import { yearReportCalls } from './wire-year-report.ts';
import { ownLayout } from './wire-layouts.ts';
import { lotCalls } from './wire-lots.ts';
import {
  givenTerms,
  keptTermsRow,
  knownTermsRow,
  openedTerms,
  termsComparison,
  termsForm,
  termsPreview,
  termsValues,
} from './wire-terms.ts';

export {
  envelope,
  type Envelope,
  type EnvelopeText,
  type Issue,
  type Refusal,
  type RefusalCode,
} from './wire-envelope.ts';

/** The kinds of entries, what a form asks of each, and what can happen to a lot, for the window. */
export { entryForm, lotsTaken, rowColumns, type EntryForm } from '../tax/facts/entry-form.ts';
export {
  ACTIONS,
  kindOf,
  LOT_EVENTS,
  type Action,
  type FurtherPart,
} from '../tax/facts/entry-kinds.ts';
export { isNamedLot, lotDayAndShares, lotTitle } from '../tax/facts/lot-title.ts';
export { yearsInWords } from '../tax/facts/missing-documents.ts';
/** What a person means who types a day or a number. */
export { typedDay, typedNumber } from '../tax/values/typed.ts';
export { bootMark } from '../tax/facts/figure-ref.ts';
export { saleColumns } from '../tax/report/form-columns.ts';
export { COMPONENT_WORDS, SUBSET_WORDS } from '../tax/facts/model.ts';
export { SUPPOSED } from './wire-documents.ts';
export type { DerivationJson, DerivationStepJson } from './wire.ts';

export const contract = {
  /** What is open, and which years it has. Never refused. */
  'status.get': query(nothing, bookStatus, 'application'),
  /** Makes the sample book or an empty one and opens it; a book of the user's own is never replaced. */
  'book.create': command(v.strictObject({ kind: bookKind }), bookStatus, 'application'),
  /** Opens the other book that exists. */
  'book.open': command(v.strictObject({ kind: bookKind }), bookStatus, 'application'),
  /** Saves what is open to a new file where the book's own is gone, and goes on with it. */
  'book.saveOpen': command(
    nothing,
    v.strictObject({ place: text, status: bookStatus }),
    'application',
  ),
  ...backupCalls,

  /**
   * How far the call under way is; null while nothing runs. `task`, `done` and `total` tell of the year that is
   * computed, or of the step of a file: null and zero where there is none. Answered while another call runs.
   */
  'work.progress': query(
    nothing,
    v.nullable(
      v.strictObject({
        call: count,
        task: v.nullable(v.picklist(['year', ...FILE_TASKS])),
        year: v.nullable(year),
        done: count,
        total: count,
        /** ISO 8601 in UTC. */
        since: text,
      }),
    ),
    'application',
  ),
  /**
   * Stops the call of this number, which is refused with `cancelled` and changes nothing. One that
   * has ended, or has no task, goes on to its end.
   */
  'work.cancel': command(v.strictObject({ call: count }), nothing, 'application'),

  'accounts.list': query(nothing, v.array(account)),
  'accounts.add': command(v.strictObject(accountFields), account),
  'accounts.update': command(v.strictObject({ id: field, ...accountFields }), account),

  'securities.list': query(nothing, v.array(security)),
  /** What a security is and was called, oldest first. */
  'securities.identifiers': query(v.strictObject({ id: field }), v.array(identifier)),
  /** A new ticker takes over from the one before it on its first day. Answers as `securities.identifiers`. */
  'securities.addIdentifier': command(
    v.strictObject({ id: field, kind: identifierKind, value: field, validFrom: v.nullable(field) }),
    v.array(identifier),
  ),
  'securities.removeIdentifier': command(
    v.strictObject({ id: field, kind: identifierKind, value: field, validFrom: v.nullable(field) }),
    v.array(identifier),
  ),
  /** Securities that one may be under another name, the likeliest first. */
  'securities.same': query(
    v.strictObject({ id: field }),
    v.strictObject({
      candidates: v.array(v.strictObject({ securityId: text, label: text })),
      proposed: v.nullable(v.number()),
    }),
  ),
  /** Makes two of them one, with the entries, releases and names of both; answers with the one that is left. */
  'securities.join': command(
    v.strictObject({ id: field, other: field }),
    v.strictObject({ id: text, label: text, gone: text }),
  ),
  /** Takes a join back, where nothing else was changed since: the security that was gone is there again. */

  'transactions.list': query(nothing, v.array(transaction)),
  'transactions.add': command(v.strictObject(writtenFields), transaction),
  /** Adds all of them or none: a split in every account that holds the security. */
  'transactions.addAll': command(
    v.strictObject({
      entries: v.pipe(
        v.array(v.strictObject(writtenFields)),
        v.minLength(1, 'There is no entry to add.'),
        v.maxLength(1000, 'These are more than 1,000 entries. Import them from a file.'),
      ),
    }),
    v.array(transaction),
  ),
  'transactions.update': command(v.strictObject({ id: field, ...writtenFields }), transaction),
  /** Answers with the row that was removed. */
  'transactions.remove': command(v.strictObject({ id: field }), transaction),
  ...entryCalls,
  ...basisCalls,

  /** Reads a file without writing: what would be imported, what is asked, and every reason against it. */
  'imports.preview': query(v.strictObject(fileOfEntries), importPreview),
  'imports.accept': command(
    /** `taxDeferred`: names of the new accounts that are. */
    v.strictObject({
      ...fileOfEntries,
      taxDeferred: v.exactOptional(v.array(text)),
      /** Lines of its own list of holdings that differ from what its rows leave, and were looked at. */
      seenDifferences: v.exactOptional(v.array(count)),
    }),
    v.strictObject({ batchId: text, transactions: count, claims: count }),
  ),
  /** What was said of headers that nobody knew: the next file of the shape is read by it. */
  'layouts.list': query(nothing, v.array(ownLayout)),
  'layouts.remove': command(v.strictObject({ name: field }), nothing),
  /** Files of which anything is in the book, the newest first. */
  'imports.list': query(nothing, v.array(importInBook)),
  /** What goes where an import is taken back, what stays because another file has it, and why it cannot be. */
  'imports.removal': query(v.strictObject({ batchId: field }), importRemoval),
  /** Takes a whole import back. */
  'imports.remove': command(
    v.strictObject({ batchId: field }),
    v.strictObject({ transactions: count }),
  ),

  /** What was done with the book, the newest first; what is undone leads. */
  'history.list': query(
    nothing,
    v.strictObject({
      acts: v.array(
        v.strictObject({
          ...actFields,
          happenedAt: text,
          undone: v.boolean(),
          /** The form that it typed figures of, in words: such acts in a row are read as one; else null. */
          group: nullableText,
          /** False behind a restore, which is gone over first: there is another book with its own history. */
          isReachable: v.boolean(),
        }),
      ),
      /** How much is kept; the oldest acts go first. */
      kept: v.strictObject({ acts: count, bytes: count }),
      ...nextActs,
    }),
  ),
  /**
   * Undoes the newest act, `from`, and every one before it back to `to`; all of them or none. A restore can
   * be `to`, and is then a step of its own.
   */
  'history.undo': command(
    v.strictObject({ from: count, to: count }),
    v.strictObject({ names: v.array(text), ...nextActs }),
    'application',
  ),
  /** Does what was undone last, `from`, again, and every act after it up to `to`; the same of a restore. */
  'history.redo': command(
    v.strictObject({ from: count, to: count }),
    v.strictObject({ names: v.array(text), ...nextActs }),
    'application',
  ),

  'documents.list': query(nothing, v.array(documentRow)),
  /** One accepted document: its source text, and what was read from it. */
  'documents.get': query(v.strictObject({ id: field }), openedDocument),
  /** Reads a release without writing: the values with their places, the checks, what it would replace. */
  'documents.read': query(v.strictObject({ fileName, content: documentContent }), readingAnswer),
  /** A reading of nothing: a table that is typed in, with the columns that its year has as a rule. */
  'documents.byHand': query(v.strictObject({ taxYear: field }), readingAnswer),
  /** What a person said that captions mean, for each issuer: it is proposed for the next release. */
  'captions.list': query(nothing, v.array(saidCaption)),
  /** Forgets what was ever said of a caption of an issuer. */
  'captions.forget': command(captionOfIssuer, nothing),
  /** The published allocations that come with the application, and which of them the book has. */
  'library.list': query(
    nothing,
    v.array(
      v.strictObject({
        id: text,
        issuer: text,
        taxYear: year,
        title: text,
        publishedOn: v.nullable(day),
        status: documentStatus,
        source: text,
        address: nullableText,
        covers: text,
        missing: nullableText,
        /** What is read when it is added. */
        text,
        /** The book has this very text. */
        inBook: v.boolean(),
        /** Shares of its issuer were held in its year, and the book has no document for them. */
        wanted: v.boolean(),
      }),
    ),
  ),
  /** The grid with answers to its questions, each the number of a candidate; nothing is written. */
  'documents.answer': query(
    v.strictObject({
      draft: draftSchema,
      answers: v.record(field, v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    v.strictObject({ draft: draftSchema }),
  ),
  /** Terms of reorganisations: those that come with the application, and those of the book. */
  'terms.list': query(nothing, v.array(knownTermsRow)),
  /** Those of the book alone. */
  'terms.kept': query(nothing, v.array(keptTermsRow)),
  'terms.get': query(v.strictObject({ id: field }), openedTerms),
  'terms.compare': query(v.strictObject({ before: field, after: field }), termsComparison),
  /** What was given as a form, where it is terms or a notice of them; null where it is another document. */
  'terms.read': query(
    v.strictObject({ fileName, content: documentContent }),
    v.nullable(termsForm),
  ),
  /** The form with what was typed. */
  'terms.form': query(v.strictObject({ text, values: termsValues }), termsForm),
  /** What terms would make of the lots of each account, and what they ask; nothing is written. */
  'terms.preview': query(v.strictObject(givenTerms), termsPreview),
  /** Makes the entries for every account that held the shares, or replaces those of an earlier version, as one act. */
  'terms.apply': command(
    v.strictObject(givenTerms),
    v.strictObject({ documentId: text, transactions: count }),
  ),
  /** Takes terms out with the entries that they made. */
  'terms.remove': command(v.strictObject({ id: field }), v.strictObject({ transactions: count })),
  'documents.edit': query(
    v.strictObject({ draft: draftSchema, edit: draftEdit }),
    v.strictObject({ draft: draftSchema }),
  ),
  /** Checks a draft as it stands after an edit, without writing: sums, problems, open questions. */
  'documents.check': query(v.strictObject({ draft: draftSchema }), draftAnswer),
  /** What one version says that another does not, cell by cell. */
  'documents.compare': query(
    v.strictObject({ before: field, after: field }),
    v.strictObject({ before: documentRow, after: documentRow, comparison: documentComparison }),
  ),
  /** What accepting or removing a document would change, year by year, without writing. */
  'documents.changes': query(v.variant('kind', [...documentChange]), v.array(yearChanges)),
  'documents.accept': command(
    v.strictObject({
      fileName,
      content: documentContent,
      status: v.nullable(documentStatus),
      /** As a person changed it; it is kept with the text. */
      draft: v.exactOptional(draftSchema),
      /** What was answered to the questions of identity. */
      same: v.exactOptional(sameSecurities),
    }),
    documentRow,
  ),
  'documents.remove': command(v.strictObject({ id: field }), nothing),

  ...yearCalls,
  ...formsCalls,
  ...filedCalls,

  ...yearReportCalls,
  /** Where the year's figures go on the return of the holder, line by line. */
  'year.returnLines': query(returnLinesRequest, returnLinesAnswer),
  /** Payments of the year that are known, and in no allocation of the book: their cash is in no box. */
  'year.knownPayments': query(
    v.strictObject({ year }),
    v.strictObject({
      /** What is known of the year of each security that has entries, from the library. */
      years: v.array(v.strictObject({ security: text, known: text })),
      rows: v.array(
        v.strictObject({
          account: text,
          taxDeferred: v.boolean(),
          security: text,
          exDate: day,
          payableDate: v.nullable(day),
          amountPerShare: text,
          shares: text,
          cash: figurePart,
          certainty: v.picklist(['published', 'from-prices', 'uncertain']),
          note: nullableText,
          source: text,
        }),
      ),
      /** Of the accounts that are not tax-deferred. */
      cash: figurePart,
    }),
  ),
  /** What brokers say of the payments of a year, beside ours; changes no figure. */
  'year.claims': query(v.strictObject({ year }), v.array(claimedPayment)),
  'year.explain': query(
    v.strictObject({
      year,
      figure: v.variant('kind', [figureRef, totalRef]),
      suppose: v.exactOptional(supposition),
    }),
    derivation,
  ),
  ...lotCalls,
  ...fileCalls,
};

type Contract = typeof contract;
export type CallName = keyof Contract;
/** Calls that need an open book. */
export type BookCallName = {
  [N in CallName]: Contract[N]['scope'] extends 'book' ? N : never;
}[CallName];
/** Calls that choose the book, or are about the call under way. */
export type ApplicationCallName = Exclude<CallName, BookCallName>;
export type Request<N extends CallName> = v.InferOutput<Contract[N]['request']>;
export type Answer<N extends CallName> = v.InferOutput<Contract[N]['answer']>;
/** What a handler returns: the answer, of which nothing needs to be changeable. */
export type HandlerAnswer<N extends CallName> = Immutable<Answer<N>>;
