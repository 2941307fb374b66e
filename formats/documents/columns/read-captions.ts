/**
 * What does each column of a table hold, by its captions?
 *
 * Where places are kept (fields between bars, columns of spaces) a caption is of the column that it
 * stands over; where they are lost, captions are matched by order and by the table of phrases. Each
 * caption is known, left aside or unknown for itself: one that is not known leaves the others. Several
 * ways to match by order are all candidates, and none is taken.
 *
 * Awkward cases: a table without captions has those of the table above it; several areas may be the
 * captions, and the first in which all can be read is.
 */
import type { Block } from '../grid/blocks.ts';
import {
  cellUnits,
  hasBars,
  isBarsOnly,
  isEmpty,
  pieceOf,
  wordUnits,
  type Piece,
} from '../grid/pieces.ts';
import type { Shape, Table, TableColumn, TableQuestion } from '../grid/tables.ts';
import { boxesOf, columnsOfBoxes } from './box-row.ts';
import { byFields } from './by-fields.ts';
import { byRows, GROUP, textOfCell } from './by-rows.ts';
import { bySweeps, isOverColumns, isRowOfCells, isSetOut, NAMES_ROWS } from './by-sweeps.ts';
import { columnOf, type Found, type Words } from './found.ts';
import type { Area, Gap } from './header-area.ts';
import { inSeveralWays, lostCaption, withoutColumn } from './lost-caption.ts';
import { captionsBeyond, choicesOf, missingCells, type CaptionCell } from './more-captions.ts';
import { columnsInSentence } from './captions-in-sentence.ts';
import { captionsInOrder, type OrderedUnit } from './in-order.ts';
import { standElsewhere } from './other-places.ts';
import { overColumns, spansColumns, type Placed, type Span } from './over-columns.ts';
import { captionUnits } from './sequences.ts';
import { type ColumnKind, type Unit } from './solve-captions.ts';
import { areasIn } from './titles.ts';

export interface Captioned {
  readonly columns: readonly TableColumn[];
  readonly pieces: readonly Piece[];
  /** What was thought to be captions and is text. */
  readonly spared: readonly Piece[];
  readonly question: TableQuestion | null;
  readonly inherited: boolean;
}

function placedWords(piece: Piece): (Placed & Words)[] {
  return wordUnits(piece).map((unit) => ({
    ...unit,
    piece: pieceOf(piece.line, unit.from, unit.to),
  }));
}

/** Whether columns stand apart: one space between two of them does, where there are more between most. */
function areApart(places: readonly Span[]): boolean {
  const gaps = places.slice(1).map(({ from }, c) => from - (places[c]?.to ?? 0));
  const wide = gaps.filter((gap) => gap > 1).length;
  return gaps.every((gap) => gap > 0) && wide * 2 > gaps.length;
}

/** Where captions touch, words that one space joins are rather of two. */
const TOUCHING = -1;

/**
 * By the one line that has a cell for every column, in their order, where captions and figures were set out
 * differently: the other lines are laid over its cells.
 */
function overFullLine(pieces: readonly Piece[], places: readonly Span[]) {
  const full = pieces.filter((piece) => cellUnits(piece).length === places.length);
  const [line, ...others] = full;
  if (!line || others.length > 0) return undefined;
  const cells = cellUnits(line);
  const rest = pieces.filter((piece) => piece !== line).map(placedWords);
  const own = rest.filter((words) => !spansColumns(words, cells));
  const over = overColumns(own, cells);
  const isAbove = ({ piece }: Words): boolean => piece.line.number < line.line.number;
  return over?.map((given, c) => {
    const words = given as readonly (Placed & Words)[];
    const own = cells[c] as Unit;
    const cell = { ...own, piece: pieceOf(line.line, own.from, own.to) };
    return [...words.filter(isAbove), cell, ...words.filter((one) => !isAbove(one))];
  });
}

/** By the place over columns of spaces; lines that stand over several columns say nothing of one. */
function byPlaces(pieces: readonly Piece[], shape: Shape, taxYear: number | null): Found | null {
  const { places, kinds } = shape;
  if (!places || !isSetOut(pieces)) return null;
  if (!areApart(places)) return null;
  // Over the names of rows, left of every column.
  const lines = pieces.map((piece) =>
    placedWords(piece).filter(
      ({ text, to }) => to >= (places[0]?.from ?? 0) || !NAMES_ROWS.test(text),
    ),
  );
  const own = lines.filter((line) => !spansColumns(line, places));
  const tries = [
    overColumns(lines, places),
    overColumns(own, places),
    overColumns(lines, places, TOUCHING),
    overColumns(own, places, TOUCHING),
    overFullLine(pieces, places),
  ];
  let best: Found | null = null;
  for (const over of tries) {
    if (!over) continue;
    const columns = over.map((words, c) =>
      columnOf(words as readonly (Placed & Words)[], kinds[c] as ColumnKind, taxYear),
    );
    const found = { ways: [columns] };
    if (best === null || unknownIn(found) < unknownIn(best)) best = found;
  }
  return best;
}

