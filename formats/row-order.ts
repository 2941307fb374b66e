/**
 * In which order did the rows of one day happen?
 *
 * In the order of the file; where its days run backwards from the first row to the last, the rows of one day
 * run backwards as well. Source: practice; brokers list the newest row first.
 * Example: a sale of 2022-11-04 above the purchase of that day, and below them a row of October: the
 * purchase came first. Awkward case: all rows are of one day; then nothing tells, and the file's order holds.
 * Not handled: a file whose days run backwards here and forwards there; its order holds.
 */
import type { EntryOfFile } from './transaction-row.ts';

/** Hands rows on in the order in which they happened; holds them back as long as their days run backwards. */
export class RowsInOrder {
  readonly #take: (row: EntryOfFile) => void;
  #held: EntryOfFile[] | null = [];

  constructor(take: (row: EntryOfFile) => void) {
    this.#take = take;
  }

  add(row: EntryOfFile): void {
    const last = this.#held?.at(-1);
    if (last && row.date > last.date) this.#release();
    if (this.#held) this.#held.push(row);
    else this.#take(row);
  }

  end(): void {
    const [first, last] = [this.#held?.[0], this.#held?.at(-1)];
    if (first && last && last.date < first.date) this.#held?.reverse();
    this.#release();
  }

  #release(): void {
    for (const row of this.#held ?? []) this.#take(row);
    this.#held = null;
  }
}
