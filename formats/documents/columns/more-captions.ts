/**
 * More captions than cells: a cell of each row is missing, and nothing shows which.
 *
 * A copy that drops empty cells moves the others to the left, and the figures under wrong captions add up
 * as well as under their own. So every choice of captions for the cells, in their order, is a candidate:
 * the figures disprove some of them, and what is left is one question for the table.
 *
 * Example: "Ordinary | Qualified | Capital Gain | Return of Capital" over "60% | 20% | 20%": four choices.
 * Awkward case: captions over several lines, where those that stand over each other are one.
 * Not handled: rows of one table that lack different cells; they are corrected by hand.
 */
import type { Block } from '../grid/blocks.ts';
import { cellUnits, hasBars, isBarsOnly, isEmpty, pieceOf, type Piece } from '../grid/pieces.ts';
import type { Shape, TableColumn, TableQuestion } from '../grid/tables.ts';
import type { ColumnKind } from './solve-captions.ts';

/** A caption and the stretch of its line, or of its lines, that it takes. */
export interface CaptionCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly piece: Piece;
}

function joined(above: CaptionCell, below: CaptionCell): CaptionCell {
  return {
    text: `${above.text} ${below.text}`,
    from: Math.min(above.from, below.from),
    to: Math.max(above.to, below.to),
    piece: below.piece,
  };
}

/** Captions of lines that are set out by spaces, from left to right: what stands over each other is one. */
export function captionCells(pieces: readonly Piece[]): CaptionCell[] {
  let cells: CaptionCell[] = [];
  for (const piece of pieces.toReversed()) {
    if (isEmpty(piece) || hasBars(piece)) continue;
    for (const { text, from, to } of cellUnits(piece)) {
      const own = { text, from, to, piece: pieceOf(piece.line, from, to) };
      const under = cells.filter((cell) => cell.from < to && from < cell.to);
      const [below, ...others] = under;
      // Over several captions stands what says something of all of them.
      if (others.length > 0) continue;
      cells = below
        ? cells.map((cell) => (cell === below ? joined(own, below) : cell))
        : [...cells, own];
    }
  }
  return cells.toSorted((a, b) => a.from - b.from);
}

const MOST_CHOICES = 24;

/** Every choice of captions for the cells of a row, in order; none where there are very many. */
export function choicesOf(
  captions: readonly TableColumn[],
  kinds: readonly ColumnKind[],
): readonly (readonly TableColumn[])[] {
  let ways: { readonly next: number; readonly columns: readonly TableColumn[] }[] = [
    { next: 0, columns: [] },
  ];
  for (const [c, kind] of kinds.entries()) {
    const left = kinds.length - c - 1;
    ways = ways.flatMap(({ next, columns }) =>
      captions.slice(next, captions.length - left).flatMap((caption, i) => {
        const isDate = /Date$/.test(caption.meaning ?? '');
        const fits = kind === 'empty' || isDate === (kind === 'date');
        return fits ? [{ next: next + i + 1, columns: [...columns, caption] }] : [];
      }),
    );
    if (ways.length > MOST_CHOICES * 20) return [];
  }
  const paid = ways.filter(({ columns }) =>
    columns.some(({ meaning }) => meaning === 'amountPerShare'),
  );
  const found = paid.length > 0 ? paid : ways;
  return found.length > MOST_CHOICES ? [] : found.map(({ columns }) => columns);
}

/** Whether captions are all known, each of something else, and no date is among those that are too many. */
function areKnown(captions: readonly TableColumn[], kinds: readonly ColumnKind[]): boolean {
  const meanings = captions.map(({ meaning }) => meaning);
  const dates = meanings.filter((meaning) => /Date$/.test(meaning ?? '')).length;
  return (
    !meanings.includes(null) &&
    new Set(meanings).size === meanings.length &&
    dates === kinds.filter((kind) => kind === 'date').length
  );
}

/** Cells that bars, empty lines or wide spaces part, where lines say nothing of columns. */
interface PartedCell {
  readonly text: string;
  readonly apart: boolean;
  readonly piece: Piece;
}

function groupsOf(units: readonly PartedCell[]): CaptionCell[] {
  const cells: CaptionCell[] = [];
  for (const { text, apart, piece } of units) {
    const own = { text, from: 0, to: 0, piece };
    const last = cells.at(-1);
    if (apart || !last) cells.push(own);
    else cells[cells.length - 1] = joined(last, own);
  }
  return cells;
}

/** The captions of lines that are more than the cells of a row, all known; undefined where they are not. */
export function captionsBeyond(
  pieces: readonly Piece[],
  units: readonly PartedCell[],
  { kinds }: Shape,
  { byLines, cusips }: Block,
  columnOf: (cell: CaptionCell) => TableColumn,
): readonly TableColumn[] | undefined {
  const isSpaced = byLines && pieces.every((piece) => isBarsOnly(piece) || !hasBars(piece));
  for (const cells of [...(isSpaced ? [captionCells(pieces)] : []), groupsOf(units)]) {
    const captions = cells
      .map(columnOf)
      .filter(({ meaning }) => meaning !== 'notNeeded' && (meaning !== 'cusip' || !cusips.length));
    if (captions.length > kinds.length && areKnown(captions, kinds)) return captions;
  }
  return undefined;
}

/** The question which of the captions have the cells. */
export function missingCells(
  captions: readonly TableColumn[],
  ways: TableQuestion['ways'],
  token: TableQuestion['token'],
): TableQuestion {
  const count = ways[0]?.length ?? 0;
  return {
    code: 'columns-ambiguous',
    message: `The rows have ${count} cells and stand under ${captions.length} captions, and their places do not show which cells are missing. Say which captions the cells belong to; compare them with the release.`,
    token,
    ways,
  };
}
