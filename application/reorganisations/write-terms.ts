/** Terms of a reorganisation in the book: read, applied to all accounts as one act, and taken out again. */
import { addImport, findImportBySha256, removeImport, renewImport } from '../../db/imports.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import {
  findTermsDocument,
  insertTermsDocument,
  listTermsDocuments,
  removeTermsDocument,
  renewTermsDocument,
  type TermsDocument,
} from '../../db/terms-documents.ts';
import {
  addTransaction,
  giveSource,
  removeTransaction,
  transactionIdsOf,
  updateTransaction,
  type TransactionSource,
} from '../../db/transactions.ts';
import { withAnswers, withoutAnswers } from '../../formats/terms/answers.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { quoted } from '../../formats/csv-values.ts';
import { securityLabel, type Facts, type Transaction } from '../../tax/facts/model.ts';
import { yearOf } from '../../tax/values/days.ts';
import { reference } from '../../resources/reference.ts';
import { act, entries } from '../act-names.ts';
import { fileNameOf } from '../file-name.ts';
import { refuseBrokenEntries, writeOwners } from '../handlers/plan-entry.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { sha256Of } from '../sha256.ts';
import type { TermsAnswers, TermsQuestion } from './asked.ts';
import type { TermsPlanOptions } from './plan-terms.ts';
import { requireTerms, type ReadTerms } from './require-terms.ts';
import {
  appliedVersion,
  isBehind,
  isTie,
  planVersion,
  type KeptVersion,
  type VersionedAccount,
  type VersionPlan,
} from './versions.ts';

interface GivenTerms {
  readonly fileName: string;
  readonly text: string;
  readonly answers: TermsAnswers;
}

/** The terms of the book, each with the entries that it made. */
export function keptVersions({ book }: BookContext, facts: Facts): readonly KeptVersion[] {
  return listTermsDocuments(book).flatMap(({ id, name, text, sha256 }) => {
    const { terms } = readTerms(text);
    const batch = findImportBySha256(book, sha256);
    const own = new Set(batch ? transactionIdsOf(book, batch.id) : []);
    const entries = own.size === 0 ? [] : facts.transactions.filter((one) => own.has(one.id));
    return terms === null ? [] : [{ id, name, text, terms, entries }];
  });
}

export function optionsIn(context: BookContext): TermsPlanOptions {
  return {
    newId: () => context.newId(),
    identifiers: listAllIdentifiers(context.book),
    compute: context.compute,
  };
}

/** Plans terms for the book: new ones, or a version of some that it has. */
export function planInBook(
  context: BookContext,
  { terms, text }: ReadTerms,
  answers: TermsAnswers,
  options = optionsIn(context),
): VersionPlan {
  const facts = context.facts();
  const kept = keptVersions(context, facts);
  const earlier = appliedVersion(facts, terms, text, kept, options);
  const own = kept.find((one) => withoutAnswers(one.text) === withoutAnswers(text));
  const said = { ...own?.terms.answers, ...terms.answers };
  return planVersion(facts, { ...terms, answers: said }, answers, options, earlier);
}

/** The question, and what can be answered where it is one of several. */
function askedText({ text, candidates }: TermsQuestion): string {
  return candidates.length === 0 ? text : `${text} One of: ${candidates.map(quoted).join('; ')}.`;
}

