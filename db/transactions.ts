/**
 * What the holder did, in the order in which it was entered.
 *
 * Every row has a sequence that is never given twice. Transactions of one day count in that order; a
 * row that is removed and restored stands where it stood.
 */
import type { Day } from '../tax/days.ts';
import { formatMoney, formatShares } from '../tax/money.ts';
import type { Acquisition, Sale, Transaction } from '../tax/model.ts';
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDay, toMoney, toShares } from './rows.ts';

/** A transaction as it is entered. */
export type TransactionEntry =
  Omit<Acquisition, 'id' | 'sourceLine'> | Omit<Sale, 'id' | 'sourceLine'>;

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

/** The columns of a fact, as an array: this is the one list that can be very long. */
type FactColumns = readonly [
  id: string,
  date: string,
  action: Transaction['action'],
  accountId: string,
  securityId: string,
  shares: string,
  amount: string,
  lot: string | null,
  note: string | null,
  sourceLine: number | null,
];
type StoredColumns = readonly [
  ...FactColumns,
  sequence: number,
  batchId: string | null,
  fileName: string | null,
];

const FACT_COLUMNS =
  't.id, t.trade_date, t.action, t.account_id, t.security_id, t.shares, t.amount, t.lot, t.note,' +
  ' t.source_line';
const STORED = `SELECT ${FACT_COLUMNS}, t.sequence, t.import_batch_id, b.file_name
  FROM holding_transaction t LEFT JOIN import_batch b ON b.id = t.import_batch_id`;
const IN_ORDER = 'ORDER BY t.trade_date, t.sequence';

/** How the texts that stand in very many rows are read. */
interface Readers {
  readonly day: (text: string) => Day;
  readonly id: (text: string) => string;
}

const READERS: Readers = { day: toDay, id: (text) => text };

function toTransaction(row: FactColumns | StoredColumns, read = READERS): Transaction {
  const [id, date, action, accountId, securityId, shares, amount, lot, note, sourceLine] = row;
  const fact = {
    id,
    date: read.day(date),
    securityId: read.id(securityId),
    accountId: read.id(accountId),
    shares: toShares(shares),
    amount: toMoney(amount),
    note,
    sourceLine,
  };
  if (action === 'sell') return { ...fact, action, lot };
  if (lot === null) throw new Error(`the book holds a purchase without a lot: "${id}"`);
  return { ...fact, action, lot };
}

function toStored(row: StoredColumns): StoredTransaction {
  const [, , , , , , , , , line, sequence, batchId, fileName] = row;
  const source =
    batchId === null || fileName === null || line === null ? null : { batchId, fileName, line };
  return { ...toTransaction(row), sequence, source };
}

/**
 * Reads each text once and answers with the same object for equal ones. Few days, accounts and
 * securities stand in very many rows, and each row would hold texts of its own.
 */
function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}

/** All facts, or those of some days, by trade date and within a day in the order of entry. */
export function loadTransactions(book: Book, days?: readonly Day[]): Transaction[] {
  const readers: Readers = { day: once(toDay), id: once((text) => text) };
  const which = days === undefined ? '' : 'WHERE t.trade_date IN (SELECT value FROM json_each(?))';
  const rows = statement(
    book,
    `SELECT ${FACT_COLUMNS} FROM holding_transaction t ${which} ${IN_ORDER}`,
  );
  const parameters = days === undefined ? [] : [JSON.stringify(days)];
  const transactions: Transaction[] = [];
  for (const row of rows.raw().iterate(...parameters) as IterableIterator<FactColumns>) {
    transactions.push(toTransaction(row, readers));
  }
  return transactions;
}

/** All rows with their place and source, by trade date and within a day in the order of entry. */
export function listTransactions(book: Book): StoredTransaction[] {
  return (statement(book, `${STORED} ${IN_ORDER}`).raw().all() as StoredColumns[]).map(toStored);
}

export function getTransaction(book: Book, id: string): StoredTransaction | undefined {
  const row = statement(book, `${STORED} WHERE t.id = ?`).raw().get(id) as
    StoredColumns | undefined;
  return row && toStored(row);
}

/** The names of lots that purchases in an account have made. */
export function takenLotNames(book: Book, accountId: string): Set<string> {
  const names = statement(
    book,
    `SELECT lot FROM holding_transaction
     WHERE account_id = ? AND action IN ('buy', 'reinvest') ORDER BY lot`,
  );
  return new Set(names.pluck().all(accountId) as string[]);
}

const INSERT = `INSERT INTO holding_transaction
  (sequence, id, trade_date, action, account_id, security_id, shares, amount, lot, note,
   import_batch_id, source_line)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function insert(
  book: Book,
  sequence: number | null,
  id: string,
  entry: TransactionEntry,
  source: TransactionSource | null,
): void {
  statement(book, INSERT).run(
    sequence,
    id,
    entry.date,
    entry.action,
    entry.accountId,
    entry.securityId,
    formatShares(entry.shares),
    formatMoney(entry.amount),
    entry.lot,
    entry.note,
    source?.batchId ?? null,
    source?.line ?? null,
  );
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

/** Replaces what was entered, in its place and with its source; undefined when there is no such row. */
export function updateTransaction(
  book: Book,
  id: string,
  entry: TransactionEntry,
): StoredTransaction | undefined {
  statement(
    book,
    `UPDATE holding_transaction
     SET trade_date = ?, action = ?, account_id = ?, security_id = ?, shares = ?, amount = ?,
         lot = ?, note = ?
     WHERE id = ?`,
  ).run(
    entry.date,
    entry.action,
    entry.accountId,
    entry.securityId,
    formatShares(entry.shares),
    formatMoney(entry.amount),
    entry.lot,
    entry.note,
    id,
  );
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

/** Gives rows to another security. */
export function giveTransactions(book: Book, ids: readonly string[], securityId: string): void {
  const give = statement(book, 'UPDATE holding_transaction SET security_id = ? WHERE id = ?');
  for (const id of ids) give.run(securityId, id);
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
