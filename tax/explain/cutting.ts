/** How much of a derivation is shown: where its lists are cut, and where nobody would follow it further. */
import type { Derivation } from './derivation.ts';

/** Lots that an explanation lists one by one; what lies beyond is one line. */
export const LISTED_LOTS = 100;
/** Sales of one lot that an explanation lists one by one: the latest ones. */
export const LISTED_SALES = 12;
/** How many moves and replaced sales a figure is followed through before it is only named. */
const FOLLOWED = 60;

/** The first ones, and one line for all others. */
export function firstOf<T>(
  all: readonly T[],
  make: (one: T, place: number) => Derivation,
  others: (more: readonly T[]) => Derivation,
): Derivation[] {
  const listed = all.slice(0, LISTED_LOTS).map(make);
  return all.length > LISTED_LOTS ? [...listed, others(all.slice(LISTED_LOTS))] : listed;
}

/** The latest ones behind one line for all before them. */
export function latestOf<T>(
  all: readonly T[],
  make: (one: T) => Derivation,
  earlier: (skipped: readonly T[]) => Derivation,
): Derivation[] {
  const skipped = all.slice(0, -LISTED_SALES);
  const listed = all.slice(-LISTED_SALES).map(make);
  return skipped.length > 0 ? [earlier(skipped), ...listed] : listed;
}

/** Ends a chain of moves and wash sales of which nobody would read the rest. */
export class Depth {
  #depth = 0;

  follow(make: () => Derivation, stated: () => Derivation): Derivation {
    if (this.#depth >= FOLLOWED) return stated();
    this.#depth++;
    try {
      return make();
    } finally {
      this.#depth--;
    }
  }
}

/** Makes each figure once, so that whatever is made from it shares it. */
export class Memo {
  /** Null while a figure is being made. */
  readonly #made = new Map<object, Map<string | number, Derivation | null>>();

  /** What is called `which` of a lot, an entry, a payment, a change or a match. */
  get(of: object, which: string | number, make: () => Derivation): Derivation {
    const known = this.#made.get(of) ?? new Map<string | number, Derivation | null>();
    this.#made.set(of, known);
    const before = known.get(which);
    if (before) return before;
    if (before === null) throw new Error(`the figure "${which}" is made from itself`);
    known.set(which, null);
    const made = make();
    known.set(which, made);
    return made;
  }
}
