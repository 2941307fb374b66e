/** The accounts that hold shares. */
import type { Account, LotMethod } from '../tax/model.ts';
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';

interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly tax_deferred: number;
  readonly method: LotMethod;
}

const COLUMNS = 'SELECT id, name, tax_deferred, method FROM account';

function toAccount(row: AccountRecord): Account {
  return { id: row.id, name: row.name, taxDeferred: row.tax_deferred === 1, method: row.method };
}

/** All accounts, by name. */
export function listAccounts(book: Book): Account[] {
  return (statement(book, `${COLUMNS} ORDER BY name`).all() as AccountRecord[]).map(toAccount);
}

export function getAccount(book: Book, id: string): Account | undefined {
  const row = statement(book, `${COLUMNS} WHERE id = ?`).get(id) as AccountRecord | undefined;
  return row && toAccount(row);
}

export function findAccountByName(book: Book, name: string): Account | undefined {
  const row = statement(book, `${COLUMNS} WHERE name = ?`).get(name) as AccountRecord | undefined;
  return row && toAccount(row);
}

/** Adds an account; its name is not empty and no other account has it. */
export function addAccount(
  book: Book,
  account: Pick<Account, 'name' | 'taxDeferred'> & Partial<Pick<Account, 'method'>>,
  newId: NewId = newUuid,
): Account {
  const added: Account = {
    id: newId(),
    name: account.name,
    taxDeferred: account.taxDeferred,
    method: account.method ?? 'fifo',
  };
  statement(book, 'INSERT INTO account (id, name, tax_deferred, method) VALUES (?, ?, ?, ?)').run(
    added.id,
    added.name,
    added.taxDeferred ? 1 : 0,
    added.method,
  );
  return added;
}

/** Changes name and treatment; undefined when there is no such account. */
export function updateAccount(
  book: Book,
  id: string,
  change: Pick<Account, 'name' | 'taxDeferred'>,
): Account | undefined {
  statement(book, 'UPDATE account SET name = ?, tax_deferred = ? WHERE id = ?').run(
    change.name,
    change.taxDeferred ? 1 : 0,
    id,
  );
  return getAccount(book, id);
}
