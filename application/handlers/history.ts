/**
 * What was done with the book, and the way back and forth. Acts are undone from the newest back and done
 * again in their order; each request says from which act to which, so that nothing is undone that
 * whoever asks has not seen. A restore is the end of a way: what lies behind it is another book's history.
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
import { copyOfAct, restoresAmong } from '../../db/restore-act.ts';
import type { HandlerAnswer } from '../contract.ts';
import type { ApplicationHandlers, BookHandlers } from '../dispatch.ts';
import { RefusalError } from '../refusal.ts';
import type { BookContext } from '../session.ts';
import type { ApplicationContext } from './status.ts';

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
  readonly step: (book: Book) => Act | undefined;
  readonly nothing: string;
  readonly impossible: string;
}

const BACK: Way = {
  undone: false,
  next: actToUndo,
  step: undoAct,
  nothing: 'There is nothing to undo.',
  impossible: 'cannot be undone',
};
const FORTH: Way = {
  undone: true,
  next: actToRedo,
  step: redoAct,
  nothing: 'There is nothing to redo.',
  impossible: 'cannot be done again',
};

const somethingElse = (): RefusalError =>
  new RefusalError(
    'conflict',
    'Something else was done or undone since. Look at the history and choose again.',
  );

/** Goes from the act that is next to another one of the same side; throws a RefusalError. */
function walk(
  context: BookContext,
  { undone, next, step, nothing, impossible }: Way,
  { from, to }: { readonly from: number; readonly to: number },
): HandlerAnswer<'history.undo'> {
  const { book } = context;
  const first = next(book);
  if (first === undefined) throw new RefusalError('conflict', nothing);
  if (first.sequence !== from) throw somethingElse();
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
      acts.push(step(book) as Act);
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

/** The acts from the next one up to the first restore, and that one: what lies behind it cannot be gone to. */
function reachable(acts: readonly Act[], restores: ReadonlySet<number>): ReadonlySet<number> {
  const within = (side: readonly Act[]): number[] => {
    const end = side.findIndex(({ sequence }) => restores.has(sequence));
    return (end === -1 ? side : side.slice(0, end + 1)).map(({ sequence }) => sequence);
  };
  return new Set([
    ...within(acts.filter(({ undone }) => !undone)),
    ...within(acts.filter(({ undone }) => undone).toReversed()),
  ]);
}

/** The form that an act typed figures of; acts one after the other of one form are read as one. */
const TYPED_FORM = / of (the (?:\S+ )*?1099 of .* for \d{4})(?:: .*)?$/;

function groupOf({ name }: Act): string | null {
  return TYPED_FORM.exec(name)?.[1] ?? null;
}

function list({ book }: BookContext): HandlerAnswer<'history.list'> {
  const acts = listActs(book);
  const within = reachable(acts, restoresAmong(book));
  return {
    acts: acts.map((act) => ({
      ...act,
      group: groupOf(act),
      isReachable: within.has(act.sequence),
    })),
    kept: KEPT,
    ...nextActs(book),
  };
}

/**
 * Goes the way, which may end with a restore: that is no change of rows, and puts another book in the place
 * of this one.
 */
function go(
  { session, backups }: ApplicationContext,
  way: Way,
  request: { readonly from: number; readonly to: number },
): HandlerAnswer<'history.undo'> {
  const copy = session.inTransaction('query', ({ book }) => {
    const restores = restoresAmong(book);
    const side = listActs(book).filter(({ undone }) => undone === way.undone);
    const inOrder = way.undone ? side.toReversed() : side;
    const end = inOrder.findIndex(({ sequence }) => sequence === request.to);
    const crossed = inOrder.slice(0, end).find(({ sequence }) => restores.has(sequence));
    if (crossed !== undefined) {
      throw new RefusalError(
        'conflict',
        `“${crossed.name}” lies between, which put another book in the place of this one. Go back or forth to that first.`,
      );
    }
    const [act, before] = [inOrder[end], inOrder[end - 1]];
    if (act === undefined || !restores.has(act.sequence)) return undefined;
    return { act, before, file: copyOfAct(book, act.sequence) ?? '' };
  });
  if (copy === undefined) {
    return session.inTransaction('command', (context) => walk(context, way, request));
  }
  const { act, before, file } = copy;
  const is = way.undone ? 'again' : 'undone';
  const cross = backups.wayTo(file, { name: act.name, is }, way.impossible);
  if (before === undefined && request.from !== request.to) throw somethingElse();
  const walked =
    before === undefined
      ? []
      : session.inTransaction('command', (context) =>
          walk(context, way, { from: request.from, to: before.sequence }),
        ).names;
  cross();
  return session.inTransaction('query', ({ book }) => ({
    names: [...walked, act.name],
    ...nextActs(book),
  }));
}

export const historyHandlers: Pick<Handlers, 'history.list'> = { 'history.list': list };

/** They may close the open book, so they are none of its own. */
export const historyWays: Pick<
  ApplicationHandlers<ApplicationContext>,
  'history.undo' | 'history.redo'
> = {
  'history.undo': (context, request) => go(context, BACK, request),
  'history.redo': (context, request) => go(context, FORTH, request),
};
