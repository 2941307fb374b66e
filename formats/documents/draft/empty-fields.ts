/**
 * Where does an empty cell stand? A gap proves nothing, but a field that is seen to be empty can be zero.
 *
 * Example: "3/31/05 | 4/15/05 | $0.40 | | $0.40" below rows of five fields: the fourth is empty.
 * Awkward case: a text that ends with an empty field may be cut off within it.
 */
import type { TextPlace } from './draft.ts';
import type { Cell } from '../grid/join-tables.ts';
import { fieldsOf } from '../grid/pieces.ts';
import { textPlace, type TextLine } from '../source/lines.ts';

/** The field of each cell, where all stand on one line, each in a field of its own; -1 for an empty cell. */
function fieldPattern(cells: readonly Cell[]): { line: TextLine; at: number[] } | undefined {
  const line = cells.find((cell) => cell !== null)?.line;
  if (!line || cells.some((cell) => cell && cell.line !== line)) return undefined;
  const fields = fieldsOf(line);
  const at = cells.map((cell) =>
    cell ? fields.findIndex((field) => field.from <= cell.from && cell.to <= field.to) : -1,
  );
  const own = at.filter((field) => field !== -1);
  return new Set(own).size === own.length && own.length > 1 ? { line, at } : undefined;
}

const WIDE = 6;

/** The gap in a line where all empty cells of a row stand together; undefined where there is none. */
function gapOf(cells: readonly Cell[]): TextPlace | undefined {
  const first = cells.indexOf(null);
  const last = cells.lastIndexOf(null);
  const [before, after] = [cells[first - 1], cells[last + 1]];
  const together = cells.slice(first, last + 1).every((cell) => cell === null);
  return before && after && together && before.line === after.line && after.from - before.to >= WIDE
    ? textPlace(before.line, before.to, after.from)
    : undefined;
}

/**
 * Where the empty cells of a row stand, if that is certain: the row has as many fields as a row that
 * is whole, and its other cells stand in the same ones.
 */
export function emptyFields(
  cells: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  lastLine: number,
): (TextPlace | null)[] {
  const none = cells.map(() => null);
  if (cells.every((cell) => cell !== null)) return none;
  const gap = gapOf(cells);
  if (gap) return cells.map((cell) => (cell ? null : gap));
  const own = fieldPattern(cells);
  const whole = rows.find((row) => row.every((cell) => cell !== null) && fieldPattern(row));
  const pattern = whole && fieldPattern(whole);
  if (!own || !pattern) return none;
  const fields = fieldsOf(own.line);
  const alike =
    fields.length === fieldsOf(pattern.line).length &&
    own.at.every((field, c) => field === -1 || field === pattern.at[c]);
  if (!alike) return none;
  return cells.map((cell, c) => {
    const field = cell ? undefined : fields[pattern.at[c] as number];
    // Where the text ends with an empty field, it may be cut off within it.
    const isEnd = own.line.number === lastLine && field?.to === own.line.text.length;
    return field && !isEnd && own.line.text.slice(field.from, field.to).trim() === ''
      ? textPlace(own.line, field.from, field.to)
      : null;
  });
}
