/**
 * The whole book as text that people and other programs can read, and a book from such a text.
 *
 * Every record of every table stands in it as the table has it, documents with their whole text, one
 * record a line. It says of which format it is; a later version makes a book of that format from it and
 * upgrades that, so that it can be read for ever. What a book has for itself alone (checksums, the mark
 * of its log) is made anew.
 *
 * Example: `{"key":1,"id":"0b5c…","name":"Broker","tax_deferred":0,"method":"fifo",…}` in "account".
 * Awkward case: an id may be bytes; they stand as `{"bytes":"0b5c48…"}`.
 * Not handled: a text over 512 MB, which is longer than a text of this program can be.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { proven, wholeBytes } from './backups.ts';
import { BookError, bookNewer } from './book-error.ts';
import { APPLICATION_ID } from './book-file.ts';
import { connectionOf, type Book } from './book.ts';
import { makeNewFile } from './draft-file.ts';
import { latestVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { lastPlacesIn, raisePlaces, recordTables, type RecordTable } from './record-tables.ts';
import { connect, connectToBytes, damage, sqliteCode, type Connection } from './sqlite.ts';

const PORTABLE_SCHEMA = 'basisbook/book@1';
/** Earlier formats had no exports. */
const FIRST_FORMAT = 3;

type Value = string | number | null | Buffer;

const toJson = (value: Value): unknown =>
  Buffer.isBuffer(value) ? { bytes: value.toString('hex') } : value;

function* recordsOf(db: Connection, table: RecordTable): Generator<string> {
  const rows = db
    .prepare(`SELECT ${table.columns.join(', ')} FROM ${table.name} ORDER BY ${table.order}`)
    .raw()
    .iterate() as IterableIterator<Value[]>;
  let before = '\n';
  for (const row of rows) {
    const record = Object.fromEntries(
      table.columns.map((name, i) => [name, toJson(row[i] ?? null)]),
    );
    yield `${before}      ${JSON.stringify(record)}`;
    before = ',\n';
  }
}

/** The text of a sound book, part by part; the connection is the caller's own, as it is upgraded here. */
export function* portableText(db: Connection): Generator<string> {
  migrate(db, MIGRATIONS);
  const format = latestVersion(MIGRATIONS);
  yield `{\n  "schema": ${JSON.stringify(PORTABLE_SCHEMA)},\n  "format": ${format},\n`;
  yield `  "lastPlaces": ${JSON.stringify(Object.fromEntries(lastPlacesIn(db)))},\n`;
  yield '  "records": {';
  let before = '\n';
  for (const table of recordTables(db)) {
    yield `${before}    ${JSON.stringify(table.name)}: [`;
    yield* recordsOf(db, table);
    yield '\n    ]';
    before = ',\n';
  }
  yield '\n  }\n}\n';
}

/**
 * Writes an open book as such a text into a new file, for its owner alone, and reads it again. Throws as
 * `makeNewFile`, and BookError `not-a-book` where the book is damaged.
 */
export function exportOpenBook(book: Book, path: string): void {
  const content = exportedBytes(book);
  makeNewFile(path, (draft) => {
    writeFileSync(draft, content);
    if (!readFileSync(draft).equals(content)) {
      throw new Error(`the export "${path}" is not what was written`);
    }
  });
}

/** The bytes of that text. */
export function exportedBytes(book: Book): Buffer {
  return proven(book.path, () => {
    const copy = connectToBytes(wholeBytes(connectionOf(book)));
    try {
      return Buffer.concat([...portableText(copy)].map((part) => Buffer.from(part)));
    } finally {
      copy.close();
    }
  });
}

