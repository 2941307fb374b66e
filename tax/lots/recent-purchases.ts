/**
 * Which purchases of one security can still replace shares that are sold at a loss?
 *
 * Authority: section 1091(a), Reg. 1.1091-1(c) and (d): those of the days before the sale, in the order
 * in which they were made, each share once.
 * Example: 100,000 purchases and 10,000 sales at a loss: each purchase is put in its place once, and
 * is left out for good once it is too old, sold, or has replaced something.
 * Awkward case: what is left of the lot that is sold replaces nothing of it, but can replace shares of
 * another lot, so it stays in its place.
 * Not handled: sales that do not come in the order of their days; a pass has none.
 */
import type { Day } from '../values/days.ts';
import { compareText } from '../values/order.ts';
import type { PositionState } from './position-state.ts';
import type { OpenLot } from './open-lot.ts';

export interface Candidate {
  readonly state: PositionState;
  readonly lot: OpenLot;
}

function byPurchase(a: Candidate, b: Candidate): number {
  return (
    compareText(a.lot.boughtOn ?? '', b.lot.boughtOn ?? '') ||
    a.lot.order - b.lot.order ||
    a.lot.sequence - b.lot.sequence
  );
}

export class RecentPurchases {
  readonly #states: () => readonly PositionState[];
  /** In the order in which they were bought. */
  readonly #candidates: Candidate[] = [];

  constructor(states: () => readonly PositionState[]) {
    this.#states = states;
  }

  /**
   * Offers the purchases since `from`, except what shares came from `root`, one after the other for as
   * long as `replace` wants more. `from` is never earlier than the time before.
   */
  replace(from: Day, root: OpenLot, replace: (candidate: Candidate) => boolean): void {
    this.#takeNew(from);
    const candidates = this.#candidates;
    const kept: Candidate[] = [];
    let looked = 0;
    for (let more = true; more && looked < candidates.length; looked++) {
      const candidate = candidates[looked] as Candidate;
      if (!canReplace(candidate.lot, from)) continue;
      if (candidate.lot.root !== root) more = replace(candidate);
      if (canReplace(candidate.lot, from)) kept.push(candidate);
    }
    candidates.splice(0, looked, ...kept);
  }

  /** Puts the lots that came since the last time in their places, which are nearly always the last. */
  #takeNew(from: Day): void {
    const fresh: Candidate[] = [];
    for (const state of this.#states()) {
      const { book } = state;
      if (book.bought.length === 0) continue;
      for (const lot of book.bought) if (canReplace(lot, from)) fresh.push({ state, lot });
      book.bought = [];
    }
    const candidates = this.#candidates;
    for (const candidate of fresh.sort(byPurchase)) {
      let at = candidates.length;
      while (at > 0 && byPurchase(candidates[at - 1] as Candidate, candidate) > 0) at--;
      if (at === candidates.length) candidates.push(candidate);
      else candidates.splice(at, 0, candidate);
    }
  }
}

/** Whether a lot's shares, bought on a day or later, can stand for shares that are sold. */
export function canReplace(lot: OpenLot, from: Day): boolean {
  const { boughtOn } = lot;
  return boughtOn !== null && boughtOn >= from && lot.shares > 0n && !lot.isReplacement;
}
