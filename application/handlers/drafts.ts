/**
 * A release before it is accepted: what was read from it, what a person makes of that, and what there is
 * to say of each. Nothing is written.
 */
import { listDocuments, type DocumentRow } from '../../db/documents.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import type { AllocationDocumentJson, KnownSecurity } from '../../formats/allocation-document.ts';
import { draftByHand, withSecurity, withTaxYear } from '../../formats/documents/draft/by-hand.ts';
import { checkDraft, type DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import type { DocumentDraft } from '../../formats/documents/draft/draft.ts';
import { documentsByYear } from '../../formats/documents/draft/years-of-draft.ts';
import { keptLine } from '../../formats/documents/draft/kept-draft.ts';
import {
  answered,
  withAnswers,
  type AskedQuestion,
} from '../../formats/documents/draft/questions.ts';
import { documentIsAcceptable } from '../../formats/read-document.ts';
import type { Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { placesOfDraft } from '../../formats/documents/draft/places.ts';
import { checkOnWire, checksOf, documentOnWire } from '../documents/review-on-wire.ts';
import { knownIn } from '../documents/said-captions.ts';
import { sameSecuritiesOf } from '../documents/same-security.ts';
import { duplicateOf, readRelease, refuseTorn } from '../documents/read-release.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { documentRows } from './documents.ts';

/** A draft, and what there is to say of it. */
function checkedDraft(draft: DocumentDraft, check: DraftCheck) {
  const { document, acceptable } = check;
  return {
    document: documentOnWire(document),
    places: placesOfDraft(draft, check),
    checks: checksOf(document),
    check: checkOnWire(draft, check),
    acceptable,
  };
}

/** What is known of securities, and what was said of captions. */
interface Options {
  readonly known: readonly KnownSecurity[];
}

const optionsOf = (context: BookContext): Options => ({ known: knownIn(context) });

/** Accepted documents of the same year that speak of the same securities. */
function replacedBy(context: BookContext, document: AllocationDocumentJson): DocumentRow[] {
  const years = documentsByYear(document).map((one) => one.document);
  const { ids } = securitiesOfDocuments(
    years,
    context.facts().securities,
    () => '',
    listAllIdentifiers(context.book),
  );
  return listDocuments(context.book).filter((row) =>
    years.some(
      ({ taxYear }, i) =>
        row.taxYear === taxYear &&
        row.securities.some(({ securityId }) => securityId !== '' && ids[i]?.includes(securityId)),
    ),
  );
}

function questionOnWire({ id, line, text, candidates, proposed }: AskedQuestion) {
  return { id, line, text, candidates: candidates.map(({ label }) => ({ label })), proposed };
}

/** What the document would be if each question were answered with its proposed candidate. */
function proposalOnWire(draft: DocumentDraft, isNew: boolean, options: Options) {
  const checked = checkedDraft(draft, checkDraft(draft, options));
  return { ...checked, draft, acceptable: isNew && checked.acceptable };
}

/** An edit of a draft that asks for more than its cells. */
function edited(
  draft: DocumentDraft,
  edit: Request<'documents.edit'>['edit'],
  options: Options,
): DocumentDraft {
  switch (edit.kind) {
    case 'taxYear':
      return withTaxYear(draft, edit.text);
    case 'security':
      return withSecurity(draft);
    case 'answer': {
      const question = checkDraft(draft, options).questions.find(({ id }) => id === edit.question);
      const candidate =
        edit.candidate === null ? { label: '', edits: [] } : question?.candidates[edit.candidate];
      if (!question || !candidate) {
        throw new RefusalError(
          'not-found',
          'This question is no longer asked, because something changed. Read the release again.',
        );
      }
      return answered(draft, candidate, [question.id]);
    }
  }
}

export const draftHandlers: Pick<
  BookHandlers<BookContext>,
  'documents.read' | 'documents.byHand' | 'documents.answer' | 'documents.edit' | 'documents.check'
> = {
  'documents.read': (context, { fileName, content }) => {
    const options = optionsOf(context);
    const release = readRelease({ fileName, content }, options.known);
    const { text, reading } = release;
    const duplicate = duplicateOf(context.book, release);
    const facts = context.facts();
    const { document, draft, proposal } = reading;
    const shown = proposal ? checkDraft(proposal.draft, options).document : document;
    return {
      text,
      keptLine: keptLine(text),
      document: documentOnWire(document),
      checks: checksOf(document),
      places: reading.places,
      draft,
      check: checkOnWire(draft, reading.check),
      duplicateOf: duplicate ? (documentRows(facts, [duplicate])[0] ?? null) : null,
      replaces: documentRows(
        facts,
        replacedBy(context, shown).filter((row) => row.id !== duplicate?.id),
      ),
      questions: reading.questions.map(questionOnWire),
      proposal: proposal && proposalOnWire(proposal.draft, !duplicate, options),
      same: sameSecuritiesOf(context, shown),
      acceptable: !duplicate && documentIsAcceptable(document),
    };
  },

  'documents.byHand': (context, { taxYear }) => {
    const draft = draftByHand(taxYear);
    return {
      ...checkedDraft(draft, checkDraft(draft, optionsOf(context))),
      text: '',
      keptLine: null,
      draft,
      questions: [],
      proposal: null,
      duplicateOf: null,
      replaces: [],
      same: [],
    };
  },

  'documents.answer': (context, { draft, answers }) => {
    refuseTorn(draft);
    const taken = withAnswers(draft, answers, optionsOf(context));
    if (!taken.ok) throw new RefusalError('invalid-input', taken.message);
    return { draft: taken.draft };
  },

  'documents.edit': (context, { draft, edit }) => {
    refuseTorn(draft);
    return { draft: edited(draft, edit, optionsOf(context)) };
  },

  'documents.check': (context, { draft }) => {
    refuseTorn(draft);
    const check = checkDraft(draft, optionsOf(context));
    return { ...checkedDraft(draft, check), same: sameSecuritiesOf(context, check.document) };
  },
};
