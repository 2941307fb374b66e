/**
 * Did a date lose a character on its line, or get one?
 *
 * Where a table is set out by spaces and all other lines have a column's values at the same place,
 * a line whose values stand a place further left from one column on has lost a character before
 * it. A figure that lost one breaks its sum; a date can be as good a day as before, and only the
 * rest of its line tells.
 *
 * Example: under "2/20/07        3/6/07" and others like it, "2/2/07        3/6/07".
 * Awkward case: numbers are set to the right as a rule, so a column counts by whichever of its edges
 * the other lines have in common; texts in which they have none show nothing.
 */
import type { DraftQuestion } from './draft.ts';
import type { Cell, JoinedTable } from '../grid/join-tables.ts';
import type { Token } from '../grid/tokens.ts';

/** More is no lost character but another layout. */
const FURTHEST = 3;

/** The values on the first line of a row, where none is empty; a joined table has the others elsewhere. */
function onFirstLine(row: readonly Cell[]): readonly Token[] {
  const line = row[0]?.lineIndex;
  const own = row.filter((cell): cell is Token => cell !== null && cell.lineIndex === line);
  // One space between values sets nothing out: there every value moves those behind it.
  const isSetOut = own.every(
    (cell, c) =>
      cell === row[c] &&
      cell.field === 0 &&
      (c === 0 || cell.from - (own[c - 1]?.to ?? cell.from) > 1),
  );
  return isSetOut ? own : [];
}

/** The place that all the others have in common, or all but one of many; undefined where they differ. */
function commonPlace(places: readonly number[]): number | undefined {
  const counts = Map.groupBy(places, (place) => place);
  const [most] = [...counts.values()].toSorted((a, b) => b.length - a.length);
  return most && most.length >= Math.max(2, places.length - 1) ? most[0] : undefined;
}

/** How far each value stands from where the others have it; null where they differ. */
function shiftsOf(row: readonly Token[], others: readonly (readonly Token[])[]): number[] | null {
  const shifts: number[] = [];
  for (const [c, cell] of row.entries()) {
    const own = (['from', 'to'] as const).flatMap((edge) => {
      const place = commonPlace(others.map((other) => other[c]?.[edge] ?? -1));
      return place === undefined ? [] : [cell[edge] - place];
    });
    const least = own.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0];
    if (least === undefined) return null;
    shifts.push(least);
  }
  return shifts;
}

/** The column before which a line is shifted as a whole; -1 for none. */
function firstShifted(shifts: readonly number[]): number {
  const first = shifts.findIndex((shift) => shift !== 0);
  const shift = shifts[first] ?? 0;
  const isOne =
    first > 0 && Math.abs(shift) <= FURTHEST && shifts.slice(first).every((one) => one === shift);
  return isOne ? first : -1;
}

/** Questions about dates before which nothing is shifted, and behind which everything is. */
export function shiftedDates(table: JoinedTable, pointer: string): DraftQuestion[] {
  const all = table.rows.map((row, r) => ({ row: onFirstLine(row), r }));
  const size = Math.max(...all.map(({ row }) => row.length));
  const rows = all.filter(({ row }) => row.length === size && size > 2);
  if (rows.length < 3) return [];
  return rows.flatMap(({ row, r }) => {
    const others = rows.filter((other) => other.r !== r).map((other) => other.row);
    const shifts = shiftsOf(row, others);
    const first = shifts ? firstShifted(shifts) : -1;
    const c = [first - 1, first].find((one) => row[one]?.kind === 'date');
    const cell = c === undefined ? undefined : row[c];
    if (first === -1 || c === undefined || !cell) return [];
    const at = `${pointer}/rows/${r}/cells/${c}`;
    const shift = shifts?.[first] ?? 0;
    return [
      {
        id: `date-short-of-a-digit${at}`,
        code: 'date-short-of-a-digit',
        message: `“${cell.text}” may have ${shift < 0 ? 'lost a digit' : 'a digit too many'}: what stands behind it on its line is further ${shift < 0 ? 'left' : 'right'} than on every other line of the table. Compare it with the release.`,
        line: cell.line.number,
        pointer: at,
        candidates: [],
      },
    ];
  });
}
