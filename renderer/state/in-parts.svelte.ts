/**
 * The rows of a page as they come onto the screen: as many as a window shows at once, then, once these are seen, the
 * others a part at each frame, so that none is held up by a hundred rows.
 *
 * A table keys its rows by their place and hides those that are not `seen` yet: what is on the page is written into
 * the rows that are there, which costs half of making them anew, and the rest waits out of sight with what it had.
 */
import { untrack } from 'svelte';

/** No row of a table is lower, in CSS pixels. */
const LOWEST_ROW = 36;
const PART = 16;
/** Frames until what was drawn first is on the screen. */
const SEEN = 2;

/** As many rows as a window can show; drawn in one frame. */
const atOnce = (): number => Math.ceil(innerHeight / LOWEST_ROW);

export class InParts<T> {
  /** In the table, those of the page before among them: only the first `seen` are to be looked at. */
  shown = $state.raw<readonly T[]>([]);
  seen = $state(0);
  #frame = 0;
  #looked = '';

  /**
   * To be made while a component is: `rows` reads what decides which rows there are, `looked` says which page,
   * search and order they are of. Rows that come anew as the book changes stay: the focus may be in them.
   */
  constructor(rows: () => readonly T[], looked: () => string) {
    $effect.pre(() => {
      const next = rows();
      untrack(() => {
        if (looked() !== this.#looked || this.seen === 0) this.seen = atOnce();
        this.#looked = looked();
        this.#show(next, SEEN);
      });
      return () => cancelAnimationFrame(this.#frame);
    });
  }

  #show(rows: readonly T[], frames: number): void {
    const { seen } = this;
    this.shown = [...rows.slice(0, seen), ...this.shown.slice(seen, rows.length)];
    if (seen < rows.length) this.#after(rows, frames);
  }

  #after(rows: readonly T[], frames: number): void {
    this.#frame = requestAnimationFrame(() => {
      if (frames > 0) return this.#after(rows, frames - 1);
      this.seen += PART;
      this.#show(rows, 0);
    });
  }
}
