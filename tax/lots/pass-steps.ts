/** What payments do on which day of a pass, and how much work that is: the watch is told of it. */
import type { Day } from '../values/days.ts';
import type { Transaction } from '../facts/model.ts';
import type { AdmittedTransactions } from '../facts/transactions.ts';
import { compareText, firstIndex } from '../values/order.ts';
import { comparePlanned, stepsOf, type PlannedDistribution } from './planned-distributions.ts';
import type { Watch } from './pass-result.ts';
import type { PositionState } from './position-state.ts';

export interface Step {
  readonly state: PositionState;
  readonly day: Day;
  readonly kind: 'entitle' | 'reduce';
  readonly planned: PlannedDistribution;
}

/** How much work goes by before the watch is told: as many entries, or lots that a payment looks at. */
const WORK_A_TELL = 4096;

/** A payment looks at every lot that there is: at most one of each entry before it. */
export function workOfStep(entriesBefore: number): number {
  return 1 + entriesBefore;
}

/** All the work of a pass up to a day, in entries. */
export function workOf(
  steps: readonly Step[],
  trades: AdmittedTransactions['trades'],
  horizon: Day,
): number {
  let work = 0;
  for (const { day } of steps) {
    if (day > horizon) break;
    const before = firstIndex(trades, ({ transaction }) => transaction.date >= day);
    work += workOfStep(before);
  }
  return work + firstIndex(trades, ({ transaction }) => transaction.date > horizon);
}

/** Tells a watch now and then how far a pass is. */
export class Progress {
  readonly #watch: Watch;
  readonly #total: number;
  #done = 0;
  #toTell = 0;

  constructor(watch: Watch, total: number) {
    this.#watch = watch;
    this.#total = total;
  }

  did(work: number): void {
    this.#done += work;
    if (this.#done < this.#toTell) return;
    this.#watch.step(this.#done, this.#total);
    this.#toTell = this.#done + WORK_A_TELL;
  }
}

export type PlannedOf = (securityId: string) => readonly PlannedDistribution[];

/** The steps of all payments in order of effect. */
export function stepsInOrder(
  states: readonly PositionState[],
  plannedOf: PlannedOf,
): readonly Step[] {
  return (
    states
      .flatMap((state) =>
        stepsOf(plannedOf(state.position.security.id)).map((step) => ({ state, ...step })),
      )
      // On one day in the order of the payments, whatever they are on: shares that were exchanged can
      // have a part of a payment on the old ones and one on the new ones. The sort is stable: who is
      // entitled comes before what is reduced.
      .sort((a, b) => compareText(a.day, b.day) || comparePlanned(a.planned, b.planned))
  );
}

/** Whether an entry is stated before anything else happens on its day. */
export function isStatedAtFirst({ action }: Transaction): boolean {
  return action === 'opening-basis' || action === 'average-basis';
}

/** The earlier of two days, of which one or both can be missing. */
export function earlierDay(a: Day | undefined, b: Day | undefined): Day | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a <= b ? a : b;
}
