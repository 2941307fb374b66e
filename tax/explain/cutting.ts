/** How much of a derivation is shown: where its lists are cut, and where nobody would follow it further. */
import type { Derivation } from './derivation.ts';
import { others } from './operations.ts';
import type { Unit } from '../facts/teller.ts';

/** Lots that an explanation lists one by one; what lies beyond is one line. */
const LISTED_LOTS = 100;
/** Sales of one lot that an explanation lists one by one: the latest ones. */
export const LISTED_SALES = 12;
/** How many moves and replaced sales a figure is followed through before it is only named. */
const FOLLOWED = 60;

/** What a list leaves out: what it comes to, and how it is spoken of. */
interface LeftOut<T> {
  readonly unit: Unit;
  /** "other lots", behind how many. */
  readonly name: string;
  /** "in 5 other lots; the Lots screen lists each of them.", behind what they come to. */
  readonly words: (skipped: readonly T[]) => string;
  readonly amount: (one: T, place: number) => bigint;
}

function leftOut<T>(skipped: readonly T[], from: number, what: LeftOut<T>): Derivation[] {
  if (skipped.length === 0) return [];
  const value = skipped.reduce((all, one, place) => all + what.amount(one, from + place), 0n);
  return [others(value, what.unit, `${skipped.length} ${what.name}`, what.words(skipped))];
}

/** The first ones, and one line for all others. */
export function firstOf<T>(
  all: readonly T[],
  make: (one: T, place: number) => Derivation,
  more: LeftOut<T>,
): Derivation[] {
  const listed = all.slice(0, LISTED_LOTS).map(make);
  return [...listed, ...leftOut(all.slice(LISTED_LOTS), LISTED_LOTS, more)];
}

/** The latest ones behind one line for all before them. */
export function latestOf<T>(
  all: readonly T[],
  make: (one: T) => Derivation,
  earlier: LeftOut<T>,
): Derivation[] {
  const listed = all.slice(-LISTED_SALES).map(make);
  return [...leftOut(all.slice(0, -LISTED_SALES), 0, earlier), ...listed];
}

/** Lots that a list leaves out, by their shares. */
export function otherLots<T>(
  amount: LeftOut<T>['amount'],
  words = 'in {} other lots; the Lots screen lists each of them.',
): LeftOut<T> {
  return {
    unit: 'shares',
    name: 'other lots',
    words: ({ length }) => words.replace('{}', String(length)),
    amount,
  };
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