/** The cells of lines, and what parts them: bars, empty lines, wide spaces. */
function orderedCells(
  pieces: readonly Piece[],
  taxYear: number | null,
): (OrderedUnit & { readonly piece: Piece })[] {
  const units: (OrderedUnit & { piece: Piece })[] = [];
  let apart = true;
  let last = -1;
  for (const piece of pieces) {
    if (isEmpty(piece) || isBarsOnly(piece)) {
      apart = true;
      continue;
    }
    if (piece.line.number > last + 1) apart = true;
    last = piece.line.number;
    const bars = hasBars(piece);
    captionUnits(piece, taxYear).forEach((unit, i) => {
      const lead = piece.line.text.slice(0, unit.from);
      const opened = bars && i === 0 && /[|\t]\s*$/.test(lead);
      units.push({
        text: unit.text,
        apart: apart || i > 0 || opened,
        piece: pieceOf(piece.line, unit.from, unit.to),
      });
      apart = false;
    });
    apart = bars && /[|\t]\s*$/.test(piece.line.text.slice(0, piece.to));
  }
  return units;
}

/** By order alone: the cells, or the words one after the other where nothing else can be read. */
function inOrder(
  units: readonly (OrderedUnit & { readonly piece: Piece })[],
  { kinds }: Shape,
  taxYear: number | null,
  areWords: boolean,
): Found | null {
  const ways = captionsInOrder(units, kinds, taxYear, areWords);
  const first = units[ways[0]?.captions[0]?.from ?? 0]?.piece;
  if (ways.length === 0) return null;
  return {
    ...(first && !areWords ? { from: first } : {}),
    ways: ways.map(({ captions }) =>
      captions.map(({ from, text, reading }) => ({
        meaning: reading?.meaning ?? null,
        total: reading?.total ?? false,
        caption: text,
        piece: units[from]?.piece ?? null,
      })),
    ),
  };
}

/** Cells that bars, empty lines or wide spaces part, with their words. */
function partedCells(pieces: readonly Piece[], taxYear: number | null): Words[][] {
  const cells: Words[][] = [];
  for (const unit of orderedCells(pieces, taxYear)) {
    if (unit.apart || cells.length === 0) cells.push([unit]);
    else cells.at(-1)?.push(unit);
  }
  return cells.filter(([first]) => !NAMES_ROWS.test(first?.text ?? ''));
}

const BOX_IN_CELL = /\(box (\d[a-f]?)\)/i;

/**
 * Cells of two lines of which the upper one has those of the last columns alone: where each but the first three has
 * its box, the boxes are in the order of the form.
 */
function inOrderOfBoxes(
  cells: readonly Words[][],
  kinds: readonly ColumnKind[],
): Words[][] | undefined {
  const boxOf = (words: readonly Words[]): string =>
    BOX_IN_CELL.exec(textOfCell(words))?.[1]?.toLowerCase() ?? '';
  const own = cells.filter((words) => !GROUP.test(textOfCell(words)));
  const bare = own.filter((words) => boxOf(words) === '');
  const boxed = own.filter((words) => boxOf(words) !== '');
  const numbers = kinds.filter((kind) => kind !== 'date').length;
  const isWhole = own.length === kinds.length && boxed.length === numbers - 1;
  // No other order is known: the line of the first columns, which are days, stands below.
  const isTurned =
    kinds[0] === 'date' && boxOf(own[0] ?? []) !== '' && boxOf(own.at(-1) ?? []) !== '';
  const isTwice = new Set(boxed.map(boxOf)).size < boxed.length;
  if (!isWhole || !isTurned || isTwice) return undefined;
  return [...bare, ...boxed.toSorted((a, b) => (boxOf(a) < boxOf(b) ? -1 : 1))];
}

