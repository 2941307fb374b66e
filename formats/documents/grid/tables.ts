/**
 * A block of values and the text before it to a table: heading, captions, columns, rows and totals.
 *
 * The pieces right above the values are captions; what stands above those, or between them and the
 * values, is the heading; the rest is text. A table without captions has those of the table before
 * it, when its columns are of the same kinds (sections within one table). Columns whose meaning is
 * not certain have none, and the question says why.
 *
 * Awkward cases: captions and a sentence on one line (cut at the colon); a heading between the captions
 * and the first row; a first line of totals without a label.
 */
import type { Block } from './blocks.ts';
import { looseRows, mostFrequent } from './blocks.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { areasOf, divideGap, namesBoxes, type Gap } from '../columns/header-area.ts';
import { readCaptions, type Captioned } from '../columns/read-captions.ts';
import type { ColumnKind } from '../columns/solve-captions.ts';
import { rowsLikeFirst, rowWithBlanks, shapeOfFields, shapesUnderCaptions } from './blank-cells.ts';
import {
  classesIn,
  cusipsIn,
  headingOfLines,
  introducedHeading,
  readHeading,
  titleHeading,
  withHeadingApart,
  type Heading,
} from './headings.ts';
import {
  cellUnits,
  fieldsOf,
  hasBars,
  isBarsOnly,
  isClosed,
  isEmpty,
  isProse,
  pieceOf,
  piecesOf,
  type Piece,
} from './pieces.ts';
import type { TotalsRow } from './split-totals.ts';
import { isLarge, type Token } from './tokens.ts';

export interface TableColumn {
  readonly meaning: ColumnMeaning | null;
  readonly total: boolean;
  readonly caption: string;
  readonly piece: Piece | null;
}

export interface TableQuestion {
  readonly code: string;
  readonly message: string;
  readonly token: Token | null;
  /** What the columns could be, each a whole answer. */
  readonly ways: readonly (readonly TableColumn[])[];
}

export interface Table {
  readonly heading: Heading | null;
  readonly columns: readonly TableColumn[];
  /** One for each column; null where nothing stands. */
  readonly rows: readonly (readonly (Token | null)[])[];
  readonly totals: readonly { readonly label: string; readonly cells: readonly (Token | null)[] }[];
  readonly cusips: readonly Token[];
  readonly questions: readonly TableQuestion[];
  readonly marks: readonly Token[];
  /** Captions and their marks, for footnotes. */
  readonly captionPieces: readonly Piece[];
  readonly captionsInherited: boolean;
  readonly block: Block;
}

interface TableReading {
  readonly table: Table;
  /** The pieces that are neither captions nor heading. */
  readonly text: readonly Piece[];
}

export interface Shape {
  readonly kinds: readonly ColumnKind[];
  /** Field of each column, where rows are lines of fields. */
  readonly fields: readonly number[] | null;
  /** Places of each column, where rows are lines set out by spaces. */
  readonly places: readonly { from: number; to: number }[] | null;
  /** How many fields the longest row has, and how many of them (one, or none) a last bar opens alone. */
  readonly reach: number;
  readonly closed: number;
  /** Rows have empty cells, which their places show. */
  readonly hasBlanks?: true;
}

function isFielded(rows: readonly (readonly Token[])[]): boolean {
  return rows.some((row) => row.some((token) => token.field > 0));
}

function shapeOf(block: Block, rows: readonly (readonly Token[])[]): Shape {
  const size = mostFrequent(rows.map((row) => row.length)) ?? 0;
  const usual = rows.filter((row) => row.length === size);
  const kinds = Array.from({ length: size }, (_, i): ColumnKind => {
    const kind = mostFrequent(
      usual.map((row) => row[i]?.kind).filter((one) => one !== 'dash' && one !== undefined),
    );
    if (kind === 'date') return 'date';
    return usual.every((row) => isLarge(row[i]?.text ?? '')) ? 'large' : 'number';
  });
  const none = { kinds, fields: null, places: null, reach: 0, closed: 0 };
  if (!block.byLines) return none;
  const first = usual[0] ?? [];
  if (isFielded(rows)) {
    const pattern = mostFrequent(usual.map((row) => row.map((token) => token.field).join())) ?? '';
    const fields = pattern.split(',').map(Number);
    // Two values in one field tell nothing by their field.
    return new Set(fields).size === fields.length ? { ...none, fields, ...reachOf(rows) } : none;
  }
  const places = first.map((_, i) => ({
    from: Math.min(...usual.map((row) => row[i]?.from ?? 0)),
    to: Math.max(...usual.map((row) => row[i]?.to ?? 0)),
  }));
  return { ...none, places };
}

