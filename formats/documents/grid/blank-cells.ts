/**
 * Rows with empty cells, where places show which: cells stand under their captions, or in their fields.
 *
 * In text that is set out by spaces every cell of every row stands under one caption, at the left, the
 * right or the middle of its column, and columns do not touch. Then a caption over nothing is that of an
 * empty cell. One cell that stands under no caption, or between two, and places say nothing.
 *
 * Example: "Ordinary   Qualified   Capital Gain" over "60%                    40%": nothing is qualified.
 * Awkward case: a cell at the end of a line may be cut off. It is seen to be empty only in a column of
 * which the sum of the row tells (ordinary dividends, gain, return of capital); any other is missing.
 * Not handled: rows over several lines.
 */
import { readCell, type ColumnMeaning } from '../columns/captions.ts';
import type { Area } from '../columns/header-area.ts';
import { captionCells } from '../columns/more-captions.ts';
import type { ColumnKind } from '../columns/solve-captions.ts';
import { isPart } from '../draft/draft-rows.ts';
import { fieldsOf } from './pieces.ts';
import type { Shape, TableColumn } from './tables.ts';
import type { Token } from './tokens.ts';
import { readNumber } from './values.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}
type Row = readonly Token[];

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Whether all cells of a column stand at its left, all at its right, or all in its middle. */
function areAligned(cells: readonly Span[], { from, to }: Span): boolean {
  return (
    cells.every((cell) => Math.abs(cell.from - from) <= 1) ||
    cells.every((cell) => Math.abs(cell.to - to) <= 1) ||
    cells.every((cell) => Math.abs(cell.from + cell.to - from - to) <= 3)
  );
}

function kindOf(cells: readonly Token[]): ColumnKind | null {
  if (cells.length === 0) return 'empty';
  const kinds = new Set(cells.map(({ kind }) => (kind === 'date' ? 'date' : 'number')));
  return kinds.size === 1 ? ([...kinds][0] as ColumnKind) : null;
}

/** The columns of captions under which all cells stand; undefined where one does not. */
function columnsUnder(
  captions: readonly Span[],
  rows: readonly Row[],
): (Span & { readonly kind: ColumnKind })[] | undefined {
  const under = captions.map((caption) => rows.flat().filter((cell) => overlap(cell, caption)));
  const isOne = rows.every((row) => {
    const at = row.map((cell) => captions.filter((caption) => overlap(cell, caption)));
    return at.every((own) => own.length === 1) && new Set(at.flat()).size === row.length;
  });
  if (!isOne) return undefined;
  const columns = captions.map((caption, c) => {
    const cells = under[c] ?? [];
    const from = Math.min(caption.from, ...cells.map((cell) => cell.from));
    const to = Math.max(caption.to, ...cells.map((cell) => cell.to));
    const kind = kindOf(cells);
    return kind && areAligned(cells, { from, to }) ? { from, to, kind } : undefined;
  });
  const sound = columns.filter((column) => column !== undefined);
  const isApart = sound.every((column, c) => c === 0 || column.from - (sound[c - 1]?.to ?? 0) >= 2);
  return sound.length === captions.length && isApart ? sound : undefined;
}

/** Shapes of a table in which rows have empty cells under captions, by what may be the captions. */
export function shapesUnderCaptions(
  areas: readonly Area[],
  rows: readonly Row[],
  taxYear: number | null,
): Shape[] {
  return areas.flatMap(({ pieces }) => {
    const captions = captionCells(pieces).filter(({ from, to, text }) => {
      const meaning = readCell(text, taxYear)?.meaning;
      const isKnown = meaning !== undefined && meaning !== 'notNeeded' && meaning !== 'cusip';
      return isKnown || rows.flat().some((cell) => overlap(cell, { from, to }));
    });
    if (rows.every((row) => row.length >= captions.length)) return [];
    const columns = columnsUnder(captions, rows);
    // Words in a cell are no empty one.
    const isBare = columns?.every((column) =>
      rows.every(
        (row) =>
          row.some((cell) => overlap(cell, column)) ||
          row[0]?.line.text.slice(column.from, column.to).trim() === '',
      ),
    );
    if (!columns || !isBare) return [];
    const kinds = columns.map(({ kind }) => kind);
    return [{ kinds, fields: null, places: columns, reach: 0, closed: 0, hasBlanks: true }];
  });
}

