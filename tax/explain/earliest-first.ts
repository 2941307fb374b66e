/**
 * Which part of a return of capital falls to a lot where the earliest purchases come first?
 *
 * As much as the lot's basis is, of what the lots before it left; what is more than the basis of all
 * of them is divided by shares.
 * Example: "The smallest of $50.00 and $20.00 is $20.00." after $10.00 of $30.00 to an earlier lot.
 */
import { exactOf, type Derivation } from './derivation.ts';
import type { Ledger, PaymentPlace } from './ledger.ts';
import { difference, others, smallest, spoken, sum, type Told } from './operations.ts';
import { LISTED_SALES } from './shares.ts';
import { RULES } from '../facts/teller.ts';
import type { Taking } from '../lots/earliest-first.ts';
import type { OpenLot } from '../lots/open-lot.ts';
import type { PaymentRun } from '../lots/return-of-capital.ts';

/** What this rule needs to know of lots and payments. */
export interface EarliestFirstSources {
  /** A lot's basis on the ex-date, less what waits on it already. */
  readonly basisLeft: (at: PaymentPlace) => Derivation;
  /** The part of another lot. */
  readonly part: (at: PaymentPlace) => Derivation;
  /** Divides what is beyond the basis of all lots by their shares. */
  readonly byShares: (
    at: PaymentPlace,
    amount: Derivation,
    value: bigint,
    told: Told,
  ) => Derivation;
}

/** The parts of a return of capital, lot by lot, where the earliest purchases come first. */
export class EarliestFirst {
  readonly #ledger: Ledger;
  readonly #sources: EarliestFirstSources;

  constructor(ledger: Ledger, sources: EarliestFirstSources) {
    this.#ledger = ledger;
    this.#sources = sources;
  }

  /** The part of one lot. */
  part(at: PaymentPlace, whole: Derivation, told: Told): Derivation {
    const { run, place } = at;
    const taking = this.#ledger.toldOf(run).taking as Taking;
    const own = this.#sources.basisLeft(at);
    const left = (label: string, places: readonly number[]): Derivation =>
      difference(whole, this.#taken(run, taking, places), { label, rule: RULES.earliestFirst });
    if (taking.beyond) {
      const rest = left('Return of capital beyond the basis of all lots', placesOf(taking));
      const label = `Part by shares, lot ${(run.lots[place] as OpenLot).name}`;
      const value = taking.beyond[place] as bigint;
      const words = { label, rule: RULES.returnOfCapitalByLot };
      return sum([own, this.#sources.byShares(at, rest, value, words)], 'usd', told);
    }
    const before = placesOf(taking, place);
    if (before.length === 0) return smallest([own, whole], told);
    return smallest([own, left('Return of capital that earlier lots left', before)], told);
  }

  /** What these lots took, the latest one by one: all of their basis, or what was left for the last. */
  #taken(run: PaymentRun, { taken }: Taking, places: readonly number[]): Derivation[] {
    const unlisted = places.slice(0, -LISTED_SALES);
    const listed = places.slice(-LISTED_SALES).map((place) => {
      const figure = this.#sources.basisLeft({ run, place });
      // Only the last one can have been given less than its basis: it took what the others had left.
      return taken[place] === exactOf(figure) ? figure : this.#sources.part({ run, place });
    });
    if (unlisted.length === 0) return listed;
    const total = unlisted.reduce((all, place) => all + (taken[place] as bigint), 0n);
    const more = others(total, 'usd', {
      label: `${unlisted.length} earlier lots`,
      explanation: `${spoken(total, 'usd')} went to ${unlisted.length} earlier lots; the payment lists each of them.`,
    });
    return [more, ...listed];
  }
}

/** The places that took a part, in order, before one of them. */
function placesOf({ taken }: Taking, end = taken.length): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < end; place++) if (taken[place] !== 0n) places.push(place);
  return places;
}