/** Why a plan cannot be carried out: what is open, or does not fit. */
export function refusalOfPlan(terms: ReorganisationTerms, plan: VersionPlan): RefusalError | null {
  const { earlier } = plan;
  if (earlier !== null && isBehind(terms, earlier.terms)) {
    return new RefusalError(
      'conflict',
      `Your book has a later version of these terms: ${quoted(earlier.terms.title)}, ${earlier.terms.status}${earlier.terms.publishedOn ? `, published ${earlier.terms.publishedOn}` : ''}. Say in "status" and "publishedOn" what this one is, where it is the later one.`,
    );
  }
  if (earlier !== null && isTie(terms, earlier.terms)) {
    const { status, publishedOn } = terms;
    return new RefusalError(
      'conflict',
      `These terms and those of ${earlier.name} are of one event and do not say the same, and nothing tells which of them counts: both are ${status}, and ${publishedOn ? `published on ${publishedOn}` : 'of neither it is said when it was published'}. Write "publishedOn" or another "status" into them, or leave one of them out.`,
    );
  }
  const open = plan.questions.filter(isOpen);
  const issues = [
    ...open.map((one) => ({ field: one.id, line: null, message: one.problem ?? askedText(one) })),
    ...plan.accounts.flatMap(({ account, state, says }) =>
      state === 'refused' ? [{ field: null, line: null, message: `${account.name}: ${says}` }] : [],
    ),
    ...plan.stray.map((id) => ({
      field: null,
      line: null,
      message: `Nothing is asked as ${quoted(id)}. Check the id of the answer.`,
    })),
  ];
  const [first] = issues;
  return first ? new RefusalError('invalid-input', first.message, issues) : null;
}

/** Why terms that can be carried out make no entry; null where they make one, or are a version of some that did. */
export function nothingToDo(terms: ReorganisationTerms, plan: VersionPlan): string | null {
  const { accounts, earlier } = plan;
  if (plan.plan.transactions.length > 0 || earlier !== null) return null;
  const label = plan.security === null ? terms.from : securityLabel(plan.security);
  const title = quoted(terms.title);
  if (accounts.some(({ state }) => state === 'there')) {
    const others = accounts.filter(({ differs = [] }) => differs.length > 0);
    return others.length === 0
      ? `${title} is already in your book: every account that held ${label} has its entry.`
      : `${title} is already entered in every account that held ${label}, and not as these terms have it. ${others.map(({ account, says }) => `${account.name}: ${says}`).join(' ')}`;
  }
  if (accounts.length > 0) {
    return `${title} changes nothing: no shares came in, so there is nothing to enter.`;
  }
  const day = reference.calendar.isTradingDay(terms.date)
    ? ''
    : ` ${terms.date} is no trading day: check the day.`;
  return `${title} changes nothing: no account held ${label} before it. Enter the shares that went through it, or leave these terms out.${day}`;
}

/** Why terms are not applied to a book: what stands against them, or that they make no entry. */
export function obstacleOf(terms: ReorganisationTerms, plan: VersionPlan): RefusalError | null {
  const nothing = nothingToDo(terms, plan);
  return (
    refusalOfPlan(terms, plan) ?? (nothing === null ? null : new RefusalError('conflict', nothing))
  );
}

function isOpen({ answer, proposed, problem }: TermsQuestion): boolean {
  return (answer ?? proposed) === null || problem !== null;
}

/**
 * What is said of terms that the book does not have, of an event whose entries it has: they make no entry, and
 * are kept, so that the report holds both against each other. Null of others.
 */
export function keptBeside(
  { book }: BookContext,
  { terms, text }: ReadTerms,
  plan: VersionPlan,
): string | null {
  const plain = withoutAnswers(text);
  const isOfEntriesThere =
    refusalOfPlan(terms, plan) === null &&
    plan.accounts.some(({ state }) => state === 'there') &&
    listTermsDocuments(book).every((one) => withoutAnswers(one.text) !== plain);
  return isOfEntriesThere ? nothingToDo(terms, plan) : null;
}

interface AppliedTerms {
  readonly documentId: string;
  readonly transactions: number;
  readonly title: string;
  /** The name of an earlier version, whose entries were replaced. */
  readonly earlier: string | null;
  /** Why no entry was made, where they are kept all the same. */
  readonly beside: string | null;
}

/**
 * Applies terms to every account that held the shares, as one act, or refuses with every reason. Where the
 * book has an earlier version, its entries are replaced; where it has the entries and not the terms, these
 * are kept beside them.
 */
