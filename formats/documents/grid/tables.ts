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
import type { Block, TotalsRow } from './blocks.ts';
import { looseRows } from './blocks.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { readCaption } from '../columns/captions.ts';
import { readHeading, titleHeading, type Heading } from './headings.ts';
import {
  cellUnits,
  hasBars,
  isBarsOnly,
  isEmpty,
  isProse,
  pieceOf,
  piecesOf,
  wordUnits,
  type Piece,
} from './pieces.ts';
import {
  solveCaptions,
  type CaptionAnswer,
  type CaptionSolution,
  type ColumnKind,
  type Unit,
} from '../columns/solve-captions.ts';
import type { Token } from './tokens.ts';

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

export interface TableReading {
  readonly table: Table;
  /** The pieces that are neither captions nor heading. */
  readonly text: readonly Piece[];
}

interface Shape {
  readonly kinds: readonly ColumnKind[];
  /** Field of each column, where rows are lines of fields. */
  readonly fields: readonly number[] | null;
  /** Places of each column, where rows are lines set out by spaces. */
  readonly places: readonly { from: number; to: number }[] | null;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
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
    return kind === 'date' ? 'date' : 'number';
  });
  if (!block.byLines) return { kinds, fields: null, places: null };
  const first = usual[0] ?? [];
  if (isFielded(rows)) {
    const pattern = mostFrequent(usual.map((row) => row.map((token) => token.field).join())) ?? '';
    const fields = pattern.split(',').map(Number);
    // Two values in one field tell nothing by their field.
    return new Set(fields).size === fields.length
      ? { kinds, fields, places: null }
      : { kinds, fields: null, places: null };
  }
  const places = first.map((_, i) => ({
    from: Math.min(...usual.map((row) => row[i]?.from ?? 0)),
    to: Math.max(...usual.map((row) => row[i]?.to ?? 0)),
  }));
  return { kinds, fields: null, places };
}

interface Placed {
  readonly cells: (Token | null)[];
  readonly extra: Token | null;
}

/** The values of a row under their columns. */
function placeRow(row: readonly Token[], shape: Shape): Placed {
  const { kinds, fields, places } = shape;
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

function inOrder(row: readonly Token[], count: number): Placed {
  return {
    cells: Array.from({ length: count }, (_, i) => row[i] ?? null),
    extra: row[count] ?? null,
  };
}

/** Totals under their columns: by fields, or one for each column of figures, or the amount alone. */
function placeTotals(
  totals: TotalsRow,
  shape: Shape,
  columns: readonly TableColumn[],
): (Token | null)[] | null {
  const { kinds, fields, places } = shape;
  const cells: (Token | null)[] = kinds.map(() => null);
  const numbers = kinds.flatMap((kind, i) => (kind === 'date' ? [] : [i]));
  if (fields && totals.tokens.every((token) => fields.includes(token.field))) {
    const own = totals.tokens.map((token) => fields.indexOf(token.field));
    if (new Set(own).size === own.length && own.every((at) => kinds[at] !== 'date')) {
      totals.tokens.forEach((token, i) => {
        cells[own[i] as number] = token;
      });
      return cells;
    }
  }
  if (totals.tokens.length === numbers.length) {
    totals.tokens.forEach((token, i) => {
      cells[numbers[i] as number] = token;
    });
    return cells;
  }
  if (places && totals.tokens.length < numbers.length) {
    const own = totals.tokens.map((token) =>
      places.findIndex((place) => token.from < place.to && place.from < token.to),
    );
    if (own.every((at) => at !== -1 && kinds[at] !== 'date') && new Set(own).size === own.length) {
      totals.tokens.forEach((token, i) => {
        cells[own[i] as number] = token;
      });
      return cells;
    }
  }
  const amount = columns.findIndex((column) => column.meaning === 'amountPerShare');
  if (totals.tokens.length === 1 && amount !== -1) {
    cells[amount] = totals.tokens[0] as Token;
    return cells;
  }
  return null;
}

// --- captions ---------------------------------------------------------------------------------

interface Gap {
  /** From top to bottom. */
  readonly above: Piece[];
  readonly captions: Piece[];
  /** Between the captions and the values. */
  readonly below: Piece[];
}

/** Parts of a piece that a colon, or a closed CUSIP, ends: the last may be captions. */
function tailsOf(piece: Piece): { head: Piece; tail: Piece }[] {
  const cuts = [...piece.text.matchAll(/:\s+|CUSIP[^()]*\)\s+|(?<=[a-z]{3})\.\s+(?=[A-Z])/g)];
  return cuts.toReversed().map((match) => {
    const at = piece.from + match.index + match[0].length;
    return {
      head: pieceOf(piece.line, piece.from, at),
      tail: pieceOf(piece.line, at, piece.to),
    };
  });
}

