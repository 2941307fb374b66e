/**
 * Captions by the field that each stands in, where lines have bars or tabs.
 *
 * A caption over a field that is empty in every row has a column of nothing. Where no row has a field under
 * it at all, a cell of each row may be missing anywhere before: then no field tells whose its cell is.
 *
 * Example: seven captions over "a | b | c | d | e | f |" have six cells and an empty one; over "a | b | c |
 * d | e | f" six cells, of which none is known to be that of its caption.
 */
import {
  cellUnits,
  fieldsOf,
  hasBars,
  isBarsOnly,
  isClosed,
  isEmpty,
  pieceOf,
  type Piece,
} from '../grid/pieces.ts';
import type { Shape, TableColumn } from '../grid/tables.ts';
import { columnOf, type Found, type Words } from './found.ts';
import type { ColumnKind } from './solve-captions.ts';

/** The words that stand in each field of the lines. */
function textsOf(pieces: readonly Piece[]): ReadonlyMap<number, readonly Words[]> {
  const texts = new Map<number, Words[]>();
  for (const { line } of pieces) {
    fieldsOf(line).forEach(({ from, to }, field) => {
      const text = line.text.slice(from, to).trim();
      if (text === '') return;
      const words = { text, piece: pieceOf(line, from, to) };
      texts.set(field, [...(texts.get(field) ?? []), words]);
    });
  }
  return texts;
}

function isNeeded({ meaning }: TableColumn): boolean {
  return meaning !== null && meaning !== 'notNeeded' && meaning !== 'cusip';
}

/**
 * A line that has a caption for every column, beside lines that say the same of some of them: "Box 1a", "Box
 * 3" over their columns and, with the empty cells dropped, "Ordinary Dividend", "Return of Capital" below.
 */
export function byWholeLine(
  pieces: readonly Piece[],
  { kinds }: Shape,
  taxYear: number | null,
): Found | null {
  const lines = pieces
    .filter((piece) => !isEmpty(piece) && !isBarsOnly(piece))
    .map((piece) => ({ piece, cells: cellUnits(piece) }));
  if (lines.length < 2 || !lines.every(({ piece }) => hasBars(piece))) return null;
  for (const { piece, cells } of lines) {
    if (cells.length !== kinds.length) continue;
    const columns = cells.map(({ text, from, to }, c) =>
      columnOf([{ text, piece: pieceOf(piece.line, from, to) }], kinds[c] as ColumnKind, taxYear),
    );
    const meanings = columns.map(({ meaning }) => meaning);
    if (meanings.includes(null) || new Set(meanings).size < meanings.length) continue;
    const others = lines.filter((line) => line.piece !== piece);
    const isSaidAgain = others.every((line) => {
      const at = line.cells.map(({ text }) =>
        meanings.indexOf(columnOf([{ text, piece }], 'empty', taxYear).meaning),
      );
      return at.every((c, i) => c > (at[i - 1] ?? -1));
    });
    if (isSaidAgain) return { ways: [columns], isBounded: true };
  }
  return null;
}

/** The captions of fields; null where the rows or the captions have none. */
export function byFields(
  pieces: readonly Piece[],
  shape: Shape,
  taxYear: number | null,
): Found | null {
  const { fields, kinds } = shape;
  const isSetOut = pieces.every(
    (piece) => /[|\t][^|\t]*[|\t]/.test(piece.line.text) || hasBars(piece) || isEmpty(piece),
  );
  if (!fields || !isSetOut) return null;
  const texts = textsOf(pieces);
  const columns = fields.map((field, c) =>
    columnOf(texts.get(field) ?? [], kinds[c] as ColumnKind, taxYear),
  );
  const held = new Set(columns.map(({ meaning }) => meaning));
  const others = [...texts]
    .filter(([field]) => !fields.includes(field))
    .map(([field, words]) => ({ field, column: columnOf(words, 'empty', taxYear) }))
    .filter(({ column }) => isNeeded(column) && !held.has(column.meaning));
  const reach = shape.reach - (pieces.every(isClosed) ? shape.closed : 0);
  const over = others.find(({ field }) => field >= reach);
  const lost = over ?? others.find(({ column }) => /Date$/.test(column.meaning ?? ''));
  const all = [
    ...fields.map((field, c) => ({ field, column: columns[c] as TableColumn })),
    ...others,
  ]
    .toSorted((a, b) => a.field - b.field)
    .map(({ column }) => column);
  return {
    ways: [columns],
    lost: lost?.column.caption,
    ...(over && !held.has(null) ? { beyond: all } : {}),
  };
}
