/** The keys that work everywhere; the list of them is what `?` shows. */
import { book } from './book.svelte.ts';
import { closeExplanation, currentQuestion } from './derivation.svelte.ts';
import { holdKeys } from './held-keys.ts';
import { go } from './router.svelte.ts';
import { to } from './routes.ts';

type Overlay = 'keys' | 'palette' | null;
let overlay = $state<Overlay>(null);

export function currentOverlay(): Overlay {
  return overlay;
}
export function closeOverlay(): void {
  overlay = null;
}

/** Every key and what it does, for the list. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  {
    keys: ['Ctrl', 'K'],
    does: 'Find a screen, a year, a security, a lot, a document or an action',
  },
  { keys: ['A'], does: 'Add an entry' },
  { keys: ['/'], does: 'Search this screen’s list' },
  { keys: ['Ctrl', 'Z'], does: 'Undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], does: 'Redo' },
  { keys: ['Enter'], does: 'Open; on a figure, show where it comes from' },
  {
    keys: ['\u2191', '\u2193', '\u2190', '\u2192'],
    does: 'Move in tables, in a document’s table and among the lots of a sale',
  },
  {
    keys: ['Enter'],
    does: 'On a column heading: sort, reverse the order, stop sorting',
  },
  {
    keys: ['Shift', '\u2190', '\u2192'],
    does: 'On a column heading: make it narrower or wider',
  },
  { keys: ['Ctrl', 'C'], does: 'In a table: copy its rows as cells for a spreadsheet' },
  { keys: ['Ctrl', 'Enter'], does: 'In an entry’s form: save it and start the next one' },
  { keys: ['Backspace'], does: 'One step back in “Where is this from?”' },
  { keys: ['Esc'], does: 'Close; what was typed in a form is kept' },
  { keys: ['?'], does: 'This list' },
];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** Ctrl+K (Cmd on macOS) from anywhere but a dialog; `a` and `?` where nothing is typed. */
export function deskKeys(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || event.altKey || !book.status?.book) return;
  if (document.querySelector('dialog[open]')) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    overlay = 'palette';
    return;
  }
  // A drawer or a list that is on its way to the screen has the keys already.
  if (currentQuestion() !== null) {
    if (event.key === 'Escape') closeExplanation();
    return;
  }
  if (overlay !== null || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === '?') {
    event.preventDefault();
    overlay = 'keys';
  } else if (event.key.toLowerCase() === 'a' && !event.shiftKey) {
    event.preventDefault();
    holdKeys();
    go(to.newEntry);
  }
}
