/** Two securities that a person says are one, and the way back. */
import { call } from '../api/client.ts';
import { attempt } from './attempt.svelte.ts';
import { bookChanged } from './book.svelte.ts';

type Joined =
  | {
      readonly done: true;
      /** The one that is left. */
      readonly id: string;
      readonly label: string;
      readonly undo: () => Promise<void>;
    }
  | { readonly done: false; readonly message: string };

/** Joins the second to the first; a refusal comes back as its sentence. */
export async function joinSecurities(id: string, other: string): Promise<Joined> {
  const outcome = await attempt(() => call('securities.join', { id, other }));
  if (!outcome.done) return { done: false, message: outcome.refusal?.message ?? '' };
  await bookChanged();
  const { gone, ...kept } = outcome.value;
  return {
    done: true,
    ...kept,
    undo: async () => {
      await call('securities.part', { gone });
      await bookChanged();
    },
  };
}
