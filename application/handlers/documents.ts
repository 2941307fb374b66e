/**
 * Allocation documents: read first, with every value's place and every check; accepted whole or not
 * at all, with their full text. Versions stay beside each other; which one counts is computed.
 */
import {
  findDocumentBySha256,
  getDocument,
  insertDocument,
  isFreePlace,
  listDocuments,
  removeDocument,
  type DocumentPlace,
  type DocumentRow,
} from '../../db/documents.ts';
import {
  addIdentifier,
  addSecurity,
  describeSecurity,
  listAllIdentifiers,
  moveSecurity,
} from '../../db/securities.ts';
import {
  ALLOCATION_DOCUMENT_SCHEMA,
  documentToFacts,
  type AllocationDocumentJson,
} from '../../formats/allocation-document.ts';
import { compareDocuments, type ComparedDocument } from '../../formats/compare-documents.ts';
import { checkDraft, type DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import { isWhole } from '../../formats/documents/draft/draft-schema.ts';
import type { DocumentDraft } from '../../formats/documents/draft/draft.ts';
import { keepDraft } from '../../formats/documents/draft/kept-draft.ts';
import { placesOfDraft } from '../../formats/documents/draft/places.ts';
import { documentIsAcceptable, type TextReading } from '../../formats/read-document.ts';
import { quoted } from '../../formats/csv-values.ts';
import { securitiesOfDocuments } from '../identity/securities-of-documents.ts';
import {
  COMPONENTS,
  securityLabel,
  SUBSETS,
  type AllocationDocument,
  type Component,
  type Distribution,
  type DocumentStatus,
  type Facts,
  type Subset,
} from '../../tax/facts/model.ts';
import { formatRate } from '../../tax/values/money.ts';
import { selectDocuments } from '../../tax/facts/select-documents.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { readDocumentFile } from '../extraction/read-file.ts';
import { knownSecurities } from '../../resources/reference.ts';
import { moreOf, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { fileNameOf } from './file-name.ts';
import { sha256Of } from './imports.ts';
import { learned, namesNow, unlearn } from './lessons.ts';
import { joinSecurities } from './join-securities.ts';

type Handlers = BookHandlers<BookContext>;
type StoredDocument = NonNullable<ReturnType<typeof getDocument>>;
type Row = HandlerAnswer<'documents.accept'>;
type Content = Request<'documents.read'>['content'];

const PASTED = 'Pasted release.txt';

const GONE = 'This document is no longer in the book. Reload the list.';

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

/** Decodes and reads a document; refuses what is no text. */
export function readContent(
  fileName: string,
  content: Content,
  draft?: DocumentDraft,
): { text: string; reading: TextReading } {
  if (draft && content.kind === 'text' && content.text.trim() === '') return withTyped('', draft);
  const bytes =
    content.kind === 'text'
      ? new TextEncoder().encode(content.text)
      : new Uint8Array(Buffer.from(content.base64, 'base64'));
  const read = readDocumentFile(bytes, fileNameOf(fileName, PASTED), { known: knownSecurities });
  if (!read.ok) throw new RefusalError('unreadable-document', read.message);
  if (!draft) return read;
  // Unchanged, the text says it all; else what was typed in stands below it.
  const same = JSON.stringify(draft) === JSON.stringify(read.reading.draft);
  return same ? read : withTyped(read.text, draft);
}

/** A text with what a person made of it, or a table that was typed in wholly by hand. */
function withTyped(text: string, draft: DocumentDraft): { text: string; reading: TextReading } {
  if (!isWhole(draft)) {
    throw new RefusalError('invalid-input', 'A row of the table has not a cell for each column.');
  }
  const kept = keepDraft(text, draft);
  const check = checkDraft(kept.draft, { known: knownSecurities });
  return {
    text: kept.text,
    reading: {
      document: check.document,
      places: placesOfDraft(kept.draft, check),
      draft: kept.draft,
      check,
    },
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

function duplicateMessage(earlier: DocumentRow): string {
  return `This is the same text as ${quoted(earlier.name)}, accepted on ${earlier.acceptedAt.slice(0, 10)}. It is in the book already; there is nothing to do.`;
}

/** Accepts a document, or refuses it with every reason and its line. Also fills the sample book. */
export function acceptDocument(
  context: BookContext,
  givenName: string,
  content: Content,
  status: DocumentStatus | null,
  place: DocumentPlace | null = null,
  draft?: DocumentDraft,
): DocumentRow {
  const { book } = context;
  const fileName = fileNameOf(givenName, PASTED);
  const { text, reading } = readContent(fileName, content, draft);
  const document = status === null ? reading.document : { ...reading.document, status };
  const sha256 = sha256Of(text);
  const duplicate = findDocumentBySha256(book, sha256);
  if (duplicate) throw new RefusalError('conflict', duplicateMessage(duplicate));
  // That nothing could be read is the last reason of all: the others say why.
  const errors = document.notices
    .filter((notice) => notice.level === 'error')
    .toSorted(
      (a, b) => Number(a.code === 'no-distributions') - Number(b.code === 'no-distributions'),
    );
  if (!documentIsAcceptable(document)) {
    const [first] = errors;
    const more = errors.length > 1 ? ` ${moreOf(errors.length - 1, 'reason')}` : '';
    throw new RefusalError(
      'unreadable-document',
      first
        ? `${quoted(fileName)} was not accepted${first.line ? ` (line ${first.line})` : ''}: ${first.message}${more}`
        : `${quoted(fileName)} has no distributions to accept. Paste the whole release, with its tables.`,
      errors.map(({ line, message }) => ({ field: null, line, message })),
    );
  }
  const untaught = context.facts();
  const names = namesNow(context);
  const { facts: before, joined } = joinSecurities(untaught, document);
  for (const { from, into } of joined) moveSecurity(book, from.id, into.id);
  const { securities } = before;
  const merged = securitiesOfDocuments(
    [document],
    securities,
    context.newId,
    listAllIdentifiers(book),
  );
  for (const created of merged.created) addSecurity(book, created, () => created.id);
  for (const changed of merged.changed) {
    const earlier = securities.find((each) => each.id === changed.id);
    if (earlier?.issuer !== changed.issuer || earlier.name !== changed.name) {
      describeSecurity(book, changed.id, changed);
    }
    const always = { validFrom: null, validTo: null };
    for (const cusip of changed.cusips) {
      if (!earlier?.cusips.includes(cusip)) {
        addIdentifier(book, changed.id, { kind: 'cusip', value: cusip, ...always });
      }
    }
    if (changed.symbol !== null && earlier?.symbol !== changed.symbol) {
      addIdentifier(book, changed.id, { kind: 'symbol', value: changed.symbol, ...always });
    }
  }
  const ids = (merged.ids[0] ?? []).values();
  const facts = documentToFacts(document, {
    id: place && isFreePlace(book, place) ? place.id : context.newId(),
    name: fileName,
    securityIdOf: () => ids.next().value ?? '',
  });
  // The rows are named after the document, so that one that is put back has its figures' names again.
  const rowIds = facts.securities
    .flatMap((security) => security.distributions.map((distribution) => distribution.id))
    .values();
  const row = insertDocument(
    book,
    {
      fileName,
      text,
      sha256,
      issuer: facts.issuer,
      taxYear: facts.taxYear,
      publishedOn: facts.publishedOn,
      status: facts.status,
      acceptedAt: context.now(),
      place: facts.id === place?.id ? place : null,
      securities: facts.securities.map((each, i) => ({
        securityId: each.securityId,
        printedName: document.securities[i]?.name ?? '',
        distributions: each.distributions,
      })),
    },
    (() => {
      let first = true;
      return () => {
        if (!first) return rowIds.next().value ?? context.newId();
        first = false;
        return facts.id;
      };
    })(),
  );
  context.changed();
  learned(context, row.id, untaught, names);
  return row;
}

export const documentHandlers: Pick<
  Handlers,
  | 'documents.list'
  | 'documents.get'
  | 'documents.read'
  | 'documents.check'
  | 'documents.compare'
  | 'documents.accept'
  | 'documents.remove'
> = {
  'documents.list': (context) => rowsOf(context.facts(), listDocuments(context.book)),

  'documents.get': (context, { id }) => {
    const stored = getDocument(context.book, id);
    if (!stored) throw new RefusalError('not-found', GONE);
    return {
      row: rowOf(context, stored.row),
      text: stored.text,
      document: documentJson(context.facts(), stored.row, stored.document),
    };
  },

  'documents.read': (context, { fileName, content }) => {
    const { text, reading } = readContent(fileName, content);
    const duplicate = findDocumentBySha256(context.book, sha256Of(text));
    const facts = context.facts();
    return {
      text,
      document: reading.document,
      places: reading.places,
      draft: reading.draft,
      check: onWire(reading.check),
      duplicateOf: duplicate ? (rowsOf(facts, [duplicate])[0] ?? null) : null,
      replaces: rowsOf(
        facts,
        replacedBy(context, reading.document).filter((row) => row.id !== duplicate?.id),
      ),
      acceptable: !duplicate && documentIsAcceptable(reading.document),
    };
  },

  'documents.check': (_context, { draft }) => {
    if (!isWhole(draft)) {
      throw new RefusalError('invalid-input', 'A row of the table has not a cell for each column.');
    }
    const check = checkDraft(draft, { known: knownSecurities });
    return { document: check.document, check: onWire(check), acceptable: check.acceptable };
  },

  'documents.compare': (context, { before, after }) => {
    const facts = context.facts();
    const [old, now] = [before, after].map((id) => {
      const stored = getDocument(context.book, id);
      if (!stored) throw new RefusalError('not-found', GONE);
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

  'documents.accept': (context, { fileName, content, status, draft, place }) =>
    rowOf(context, acceptDocument(context, fileName, content, status, place ?? null, draft)),

  'documents.remove': (context, { id }) => {
    const removed = removeDocument(context.book, id);
    if (!removed) throw new RefusalError('not-found', GONE);
    unlearn(context, id);
    const { row, text, place } = removed;
    return { fileName: row.name, text, status: row.status, place };
  },
};
