import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import { newestAct } from '../../state/history.svelte.ts';
import { toast } from '../../state/toasts.svelte.ts';
import type { Changes } from '../review/changes.ts';
import type { DocumentRow } from './load.ts';

/** The figures that would be others without the release; null when that was refused, which is said. */
export async function changesOfRemoving(row: DocumentRow): Promise<Changes | null> {
  const outcome = await attempt(() => call('documents.changes', { kind: 'remove', id: row.id }));
  if (outcome.done) return outcome.value;
  if (outcome.refusal) toast(outcome.refusal.message);
  return null;
}

/** Takes a release out of the book. False when it was refused. */
export async function removeDocument(row: DocumentRow): Promise<boolean> {
  const outcome = await attempt(() => call('documents.remove', { id: row.id }));
  if (!outcome.done) {
    if (outcome.refusal) toast(outcome.refusal.message);
    return false;
  }
  await bookChanged();
  toast(`${row.name} was removed.`, newestAct());
  return true;
}
