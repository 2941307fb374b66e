/**
 * What does a table say of the past of shares that came in: when they were acquired, and for how much in all?
 *
 * Example: "Transfer In" of 40 shares with "Date Acquired" 03/02/2017 and "Cost Basis" 2,480.00.
 * Awkward case: a basis without the day is no lot, and a day without the basis neither: nothing is proposed.
 * Not handled: the basis of one share.
 */
import type { HistoryEvent } from './event.ts';
import { headingKey } from './headings.ts';
import { magnitude, readDay, type CellNumber, type DayOrder } from './values.ts';

const ACQUIRED =
  /^(?:(?:date acquired|acquired)(?: date| on)?|acquisition date|original (?:purchase|acquisition|trade) date|lot date|date purchased|purchase date)$/;
const BASIS = /^(?:total )?(?:cost basis|tax cost|original cost|basis|cost)(?: amount)?$/;

/** The columns of a table that say it; undefined where it has not both. */
export interface PastColumns {
  readonly acquired: number;
  readonly basis: number;
}

export function pastColumns(headings: readonly string[]): PastColumns | undefined {
  const keys = headings.map(headingKey);
  const [acquired, basis] = [ACQUIRED, BASIS].map((name) =>
    keys.findIndex((key) => name.test(key)),
  );
  if (acquired === undefined || basis === undefined) return undefined;
  return acquired < 0 || basis < 0 ? undefined : { acquired, basis };
}

/** What one record says in them; undefined where a cell is empty or cannot be read. */
export function pastIn(
  cells: readonly string[],
  { acquired, basis }: PastColumns,
  order: DayOrder,
  toNumber: (cell: string) => CellNumber,
): Pick<HistoryEvent, 'acquired' | 'wholeBasis'> | undefined {
  const day = readDay(cells[acquired] ?? '', order)?.day;
  const number = toNumber(cells[basis] ?? '');
  if (day === undefined || number.kind !== 'number' || number.value === 0n) return undefined;
  return { acquired: day, wholeBasis: magnitude(number.value) };
}