/** How far the rows go, fields counted as their values' are. */
function reachOf(rows: readonly (readonly Token[])[]): Pick<Shape, 'reach' | 'closed'> {
  const lasts = rows.flatMap((row) => row.at(-1) ?? []);
  const reach = Math.max(...lasts.map(({ line, signs }) => fieldsOf(line).length - signs));
  return { reach, closed: lasts.every(isClosed) ? 1 : 0 };
}

interface Placed {
  readonly cells: (Token | null)[];
  readonly extra: Token | null;
}

/** The values of a row under their columns. */
function placeRow(row: readonly Token[], shape: Shape, columns: readonly TableColumn[]): Placed {
  const { kinds, fields, places } = shape;
  if (shape.hasBlanks) return { cells: rowWithBlanks(row, shape, columns), extra: null };
  const cells: (Token | null)[] = kinds.map(() => null);
  if (fields) {
    let extra: Token | null = null;
    for (const token of row) {
      const at = fields.indexOf(token.field);
      if (at === -1 || cells[at] !== null) extra ??= token;
      else cells[at] = token;
    }
    return { cells, extra };
  }
  if (row.length === kinds.length) return { cells: [...row], extra: null };
  const gap = wideGap(row);
  if (gap > 0 && row.length < kinds.length) {
    // What stands behind a gap that no other row has stands at the end.
    const missing = kinds.length - row.length;
    return {
      cells: kinds.map((_, c) => row[c < gap ? c : c < gap + missing ? -1 : c - missing] ?? null),
      extra: null,
    };
  }
  if (places && row.length < kinds.length) {
    for (const token of row) {
      const at = places.findIndex(
        (place, i) => cells[i] === null && token.from < place.to + 1 && place.from < token.to + 1,
      );
      if (at === -1) return inOrder(row, kinds.length);
      cells[at] = token;
    }
    return { cells, extra: null };
  }
  return inOrder(row, kinds.length);
}

/** Before which value of a line with one space between others many stand; zero for none. */
function wideGap(row: readonly Token[]): number {
  const gaps = row.map((token, i) => (i === 0 ? 0 : token.from - (row[i - 1]?.to ?? 0)));
  const wide = gaps.flatMap((gap, i) => (gap >= WIDE ? [i] : []));
  return wide.length === 1 && gaps.every((gap) => gap <= 1 || gap >= WIDE) ? (wide[0] ?? 0) : 0;
}

const WIDE = 6;

function inOrder(row: readonly Token[], count: number): Placed {
  return {
    cells: Array.from({ length: count }, (_, i) => row[i] ?? null),
    extra: row[count] ?? null,
  };
}

/**
 * Totals under their columns: by fields, one for each column of figures or for each behind the dates (an
 * amount that stands before them has none), by places, or the amount alone. Null where they are of none:
 * the check of sums finds their columns.
 */
