/**
 * From a row of the table of transactions to an entry, and back.
 *
 * The table has a column for everything that any kind of entry says; what a kind does not say is
 * NULL. The tables' own checks let no other row in, so one that lacks something is a damaged book.
 */
import type { Day } from '../tax/values/days.ts';
import { makeTransaction, type EntryValues } from '../tax/facts/entry.ts';
import { makesLot, paysFractions, type Action } from '../tax/facts/entry-kinds.ts';
import type { LotPick, Ratio, Transaction } from '../tax/facts/model.ts';
import { formatMoney, formatRate, formatShares } from '../tax/values/money.ts';
import { toDay, toMoney, toRate, toShares } from './rows.ts';

type WithoutPlace<T> = T extends Transaction ? Omit<T, 'id' | 'sourceLine'> : never;

/** A transaction as it is entered. */
export type TransactionEntry = WithoutPlace<Transaction>;

/** What an entry consists of, in the order of `VALUE_COLUMNS`. */
type RowValues = readonly [
  date: string,
  action: Action,
  accountId: string,
  securityId: string,
  shares: string | null,
  amount: string | null,
  lot: string | null,
  note: string | null,
  acquired: string | null,
  ratioNew: string | null,
  ratioOld: string | null,
  cashShares: string | null,
  percent: string | null,
  toSecurityId: string | null,
  toAccountId: string | null,
];

export const VALUE_COLUMNS = [
  'trade_date',
  'action',
  'account_id',
  'security_id',
  'shares',
  'amount',
  'lot',
  'note',
  'acquired',
  'ratio_new',
  'ratio_old',
  'cash_shares',
  'percent',
  'to_security_id',
  'to_account_id',
] as const;

/** An entry as the table has it; the lots that a seller picked stand in a table of their own. */
export function valuesOf(entry: TransactionEntry): RowValues {
  const ratio = 'ratio' in entry ? entry.ratio : null;
  return [
    entry.date,
    entry.action,
    entry.accountId,
    entry.securityId,
    'shares' in entry && entry.shares !== null ? formatShares(entry.shares) : null,
    'amount' in entry ? formatMoney(entry.amount) : null,
    'lot' in entry ? entry.lot : null,
    entry.note,
    'acquired' in entry ? entry.acquired : null,
    ratio && formatRate(ratio.newShares),
    ratio && formatRate(ratio.oldShares),
    'cashShares' in entry && entry.cashShares !== null ? formatShares(entry.cashShares) : null,
    'percent' in entry ? formatRate(entry.percent) : null,
    'toSecurityId' in entry ? entry.toSecurityId : null,
    'toAccountId' in entry ? entry.toAccountId : null,
  ];
}

/** The columns of a fact, as an array: this is the one list that can be very long. */
export type FactColumns = readonly [id: string, sourceLine: number | null, ...RowValues];

/** The columns of a fact, from the table under the name `t`. */
export const FACT_COLUMNS = ['id', 'source_line', ...VALUE_COLUMNS]
  .map((column) => `t.${column}`)
  .join(', ');

/** How the texts that stand in very many rows are read. */
export interface Readers {
  readonly day: (text: string) => Day;
  readonly id: (text: string) => string;
}

export const PLAIN_READERS: Readers = { day: toDay, id: (text) => text };

/** Of each sale for which lots were picked, by the sale's id. */
export type PicksOf = ReadonlyMap<string, readonly LotPick[]>;

const NO_PICKS: readonly LotPick[] = [];

/** A value that a row of this action has. */
function required<T>(value: T | null, row: FactColumns): T {
  if (value === null) throw notWhole(row);
  return value;
}

function notWhole(row: FactColumns): Error {
  return new Error(`the book holds a "${row[3]}" that is not whole: "${row[0]}"`);
}

/** The fact of a row. Throws where the row lacks what its action has. */
export function toTransaction(row: FactColumns, picks: PicksOf, read: Readers): Transaction {
  const action = row[3];
  if (!makesLot(action)) return toOther(row, action, picks, read);
  // Written out, because nearly all rows of a long list are of these kinds.
  return {
    id: row[0],
    date: read.day(row[2]),
    action,
    securityId: read.id(row[5]),
    accountId: read.id(row[4]),
    shares: toShares(required(row[6], row)),
    amount: toMoney(required(row[7], row)),
    lot: required(row[8], row),
    acquired: row[10] === null ? null : read.day(row[10]),
    note: row[9],
    sourceLine: row[1],
  };
}

function toOther(row: FactColumns, action: Action, picks: PicksOf, read: Readers): Transaction {
  const [id, sourceLine, date, , accountId, securityId, shares, amount, lot, note] = row;
  const fact = {
    id,
    date: read.day(date),
    securityId: read.id(securityId),
    accountId: read.id(accountId),
    note,
    sourceLine,
  };
  const other = row[15] ?? row[16];
  // Where no fraction was left, the table has zero, never nothing.
  if (paysFractions(action)) required(amount, row);
  const values: EntryValues & { readonly toId: string | null } = {
    shares: shares === null ? null : toShares(shares),
    amount: amount === null ? null : toMoney(amount),
    lot,
    ratio: ratioOf(row),
    percent: row[14] === null ? null : toRate(row[14]),
    acquired: null,
    cashShares: row[13] === null ? null : toShares(row[13]),
    picks: picks.get(id) ?? NO_PICKS,
    toId: other === null ? null : read.id(other),
  };
  return makeTransaction(action, fact, values, () => notWhole(row));
}

function ratioOf(row: FactColumns): Ratio | null {
  if (row[11] === null || row[12] === null) return null;
  return { newShares: toRate(row[11]), oldShares: toRate(row[12]) };
}

/**
 * Reads each text once and answers with the same object for equal ones. Few days, accounts and
 * securities stand in very many rows, and each row would hold texts of its own.
 */
export function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = read(text);
      known.set(text, found);
    }
    return found;
  };
}
