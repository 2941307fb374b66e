/** Short words on what was done, each with the way back. */
import { book } from './book.svelte.ts';

export interface Toast {
  readonly id: number;
  readonly message: string;
  /** The act of the book that it can undo. */
  readonly act: { readonly sequence: number; readonly name: string } | null;
  /** The revision of the book that the command led to; null where none wrote since the last words. */
  readonly revision: number | null;
}

let toasts = $state.raw<readonly Toast[]>([]);
let next = 1;
let told = 0;

export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Only the newest stays: acts are undone from the newest back. */
export function toast(message: string, act: Toast['act'] = null): void {
  const { revision } = book;
  toasts = [{ id: next++, message, act, revision: revision === told ? null : revision }];
  told = revision;
}

export function dismiss(id: number): void {
  toasts = toasts.filter((one) => one.id !== id);
}
