/** Keeps what was typed of a form in the book, one save after the other. */
import { typedDay } from '../../../application/contract.ts';
import { call } from '../../api/client.ts';
import { attempt } from '../../state/attempt.svelte.ts';
import { bookChanged } from '../../state/book.svelte.ts';
import type { TypedForm } from './typed.svelte.ts';

export class Keeping {
  /** Whether a save is under way. */
  busy = $state(false);
  /** What the book refused. */
  problem = $state<string | null>(null);
  #last: Promise<void> = Promise.resolve();

  /** Saves what waits; at once, or after the save under way. Resolves when the book has it. */
  save(fields: TypedForm): Promise<void> {
    this.#last = this.#last.then(() => this.#save(fields));
    return this.#last;
  }

  async #save(fields: TypedForm): Promise<void> {
    if (!fields.isWaiting) return;
    this.busy = true;
    const saved = fields.snapshot();
    const received = fields.get('received').trim();
    const outcome = await attempt(() =>
      call('forms.keep', {
        forms: fields.forms(),
        version: fields.version,
        receivedOn: received === '' ? null : (typedDay(received) ?? received),
      }),
    );
    if (outcome.done) {
      fields.settle(saved, fields.unread(outcome.value.problems));
      await bookChanged();
    }
    this.problem = outcome.done ? null : (outcome.refusal?.message ?? null);
    this.busy = false;
  }
}