export function applyTerms(
  context: BookContext,
  { fileName, text: given, answers }: GivenTerms,
): AppliedTerms {
  const name = fileNameOf(fileName, 'Terms');
  const read = requireTerms(name, given);
  const { terms } = read;
  const before = context.facts();
  const plan = planInBook(context, read, answers);
  const beside = keptBeside(context, read, plan);
  const refusal = beside === null ? obstacleOf(terms, plan) : null;
  if (refusal) throw refusal;
  writeOwners(context, plan.plan);
  const { documentId, batchId } = keepTerms(context, name, read, plan);
  const written = writeEntries(context, plan, batchId, terms.line);
  refuseBrokenEntries(
    context,
    before,
    'With this, an entry that is in the book would not fit any more.',
    ...written,
  );
  const { title } = terms;
  const did = beside === null ? entries(written.length) : 'kept beside the entries';
  act(context, `${title}${plan.earlier ? ', corrected' : ''}: ${did}`);
  context.changed();
  const { earlier } = plan;
  return {
    ...{ documentId, title, beside },
    ...{ transactions: written.length, earlier: earlier?.name ?? null },
  };
}

/** Keeps the text with what was answered, and the import of its entries. */
function keepTerms(
  { book, newId, now }: BookContext,
  name: string,
  { terms, text: given }: ReadTerms,
  { answered }: VersionPlan,
): { documentId: string; batchId: string } {
  const plain = withoutAnswers(given);
  const same = listTermsDocuments(book).find((one) => withoutAnswers(one.text) === plain);
  const text = withAnswers(plain, answered);
  const sha256 = sha256Of(text);
  const batch = same && findImportBySha256(book, same.sha256);
  if (same) renewTermsDocument(book, same.id, { text, sha256 });
  if (batch) renewImport(book, batch.id, sha256);
  const at = now();
  const { status, publishedOn, date } = terms;
  const row = { name, text, sha256, acceptedAt: at, year: yearOf(date), status, publishedOn };
  return {
    documentId: same?.id ?? insertTermsDocument(book, row, newId),
    batchId: (batch ?? addImport(book, { fileName: name, sha256, importedAt: at }, newId)).id,
  };
}

/** Writes the entries of a plan; the ids of those that are made, replaced and gone. */
function writeEntries(
  { book }: BookContext,
  { accounts }: VersionPlan,
  batchId: string,
  line: number,
): readonly string[] {
  return accounts.flatMap(({ state, was, wasSale, entry, sale }) => {
    const source = { batchId, line: entry?.sourceLine ?? line };
    return [
      ...writeEntry(book, state, was, entry, source),
      ...writeEntry(book, state, wasSale, sale, source),
    ];
  });
}

/** Writes one entry in the place of one that is there; null where there is none. */
function writeEntry(
  book: BookContext['book'],
  state: VersionedAccount['state'],
  was: Transaction | null,
  entry: Transaction | null,
  source: TransactionSource,
): readonly string[] {
  if (was === null) return entry === null ? [] : [addTransaction(book, { ...entry, source }).id];
  if (state === 'same' || (state === 'replace' && entry !== null)) {
    if (entry !== null) updateTransaction(book, was.id, entry);
    giveSource(book, was.id, source);
    return state === 'replace' ? [was.id] : [];
  }
  if (state === 'replace' || state === 'remove') removeTransaction(book, was.id);
  return [];
}

export const TERMS_GONE = 'These terms are no longer in the book. Reload the list.';

/** Takes terms out with the entries that they made. */
export function takeTermsOut(context: BookContext, id: string): { transactions: number } {
  const { book } = context;
  const document = findTermsDocument(book, { id });
  if (!document) {
    throw new RefusalError('not-found', TERMS_GONE);
  }
  const before = context.facts();
  const batch = findImportBySha256(book, document.sha256);
  const transactions = batch ? (removeImport(book, batch.id) ?? 0) : 0;
  removeTermsDocument(book, id);
  refuseBrokenEntries(
    context,
    before,
    'These terms cannot be taken out, because entries rest on them.',
  );
  act(context, `Terms taken out: ${titleOf(document)}, ${entries(transactions)}`);
  context.changed();
  return { transactions };
}

function titleOf({ text, name }: TermsDocument): string {
  return readTerms(text).terms?.title ?? name;
}
