/**
 * Which rows does a transaction change, and what did they say before it?
 *
 * The connection itself takes note, in a temporary table that triggers write to and that is no part of
 * the book: whatever statement changes a row, through whatever query, is noted, and what is rolled
 * back is not. Of each row there is one note, what it said before the first change. A table that never
 * gives a place twice needs none for its new rows: they are those behind the last place of before. So
 * an import of 100,000 entries is one run of places, and one entry writes no note at all.
 *
 * Example: the sale in place 17 is changed, and one in place 18 is added. There is a note with what
 * place 17 said, and a run from 18 to 18.
 * Awkward case: lots that are picked for a new sale have no place of their own; they go with the sale's.
 */
import { summedTables, type SummedTable } from './record-sums.ts';
import type { Connection } from './sqlite.ts';
import { PreparedStatements } from './prepared.ts';

/** What a row says, column by column; or what it is found by. */
export type Said = readonly (string | number | null)[];

/** Rows of one table that are other than before. */
export type RowChange =
  | { readonly table: NotedTable; readonly first: number; readonly last: number }
  | {
      readonly table: NotedTable;
      /** What each is found by, and what it said before; null where it was not there. */
      readonly before: readonly (readonly [key: Said, row: Said | null])[];
    };

/** The table whose places say which rows are new, and the column that they stand in. */
interface Places {
  readonly of: string;
  readonly column: string;
}

export interface NotedTable extends SummedTable {
  readonly places: Places | null;
}

/** No facts: the book itself, and what was done with it. */
const NOT_NOTED: ReadonlySet<string> = new Set(['meta', 'act', 'act_change']);

/** Tables whose rows go with a row of another one. */
const GO_WITH: Readonly<Record<string, string>> = { lot_pick: 'holding_transaction' };

/** How many rows are kept in one piece. */
const PIECE = 1000;

/** Every table whose rows are noted, as it is in this file. */
export function notedTables(db: Connection): NotedTable[] {
  return summedTables(db)
    .filter(({ name }) => !NOT_NOTED.has(name))
    .map((table) => {
      const of = table.keepsPlaces ? table.name : GO_WITH[table.name];
      const [column = ''] = table.key;
      return { ...table, places: of === undefined ? null : { of, column } };
    });
}

/** What a row says, as JSON. Bytes cannot stand in it: where there can be some, a letter says what it is. */
export function jsonOf({ columns, anything }: NotedTable, row: string): string {
  const values = columns.map((column) => {
    const value = `${row}${column}`;
    return anything.includes(column)
      ? `CASE typeof(${value}) WHEN 'blob' THEN 'x' || hex(${value}) ELSE 't' || ${value} END`
      : value;
  });
  return `json_array(${values.join(', ')})`;
}

/** The values of a row that was read with `jsonOf`, for its columns. */
export function valuesOf({ columns, anything }: NotedTable, row: Said): unknown[] {
  return columns.map((column, at) => {
    const value = row[at] ?? null;
    if (typeof value !== 'string' || !anything.includes(column)) return value;
    return value.startsWith('x') ? Buffer.from(value.slice(1), 'hex') : value.slice(1);
  });
}

export const keyCondition = ({ key }: SummedTable): string =>
  key.map((column) => `${column} = ?`).join(' AND ');

function triggersOf(table: NotedTable): string {
  const { name, key, columns, places } = table;
  const keyOf = (row: string): string => `json_array(${key.map((each) => row + each).join(', ')})`;
  const known = (row: string): string =>
    `${IS_KNOWN}('${name}', ${places === null ? 'NULL' : row + places.column})`;
  const note = (row: string, said: string): string =>
    `INSERT INTO row_note (name, key, said) VALUES ('${name}', ${keyOf(row)}, ${said})
       ON CONFLICT DO NOTHING;`;
  const trigger = (event: string, when: string, row: string, body: string): string =>
    `CREATE TEMP TRIGGER row_note_${name}_${event} AFTER ${when} ON main.${name}
     WHEN ${known(row)} BEGIN ${body} END;`;
  return [
    trigger('insert', 'INSERT', 'NEW.', note('NEW.', 'NULL')),
    trigger(
      'update',
      // Not of the checksum: that follows from the others.
      `UPDATE OF ${columns.join(', ')}`,
      'OLD.',
      note('OLD.', jsonOf(table, 'OLD.')) + note('NEW.', 'NULL'),
    ),
    trigger('delete', 'DELETE', 'OLD.', note('OLD.', jsonOf(table, 'OLD.'))),
  ].join('\n');
}

type Note = readonly [table: string, key: string, said: string | null];

/** The function by which triggers know whether a row has to be noted, or its place says enough. */
const IS_KNOWN = 'is_known';

const FORGET = 'DELETE FROM temp.row_note';

