/**
 * What can still be had of a damaged book?
 *
 * The damaged file is only read. Every record that can be read and is what was written goes into a new
 * book, as long as the records that it refers to do; each of the others is listed with what it says, so
 * that it can be compared with papers and entered again. Nothing is guessed, and nothing is left out
 * without a word: the tally of each table says how many records were written.
 *
 * Example: one byte of the cost of the purchase in place 17 was changed. The new book has all but that
 * purchase, and the list has "the entry 17 …, is not what was written" with the changed cost.
 * Awkward case: a sale may have lost the lots that were named for it, and a document one of its payments.
 * The records that are lost are listed, with the record that they belong to.
 * Of a file that was cut off before its tables, or of which a part leads nowhere, the records are read from the
 * pages that are left (`rebuilt-book.ts`); where nobody can tell whether such a record still counted, that is said.
 * Where a shorter book was written over the beginning of a longer one, that one is whole: what stands behind its end
 * is listed.
 * The history of what was done is not taken over: undoing needs every record as it was.
 */
import { APPLICATION_ID } from './book-file.ts';
import { countsIn, type BookCounts } from './counts.ts';
import { nothingThere, openDamaged, type Damaged } from './damaged-book.ts';
import { makeNewFile } from './draft-file.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { requireWritten } from './record-check.ts';
import { sealRecords, summedTables } from './record-sums.ts';
import { calledOf, countedOf, severalOf } from './record-words.ts';
import {
  lastPlacesIn,
  raisePlaces,
  recordTables,
  type LastPlaces,
  type RecordTable,
} from './record-tables.ts';
import {
  joined,
  placesInWords,
  readTable,
  type FoundRecord,
  type StoredValue,
} from './salvage-rows.ts';
import { connect, sqliteCode, type Connection } from './sqlite.ts';

export interface LostRecord {
  readonly table: string;
  /** Key or place; null for what could not be read at all. */
  readonly key: string | null;
  /** A sentence. */
  readonly message: string;
  /** What it says now, by column; null where nothing could be read. */
  readonly says: Readonly<Record<string, string | number | null>> | null;
}

interface Salvaged {
  readonly counts: BookCounts;
  readonly lost: readonly LostRecord[];
}

/** What the damaged book wrote about a table; undefined where nobody knows any more. */
interface Tally {
  readonly records: number;
  readonly total: number;
  readonly last: number;
}

const sentence = (clause: string): string => `${clause[0]?.toUpperCase() ?? ''}${clause.slice(1)}.`;

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
    return undefined;
  }
}

function tallyOf(db: Connection, table: RecordTable): Tally | undefined {
  const row = attempt(() =>
    db.prepare('SELECT records, total, last FROM tally WHERE name = ?').get(table.name),
  );
  return row as Tally | undefined;
}

const saysOf = (table: RecordTable, values: readonly StoredValue[]): LostRecord['says'] =>
  Object.fromEntries(
    table.columns.map((name, i) => {
      const value = values[i] ?? null;
      return [name, Buffer.isBuffer(value) ? value.toString('hex') : value];
    }),
  );

/** Why the new book does not take a record that was read whole. */
function whyNot(error: unknown): string {
  return sqliteCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY'
    ? 'belongs to a record that is lost'
    : 'is not one that a book can have';
}

interface TakenOver {
  readonly lost: readonly LostRecord[];
  /** What was written into the table, where a record of it comes from a page that nothing led to. */
  readonly fromPages: { readonly tally: Tally | undefined } | undefined;
}

/** What can be read of one table, from the table itself and, where that is not all, from the pages. */
function recordsOf({ db, pages }: Damaged, table: RecordTable, sound: string) {
  const hasTable = db !== undefined && attempt(() => readableIn(db, table)) === true;
  let tally = db && tallyOf(db, table);
  const about = Math.max(tally?.last ?? 0, tally?.records ?? 0);
  const { found, unread, isWhole } = hasTable
    ? readTable(db, table, sound, about)
    : { found: [], unread: [], isWhole: false };
  const isEnough = isWhole && (tally === undefined || found.length >= tally.records);
  const rebuilt = isEnough ? undefined : pages();
  if (rebuilt === undefined) return { tally, found, unread, isWhole, hasTable, more: [] };
  tally ??= tallyOf(rebuilt.db, table);
  const had = new Set(found.map(({ key }) => key));
  const more = readTable(rebuilt.db, table, sound, about).found.filter(({ key }) => !had.has(key));
  return { tally, found, unread, isWhole, hasTable, more };
}

