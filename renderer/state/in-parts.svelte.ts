/**
 * The rows of a page as they come onto the screen: as many as a window shows at once, then, once these are seen, the
 * others a part at each frame, so that none is held up by a hundred rows.
 */
import { untrack } from 'svelte';

/** As many as a window of 1200 pixels shows below a heading; drawn in one frame. */
const FIRST = 24;
const PART = 16;
/** Frames until what was drawn first is on the screen. */
const SEEN = 2;

export class InParts<T> {
  readonly #rows: () => readonly T[];
  #count = $state(FIRST);
  #frame = 0;
  #looked = '';

  /**
   * To be made while a component is: `rows` reads what decides which rows there are, `looked` says which page,
   * search and order they are of. Rows that come anew as the book changes stay: the focus may be in them.
   */
  constructor(rows: () => readonly T[], looked: () => string) {
    this.#rows = rows;
    $effect.pre(() => {
      const { length } = rows();
      untrack(() => {
        if (looked() !== this.#looked) this.#count = FIRST;
        this.#looked = looked();
        this.#goOn(length, SEEN);
      });
      return () => cancelAnimationFrame(this.#frame);
    });
  }

  #goOn(length: number, frames = 0): void {
    if (this.#count >= length) return;
    this.#frame = requestAnimationFrame(() => {
      if (frames === 0) this.#count += PART;
      this.#goOn(length, Math.max(0, frames - 1));
    });
  }

  get shown(): readonly T[] {
    return this.#rows().slice(0, this.#count);
  }
}