export class RowNotes {
  readonly #statements: PreparedStatements;
  readonly tables: ReadonlyMap<string, NotedTable>;
  /** The last places from before the transaction under way, by the table that gave them. */
  #marks: Map<string, number> | undefined;
  /** Tables that had rows with new places in the transaction under way, and whether others were noted. */
  readonly #grown = new Set<string>();
  #hasNotes = false;
  #isOff = false;

  /** From now on changes through this connection are noted. Once, outside of a transaction. */
  constructor(db: Connection) {
    this.#statements = new PreparedStatements(db);
    this.tables = new Map(notedTables(db).map((table) => [table.name, table]));
    db.function(IS_KNOWN, (name: unknown, place: unknown) =>
      this.#isKnown(name as string, place as number | null) ? 1 : 0,
    );
    db.exec(`
      CREATE TEMP TABLE row_note (name TEXT NOT NULL, key TEXT NOT NULL, said TEXT,
        PRIMARY KEY (name, key)) STRICT, WITHOUT ROWID;
      ${[...this.tables.values()].map(triggersOf).join('\n')}`);
  }

  #isKnown(name: string, place: number | null): boolean {
    if (this.#isOff) return false;
    if (place !== null && place > this.#markOf(this.tables.get(name)?.places?.of ?? '')) {
      this.#grown.add(name);
      return false;
    }
    this.#hasNotes = true;
    return true;
  }

  /** To be called at the beginning of a transaction, where there is no note of an earlier one. */
  begin(): void {
    this.#marks ??= this.#lastPlaces();
    this.#grown.clear();
    this.#hasNotes = false;
  }

  /** Forgets what was noted so far: the transaction begins here. */
  forget(): void {
    this.#statements.of(FORGET).run();
    this.#marks = undefined;
    this.begin();
  }

  #markOf(of: string): number {
    return this.#marks?.get(of) ?? 0;
  }

  #lastPlaces(): Map<string, number> {
    const all = this.#statements.of('SELECT name, seq FROM main.sqlite_sequence').raw().all();
    return new Map(all as [string, number][]);
  }

  /** Runs changes that are not noted: rows are put back as they were. */
  without(change: () => void): void {
    this.#isOff = true;
    try {
      change();
    } finally {
      this.#isOff = false;
    }
  }

  /** Everything that is other than at the beginning of the transaction; once, at its end. */
  changes(): RowChange[] {
    const noted = Map.groupBy(this.#notes(), ([name]) => name);
    const changes: RowChange[] = [];
    for (const table of this.tables.values()) {
      const { name, places } = table;
      if (places !== null && this.#grown.has(name)) changes.push(...this.#newRows(table, places));
      const those = noted.get(name);
      if (those !== undefined) changes.push(...this.#otherRows(table, those));
    }
    if (this.#hasNotes) this.#statements.of(FORGET).run();
    this.#markNewest(changes);
    return changes;
  }

  /**
   * What is there now is known to the next transaction, which need not look up the places again. Where this one is
   * taken back after all, a row that gets such a place is noted, and undone as well.
   */
  #markNewest(changes: readonly RowChange[]): void {
    for (const change of changes) {
      if (!('last' in change) || change.table.places === null) continue;
      const { of } = change.table.places;
      this.#marks?.set(of, Math.max(this.#markOf(of), change.last));
    }
  }

  #notes(): readonly Note[] {
    if (!this.#hasNotes) return [];
    const all = this.#statements.of('SELECT name, key, said FROM temp.row_note ORDER BY name, key');
    return all.raw().all() as Note[];
  }

  *#newRows(table: NotedTable, { of, column }: Places): Generator<RowChange> {
    const [first, end] = this.#statements
      // With a sign, since SQLite plans a statement anew for each value that is compared as it is.
      .of(`SELECT min(${column}), max(${column}) FROM ${table.name} WHERE ${column} > +?`)
      .raw()
      .get(this.#markOf(of)) as [number | null, number | null];
    if (first === null || end === null) return;
    for (let from = first; from <= end; from += PIECE) {
      yield { table, first: from, last: Math.min(end, from + PIECE - 1) };
    }
  }

  *#otherRows(table: NotedTable, notes: readonly Note[]): Generator<RowChange> {
    const now = this.#statements
      .of(`SELECT ${jsonOf(table, '')} FROM ${table.name} WHERE ${keyCondition(table)}`)
      .pluck();
    const before: [Said, Said | null][] = [];
    for (const [, text, said] of notes) {
      const key = JSON.parse(text) as Said;
      if (((now.get(...key) as string | undefined) ?? null) === said) continue;
      before.push([key, said === null ? null : (JSON.parse(said) as Said)]);
    }
    for (let from = 0; from < before.length; from += PIECE) {
      yield { table, before: before.slice(from, from + PIECE) };
    }
  }
}
