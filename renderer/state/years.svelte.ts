/** The years of the book with their states: asked for behind the screen, which comes first. */
import type { Answer } from '../../application/contract.ts';
import { call } from '../api/client.ts';

export type YearOnDesk = Answer<'years.list'>[number];

let rows = $state.raw<readonly YearOnDesk[]>([]);
let newest = 0;

export function currentYears(): readonly YearOnDesk[] {
  return rows;
}

/** Another book is open, or none: nothing is known of its years. */
export function forgetYears(): void {
  newest += 1;
  rows = [];
}

/** Asks again; what was known stays until the answer is here. A year whose state is not known has none. */
export async function refreshYears(): Promise<void> {
  const mine = ++newest;
  // The screen's own question is asked first.
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (mine !== newest) return;
  const answer = await call('years.list', {}).catch(() => []);
  if (mine === newest) rows = answer;
}
