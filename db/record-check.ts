/**
 * Is every record what was written, and is every record there?
 *
 * Read once over all tables, 100,000 entries take a tenth of a second. So a book is opened without
 * it, and proven before its facts are read for the first time: no figure is made of a changed byte.
 *
 * Awkward case: records that are all sound, and an index through which one of them is not found. Before
 * facts are read, the indexes of every table are held against it that facts are read through. Entries and
 * picked lots are read without one; their indexes are for `checkBook`.
 */
import { connectionOf, type Book } from './book.ts';
import { hasSums, lastPlace, summedTables, TOTAL, type SummedTable } from './record-sums.ts';
import { labelOf, nameOf } from './record-words.ts';
import { damage, DamageFound, sqliteCode, type Connection } from './sqlite.ts';

/** How many records of one table are named. */
const NAMED = 20;

interface TallyRecord {
  readonly name: string;
  readonly records: number;
  readonly total: number;
  readonly last: number;
}

/** Records that are not what was written: a clause each, and one for those beyond the first ones. */
function* changedRecords(db: Connection, table: SummedTable): Generator<string> {
  const changed = `FROM ${table.name} WHERE checksum IS NOT ${table.contents()}`;
  const rows = db
    .prepare(
      `SELECT concat_ws(', ', ${table.key.join(', ')}), ${labelOf(table.name)}
       ${changed} LIMIT ${NAMED}`,
    )
    .raw()
    .all() as [string, string | null][];
  for (const [key, label] of rows) {
    yield `${nameOf(table.name, key, label)}, is not what was written`;
  }
  if (rows.length < NAMED) return;
  const all = db.prepare(`SELECT count(*) ${changed}`).pluck().get() as number;
  if (all > NAMED) yield `${all - NAMED} more records of ${table.name} are not what was written`;
}

/** What a table holds beside what was written into it: a clause, where they differ. */
function* differences(db: Connection, table: SummedTable, tally: TallyRecord): Generator<string> {
  const found = db
    .prepare(
      `SELECT count(*) AS records, ${TOTAL} AS total, ${lastPlace(table)} AS last
       FROM ${table.name}`,
    )
    .get() as Omit<TallyRecord, 'name'>;
  if (found.records !== tally.records) {
    yield `the table ${table.name} holds ${found.records} records where ${tally.records} were written`;
  } else if (found.total !== tally.total) {
    yield `the table ${table.name} holds other records than were written`;
  }
  if (found.last !== tally.last) {
    yield `the table ${table.name} gave places up to ${tally.last} and remembers ${found.last}`;
  }
}

/** All that is not as it was written, a clause each, in the order in which it is found. */
export function* recordProblems(db: Connection): Generator<string> {
  const tables = new Map(summedTables(db).map((table) => [table.name, table]));
  const tallies = db
    .prepare('SELECT name, records, total, last FROM tally ORDER BY name')
    .all() as TallyRecord[];
  for (const tally of tallies) {
    const table = tables.get(tally.name);
    if (table === undefined) {
      yield `no such table: ${tally.name}`;
      continue;
    }
    tables.delete(tally.name);
    yield* changedRecords(db, table);
    yield* differences(db, table, tally);
  }
  for (const name of tables.keys()) yield `what was written into ${name} is not known any more`;
}

const proven = new WeakSet<Book>();

/**
 * Once for an open book: reads every record, and throws what `book.read` turns into the sentence
 * about a damaged book where one is not what was written. To be called inside of a transaction.
 */
export function requireWrittenRecords(book: Book): void {
  if (proven.has(book)) return;
  requireWritten(connectionOf(book));
  proven.add(book);
}

/**
 * Holds every index against its table, and looks at every page: for what reads the whole book anyway and is
 * relied on without another look, such as a report. Of 100,000 entries it takes 0.4 s, too long for opening.
 * Throws BookError `not-a-book` where the file is damaged.
 */
export function requireSoundFile(book: Book): void {
  book.read(() => {
    for (const problem of damage(connectionOf(book), 'integrity_check')) {
      throw new DamageFound(problem);
    }
  });
}

/** The tables that can be long; facts come from them row by row, through no index. */
const READ_WHOLE: ReadonlySet<string> = new Set(['holding_transaction', 'lot_pick']);

/** The same of a connection; a book of a format without checksums has nothing to prove. */
export function requireWritten(db: Connection): void {
  if (!hasSums(db)) return;
  try {
    for (const { name } of summedTables(db)) {
      if (READ_WHOLE.has(name)) continue;
      for (const problem of damage(db, 'integrity_check', name)) throw new DamageFound(problem);
    }
    for (const problem of recordProblems(db)) throw new DamageFound(problem);
  } catch (error) {
    // The rules of a table can be damaged too, and then name what there is not.
    if (sqliteCode(error) !== 'SQLITE_ERROR') throw error;
    throw new DamageFound((error as Error).message, { cause: error });
  }
}
