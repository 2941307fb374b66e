/**
 * What was worked out for a text is not worked out again.
 *
 * A broker's file says the same words and days in thousands of lines. The memory is bounded: a file in
 * which every line is another one costs its reading, and no more room than this.
 */
const MOST_REMEMBERED = 20_000;

/** Results by a text that says all that they depend on. */
export class Memory<Result> {
  readonly #known = new Map<string, Result>();

  of(text: string, work: () => Result): Result {
    const there = this.#known.get(text);
    if (there !== undefined || this.#known.has(text)) return there as Result;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const result = work();
    this.#known.set(text, result);
    return result;
  }
}

/** The same function, for functions of a text alone. */
export function remembering<Result>(work: (text: string) => Result): (text: string) => Result {
  const memory = new Memory<Result>();
  return (text) => memory.of(text, () => work(text));
}
