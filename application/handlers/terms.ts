/**
 * Terms of reorganisations: those that come with the application and those of the book, what they would do
 * to the lots of each account, and doing it.
 */
import { listTermsDocuments } from '../../db/terms-documents.ts';
import { withoutAnswers } from '../../formats/terms/answers.ts';
import { compareTerms } from '../../formats/terms/compare-terms.ts';
import type { TermsValues } from '../../formats/terms/form.ts';
import { fractionSentence, pictureOf } from '../../formats/terms/picture.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import { termsSentence } from '../../formats/terms/terms-text.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';
import { knownTerms, reference } from '../../resources/reference.ts';
import { securityLabel, type Transaction } from '../../tax/facts/model.ts';
import { previewEntry } from '../../tax/report/preview.ts';
import { yearOf } from '../../tax/values/days.ts';
import { formatShares } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { fileNameOf } from '../file-name.ts';
import { asRefusal } from '../imports/plan-import.ts';
import { RefusalError } from '../refusal.ts';
import { formOfValues, readGivenTerms, type TermsForm } from '../reorganisations/given-terms.ts';
import { planTerms } from '../reorganisations/plan-terms.ts';
import {
  isSameEvent,
  type KeptVersion,
  type VersionedAccount,
  type VersionPlan,
} from '../reorganisations/versions.ts';
import { requireTerms } from '../reorganisations/require-terms.ts';
import {
  applyTerms,
  keptBeside,
  keptVersions,
  optionsIn,
  planInBook,
  obstacleOf,
  takeTermsOut,
  TERMS_GONE,
} from '../reorganisations/write-terms.ts';
import type { BookContext } from '../session.ts';
import { previewOfBoth, previewRows } from './preview-rows.ts';

type Handlers = BookHandlers<BookContext>;
type Preview = HandlerAnswer<'terms.preview'>;

function factsOf(terms: ReorganisationTerms) {
  const { title, issuer, date, source, address, publishedOn, unknown } = terms;
  return { title, issuer, date, says: termsSentence(terms), source, address, publishedOn, unknown };
}

/**
 * What the entry would do to the lots of its account, with the sale of its fraction; of one that is replaced, what
 * it made of them before.
 */
