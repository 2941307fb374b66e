/** Two securities that a person says are one. */
import { call } from '../api/client.ts';
import { attempt } from './attempt.svelte.ts';
import { bookChanged } from './book.svelte.ts';
import { newestAct, type Act } from './history.svelte.ts';

type Joined =
  | {
      readonly done: true;
      /** The one that is left. */
      readonly id: string;
      readonly label: string;
      /** For the way back. */
      readonly act: Act | null;
    }
  | { readonly done: false; readonly message: string };

/** Joins the second to the first; a refusal comes back as its sentence. */
export async function joinSecurities(id: string, other: string): Promise<Joined> {
  const outcome = await attempt(() => call('securities.join', { id, other }));
  if (!outcome.done) return { done: false, message: outcome.refusal?.message ?? '' };
  await bookChanged();
  const { id: kept, label } = outcome.value;
  return { done: true, id: kept, label, act: newestAct() };
}
