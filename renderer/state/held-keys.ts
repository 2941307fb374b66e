/**
 * What is typed right behind the key that opens a form, before its first field is there, goes into that field.
 * Held from the moment that the form is asked for until a field of a dialog has the focus.
 */

const FIELDS = 'dialog input:not([type="radio"], [type="checkbox"]), dialog textarea';

/** The text after one more key; null for a key that ends the waiting. */
export function heldAfter(text: string, event: Pick<KeyboardEvent, 'key'>): string | null {
  if (event.key === 'Escape') return null;
  if (event.key === 'Backspace') return text.slice(0, -1);
  return event.key.length === 1 ? text + event.key : text;
}

function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));
}

/** A form that does not come within this time, in milliseconds, takes nothing any more. */
const LONGEST = 10_000;
let stopHolding: (() => void) | null = null;

/** Begins to hold what is typed, or goes on with it; answers with how to stop. */
export function holdKeys(): () => void {
  return (stopHolding ??= begin());
}

function begin(): () => void {
  let text = '';
  const timer = setTimeout(stop, LONGEST);
  const held = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = heldAfter(text, event);
    if (next === null) return stop();
    if (next === text) return;
    text = next;
    event.preventDefault();
    event.stopPropagation();
  };
  const focused = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || !target.matches(FIELDS)) return;
    stop();
    if (text !== '') typeInto(target as HTMLInputElement, text);
  };
  function stop(): void {
    stopHolding = null;
    clearTimeout(timer);
    removeEventListener('keydown', held, true);
    removeEventListener('focusin', focused, true);
    removeEventListener('pointerdown', stop, true);
  }
  addEventListener('keydown', held, true);
  addEventListener('focusin', focused, true);
  addEventListener('pointerdown', stop, true);
  return stop;
}
