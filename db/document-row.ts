/** The record of a document, whatever it says: an allocation, or terms of a reorganisation. */
import type { DocumentStatus } from '../tax/facts/model.ts';
import { statement, type Book } from './book.ts';

/** Writes the record; it becomes the newest version of its issuer and year. Its text is not in the book yet. */
export function insertDocumentRow(
  book: Book,
  id: string,
  document: {
    readonly fileName: string;
    readonly sha256: string;
    readonly status: DocumentStatus;
    readonly issuer: string | null;
    readonly taxYear: number;
    readonly publishedOn: string | null;
    readonly acceptedAt: string;
    readonly text: string;
  },
): void {
  const { fileName, sha256, status, issuer, taxYear, publishedOn, acceptedAt, text } = document;
  statement(
    book,
    `INSERT INTO document (id, file_name, sha256, status, issuer, tax_year, published_on,
       version, accepted_at, source_text)
     VALUES (@id, @fileName, @sha256, @status, @issuer, @taxYear, @publishedOn,
       (SELECT ifnull(max(version), 0) + 1 FROM document
        WHERE issuer IS @issuer AND tax_year = @taxYear),
       @acceptedAt, @text)`,
  ).run({ id, fileName, sha256, status, issuer, taxYear, publishedOn, acceptedAt, text });
}
