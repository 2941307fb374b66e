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

/** An import with what is in the book of it. */
interface ImportInBook extends ImportBatch {
  readonly entries: number;
  /** Payments that the broker lists. */
  readonly claims: number;
}

/** The imports of which anything is in the book, the newest first. */
export function listImports(book: Book): ImportInBook[] {
  return statement(
    book,
    `SELECT * FROM (
       SELECT entry, id, file_name AS fileName, sha256, imported_at AS importedAt,
         (SELECT count(*) FROM holding_transaction WHERE import_key = b.entry) AS entries,
         (SELECT count(*) FROM broker_claim WHERE import_key = b.entry) AS claims
       FROM import_batch b)
     WHERE entries + claims > 0 ORDER BY entry DESC`,
  )
    .all()
    .map((row) => {
      const { entry: _, ...batch } = row as ImportInBook & { entry: number };
      return batch;
    });
}

/** The places of entries of an import that another file has as well: they stay when it is taken back. */
export function sharedPlaces(
  book: Book,
  id: string,
): Map<number, { readonly fileName: string; readonly line: number }> {
  const rows = statement(
    book,
    `SELECT t.sequence, b.file_name AS fileName, r.line
     FROM holding_transaction t JOIN row_again r ON r.sequence = t.sequence
       JOIN import_batch b ON b.entry = r.import_key
     WHERE t.import_key = (SELECT entry FROM import_batch WHERE id = ?)
     ORDER BY r.import_key DESC, r.line DESC`,
  ).all(id) as { sequence: number; fileName: string; line: number }[];
  return new Map(rows.map(({ sequence, fileName, line }) => [sequence, { fileName, line }]));
}

/** The first import of a file with this content of which anything is still in the book. */
export function findImportBySha256(book: Book, sha256: string): ImportBatch | undefined {
  return statement(
    book,
    `${COLUMNS} WHERE sha256 = ?
       AND (EXISTS (SELECT 1 FROM holding_transaction WHERE import_key = import_batch.entry)
         OR EXISTS (SELECT 1 FROM broker_claim WHERE import_key = import_batch.entry))
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

/** Remembers which rows of a file were left out because the book has them: the line, and the entry's place. */
export function addRowsAgain(
  book: Book,
  batchId: string,
  rows: readonly { readonly line: number; readonly sequence: number }[],
): void {
  const add = statement(
    book,
    `INSERT INTO row_again (import_key, line, sequence)
     VALUES ((SELECT entry FROM import_batch WHERE id = ?), ?, ?)`,
  );
  for (const { line, sequence } of rows) add.run(batchId, line, sequence);
}

/** What another file has too is that file's from now on: the earliest one's that is left. */
function handOn(book: Book, id: string): void {
  const shared = statement(
    book,
    `SELECT r.sequence, r.import_key AS importKey, r.line
     FROM holding_transaction t JOIN row_again r ON r.sequence = t.sequence
     WHERE t.import_key = (SELECT entry FROM import_batch WHERE id = ?)
     ORDER BY r.import_key DESC, r.line DESC`,
  ).all(id) as { sequence: number; importKey: number; line: number }[];
  const heirs = new Map(shared.map((one) => [one.sequence, one]));
  const give = statement(
    book,
    'UPDATE holding_transaction SET import_key = ?, source_line = ? WHERE sequence = ?',
  );
  const forget = statement(book, 'DELETE FROM row_again WHERE import_key = ? AND line = ?');
  for (const { sequence, importKey, line } of heirs.values()) {
    give.run(importKey, line, sequence);
    forget.run(importKey, line);
  }
}

/**
 * Takes back an import with its claims and its transactions, but those that another import has too; how many
 * went, or undefined when there is no such import.
 */
export function removeImport(book: Book, id: string): number | undefined {
  if (getImport(book, id) === undefined) return undefined;
  handOn(book, id);
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
