/**
 * What was done with the book, and the way back and forth. Acts are undone from the newest back and done
 * again in their order; each request says from which act to which, so that nothing is undone that
 * whoever asks has not seen.
 */
import {
  ActImpossible,
  actToRedo,
  actToUndo,
  KEPT,
  listActs,
  redoAct,
  undoAct,
  type Act,
} from '../../db/history.ts';
import type { Book } from '../../db/open.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';

type Handlers = BookHandlers<BookContext>;
type Next = HandlerAnswer<'history.list'>['undo'];

const named = (act: Act | undefined): Next =>
  act ? { sequence: act.sequence, name: act.name } : null;

/** What would be undone next, and what would be done again. */
export function nextActs(book: Book): { readonly undo: Next; readonly redo: Next } {
  return { undo: named(actToUndo(book)), redo: named(actToRedo(book)) };
}

interface Way {
  readonly undone: boolean;
  readonly next: (book: Book) => Act | undefined;
  readonly go: (book: Book) => Act | undefined;
  readonly nothing: string;
  readonly impossible: string;
}

const BACK: Way = {
  undone: false,
  next: actToUndo,
  go: undoAct,
  nothing: 'There is nothing to undo.',
  impossible: 'cannot be undone',
};
const FORTH: Way = {
  undone: true,
  next: actToRedo,
  go: redoAct,
  nothing: 'There is nothing to do again.',
  impossible: 'cannot be done again',
};

/** Goes from the act that is next to another one of the same side; throws a RefusalError. */
function walk(
  context: BookContext,
  { undone, next, go, nothing, impossible }: Way,
  { from, to }: { readonly from: number; readonly to: number },
): HandlerAnswer<'history.undo'> {
  const { book } = context;
  const first = next(book);
  if (first === undefined) throw new RefusalError('conflict', nothing);
  if (first.sequence !== from) {
    throw new RefusalError(
      'conflict',
      'Something else was done or undone since. Look at the history and choose again.',
    );
  }
  if (!listActs(book).some((act) => act.sequence === to && act.undone === undone)) {
    throw new RefusalError(
      'not-found',
      'This act is not in the history any more. Reload the list.',
    );
  }
  const acts: Act[] = [];
  while (acts.at(-1)?.sequence !== to) {
    const name = next(book)?.name ?? '';
    try {
      acts.push(go(book) as Act);
    } catch (error) {
      if (!(error instanceof ActImpossible)) throw error;
      throw new RefusalError(
        'conflict',
        `“${name}” ${impossible}: the book is not as it was left (${error.message}). Nothing was changed.`,
      );
    }
  }
  context.changed();
  return { names: acts.map(({ name }) => name), ...nextActs(book) };
}

export const historyHandlers: Pick<Handlers, 'history.list' | 'history.undo' | 'history.redo'> = {
  'history.list': ({ book }) => ({ acts: listActs(book), kept: KEPT, ...nextActs(book) }),
  'history.undo': (context, way) => walk(context, BACK, way),
  'history.redo': (context, way) => walk(context, FORTH, way),
};
