/** Files of transactions that were imported, each as one batch that can be taken back. */
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';

interface ImportBatch {
  readonly id: string;
  readonly fileName: string;
  /** Of the file's content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The instant of the import, ISO 8601 in UTC. */
  readonly importedAt: string;
}

const COLUMNS =
  'SELECT id, file_name AS fileName, sha256, imported_at AS importedAt FROM import_batch';

export function getImport(book: Book, id: string): ImportBatch | undefined {
  return statement(book, `${COLUMNS} WHERE id = ?`).get(id) as ImportBatch | undefined;
}

/** The first import of a file with this content of which anything is still in the book. */
export function findImportBySha256(book: Book, sha256: string): ImportBatch | undefined {
  return statement(
    book,
    `${COLUMNS} WHERE sha256 = ?
       AND EXISTS (SELECT 1 FROM holding_transaction WHERE import_key = import_batch.entry)
     ORDER BY entry LIMIT 1`,
  ).get(sha256) as ImportBatch | undefined;
}

export function addImport(
  book: Book,
  batch: Omit<ImportBatch, 'id'>,
  newId: NewId = newUuid,
): ImportBatch {
  const added = { id: newId(), ...batch };
  statement(
    book,
    'INSERT INTO import_batch (id, file_name, sha256, imported_at) VALUES (?, ?, ?, ?)',
  ).run(added.id, added.fileName, added.sha256, added.importedAt);
  return added;
}

/** Takes back an import with its transactions; how many those were, or undefined when there is none. */
export function removeImport(book: Book, id: string): number | undefined {
  if (getImport(book, id) === undefined) return undefined;
  const { changes } = statement(
    book,
    `DELETE FROM holding_transaction
     WHERE import_key = (SELECT entry FROM import_batch WHERE id = ?)`,
  ).run(id);
  statement(book, 'DELETE FROM import_batch WHERE id = ?').run(id);
  return changes;
}

/** Gives an import another content to be known by: what was read is kept with more than before. */
export function renewImport(book: Book, id: string, sha256: string): void {
  statement(book, 'UPDATE import_batch SET sha256 = ? WHERE id = ?').run(sha256, id);
}
