/**
 * Of which table is a record that stands on a page of a damaged book?
 *
 * Its checksum says so: it is one over the table's name and all that the record says, so that a record fits one table
 * or none. What fits goes into an empty book in memory, whose tables are then read as those of any damaged
 * book. Nothing is taken because it looks like an entry.
 *
 * Example: a file was cut off, and the part that names the tables is gone with it: the leaves of the table of
 * entries that are left give their entries.
 * Awkward case: two records of one place, one of which is from before a change. Nobody can say which of them counts,
 * so that neither does, and both are listed.
 * Not handled: formats before the third, which have no checksums.
 */
import { recordsOnPages } from './page-records.ts';
import { summedTables, type SummedTable } from './record-sums.ts';
import { recordTables, type RecordTable } from './record-tables.ts';
import type { StoredValue } from './salvage-rows.ts';
import { sqliteCode, type Connection, type Statement } from './sqlite.ts';

type Stored = StoredValue | bigint;

/** A table as its records have it. */
interface Layout {
  readonly table: RecordTable;
  /** The columns in the order of a record. */
  readonly stored: readonly string[];
  /** The column that is the place itself and is empty in the record; -1 where there is none. */
  readonly placeAt: number;
  readonly sum: Statement;
  readonly insert: Statement;
  readonly remove: Statement;
}

interface Contradiction {
  readonly table: RecordTable;
  readonly values: readonly StoredValue[];
  readonly key: string;
}

export interface RebuiltBook {
  readonly db: Connection;
  /** Records of which each contradicts another one. */
  readonly contradictions: readonly Contradiction[];
}

function layoutOf(db: Connection, table: RecordTable, summed: SummedTable): Layout {
  const info = db.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table.name) as {
    readonly name: string;
    readonly type: string;
    readonly pk: number;
  }[];
  const names = info.map(({ name }) => name);
  // Without places, the columns of the key come first.
  const stored = table.hasPlaces
    ? names
    : [...table.key, ...names.filter((name) => !table.key.includes(name))];
  const alias =
    table.hasPlaces && table.key.length === 1
      ? info.find(({ name, type }) => name === table.key[0] && type === 'INTEGER')?.name
      : undefined;
  const place = table.hasPlaces && alias === undefined ? ['rowid'] : [];
  const written = [...place, ...stored];
  const key = table.hasPlaces ? ['rowid'] : table.key;
  return {
    table,
    stored,
    placeAt: alias === undefined ? -1 : stored.indexOf(alias),
    sum: db
      .prepare(
        `SELECT ${summed.contents()} FROM (SELECT ${stored.map((name) => `? AS ${name}`).join(', ')})`,
      )
      .pluck(),
    insert: db.prepare(
      `INSERT INTO ${table.name} (${written.join(', ')}) VALUES (${written.map(() => '?').join(', ')})`,
    ),
    remove: db
      .prepare(
        `DELETE FROM ${table.name} WHERE ${key.map((name) => `${name} IS ?`).join(' AND ')}
         RETURNING ${table.columns.join(', ')}`,
      )
      .raw(),
  };
}

/** Whether the checksum is the one of a record of this table. */
function fits({ stored, sum }: Layout, all: readonly Stored[]): boolean {
  const said = all[stored.indexOf('checksum')];
  try {
    return typeof said === 'bigint' && BigInt(sum.get(...all) as number) === said;
  } catch (error) {
    // Bytes where the table has text: no record of this table.
    if (sqliteCode(error) === '') throw error;
    return false;
  }
}

/** Small enough to be shown, as a number. */
const shown = (value: Stored): StoredValue => (typeof value === 'bigint' ? Number(value) : value);

class Rebuilding {
  readonly contradictions: Contradiction[] = [];
  /** By table and key: the checksum of what stands there, or null where records contradict each other. */
  readonly #known = new Map<string, bigint | null>();

