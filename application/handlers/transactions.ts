/**
 * What the holder entered by hand, one entry at a time. A change that would leave any entry without
 * its lot or its shares is refused with the reason, and nothing is written.
 */
import {
  addTransaction,
  getTransaction,
  listTransactions,
  removeTransaction,
  updateTransaction,
  type StoredTransaction,
} from '../../db/transactions.ts';
import type { Entry } from '../../tax/facts/entry.ts';
import { act, entriesName, entryName } from '../act-names.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import type { Typed } from './entry-fields.ts';
import { rowsOf, type Row } from './entry-rows.ts';
import { readWritten } from './new-accounts.ts';
import { planEntries, planOne, refuseBrokenEntries, writeOwners } from './plan-entry.ts';

type Handlers = BookHandlers<BookContext>;

const BROKEN = 'With this, an entry that is in the book would not fit any more.';
export const GONE = 'This entry is no longer in the book. Reload the list.';

function rowOf(context: BookContext, stored: StoredTransaction): Row {
  context.changed();
  const [row] = rowsOf(context.facts(), [stored]);
  return row as Row;
}

/** Adds all of them or none; the whole book is looked at once, however many there are. */
export function addEntries(context: BookContext, entries: readonly Entry[]): Row[] {
  const before = context.facts();
  const plan = planEntries(context, before, entries);
  writeOwners(context, plan);
  const stored = plan.transactions.map((entry) =>
    addTransaction(context.book, { ...entry, source: null }),
  );
  refuseBrokenEntries(context, before, BROKEN, ...stored.map(({ id }) => id));
  const rows = rowsOf(context.facts(), stored);
  act(context, entriesName(rows));
  return rows;
}

function addAll(context: BookContext, entries: readonly Typed[]): Row[] {
  return addEntries(
    context,
    entries.map((typed) => readWritten(context, typed)),
  );
}

export const transactionHandlers: Pick<
  Handlers,
  | 'transactions.list'
  | 'transactions.add'
  | 'transactions.addAll'
  | 'transactions.update'
  | 'transactions.remove'
> = {
  'transactions.list': (context) => rowsOf(context.facts(), listTransactions(context.book)),

  'transactions.add': (context, typed) => addAll(context, [typed])[0] as Row,

  'transactions.addAll': (context, { entries }) => addAll(context, entries),

  'transactions.update': (context, { id, ...typed }) => {
    const stored = getTransaction(context.book, id);
    if (!stored) throw new RefusalError('not-found', GONE);
    const was = rowOf(context, stored);
    const read = readWritten(context, typed);
    const before = context.facts();
    const others = before.transactions.filter((each) => each.id !== id);
    const all = { ...before, transactions: others };
    const { plan, entry } = planOne(context, all, read);
    writeOwners(context, plan);
    const updated = updateTransaction(context.book, id, entry);
    if (!updated) throw new Error('the entry vanished within one transaction');
    refuseBrokenEntries(context, before, 'This change is not possible.', id);
    act(context, `Change of the ${entryName(was)}`);
    return rowOf(context, updated);
  },

  'transactions.remove': (context, { id }) => {
    const before = context.facts();
    const stored = getTransaction(context.book, id);
    if (!stored) throw new RefusalError('not-found', GONE);
    const row = rowOf(context, stored);
    removeTransaction(context.book, id);
    refuseBrokenEntries(
      context,
      before,
      'This entry cannot be removed, because others rest on it.',
    );
    act(context, `Removal of the ${entryName(row)}`);
    return row;
  },
};
