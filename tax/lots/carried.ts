/**
 * What do the shares of a lot carry, in money, and which of it does each thing that happens change?
 *
 * Authority: Reg. 1.1012-1(a) and (c): whatever takes s of h shares out of a lot takes of each figure
 * round2(figure x s / h), or all of it when the whole lot goes. Section 358(c): shares of another
 * company take their percentage of basis and cost along, and of what is reckoned from them; not the
 * capital gain that was received on the old shares (section 857(b)(8)). Section 1091(d): a disallowed
 * loss is added to what the shares cost.
 * Example: 40 of 100 shares with a basis of $3,736.04 take $1,494.42; $2,241.62 stays.
 * Awkward case: parts of sold shares are rounded, each for itself, so that the reductions of earlier
 * years and of the year can be a cent off from cost and other changes less basis, which is what counts:
 * the cent is one of earlier years, so that a year begins with what the year before it ended with.
 * Awkward case: other changes of a part, rounded as well, could leave it or the rest with a cent less than
 * nothing returned: they give that cent, on the side that lacks it.
 * Not handled: two lots that become one.
 */
import type { Teller } from '../facts/teller.ts';
import type { Cents } from '../values/money.ts';
import { COUNTING } from './counting.ts';

/** Each begins with the lot: basis and cost as what was paid, the basis for a loss as its value, all others as nothing. */
export const CARRIED = [
  'basis',
  'cost',
  /** Of a gift worth less than its cost the basis for a loss; of all others nothing. */
  'lossBasis',
  /** Losses of wash sales that were added to basis and cost. */
  'lossAdded',
  /**
   * What changed the basis and is neither cost nor a return of capital, less what was taken: gain that a
   * trust kept, basis that was paid back in an exchange or a liquidation.
   */
  'otherChanges',
  /** Reductions by payments of earlier tax years than the reported one, and by those of that year. */
  'reducedBefore',
  'reducedInYear',
  /** Capital gain distributions received on the remaining shares (section 857(b)(8)). */
  'capitalGainReceived',
] as const;
export type CarriedName = (typeof CARRIED)[number];

/** What a lot's shares carry, in money. */
export type Carried = Readonly<Record<CarriedName, Cents>>;

/** The figures of a lot, one made of its old ones each. */
export function carriedFrom(make: (name: CarriedName) => bigint): Carried {
  return {
    basis: make('basis') as Cents,
    cost: make('cost') as Cents,
    lossBasis: make('lossBasis') as Cents,
    lossAdded: make('lossAdded') as Cents,
    otherChanges: make('otherChanges') as Cents,
    reducedBefore: make('reducedBefore') as Cents,
    reducedInYear: make('reducedInYear') as Cents,
    capitalGainReceived: make('capitalGainReceived') as Cents,
  };
}

/** What of the figures a part has whose cost and basis are known, and what the others have. */
interface Side<V> {
  readonly cost: V;
  readonly basis: V;
}

/** The other changes that one side of a lot has, so that on neither side less than nothing was returned. */
export function otherChangesOf<V>(
  tell: Teller<V>,
  all: V,
  rounded: V,
  side: Side<V>,
  opposite: Side<V>,
): V {
  const returned = ({ cost, basis }: Side<V>, other: bigint): bigint =>
    tell.exact(cost) + other - tell.exact(basis);
  if (returned(side, tell.exact(rounded)) < 0n)
    return tell.difference(side.basis, [side.cost], 'partOfLot', 'own');
  if (returned(opposite, tell.exact(all) - tell.exact(rounded)) >= 0n) return rounded;
  const changed = tell.sum([all, opposite.cost], 'partOfLot', 'changed');
  return tell.difference(changed, [opposite.basis], 'partOfLot', 'own');
}

/** The part of a lot's figures that leaves it, one made of each; averaged: not its own part of the basis. */
export function partOf(
  lot: Carried,
  make: (name: CarriedName) => bigint,
  isAveraged = false,
): Carried {
  const part = carriedFrom(make);
  if (lot.otherChanges === 0n && !isAveraged) return part;
  const rest = { cost: lot.cost - part.cost, basis: lot.basis - part.basis };
  const otherChanges = otherChangesOf<bigint>(
    COUNTING,
    lot.otherChanges,
    part.otherChanges,
    part,
    rest,
  );
  return { ...part, otherChanges: otherChanges as Cents };
}

/** What of it shares of another company take a percentage of. */
export function goesWithSpinOff(name: CarriedName): boolean {
  return name !== 'capitalGainReceived';
}

/** What a disallowed loss is added to. */
export const LOSS_IS_ADDED_TO = ['basis', 'cost', 'lossAdded'] as const;

/** Where a return of capital is counted besides the basis, from the year that is reported. */
export function trackerOf(paidIn: number, reported: number): 'reducedBefore' | 'reducedInYear' {
  return paidIn < reported ? 'reducedBefore' : 'reducedInYear';
}

/** Cost less basis, as far as nothing else changed the basis. */
export function allReturned<V>(tell: Teller<V>, cost: V, basis: V, other: V, name?: string): V {
  if (tell.exact(other) === 0n) return tell.difference(cost, [basis], 'basis', name);
  const changed = tell.sum([cost, other], 'basis', 'changed');
  return tell.difference(changed, [basis], 'basis', name);
}

/** What of a lot's reductions is of earlier years, or of the year; both together are all of them. */
export function returnedOf<V>(
  tell: Teller<V>,
  which: 'before' | 'inYear',
  cost: V,
  basis: V,
  other: V,
  before: V,
  inYear: V,
): V {
  const total = tell.exact(cost) + tell.exact(other) - tell.exact(basis);
  const ofBefore = tell.exact(before);
  const ofYear = tell.exact(inYear);
  if (ofBefore + ofYear === total) return which === 'before' ? before : inYear;
  const all = allReturned(tell, cost, basis, other, 'all');
  if (ofBefore === 0n) return which === 'before' ? before : all;
  if (ofYear === 0n) return which === 'before' ? all : inYear;
  // What the year's payments took is known to the cent; what is left is what stood at its beginning.
  const ofPayments = tell.smallest([inYear, all], 'basis', 'inYear');
  return which === 'inYear' ? ofPayments : tell.difference(all, [ofPayments], 'basis', 'before');
}
