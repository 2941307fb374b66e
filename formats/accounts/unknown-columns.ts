/**
 * Which columns of a table have a heading that nobody knows, and cells that could change what a record is?
 *
 * Example: "Surcharge" over figures may be a fee that belongs to a cost.
 * Awkward case: a column that repeats a known one in every record says nothing new.
 */
import { isNoFee } from './headings.ts';
import { saysNotDone } from './order-status.ts';
import type { Table } from './tables.ts';
import { readDay, readNumber } from './values.ts';
import { meaningOf } from './words.ts';

/** Their headings, in the order of the table. */
export function unknownColumns(table: Table): string[] {
  return table.headings.filter(
    (heading, place) =>
      heading !== '' &&
      table.roles[place] === undefined &&
      table.records.some(
        ({ cells }) =>
          (mayMatter(cells[place] ?? '') && !isNoFee(heading)) ||
          isMarked(heading, cells[place] ?? ''),
      ) &&
      !repeatsAnother(table, place),
  );
}

/** Whether a column says again, in every record, what a column that is known says. */
function repeatsAnother({ roles, records }: Table, place: number): boolean {
  const known = roles.flatMap((role, i) => (role === undefined ? [] : [i]));
  return known.some((other) =>
    records.every(({ cells }) => (cells[other] ?? '') === (cells[place] ?? '')),
  );
}

/** "Dividend Reinvest: Y": a column that says of some records what they are. */
function isMarked(heading: string, cell: string): boolean {
  return /^(?:y|yes|true|x|\u2713)$/i.test(cell) && meaningOf(heading) !== null;
}

/** Whether a cell of an unknown column could change what a record is: a figure, a day, words of an action, "rejected". */
function mayMatter(cell: string): boolean {
  const number = readNumber(cell);
  if (number.kind === 'number') return number.value !== 0n;
  return (
    number.kind === 'unclear' &&
    (meaningOf(cell) !== null || saysNotDone(cell) || readDay(cell, 'month first') !== undefined)
  );
}
