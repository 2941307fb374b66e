/**
 * From a row of the table of transactions to an entry, and back.
 *
 * The table has a column for everything that any kind of entry says; what a kind does not say is
 * NULL. The tables' own checks let no other row in, so one that lacks something is a damaged book.
 * Accounts and securities stand there as numbers; outside of this folder there are their ids alone.
 */
import type { Day } from '../tax/values/days.ts';
import {
  furtherOf,
  makeTransaction,
  NOTHING_FURTHER,
  type EntryValues,
  type FurtherValues,
} from '../tax/facts/entry.ts';
import {
  makesLot,
  needsPart,
  partInColumn,
  paysFractions,
  type Action,
  type FurtherPart,
} from '../tax/facts/entry-kinds.ts';
import type { LotPick, Ratio, Transaction } from '../tax/facts/model.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
} from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import { fromOwnId, idOfPlace, type OwnId } from './ids.ts';
import { toDay, toMoney, toRate, toShares } from './rows.ts';

type WithoutPlace<T> = T extends Transaction ? Omit<T, 'id' | 'sourceLine'> : never;

/** A transaction as it is entered. */
export type TransactionEntry = WithoutPlace<Transaction>;

/** What an entry consists of, in the order of `VALUE_COLUMNS`; `Key` says which account or security. */
type RowValues<Key> = readonly [
  date: string,
  action: Action,
  account: Key,
  security: Key,
  shares: string | null,
  amount: string | null,
  lot: string | null,
  note: string | null,
  acquired: string | null,
  ratioNew: string | null,
  ratioOld: string | null,
  cashShares: string | null,
  percent: string | null,
  toSecurity: Key | null,
  toAccount: Key | null,
  cash: string | null,
  value: string | null,
  tax: string | null,
  unrecaptured1250: string | null,
  section1202: string | null,
  collectibles28: string | null,
  last: 1 | null,
  dividend: 1 | null,
  confirmed: 1 | null,
];

export const VALUE_COLUMNS = [
  'trade_date',
  'action',
  'account_key',
  'security_key',
  'shares',
  'amount',
  'lot',
  'note',
  'acquired',
  'ratio_new',
  'ratio_old',
  'cash_shares',
  'percent',
  'to_security_key',
  'to_account_key',
  'cash',
  'value',
  'tax',
  'unrecaptured_1250',
  'section_1202',
  'collectibles_28',
  'last',
  'dividend',
  'confirmed',
] as const;

/** What stands for a value of a column in a statement that writes one: the number is found by the id. */
export function markOf(column: (typeof VALUE_COLUMNS)[number]): string {
  const table = /(account|security)_key$/.exec(column)?.[1];
  return table === undefined ? '?' : `(SELECT key FROM ${table} WHERE id = ?)`;
}

/** An entry as the table has it; the lots that a seller picked stand in a table of their own. */
export function valuesOf(entry: TransactionEntry): RowValues<string> {
  const ratio = 'ratio' in entry ? entry.ratio : null;
  return [
    entry.date,
    entry.action,
    entry.accountId,
    entry.securityId,
    'shares' in entry && entry.shares !== null ? formatShares(entry.shares) : null,
    'amount' in entry && entry.amount !== null ? formatMoney(entry.amount) : null,
    'lot' in entry ? entry.lot : null,
    entry.note,
    'acquired' in entry ? entry.acquired : null,
    ratio && formatRate(ratio.newShares),
    ratio && formatRate(ratio.oldShares),
    'cashShares' in entry && entry.cashShares !== null ? formatShares(entry.cashShares) : null,
    'percent' in entry ? formatRate(entry.percent) : null,
    'toSecurityId' in entry ? entry.toSecurityId : null,
    'toAccountId' in entry ? entry.toAccountId : null,
    // An entry has of them what its kind has.
    ...furtherColumns(entry as FurtherValues),
  ];
}

type FurtherColumns = readonly [...texts: SixTexts, ...marks: ThreeMarks];
type ThreeMarks = [last: 1 | null, dividend: 1 | null, confirmed: 1 | null];
type SixTexts = [
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
];

/** A value of a share and a value of all of them stand in one column; no kind has both. */
function furtherColumns(entry: FurtherValues): FurtherColumns {
  const money = (value: Cents | undefined) => (value === undefined ? null : formatMoney(value));
  const rate = (value: Rate | undefined) => (value === undefined ? null : formatRate(value));
  return [
    rate(entry.cash),
    money(entry.value) ?? rate(entry.valuePerShare),
    money(entry.tax),
    money(entry.unrecaptured1250),
    money(entry.section1202),
    money(entry.collectibles28),
    entry.last === true ? 1 : null,
    entry.dividend === true ? 1 : null,
    entry.confirmed === true ? 1 : null,
  ];
}

const FIRST_FURTHER = 18;
const VALUE = 19;
const IMPORT_KEY = 27;

function furtherIn(row: FactColumns, action: Action): FurtherValues {
  const [cash, value, tax, unrecaptured1250, section1202, collectibles28, ...marks] = row.slice(
    FIRST_FURTHER,
  ) as unknown as FurtherColumns;
  const isMarked = (place: number): 'yes' | null => (marks[place] === 1 ? 'yes' : null);
  const texts: Partial<Record<FurtherPart, string | null>> = {
    cash,
    [partInColumn(action, 'value') ?? 'value']: value,
    tax,
    unrecaptured1250,
    section1202,
    collectibles28,
    last: isMarked(0),
    dividend: isMarked(1),
    confirmed: isMarked(2),
  };
  if (Object.values(texts).every((text) => text === null)) return NOTHING_FURTHER;
  return furtherOf((part) => texts[part] ?? null, {
    money: toMoney,
    rate: toRate,
    yes: () => true,
  });
}

