/**
 * Captions by the field that each stands in, where lines have bars or tabs.
 *
 * A caption over a field that is empty in every row has a column of nothing. Where no row has a field under
 * it at all, a cell of each row may be missing anywhere before: then no field tells whose its cell is.
 *
 * Example: seven captions over "a | b | c | d | e | f |" have six cells and an empty one; over "a | b | c |
 * d | e | f" six cells, of which none is known to be that of its caption.
 */
import { fieldsOf, hasBars, isClosed, isEmpty, pieceOf, type Piece } from '../grid/pieces.ts';
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