interface Portable {
  readonly format: number;
  readonly lastPlaces: Readonly<Record<string, unknown>>;
  readonly records: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `reason` is a clause without a full stop. */
function notAnExport(file: string, reason: string): BookError {
  return new BookError(
    'not-a-book',
    `"${file}" is not a whole export of a book: ${reason}. Export the book again, and use that file.`,
  );
}

function readPortable(text: string, file: string): Portable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAnExport(file, 'it is no JSON, or was cut off');
  }
  if (!isObject(value) || value['schema'] !== PORTABLE_SCHEMA) {
    throw notAnExport(file, `it does not begin with "schema": "${PORTABLE_SCHEMA}"`);
  }
  const { format, lastPlaces, records } = value;
  if (typeof format !== 'number' || !Number.isSafeInteger(format) || format < FIRST_FORMAT) {
    throw notAnExport(file, 'it does not say of which format it is');
  }
  const known = latestVersion(MIGRATIONS);
  if (format > known) throw bookNewer(file, format, known);
  if (!isObject(lastPlaces) || !isObject(records)) throw notAnExport(file, 'it has no records');
  return { format, lastPlaces, records };
}

/**
 * Makes a new book of an export. `file` is where the text is from, for the sentences. Throws BookError
 * `not-a-book` where a record is not what the book takes, `book-newer`, `book-exists`, and what the disk
 * answers; nothing is left then.
 */
export function bookOfPortable(text: string, file: string, path: string): void {
  const portable = readPortable(text, file);
  makeNewFile(path, (draft) => {
    const db = connect(draft);
    try {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      const formats = MIGRATIONS.filter(({ version }) => version <= portable.format);
      stored(file, () => migrate(db, formats, () => insertAll(db, portable, file)));
      migrate(db, MIGRATIONS);
      const [problem] = damage(db, 'integrity_check');
      if (problem !== undefined) throw notAnExport(file, problem);
      db.pragma('journal_mode = WAL');
    } finally {
      db.close();
    }
  });
}

/** What the tables refuse is about the export: the draft is new, and nobody else has it. */
function stored(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const isDisk = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|NOMEM)/.test(sqliteCode(error));
    if (error instanceof BookError || isDisk) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BookError(
      'not-a-book',
      `"${file}" cannot become a book: ${reason}. Export the book again, and use that file.`,
      { cause: error },
    );
  }
}

function insertAll(db: Connection, { records, lastPlaces }: Portable, file: string): void {
  const tables = recordTables(db);
  const other = Object.keys(records).find((name) => !tables.some((table) => table.name === name));
  if (other !== undefined) throw notAnExport(file, `its format has no ${JSON.stringify(other)}`);
  for (const table of tables) {
    const rows = records[table.name];
    if (!Array.isArray(rows)) throw notAnExport(file, `it has no "${table.name}"`);
    // What a new book has by itself.
    db.exec(`DELETE FROM ${table.name}`);
    const insert = db.prepare(
      `INSERT INTO ${table.name} (${table.columns.join(', ')})
       VALUES (${table.columns.map(() => '?').join(', ')})`,
    );
    rows.forEach((row: unknown, place) => {
      const what = `record ${place + 1} of "${table.name}"`;
      const values = valuesOf(row, table, () => notAnExport(file, `${what} is not whole`));
      try {
        insert.run(...values);
      } catch (error) {
        if (!/^SQLITE_(?:CONSTRAINT|MISMATCH)/.test(sqliteCode(error))) throw error;
        throw notAnExport(file, `${what} is not one that a book can have`);
      }
    });
  }
  raisePlaces(db, new Map(tables.flatMap((table) => placeSaid(table, lastPlaces, file))));
}

function placeSaid(
  { name, keepsPlaces }: RecordTable,
  lastPlaces: Portable['lastPlaces'],
  file: string,
): [string, number][] {
  if (!keepsPlaces) return [];
  const place = lastPlaces[name] ?? 0;
  if (typeof place !== 'number' || !Number.isSafeInteger(place) || place < 0) {
    throw notAnExport(file, `it does not say the last place of "${name}"`);
  }
  return [[name, place]];
}

function valuesOf(row: unknown, table: RecordTable, refused: () => BookError): Value[] {
  if (!isObject(row) || Object.keys(row).length !== table.columns.length) throw refused();
  return table.columns.map((name) => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    if (isObject(value) && typeof value['bytes'] === 'string') {
      const digits = value['bytes'];
      if (/^(?:[0-9a-f]{2})*$/.test(digits)) return Buffer.from(digits, 'hex');
    }
    throw refused();
  });
}
