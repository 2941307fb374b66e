/**
 * What the holder did, in the order in which it was entered.
 *
 * Every row has a sequence that is never given twice. Transactions of one day count in that order; a
 * row that is removed and restored stands where it stood. A new row's id follows from its sequence.
 */
import type { Day } from '../tax/values/days.ts';
import type { LotPick, Transaction } from '../tax/facts/model.ts';
import { formatShares } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import {
  FACT_COLUMNS,
  idPrefixOf,
  markOf,
  readersOf,
  toTransaction,
  VALUE_COLUMNS,
  valuesOf,
  type FactColumns,
  type PicksOf,
  type Readers,
  type TransactionEntry,
} from './entries.ts';
import { idOfPlace, placeOfId, toOwnId, type OwnId } from './ids.ts';
import { toShares } from './rows.ts';

export type { TransactionEntry } from './entries.ts';

/** The import and the line of its file (from 1) that a transaction came from. */
export interface TransactionSource {
  readonly batchId: string;
  readonly line: number;
}

export type NewTransaction = TransactionEntry & { readonly source: TransactionSource | null };

export type StoredTransaction = Transaction & {
  readonly sequence: number;
  /** Null when it was typed in. */
  readonly source: (TransactionSource & { readonly fileName: string }) | null;
};

/** The source stands before the columns of the fact. */
type StoredColumns = readonly [batchId: string | null, fileName: string | null, ...FactColumns];

const STORED = `SELECT b.id, b.file_name, ${FACT_COLUMNS}
  FROM holding_transaction t LEFT JOIN import_batch b ON b.entry = t.import_key`;
const IN_ORDER = 'ORDER BY t.trade_date, t.sequence';

function toStored(row: StoredColumns, picks: PicksOf, read: Readers): StoredTransaction {
  const [batchId, fileName, ...fact] = row;
  const [sequence, , line] = fact;
  const source =
    batchId === null || fileName === null || line === null ? null : { batchId, fileName, line };
  return { ...toTransaction(fact, picks, read), sequence, source };
}

const PICKS = 'SELECT sequence, lot, shares FROM lot_pick';
type PickColumns = readonly [sequence: number, lot: string, shares: string];

function byTransaction(rows: readonly PickColumns[]): PicksOf {
  const picks = new Map<number, LotPick[]>();
  for (const [sequence, lot, shares] of rows) {
    const pick: LotPick = { lot, shares: toShares(shares) };
    const those = picks.get(sequence);
    if (those === undefined) picks.set(sequence, [pick]);
    else those.push(pick);
  }
  return picks;
}

function allPicks(book: Book): PicksOf {
  const all = statement(book, `${PICKS} ORDER BY sequence, position`).raw().all();
  return byTransaction(all as PickColumns[]);
}

/** All facts, or those of some days, by trade date and within a day in the order of entry. */
export function loadTransactions(book: Book, days?: readonly Day[]): Transaction[] {
  const readers = readersOf(book);
  const picks = allPicks(book);
  const which = days === undefined ? '' : 'WHERE t.trade_date IN (SELECT value FROM json_each(?))';
  const rows = statement(
    book,
    `SELECT ${FACT_COLUMNS} FROM holding_transaction t ${which} ${IN_ORDER}`,
  );
  const parameters = days === undefined ? [] : [JSON.stringify(days)];
  const transactions: Transaction[] = [];
  for (const row of rows.raw().iterate(...parameters) as IterableIterator<FactColumns>) {
    transactions.push(toTransaction(row, picks, readers));
  }
  return transactions;
}

/** All rows with their place and source, by trade date and within a day in the order of entry. */
export function listTransactions(book: Book): StoredTransaction[] {
  const picks = allPicks(book);
  const rows = statement(book, `${STORED} ${IN_ORDER}`).raw().all() as StoredColumns[];
  const readers = readersOf(book);
  return rows.map((row) => toStored(row, picks, readers));
}

/** Where the entry of an id stands; undefined when there is none. */
export function placeOf(book: Book, id: string): number | undefined {
  const place = placeOfId(idPrefixOf(book), id);
  const found =
    place === undefined
      ? statement(book, 'SELECT sequence FROM holding_transaction WHERE own_id = ?')
      : statement(
          book,
          'SELECT sequence FROM holding_transaction WHERE sequence = ? AND own_id IS NULL',
        );
  return found.pluck().get(place ?? toOwnId(id)) as number | undefined;
}

export function getTransaction(book: Book, id: string): StoredTransaction | undefined {
  const place = placeOf(book, id);
  return place === undefined ? undefined : entryAt(book, place);
}

// With a sign: SQLite plans a statement anew for each value that is compared as it is, at ten times the cost.
const AT_PLACE = `${STORED} WHERE t.sequence = +?`;
const PICKS_AT_PLACE = `${PICKS} WHERE sequence = +? ORDER BY position`;

/** The rows that were entered last, the newest first: of those that were typed in, or of any. */
export function newestTransactions(
  book: Book,
  which: 'typed' | 'any',
  most: number,
): readonly StoredTransaction[] {
  const places = statement(
    book,
    `SELECT sequence FROM holding_transaction
     ${which === 'typed' ? 'WHERE import_key IS NULL' : ''} ORDER BY sequence DESC LIMIT ?`,
  ).pluck();
  return (places.all(most) as number[]).map((place) => entryAt(book, place));
}

