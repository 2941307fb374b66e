/**
 * What was done with the book, act by act, and how is an act undone and done again?
 *
 * Every transaction that leaves a row other than it found it is one act, whoever made it: what is
 * written without a name is an act too, so that nothing can come in between two acts unseen. An act
 * keeps what its rows said before it; while it is undone, what they said after it. Undoing exchanges
 * the two, and so does doing it again. Acts are undone from the newest back and done again in their
 * order, so rows are always found as the act left them. A new act lets go of those that are undone.
 *
 * Example: of an import of 100,000 entries the act has the first and the last place, a hundred pieces
 * of a few bytes. When it is undone, the rows are kept in it, packed.
 * Awkward case: references are looked at when the transaction ends, since an account can come back after
 * the entries that name it.
 * Not handled: acts from before an upgrade of the format; they speak of the older tables and go with it.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  jsonOf,
  keyCondition,
  RowNotes,
  valuesOf,
  type NotedTable,
  type RowChange,
  type Said,
} from './row-notes.ts';
import { sqliteCode, type Connection } from './sqlite.ts';
import { PreparedStatements } from './prepared.ts';

/** How much is kept; the oldest acts go first. */
export const KEPT = { acts: 1000, bytes: 8 * 2 ** 20 } as const;

/** So many more are there before the oldest go together: to let go of one takes longer than to keep one. */
export const SLACK = 50;

/** Far more than a piece of an act has: a thousand entries, or the texts of hundreds of releases. */
const MOST_UNPACKED = 256 * 2 ** 20;

export interface Act {
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly happenedAt: string;
  readonly name: string;
  readonly undone: boolean;
}

/** The rows are not as the act left them. */
export class ActImpossible extends Error {}

type Pair = readonly [key: Said, row: Said | null];

interface ChangeRecord {
  readonly position: number;
  readonly name: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly rows: Buffer | null;
}

/** Rows of one table on their way from what they say to what they are to say. */
interface Exchange {
  readonly record: ChangeRecord;
  readonly table: NotedTable;
  readonly rows: readonly { readonly key: Said; readonly from: Said | null; to: Said | null }[];
}

const pack = (rows: readonly unknown[]): Buffer => deflateRawSync(JSON.stringify(rows));

/**
 * Rows that were packed, each taken as `read` makes it. A book of somebody else's making can have anything
 * there: what cannot be what an act kept is none.
 */
function unpack<T>(rows: Buffer, read: (row: unknown) => T | undefined): T[] {
  let said: unknown;
  try {
    // SECURITY: a few bytes must not become more than there is room for.
    said = JSON.parse(inflateRawSync(rows, { maxOutputLength: MOST_UNPACKED }).toString());
  } catch (error) {
    throw new ActImpossible('what it kept cannot be read', { cause: error });
  }
  const all = Array.isArray(said) ? said.map(read) : [undefined];
  return all.map((row) => {
    if (row === undefined) throw new ActImpossible('what it kept is not whole');
    return row;
  });
}

const toSaid =
  (columns: readonly string[]) =>
  (row: unknown): Said | undefined =>
    Array.isArray(row) && row.length === columns.length && row.every(isSaid) ? row : undefined;

const isSaid = (value: unknown): value is Said[number] =>
  value === null || typeof value === 'string' || typeof value === 'number';

const toPair =
  ({ key, columns }: NotedTable) =>
  (pair: unknown): Pair | undefined => {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const [found, said]: readonly unknown[] = pair;
    const by = toSaid(key)(found);
    const row = said === null ? null : toSaid(columns)(said);
    return by === undefined || row === undefined ? undefined : [by, row];
  };

export function hasActs(db: Connection): boolean {
  const act = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'act'";
  return db.prepare(act).pluck().get() === 1;
}

const UNNAMED = 'A change';

/** Keeps the acts of one connection. */
export class Acts {
  readonly #db: Connection;
  readonly #notes: RowNotes;
  readonly #statements: PreparedStatements;
  readonly #named: { readonly name: string; readonly at: string }[] = [];
  /** How much all acts keep, and that none is undone; undefined where that has to be looked up. */
  #kept: { acts: number; bytes: number } | undefined;