/** The shape of rows of fields of which some are empty, in other rows other ones; undefined for none such. */
export function shapeOfFields(rows: readonly Row[], usual: Shape): Shape | undefined {
  if (!usual.fields) return undefined;
  const fields = [...new Set(rows.flatMap((row) => row.map((cell) => cell.field)))];
  fields.sort((a, b) => a - b);
  const kinds = fields.map((field) => kindOf(rows.flat().filter((cell) => cell.field === field)));
  const isSound =
    kinds.every((kind) => kind !== null) &&
    rows.every((row) => new Set(row.map(({ field }) => field)).size === row.length);
  return isSound && fields.length > usual.fields.length
    ? { ...usual, kinds, fields, hasBlanks: true }
    : undefined;
}

/**
 * Rows of cells a line each of which a copy kept the dashes in the first one and in the totals alone: all others
 * have as many cells less, of the same kinds. The totals' dashes say that the columns have nothing.
 */
export function rowsLikeFirst(rows: readonly Row[], totals: Row | undefined): Row[] | undefined {
  const [first, ...others] = rows;
  if (!first || others.length === 0 || !totals) return undefined;
  const kept = first.filter(({ kind }) => kind !== 'dash');
  const kindsOf = (row: Row): string => row.map((one) => Number(one.kind === 'date')).join();
  const figures = first.filter(({ kind }) => kind !== 'date');
  const isSaid =
    kept.length < first.length &&
    figures.length === totals.length &&
    figures.every(
      ({ kind }, c) => kind !== 'dash' || readNumber(totals[c]?.text ?? '')?.rate === 0n,
    );
  if (!isSaid || !others.every((row) => kindsOf(row) === kindsOf(kept))) return undefined;
  return rows.map((row) => (row === first ? [...row] : withDashesOf(first, row)));
}

/** A row with the dashes of another, each at the end of the cell before. */
function withDashesOf(first: Row, row: Row): Token[] {
  const left = [...row];
  const cells: Token[] = [];
  for (const { kind } of first) {
    const before = cells.at(-1) ?? row[0];
    const own = kind === 'dash' ? undefined : left.shift();
    if (own) cells.push(own);
    else if (before) cells.push({ ...before, from: before.to - 1, kind: 'dash', text: '-' });
  }
  return cells;
}

/** Parts of which the sum of a row tells whether they are nothing. */
const TOLD_BY_SUMS: readonly (ColumnMeaning | null)[] = [
  'ordinary',
  'capitalGain',
  'returnOfCapital',
];

function spanOf(c: number, { fields, places, reach }: Shape, { line, signs }: Token): Span | null {
  if (places) return places[c] ?? null;
  const own = fieldsOf(line);
  const field = own[fields?.[c] ?? -1];
  const isWhole = signs === 0 && own.length === reach;
  return field && isWhole && line.text.slice(field.from, field.to).trim() === '' ? field : null;
}

/** A row under its columns, with a cell of nothing wherever one is seen to be empty. */
export function rowWithBlanks(
  row: Row,
  shape: Shape,
  columns: readonly TableColumn[],
): (Token | null)[] {
  const { fields, places } = shape;
  const [first] = row;
  return columns.map(({ meaning }, c) => {
    const own = row.find((cell) =>
      places ? overlap(cell, places[c] as Span) : cell.field === fields?.[c],
    );
    const span = own || !first || meaning === null ? null : spanOf(c, shape, first);
    if (!first || !span || meaning === null || !isPart(meaning)) return own ?? null;
    const { length } = first.line.text.trimEnd();
    if (span.to >= length && !TOLD_BY_SUMS.includes(meaning)) return null;
    const at = { from: Math.min(span.from, length - 1), to: Math.min(span.to, length) };
    return { ...first, ...at, kind: 'dash', text: '?' };
  });
}
