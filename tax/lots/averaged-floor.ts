/**
 * How much of a return of capital do averaged shares take off their basis?
 *
 * Authority: Internal Revenue Code sections 301(c)(2) and (3) and 1012(c)(2): where the basis is that of all
 * averaged shares together, only what is more than all of it is gain.
 * Example: $60.00 on two lots with a basis of $20.00 each: $40.00 is taken off, $10.00 of each part is gain.
 * Awkward case: cents. A part can be a cent more than its lot's own basis while the basis of all is enough.
 * Not handled: which lots are averaged (`average-basis.ts`).
 */
import type { Day } from '../values/days.ts';
import type { Teller } from '../facts/teller.ts';
import type { Cents } from '../values/money.ts';
import { COUNTING } from './counting.ts';
import type { OpenLot } from './open-lot.ts';
import type { Averaging } from './pass-log.ts';

/** The averaged lots of a position. */
export interface Pool {
  /** Lots acquired from this day on. */
  readonly from: Day;
  /** Those that are open, in order. */
  readonly lots: () => readonly OpenLot[];
  /** What shares that are about to leave take along of the basis, by their lots; taken out as they leave. */
  readonly leaving: Map<OpenLot, LeavingBasis>;
}

/** Averaged basis that leaves with some of a lot's shares. */
interface LeavingBasis {
  readonly basis: Cents;
  readonly group: Averaging;
}

/** What leaves with some shares of averaged lots, and what stays with the others, lot by lot. */
interface Sides<V> {
  readonly leaving: readonly V[];
  readonly staying: readonly V[];
}

/** The basis of averaged lots, for the shares that leave together and for those that stay; all lists are by lot. */
export function averagedSides<V>(
  tell: Teller<V>,
  bases: readonly V[],
  held: readonly V[],
  leaving: readonly V[],
  names: readonly string[],
): Sides<V> {
  const all = tell.sum(bases, 'averageBasis', 'basis');
  const out = tell.sum(leaving, 'averageBasis', 'sharesLeaving');
  const of = tell.sum(held, 'averageBasis', 'shares');
  const taken = tell.share(all, out, of, 'averageBasis', 'taken');
  const kept = tell.difference(all, [taken], 'averageBasis', 'kept');
  const staying = held.map((shares, place) =>
    tell.difference(shares, [leaving[place] as V], 'averageBasis', 'sharesStaying'),
  );
  return {
    leaving: tell.apportion(taken, leaving, 'averageBasis', names),
    staying: tell.apportion(kept, staying, 'averageBasis', names),
  };
}

/** A part of a return of capital that is due on an averaged lot. */
interface Due {
  readonly lot: OpenLot;
  readonly amount: Cents;
}

/** What of the parts due on averaged lots is beyond their basis, part by part; null where nothing is. */
export function beyondAverage<V>(
  tell: Teller<V>,
  due: readonly V[],
  basis: readonly V[],
  names: readonly string[],
): readonly V[] | null {
  const all = tell.sum(due, 'averageBasis', 'due');
  const held = tell.sum(basis, 'averageBasis', 'basis');
  if (tell.exact(all) <= tell.exact(held)) return null;
  const over = tell.difference(all, [held], 'averageBasis', 'over');
  return tell.apportion(over, due, 'averageBasis', names);
}

/** Parts that are due on averaged lots of one position, where they are more than the basis. */
export interface PoolExcess<D extends Due = Due> {
  readonly due: readonly D[];
  readonly lots: readonly OpenLot[];
  readonly beyond: readonly Cents[];
}

/** The same of all parts of a payment, position by position; those within the basis are left out. */
export function excessOfPools<D extends Due>(all: readonly D[]): readonly PoolExcess<D>[] {
  const found: PoolExcess<D>[] = [];
  for (const [pool, due] of Map.groupBy(all, ({ lot }) => lot.pool)) {
    if (!pool) continue;
    const lots = pool.lots();
    const amounts = due.map(({ amount }) => amount);
    const bases = lots.map(({ basis }) => basis);
    const beyond = beyondAverage<bigint>(COUNTING, amounts, bases, []);
    if (beyond) found.push({ due, lots, beyond: beyond as readonly Cents[] });
  }
  return found;
}
