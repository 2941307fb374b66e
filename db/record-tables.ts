/**
 * The tables of a book that hold records, as they are in its file, those that others refer to first.
 * What the book has for itself alone is not among them: sums, and the mark of its log.
 */
import { hasSums } from './record-sums.ts';
import type { Connection } from './sqlite.ts';

export interface RecordTable {
  readonly name: string;
  /** What a record says: all columns but the checksum. */
  readonly columns: readonly string[];
  /** The columns by which one record is found; empty where that is its place alone. */
  readonly key: readonly string[];
  /** Whether its places are never given twice. */
  readonly keepsPlaces: boolean;
  /** Whether a record has a place, `rowid`, besides its key. */
  readonly hasPlaces: boolean;
  readonly hasSums: boolean;
  readonly references: readonly TableReference[];
  /** What to order by, for the same order each time. */
  readonly order: string;
}

interface TableReference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly their: readonly string[];
}

const FOR_ITSELF = new Set(['tally', 'log_mark']);

interface ReferenceRow {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

function referencesOf(db: Connection, name: string): TableReference[] {
  const rows = db
    .prepare('SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq')
    .all(name) as ReferenceRow[];
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((parts) => ({
    table: parts[0]?.table ?? '',
    columns: parts.map(({ from }) => from),
    their: parts.map(({ to }) => to),
  }));
}

function tableOf(db: Connection, name: string, sql: string): RecordTable {
  const all = db.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as {
    readonly name: string;
    readonly pk: number;
  }[];
  const key = all.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const hasPlaces = !/WITHOUT\s+ROWID/i.test(sql);
  const keyNames = key.map((column) => column.name);
  return {
    name,
    columns: all.map((column) => column.name).filter((column) => column !== 'checksum'),
    key: keyNames,
    keepsPlaces: sql.includes('AUTOINCREMENT'),
    hasPlaces,
    hasSums: all.some((column) => column.name === 'checksum'),
    references: referencesOf(db, name),
    order: hasPlaces ? 'rowid' : keyNames.join(', '),
  };
}

export function recordTables(db: Connection): RecordTable[] {
  const rows = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name`,
    )
    .all() as { name: string; sql: string }[];
  const waiting = new Map(
    rows
      .filter(({ name }) => !FOR_ITSELF.has(name))
      .map(({ name, sql }) => [name, tableOf(db, name, sql)]),
  );
  const ordered: RecordTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ name, references }) =>
      references.every(({ table }) => table === name || !waiting.has(table)),
    );
    // Tables that refer to each other in a circle: there are none, and none is left out.
    for (const table of ready.length > 0 ? ready : [...waiting.values()]) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

/** The last place that each table gave, as the book remembers it; none for one that gave none. */
export type LastPlaces = ReadonlyMap<string, number>;

/** A place beyond is not one that a book gave, but damage. */
const MOST_PLACES = 2 ** 40;

export function lastPlacesIn(db: Connection): LastPlaces {
  const rows = db.prepare('SELECT name, seq FROM sqlite_sequence ORDER BY name').raw().all();
  return new Map(
    (rows as [string, unknown][]).flatMap(([name, last]) =>
      typeof last === 'number' && last > 0 && last < MOST_PLACES ? [[name, last]] : [],
    ),
  );
}

/** No place is given a second time: the tables go on after the larger one of their own and `places`. */
export function raisePlaces(db: Connection, places: LastPlaces): void {
  const raise = db.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?');
  const begin = db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)');
  const remember = hasSums(db)
    ? db.prepare('UPDATE tally SET last = max(last, ?) WHERE name = ?')
    : undefined;
  for (const { name } of recordTables(db).filter(({ keepsPlaces }) => keepsPlaces)) {
    const last = places.get(name) ?? 0;
    if (last === 0) continue;
    if (raise.run(last, name).changes === 0) begin.run(name, last);
    remember?.run(last, name);
  }
}