/** As many cells as columns, each in its order. */
function oneForEach(pieces: readonly Piece[], shape: Shape, taxYear: number | null): Found | null {
  const parted = partedCells(pieces, taxYear);
  const cells = inOrderOfBoxes(parted, shape.kinds) ?? parted;
  const size = shape.kinds.length;
  const own = cells.slice(-size);
  // A title in the first cell, over captions that are all known: "XYZ Inc. | Ex-Date | Record Date".
  const [title, ...more] = cells.slice(0, -size);
  const from = own[0]?.[0]?.piece;
  const above = pieces.findLast(
    (piece) => from && piece.line.number < from.line.number && !isEmpty(piece),
  );
  const boxes = title && above ? boxesOf(above.text) : [];
  if (own.length < size || (more.length > 0 && boxes.length < 2)) return null;
  const columns = own.map((words, c) => {
    // "Box 1a Box 1b Box 3" on one line is of the last columns.
    const box = boxes[boxes.length - size + c];
    const [first] = words;
    const named = box && first ? [...words, { ...first, text: `Box ${box}` }] : words;
    return columnOf(named, shape.kinds[c] as ColumnKind, taxYear);
  });
  if (boxes.length > 1) return { ways: [columns], isBounded: true, ...(from ? { from } : {}) };
  if (title && (!from || columns.some(({ meaning }) => meaning === null))) return null;
  return { ways: [columns], isBounded: true, ...(title && from ? { from } : {}) };
}

/** How many columns are not known: the likeliest way is the first. */
function unknownIn({ ways }: Found): number {
  const [columns] = ways;
  return columns ? columns.filter((column) => column.meaning === null).length : Infinity;
}

function isWhole(found: Found): boolean {
  const [columns, other] = found.ways;
  if (!columns || other || unknownIn(found) > 0) return false;
  // The parts of other years may have a column each.
  const meanings = columns.flatMap(({ meaning }) =>
    meaning === 'notNeeded' || meaning === 'otherYearPerShare' ? [] : [meaning],
  );
  return new Set(meanings).size === meanings.length;
}

/** "Cash Distribution", "Adjustment", "Dividend": what was paid, and behind the adjustment the year's part of it. */
function withYearsPart(columns: readonly TableColumn[]): readonly TableColumn[] {
  const adjusted = columns.findIndex(({ meaning }) => meaning === 'adjustmentPerShare');
  const paid = columns.flatMap(({ meaning }, c) => (meaning === 'amountPerShare' ? [c] : []));
  const [first = adjusted, second, third] = paid;
  return second !== undefined && third === undefined && first < adjusted && adjusted < second
    ? columns.map((one, c) => (c === second ? { ...one, meaning: 'allocablePerShare' } : one))
    : columns;
}

function* waysOf(area: Area, shape: Shape, block: Block, taxYear: number | null): Generator<Found> {
  for (const found of readingsOf(area, shape, block, taxYear)) {
    yield { ...found, ways: found.ways.map(withYearsPart) };
  }
}

/** Every way to read an area, those that places bear out first. */
function* readingsOf(
  { pieces }: Area,
  shape: Shape,
  block: Block,
  taxYear: number | null,
): Generator<Found> {
  const columnIn = (cell: CaptionCell): TableColumn => columnOf([cell], 'empty', taxYear);
  const beyond = shape.fields
    ? undefined
    : captionsBeyond(pieces, orderedCells(pieces, taxYear), shape, block, columnIn);
  if (beyond) yield { ways: [], beyond };
  for (const by of [byPlaces, byFields]) {
    const found = by(pieces, shape, taxYear);
    if (found) yield found;
  }
  const isNumber = (words: readonly Words[]): boolean =>
    block.cusips.length > 0 && /^cusip$/i.test(textOfCell(words));
  const inCells = partedCells(pieces, taxYear).filter((words) => !isNumber(words));
  const inRows = byRows(inCells, shape.kinds, taxYear);
  if (inRows) yield inRows;
  const each = oneForEach(pieces, shape, taxYear);
  if (each) yield each;
  const boxed = columnsOfBoxes(pieces, shape.kinds, block.rows, taxYear);
  if (boxed) {
    const { readings, row } = boxed;
    yield { ways: [readings.map((reading) => ({ ...reading, caption: row.text, piece: row }))] };
  }
  const swept = bySweeps(pieces, shape, block, taxYear);
  if (swept) yield swept;
  const ordered = inOrder(orderedCells(pieces, taxYear), shape, taxYear, false);
  if (ordered) yield ordered;
  // Lines of one cell each say nothing of columns, and two captions may stand on one of them.
  const isStack =
    pieces.length >= shape.kinds.length && pieces.every(({ text }) => !/ {2}|[|\t]/.test(text));
  if (block.byLines && pieces.length > 1 && !isStack) return;
  if (pieces.some(isRowOfCells)) return;
  const units = pieces
    .flatMap(placedWords)
    .filter((word) => isOverColumns(word, block))
    .map((word) => ({ ...word, apart: false }));
  const words = inOrder(units, shape, taxYear, true);
  if (words) yield words;
}

