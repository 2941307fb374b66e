/**
 * Were two columns of dates taken for each other?
 *
 * Where the captions have lost their places, "Date of", "Record", "Date Paid" can be put together in more
 * ways than one. One is wrong where no payment's dates can be true by it: nobody is paid before the record
 * date, and shares trade without the payment from a day that is not after it. The question is asked once for the
 * table; what is proposed is the only other order by which every payment's dates can be true.
 *
 * Awkward case: one payment alone may be a misprint, so it is asked about by itself.
 */
import type { Day } from '../../../tax/values/days.ts';
import { DATE_MEANINGS, type DateMeaning } from '../columns/captions.ts';
import { columnName } from './ask-columns.ts';
import { impossibleDates } from './dates.ts';
import type { PrintedRow } from './draft-rows.ts';
import type { DraftCandidate, DraftQuestion, DraftSecurity } from './draft.ts';
import { columnOf } from './table-of-draft.ts';

/** More than can be chosen from are no help. */
const MOST_ORDERS = 6;

/** Every order of a few things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  return things.length < 2
    ? [[...things]]
    : things.flatMap((first, i) =>
        ordersOf(things.toSpliced(i, 1)).map((rest) => [first, ...rest]),
      );
}

/** The question where no payment's dates can be true, and all could in another order of their columns. */
export function exchangedDates(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  pointer: string,
  taxYear: number,
): DraftQuestion | null {
  const held = DATE_MEANINGS.filter((meaning) => rows.every(({ dates }) => dates[meaning]));
  const isTrue = (order: readonly DateMeaning[]): boolean =>
    rows.every((row) => {
      const moved = held.map((meaning, i) => [order[i], row.dates[meaning]] as [DateMeaning, Day]);
      const dates = { ...row.dates, ...Object.fromEntries(moved) };
      return impossibleDates({ ...row, dates }, taxYear) === undefined;
    });
  const isNone = rows.every((row) => impossibleDates(row, taxYear) !== undefined);
  if (rows.length < 2 || held.length < 2 || !isNone) return null;
  const orders = ordersOf(held).filter(isTrue);
  if (orders.length === 0 || orders.length > MOST_ORDERS) return null;
  const candidates = orders.map((order): DraftCandidate => {
    const edits = held.map((meaning, i) => ({
      pointer: `${pointer}/columns/${columnOf(security, meaning)}/meaning`,
      value: order[i] as DateMeaning,
    }));
    const inOrder = edits.toSorted((a, b) => a.pointer.localeCompare(b.pointer));
    return { label: inOrder.map(({ value }) => columnName(value)).join(', '), edits };
  });
  return {
    id: `columns-ambiguous${pointer}/dates`,
    code: 'columns-ambiguous',
    message:
      'By the captions no payment’s dates can be true: one is paid before its record date, or its ex-date is after it. Say which column holds which dates; compare it with the release.',
    line: rows[0]?.line ?? null,
    pointer,
    candidates,
    proposed: orders.length === 1 ? 0 : null,
  };
}
