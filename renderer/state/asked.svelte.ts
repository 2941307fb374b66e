/** A question that is asked again while the person types: after a pause, and only the newest answer counts. */
import type { RefusalError } from '../api/errors.ts';
import { attempt } from './attempt.svelte.ts';

const PAUSE = 250;

export class Asked<T> {
  /** The newest answer; it stays while the next one is on its way. */
  answer = $state.raw<T | null>(null);
  /** Why there is none. */
  refusal = $state.raw<RefusalError | null>(null);
  waiting = $state(false);
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks soon; null forgets what was asked. */
  ask(run: (() => Promise<T>) | null): void {
    const mine = ++this.#newest;
    clearTimeout(this.#timer);
    if (run === null) {
      this.answer = null;
      this.refusal = null;
      this.waiting = false;
      return;
    }
    this.waiting = true;
    this.#timer = setTimeout(() => {
      void attempt(run).then((outcome) => {
        if (mine !== this.#newest) return;
        this.waiting = false;
        this.answer = outcome.done ? outcome.value : null;
        this.refusal = outcome.done ? null : outcome.refusal;
      });
    }, PAUSE);
  }

  /** An answer that was asked for otherwise, to the newest question. */
  take(answer: T): void {
    this.stop();
    this.answer = answer;
    this.refusal = null;
    this.waiting = false;
  }

  stop(): void {
    this.#newest++;
    clearTimeout(this.#timer);
  }
}
