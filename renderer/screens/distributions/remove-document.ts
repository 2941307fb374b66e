import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import { toast } from '../../state/toasts.svelte.ts';
import type { DocumentRow } from './load.ts';

/** Takes a release out of the book; undo accepts its text again. False when it was refused. */
export async function removeDocument(row: DocumentRow): Promise<boolean> {
  const outcome = await attempt(() => call('documents.remove', { id: row.id }));
  if (!outcome.done) {
    if (outcome.refusal) toast(outcome.refusal.message);
    return false;
  }
  const { fileName, text, status, place } = outcome.value;
  await bookChanged();
  toast(`${row.name} was removed.`, async () => {
    const content = { kind: 'text', text } as const;
    await call('documents.accept', { fileName, content, status, place });
    await bookChanged();
  });
  return true;
}
