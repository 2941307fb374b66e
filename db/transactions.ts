/**
 * What the holder did, in the order in which it was entered.
 *
 * Every row has a sequence that is never given twice. Transactions of one day count in that order; a
 * row that is removed and restored stands where it stood.
 */
import type { Day } from '../tax/values/days.ts';
import { actionsThat } from '../tax/facts/entry-kinds.ts';
import type { LotPick, Transaction } from '../tax/facts/model.ts';
import { formatShares } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import {
  FACT_COLUMNS,
  once,
  PLAIN_READERS,
  toTransaction,
  VALUE_COLUMNS,
  valuesOf,
  type FactColumns,
  type PicksOf,
  type Readers,
  type TransactionEntry,
} from './entries.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDay, toShares } from './rows.ts';

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

/** Place and source stand before the columns of the fact. */
type StoredColumns = readonly [
  sequence: number,
  batchId: string | null,
  fileName: string | null,
  ...FactColumns,
];

const STORED = `SELECT t.sequence, t.import_batch_id, b.file_name, ${FACT_COLUMNS}
  FROM holding_transaction t LEFT JOIN import_batch b ON b.id = t.import_batch_id`;
const IN_ORDER = 'ORDER BY t.trade_date, t.sequence';

function toStored(row: StoredColumns, picks: PicksOf): StoredTransaction {
  const [sequence, batchId, fileName, ...fact] = row;
  const line = fact[1];
  const source =
    batchId === null || fileName === null || line === null ? null : { batchId, fileName, line };
  return { ...toTransaction(fact, picks, PLAIN_READERS), sequence, source };
}

const PICKS = 'SELECT transaction_id, lot, shares FROM lot_pick';
type PickColumns = readonly [transactionId: string, lot: string, shares: string];

function byTransaction(rows: readonly PickColumns[]): PicksOf {
  const picks = new Map<string, LotPick[]>();
  for (const [id, lot, shares] of rows) {
    const pick: LotPick = { lot, shares: toShares(shares) };
    const those = picks.get(id);
    if (those === undefined) picks.set(id, [pick]);
    else those.push(pick);
  }
  return picks;
}

function allPicks(book: Book): PicksOf {
  const all = statement(book, `${PICKS} ORDER BY transaction_id, position`).raw().all();
  return byTransaction(all as PickColumns[]);
}

/** All facts, or those of some days, by trade date and within a day in the order of entry. */
export function loadTransactions(book: Book, days?: readonly Day[]): Transaction[] {
  const readers: Readers = { day: once(toDay), id: once((text) => text) };
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
  return rows.map((row) => toStored(row, picks));
}

export function getTransaction(book: Book, id: string): StoredTransaction | undefined {
  const row = statement(book, `${STORED} WHERE t.id = ?`).raw().get(id) as
    StoredColumns | undefined;
  if (row === undefined) return undefined;
  const picks = statement(book, `${PICKS} WHERE transaction_id = ? ORDER BY position`).raw();
  return toStored(row, byTransaction(picks.all(id) as PickColumns[]));
}

/** As the index of lot names has it. */
const MAKES_A_LOT = actionsThat('acquires')
  .map((action) => `action = '${action}'`)
  .join(' OR ');

/** The names of lots that purchases, and shares received, have made in an account. */
export function takenLotNames(book: Book, accountId: string): Set<string> {
  const names = statement(
    book,
    `SELECT lot FROM holding_transaction
     WHERE account_id = ? AND (${MAKES_A_LOT}) ORDER BY lot`,
  );
  return new Set(names.pluck().all(accountId) as string[]);
}

const INSERT = `INSERT INTO holding_transaction
  (sequence, id, import_batch_id, source_line, ${VALUE_COLUMNS.join(', ')})
  VALUES (?, ?, ?, ?, ${VALUE_COLUMNS.map(() => '?').join(', ')})`;

function insert(
  book: Book,
  sequence: number | null,
  id: string,
  entry: TransactionEntry,
  source: TransactionSource | null,
): void {
  const place = [sequence, id, source?.batchId ?? null, source?.line ?? null];
  statement(book, INSERT).run(...place, ...valuesOf(entry));
  insertPicks(book, id, entry);
}

function insertPicks(book: Book, id: string, entry: TransactionEntry): void {
  if (!('picks' in entry) || entry.picks.length === 0) return;
  const add = statement(
    book,
    'INSERT INTO lot_pick (transaction_id, position, lot, shares) VALUES (?, ?, ?, ?)',
  );
  entry.picks.forEach(({ lot, shares }, position) => {
    add.run(id, position, lot, formatShares(shares));
  });
}

function stored(book: Book, id: string): StoredTransaction {
  const row = getTransaction(book, id);
  if (row === undefined) throw new Error(`the transaction "${id}" was not stored`);
  return row;
}

/** Adds one transaction after all others of its day. */
export function addTransaction(
  book: Book,
  entry: NewTransaction,
  newId: NewId = newUuid,
): StoredTransaction {
  const id = newId();
  insert(book, null, id, entry, entry.source);
  return stored(book, id);
}

/** Adds transactions in their order, after all others of their days; how many those were. */
export function addTransactions(
  book: Book,
  entries: Iterable<NewTransaction>,
  newId: NewId = newUuid,
): number {
  let count = 0;
  for (const entry of entries) {
    insert(book, null, newId(), entry, entry.source);
    count++;
  }
  return count;
}

const UPDATE = `UPDATE holding_transaction
  SET ${VALUE_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

/** Replaces what was entered, in its place and with its source; undefined when there is no such row. */
export function updateTransaction(
  book: Book,
  id: string,
  entry: TransactionEntry,
): StoredTransaction | undefined {
  const { changes } = statement(book, UPDATE).run(...valuesOf(entry), id);
  if (changes === 0) return undefined;
  statement(book, 'DELETE FROM lot_pick WHERE transaction_id = ?').run(id);
  insertPicks(book, id, entry);
  return getTransaction(book, id);
}

/** Removes a row and answers with it, for `restoreTransaction`; undefined when there is no such row. */
export function removeTransaction(book: Book, id: string): StoredTransaction | undefined {
  const removed = getTransaction(book, id);
  statement(book, 'DELETE FROM holding_transaction WHERE id = ?').run(id);
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
    'UPDATE holding_transaction SET security_id = ?, to_security_id = ? WHERE id = ?',
  );
  for (const { id, securityId, toSecurityId } of rows) give.run(securityId, toSecurityId, id);
}

/** Whether a removed row can return to this place: it was given once, and no other row stands there. */
export function isFreeSequence(book: Book, sequence: number): boolean {
  if (sequence < 1 || sequence > lastSequence(book)) return false;
  const taken = statement(book, 'SELECT 1 FROM holding_transaction WHERE sequence = ?').pluck();
  return taken.get(sequence) === undefined;
}

/** Puts a removed row back: the same id, in its old place. Its account, security and import exist. */
export function restoreTransaction(book: Book, removed: StoredTransaction): StoredTransaction {
  insert(book, removed.sequence, removed.id, removed, removed.source);
  return stored(book, removed.id);
}