function previewOf(
  context: BookContext,
  { plan }: VersionPlan,
  { entry, was, sale, wasSale }: VersionedAccount,
): Preview['accounts'][number]['preview'] {
  if (entry === null) return null;
  const facts = context.facts();
  const replaced = new Set([was?.id, wasSale?.id]);
  const all = {
    ...facts,
    securities: [...facts.securities, ...plan.securities],
    transactions: facts.transactions.filter(({ id }) => !replaced.has(id)),
  };
  const look = (one: Transaction, others: readonly Transaction[] = []) =>
    previewEntry(
      { ...all, transactions: [...all.transactions, ...others] },
      one,
      null,
      reference,
      context.watch(yearOf(one.date)),
    );
  const both = (one: Transaction, sold: Transaction | null) =>
    sold === null ? look(one) : previewOfBoth(look(one), look(sold, [one]));
  const made = both(entry, sale);
  const preview = was === null ? made : { ...made, before: both(was, wasSale).after };
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

type KeptRow = HandlerAnswer<'terms.kept'>[number];

/** The terms of the book in the order of acceptance, as far as they can be read; those of one event are versions. */
function keptRows(context: BookContext): readonly { row: KeptRow; version: KeptVersion }[] {
  const facts = context.facts();
  const documents = new Map(listTermsDocuments(context.book).map((one) => [one.id, one]));
  const kept = keptVersions(context, facts);
  const options = optionsIn(context);
  return kept.flatMap((version, place) => {
    const document = documents.get(version.id);
    if (!document) return [];
    const { terms, entries } = version;
    const before = kept
      .slice(0, place)
      .filter((other) => isSameEvent(facts, terms, other.terms, options));
    const { id, name, acceptedAt } = document;
    const row = {
      ...factsOf(terms),
      ...{ id, name, acceptedAt, status: terms.status, entries: entries.length },
      version: before.length + 1,
      event: before[0]?.id ?? id,
    };
    return [{ row, version }];
  });
}

function requireKept(context: BookContext, id: string): { row: KeptRow; version: KeptVersion } {
  const found = keptRows(context).find(({ row }) => row.id === id);
  if (!found) throw new RefusalError('not-found', TERMS_GONE);
  return found;
}

const comparedFields = (before: string, after: string) =>
  compareTerms(before, after).map(({ key, label, ...values }) => ({ key, label, ...values }));

const isWritten = (state: VersionedAccount['state']): boolean =>
  state === 'apply' || state === 'replace' || state === 'remove';

export const termsHandlers: Pick<
  Handlers,
  | 'terms.list'
  | 'terms.kept'
  | 'terms.get'
  | 'terms.compare'
  | 'terms.read'
  | 'terms.form'
  | 'terms.preview'
  | 'terms.apply'
  | 'terms.remove'
> = {
  'terms.kept': (context) => keptRows(context).map(({ row }) => row),

  'terms.get': (context, { id }) => {
    const { row, version } = requireKept(context, id);
    const facts = context.facts();
    const others = keptRows(context).filter(
      (other) =>
        other.row.id !== id &&
        isSameEvent(facts, version.terms, other.version.terms, optionsIn(context)),
    );
    return { row, text: version.text, others: others.map((other) => other.row) };
  },

  'terms.compare': (context, { before, after }) => {
    const [old, now] = [requireKept(context, before), requireKept(context, after)];
    const fields = comparedFields(old.version.text, now.version.text);
    return { before: old.row, after: now.row, fields };
  },

  'terms.read': (_, { fileName, content }) => {
    const form = readGivenTerms(fileName, content);
    return form && formOnWire(form);
  },

  'terms.form': (_, { text, values }) => formOnWire(formOfValues(text, values as TermsValues)),

  'terms.list': (context) => {
    const facts = context.facts();
    const own = listTermsDocuments(context.book).map((one) => ({
      ...one,
      text: withoutAnswers(one.text),
    }));
    const known = new Set(knownTerms.map(({ text }) => withoutAnswers(text)));
    const all = [
      ...knownTerms.map(({ id, text }) => ({
        id,
        text,
        documentId: own.find((one) => one.text === withoutAnswers(text))?.id ?? null,
      })),
      ...own
        .filter(({ text }) => !known.has(text))
        .map(({ id, text }) => ({ id, text, documentId: id })),
    ];
    return all.flatMap((one) => {
      const { terms } = readTerms(one.text);
      if (terms === null) return [];
      const { accounts } = planTerms(facts, terms, {}, optionsIn(context));
      const entered = accounts.filter(({ state }) => state === 'there').length;
      const wanted = accounts.some(({ state }) => state === 'apply' || state === 'asked');
      return [{ ...one, ...factsOf(terms), wanted, entered, holders: accounts.length }];
    });
  },

  'terms.preview': (context, { fileName, text, answers }) => {
    const read = requireTerms(fileNameOf(fileName, 'Terms'), text);
    const { terms } = read;
    const plan = planInBook(context, read, answers);
    const { earlier } = plan;
    const beside = keptBeside(context, read, plan) !== null;
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
      entries: plan.accounts
        .filter(({ state }) => isWritten(state))
        .flatMap(({ was, entry, wasSale, sale }) =>
          [was ?? entry ?? [], wasSale ?? sale ?? []].flat(),
        ).length,
      written: plan.accounts.filter(({ state }) => isWritten(state)).length,
      earlier: earlier && {
        id: earlier.id,
        title: earlier.terms.title,
        status: earlier.terms.status,
        publishedOn: earlier.terms.publishedOn,
        fields: comparedFields(earlier.text, read.text).filter((one) => one.before !== one.after),
      },
      beside,
      obstacle: beside ? null : (obstacleOf(terms, plan)?.message ?? null),
    };
  },

  'terms.apply': (context, given) => {
    const { documentId, transactions } = applyTerms(context, given);
    return { documentId, transactions };
  },

  'terms.remove': (context, { id }) => takeTermsOut(context, id),
};
