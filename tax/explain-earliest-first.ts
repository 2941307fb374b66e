/**
 * Which part of a return of capital falls to a lot where the earliest purchases come first?
 *
 * As much as the lot's basis is, of what the lots before it left; what is more than the basis of all
 * of them is divided by shares.
 * Example: "The smallest of $50.00 and $20.00 is $20.00." after $10.00 of $30.00 to an earlier lot.
 */
import { exactOf, type Derivation } from './derivation.ts';
import { returnedTo, type PaymentPlace } from './explain-ledger.ts';
import { RULES } from './explain-nodes.ts';
import { difference, others, smallest, spoken, sum, type Told } from './explain-operations.ts';
import { LISTED_SALES } from './explain-shares.ts';
import type { RunLot } from './return-of-capital.ts';

/** What this rule needs to know of lots and payments. */
export interface EarliestFirstSources {
  /** A lot's basis on the ex-date, less what waits on it already: as a number, and from where. */
  readonly basisLeft: (at: PaymentPlace) => bigint;
  readonly basisLeftFigure: (at: PaymentPlace) => Derivation;
  /** The part of another lot. */
  readonly part: (at: PaymentPlace) => Derivation;
  /** Divides what is beyond the basis of all lots by their shares. */
  readonly byShares: (at: PaymentPlace, amount: Derivation, told: Told) => Derivation;
}

/** The part of one lot of a payment's return of capital. */
export function earliestFirstPart(
  at: PaymentPlace,
  whole: Derivation,
  sources: EarliestFirstSources,
  told: Told,
): Derivation {
  const { run, place } = at;
  const own = sources.basisLeftFigure(at);
  if (isBeyondAll(at, sources)) {
    const all = run.lots.map((_, one) => one);
    const rest = difference(whole, leftOf(at, all, sources), {
      label: 'Return of capital beyond the basis of all lots',
      rule: RULES.earliestFirst,
    });
    const label = `Part by shares, lot ${(run.lots[place] as RunLot).name}`;
    const beyond = sources.byShares(at, rest, { label, rule: RULES.returnOfCapitalByLot });
    return sum([own, beyond], 'usd', told);
  }
  const before = run.lots.flatMap((_, one) =>
    one < place && returnedTo({ run, place: one }) !== 0n ? [one] : [],
  );
  const rest =
    before.length === 0
      ? whole
      : difference(whole, leftOf(at, before, sources), {
          label: 'Return of capital that earlier lots left',
          rule: RULES.earliestFirst,
        });
  return smallest([own, rest], told);
}

/** Whether the payment was more than the basis of all its lots. */
function isBeyondAll({ run }: PaymentPlace, sources: EarliestFirstSources): boolean {
  // The last lots are the ones that most often have some of their basis left.
  for (let place = run.lots.length - 1; place >= 0; place--) {
    const at = { run, place };
    const left = sources.basisLeft(at);
    if (left !== returnedTo(at)) return left < returnedTo(at);
  }
  return false;
}

/** What these lots took, the latest one by one: all of their basis, or what was left for the last. */
function leftOf(
  { run }: PaymentPlace,
  places: readonly number[],
  sources: EarliestFirstSources,
): Derivation[] {
  const takenBy = (place: number): bigint => {
    const at = { run, place };
    const [left, part] = [sources.basisLeft(at), returnedTo(at)];
    return left < part ? left : part;
  };
  const some = places.filter((place) => takenBy(place) !== 0n);
  const unlisted = some.slice(0, -LISTED_SALES);
  const listed = some.slice(-LISTED_SALES).map((place) => {
    const at = { run, place };
    const figure = sources.basisLeftFigure(at);
    // Only the last one can have been given less than its basis: it took what the others had left.
    return takenBy(place) === exactOf(figure) ? figure : sources.part(at);
  });
  if (unlisted.length === 0) return listed;
  const total = unlisted.reduce((all, place) => all + takenBy(place), 0n);
  const more = others(total, 'usd', {
    label: `${unlisted.length} earlier lots`,
    explanation: `${spoken(total, 'usd')} went to ${unlisted.length} earlier lots; the payment lists each of them.`,
  });
  return [more, ...listed];
}
