/** What was typed in a form that was left without saving, until the window closes: it can be gone on with. */
import type { TypedEntry } from './typed-entry.svelte.ts';

/** By the entry that is changed; null for a new one. */
const drafts = new Map<string | null, TypedEntry>();

export function keepDraft(entry: string | null, draft: TypedEntry): void {
  drafts.set(entry, draft);
}

export function keptDraft(entry: string | null): TypedEntry | null {
  return drafts.get(entry) ?? null;
}

export function forgetDraft(entry: string | null): void {
  drafts.delete(entry);
}
