/** The computation that the window waits for, once that takes longer than a moment. */
import { call } from '../api/client.ts';
import { Waiting, type Work } from './waiting.ts';

let work = $state.raw<Work | null>(null);
/** The call that was asked to stop. */
let stopping = $state<number | null>(null);

const waiting = new Waiting(
  () => call('work.progress', {}),
  (next) => {
    work = next;
    if (next === null) stopping = null;
  },
);

/** Waits for one more thing, until the function that it answers with is called. */
export const beginWaiting = (): (() => void) => waiting.begin();

export function currentWork(): (Work & { readonly stopping: boolean }) | null {
  return work && { ...work, stopping: work.call === stopping };
}

/** Asks to stop a search whose answer nobody waits for any more. */
export function stopSearching(): void {
  if (work?.task === 'explaining') stopWork();
}

/** Asks to stop what is shown. The call that is stopped says so where its answer is waited for. */
export function stopWork(): void {
  if (work === null || work.call === stopping) return;
  stopping = work.call;
  // Where this does not arrive, the call itself comes to its end.
  call('work.cancel', { call: work.call }).catch(() => undefined);
}
