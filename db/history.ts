/** The acts of an open book: named, listed, undone and done again. */
import { actsOf, statement, type Book } from './book.ts';
import type { Act } from './acts.ts';

export { ActImpossible, KEPT, type Act } from './acts.ts';

/**
 * Says what the transaction under way is, in the user's words; `at` is the instant, ISO 8601 in UTC. Where
 * it changes nothing, it is no act.
 */
export function nameAct(book: Book, name: string, at: string): void {
  actsOf(book).name(name, at);
}

/** Forgets every act, and what the transaction under way has changed so far is none: the book begins with it. */
export function forgetActs(book: Book): void {
  actsOf(book).forget();
}

interface ActRecord extends Omit<Act, 'undone'> {
  readonly undone: 0 | 1;
}

const ACTS = 'SELECT sequence, happened_at AS happenedAt, name, undone FROM act';

const toAct = (row: ActRecord): Act => ({ ...row, undone: row.undone === 1 });

/** Every act that is kept, the newest first: what is undone leads. */
export function listActs(book: Book): Act[] {
  const rows = statement(book, `${ACTS} ORDER BY sequence DESC`).all() as ActRecord[];
  return rows.map(toAct);
}

function find(book: Book, which: string): Act | undefined {
  const row = statement(book, `${ACTS} WHERE ${which} LIMIT 1`).get() as ActRecord | undefined;
  return row && toAct(row);
}

/** The act that would be undone next; undefined where there is none. */
export function actToUndo(book: Book): Act | undefined {
  return find(book, 'undone = 0 ORDER BY sequence DESC');
}

/** The act that would be done again next; undefined where none is undone. */
export function actToRedo(book: Book): Act | undefined {
  return find(book, 'undone = 1 ORDER BY sequence');
}

/** Undoes the newest act, and answers with it; undefined where there is none. Throws ActImpossible. */
export function undoAct(book: Book): Act | undefined {
  const act = actToUndo(book);
  if (act) actsOf(book).exchange(act.sequence, true);
  return act;
}

/** Does the act again that was undone last, and answers with it; undefined where there is none. Throws ActImpossible. */
export function redoAct(book: Book): Act | undefined {
  const act = actToRedo(book);
  if (act) actsOf(book).exchange(act.sequence, false);
  return act;
}
