/**
 * Which facts changed since they were last read? So that 100,000 rows are not read again for one.
 *
 * The connection itself takes note, in a temporary table that triggers write to and that is no part
 * of the book: whatever statement changes a row, through whatever query, is noted, and what is
 * rolled back is not. A note says a topic; for an entry also its place, and the id where it has one of
 * its own.
 *
 * Awkward case: an import changes tens of thousands of entries. From MANY_DAYS days on the whole
 * list is read again, which is quicker than putting it together.
 */
import type { Day } from '../tax/values/days.ts';
import type { Facts, Transaction } from '../tax/facts/model.ts';
import { listAccounts } from './accounts.ts';
import { connectionOf, statement, type Book } from './book.ts';
import { loadDocuments } from './documents.ts';
import { readersOf } from './entries.ts';
import type { OwnId } from './ids.ts';
import { listSecurities } from './securities.ts';
import { loadTransactions } from './transactions.ts';

type Topic = 'account' | 'security' | 'document' | 'transaction';

/** What a table's rows are about, and how an entry's own id is found; null where no fact is in it. */
export const FACT_TABLES: Readonly<
  Record<string, { readonly topic: Topic; readonly ownId?: (row: string) => string } | null>
> = {
  account: { topic: 'account' },
  account_method: { topic: 'account' },
  security: { topic: 'security' },
  security_identifier: { topic: 'security' },
  document: { topic: 'document' },
  document_security: { topic: 'document' },
  distribution: { topic: 'document' },
  holding_transaction: { topic: 'transaction', ownId: (row) => `${row}.own_id` },
  lot_pick: {
    topic: 'transaction',
    // Of a sale that is gone with its picks there is a note of its own.
    ownId: (row) => `(SELECT own_id FROM holding_transaction t WHERE t.sequence = ${row}.sequence)`,
  },
  import_batch: null,
  said_caption: null,
  broker_claim: null,
  row_again: null,
  own_layout: null,
  broker_form: null,
  broker_form_box: null,
  broker_form_sale: null,
  accepted_difference: null,
  stand_in: null,
  filed_return: null,
  filed_figure: null,
  meta: null,
  tally: null,
  act: null,
  act_change: null,
  log_mark: null,
};

/** On how many days entries may have changed for the list to be patched. */
const MANY_DAYS = 200;

const TRIGGERS = Object.entries(FACT_TABLES).flatMap(([table, about]) => {
  if (about === null) return [];
  const note = (row: 'NEW' | 'OLD'): string =>
    `INSERT INTO fact_change (topic, place, own_id) VALUES ('${about.topic}', ${
      about.ownId ? `${row}.sequence, ${about.ownId(row)}` : 'NULL, NULL'
    });`;
  return [
    ['INSERT', '', note('NEW')],
    // Not where a checksum alone is made anew.
    [
      'UPDATE',
      'WHEN NEW.checksum IS OLD.checksum',
      about.ownId ? note('OLD') + note('NEW') : note('NEW'),
    ],
    ['DELETE', '', note('OLD')],
  ].map(
    ([event, when, notes]) =>
      `CREATE TEMP TRIGGER note_${table}_${event} AFTER ${event} ON main.${table} ${when} BEGIN ${notes} END;`,
  );
});

/** Begins to take note of changes. To be called once, outside of a transaction, before facts are read. */
export function noteFactChanges(book: Book): void {
  const db = connectionOf(book);
  db.exec('CREATE TEMP TABLE fact_change (topic TEXT NOT NULL, place INTEGER, own_id ANY) STRICT;');
  db.exec(TRIGGERS.join('\n'));
}

/** Forgets the notes: the facts have been read. Within a transaction it takes part in it. */
export function forgetFactChanges(book: Book): void {
  connectionOf(book).exec('DELETE FROM temp.fact_change');
}

/** The places and the ids of the entries that changed. */
interface ChangedEntries {
  readonly places: ReadonlySet<number>;
  readonly ids: ReadonlySet<string>;
}

function changedTopics(book: Book): ReadonlySet<Topic> {
  const notes = statement(book, 'SELECT DISTINCT topic FROM temp.fact_change').pluck();
  return new Set(notes.all() as Topic[]);
}

function changedEntries(book: Book): ChangedEntries {
  const notes = statement(
    book,
    "SELECT DISTINCT place, own_id FROM temp.fact_change WHERE topic = 'transaction'",
  ).raw();
  const rows = notes.all() as [place: number, ownId: OwnId | null][];
  const read = readersOf(book);
  return {
    places: new Set(rows.map(([place]) => place)),
    ids: new Set(rows.map(([place, ownId]) => read.id(place, ownId))),
  };
}

/**
 * The facts as they are now, from facts as they were when the notes were last forgotten. The very
 * same object where nothing changed; what did not change is taken over. Call it inside of a
 * transaction, as `loadFacts`, whose answer it equals.
 */
export function patchFacts(book: Book, facts: Facts): Facts {
  const changed = changedTopics(book);
  if (changed.size === 0) return facts;
  return {
    securities: changed.has('security') ? listSecurities(book) : facts.securities,
    accounts: changed.has('account') ? listAccounts(book) : facts.accounts,
    documents: changed.has('document') ? loadDocuments(book) : facts.documents,
    transactions: changed.has('transaction')
      ? patchTransactions(book, facts.transactions, changedEntries(book))
      : facts.transactions,
  };
}

/** Reads the entries of every day on which one changed, and takes over the other days. */
function patchTransactions(
  book: Book,
  before: readonly Transaction[],
  { places, ids }: ChangedEntries,
): readonly Transaction[] {
  const days = new Set<Day>(daysOf(book, places));
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
function daysOf(book: Book, places: ReadonlySet<number>): Day[] {
  const days = statement(
    book,
    `SELECT DISTINCT trade_date FROM holding_transaction
     WHERE sequence IN (SELECT value FROM json_each(?)) LIMIT ?`,
  );
  return days.pluck().all(JSON.stringify([...places]), MANY_DAYS + 1) as Day[];
}
