/** Runs a command. Refusals come back to the form that asked; faults go to one dialog. */
import { BugError, RefusalError, windowReference } from '../api/errors.ts';
import { refreshStatus } from './book.svelte.ts';
import { beginWaiting } from './work.svelte.ts';

let fault = $state.raw<BugError | null>(null);

export function currentFault(): BugError | null {
  return fault;
}

export function clearFault(): void {
  fault = null;
}

type Outcome<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly refusal: RefusalError | null };

export async function attempt<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  const over = beginWaiting();
  try {
    return { done: true, value: await run() };
  } catch (cause) {
    if (cause instanceof RefusalError) {
      // The window says above every screen that the book's file is gone, and offers to save what is open.
      if (cause.code === 'book-gone') await refreshStatus().catch(() => undefined);
      return { done: false, refusal: cause };
    }
    if (cause instanceof BugError) fault = cause;
    else {
      const reference = windowReference();
      console.error(reference, cause);
      fault = new BugError('Something went wrong in this window.', reference, false);
    }
    return { done: false, refusal: null };
  } finally {
    over();
  }
}
