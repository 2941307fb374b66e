/**
 * Accepted allocation documents: the whole text as it was read, and the facts found in it.
 *
 * All versions stay; which one counts is the engine's question. A text is in the book once. Terms of
 * reorganisations are documents apart (`terms-documents.ts`).
 */
import type { DocumentSecurity, DocumentStatus, PublishedDocument } from '../tax/facts/model.ts';
import type { Day } from '../tax/values/days.ts';
import { statement, type Book } from './book.ts';
import { insertDistribution, loadDistributions, type NewDistribution } from './distributions.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDayOrNull } from './rows.ts';
import { insertDocumentRow } from './document-row.ts';
import { IS_TERMS } from './terms-documents.ts';

export interface NewDocument {
  /** What the user knows it by; not empty. */
  readonly fileName: string;
  /** The whole text, and its SHA-256 in lower-case hexadecimal. */
  readonly text: string;
  readonly sha256: string;
  readonly issuer: string | null;
  readonly taxYear: number;
  readonly publishedOn: Day | null;
  readonly status: DocumentStatus;
  /** The instant of acceptance, ISO 8601 in UTC. */
  readonly acceptedAt: string;
  /** In the document's order. */
  readonly securities: readonly {
    readonly securityId: string;
    /** As the document prints it. */
    readonly printedName: string;
    readonly distributions: readonly NewDistribution[];
  }[];
}

/** One document in a list. */
export interface DocumentRow {
  readonly id: string;
  readonly name: string;
  readonly issuer: string | null;
  readonly taxYear: number;
  readonly publishedOn: Day | null;
  readonly status: DocumentStatus;
  /** 1 for the first document of its issuer and year, 2 for the next, … */
  readonly version: number;
  readonly sha256: string;
  readonly acceptedAt: string;
  readonly securities: readonly {
    readonly securityId: string;
    /** As the document prints it. */
    readonly name: string;
    /** How many. */
    readonly distributions: number;
  }[];
}

/** One document with everything that the book has of it. */
interface StoredDocument {
  readonly row: DocumentRow;
  readonly text: string;
  readonly document: PublishedDocument;
}

interface DocumentRecord extends Omit<DocumentRow, 'securities' | 'publishedOn'> {
  readonly publishedOn: string | null;
}

interface SecurityRecord {
  readonly documentId: string;
  readonly securityId: string;
  readonly name: string;
  readonly distributions: number;
}

const ROWS = `SELECT id, file_name AS name, issuer, tax_year AS taxYear, published_on AS publishedOn,
    status, version, sha256, accepted_at AS acceptedAt
  FROM document
  WHERE (@id IS NULL OR id = @id) AND (@sha256 IS NULL OR sha256 = @sha256)
    AND NOT ${IS_TERMS}
  ORDER BY entry`;

const SECURITIES = `SELECT s.document_id AS documentId, s.security_id AS securityId,
    s.printed_name AS name,
    (SELECT count(*) FROM distribution d
     WHERE d.document_id = s.document_id AND d.security_id = s.security_id) AS distributions
  FROM document_security s
  WHERE @id IS NULL OR s.document_id = @id
  ORDER BY s.document_id, s.position`;

function selectRows(book: Book, by: { id?: string; sha256?: string }): DocumentRow[] {
  const documents = statement(book, ROWS).all({
    id: null,
    sha256: null,
    ...by,
  }) as DocumentRecord[];
  const only = documents.length === 1 ? (documents[0]?.id ?? null) : null;
  const securities = statement(book, SECURITIES).all({ id: only }) as SecurityRecord[];
  const groups = Map.groupBy(securities, (row) => row.documentId);
  return documents.map((row) => ({
    ...row,
    publishedOn: toDayOrNull(row.publishedOn),
    securities: (groups.get(row.id) ?? []).map(({ securityId, name, distributions }) => ({
      securityId,
      name,
      distributions,
    })),
  }));
}

/** All documents, in the order of acceptance. */
export function listDocuments(book: Book): DocumentRow[] {
  return selectRows(book, {});
}

export function findDocumentBySha256(book: Book, sha256: string): DocumentRow | undefined {
  return selectRows(book, { sha256 })[0];
}

export function getDocument(book: Book, id: string): StoredDocument | undefined {
  const row = selectRows(book, { id })[0];
  if (row === undefined) return undefined;
  const text = statement(book, 'SELECT source_text FROM document WHERE id = ?').pluck().get(id);
  const distributionsOf = loadDistributions(book, id);
  return { row, text: text as string, document: toDocument(row, distributionsOf) };
}

/** All documents as the engine reads them, later in the list is newer. */
export function loadDocuments(book: Book): PublishedDocument[] {
  const distributionsOf = loadDistributions(book, null);
  return listDocuments(book).map((row) => toDocument(row, distributionsOf));
}

function toDocument(
  row: DocumentRow,
  distributionsOf: ReturnType<typeof loadDistributions>,
): PublishedDocument {
  const { id, name, issuer, taxYear, publishedOn, status } = row;
  const securities = row.securities.map(({ securityId }): DocumentSecurity => ({
    securityId,
    distributions: distributionsOf(id, securityId),
  }));
  return { id, name, issuer, taxYear, publishedOn, status, securities };
}

/** Takes a document in; its text is not in the book yet. It becomes its issuer's and year's newest version. */
export function insertDocument(
  book: Book,
  document: NewDocument,
  newId: NewId = newUuid,
): DocumentRow {
  const id = newId();
  insertDocumentRow(book, id, document);
  document.securities.forEach(({ securityId, printedName, distributions }, place) => {
    statement(
      book,
      `INSERT INTO document_security (document_id, security_id, position, printed_name)
       VALUES (?, ?, ?, ?)`,
    ).run(id, securityId, place, printedName);
    distributions.forEach((distribution, position) =>
      insertDistribution(book, id, securityId, position, distribution, newId),
    );
  });
  const [row] = selectRows(book, { id });
  if (row === undefined) throw new Error(`the document "${id}" was not stored`);
  return row;
}

/**
 * Takes a document out with all its distributions, and answers with it; undefined when there is none.
 */
export function removeDocument(book: Book, id: string): StoredDocument | undefined {
  const removed = getDocument(book, id);
  if (removed === undefined) return undefined;
  statement(book, 'DELETE FROM document WHERE id = ?').run(id);
  return removed;
}
