/**
 * Terms of reorganisations among the documents of the book: their whole text, and the import of their
 * entries, which has the same SHA-256.
 *
 * Terms have the heading of their format and no securities with payments, which tells them from allocations.
 * What they say is read from their text. The issuer stands there, and not in the table, where it would
 * count them as versions of an allocation.
 */
import { insertDocumentRow } from './document-row.ts';
import { statement, type Book } from './book.ts';
import { findImportBySha256 } from './imports.ts';
import { transactionIdsOf } from './transactions.ts';
import { newUuid, type NewId } from './ids.ts';

export interface TermsDocument {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  readonly acceptedAt: string;
}

/** Of a row of the table of documents. The heading is that of `formats/terms`. */
export const IS_TERMS = `(instr(document.source_text, 'BasisBook terms of a reorganisation') > 0
    AND NOT EXISTS (SELECT 1 FROM document_security s WHERE s.document_id = document.id))`;

const ROWS = `SELECT id, file_name AS name, source_text AS text, sha256, accepted_at AS acceptedAt
  FROM document
  WHERE ${IS_TERMS}`;

/** In the order of acceptance. */
export function listTermsDocuments(book: Book): readonly TermsDocument[] {
  return statement(book, `${ROWS} ORDER BY entry`).all() as TermsDocument[];
}

export function findTermsDocument(
  book: Book,
  by: { readonly id: string } | { readonly sha256: string },
): TermsDocument | undefined {
  const [column, value] = 'id' in by ? ['id', by.id] : ['sha256', by.sha256];
  return statement(book, `${ROWS} AND ${column} = ?`).get(value) as TermsDocument | undefined;
}

/** The entries that estimates among the terms made, in the order of the book, each with the name of its terms. */
export function listEstimatedEntries(book: Book): { entryId: string; name: string }[] {
  const estimates = statement(
    book,
    `SELECT file_name AS name, sha256 FROM document WHERE status = 'estimate' AND ${IS_TERMS} ORDER BY entry`,
  ).all() as { name: string; sha256: string }[];
  return estimates.flatMap(({ name, sha256 }) => {
    const batch = findImportBySha256(book, sha256);
    return batch ? transactionIdsOf(book, batch.id).map((entryId) => ({ entryId, name })) : [];
  });
}

/** Takes terms in; their text is not in the book yet. `year`: of the day on which they took effect. */
export function insertTermsDocument(
  book: Book,
  document: Omit<TermsDocument, 'id'> & {
    readonly year: number;
    readonly status: 'estimate' | 'final' | 'corrected';
    readonly publishedOn: string | null;
  },
  newId: NewId = newUuid,
): string {
  const id = newId();
  const { name: fileName, year: taxYear } = document;
  insertDocumentRow(book, id, { ...document, fileName, taxYear, issuer: null });
  return id;
}

/** Keeps more with the terms than before; they stay the same terms. */
export function renewTermsDocument(
  book: Book,
  id: string,
  { text, sha256 }: Pick<TermsDocument, 'text' | 'sha256'>,
): void {
  statement(book, 'UPDATE document SET source_text = ?, sha256 = ? WHERE id = ?').run(
    text,
    sha256,
    id,
  );
}

/** Takes terms out; their entries stay. */
export function removeTermsDocument(book: Book, id: string): void {
  statement(book, 'DELETE FROM document WHERE id = ?').run(id);
}