function placeTotals(
  { tokens }: TotalsRow,
  { kinds, fields, places }: Shape,
  columns: readonly TableColumn[],
): (Token | null)[] | null {
  const numbers = kinds.flatMap((kind, c) => (kind === 'date' ? [] : [c]));
  const behind = numbers.filter((c) => c > kinds.lastIndexOf('date'));
  const over = ({ from, to }: Token): number =>
    places?.findIndex((place) => from < place.to && place.from < to) ?? -1;
  const ways = [
    fields ? tokens.map((token) => fields.indexOf(token.field)) : [],
    numbers,
    // Shares outstanding on each day have no total.
    numbers.slice(numbers.findIndex((c) => kinds[c] !== 'large')),
    behind,
    tokens.length < numbers.length ? tokens.map(over) : [],
    [columns.findIndex((column) => column.meaning === 'amountPerShare')],
  ];
  const own = ways.find(
    (at) =>
      at.length === tokens.length &&
      new Set(at).size === at.length &&
      at.every((c) => c !== -1 && kinds[c] !== 'date'),
  );
  return own ? kinds.map((_, c) => tokens[own.indexOf(c)] ?? null) : null;
}

/** How many columns a table without dates can have: as its totals say, else what divides its values. */
function looseSizes(block: Block): number[] {
  if (block.rows.length > 0) return [0];
  const count = block.loose.length;
  const sizes = Array.from({ length: Math.min(count, 14) }, (_, i) => i + 1).filter(
    (size) => count % size === 0,
  );
  const total = block.totals[0]?.tokens.length;
  return total !== undefined && sizes.includes(total) ? [total] : sizes.toReversed();
}

function ownHeading(piece: Piece): Heading | undefined {
  const heading = readHeading(piece);
  return heading?.own ? heading : undefined;
}

/** The one heading with a number above sentences that stand between it and its captions. */
function overSentences(
  pieces: readonly Piece[],
  before: number,
): { heading: Heading | null; at: number } {
  const found = pieces.slice(0, before).flatMap((piece, at) => {
    const heading = isProse(piece) ? undefined : ownHeading(piece);
    return heading ? [{ heading, at }] : [];
  });
  const [only, ...others] = found;
  const isWhole = only && only.heading.name !== '' && only.heading.cusips.length === 1;
  return isWhole && others.length === 0 ? only : { heading: null, at: -1 };
}

function headingOf(
  pieces: readonly Piece[],
  /** Behind another table, where no title of the whole text stands. */
  isBehind: boolean,
): { heading: Heading | null; at: number } {
  let numbers: Heading | null = null;
  for (let i = pieces.length - 1, looked = 0; i >= 0 && looked < 5; i--) {
    const piece = pieces[i] as Piece;
    if (isEmpty(piece) || isBarsOnly(piece)) continue;
    const cells = hasBars(piece) ? cellUnits(piece) : [];
    const [first] = cells;
    const heading =
      readHeading(piece) ??
      (first && cells.length > 1
        ? ownHeading(pieceOf(piece.line, first.from, first.to))
        : headingOfLines(pieces, i));
    if (!heading && namesBoxes(piece)) continue;
    looked++;
    if (heading) {
      if (heading.name !== '') {
        return {
          heading: numbers
            ? { ...heading, cusips: [...heading.cusips, ...numbers.cusips] }
            : heading,
          at: i,
        };
      }
      numbers = heading;
      continue;
    }
    const numbered = isProse(piece) && isBehind && !numbers ? overSentences(pieces, i) : undefined;
    if (numbered?.heading) return numbered;
    const isFirst = looked === (numbers ? 2 : 1);
    const said = isFirst ? introducedHeading(pieces, i) : undefined;
    if (said) return { heading: { ...said, cusips: numbers?.cusips ?? [] }, at: i };
    if (isProse(piece)) break;
    const title = isFirst ? titleHeading(piece) : undefined;
    if (title) return { heading: { ...title, cusips: numbers?.cusips ?? [] }, at: i };
  }
  return { heading: numbers, at: -1 };
}

/**
 * The heading with the one number that the sentence above it gives: "… for the 2009 distributions for XYZ CUSIP
 * # … is as follows:", and below it "Common Stock:". A sentence that names another class gives none.
 */
function withIntroducedNumber(heading: Heading | null, above: readonly Piece[]): Heading | null {
  if (!heading?.own || heading.cusips.length > 0) return heading;
  const said = above.findLast((piece) => !isEmpty(piece) && !isBarsOnly(piece));
  const isIntroduction = said !== undefined && /\bis as follows:$/.test(said.text);
  const numbers = isIntroduction ? cusipsIn(said) : [];
  const [own] = classesIn(heading.name);
  const isOther = classesIn(said?.text ?? '').some((one) => one !== own);
  return numbers.length === 1 && !isOther ? { ...heading, cusips: numbers } : heading;
}

