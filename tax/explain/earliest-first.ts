/**
 * Which part of a return of capital falls to a lot where the earliest purchases come first?
 *
 * As much as the lot's basis is, of what the lots before it left; what is more than the basis of all
 * of them is divided by shares.
 * Example: "The smallest of $50.00 and $20.00 is $20.00." after $10.00 of $30.00 to an earlier lot.
 */
import type { Column } from '../values/columns.ts';
import { exactOf, type Derivation } from './derivation.ts';
import { returnedTo, type PaymentPlace } from './ledger.ts';
import { RULES } from '../facts/teller.ts';
import { difference, others, smallest, spoken, sum, type Told } from './operations.ts';
import { LISTED_SALES } from './shares.ts';
import { firstIndex } from '../values/order.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';
import type { OpenLot } from '../lots/open-lot.ts';

/** What this rule needs to know of lots and payments. */
export interface EarliestFirstSources {
  /** A lot's basis on the ex-date, less what waits on it already: as a number, and from where. */
  readonly basisLeft: (at: PaymentPlace) => bigint;
  readonly basisLeftFigure: (at: PaymentPlace) => Derivation;
  /** What a payment took off the basis of each lot, where no payment ever waited: then that is known. */
  readonly reduced: (run: PaymentRun) => Column | null;
  /** The part of another lot. */
  readonly part: (at: PaymentPlace) => Derivation;
  /** Divides what is beyond the basis of all lots by their shares. */
  readonly byShares: (at: PaymentPlace, amount: Derivation, told: Told) => Derivation;
}

/** What a payment found in its lots, by place. */
interface Taking {
  /** Whether the payment was more than the basis of all its lots. */
  readonly isBeyondAll: boolean;
  /** The places that took a part, in order. */
  readonly places: readonly number[];
}

/** The parts of a return of capital, lot by lot, where the earliest purchases come first. */
export class EarliestFirst {
  readonly #sources: EarliestFirstSources;
  readonly #takings = new Map<PaymentRun, Taking>();

  constructor(sources: EarliestFirstSources) {
    this.#sources = sources;
  }

  /** The part of one lot. */
  part(at: PaymentPlace, whole: Derivation, told: Told): Derivation {
    const { run, place } = at;
    const { isBeyondAll, places } = this.#takingOf(run);
    const own = this.#sources.basisLeftFigure(at);
    if (isBeyondAll) {
      const rest = difference(whole, this.#taken(run, places), {
        label: 'Return of capital beyond the basis of all lots',
        rule: RULES.earliestFirst,
      });
      const label = `Part by shares, lot ${(run.lots[place] as OpenLot).name}`;
      const rule = RULES.returnOfCapitalByLot;
      return sum([own, this.#sources.byShares(at, rest, { label, rule })], 'usd', told);
    }
    const before = places.slice(
      0,
      firstIndex(places, (one) => one >= place),
    );
    if (before.length === 0) return smallest([own, whole], told);
    const rest = difference(whole, this.#taken(run, before), {
      label: 'Return of capital that earlier lots left',
      rule: RULES.earliestFirst,
    });
    return smallest([own, rest], told);
  }

  #takingOf(run: PaymentRun): Taking {
    const known = this.#takings.get(run);
    if (known) return known;
    const isBeyondAll = this.#isBeyondAll(run);
    const places: number[] = [];
    run.lots.forEach((_, place) => {
      const at = { run, place };
      if (returnedTo(at) > 0n && this.#takenBy(at, isBeyondAll) > 0n) places.push(place);
    });
    const taking = { isBeyondAll, places };
    this.#takings.set(run, taking);
    return taking;
  }

  /** Found at the first lot that took more or less than its basis, which the last ones mostly do. */
  #isBeyondAll(run: PaymentRun): boolean {
    const reduced = this.#sources.reduced(run);
    if (reduced)
      return run.lots.some((_, place) => returnedTo({ run, place }) > (reduced[place] as bigint));
    for (let place = run.lots.length - 1; place >= 0; place--) {
      const at = { run, place };
      const left = this.#sources.basisLeft(at);
      if (left !== returnedTo(at)) return left < returnedTo(at);
    }
    return false;
  }

  /** What a lot took for its basis: all that fell to it, unless the payment was more than all basis. */
  #takenBy(at: PaymentPlace, isBeyondAll: boolean): bigint {
    if (!isBeyondAll) return returnedTo(at);
    const reduced = this.#sources.reduced(at.run);
    return reduced ? (reduced[at.place] as bigint) : this.#sources.basisLeft(at);
  }

  /** What these lots took, the latest one by one: all of their basis, or what was left for the last. */
  #taken(run: PaymentRun, places: readonly number[]): Derivation[] {
    const { isBeyondAll } = this.#takingOf(run);
    const unlisted = places.slice(0, -LISTED_SALES);
    const listed = places.slice(-LISTED_SALES).map((place) => {
      const at = { run, place };
      const figure = this.#sources.basisLeftFigure(at);
      // Only the last one can have been given less than its basis: it took what the others had left.
      return this.#takenBy(at, isBeyondAll) === exactOf(figure) ? figure : this.#sources.part(at);
    });
    if (unlisted.length === 0) return listed;
    const total = unlisted.reduce(
      (all, place) => all + this.#takenBy({ run, place }, isBeyondAll),
      0n,
    );
    const more = others(total, 'usd', {
      label: `${unlisted.length} earlier lots`,
      explanation: `${spoken(total, 'usd')} went to ${unlisted.length} earlier lots; the payment lists each of them.`,
    });
    return [more, ...listed];
  }
}
