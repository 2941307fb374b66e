import { beginWaiting } from './work.svelte.ts';

/** One thing being loaded: the newest request wins, what was shown stays until its successor is here. */
export class Loading<T> {
  data = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(undefined);
  /** True once nothing has been there to show for 150 ms: only then is a placeholder worth its flicker. */
  slow = $state(false);
  #newest = 0;

  run(load: () => Promise<T>): void {
    const mine = ++this.#newest;
    const over = beginWaiting();
    const timer = setTimeout(() => {
      if (mine === this.#newest) this.slow = true;
    }, 150);
    load().then(
      (data) => {
        clearTimeout(timer);
        over();
        if (mine !== this.#newest) return;
        this.data = data;
        this.error = undefined;
        this.slow = false;
      },
      (cause: unknown) => {
        clearTimeout(timer);
        over();
        if (mine !== this.#newest) return;
        this.error = cause;
        this.slow = false;
      },
    );
  }
}