interface Shaped {
  readonly rows: readonly (readonly Token[])[];
  readonly shape: Shape;
  readonly gap: Gap;
}

/** The shapes that a block may have, the likeliest first; one with empty cells must be sound to count. */
function* shapesOf(
  block: Block,
  pieces: readonly Piece[],
  taxYear: number | null,
): Generator<Shaped> {
  for (const size of looseSizes(block)) {
    const printed = looseRows(block, size) ?? [];
    const rows =
      (block.byLines ? undefined : rowsLikeFirst(printed, block.totals[0]?.tokens)) ?? printed;
    const usual = shapeOf(block, rows);
    const most = Math.max(0, ...rows.map((row) => row.length));
    const widest = divideGap(pieces, most);
    if (usual.places && !isFielded(rows)) {
      const areas = areasOf(widest, most, true);
      for (const shape of shapesUnderCaptions(areas, rows, taxYear)) {
        yield { rows, shape, gap: widest };
      }
    }
    const ofFields = shapeOfFields(rows, usual);
    if (ofFields) yield { rows, shape: ofFields, gap: widest };
    yield { rows, shape: usual, gap: divideGap(pieces, usual.kinds.length) };
  }
}

/** Reads one block; `before` is the table above it. */
export function readTable(
  block: Block,
  tokens: readonly Token[],
  before: Table | null,
  taxYear: number | null,
): TableReading {
  const given = piecesOf(tokens, block.textFrom, block.from);
  const pieces = [...given.slice(0, -1), ...given.slice(-1).flatMap(withHeadingApart)];
  let best: {
    captioned: Captioned;
    gap: Gap;
    shape: Shape;
    rows: readonly (readonly Token[])[];
  } | null = null;
  for (const { rows, shape, gap } of shapesOf(block, pieces, taxYear)) {
    const captioned = readCaptions(gap, shape, block, before, taxYear);
    const sound =
      captioned.question === null && captioned.columns.every((one) => one.meaning !== null);
    if ((best === null && !shape.hasBlanks) || sound) best = { captioned, gap, shape, rows };
    if (sound) break;
  }
  const { captioned, gap, shape, rows } = best as NonNullable<typeof best>;
  const questions: TableQuestion[] = captioned.question ? [captioned.question] : [];
  const above = gap.above.filter((piece) => !captioned.pieces.includes(piece));
  // A piece that was cut for its captions is no longer whole above them.
  const cut = captioned.spared.find(
    (piece) => above.at(-1)?.line === piece.line && above.at(-1)?.from === piece.from,
  );
  if (cut) above.pop();
  const over = [...above, ...captioned.spared];
  const own = headingOf(gap.below.length > 0 ? gap.below : over, before !== null);
  const heading = withIntroducedNumber(own.heading, over.slice(0, own.at));
  const used = gap.below.length > 0 ? null : (over[own.at] ?? null);
  const placed = rows.map((row) => placeRow(row, shape, captioned.columns));
  placed.forEach(({ extra }) => {
    if (!extra) return;
    questions.push({
      code: 'extra-cell',
      message: `“${extra.text}” has no caption: its row has more cells than the others, so it is not certain which is which. Compare the row with the release.`,
      token: extra,
      ways: [],
    });
  });
  const totals = block.totals.map((row) => ({
    label: row.label,
    cells: placeTotals(row, shape, captioned.columns) ?? shape.kinds.map(() => null),
  }));
  return {
    table: {
      heading,
      columns: captioned.columns,
      rows: placed.map(({ cells }) => cells),
      totals,
      cusips: block.cusips,
      questions,
      marks: block.marks,
      captionPieces: captioned.pieces,
      captionsInherited: captioned.inherited,
      block,
    },
    text: over.filter((piece) => piece !== used || !heading?.own),
  };
}
