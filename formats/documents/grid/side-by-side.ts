/**
 * Classes of stock side by side: one table with a set of columns for each class is a table for each.
 *
 * The columns behind the dates must be the same set two to four times, with an amount in each, and as
 * many names of classes, all different, must stand next to each other above the captions.
 *
 * Example: "Common Shares", "Class A Common Shares" over "Dividend | Ordinary | Return of Capital |
 * Dividend | Ordinary | Return of Capital": two securities with three columns and the dates.
 * Awkward case: a class without a payment on a day has dashes there, and no row.
 */
import { readHeading, titleHeading, type Heading } from './headings.ts';
import { cellUnits, isBarsOnly, isEmpty, pieceOf, type Piece } from './pieces.ts';
import type { Table } from './tables.ts';

/** Offsets of the columns of each class; undefined where they are not the same set several times. */
function groupsOf({ columns }: Table): number[][] | undefined {
  const meanings = columns.map(({ meaning }) => meaning);
  const dates = meanings.findIndex((meaning) => !/Date$/.test(meaning ?? ''));
  const own = meanings.slice(dates);
  const size = own.indexOf(own[0] ?? null, 1);
  const count = size > 1 ? own.length / size : 0;
  const isSame =
    [2, 3, 4].includes(count) &&
    new Set(own.slice(0, size)).size === size &&
    own.slice(0, size).includes('amountPerShare') &&
    own.every((meaning, i) => meaning !== null && meaning === own[i % size]);
  if (!isSame) return undefined;
  return Array.from({ length: count }, (_, group) => [
    ...Array.from({ length: dates }, (_one, c) => c),
    ...Array.from({ length: size }, (_one, c) => dates + group * size + c),
  ]);
}

function nameIn(cell: Piece): Heading | undefined {
  const heading = readHeading(cell);
  return heading?.own ? heading : titleHeading(cell);
}

/** The last names of classes that stand next to each other, as many as asked for and all different. */
function namesIn(pieces: readonly Piece[], count: number): Heading[] | undefined {
  const cells = pieces
    .filter((piece) => !isEmpty(piece) && !isBarsOnly(piece))
    .flatMap((piece) => cellUnits(piece).map(({ from, to }) => pieceOf(piece.line, from, to)))
    .map((cell) => (cell.text.length < LONGEST_NAME ? nameIn(cell) : undefined));
  const last = cells.findLastIndex((heading) => heading !== undefined);
  const names = cells.slice(last + 1 - count, last + 1).flatMap((heading) => heading ?? []);
  const isEach = names.length === count && cells[last - count] === undefined;
  return isEach && new Set(names.map(({ name }) => name)).size === count ? names : undefined;
}

const LONGEST_NAME = 80;

/** The table as one for each class that stands in it, or itself; `above` is the text over its figures. */
export function dividedByClasses(table: Table, above: readonly Piece[]): Table[] {
  const groups = table.questions.length === 0 ? groupsOf(table) : undefined;
  const names = groups && namesIn(above, groups.length);
  if (!groups || !names) return [table];
  return groups.map((columns, i): Table => {
    const pick = <T>(cells: readonly T[]): T[] => columns.map((c) => cells[c] as T);
    const isPaid = (row: Table['rows'][number]): boolean =>
      row.some((cell) => cell !== null && cell.kind === 'number');
    return {
      ...table,
      heading: names[i] ?? null,
      columns: pick(table.columns),
      rows: table.rows.map(pick).filter(isPaid),
      totals: table.totals.map(({ label, cells }) => ({ label, cells: pick(cells) })),
    };
  });
}
