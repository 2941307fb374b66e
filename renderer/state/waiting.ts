/**
 * What the window waits for, once it takes longer than a moment: asked from the other side every now
 * and then, as long as something is waited for.
 */

/** What is under way; `task` is null while the book is only read, `year` but for the computation of one. */
export interface Work {
  readonly call: number;
  readonly task: 'year' | 'reading' | 'checking' | 'comparing' | 'saving' | 'explaining' | null;
  readonly year: number | null;
  readonly done: number;
  readonly total: number;
}

/** How long nothing is said, and how often it is asked from then on, in milliseconds. */
export const QUIET = 500;
export const EVERY = 250;

export class Waiting {
  readonly #ask: () => Promise<Work | null>;
  readonly #show: (work: Work | null) => void;
  #open = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask what is under way; a failure counts as nothing
   * @param show called with what is to be shown, null for nothing
   */
  constructor(ask: () => Promise<Work | null>, show: (work: Work | null) => void) {
    this.#ask = ask;
    this.#show = show;
  }

  /** Waits for one more thing, until the function that it answers with is called. */
  begin(): () => void {
    this.#open += 1;
    if (this.#open === 1) this.#after(QUIET);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#open -= 1;
      if (this.#open > 0) return;
      clearTimeout(this.#timer);
      this.#show(null);
    };
  }

  #after(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.#look(), milliseconds);
  }

  async #look(): Promise<void> {
    const timer = this.#timer;
    const work = await this.#ask().catch(() => null);
    // Meanwhile it may have come to its end, or another wait may have begun.
    if (this.#open === 0 || timer !== this.#timer) return;
    this.#show(work);
    this.#after(EVERY);
  }
}