/** The area without what stands before its first caption. */
function cut({ pieces, spared }: Area, { from }: Found): Area {
  const at = from
    ? pieces.findIndex((piece) => piece.line === from.line && piece.to > from.from)
    : 0;
  return at <= 0
    ? { pieces, spared }
    : { pieces: pieces.slice(at), spared: [...spared, ...pieces.slice(0, at)] };
}

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => piece.text)
    .join(' ')
    .replace(/[\s|]+/g, ' ')
    .slice(0, 120);
}

function firstOf(block: Block): TableQuestion['token'] {
  return block.rows[0]?.[0] ?? block.loose[0] ?? null;
}

function kindsOf(table: Table): ColumnKind[] {
  return table.columns.map(({ meaning }, c) =>
    (meaning === null ? table.rows[0]?.[c]?.kind === 'date' : /Date$/.test(meaning))
      ? 'date'
      : 'number',
  );
}

/** Whether a table has columns of the same kinds, whose captions tell them apart. */
function isOfKinds(table: Table, kinds: Shape['kinds']): boolean {
  const { columns } = table;
  const unknown = columns.filter(({ meaning }) => meaning === null).length;
  return (
    (unknown * 2 < kinds.length ||
      new Set(columns.map(({ caption }) => caption)).size === kinds.length) &&
    columns.length === kinds.length &&
    kindsOf(table).join() === kinds.join().replaceAll('large', 'number')
  );
}

function captionsUnread({ captions }: Gap, text: string): { code: string; message: string } {
  return captions.length > 0
    ? {
        code: 'unknown-caption',
        message: `It is not certain which of the captions “${text}” stands over which column, or one of them is not known. Say what each column holds; compare it with the release.`,
      }
    : {
        code: 'no-captions',
        message:
          'The table has no captions, so the meaning of its columns is not certain. Say what each column holds, or paste the table with its captions.',
      };
}

/** The columns of a block by its captions; `before` is the table above it. */
export function readCaptions(
  gap: Gap,
  shape: Shape,
  block: Block,
  before: Table | null,
  taxYear: number | null,
): Captioned {
  const { kinds } = shape;
  const unknown = (caption: string): TableColumn[] =>
    kinds.map(() => ({ meaning: null, total: false, caption, piece: gap.captions.at(-1) ?? null }));
  let best: { found: Found; area: Area } | null = null;
  /** All columns can be read, and a caption is left over. */
  let asked: Captioned | null = null;
  for (const area of areasIn(gap, shape, block.byLines)) {
    for (const found of waysOf(area, shape, block, taxYear)) {
      if (found.beyond) {
        const columns = unknown(textOf(area.pieces));
        const ways = choicesOf(found.beyond, kinds);
        const question = missingCells(found.beyond, ways, firstOf(block));
        return { columns, ...area, question, inherited: false };
      }
      if (isWhole(found)) {
        const [columns] = found.ways;
        if (standElsewhere(columns ?? [], area.pieces, block.rows)) continue;
        const lost = found.lost ?? lostCaption(area, columns ?? [], found.from, taxYear);
        const question = lost === undefined ? null : withoutColumn(lost, firstOf(block));
        const captioned = {
          columns: columns ?? [],
          ...cut(area, found),
          question,
          inherited: false,
        };
        if (question === null) return captioned;
        asked ??= captioned;
        continue;
      }
      const isBetter = best === null || unknownIn(found) < unknownIn(best.found);
      if (isBetter && !best?.found.isBounded) best = { found, area };
      if (found.isBounded && (found.isLaid || !best?.found.isBounded)) best = { found, area };
    }
  }
  if (asked) return asked;
  const said = columnsInSentence([...gap.above, ...gap.captions], kinds, taxYear);
  if (said) {
    return { columns: said, pieces: [], spared: gap.captions, question: null, inherited: false };
  }
  if (before && gap.captions.length === 0 && isOfKinds(before, kinds)) {
    return { columns: before.columns, pieces: [], spared: [], question: null, inherited: true };
  }
  // Where most cannot be read the lines are something else, but for cells as many as columns.
  const isLost = best === null || unknownIn(best.found) * 2 > kinds.length;
  const isCut = best?.found.isBounded === true && unknownIn(best.found) < kinds.length;
  if (best === null || (isLost && !isCut)) {
    const text = textOf(gap.captions);
    return {
      columns: unknown(text),
      pieces: gap.captions,
      spared: [],
      question: { ...captionsUnread(gap, text), token: firstOf(block), ways: [] },
      inherited: false,
    };
  }
  const { found, area } = best;
  const [first, second] = found.ways;
  return {
    columns: second ? unknown(textOf(area.pieces)) : (first ?? []),
    ...cut(area, found),
    question: second ? inSeveralWays(found.ways, firstOf(block), taxYear) : null,
    inherited: false,
  };
}