function entryAt(book: Book, place: number): StoredTransaction {
  const row = statement(book, AT_PLACE).raw().get(place);
  if (row === undefined) throw new Error(`the entry in place ${place} was not stored`);
  const picks = statement(book, PICKS_AT_PLACE).raw();
  const own = byTransaction(picks.all(place) as PickColumns[]);
  return toStored(row as StoredColumns, own, readersOf(book));
}

const INSERT = `INSERT INTO holding_transaction
  (import_key, source_line, ${VALUE_COLUMNS.join(', ')})
  VALUES ((SELECT entry FROM import_batch WHERE id = ?), ?, ${VALUE_COLUMNS.map(markOf).join(', ')})`;

/** Writes a row, and answers with its place. */
function insert(book: Book, { source, ...entry }: NewTransaction): number {
  const written = statement(book, INSERT).run(
    source?.batchId ?? null,
    source?.line ?? null,
    ...valuesOf(entry),
  );
  const sequence = Number(written.lastInsertRowid);
  insertPicks(book, sequence, entry);
  return sequence;
}

function insertPicks(book: Book, sequence: number, entry: TransactionEntry): void {
  if (!('picks' in entry) || entry.picks.length === 0) return;
  const add = statement(
    book,
    'INSERT INTO lot_pick (sequence, position, lot, shares) VALUES (?, ?, ?, ?)',
  );
  entry.picks.forEach(({ lot, shares }, position) => {
    add.run(sequence, position, lot, formatShares(shares));
  });
}

/** Adds one transaction after all others of its day. */
export function addTransaction(book: Book, entry: NewTransaction): StoredTransaction {
  const sequence = insert(book, entry);
  const { source, ...said } = entry;
  if (source !== null) return entryAt(book, sequence);
  // What was typed is what stands there: to read it again would take as long as to write it.
  return { ...said, id: idOfPlace(idPrefixOf(book), sequence), sourceLine: null, sequence, source };
}

/**
 * Adds transactions in their order, after all others of their days; how many those were. `next` is called with the
 * place of each before it is written.
 */
export function addTransactions(
  book: Book,
  entries: Iterable<NewTransaction>,
  next: (place: number) => void = () => undefined,
): number {
  let count = 0;
  for (const entry of entries) {
    next(count);
    insert(book, entry);
    count++;
  }
  return count;
}

const UPDATE = `UPDATE holding_transaction
  SET ${VALUE_COLUMNS.map((column) => `${column} = ${markOf(column)}`).join(', ')} WHERE sequence = ?`;

/** Replaces what was entered, in its place and with its source; undefined when there is no such row. */
export function updateTransaction(
  book: Book,
  id: string,
  entry: TransactionEntry,
): StoredTransaction | undefined {
  const place = placeOf(book, id);
  if (place === undefined) return undefined;
  statement(book, UPDATE).run(...valuesOf(entry), place);
  statement(book, 'DELETE FROM lot_pick WHERE sequence = ?').run(place);
  insertPicks(book, place, entry);
  return entryAt(book, place);
}

/** The ids of the entries of an import, in the order in which they were entered. */
export function transactionIdsOf(book: Book, batchId: string): string[] {
  const rows = statement(
    book,
    `SELECT sequence, own_id FROM holding_transaction
     WHERE import_key = (SELECT entry FROM import_batch WHERE id = ?) ORDER BY sequence`,
  )
    .raw()
    .all(batchId) as [place: number, ownId: OwnId | null][];
  const read = readersOf(book);
  return rows.map(([place, ownId]) => read.id(place, ownId));
}

/** Says that an entry came from an import, and from which line of it. */
export function giveSource(book: Book, id: string, { batchId, line }: TransactionSource): void {
  statement(
    book,
    `UPDATE holding_transaction
     SET import_key = (SELECT entry FROM import_batch WHERE id = ?), source_line = ?
     WHERE sequence = ?`,
  ).run(batchId, line, placeOf(book, id));
}

/** Removes a row and answers with it; undefined when there is no such row. */
export function removeTransaction(book: Book, id: string): StoredTransaction | undefined {
  const removed = getTransaction(book, id);
  if (removed === undefined) return undefined;
  statement(book, 'DELETE FROM holding_transaction WHERE sequence = ?').run(removed.sequence);
  return removed;
}

/** The place of the newest row that there ever was; 0 before the first one. */
export function lastSequence(book: Book): number {
  const last = statement(
    book,
    "SELECT seq FROM sqlite_sequence WHERE name = 'holding_transaction'",
  ).pluck();
  return (last.get() as number | undefined) ?? 0;
}

/** A row, its security, and the one that it leads to (a spin-off, an exchange); null for all others. */
export interface SecuritiesOfTransaction {
  readonly id: string;
  readonly securityId: string;
  readonly toSecurityId: string | null;
}

/** Gives rows to other securities. */
export function giveTransactions(book: Book, rows: readonly SecuritiesOfTransaction[]): void {
  const give = statement(
    book,
    `UPDATE holding_transaction
     SET security_key = ${markOf('security_key')}, to_security_key = ${markOf('to_security_key')}
     WHERE sequence = ?`,
  );
  for (const { id, securityId, toSecurityId } of rows) {
    const place = placeOf(book, id);
    if (place !== undefined) give.run(securityId, toSecurityId, place);
  }
}
