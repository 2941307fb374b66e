/**
 * Was an order carried out, and with how many shares?
 *
 * Example: "Rejected", or 0 shares filled of 100: nothing happened.
 * Awkward case: a column "Filled" that says "Yes" counts no shares.
 */
import { headingKey } from './headings.ts';
import type { Table } from './tables.ts';
import { readNumber } from './values.ts';

const NOT_CARRIED_OUT =
  /cancel|reject|expired|pending|open|working|unfilled|fail|void|replaced|declin|refused|deleted|draft|planned/i;
const TAKEN_BACK = /revers|bust|rescind|taken back/i;
const FILLED = /\b(?:filled|executed)\b/;

/** Why a record of this status is no trade; undefined where it can be one. */
export function notCarriedOut(status: string): string | undefined {
  if (NOT_CARRIED_OUT.test(status)) return `an order that was not carried out ("${status}")`;
  return TAKEN_BACK.test(status) ? `a trade that was taken back ("${status}")` : undefined;
}

/** Alone in a cell below any heading. */
const NOT_DONE =
  /^(?:cancell?ed|rejected|expired|unfilled|failed|void(?:ed)?|declined|refused|deleted|reversed|busted|rescinded|not filled)$/i;

/** Whether a cell says nothing but that something was not done, or taken back. */
export function saysNotDone(cell: string): boolean {
  return NOT_DONE.test(cell);
}

/** Whether a column counts the shares that orders were filled with: 1 where it does. */
export function filledRank({ headings, records }: Table, place: number): number {
  if (!FILLED.test(headingKey(headings[place] ?? ''))) return 0;
  return records.every(({ cells }) => readNumber(cells[place] ?? '').kind !== 'unclear') ? 1 : 0;
}