  /** From now on every change through this connection is an act. Once, outside of a transaction. */
  constructor(db: Connection) {
    this.#db = db;
    this.#statements = new PreparedStatements(db);
    this.#notes = new RowNotes(db);
  }

  /** To be called at the beginning of a transaction that can change something. */
  begin(): void {
    this.#named.length = 0;
    this.#notes.begin();
  }

  /** Says what the transaction under way is; it can be several things. */
  name(name: string, at: string): void {
    this.#named.push({ name, at });
  }

  /** To be called at the end of the transaction, within it: writes the act, where anything changed. */
  end(): void {
    const changes = this.#notes.changes();
    if (changes.length === 0) return;
    if (this.#kept === undefined) this.#run('DELETE FROM act WHERE undone = 1');
    const kept = (this.#kept ??= this.#countKept());
    const at = this.#named[0]?.at ?? new Date().toISOString();
    const name = this.#named.map((each) => each.name).join('; ') || UNNAMED;
    const packed = changes.map((change) => ({ change, rows: packedBefore(change) }));
    const bytes = bytesOf(packed);
    const { lastInsertRowid } = this.#statements
      .of('INSERT INTO act (happened_at, name, undone, bytes) VALUES (?, ?, 0, ?)')
      .run(at, name, bytes);
    packed.forEach(({ change, rows }, position) => {
      const [first, last] = 'first' in change ? [change.first, change.last] : [null, null];
      this.#run(
        'INSERT INTO act_change (act, position, name, first, last, rows) VALUES (?, ?, ?, ?, ?, ?)',
        ...[lastInsertRowid, position, change.table.name, first, last, rows],
      );
    });
    kept.acts++;
    kept.bytes += bytes;
    this.#trim(Number(lastInsertRowid), kept);
  }

  /** To be called where the transaction was taken back. */
  rolledBack(): void {
    this.#kept = undefined;
  }

  /** Forgets every act, and what the transaction under way has changed so far is none. */
  forget(): void {
    this.#run('DELETE FROM act');
    this.#kept = undefined;
    this.#notes.forget();
  }

  /** Undoes an act that is done, the newest, or does one again that is undone, the oldest. */
  exchange(sequence: number, undone: boolean): void {
    // A row can come back before the one that it refers to.
    this.#db.pragma('defer_foreign_keys = ON');
    try {
      this.#notes.without(() => {
        const exchanges = this.#exchangesOf(sequence);
        for (const exchange of exchanges) this.#keep(sequence, exchange);
        for (const exchange of exchanges) this.#takeOut(exchange);
        for (const exchange of exchanges) this.#rewrite(exchange);
        for (const exchange of exchanges) this.#putBack(exchange);
      });
    } catch (error) {
      if (!sqliteCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
      throw new ActImpossible((error as Error).message, { cause: error });
    }
    this.#run(
      `UPDATE act SET undone = ?, bytes =
         (SELECT ifnull(sum(length(rows)), 0) FROM act_change WHERE act = sequence)
       WHERE sequence = ?`,
      ...[undone ? 1 : 0, sequence],
    );
    // It can be taken back without the transaction that it is part of.
    this.#kept = undefined;
    this.#trim(sequence, this.#countKept());
  }

  #exchangesOf(sequence: number): Exchange[] {
    const records = this.#statements
      .of(
        'SELECT position, name, first, last, rows FROM act_change WHERE act = ? ORDER BY position',
      )
      .all(sequence) as ChangeRecord[];
    return records.map((record) => {
      const table = this.#notes.tables.get(record.name);
      if (table === undefined) throw new ActImpossible(`there is no table "${record.name}"`);
      return { record, table, rows: this.#rowsOf(table, record) };
    });
  }

  #rowsOf(table: NotedTable, { first, last, rows }: ChangeRecord): Exchange['rows'] {
    const keyOf = (row: Said): Said =>
      table.key.map((column) => row[table.columns.indexOf(column)] ?? null);
    if (first === null) {
      const now = this.#statements
        .of(`SELECT ${jsonOf(table, '')} FROM ${table.name} WHERE ${keyCondition(table)}`)
        .pluck();
      return unpack(rows ?? pack([]), toPair(table)).map(([key, to]) => {
        const said = now.get(...key) as string | undefined;
        if (said === undefined && to === null) throw new ActImpossible(`a row is gone`);
        return { key, from: said === undefined ? null : (JSON.parse(said) as Said), to };
      });
    }
    if (rows !== null) {
      return unpack(rows, toSaid(table.columns)).map((to) => ({ key: keyOf(to), from: null, to }));
    }
    if (table.places === null) throw new ActImpossible(`"${table.name}" gives no places`);
    const there = this.#statements
      .of(
        `SELECT ${jsonOf(table, '')} FROM ${table.name}
       WHERE ${table.places.column} BETWEEN ? AND ?`,
      )
      .pluck();
    return (there.all(first, last) as string[]).map((text) => {
      const from = JSON.parse(text) as Said;
      return { key: keyOf(from), from, to: null };
    });
  }

  /** What the rows say now is kept in place of what they are to say. */
  #keep(act: number, { record, rows }: Exchange): void {
    const kept =
      record.first === null
        ? pack(rows.map(({ key, from }) => [key, from]))
        : record.rows === null
          ? pack(rows.map(({ from }) => from))
          : null;
    this.#run(
      'UPDATE act_change SET rows = ? WHERE act = ? AND position = ?',
      ...[kept, act, record.position],
    );
  }

  #takeOut({ table, rows }: Exchange): void {
    const remove = this.#statements.of(`DELETE FROM ${table.name} WHERE ${keyCondition(table)}`);
    for (const { key, to } of rows) if (to === null) remove.run(...key);
  }

  #rewrite({ table, rows }: Exchange): void {
    const write = this.#statements.of(
      `UPDATE ${table.name} SET ${table.columns.map((each) => `${each} = ?`).join(', ')}
       WHERE ${keyCondition(table)}`,
    );
    for (const { key, from, to } of rows) {
      if (from === null || to === null) continue;
      const { changes } = write.run(...valuesOf(table, to), ...key);
      // It went with a row that it belonged to: it is to belong to another one.
      if (changes === 0) this.#add(table, to);
    }
  }

  #putBack({ table, rows }: Exchange): void {
    for (const { from, to } of rows) if (from === null && to !== null) this.#add(table, to);
  }

  #add(table: NotedTable, row: Said): void {
    const { name, columns } = table;
    this.#run(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...valuesOf(table, row),
    );
  }

  #countKept(): { acts: number; bytes: number } {
    const all = 'SELECT count(*) AS acts, ifnull(sum(bytes), 0) AS bytes FROM act';
    return this.#statements.of(all).get() as { acts: number; bytes: number };
  }

  /**
   * Lets go of the oldest acts beyond the bound, some at a time; never of `newest`, and never of what is
   * undone. What is left is counted in `kept`.
   */
  #trim(newest: number, kept: { acts: number; bytes: number }): void {
    if (kept.acts <= KEPT.acts + SLACK && kept.bytes <= KEPT.bytes) return;
    while (kept.acts > KEPT.acts || kept.bytes > KEPT.bytes) {
      const oldest = this.#statements
        .of('SELECT sequence, undone, bytes FROM act ORDER BY sequence LIMIT 1')
        .get() as { sequence: number; undone: number; bytes: number };
      if (oldest.sequence >= newest || oldest.undone === 1) break;
      this.#run('DELETE FROM act WHERE sequence = ?', oldest.sequence);
      kept.acts--;
      kept.bytes -= oldest.bytes;
    }
  }

  #run(sql: string, ...parameters: unknown[]): void {
    this.#statements.of(sql).run(...parameters);
  }
}

function packedBefore(change: RowChange): Buffer | null {
  return 'before' in change ? pack(change.before) : null;
}

function bytesOf(packed: readonly { readonly rows: Buffer | null }[]): number {
  return packed.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0);
}
