/**
 * Which records of a damaged table can still be read?
 *
 * A read stops at the first page that is broken. So a table is read from both ends until something is in
 * the way, and the gap between is halved and read again, down to single places: what is lost in the end
 * is what stands on the broken pages alone. Indexes are left out of it, as they may be broken too.
 *
 * Example: the page with the places 41 to 80 is broken. Read from 1 upwards: 1 to 40; from the last one
 * down: to 81; the halves of 41 to 80 give nothing, so the places 41 to 80 could not be read.
 * Awkward case: the last page is broken, so nobody knows how far the places go. What the tally says,
 * doubled, is far enough.
 */
import { labelOf } from './record-words.ts';
import type { RecordTable } from './record-tables.ts';
import { damageIn, sqliteCode, type Connection } from './sqlite.ts';

export type StoredValue = string | number | null | Buffer;

export interface FoundRecord {
  /** Its key, or its place, as text. */
  readonly key: string;
  readonly label: string | null;
  /** Whether it is what was written; true for a format without checksums. */
  readonly isSound: boolean;
  /** In the order of the table's columns. */
  readonly values: readonly StoredValue[];
}

/** A span of places of which nothing could be read, or null for a table without places. */
interface Unread {
  readonly from: number;
  readonly to: number;
}

const LAST_PLACE = 2 ** 48 - 1;
/** Each broken place costs one; a table with nothing sound in it must come to an end. */
const MOST_TRIES = 20_000;

type Row = readonly [place: number | string, label: string | null, sound: number, ...StoredValue[]];

/** Whether a read may fail like this in a damaged file; anything else is thrown. */
function requireDamage(error: unknown): void {
  const isDamage =
    damageIn(error) !== undefined || /^SQLITE_(?:IOERR|ERROR)/.test(sqliteCode(error));
  if (!isDamage) throw error;
}

/** Reads until the end or until something is in the way; whether the end was reached. */
function readInto(found: Map<string, Row>, rows: () => IterableIterator<Row>): boolean {
  try {
    for (const row of rows()) found.set(String(row[0]), row);
    return true;
  } catch (error) {
    requireDamage(error);
    return false;
  }
}

/** `sound`: the expression that says whether a record is what was written. `about`: the last place, or a guess. */
export function readTable(
  db: Connection,
  table: RecordTable,
  sound: string,
  about: number,
): {
  readonly found: readonly FoundRecord[];
  readonly unread: readonly Unread[];
  readonly isWhole: boolean;
} {
  const rows = new Map<string, Row>();
  const key = table.hasPlaces ? 'rowid' : `concat_ws(', ', ${table.key.join(', ')})`;
  const select = `SELECT ${key}, ${labelOf(table.name)}, ${sound}, ${table.columns.join(', ')}
    FROM ${table.name} NOT INDEXED`;
  const unread: Unread[] = [];
  const isWhole = table.hasPlaces
    ? readPlaces(db, select, rows, about, unread)
    : readKeys(db, select, rows, table);
  const found = [...rows.values()].map(([place, label, isSound, ...values]): FoundRecord => ({
    key: String(place),
    label,
    isSound: isSound === 1,
    values,
  }));
  return { found, unread, isWhole };
}

function readPlaces(
  db: Connection,
  select: string,
  rows: Map<string, Row>,
  about: number,
  unread: Unread[],
): boolean {
  const between = `${select} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`;
  const direction = (order: '' | ' DESC', from: number, to: number) => () =>
    db
      .prepare(between + order)
      .raw()
      .iterate(from, to) as IterableIterator<Row>;
  const edge = (
    those: Map<string, Row>,
    pick: (...places: number[]) => number,
    none: number,
  ): number => {
    let at = none;
    for (const [place] of those.values()) at = pick(at, Number(place));
    return at;
  };
  const gaps: [number, number][] = [[1, LAST_PLACE]];
  let tries = 0;
  let isWhole = true;
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) {
    const [from, to] = gap;
    if (tries++ > MOST_TRIES) {
      unread.push({ from, to });
      continue;
    }
    const up = new Map<string, Row>();
    if (readInto(up, direction('', from, to))) {
      for (const [place, row] of up) rows.set(place, row);
      continue;
    }
    isWhole = false;
    const low = edge(up, Math.max, from - 1) + 1;
    const down = new Map<string, Row>();
    const reached = readInto(down, direction(' DESC', low, to));
    for (const [place, row] of [...up, ...down]) rows.set(place, row);
    if (reached) continue;
    let high = edge(down, Math.min, to + 1) - 1;
    if (high === LAST_PLACE) high = Math.max(low, about * 2 + 100);
    if (low >= high) {
      unread.push({ from: low, to: high });
      continue;
    }
    const middle = low + Math.floor((high - low) / 2);
    gaps.push([middle + 1, high], [low, middle]);
  }
  return isWhole;
}

/** A table without places: from both ends, then what belongs to each record that it refers to. */
function readKeys(
  db: Connection,
  select: string,
  rows: Map<string, Row>,
  table: RecordTable,
): boolean {
  const [column = ''] = table.key;
  const ordered = (order: string) => () =>
    db
      .prepare(
        `${select.replace(' NOT INDEXED', '')} ORDER BY ${table.key.map((k) => k + order).join(', ')}`,
      )
      .raw()
      .iterate() as IterableIterator<Row>;
  if (readInto(rows, ordered(''))) return true;
  readInto(rows, ordered(' DESC'));
  for (const { table: parent, columns, their } of table.references) {
    if (columns[0] !== column) continue;
    const parents = new Map<string, Row>();
    const whole = () =>
      db
        .prepare(`SELECT ${their.join(', ')} FROM ${parent}`)
        .raw()
        .iterate() as unknown as IterableIterator<Row>;
    readInto(parents, whole);
    for (const value of parents.keys()) {
      readInto(
        rows,
        () =>
          db
            .prepare(`${select.replace(' NOT INDEXED', '')} WHERE ${column} = ?`)
            .raw()
            .iterate(value) as IterableIterator<Row>,
      );
    }
  }
  return false;
}

/** "the places 41 to 80" */
export function placesInWords({ from, to }: Unread): string {
  return from === to ? `the place ${from}` : `the places ${from} to ${to}`;
}

/** Joined, so that neighbours are one span. */
export function joined(unread: readonly Unread[]): Unread[] {
  const spans: Unread[] = [];
  for (const span of unread.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last !== undefined && last.to + 1 >= span.from)
      spans[spans.length - 1] = { from: last.from, to: span.to };
    else spans.push(span);
  }
  return spans;
}
