/** The way back and forth through what was done: by the keyboard, from a toast and on the screen. */
import { call } from '../api/client.ts';
import { withDays } from '../format/days.ts';
import { attempt } from './attempt.svelte.ts';
import { book, bookChanged, bookRead } from './book.svelte.ts';
import { toast } from './toasts.svelte.ts';

/** An act of the book, as the status names it. */
export interface Act {
  readonly sequence: number;
  readonly name: string;
}

/** To be called after `bookChanged`: what the command was, for its toast to undo. */
export function newestAct(): Act | null {
  return book.status?.book?.undo ?? null;
}

async function walk(
  way: 'history.undo' | 'history.redo',
  from: Act | null | undefined,
  to: Act | null | undefined,
): Promise<void> {
  const back = way === 'history.undo';
  if (!from || !to) {
    toast(back ? 'There is nothing to undo.' : 'There is nothing to redo.');
    return;
  }
  const request = { from: from.sequence, to: to.sequence };
  const outcome = await attempt(() => call(way, request));
  await bookChanged();
  if (!outcome.done) {
    if (outcome.refusal) toast(outcome.refusal.message);
    return;
  }
  const { names } = outcome.value;
  const [name = ''] = names;
  const done = back ? 'Undone' : 'Redone';
  toast(
    names.length === 1 ? `${done}: ${withDays(name)}.` : `${done}: ${names.length} steps.`,
    back ? null : newestAct(),
  );
}

/** Undoes the newest act; of a toast the act that it is about, which is the newest or is refused. */
export function undo(act: Act | null = newestAct()): Promise<void> {
  return walk('history.undo', act, act);
}

/** Undoes everything from the newest act back to this one. */
export function undoBackTo(act: Act): Promise<void> {
  return walk('history.undo', newestAct(), act);
}

/** Does again what was undone last. */
export function redo(): Promise<void> {
  const act = book.status?.book?.redo;
  return walk('history.redo', act, act);
}

/** Does everything again that was undone, up to this act. */
export function redoUpTo(act: Act): Promise<void> {
  return walk('history.redo', book.status?.book?.redo, act);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')
  );
}

/** Ctrl+Z and Ctrl+Shift+Z, with Cmd on macOS; not in a field, which has its own, nor behind a dialog. */
export function historyKeys(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.repeat || isTyping(event.target)) return;
  // What lies behind a dialog cannot be seen, so it is not changed from there.
  if (document.querySelector('dialog[open]') || !book.status?.book) return;
  event.preventDefault();
  const isRedo = event.shiftKey;
  void bookRead().then(() => (isRedo ? redo() : undo()));
}
