/**
 * Allocation documents of the book: accepted whole or not at all, with their full text. Versions stay
 * beside each other; which one counts is computed.
 */
import { getDocument, listDocuments, type DocumentRow } from '../../db/documents.ts';
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  type AllocationDocumentJson,
} from '../../formats/allocation-document.ts';
import { compareDocuments, type ComparedDocument } from '../../formats/compare-documents.ts';
import { keptLine } from '../../formats/documents/draft/kept-draft.ts';
import {
  COMPONENTS,
  securityLabel,
  SUBSETS,
  type PublishedDocument,
  type Component,
  type Distribution,
  type Facts,
  type Subset,
} from '../../tax/facts/model.ts';
import { selectDocuments, statusesBehind } from '../../tax/facts/select-documents.ts';
import { formatRate } from '../../tax/values/money.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { acceptRelease } from '../documents/acceptance.ts';
import { DOCUMENT_GONE, planRemoval, writeRemoval } from '../documents/name-changes.ts';
import { checksOf, documentOnWire } from '../documents/review-on-wire.ts';
import { sameSecuritiesOfAccepted } from '../documents/same-security.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Handlers = BookHandlers<BookContext>;
type StoredDocument = NonNullable<ReturnType<typeof getDocument>>;
type Row = HandlerAnswer<'documents.accept'>;

export function documentRows(facts: Facts, stored: readonly DocumentRow[]): Row[] {
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
    outranks: [...statusesBehind(row.status)],
  }));
}

function rowOf(context: BookContext, stored: DocumentRow): Row {
  return documentRows(context.facts(), [stored])[0] as Row;
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
  document: PublishedDocument,
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

/** The documents that a document can be compared with. */
function othersOf(row: DocumentRow, rows: readonly DocumentRow[]): DocumentRow[] {
  const own = new Set(row.securities.map(({ securityId }) => securityId));
  return rows
    .filter(
      ({ id, taxYear, securities }) =>
        id !== row.id &&
        taxYear === row.taxYear &&
        securities.some(({ securityId }) => own.has(securityId)),
    )
    .toSorted((left, right) => right.version - left.version);
}

export const documentHandlers: Pick<
  Handlers,
  'documents.list' | 'documents.get' | 'documents.compare' | 'documents.accept' | 'documents.remove'
> = {
  'documents.list': (context) => documentRows(context.facts(), listDocuments(context.book)),

  'documents.get': (context, { id }) => {
    const stored = getDocument(context.book, id);
    if (!stored) throw new RefusalError('not-found', DOCUMENT_GONE);
    const document = documentJson(context.facts(), stored.row, stored.document);
    return {
      row: rowOf(context, stored.row),
      text: stored.text,
      keptLine: keptLine(stored.text),
      document: documentOnWire(document),
      checks: checksOf(document),
      others: documentRows(context.facts(), othersOf(stored.row, listDocuments(context.book))),
      same: sameSecuritiesOfAccepted(context.facts(), stored.document),
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

  'documents.accept': (context, given) => rowOf(context, acceptRelease(context, given)[0]),

  'documents.remove': (context, { id }) => {
    writeRemoval(context, planRemoval(context, id));
    return {};
  },
};