/** Takes one table over. */
function takeOver(from: Damaged, into: Connection, table: RecordTable, sound: string): TakenOver {
  const { tally, found, unread, isWhole, hasTable, more } = recordsOf(from, table, sound);
  const lost: LostRecord[] = [];
  const lose = (record: FoundRecord, why: string): void => {
    const name = calledOf(table.name, record.key, record.label);
    lost.push({
      table: table.name,
      key: record.key,
      message: sentence(`${name}, ${why}`),
      says: saysOf(table, record.values),
    });
  };
  const columns = table.columns.join(', ');
  const insert = into.prepare(
    `INSERT INTO ${table.name} (${columns}) VALUES (${table.columns.map(() => '?').join(', ')})`,
  );
  const take = (record: FoundRecord): void => {
    if (!record.isSound) return lose(record, 'is not what was written');
    try {
      insert.run(...record.values);
    } catch (error) {
      if (!sqliteCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
      lose(record, whyNot(error));
    }
  };
  found.forEach(take);
  // More of them than are missing: some were removed or changed before, and nobody can say which.
  const isAmbiguous = tally !== undefined && found.length + more.length > tally.records;
  for (const record of more) {
    if (isAmbiguous) lose(record, 'stands on a page of which nobody knows whether it still counts');
    else take(record);
  }
  const read = found.length + (isAmbiguous ? 0 : more.length);
  const missing = lossOf(table, { tally, read, isWhole, hasTable, more: more.length }, unread);
  if (missing !== undefined) {
    lost.push({ table: table.name, key: null, message: sentence(missing), says: null });
  }
  return { lost, fromPages: more.length > 0 && !isAmbiguous ? { tally } : undefined };
}

/** What of a table is missing, as a clause; undefined where all of it was read. */
function lossOf(
  { name }: RecordTable,
  has: Pick<ReturnType<typeof recordsOf>, 'tally' | 'isWhole' | 'hasTable'> & {
    readonly read: number;
    readonly more: number;
  },
  unread: ReturnType<typeof recordsOf>['unread'],
): string | undefined {
  const { tally, isWhole, hasTable, read, more } = has;
  const places = joined(unread).map(placesInWords).join(', ');
  const where = places === '' ? '' : `; nothing can be read at ${places}`;
  if (tally !== undefined) {
    const missing = tally.records - read;
    if (missing <= 0) return undefined;
    const all = countedOf(name, tally.records);
    const which =
      missing < tally.records ? `${missing} of ${all}` : missing === 1 ? all : `all ${all}`;
    return `${which} cannot be read any more${where}`;
  }
  if (isWhole) return undefined;
  if (more > 0)
    return `nobody knows any more how many ${severalOf(name)} there were; ${read} were read from what is left of the file`;
  return hasTable
    ? `${severalOf(name)} cannot be read any more${where}`
    : `${severalOf(name)} cannot be found any more`;
}

/** What the damaged book remembers of the places that it gave, here or there. */
function placesGiven({ db, pages }: Damaged, tables: readonly RecordTable[]): LastPlaces {
  const from = db ?? pages()?.db;
  if (from === undefined) return new Map();
  const kept = attempt(() => lastPlacesIn(from));
  return new Map(
    tables.map((table) => [
      table.name,
      Math.max(tallyOf(from, table)?.last ?? 0, kept?.get(table.name) ?? 0),
    ]),
  );
}

/** The same of a book in a file, however damaged; nothing where nothing can be read. Never throws. */
export function lastPlacesOf(path: string): LastPlaces {
  let damaged: Damaged | undefined;
  try {
    damaged = openDamaged(path);
    const tables = damaged.db ?? damaged.pages()?.db;
    return tables === undefined ? new Map() : placesGiven(damaged, recordTables(tables));
  } catch {
    return new Map();
  } finally {
    damaged?.close();
  }
}

/** What was done speaks of records as they were, and could bring back what is not sound. */
const HISTORY: ReadonlySet<string> = new Set(['act', 'act_change']);

function fill(from: Damaged, into: Connection, now: string): LostRecord[] {
  const lost: LostRecord[] = [];
  const fromPages = new Map<string, Tally | undefined>();
  const summed = new Map(summedTables(into).map((table) => [table.name, table]));
  const tables = recordTables(into);
  into.exec('BEGIN IMMEDIATE');
  for (const table of tables.filter(({ name }) => !HISTORY.has(name))) {
    into.exec(`DELETE FROM ${table.name}`);
    const contents = summed.get(table.name)?.contents();
    const taken = takeOver(from, into, table, contents ? `${contents} IS checksum` : '1');
    lost.push(...taken.lost);
    if (taken.fromPages !== undefined) fromPages.set(table.name, taken.fromPages.tally);
  }
  // Even where its record is lost.
  raisePlaces(into, placesGiven(from, tables));
  // Whose book it is: nobody's sample is worth a salvage.
  into
    .prepare("INSERT OR IGNORE INTO meta (only_row, kind, created_at) VALUES (1, 'own', ?)")
    .run(now);
  if (summed.size > 0) sealRecords(into);
  if (fromPages.size > 0) lost.push(...doubtful(from, into, tables, fromPages));
  lost.push(...recordsBehind(from, into, tables));
  into.exec('COMMIT');
  return lost;
}

/** What is to be said of records that were read from pages alone. */
function* doubtful(
  { pages }: Damaged,
  into: Connection,
  tables: readonly RecordTable[],
  fromPages: ReadonlyMap<string, Tally | undefined>,
): Generator<LostRecord> {
  for (const { table, key, values } of pages()?.contradictions ?? []) {
    if (HISTORY.has(table.name) || !fromPages.has(table.name)) continue;
    const message = sentence(`${calledOf(table.name, key, null)}, contradicts another record`);
    yield { table: table.name, key, message, says: saysOf(table, values) };
  }
  const unproven = tables.filter((table) => {
    const written = fromPages.get(table.name);
    const now = tallyOf(into, table);
    if (!fromPages.has(table.name)) return false;
    return written?.records !== now?.records || written?.total !== now?.total;
  });
  if (unproven.length === 0) return;
  const names = unproven.map(({ name }) => severalOf(name)).join(', ');
  const message =
    'Which pages of the file still count is lost with a part of it: some that had been removed or changed can be ' +
    `among those that were saved (${names}). Compare them with your papers.`;
  yield { table: unproven[0]?.name ?? '', key: null, message, says: null };
}

/** Records behind the end of the book that are none of its own: another book was longer. */
function* recordsBehind(
  { db, behind }: Damaged,
  into: Connection,
  tables: readonly RecordTable[],
): Generator<LostRecord> {
  const rebuilt = db && behind();
  if (rebuilt === undefined) return;
  const why = 'stands behind the end of the book, as after a shorter one was written over it';
  for (const table of tables.filter(({ name }) => !HISTORY.has(name))) {
    const textOf = (values: readonly StoredValue[]): string => JSON.stringify(values);
    const own = new Set(readTable(into, table, '1', 0).found.map(({ values }) => textOf(values)));
    const found = readTable(rebuilt.db, table, '1', 0).found;
    const contradicting = rebuilt.contradictions.filter((each) => each.table.name === table.name);
    const all = [...found, ...contradicting.map((each) => ({ label: null, ...each }))];
    for (const { key, label, values } of all) {
      if (own.has(textOf(values))) continue;
      const message = sentence(`${calledOf(table.name, key, label)}, ${why}`);
      yield { table: table.name, key, message, says: saysOf(table, values) };
    }
  }
}

/** Whether the table is there with the columns that its format has. */
function readableIn(db: Connection, table: RecordTable): boolean {
  db.prepare(`SELECT ${table.columns.join(', ')} FROM ${table.name}`);
  return true;
}

/**
 * Makes a new book at `path` of what can be read of a damaged one, which stays as it is. `now` is ISO
 * 8601 in UTC. Throws BookError `not-a-book` where nothing can be read, `book-exists`, `book-newer`,
 * `book-in-use`, and what the disk answers; nothing is left then.
 */
export function salvageBook(from: string, path: string, now: string): Salvaged {
  const damaged = openDamaged(from);
  const { version } = damaged;
  try {
    let salvaged: Salvaged | undefined;
    makeNewFile(path, (draft) => {
      const into = connect(draft);
      try {
        into.pragma(`application_id = ${APPLICATION_ID}`);
        migrate(
          into,
          MIGRATIONS.filter((each) => each.version <= version),
        );
        const lost = fill(damaged, into, now);
        migrate(into, MIGRATIONS);
        requireWritten(into);
        into.pragma('journal_mode = WAL');
        const counts = countsIn(into);
        const isNothing = lost.length > 0 && lost.every(({ says }) => says === null);
        if (isNothing && Object.values(counts).every((count) => count === 0)) {
          throw nothingThere(from);
        }
        salvaged = { counts, lost };
      } finally {
        into.close();
      }
    });
    if (salvaged === undefined) throw new Error('the new book was not made');
    return salvaged;
  } finally {
    damaged.close();
  }
}
