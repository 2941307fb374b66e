/**
 * Terms of reorganisations: those that come with the application and those of the book, what they would do
 * to the lots of each account, and doing it.
 */
import { findImportBySha256 } from '../../db/imports.ts';
import {
  findTermsDocument,
  listTermsDocuments,
  type TermsDocument,
} from '../../db/terms-documents.ts';
import { transactionIdsOf } from '../../db/transactions.ts';
import type { TermsValues } from '../../formats/terms/form.ts';
import { fractionSentence, pictureOf } from '../../formats/terms/picture.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import { termsSentence } from '../../formats/terms/terms-text.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { knownTerms, reference } from '../../resources/reference.ts';
import { securityLabel } from '../../tax/facts/model.ts';
import { previewEntry } from '../../tax/report/preview.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatShares } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fileNameOf } from '../file-name.ts';
import { asRefusal } from '../imports/plan-import.ts';
import { RefusalError } from '../refusal.ts';
import { formOfValues, readGivenTerms, type TermsForm } from '../reorganisations/given-terms.ts';
import type { AccountPlan, TermsPlan } from '../reorganisations/plan-terms.ts';
import {
  applyTerms,
  planInBook,
  refusalOfPlan,
  requireTerms,
  takeTermsOut,
  TERMS_GONE,
} from '../reorganisations/write-terms.ts';
import type { BookContext } from '../session.ts';
import { previewRows } from './preview-rows.ts';

type Handlers = BookHandlers<BookContext>;
type Preview = HandlerAnswer<'terms.preview'>;

function factsOf(terms: ReorganisationTerms) {
  const { title, issuer, date, source, address, publishedOn, unknown } = terms;
  return { title, issuer, date, says: termsSentence(terms), source, address, publishedOn, unknown };
}

/** What the entry would do to the lots of its account. */
function previewOf(
  context: BookContext,
  plan: TermsPlan,
  { entry }: AccountPlan,
): Preview['accounts'][number]['preview'] {
  if (entry === null) return null;
  const facts = context.facts();
  const all = { ...facts, securities: [...facts.securities, ...plan.plan.securities] };
  const preview = previewEntry(all, entry, null, reference, context.watch(yearOf(entry.date)));
  const { problem } = preview;
  return {
    ...previewRows(preview, entry),
    doubts: [],
    problem: problem && { code: problem.code, message: asRefusal(problem) },
  };
}

function formOnWire({ fields, ...form }: TermsForm): HandlerAnswer<'terms.form'> {
  return {
    ...form,
    fields: fields.map((one) => ({ ...one, choices: one.choices.map((each) => ({ ...each })) })),
  };
}

/** A document with what it says and how many entries it made; nothing where it cannot be read any more. */
function keptRow(
  context: BookContext,
  { text, sha256, id, name, acceptedAt }: TermsDocument,
): HandlerAnswer<'terms.kept'> {
  const { terms } = readTerms(text);
  if (terms === null) return [];
  const batch = findImportBySha256(context.book, sha256);
  const entries = batch === undefined ? 0 : transactionIdsOf(context.book, batch.id).length;
  return [{ ...factsOf(terms), id, name, acceptedAt, status: terms.status, entries }];
}

export const termsHandlers: Pick<
  Handlers,
  | 'terms.list'
  | 'terms.kept'
  | 'terms.get'
  | 'terms.read'
  | 'terms.form'
  | 'terms.preview'
  | 'terms.apply'
  | 'terms.remove'
> = {
  'terms.kept': (context) =>
    listTermsDocuments(context.book).flatMap((one) => keptRow(context, one)),

  'terms.get': (context, { id }) => {
    const document = findTermsDocument(context.book, { id });
    const [row] = document ? keptRow(context, document) : [];
    if (!document || !row) throw new RefusalError('not-found', TERMS_GONE);
    return { row, text: document.text };
  },

  'terms.read': (_, { fileName, content }) => {
    const form = readGivenTerms(fileName, content);
    return form && formOnWire(form);
  },

  'terms.form': (_, { text, values }) => formOnWire(formOfValues(text, values as TermsValues)),

  'terms.list': (context) => {
    const facts = context.facts();
    const own = listTermsDocuments(context.book);
    const known = new Set(knownTerms.map(({ text }) => text));
    const all = [
      ...knownTerms.map(({ id, text }) => ({
        id,
        text,
        documentId: own.find((one) => one.text === text)?.id ?? null,
      })),
      ...own
        .filter(({ text }) => !known.has(text))
        .map(({ id, text }) => ({ id, text, documentId: id })),
    ];
    return all.flatMap((one) => {
      const { terms } = readTerms(one.text);
      if (terms === null) return [];
      const { accounts } = planInBook(context, facts, terms, {});
      const entered = accounts.filter(({ state }) => state === 'there').length;
      const wanted = accounts.some(({ state }) => state === 'apply' || state === 'asked');
      return [{ ...one, ...factsOf(terms), wanted, entered, holders: accounts.length }];
    });
  },

  'terms.preview': (context, { fileName, text, answers }) => {
    const { terms } = requireTerms(fileNameOf(fileName, 'Terms'), text);
    const plan = planInBook(context, context.facts(), terms, answers);
    return {
      ...factsOf(terms),
      pictures: pictureOf(terms).map((one) => ({ ...one, parts: [...one.parts] })),
      fraction: fractionSentence(terms),
      security: plan.security && securityLabel(plan.security),
      questions: plan.questions,
      accounts: plan.accounts.map((one) => ({
        accountId: one.account.id,
        account: one.account.name,
        held: formatShares(one.held),
        state: one.state,
        says: one.says,
        preview: previewOf(context, plan, one),
      })),
      entries: plan.plan.transactions.length,
      obstacle: refusalOfPlan(terms, plan)?.message ?? null,
    };
  },

  'terms.apply': (context, given) => {
    const { documentId, transactions } = applyTerms(context, given);
    return { documentId, transactions };
  },

  'terms.remove': (context, { id }) => takeTermsOut(context, id),
};
