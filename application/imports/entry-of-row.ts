/**
 * The entry of one row: a row of a file, of the form, or one that was removed and is put back.
 *
 * The readers of rows see to it that a row has everything that its action needs.
 */
import type { Transaction } from '../../tax/facts/model.ts';
import { NO_MONEY } from '../../tax/values/money.ts';
import type { CsvTransaction } from '../../formats/transaction-row.ts';

/** What the action of the row needs; the readers of rows let none through without it. */
export function needed<T>(value: T | null, row: CsvTransaction): T {
  if (value === null) throw new Error(`the row of line ${row.line} is not a whole ${row.action}`);
  return value;
}

/** What the book gives to an entry; the row has only names for it. */
interface RowOwners {
  readonly id: string;
  readonly accountId: string;
  readonly securityId: string;
  /** The other security, or the other account. */
  readonly toId: string | undefined;
  readonly sourceLine: number | null;
}

/** The entry of a row; a new lot without a name has an empty one until all rows are known. */
export function entryOfRow(row: CsvTransaction, owners: RowOwners): Transaction {
  const { action, date, note } = row;
  const { id, accountId, securityId, sourceLine } = owners;
  const fact = { id, date, securityId, accountId, note, sourceLine };
  const toId = owners.toId ?? '';
  const conversion = () => ({
    ratio: needed(row.ratio, row),
    amount: row.amount ?? NO_MONEY,
    cashShares: row.cashShares,
  });
  switch (action) {
    case 'buy':
    case 'reinvest':
    case 'stock-dividend':
    case 'in-kind':
    case 'gift-received':
    case 'inherit':
      return {
        ...fact,
        action,
        shares: needed(row.shares, row),
        amount: needed(row.amount, row),
        lot: row.lot ?? '',
        acquired: row.acquired,
      };
    case 'sell':
    case 'redeem':
      return {
        ...fact,
        action,
        shares: needed(row.shares, row),
        amount: needed(row.amount, row),
        lot: row.lot,
        picks: row.picks,
      };
    case 'gift':
      return { ...fact, action, shares: needed(row.shares, row), lot: row.lot };
    case 'split':
      return { ...fact, action, ...conversion() };
    case 'spin-off':
      return {
        ...fact,
        action,
        ...conversion(),
        toSecurityId: toId,
        percent: needed(row.percent, row),
      };
    case 'exchange':
      return {
        ...fact,
        action,
        ...conversion(),
        toSecurityId: toId,
        shares: row.shares,
        lot: row.lot,
      };
    case 'transfer':
      return { ...fact, action, toAccountId: toId, shares: row.shares, lot: row.lot };
    case 'dividend':
      return { ...fact, action, amount: needed(row.amount, row) };
  }
}
