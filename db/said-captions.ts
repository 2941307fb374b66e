/** What a person said that captions mean, with the document that it was said of. */
import { statement, type Book } from './book.ts';

/** What was said of one column of a document. */
export interface SaidCaptionRow {
  readonly documentId: string;
  /** The words by which the caption is found again. */
  readonly caption: string;
  /** Which of the columns that it stands over, from 0, and how many these are. */
  readonly nth: number;
  readonly of: number;
  /** As the document prints it. */
  readonly printed: string;
  readonly meaning: string;
}

interface SaidOfDocument extends SaidCaptionRow {
  readonly issuer: string | null;
  readonly documentName: string;
  readonly taxYear: number;
  /** The instant of the document's acceptance, ISO 8601 in UTC. */
  readonly acceptedAt: string;
}

/** All that was said, oldest document first, in the order of the captions. */
export function listSaidCaptions(book: Book): SaidOfDocument[] {
  return statement(
    book,
    `SELECT s.document_id AS documentId, s.caption, s.nth, s.columns AS "of", s.printed, s.meaning,
       d.issuer, d.file_name AS documentName, d.tax_year AS taxYear, d.accepted_at AS acceptedAt
     FROM said_caption s JOIN document d ON d.id = s.document_id
     ORDER BY d.accepted_at, d.entry, s.caption, s.columns, s.nth`,
  ).all() as SaidOfDocument[];
}

/** Keeps what was said of documents that are in the book; what was said of the same column before gives way. */
export function addSaidCaptions(book: Book, rows: readonly SaidCaptionRow[]): void {
  const add = statement(
    book,
    `INSERT INTO said_caption (document_id, caption, nth, columns, printed, meaning)
     VALUES (@documentId, @caption, @nth, @of, @printed, @meaning)
     ON CONFLICT DO UPDATE SET printed = excluded.printed, meaning = excluded.meaning`,
  );
  for (const { documentId, caption, nth, of, printed, meaning } of rows) {
    add.run({ documentId, caption, nth, of, printed, meaning });
  }
}

/** Forgets what was said of these columns. */
export function removeSaidCaptions(
  book: Book,
  rows: readonly Pick<SaidCaptionRow, 'documentId' | 'caption' | 'nth' | 'of'>[],
): void {
  const remove = statement(
    book,
    `DELETE FROM said_caption
     WHERE document_id = @documentId AND caption = @caption AND nth = @nth AND columns = @of`,
  );
  for (const { documentId, caption, nth, of } of rows) remove.run({ documentId, caption, nth, of });
}
