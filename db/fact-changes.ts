/**
 * Which facts changed since they were last read? So that 100,000 rows are not read again for one.
 *
 * The connection itself takes note, in a temporary table that triggers write to and that is no part
 * of the book: whatever statement changes a row, through whatever query, is noted, and what is
 * rolled back is not. A note says a topic; for an entry also its id.
 *
 * Awkward case: an import changes tens of thousands of entries. From MANY_DAYS days on the whole
 * list is read again, which is quicker than putting it together.
 */
import type { Day } from '../tax/values/days.ts';
import type { Facts, Transaction } from '../tax/facts/model.ts';
import { listAccounts } from './accounts.ts';
import { connectionOf, statement, type Book } from './book.ts';
import { loadDocuments } from './documents.ts';
import { listSecurities } from './securities.ts';
import { loadTransactions } from './transactions.ts';

type Topic = 'account' | 'security' | 'document' | 'transaction';

/** What a table's rows are about, and the column with an entry's id; null where no fact is in it. */
export const FACT_TABLES: Readonly<
  Record<string, { readonly topic: Topic; readonly id?: string } | null>
> = {
  account: { topic: 'account' },
  account_method: { topic: 'account' },
  security: { topic: 'security' },
  security_identifier: { topic: 'security' },
  document: { topic: 'document' },
  document_security: { topic: 'document' },
  distribution: { topic: 'document' },
  holding_transaction: { topic: 'transaction', id: 'id' },
  lot_pick: { topic: 'transaction', id: 'transaction_id' },
  import_batch: null,
  meta: null,
};

/** On how many days entries may have changed for the list to be patched. */
const MANY_DAYS = 200;

const TRIGGERS = Object.entries(FACT_TABLES).flatMap(([table, about]) => {
  if (about === null) return [];
  const note = (row: 'NEW' | 'OLD'): string =>
    `INSERT INTO fact_change (topic, id) VALUES ('${about.topic}', ${about.id ? `${row}.${about.id}` : "''"});`;
  return [
    ['INSERT', note('NEW')],
    ['UPDATE', about.id ? note('OLD') + note('NEW') : note('NEW')],
    ['DELETE', note('OLD')],
  ].map(
    ([event, notes]) =>
      `CREATE TEMP TRIGGER note_${table}_${event} AFTER ${event} ON main.${table} BEGIN ${notes} END;`,
  );
});

/** Begins to take note of changes. To be called once, outside of a transaction, before facts are read. */
export function noteFactChanges(book: Book): void {
  const db = connectionOf(book);
  // Names of rows that changed stay in memory: nothing of the book is written anywhere else.
  db.pragma('temp_store = MEMORY');
  db.exec('CREATE TEMP TABLE fact_change (topic TEXT NOT NULL, id TEXT NOT NULL);');
  db.exec(TRIGGERS.join('\n'));
}

/** Forgets the notes: the facts have been read. Within a transaction it takes part in it. */
export function forgetFactChanges(book: Book): void {
  connectionOf(book).exec('DELETE FROM temp.fact_change');
}

function changedIds(book: Book): ReadonlyMap<Topic, ReadonlySet<string>> {
  const notes = statement(book, 'SELECT DISTINCT topic, id FROM temp.fact_change').raw();
  const rows = notes.all() as [Topic, string][];
  const ids = new Map<Topic, Set<string>>();
  for (const [topic, id] of rows) {
    const known = ids.get(topic) ?? new Set();
    ids.set(topic, known.add(id));
  }
  return ids;
}

/**
 * The facts as they are now, from facts as they were when the notes were last forgotten. The very
 * same object where nothing changed; what did not change is taken over. Call it inside of a
 * transaction, as `loadFacts`, whose answer it equals.
 */
export function patchFacts(book: Book, facts: Facts): Facts {
  const changed = changedIds(book);
  if (changed.size === 0) return facts;
  const entries = changed.get('transaction');
  return {
    securities: changed.has('security') ? listSecurities(book) : facts.securities,
    accounts: changed.has('account') ? listAccounts(book) : facts.accounts,
    documents: changed.has('document') ? loadDocuments(book) : facts.documents,
    transactions: entries
      ? patchTransactions(book, facts.transactions, entries)
      : facts.transactions,
  };
}

/** Reads the entries of every day on which one changed, and takes over the other days. */
function patchTransactions(
  book: Book,
  before: readonly Transaction[],
  ids: ReadonlySet<string>,
): readonly Transaction[] {
  const days = new Set<Day>(daysOf(book, ids));
  for (const entry of before) if (ids.has(entry.id)) days.add(entry.date);
  if (days.size > MANY_DAYS) return loadTransactions(book);
  const fresh = loadTransactions(book, [...days]);
  const after: Transaction[] = [];
  let next = 0;
  for (const entry of before) {
    if (days.has(entry.date)) continue;
    for (; next < fresh.length; next++) {
      const one = fresh[next] as Transaction;
      if (one.date > entry.date) break;
      after.push(one);
    }
    after.push(entry);
  }
  return [...after, ...fresh.slice(next)];
}

/** The days of the entries that are there; one more than enough where there are very many. */
function daysOf(book: Book, ids: ReadonlySet<string>): Day[] {
  const days = statement(
    book,
    `SELECT DISTINCT trade_date FROM holding_transaction
     WHERE id IN (SELECT value FROM json_each(?)) LIMIT ?`,
  );
  return days.pluck().all(JSON.stringify([...ids]), MANY_DAYS + 1) as Day[];
}
