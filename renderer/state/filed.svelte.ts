/** Years that were filed and have other figures by now: read anew after whatever wrote into the book. */
import { call } from '../api/client.ts';
import type { Answer } from '../../application/contract.ts';

type FiledChange = Answer<'filed.changed'>[number];

let changes = $state.raw<readonly FiledChange[]>([]);
/** What the last command made of it, and the revision of the book that it led to. */
let fresh = $state.raw<{ readonly revision: number; readonly changes: readonly FiledChange[] }>({
  revision: -1,
  changes: [],
});
/** What was so before; null of a book that was only opened. */
let before: readonly FiledChange[] | null = null;
let newest = 0;

/** What of a year that was filed is another figure now. */
export function filedChange(year: number): FiledChange | undefined {
  return changes.find((one) => one.year === year);
}

/** Years whose figures the command changed that led to this revision of the book. */
export function freshlyChanged(revision: number): readonly FiledChange[] {
  return fresh.revision === revision ? fresh.changes : [];
}

/** Another book is open, or none: nothing is known of what was so before. */
export function forgetFiled(): void {
  before = null;
  changes = [];
}

/** Reads it of the open book; what cannot be read says nothing. */
export async function readFiled(revision: number): Promise<void> {
  const mine = ++newest;
  const now = await call('filed.changed', {}).catch(() => null);
  if (mine !== newest || now === null) return;
  const known = before;
  before = now;
  changes = now;
  const was = (year: number) => known?.find((one) => one.year === year)?.figures ?? [];
  const isOther = ({ year, figures }: FiledChange): boolean =>
    JSON.stringify(figures) !== JSON.stringify(was(year));
  fresh = { revision, changes: known === null ? [] : now.filter(isOther) };
}
