/**
 * Captions by sweeps over the columns, with whole phrases alone: `solve-captions.ts` on the lines of an area,
 * on their cells, and on their words where lines say nothing.
 *
 * An answer stands only where it takes no cell apart and keeps the order of what was set out in columns; what
 * lines leave open is not settled by forgetting them.
 */
import type { Block } from '../grid/blocks.ts';
import { cellUnits, hasBars, isEmpty, pieceOf, wordUnits, type Piece } from '../grid/pieces.ts';
import type { Shape, TableColumn } from '../grid/tables.ts';
import type { Found } from './found.ts';
import {
  solveCaptions,
  type CaptionAnswer,
  type CaptionSolution,
  type Unit,
} from './solve-captions.ts';

/** Whether lines of captions are set out in columns: one has wide spaces, or begins further right. */
export function isSetOut(pieces: readonly Piece[]): boolean {
  return (
    pieces.every((piece) => !hasBars(piece)) && pieces.some((piece) => cellUnits(piece).length > 1)
  );
}

/** Over the names of rows, which are no column. */
export const NAMES_ROWS = /^(?:period|month|quarter|year|ticker(?: symbol)?|symbol)$/i;

function columnsOf(solution: CaptionSolution, pieces: readonly Piece[]): TableColumn[] {
  const all = pieces.flatMap((piece) =>
    [...cellUnits(piece), ...wordUnits(piece)].map((unit) => ({ unit, piece })),
  );
  return solution.readings.map((reading, i) => {
    const units = solution.units[i] ?? [];
    const [first] = units;
    const piece = all.find(
      (one) => one.unit.from === first?.from && one.unit.text === first.text,
    )?.piece;
    return {
      meaning: reading.meaning,
      total: reading.total,
      caption: units.map((unit) => unit.text).join(' '),
      piece: piece && first ? pieceOf(piece.line, first.from, first.to) : null,
    };
  });
}

interface WholeLine {
  readonly fields: readonly Unit[];
  /** The fields, and their words. */
  readonly units: ReadonlySet<Unit>;
}

/** A line with so many cells between bars is a row of cells. */
const ROW_OF_CELLS = 3;

export function isRowOfCells(piece: Piece): boolean {
  return hasBars(piece) && cellUnits(piece).length >= ROW_OF_CELLS;
}

/** Whether no cell of a line is taken apart, and each of a line with one for each column is over its own. */
function keepsFields(solution: CaptionSolution, { fields, units }: WholeLine): boolean {
  const columnOfField = new Map<number, number>();
  const isWhole = fields.length === solution.units.length;
  return solution.units.every((own, column) =>
    own.every((unit) => {
      if (!units.has(unit)) return true;
      const at = fields.findIndex((field) => field.from <= unit.from && unit.to <= field.to);
      const before = columnOfField.get(at) ?? column;
      columnOfField.set(at, column);
      return before === column && (!isWhole || at === column);
    }),
  );
}

/** Whether captions that were set out in columns stand in the order of the columns that they are given to. */
function keepsPlaces({ units }: CaptionSolution, pieces: readonly Piece[]): boolean {
  const isPlaced = isSetOut(pieces) && pieces.every((piece) => isEmpty(piece) || piece.from > 0);
  const middles = units.map(
    (own) => own.reduce((sum, one) => sum + one.from + one.to, 0) / own.length,
  );
  return !isPlaced || middles.every((one, c) => c === 0 || one > (middles[c - 1] ?? 0));
}

/**
 * Whether no word stands over the figures of another column alone, where a tab in the captions of rows without any
 * hides that they are set out.
 */
function keepsColumns(
  { units }: CaptionSolution,
  pieces: readonly Piece[],
  { places }: Shape,
): boolean {
  if (!places || !pieces.some(hasBars)) return true;
  const isOver = ({ from, to }: Unit, c: number): boolean => {
    const place = places[c];
    return place !== undefined && from < place.to && place.from < to;
  };
  return units.every((own, c) =>
    own.every((unit) => isOver(unit, c) || !places.some((_, other) => isOver(unit, other))),
  );
}

/** A column of CUSIPs is no column of figures, and neither are the names of rows; they stand apart. */
export function isOverColumns({ text }: Pick<Unit, 'text'>, { cusips }: Block): boolean {
  return (
    !NAMES_ROWS.test(text) &&
    (cusips.length === 0 || !/^cusip(?:s| no\.?| numbers?)?:?$/i.test(text))
  );
}

/** Lines of captions that were kept are no more than these. */
const MOST_LINES = 6;

/** By order, in sweeps over the columns, with phrases alone. */
export function bySweeps(
  pieces: readonly Piece[],
  shape: Shape,
  block: Block,
  taxYear: number | null,
): Found | null {
  const { kinds } = shape;
  const own = (unit: Unit): boolean => isOverColumns(unit, block);
  const cells = pieces.map((piece) => cellUnits(piece).filter(own));
  const words = pieces.map((piece) => wordUnits(piece).filter(own));
  const attempts: { lines: Unit[][]; flat: boolean; words: boolean }[] = [];
  if (block.byLines) {
    attempts.push({ lines: cells, flat: false, words: false });
    attempts.push({ lines: words, flat: false, words: true });
    // The last line of captions has a cell on each line: one for every column.
    const filled = cells.filter((line) => line.length > 0);
    const last = filled.slice(-kinds.length);
    if (filled.length > last.length && last.every((line) => line.length === 1)) {
      const above = words.filter((line) => line.length > 0).slice(0, -kinds.length);
      attempts.push({ lines: [...above, last.flat()], flat: false, words: true });
    }
  }
  if (cells.flat().length >= kinds.length) {
    attempts.push({ lines: [cells.flat()], flat: true, words: false });
  }
  // All lines of captions on one, over rows that have theirs.
  const isOneLine = pieces.length === 1 && cells.flat().length === 1;
  if (!block.byLines || isOneLine) {
    // Captions may have their lines where rows are broken.
    const filled = words.filter((line) => line.length > 0);
    const haveLines = filled.length > 1 && filled.length <= MOST_LINES;
    if (haveLines && filled.some((line) => line.length >= kinds.length)) {
      attempts.push({ lines: filled, flat: false, words: true });
    }
    attempts.push({ lines: [words.flat()], flat: true, words: true });
  }
  const whole = cells.flatMap((fields, i) =>
    isRowOfCells(pieces[i] as Piece)
      ? [{ fields, units: new Set([...fields, ...(words[i] ?? [])]) }]
      : [],
  );
  let several: CaptionAnswer | null = null;
  for (const attempt of attempts) {
    // What lines leave open is not settled by forgetting them.
    if (several && attempt.flat) break;
    const answer = solveCaptions({ ...attempt, kinds, taxYear });
    if (answer.kind === 'several') several ??= answer;
    if (answer.kind !== 'one' || !keepsPlaces(answer.solution, pieces)) continue;
    if (!keepsColumns(answer.solution, pieces, shape)) continue;
    if (whole.every((line) => keepsFields(answer.solution, line))) {
      return { ways: [columnsOf(answer.solution, pieces)] };
    }
  }
  return several?.kind === 'several'
    ? { ways: several.solutions.map((solution) => columnsOf(solution, pieces)) }
    : null;
}
