/** The keys that work everywhere; the list of them (`keys.ts`) is what `?` shows. */
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
