/**
 * Can a removed entry return as it was? The row comes back from the window, and the book may have
 * changed meanwhile, so everything about it is checked again before it is written.
 *
 * Example: a purchase of the lot "A" was removed and another lot named "A" entered; the first one
 * stays out, with a sentence that names the lot.
 */
import { getImport } from '../../db/imports.ts';
import {
  getTransaction,
  isFreeSequence,
  takenLotNames,
  type StoredTransaction,
} from '../../db/transactions.ts';
import { quoted, readDate, readName, type FieldResult } from '../../formats/csv-values.ts';
import { makeTransaction } from '../../tax/facts/entry.ts';
import { kindOf } from '../../tax/facts/entry-kinds.ts';
import { isAcquisition } from '../../tax/facts/model.ts';
import type { Request } from '../contract.ts';
import { reference } from '../../resources/reference.ts';
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

function leadsToAccount({ action }: Removed): boolean {
  return kindOf(action).to === 'account';
}

/** What the shares went to: an account, or a security. */
function targetOf(removed: Removed): string | null {
  return leadsToAccount(removed) ? removed.toAccountId : removed.toSecurityId;
}

/** The fields read again, as if they were typed. */
function reread(removed: Removed): ReturnType<typeof readFields> {
  try {
    return readFields({
      ...removed,
      security: removed.securityId,
      account: removed.accountId,
      to: targetOf(removed),
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
  if (value(readName('entry', id, MAX_NAME)).trim() === '' || !isFreeSequence(book, removed)) {
    refuse('The place of this entry is not free any more.');
  }
  const accounts = new Set(facts.accounts.map((each) => each.id));
  const securities = new Set(facts.securities.map((each) => each.id));
  const targets = leadsToAccount(removed) ? accounts : securities;
  const toId = targetOf(removed);
  if (
    !accounts.has(accountId) ||
    !securities.has(securityId) ||
    (toId !== null && !targets.has(toId))
  ) {
    refuse('What this entry belonged to is no longer in the book.');
  }
  if (toId === accountId || toId === securityId) {
    refuse(`This ${removed.action} leads to where it comes from.`);
  }
  if (source && !getImport(book, source.batchId)) {
    refuse('The import that this entry came from was taken back.');
  }
  if (source && (source.line < 1 || !Number.isSafeInteger(source.line))) {
    refuse('The line of the file that this entry came from is not one.');
  }
  const row = reread(removed);
  const sourceLine = source?.line ?? null;
  const { date, note } = row;
  const fact = { id, date, accountId, securityId, note, sourceLine };
  const entry = makeTransaction(row.action, fact, { ...row, toId }, () => {
    return new Error(`the entry "${id}" is not a whole ${row.action}`);
  });
  if (isAcquisition(entry)) {
    if (row.lot === null) {
      throw new RefusalError('invalid-input', `This entry has no lot. ${BY_HAND}`);
    }
    if (takenLotNames(book, accountId).has(row.lot)) {
      refuse(`Another purchase in this account has the lot name ${quoted(row.lot)} by now.`);
    }
  }
  return { ...entry, sequence, source };
}
