/**
 * A question that is asked before its answer is wanted: the pointer is where somebody asks it. Only one is on its way
 * at a time, so that nothing that is wanted waits behind guesses.
 */
export class Ahead<T> {
  #newest: { readonly key: string; readonly answer: Promise<T> } | null = null;
  #isOnItsWay = false;

  /** `key` is the whole question: the book as it is, too. */
  guess(key: string, ask: () => Promise<T>): void {
    if (this.#isOnItsWay || this.#newest?.key === key) return;
    this.#isOnItsWay = true;
    const answer = ask();
    this.#newest = { key, answer };
    const over = (): void => {
      this.#isOnItsWay = false;
    };
    answer.then(over, over);
  }

  /** The answer that was guessed, once; else, and where that failed, asks. */
  take(key: string, ask: () => Promise<T>): Promise<T> {
    const guessed = this.#newest?.key === key ? this.#newest.answer : null;
    this.#newest = null;
    return guessed === null ? ask() : guessed.catch(ask);
  }
}
