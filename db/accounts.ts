/** The accounts that hold shares. */
import type { Account, LotMethod, MethodChange, ReturnOfCapitalRule } from '../tax/facts/model.ts';
import { statement, type Book } from './book.ts';
import { newUuid, type NewId } from './ids.ts';
import { toDay } from './rows.ts';

interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly tax_deferred: number;
  readonly method: LotMethod;
  readonly return_of_capital: ReturnOfCapitalRule;
}

const COLUMNS = 'SELECT id, name, tax_deferred, method, return_of_capital FROM account';

interface ChangeRecord {
  readonly account_id: string;
  readonly valid_from: string;
  readonly method: LotMethod;
}

const CHANGES = 'SELECT account_id, valid_from, method FROM account_method';

function toAccount(row: AccountRecord, changes: readonly ChangeRecord[]): Account {
  return {
    id: row.id,
    name: row.name,
    taxDeferred: row.tax_deferred === 1,
    method: row.method,
    methodChanges: changes.map((each) => ({ from: toDay(each.valid_from), method: each.method })),
    returnOfCapital: row.return_of_capital,
  };
}

/** All accounts, by name. */
export function listAccounts(book: Book): Account[] {
  const changes = Map.groupBy(
    statement(book, `${CHANGES} ORDER BY account_id, valid_from`).all() as ChangeRecord[],
    (change) => change.account_id,
  );
  const rows = statement(book, `${COLUMNS} ORDER BY name`).all() as AccountRecord[];
  return rows.map((row) => toAccount(row, changes.get(row.id) ?? []));
}

function found(book: Book, row: unknown): Account | undefined {
  if (row === undefined) return undefined;
  const account = row as AccountRecord;
  const changes = statement(book, `${CHANGES} WHERE account_id = ? ORDER BY valid_from`);
  return toAccount(account, changes.all(account.id) as ChangeRecord[]);
}

export function getAccount(book: Book, id: string): Account | undefined {
  return found(book, statement(book, `${COLUMNS} WHERE id = ?`).get(id));
}

/** Name and treatment, and where they are given the methods of choosing lots and of reducing basis. */
type AccountDescription = Pick<Account, 'name' | 'taxDeferred'> &
  Partial<Pick<Account, 'method' | 'methodChanges' | 'returnOfCapital'>>;

/** Adds an account, `fifo` and `by-shares` where nothing else is given; its name is not empty and no other account has it. */
export function addAccount(
  book: Book,
  account: AccountDescription,
  newId: NewId = newUuid,
): Account {
  const added: Account = {
    id: newId(),
    name: account.name,
    taxDeferred: account.taxDeferred,
    method: account.method ?? 'fifo',
    methodChanges: (account.methodChanges ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    returnOfCapital: account.returnOfCapital ?? 'by-shares',
  };
  statement(
    book,
    `INSERT INTO account (id, name, tax_deferred, method, return_of_capital)
     VALUES (?, ?, ?, ?, ?)`,
  ).run(added.id, added.name, added.taxDeferred ? 1 : 0, added.method, added.returnOfCapital);
  insertChanges(book, added.id, added.methodChanges);
  return added;
}

function insertChanges(book: Book, id: string, changes: readonly MethodChange[]): void {
  const add = statement(
    book,
    'INSERT INTO account_method (account_id, valid_from, method) VALUES (?, ?, ?)',
  );
  for (const { from, method } of changes) add.run(id, from, method);
}

/**
 * Changes name and treatment, and the method and its changes where they are given; undefined when
 * there is no such account. Of one day there is one change at most.
 */
export function updateAccount(
  book: Book,
  id: string,
  change: AccountDescription,
): Account | undefined {
  const { changes } = statement(
    book,
    `UPDATE account SET name = ?, tax_deferred = ?, method = ifnull(?, method),
       return_of_capital = ifnull(?, return_of_capital)
     WHERE id = ?`,
  ).run(
    change.name,
    change.taxDeferred ? 1 : 0,
    change.method ?? null,
    change.returnOfCapital ?? null,
    id,
  );
  if (changes === 0) return undefined;
  if (change.methodChanges !== undefined) {
    statement(book, 'DELETE FROM account_method WHERE account_id = ?').run(id);
    insertChanges(book, id, change.methodChanges);
  }
  return getAccount(book, id);
}
