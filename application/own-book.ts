/** The holder's own book where it is the one that is open: what is backed up, copied and exported. */
import type { Book } from '../db/open.ts';
import { RefusalError } from './refusal.ts';
import type { Session } from './session.ts';

export function ownBookOf({ book }: Session): Book | null {
  return book?.kind === 'own' ? book : null;
}

/** Throws a RefusalError that says why there is none. */
export function requireOwnBook(session: Session): Book {
  const book = ownBookOf(session);
  if (book !== null) return book;
  throw new RefusalError(
    'no-book',
    session.book === null
      ? (session.problem ?? 'No book is open, so there is none to copy.')
      : 'The sample book is open. It can be made anew at any time; open your own book first.',
  );
}
