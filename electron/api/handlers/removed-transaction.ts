/**
 * Can a removed entry return as it was? The row comes back from the window, and the book may have
 * changed meanwhile, so everything about it is checked again before it is written.
 *
 * Example: a purchase of the lot "A" was removed and another lot named "A" entered; the first one
 * stays out, with a sentence that names the lot.
 */
import { getImport } from '../../../db/imports.ts';
import {
  getTransaction,
  isFreeSequence,
  takenLotNames,
  type StoredTransaction,
} from '../../../db/transactions.ts';
import { quoted, readDate, readName, type FieldResult } from '../../../formats/csv-values.ts';
import { ACQUISITION_ACTIONS, type Transaction } from '../../../tax/model.ts';
import { NO_MONEY } from '../../../tax/money.ts';
import type { Request } from '../contract.ts';
import { reference } from '../reference.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import { MAX_NAME, readFields } from './entry-fields.ts';

type Removed = Request<'transactions.restore'>['transaction'];

const BY_HAND = 'Enter it again by hand.';

function value<T>(read: FieldResult<T>): T {
  if ('value' in read) return read.value;
  throw new RefusalError('invalid-input', `This entry cannot be put back. ${read.problem}`);
}

function refuse(reason: string): never {
  throw new RefusalError('conflict', `${reason} ${BY_HAND}`);
}

/** The fields read again, as if they were typed. */
function reread(removed: Removed): ReturnType<typeof readFields> {
  try {
    return readFields({
      ...removed,
      security: removed.securityId,
      account: removed.accountId,
      to: removed.toSecurityId ?? removed.toAccountId,
      shares: removed.shares ?? '',
      amount: removed.amount ?? '',
    });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    throw new RefusalError('invalid-input', `This entry cannot be put back. ${error.message}`);
  }
}

/** The row to write; throws a RefusalError for one that was tampered with or fits no more. */
export function checkedRemoved(context: BookContext, removed: Removed): StoredTransaction {
  const { book } = context;
  const { id, accountId, securityId, sequence, source } = removed;
  if (getTransaction(book, id)) {
    throw new RefusalError('conflict', 'This entry is in the book already. Reload the list.');
  }
  const facts = context.facts();
  if (value(readDate(removed.date)) > reference.calendar.lastDay) {
    refuse(`The date ${removed.date} is in the future of the market calendar.`);
  }
  if (value(readName('entry', id, MAX_NAME)).trim() === '' || !isFreeSequence(book, sequence)) {
    refuse('The place of this entry is not free any more.');
  }
  const accounts = new Set(facts.accounts.map((each) => each.id));
  const securities = new Set(facts.securities.map((each) => each.id));
  const { toAccountId, toSecurityId } = removed;
  if (
    !accounts.has(accountId) ||
    !securities.has(securityId) ||
    (toAccountId !== null && !accounts.has(toAccountId)) ||
    (toSecurityId !== null && !securities.has(toSecurityId))
  ) {
    refuse('What this entry belonged to is no longer in the book.');
  }
  if (source && (source.line < 1 || !getImport(book, source.batchId))) {
    refuse('The import that this entry came from was taken back.');
  }
  const entry = entryOf(removed);
  if ((ACQUISITION_ACTIONS as readonly string[]).includes(entry.action)) {
    const { lot } = entry as Extract<Transaction, { lot: string }>;
    if (takenLotNames(book, accountId).has(lot)) {
      refuse(`Another purchase in this account has the lot name ${quoted(lot)} by now.`);
    }
  }
  return { ...entry, sequence, source };
}

/** What the row says, as a fact. */
function entryOf(removed: Removed): Transaction {
  const read = reread(removed);
  const { shares, amount, lot, picks, ratio, percent, cashShares, acquired } = read;
  const needed = <T>(part: T | null, name: string): T => {
    if (part !== null) return part;
    throw new RefusalError('invalid-input', `This entry has no ${name}. ${BY_HAND}`);
  };
  const fact = {
    id: removed.id,
    date: read.date,
    securityId: removed.securityId,
    accountId: removed.accountId,
    note: removed.note,
    sourceLine: removed.source?.line ?? null,
  };
  const cash = { amount: amount ?? NO_MONEY, cashShares };
  switch (read.action) {
    case 'sell':
    case 'redeem':
      return {
        ...fact,
        action: read.action,
        shares: needed(shares, 'number of shares'),
        amount: needed(amount, 'proceeds'),
        lot,
        picks,
      };
    case 'gift':
      return { ...fact, action: 'gift', shares: needed(shares, 'number of shares'), lot };
    case 'split':
      return { ...fact, ...cash, action: 'split', ratio: needed(ratio, 'ratio') };
    case 'spin-off':
      return {
        ...fact,
        ...cash,
        action: 'spin-off',
        toSecurityId: needed(removed.toSecurityId, 'second security'),
        ratio: needed(ratio, 'ratio'),
        percent: needed(percent, 'percentage'),
      };
    case 'exchange':
      return {
        ...fact,
        ...cash,
        action: 'exchange',
        toSecurityId: needed(removed.toSecurityId, 'second security'),
        ratio: needed(ratio, 'ratio'),
        shares,
        lot,
      };
    case 'transfer':
      return {
        ...fact,
        action: 'transfer',
        toAccountId: needed(removed.toAccountId, 'second account'),
        shares,
        lot,
      };
    case 'dividend':
      return { ...fact, action: 'dividend', amount: needed(amount, 'amount') };
    default: {
      const name = needed(lot, 'lot');
      return {
        ...fact,
        action: read.action,
        shares: needed(shares, 'number of shares'),
        amount: needed(amount, 'cost'),
        lot: name,
        acquired,
      };
    }
  }
}
