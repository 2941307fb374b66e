/**
 * What the holder entered by hand: one purchase, reinvestment or sale at a time. A change that would
 * leave any entry without its lot or its shares is refused with the reason, and nothing is written.
 */
import { addAccount } from '../../../db/accounts.ts';
import { addSecurity } from '../../../db/securities.ts';
import {
  addTransaction,
  getTransaction,
  listTransactions,
  removeTransaction,
  restoreTransaction,
  updateTransaction,
  type StoredTransaction,
} from '../../../db/transactions.ts';
import {
  readAmount,
  readDate,
  readName,
  readNote,
  readShares,
  type FieldResult,
} from '../../../formats/csv-values.ts';
import { asRefusal, planImport, type ImportPlan } from '../../../formats/plan-import.ts';
import type { CsvTransaction } from '../../../formats/transactions-csv.ts';
import { checkTransactions } from '../../../tax/compute-year.ts';
import { securityLabel, type Facts, type Transaction } from '../../../tax/model.ts';
import type { Notice } from '../../../tax/notices.ts';
import { formatMoney, formatShares } from '../../../tax/money.ts';
import type { HandlerAnswer, Request } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { knownSecurities, reference } from '../reference.ts';
import { fieldRefusal, RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { checkedRemoved, MAX_NAME, MAX_NOTE } from './removed-transaction.ts';

type Handlers = BookHandlers<BookContext>;
type Row = HandlerAnswer<'transactions.add'>;
type Typed = Request<'transactions.add'>;

const ACTIONS = ['buy', 'reinvest', 'sell'] as const;
const GONE = 'This entry is no longer in the book. Reload the list.';

function rowsOf(facts: Facts, stored: readonly StoredTransaction[]): Row[] {
  const labels = new Map(facts.securities.map((each) => [each.id, securityLabel(each)]));
  const names = new Map(facts.accounts.map((each) => [each.id, each.name]));
  return stored.map((each) => ({
    id: each.id,
    sequence: each.sequence,
    date: each.date,
    action: each.action,
    securityId: each.securityId,
    security: labels.get(each.securityId) ?? each.securityId,
    accountId: each.accountId,
    account: names.get(each.accountId) ?? each.accountId,
    shares: formatShares(each.shares),
    amount: formatMoney(each.amount),
    lot: each.lot,
    note: each.note,
    source: each.source,
  }));
}

function rowOf(context: BookContext, stored: StoredTransaction): Row {
  context.changed();
  const [row] = rowsOf(context.facts(), [stored]);
  return row as Row;
}

/** Reads the typed fields exactly; refuses with a sentence for each that cannot be read. */
function readFields(typed: Typed): CsvTransaction {
  const problems: { field: string; message: string }[] = [];
  const take = <T>(
    field: string,
    text: string,
    missing: string,
    read: (text: string) => FieldResult<T>,
  ) => {
    const trimmed = text.trim();
    if (trimmed === '') {
      if (missing !== '') problems.push({ field, message: missing });
      return null;
    }
    const result = read(trimmed);
    if ('value' in result) return result.value;
    problems.push({ field, message: result.problem });
    return null;
  };
  const date = take('date', typed.date, 'Enter the trade date, as in 2000-03-01.', readDate);
  const action = ACTIONS.find((each) => each === typed.action);
  if (!action) {
    problems.push({ field: 'action', message: 'Choose purchase, reinvested dividend or sale.' });
  }
  const name = (column: string) => (text: string) => readName(column, text, MAX_NAME);
  const security = take(
    'security',
    typed.security,
    'Enter the security: its ticker, CUSIP or name.',
    name('security'),
  );
  const account = take(
    'account',
    typed.account,
    'Choose an account, or name a new one.',
    name('account'),
  );
  const shares = take(
    'shares',
    typed.shares,
    'Enter the number of shares, as in 12.5.',
    readShares,
  );
  const amount = take(
    'amount',
    typed.amount,
    typed.action === 'sell'
      ? 'Enter the proceeds less fees, as in 1234.56.'
      : 'Enter the total cost with fees, as in 1234.56.',
    readAmount,
  );
  const lot = take('lot', typed.lot ?? '', '', name('lot'));
  const note = take('note', typed.note ?? '', '', (text) => readNote(text, MAX_NOTE));
  if (
    problems.length > 0 ||
    date === null ||
    !action ||
    security === null ||
    account === null ||
    shares === null ||
    amount === null
  ) {
    throw fieldRefusal(problems);
  }
  return {
    line: 1,
    date,
    action,
    security,
    account,
    shares,
    amount,
    lot,
    note,
  };
}

/** Plans one entry beside the facts; refuses with the field that stands in the way. */
function planOne(
  context: BookContext,
  existing: Facts,
  row: CsvTransaction,
  checkHistory: boolean,
): ImportPlan {
  const plan = planImport(existing, [row], knownSecurities, {
    calendar: reference.calendar,
    newId: () => context.newId(),
    fromFile: false,
    checkHistory,
  });
  if (plan.problems.length > 0) {
    throw fieldRefusal(
      plan.problems.map(({ field, message }) => ({ field: field ?? 'shares', message })),
    );
  }
  return plan;
}

/** Writes a plan's new accounts and securities. */
export function writeOwners({ book }: BookContext, plan: ImportPlan): void {
  for (const account of plan.accounts) addAccount(book, account, () => account.id);
  for (const security of plan.securities) addSecurity(book, security, () => security.id);
}

/** Refuses a change after which an entry would not fit that fitted before. */
export function refuseBrokenEntries(
  context: BookContext,
  before: readonly Notice[],
  what: string,
  ownId: string | null = null,
): void {
  context.changed();
  const known = new Set(before.map((notice) => notice.about.transaction));
  const broken = checkTransactions(context.facts()).filter(
    (notice) => !known.has(notice.about.transaction),
  );
  const own = broken.filter((notice) => notice.about.transaction === ownId);
  if (own.length > 0) {
    throw fieldRefusal(
      own.map((notice) => ({
        field: notice.code === 'oversold' ? 'shares' : 'lot',
        message: asRefusal(notice),
      })),
    );
  }
  if (broken.length > 0) {
    const [first] = broken;
    throw new RefusalError(
      'conflict',
      `${what} ${first ? asRefusal(first) : ''}${broken.length > 1 ? ` (and ${broken.length - 1} more)` : ''}`,
      broken
        .slice(0, 20)
        .map((notice) => ({ field: null, line: null, message: asRefusal(notice) })),
    );
  }
}

function planned(plan: ImportPlan): Transaction {
  const [transaction] = plan.transactions;
  if (!transaction) throw new Error('the plan of one entry has no transaction');
  return transaction;
}

export const transactionHandlers: Pick<
  Handlers,
  | 'transactions.list'
  | 'transactions.add'
  | 'transactions.update'
  | 'transactions.remove'
  | 'transactions.restore'
> = {
  'transactions.list': (context) => rowsOf(context.facts(), listTransactions(context.book)),

  'transactions.add': (context, typed) => {
    const plan = planOne(context, context.facts(), readFields(typed), true);
    writeOwners(context, plan);
    const entry = planned(plan);
    return rowOf(
      context,
      addTransaction(context.book, { ...entry, source: null }, () => entry.id),
    );
  },

  'transactions.update': (context, { id, ...typed }) => {
    if (!getTransaction(context.book, id)) throw new RefusalError('not-found', GONE);
    const facts = context.facts();
    const before = checkTransactions(facts);
    const others = facts.transactions.filter((each) => each.id !== id);
    const plan = planOne(context, { ...facts, transactions: others }, readFields(typed), false);
    writeOwners(context, plan);
    const updated = updateTransaction(context.book, id, planned(plan));
    if (!updated) throw new Error('the entry vanished within one transaction');
    refuseBrokenEntries(
      context,
      before.filter((notice) => notice.about.transaction !== id),
      'This change is not possible.',
      id,
    );
    return rowOf(context, updated);
  },

  'transactions.remove': (context, { id }) => {
    const before = checkTransactions(context.facts());
    const stored = getTransaction(context.book, id);
    if (!stored) throw new RefusalError('not-found', GONE);
    const row = rowOf(context, stored);
    removeTransaction(context.book, id);
    refuseBrokenEntries(
      context,
      before,
      'This entry cannot be removed, because others rest on it.',
    );
    return row;
  },

  'transactions.restore': (context, { transaction }) => {
    const before = checkTransactions(context.facts());
    const stored = restoreTransaction(context.book, checkedRemoved(context, transaction));
    refuseBrokenEntries(context, before, 'This entry cannot be put back.');
    return rowOf(context, stored);
  },
};
