/** Terms of a reorganisation in the book: read, applied to all accounts as one act, and taken out again. */
import { addImport, findImportBySha256, removeImport } from '../../db/imports.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import {
  findTermsDocument,
  insertTermsDocument,
  removeTermsDocument,
  type TermsDocument,
} from '../../db/terms-documents.ts';
import { addTransaction } from '../../db/transactions.ts';
import { isTerms } from '../../formats/terms/fields.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import { termsText } from '../../formats/terms/terms-text.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { quoted } from '../../formats/csv-values.ts';
import { securityLabel, type Facts } from '../../tax/facts/model.ts';
import { yearOf } from '../../tax/values/days.ts';
import { act, entries } from '../act-names.ts';
import { fileNameOf } from '../file-name.ts';
import { refuseBrokenEntries, writeOwners } from '../handlers/plan-entry.ts';
import { moreOf, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { sha256Of } from '../sha256.ts';
import type { TermsAnswers, TermsQuestion } from './asked.ts';
import { planTerms, type TermsPlan } from './plan-terms.ts';

interface GivenTerms {
  readonly fileName: string;
  readonly text: string;
  readonly answers: TermsAnswers;
}

interface ReadTerms {
  readonly terms: ReorganisationTerms;
  /** As it is kept: JSON as text that a person can read. */
  readonly text: string;
}

/** Reads terms, or refuses them with every reason and its line. */
export function requireTerms(fileName: string, given: string): ReadTerms {
  const { terms, problems } = readTerms(given);
  if (terms === null) {
    const issues = problems.map(({ line, message }) => ({ field: null, line, message }));
    const [first, ...more] = problems;
    const where = first?.line ? ` (line ${first.line})` : '';
    throw new RefusalError(
      'invalid-input',
      isTerms(given)
        ? `${quoted(fileName)} cannot be taken${where}: ${first?.message ?? ''}${more.length > 0 ? ` ${moreOf(more.length, 'problem')}` : ''}`
        : `${quoted(fileName)} is not the terms of a reorganisation. They begin with the line "BasisBook terms of a reorganisation".`,
      issues,
    );
  }
  if (
    !given
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('{')
  )
    return { terms, text: given };
  const text = termsText(terms);
  // The lines are those of what is kept.
  const again = readTerms(text).terms;
  if (again === null) throw new Error('the terms cannot be read again');
  return { terms: again, text };
}

export function planInBook(
  context: BookContext,
  facts: Facts,
  terms: ReorganisationTerms,
  answers: TermsAnswers,
): TermsPlan {
  return planTerms(facts, terms, answers, {
    newId: () => context.newId(),
    identifiers: listAllIdentifiers(context.book),
    compute: context.compute,
  });
}

/** Why a plan cannot be carried out: what is open, or that there is nothing to do. */
export function refusalOfPlan(terms: ReorganisationTerms, plan: TermsPlan): RefusalError | null {
  const open = plan.questions.filter(isOpen);
  const issues = [
    ...open.map(({ id, text, problem }) => ({ field: id, line: null, message: problem ?? text })),
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
  if (first) return new RefusalError('invalid-input', first.message, issues);
  if (plan.plan.transactions.length > 0) return null;
  const label = plan.security === null ? terms.from : securityLabel(plan.security);
  if (plan.accounts.some(({ state }) => state === 'there')) {
    return new RefusalError(
      'conflict',
      `${quoted(terms.title)} is already in your book: every account that held ${label} has its entry.`,
    );
  }
  const why =
    plan.accounts.length === 0
      ? `no account held ${label} before it`
      : 'no shares came in, so there is nothing to enter';
  return new RefusalError('conflict', `${quoted(terms.title)} changes nothing: ${why}.`);
}

function isOpen({ answer, proposed, problem }: TermsQuestion): boolean {
  return (answer ?? proposed) === null || problem !== null;
}

/** Applies terms to every account that held the shares, as one act, or refuses with every reason. */
export function applyTerms(
  context: BookContext,
  { fileName, text: given, answers }: GivenTerms,
): { documentId: string; transactions: number; title: string } {
  const name = fileNameOf(fileName, 'Terms');
  const { terms, text } = requireTerms(name, given);
  const before = context.facts();
  const plan = planInBook(context, before, terms, answers);
  const refusal = refusalOfPlan(terms, plan);
  if (refusal) throw refusal;
  writeOwners(context, plan.plan);
  const sha256 = sha256Of(text);
  const { book, newId } = context;
  const now = context.now();
  const { status, publishedOn, title, date } = terms;
  const documentId =
    findTermsDocument(book, { sha256 })?.id ??
    insertTermsDocument(
      book,
      { name, text, sha256, acceptedAt: now, year: yearOf(date), status, publishedOn },
      newId,
    );
  const batch =
    findImportBySha256(book, sha256) ??
    addImport(book, { fileName: name, sha256, importedAt: now }, newId);
  const stored = plan.plan.transactions.map((entry) =>
    addTransaction(book, {
      ...entry,
      source: { batchId: batch.id, line: entry.sourceLine ?? terms.line },
    }),
  );
  refuseBrokenEntries(
    context,
    before,
    'With this, an entry that is in the book would not fit any more.',
    ...stored.map(({ id }) => id),
  );
  act(context, `${title}: ${entries(stored.length)}`);
  context.changed();
  return { documentId, transactions: stored.length, title };
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
