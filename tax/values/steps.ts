/** How far is a long list gone through? Told now and then; who is told may throw, to end it. */

/** What is told: how many of how many steps are done. */
export interface Steps {
  readonly step: (done: number, total: number) => void;
}

/** So many items go by before something is told: often enough to stop within a moment, too seldom to cost time. */
const ITEMS_A_STEP = 1024;

/** To be called with each place of a list that is gone through in order. */
export function tellPlace(steps: Steps | undefined, place: number, total: number): void {
  if (steps !== undefined && place % ITEMS_A_STEP === 0) steps.step(place, total);
}
