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
import {
  quoted,
  readAmount,
  readDate,
  readName,
  readNote,
  readShares,
  type FieldResult,
} from '../../../formats/csv-values.ts';
import type { Request } from '../contract.ts';
import { reference } from '../reference.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Removed = Request<'transactions.restore'>['transaction'];

export const MAX_NAME = 200;
export const MAX_NOTE = 1000;

const BY_HAND = 'Enter it again by hand.';

function value<T>(read: FieldResult<T>): T {
  if ('value' in read) return read.value;
  throw new RefusalError('invalid-input', `This entry cannot be put back. ${read.problem}`);
}

function refuse(reason: string): never {
  throw new RefusalError('conflict', `${reason} ${BY_HAND}`);
}

/** The row to write; throws a RefusalError for one that was tampered with or fits no more. */
export function checkedRemoved(context: BookContext, removed: Removed): StoredTransaction {
  const { book } = context;
  const { id, action, accountId, securityId, sequence, source, lot, note } = removed;
  if (getTransaction(book, id)) {
    throw new RefusalError('conflict', 'This entry is in the book already. Reload the list.');
  }
  const facts = context.facts();
  const date = value(readDate(removed.date));
  const shares = value(readShares(removed.shares));
  const amount = value(readAmount(removed.amount));
  if (lot !== null) value(readName('lot', lot, MAX_NAME));
  if (note !== null) value(readNote(note, MAX_NOTE));
  if (date > reference.calendar.lastDay) {
    refuse(`The date ${date} is in the future of the market calendar.`);
  }
  if (value(readName('entry', id, MAX_NAME)).trim() === '' || !isFreeSequence(book, sequence)) {
    refuse('The place of this entry is not free any more.');
  }
  if (
    !facts.accounts.some((each) => each.id === accountId) ||
    !facts.securities.some((each) => each.id === securityId)
  ) {
    refuse('What this entry belonged to is no longer in the book.');
  }
  if (source && (source.line < 1 || !getImport(book, source.batchId))) {
    refuse('The import that this entry came from was taken back.');
  }
  const fact = { id, date, accountId, securityId, shares, amount, note, source, sequence };
  const sourceLine = source?.line ?? null;
  if (action === 'sell') return { ...fact, sourceLine, action, lot: lot === '' ? null : lot };
  if (lot === null || lot.trim() === '') {
    throw new RefusalError('invalid-input', `A purchase needs the name of its lot. ${BY_HAND}`);
  }
  if (takenLotNames(book, accountId).has(lot)) {
    refuse(`Another purchase in this account has the lot name ${quoted(lot)} by now.`);
  }
  return { ...fact, sourceLine, action, lot };
}