/** The columns of a fact, as an array: this is the one list that can be very long. */
export type FactColumns = readonly [
  sequence: number,
  ownId: OwnId | null,
  sourceLine: number | null,
  ...RowValues<number>,
  importKey: number | null,
];

/** The columns of a fact, from the table under the name `t`. */
export const FACT_COLUMNS = ['sequence', 'own_id', 'source_line', ...VALUE_COLUMNS, 'import_key']
  .map((column) => `t.${column}`)
  .join(', ');

/** How that is read what stands in very many rows: each day, each kind and each owner once. */
export interface Readers {
  readonly day: (text: string) => Day;
  readonly action: (text: Action) => Action;
  readonly account: (key: number) => string;
  readonly security: (key: number) => string;
  readonly id: (sequence: number, ownId: OwnId | null) => string;
  readonly file: (importKey: number) => string;
}

/** For the rows of one statement. */
export function readersOf(book: Book): Readers {
  const prefix = idPrefixOf(book);
  const idIn = (table: 'account' | 'security') => (key: number) =>
    statement(book, `SELECT id FROM ${table} WHERE key = ?`).pluck().get(key) as string;
  return {
    day: once(toDay),
    // One text for all rows of a kind: whoever compares it later does not read it again.
    action: once((text: Action) => text),
    account: once(idIn('account')),
    security: once(idIn('security')),
    file: once(
      (key: number) =>
        statement(book, 'SELECT file_name FROM import_batch WHERE entry = ?')
          .pluck()
          .get(key) as string,
    ),
    id: (sequence, own) => (own === null ? idOfPlace(prefix, sequence) : fromOwnId(own)),
  };
}

/** What the ids of this book's entries begin with. */
export function idPrefixOf(book: Book): string {
  let prefix = prefixes.get(book);
  if (prefix === undefined) {
    prefix = statement(book, 'SELECT id_prefix FROM meta').pluck().get() as string;
    prefixes.set(book, prefix);
  }
  return prefix;
}

/** It is drawn with the book, and never changes. */
const prefixes = new WeakMap<Book, string>();

/** Of each sale for which lots were picked, by its place. */
export type PicksOf = ReadonlyMap<number, readonly LotPick[]>;

const NO_PICKS: readonly LotPick[] = [];

/** A value that a row of this action has. */
function required<T>(value: T | null, row: FactColumns): T {
  if (value === null) throw notWhole(row);
  return value;
}

function notWhole(row: FactColumns): Error {
  return new Error(`the book holds a "${row[4]}" that is not whole, in place ${row[0]}`);
}

/** The fact of a row. Throws where the row lacks what its action has. */
export function toTransaction(row: FactColumns, picks: PicksOf, read: Readers): Transaction {
  const action = read.action(row[4]);
  if (!makesLot(action)) return toOther(row, action, picks, read);
  // Written out, because nearly all rows of a long list are of these kinds.
  return {
    id: read.id(row[0], row[1]),
    date: read.day(row[3]),
    action,
    securityId: read.security(row[6]),
    accountId: read.account(row[5]),
    shares: toShares(required(row[7], row)),
    amount: row[8] === null && !needsPart(action, 'amount') ? null : toMoney(required(row[8], row)),
    lot: required(row[9], row),
    acquired: row[11] === null ? null : read.day(row[11]),
    note: row[10],
    sourceLine: row[2],
    sourceFile: fileOf(row, read),
    // Of all that few entries have, one that makes a lot can have a value alone.
    ...(row[VALUE] === null ? NOTHING_FURTHER : furtherIn(row, action)),
  };
}

function fileOf(row: FactColumns, { file }: Readers): string | undefined {
  const key = row[IMPORT_KEY];
  return key === null ? undefined : file(key);
}

function toOther(row: FactColumns, action: Action, picks: PicksOf, read: Readers): Transaction {
  const [sequence, ownId, sourceLine, date, , account, security, shares, amount, lot, note] = row;
  const fact = {
    id: read.id(sequence, ownId),
    date: read.day(date),
    securityId: read.security(security),
    accountId: read.account(account),
    note,
    sourceLine,
    sourceFile: fileOf(row, read),
  };
  const [toSecurity, toAccount] = [row[16], row[17]];
  // Where no fraction was left, the table has zero, never nothing.
  if (paysFractions(action)) required(amount, row);
  const values: EntryValues & { readonly toId: string | null } = {
    shares: shares === null ? null : toShares(shares),
    amount: amount === null ? null : toMoney(amount),
    lot,
    ratio: ratioOf(row),
    percent: row[15] === null ? null : toRate(row[15]),
    acquired: row[11] === null ? null : read.day(row[11]),
    cashShares: row[14] === null ? null : toShares(row[14]),
    picks: picks.get(sequence) ?? NO_PICKS,
    further: furtherIn(row, action),
    toId: toOwner(toSecurity, read.security) ?? toOwner(toAccount, read.account),
  };
  return makeTransaction(action, fact, values, () => notWhole(row));
}

function toOwner(key: number | null, read: (key: number) => string): string | null {
  return key === null ? null : read(key);
}

function ratioOf(row: FactColumns): Ratio | null {
  if (row[12] === null || row[13] === null) return null;
  return { newShares: toRate(row[12]), oldShares: toRate(row[13]) };
}

/**
 * Reads each value once and answers with the same object for equal ones. Few days, accounts and
 * securities stand in very many rows, and each row would hold texts of its own.
 */
function once<K, T>(read: (stored: K) => T): (stored: K) => T {
  const known = new Map<K, T>();
  return (stored) => {
    let found = known.get(stored);
    if (found === undefined) {
      found = read(stored);
      known.set(stored, found);
    }
    return found;
  };
}
