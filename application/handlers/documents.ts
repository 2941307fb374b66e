/**
 * Allocation documents: read first, with every value's place and every check; accepted whole or not
 * at all, with their full text. Versions stay beside each other; which one counts is computed.
 */
import {
  findDocumentBySha256,
  getDocument,
  listDocuments,
  type DocumentRow,
} from '../../db/documents.ts';
import { listAllIdentifiers } from '../../db/securities.ts';
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  type AllocationDocumentJson,
} from '../../formats/allocation-document.ts';
import { compareDocuments, type ComparedDocument } from '../../formats/compare-documents.ts';
import { checkDraft, type DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import type { DocumentDraft } from '../../formats/documents/draft/draft.ts';
import { withAnswers, type AskedQuestion } from '../../formats/documents/draft/questions.ts';
import { documentIsAcceptable } from '../../formats/read-document.ts';
import { knownSecurities } from '../../resources/reference.ts';
import {
  COMPONENTS,
  securityLabel,
  SUBSETS,
  type AllocationDocument,
  type Component,
  type Distribution,
  type Facts,
  type Subset,
} from '../../tax/facts/model.ts';
import { selectDocuments } from '../../tax/facts/select-documents.ts';
import { formatRate } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { acceptRelease } from '../documents/acceptance.ts';
import { DOCUMENT_GONE, planRemoval, writeRemoval } from '../documents/name-changes.ts';
import { sameSecuritiesOf, sameSecuritiesOfAccepted } from '../documents/same-security.ts';
import { readRelease, refuseTorn } from '../documents/read-release.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Handlers = BookHandlers<BookContext>;
type StoredDocument = NonNullable<ReturnType<typeof getDocument>>;
type Row = HandlerAnswer<'documents.accept'>;

function rowsOf(facts: Facts, stored: readonly DocumentRow[]): Row[] {
  const labels = new Map(facts.securities.map((each) => [each.id, securityLabel(each)]));
  const chosen = selectDocuments(facts.documents);
  return stored.map((row) => ({
    ...row,
    securities: row.securities.map(({ securityId, name, distributions }) => ({
      securityId,
      label: labels.get(securityId) ?? name,
      name,
      distributions,
      inUse: chosen.get(securityId)?.get(row.taxYear)?.document.id === row.id,
    })),
  }));
}

function rowOf(context: BookContext, stored: DocumentRow): Row {
  return rowsOf(context.facts(), [stored])[0] as Row;
}

function distributionJson(
  each: Distribution,
): AllocationDocumentJson['securities'][number]['distributions'][number] {
  const subsets: Partial<Record<Subset, string>> = {};
  for (const name of SUBSETS) {
    const rate = each.subsets[name];
    if (rate !== undefined) subsets[name] = formatRate(rate);
  }
  return {
    declarationDate: each.declarationDate,
    recordDate: each.recordDate,
    exDate: each.exDate,
    payableDate: each.payableDate,
    amountPerShare: formatRate(each.amountPerShare),
    allocablePerShare: formatRate(each.allocablePerShare),
    inKind: each.inKind,
    unit: each.unit,
    components: Object.fromEntries(
      COMPONENTS.map((name) => [name, formatRate(each.components[name])]),
    ) as Record<Component, string>,
    subsets,
    sourceLine: each.sourceLine,
  };
}

/** What was accepted, in the published form. */
function documentJson(
  facts: Facts,
  row: DocumentRow,
  document: AllocationDocument,
): AllocationDocumentJson {
  const securities = new Map(facts.securities.map((each) => [each.id, each]));
  return {
    schema: ALLOCATION_DOCUMENT_SCHEMA,
    issuer: document.issuer,
    taxYear: document.taxYear,
    publishedOn: document.publishedOn,
    status: document.status,
    securities: document.securities.map((each, i) => ({
      name: row.securities[i]?.name ?? '',
      symbol: securities.get(each.securityId)?.symbol ?? null,
      cusips: securities.get(each.securityId)?.cusips ?? [],
      distributions: each.distributions.map(distributionJson),
    })),
    notices: [],
  };
}

function onWire({
  problems,
  rows,
  questions,
}: DraftCheck): Pick<DraftCheck, 'problems' | 'rows' | 'questions'> {
  return { problems, rows, questions };
}

/** Accepted documents of the same year that speak of the same securities. */
function replacedBy(context: BookContext, document: AllocationDocumentJson): DocumentRow[] {
  const { ids } = securitiesOfDocuments(
    [document],
    context.facts().securities,
    () => '',
    listAllIdentifiers(context.book),
  );
  const own = new Set((ids[0] ?? []).filter((id) => id !== ''));
  return listDocuments(context.book).filter(
    (row) =>
      row.taxYear === document.taxYear && row.securities.some((each) => own.has(each.securityId)),
  );
}

function questionOnWire({ id, line, text, candidates, proposed }: AskedQuestion) {
  return { id, line, text, candidates: candidates.map(({ label }) => ({ label })), proposed };
}

/** What the document would be if each question were answered with its proposed candidate. */
function proposalOnWire(draft: DocumentDraft, isNew: boolean) {
  const check = checkDraft(draft, { known: knownSecurities });
  return {
    draft,
    document: check.document,
    check: onWire(check),
    acceptable: isNew && check.acceptable,
  };
}

export const documentHandlers: Pick<
  Handlers,
  | 'documents.list'
  | 'documents.get'
  | 'documents.read'
  | 'documents.answer'
  | 'documents.check'
  | 'documents.compare'
  | 'documents.accept'
  | 'documents.remove'
> = {
  'documents.list': (context) => rowsOf(context.facts(), listDocuments(context.book)),

  'documents.get': (context, { id }) => {
    const stored = getDocument(context.book, id);
    if (!stored) throw new RefusalError('not-found', DOCUMENT_GONE);
    return {
      row: rowOf(context, stored.row),
      text: stored.text,
      document: documentJson(context.facts(), stored.row, stored.document),
      same: sameSecuritiesOfAccepted(context.facts(), stored.document),
    };
  },

  'documents.read': (context, { fileName, content }) => {
    const { text, sha256, reading } = readRelease({ fileName, content });
    const duplicate = findDocumentBySha256(context.book, sha256);
    const facts = context.facts();
    const proposal = reading.proposal && proposalOnWire(reading.proposal.draft, !duplicate);
    return {
      text,
      document: reading.document,
      places: reading.places,
      draft: reading.draft,
      check: onWire(reading.check),
      duplicateOf: duplicate ? (rowsOf(facts, [duplicate])[0] ?? null) : null,
      replaces: rowsOf(
        facts,
        replacedBy(context, (proposal ?? reading).document).filter(
          (row) => row.id !== duplicate?.id,
        ),
      ),
      questions: reading.questions.map(questionOnWire),
      proposal,
      same: sameSecuritiesOf(context, (proposal ?? reading).document),
      acceptable: !duplicate && documentIsAcceptable(reading.document),
    };
  },

  'documents.answer': (_context, { draft, answers }) => {
    refuseTorn(draft);
    const taken = withAnswers(draft, answers, { known: knownSecurities });
    if (!taken.ok) throw new RefusalError('invalid-input', taken.message);
    return { draft: taken.draft };
  },

  'documents.check': (context, { draft }) => {
    refuseTorn(draft);
    const check = checkDraft(draft, { known: knownSecurities });
    return {
      document: check.document,
      check: onWire(check),
      same: sameSecuritiesOf(context, check.document),
      acceptable: check.acceptable,
    };
  },

  'documents.compare': (context, { before, after }) => {
    const facts = context.facts();
    const [old, now] = [before, after].map((id) => {
      const stored = getDocument(context.book, id);
      if (!stored) throw new RefusalError('not-found', DOCUMENT_GONE);
      return stored;
    }) as [StoredDocument, StoredDocument];
    const of = ({ row, document }: StoredDocument): ComparedDocument => ({
      document: documentJson(facts, row, document),
      securityIds: row.securities.map((one) => one.securityId),
    });
    return {
      before: rowOf(context, old.row),
      after: rowOf(context, now.row),
      comparison: compareDocuments(of(old), of(now)),
    };
  },

  'documents.accept': (context, { place, ...given }) =>
    rowOf(context, acceptRelease(context, given, place ?? null)),

  'documents.remove': (context, { id }) => {
    const { row, text, place } = writeRemoval(context, planRemoval(context, id));
    return { fileName: row.name, text, status: row.status, place };
  },
};