/** Words above captions that say what stands below them, and nothing about one column. */
const SUPER_HEADER =
  /^(?:\(?(?:in )?(?:us )?(?:dollars|\$|%|percent|percentages?)(?: per share)?\)?|allocable to \d{4}|(?:\d{4} )?(?:federal )?(?:income )?tax (?:treatment|characterization|allocation|status|information)(?: of .{0,60})?|(?:dividend|distribution)s? (?:type|allocation|characterization|character)|(?:irs )?form 1099-div(?: box(?: numbers?| no\.?)?)?|\(?(?:form )?(?:1099-div )?(?:box|line) ?#? ?\d{1,2}[a-f]?\)?|character(?:ization)? of .{0,40}|per share|shown as (?:dollars|a percentage)(?: \([$%]\))?|taxable in \d{4})$/i;

/** A line of a form's boxes, a ticker or a CUSIP, above captions or between them and the heading. */
const ABOUT_BOXES =
  /^(?:(?:irs )?form 1099-div|\(?(?:form )?(?:1099-div )?box(?:es)? ?#? ?\d{1,2}[a-f]?\)?|(?:(?:nyse|nasdaq|amex|ticker|symbol)[ :]*)+[a-z .]{1,8}|cusip\b.*)$/i;

function namesBoxes(piece: Piece): boolean {
  return cellUnits(piece).some((cell) => ABOUT_BOXES.test(cell.text.trim()));
}

function isSuperHeader(piece: Piece): boolean {
  const cells = cellUnits(piece);
  return cells.length > 0 && cells.every((cell) => SUPER_HEADER.test(cell.text.trim()));
}

/**
 * How many lines of one cell stand right above lines of cells: titles, however they are worded. They
 * begin in the first column and have words enough that none is the upper part of its caption.
 */
function titlesAbove(pieces: readonly Piece[]): number {
  const count = pieces.findIndex((piece) => hasBars(piece) && cellUnits(piece).length >= 3);
  const titles = pieces.slice(0, Math.max(count, 0));
  return titles.every(
    (piece) =>
      piece.line.text.slice(0, piece.from).trim() === '' &&
      cellUnits(piece).length === 1 &&
      piece.text.split(/\s+/).length >= 3,
  )
    ? titles.length
    : 0;
}

interface WholeLine {
  readonly fields: readonly Unit[];
  /** The fields, and their words. */
  readonly units: ReadonlySet<Unit>;
}

/** Whether a line of captions that has a field for each column has each over its own. */
function keepsFields(solution: CaptionSolution, { fields, units }: WholeLine): boolean {
  return solution.units.every((own, column) =>
    own.every((unit) => {
      const at = fields.findIndex((field) => field.from <= unit.from && unit.to <= field.to);
      return !units.has(unit) || at === column;
    }),
  );
}

function solve(
  pieces: readonly Piece[],
  shape: Shape,
  block: Block,
  taxYear: number | null,
): CaptionAnswer {
  const { kinds } = shape;
  const { byLines } = block;
  // A column of CUSIPs is no column of figures; its numbers stand apart.
  const own = (unit: Unit): boolean =>
    block.cusips.length === 0 || !/^cusip(?:s| no\.?| numbers?)?:?$/i.test(unit.text);
  const cells = pieces.map((piece) => cellUnits(piece).filter(own));
  const words = pieces.map((piece) => wordUnits(piece).filter(own));
  const many = cells.flat().length;
  const attempts: { lines: Unit[][]; flat: boolean; words: boolean }[] = [];
  if (byLines) {
    attempts.push({ lines: cells, flat: false, words: false });
    attempts.push({ lines: words, flat: false, words: true });
  }
  if (many >= kinds.length) attempts.push({ lines: [cells.flat()], flat: true, words: false });
  if (!byLines) attempts.push({ lines: [words.flat()], flat: true, words: true });
  let several: CaptionAnswer | null = null;
  const whole = cells.flatMap((fields, i) =>
    hasBars(pieces[i] as Piece) && fields.length === kinds.length
      ? [{ fields, units: new Set([...fields, ...(words[i] ?? [])]) }]
      : [],
  );
  for (const attempt of attempts) {
    const answer = solveCaptions({ ...attempt, kinds, taxYear });
    if (answer.kind === 'one') {
      if (whole.every((line) => keepsFields(answer.solution, line))) return answer;
      continue;
    }
    if (answer.kind === 'several') several ??= answer;
  }
  return several ?? { kind: 'none' };
}

/** Captions by the field that they stand in; each is read alone, so one damaged caption leaves the others. */
function byField(
  pieces: readonly Piece[],
  shape: Shape,
  taxYear: number | null,
): TableColumn[] | null {
  const { fields } = shape;
  if (!fields || !pieces.every((piece) => hasBars(piece) || isEmpty(piece))) return null;
  const texts = new Map<number, { text: string; piece: Piece }[]>();
  for (const piece of pieces) {
    let field = 0;
    const { line } = piece;
    let from = 0;
    for (let i = 0; i <= line.text.length; i++) {
      const end = i === line.text.length;
      if (!end && !/[|\t]/.test(line.text.charAt(i))) continue;
      const text = line.text.slice(from, i).trim();
      if (text !== '') {
        const part = pieceOf(line, from, i);
        texts.set(field, [...(texts.get(field) ?? []), { text, piece: part }]);
      }
      if (!end && (i > 0 || line.text.charAt(0) === '\t')) field++;
      from = i + 1;
    }
  }
  return fields.map((field, i) => {
    const parts = texts.get(field) ?? [];
    const caption = parts.map((part) => part.text).join(' ');
    const reading = readCaption(caption, taxYear);
    const date = shape.kinds[i] === 'date';
    const fits = reading && /Date$/.test(reading.meaning) === date;
    return {
      meaning: fits ? reading.meaning : null,
      total: fits ? reading.total : false,
      caption,
      piece: parts.at(-1)?.piece ?? null,
    };
  });
}

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

/** The pieces that may be captions, and those above and below them. */
function divideGap(pieces: readonly Piece[], size: number): Gap {
  const below: Piece[] = [];
  const rest = [...pieces];
  // A heading between the captions and the values, with bars or a colon behind it.
  while (rest.length > 0) {
    const last = rest.at(-1) as Piece;
    if (isEmpty(last) || isBarsOnly(last)) {
      rest.pop();
      continue;
    }
    const heading = below.length === 0 ? readHeading(last) : undefined;
    if (!heading?.own) break;
    below.unshift(last);
    rest.pop();
  }
  const captions: Piece[] = [];
  // One cell on a line is many lines; else captions have a few.
  const most = size * 4 + 4;
  while (rest.length > 0 && captions.length < most) {
    const last = rest.at(-1) as Piece;
    if (isBarsOnly(last)) {
      rest.pop();
      continue;
    }
    if (isEmpty(last)) {
      if (captions.length > 0) break;
      rest.pop();
      continue;
    }
    if (readHeading(last)?.own || isProse(last)) break;
    captions.unshift(last);
    rest.pop();
  }
  return { above: rest, captions, below };
}

function captionsOverGaps(above: readonly Piece[], most: number): Piece[] {
  const found: Piece[] = [];
  for (const piece of above.toReversed()) {
    if (isEmpty(piece) || isBarsOnly(piece)) continue;
    if (found.length >= most || readHeading(piece)?.own || isProse(piece)) break;
    found.unshift(piece);
  }
  return found;
}

interface Captioned {
  readonly columns: readonly TableColumn[];
  readonly pieces: readonly Piece[];
  /** What was thought to be captions and is text. */
  readonly spared: readonly Piece[];
  readonly question: TableQuestion | null;
  readonly inherited: boolean;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => piece.text)
    .join(' ')
    .replace(/[\s|]+/g, ' ')
    .slice(0, 120);
}

function readCaptions(
  gap: Gap,
  shape: Shape,
  block: Block,
  before: Table | null,
  taxYear: number | null,
): Captioned {
  const { kinds } = shape;
  const token = block.rows[0]?.[0] ?? block.loose[0] ?? null;
  const tries: { pieces: Piece[]; spared: Piece[] }[] = [];
  let pieces = gap.captions;
  let spared: Piece[] = [];
  if (pieces.length > 0) tries.push({ pieces, spared });
  // Lines above captions that say nothing about a column, one after the other.
  while (pieces.length > 1 && isSuperHeader(pieces[0] as Piece)) {
    spared = [...spared, pieces[0] as Piece];
    pieces = pieces.slice(1);
    tries.push({ pieces, spared });
  }
  // With a cell on each line, lines that say nothing make many ways to go wrong: without them first.
  if (!block.byLines) tries.reverse();
  // Boxes, tickers and numbers over the captions, with whatever stands among them.
  const boxes = gap.captions.findLastIndex(namesBoxes) + 1;
  if (boxes > 0 && boxes < gap.captions.length) {
    tries.push({ pieces: gap.captions.slice(boxes), spared: gap.captions.slice(0, boxes) });
  }
  const titles = titlesAbove(pieces);
  if (titles > 0) {
    spared = [...spared, ...pieces.slice(0, titles)];
    pieces = pieces.slice(titles);
    tries.push({ pieces, spared });
  }
  const top = gap.captions[0] ?? gap.above.at(-1);
  const others = gap.captions.slice(1);
  if (top) {
    for (const { head, tail } of tailsOf(top)) {
      if (tail.text !== '') tries.push({ pieces: [tail, ...others], spared: [head] });
    }
  }
  // Captions with empty lines among them, as pages leave them: up to the heading or a sentence.
  const wide = captionsOverGaps(gap.above, kinds.length * 4);
  if (wide.length > 0) tries.push({ pieces: [...wide, ...gap.captions], spared: [] });
  let several: { ways: TableColumn[][]; pieces: Piece[]; spared: Piece[] } | null = null;
  for (const one of tries) {
    const answer = solve(one.pieces, shape, block, taxYear);
    if (answer.kind === 'one') {
      return {
        columns: columnsOf(answer.solution, one.pieces),
        pieces: one.pieces,
        spared: one.spared,
        question: null,
        inherited: false,
      };
    }
    if (answer.kind === 'several') {
      several ??= {
        ways: answer.solutions.map((solution) => columnsOf(solution, one.pieces)),
        ...one,
      };
    }
  }
  const unknown = (caption: string): TableColumn[] =>
    kinds.map(() => ({ meaning: null, total: false, caption, piece: gap.captions.at(-1) ?? null }));
  if (several) {
    return {
      columns: unknown(textOf(several.pieces)),
      pieces: several.pieces,
      spared: several.spared,
      question: {
        code: 'captions-unclear',
        message:
          'The captions can be read in more than one way, so it is not certain what the columns hold. Choose one, or say what each column holds; compare it with the release.',
        token,
        ways: several.ways,
      },
      inherited: false,
    };
  }
  const sameKinds =
    before !== null &&
    before.columns.every((column) => column.meaning !== null) &&
    before.columns.length === kinds.length &&
    kindsOf(before).join() === kinds.join();
  if (gap.captions.length === 0 && sameKinds) {
    return { columns: before.columns, pieces: [], spared: [], question: null, inherited: true };
  }
  if (gap.captions.length === 0) {
    return {
      columns: unknown(''),
      pieces: [],
      spared: [],
      question: {
        code: 'no-captions',
        message:
          'The table has no captions, so the meaning of its columns is not certain. Say what each column holds, or paste the table with its captions.',
        token,
        ways: [],
      },
      inherited: false,
    };
  }
  const fielded = byField(gap.captions, shape, taxYear);
  const twice = fielded && new Set(fielded.map((column) => column.meaning)).size < fielded.length;
  if (fielded && (twice || fielded.some((column) => column.meaning === null))) {
    return { columns: fielded, pieces: gap.captions, spared: [], question: null, inherited: false };
  }
  return {
    columns: unknown(textOf(gap.captions)),
    pieces: gap.captions,
    spared: [],
    question: {
      code: 'unknown-caption',
      message: `It is not certain which of the captions “${textOf(gap.captions)}” stands over which column, or one of them is not known. Say what each column holds; compare it with the release.`,
      token,
      ways: [],
    },
    inherited: false,
  };
}

function kindsOf(table: Table): ColumnKind[] {
  return table.columns.map(({ meaning }) =>
    meaning !== null && /Date$/.test(meaning) ? 'date' : 'number',
  );
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

function headingOf(pieces: readonly Piece[]): { heading: Heading | null; at: number } {
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
        : undefined);
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
    if (isProse(piece)) break;
    const title = looked === 1 ? titleHeading(piece) : undefined;
    if (title) return { heading: title, at: i };
  }
  return { heading: numbers, at: -1 };
}

/** Reads one block; `before` is the table above it. */
export function readTable(
  block: Block,
  tokens: readonly Token[],
  before: Table | null,
  taxYear: number | null,
): TableReading {
  const pieces = piecesOf(tokens, block.textFrom, block.from);
  let best: {
    captioned: Captioned;
    gap: Gap;
    shape: Shape;
    rows: readonly (readonly Token[])[];
  } | null = null;
  for (const size of looseSizes(block)) {
    const rows = looseRows(block, size) ?? [];
    const shape = shapeOf(block, rows);
    const gap = divideGap(pieces, shape.kinds.length);
    const captioned = readCaptions(gap, shape, block, before, taxYear);
    const sound =
      captioned.question === null && captioned.columns.every((one) => one.meaning !== null);
    if (best === null || sound) best = { captioned, gap, shape, rows };
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
  const own = gap.below.length > 0 ? headingOf(gap.below) : headingOf(over);
  const heading = own.heading;
  const used = gap.below.length > 0 ? null : (over[own.at] ?? null);
  const placed = rows.map((row) => placeRow(row, shape));
  placed.forEach(({ extra }) => {
    if (!extra) return;
    questions.push({
      code: 'extra-cell',
      message: `“${extra.text}” has no caption: its row has more cells than the others, so it is not certain which is which. Compare the row with the release.`,
      token: extra,
      ways: [],
    });
  });
  const totals: { label: string; cells: (Token | null)[] }[] = [];
  for (const row of block.totals) {
    const cells = placeTotals(row, shape, captioned.columns);
    if (cells) totals.push({ label: row.label, cells });
    else totals.push({ label: row.label, cells: unplaced(row, shape.kinds.length) });
  }
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

/** Totals whose columns are not known are kept in order, at the end; the check of sums finds theirs. */
function unplaced(row: TotalsRow, count: number): (Token | null)[] {
  return [...row.tokens.slice(0, 0), ...Array.from({ length: count }, () => null)];
}
