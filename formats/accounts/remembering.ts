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

  /** `work` makes the result of a text that is new of `matter`, so that a text that is known costs one look. */
  of<Matter>(text: string, work: (matter: Matter) => Result, matter: Matter): Result {
    const there = this.#known.get(text);
    if (there !== undefined || this.#known.has(text)) return there as Result;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const result = work(matter);
    this.#known.set(text, result);
    return result;
  }
}

/** The cells of one column, with what follows for those of the next, or with the result. */
type Branch<Result> = Map<string, Branch<Result> | Result>;

/** Results by several cells of a record, which together say all that they depend on. */
export class CellsMemory<Result extends object> {
  readonly #places: readonly number[];
  readonly #root: Branch<Result> = new Map();
  #size = 0;

  constructor(places: readonly number[]) {
    this.#places = places;
  }

  of(cells: readonly string[], work: (cells: readonly string[]) => Result): Result {
    let branch = this.#root;
    const last = this.#places.length - 1;
    for (let i = 0; i < last; i++) {
      const cell = cells[this.#places[i] as number] ?? '';
      let next = branch.get(cell) as Branch<Result> | undefined;
      if (next === undefined) {
        next = new Map();
        branch.set(cell, next);
      }
      branch = next;
    }
    const cell = cells[this.#places[last] as number] ?? '';
    const there = branch.get(cell);
    if (there !== undefined) return there as Result;
    const result = work(cells);
    branch.set(cell, result);
    if (++this.#size >= MOST_REMEMBERED) {
      this.#root.clear();
      this.#size = 0;
    }
    return result;
  }
}

/** The same function, for functions of a text alone. */
export function remembering<Result>(work: (text: string) => Result): (text: string) => Result {
  const memory = new Memory<Result>();
  return (text) => memory.of(text, work, text);
}
