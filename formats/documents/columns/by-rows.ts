/**
 * Captions with a cell on each line, row after row: "Declaration", "Record", "Total", then "Dates", "Dates",
 * "Dividends", each row with a cell for every column, and one of the rows perhaps with cells for some alone.
 *
 * The short row's cells keep their order, and every way to lay them over the columns is tried; it is read where
 * one alone makes whole phrases of all captions, each of something else.
 * Example: "Section", "Total", "Unrecaptured" above ten cells twice: "Section 199A Dividend" and so on.
 * Not handled: two short rows; cells that were broken into lines.
 */
import type { ColumnKind } from './solve-captions.ts';
import { columnOf, type Found, type Words } from './found.ts';

const MOST_ROWS = 4;
const MOST_WAYS = 1000;

/** Every choice of so many of the columns, in their order. */
function choicesOf(size: number, count: number): number[][] {
  let ways: number[][] = [[]];
  for (let i = 0; i < count; i++) {
    ways = ways.flatMap((way) =>
      Array.from({ length: size - (way.at(-1) ?? -1) - 1 }, (_, step) => [
        ...way,
        (way.at(-1) ?? -1) + 1 + step,
      ]),
    );
    if (ways.length > MOST_WAYS) return [];
  }
  return ways;
}

/** The captions of rows of cells; null where they are none, or can be laid over the columns in several ways. */
export function byRows(
  cells: readonly (readonly Words[])[],
  kinds: readonly ColumnKind[],
  taxYear: number | null,
): Found | null {
  const size = kinds.length;
  const [full, short] = [Math.floor(cells.length / size), cells.length % size];
  if (size < 3 || full + Number(short > 0) < 2 || full > MOST_ROWS) return null;
  const found = new Map<string, Found>();
  for (const over of choicesOf(size, short)) {
    for (let at = 0; at <= (short > 0 ? full : 0); at++) {
      const before = at * size;
      const columns = kinds.map((kind, c) => {
        const own = over.indexOf(c);
        const words = Array.from({ length: full }, (_, row) => {
          const start = row * size + (row >= at ? short : 0);
          const shorter = row === at && own !== -1 ? (cells[before + own] ?? []) : [];
          return [...shorter, ...(cells[start + c] ?? [])];
        }).flat();
        const last = at === full && own !== -1 ? (cells[before + own] ?? []) : [];
        return columnOf([...words, ...last], kind, taxYear);
      });
      const meanings = columns.map(({ meaning }) => meaning);
      if (meanings.includes(null) || new Set(meanings).size < size) continue;
      found.set(meanings.join(), { ways: [columns], isBounded: true });
    }
  }
  return found.size === 1 ? ([...found.values()][0] as Found) : null;
}