  add(
    { table, stored, placeAt, insert, remove }: Layout,
    place: bigint | null,
    all: Stored[],
  ): void {
    const key = table.hasPlaces ? [place] : all.slice(0, table.key.length);
    const name = `${table.name} ${key.map(String).join('\u0000')}`;
    const sum = all[stored.indexOf('checksum')] as bigint;
    const before = this.#known.get(name);
    if (before === sum) return;
    const contradicts = (values: readonly Stored[]): void => {
      const said = { table, values: values.map(shown), key: key.map(String).join(', ') };
      this.contradictions.push(said);
    };
    const inOrder = table.columns.map((column) => all[stored.indexOf(column)] ?? null);
    if (before === undefined) {
      try {
        insert.run(...(table.hasPlaces && placeAt < 0 ? [place] : []), ...all);
        this.#known.set(name, sum);
      } catch (error) {
        if (!sqliteCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
        contradicts(inOrder);
        this.#known.set(name, null);
      }
      return;
    }
    if (before !== null) {
      for (const old of remove.all(...key) as StoredValue[][]) contradicts(old);
      this.#known.set(name, null);
    }
    contradicts(inOrder);
  }
}

/** What the damaged book remembers of its tables; a tally that stands there twice says nothing. */
class Tallies {
  readonly #found = new Map<string, string | null>();

  add(values: readonly Stored[], names: ReadonlySet<string>): void {
    const [name, ...numbers] = values;
    if (typeof name !== 'string' || !names.has(name) || numbers.length !== 3) return;
    if (!numbers.every((one) => typeof one === 'bigint' && one >= 0n && one < 2n ** 47n)) return;
    const said = numbers.map(String).join(' ');
    const before = this.#found.get(name);
    this.#found.set(name, before === undefined || before === said ? said : null);
  }

  store(db: Connection): void {
    db.exec('DELETE FROM tally');
    const insert = db.prepare('INSERT INTO tally (name, records, total, last) VALUES (?, ?, ?, ?)');
    for (const [name, said] of this.#found) {
      if (said !== null) insert.run(name, ...said.split(' ').map(BigInt));
    }
  }
}

/**
 * Fills `empty`, a book of the damaged one's format in memory, with all records that stand on the pages of a
 * file. Undefined where its format has no checksums, or no record of a book stands there.
 */
export function rebuiltFrom(bytes: Buffer, empty: Connection): RebuiltBook | undefined {
  const summed = summedTables(empty);
  if (summed.length === 0 || bytes.length < 512) return undefined;
  const tables = new Map(recordTables(empty).map((table) => [table.name, table]));
  empty.pragma('foreign_keys = OFF');
  empty.pragma('ignore_check_constraints = ON');
  const indexes = empty
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .pluck()
    .all() as string[];
  // They would refuse what contradicts another record only in part.
  for (const name of indexes) empty.exec(`DROP INDEX ${name}`);
  empty.exec('BEGIN');
  const layouts = Map.groupBy(
    summed.flatMap((each) => {
      const table = tables.get(each.name);
      return table === undefined ? [] : [layoutOf(empty, table, each)];
    }),
    ({ table, stored }) => `${table.hasPlaces} ${stored.length}`,
  );
  for (const { name } of summed) empty.exec(`DELETE FROM ${name}`);
  const names = new Set(tables.keys());
  const rebuilding = new Rebuilding();
  const tallies = new Tallies();
  let count = 0;
  for (const { place, values } of recordsOnPages(bytes)) {
    if (place === null) tallies.add(values, names);
    for (const layout of layouts.get(`${place !== null} ${values.length}`) ?? []) {
      const all = values.map((value, i) => (i === layout.placeAt ? place : value));
      if (!fits(layout, all)) continue;
      count++;
      rebuilding.add(layout, place, all);
      break;
    }
  }
  tallies.store(empty);
  empty.exec('COMMIT');
  return count === 0 ? undefined : { db: empty, contradictions: rebuilding.contradictions };
}
