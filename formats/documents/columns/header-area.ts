/**
 * Which of the lines above a table are its captions?
 *
 * The lines right above the figures, up to an empty line, a heading or a sentence; or, on pages that
 * leave empty lines between captions, all up to the heading. Above captions stand lines that say
 * nothing about one column (boxes, units, titles), and a sentence may end on the captions' own line.
 * So there are several areas, and the one is taken in which every caption can be read.
 */
import { readHeading } from '../grid/headings.ts';
import {
  cellUnits,
  hasBars,
  isBarsOnly,
  isEmpty,
  isProse,
  pieceOf,
  type Piece,
} from '../grid/pieces.ts';

export interface Gap {
  /** From top to bottom. */
  readonly above: Piece[];
  readonly captions: Piece[];
  /** Between the captions and the values. */
  readonly below: Piece[];
}

/** Lines that may be the captions, and those among them that are text after all. */
export interface Area {
  readonly pieces: readonly Piece[];
  readonly spared: readonly Piece[];
}

/** Parts of a piece that a colon, a sentence or a CUSIP ends: the last may be captions. */
function tailsOf(piece: Piece): { head: Piece; tail: Piece }[] {
  const cuts = [
    ...piece.text.matchAll(
      /^(?:(?:Dividend|Distribution) Type|Security Description)\s+|:\s+|CUSIP[^()]*\)\s+|(?<=[a-z]{3}|\w{9})\.\s+(?=[A-Z])|\b(?:CUSIP|Cusip)(?: (?:No\.?|Number))?[\s#:]*(?:\w{9}|\w{3} \w{3} \w{3}|\w{6}[ -]\w{2}[ -]?\d)\s+/g,
    ),
  ];
  return cuts.toReversed().map((match) => {
    const at = piece.from + match.index + match[0].length;
    return {
      head: pieceOf(piece.line, piece.from, at),
      tail: pieceOf(piece.line, at, piece.to),
    };
  });
}

/** Words above captions that say what stands below them, and nothing about one column. */
export const SUPER_HEADER =
  /^(?:(?:dividend |distribution |important |key )?dates|\(?(?:in )?(?:us )?(?:dollars|\$|%|percent|percentages?)(?: per share)?\)?|allocable to \d{4}|(?:\d{4} )?(?:federal )?(?:income )?tax (?:treatment|characterization|allocation|status|information)(?: of .{0,60})?|(?:\d{4} )?(?:dividend|distribution)s? tax (?:reporting )?(?:information|treatment|status)(?: \(.{0,40}\))?|(?:dividend|distribution)s? (?:type|allocation|characterization|character)(?: per share)?(?: \(.{0,40}\))?|portion designated as|(?:irs )?form 1099-div(?: box(?: numbers?| no\.?)?)?|\(?(?:form )?(?:1099-div )?(?:box|line) ?#? ?\d{1,2}[a-f]?\)?|character(?:ization)? of .{0,40}|(?:(?:tax |calendar |fiscal )?year )?(?:19|20)\d\d|(?:19|20)\d\d (?:dividend|distribution)s?|(?:dividend|distribution)s? (?:paid )?(?:in|for|of) (?:19|20)\d\d|per share|shown as (?:dollars|a percentage)(?: \([$%]\))?|taxable in \d{4})$/i;

/** A line of a form's boxes, a ticker or a CUSIP, above captions or between them and the heading. */
const ABOUT_BOXES =
  /^(?:(?:irs )?form 1099(?:-div)?(?: box(?:es)?)?|\(?(?:form )?(?:1099-div )?box(?:es)? ?#? ?\d{1,2}[a-f]?\)?|(?:(?:nyse|nasdaq|amex|ticker|symbol)[ :]*)+[a-z .]{1,8}|cusip\b.*)$/i;

export function namesBoxes(piece: Piece): boolean {
  return cellUnits(piece).some((cell) => ABOUT_BOXES.test(cell.text.trim()));
}

export function isSuperHeader(piece: Piece): boolean {
  const cells = cellUnits(piece);
  return cells.length > 0 && cells.every((cell) => SUPER_HEADER.test(cell.text.trim()));
}

/** A line between captions and figures that says of what all of these are. */
const OF_ALL = /^[\s|]*amounts per share[\s|]*$/i;

const ENDS_BEFORE_CAPTIONS = /\b(?:as follows|below):\s+[A-Z]/;

/** A heading that is no caption: the word over a column of numbers stands alone. */
function isOwnHeading(piece: Piece): boolean {
  return readHeading(piece)?.own === true && !/^[\s|]*cusip[\s|]*$/i.test(piece.text);
}

/** The pieces that may be captions, and those above and below them. */
export function divideGap(pieces: readonly Piece[], size: number): Gap {
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
    if (isBarsOnly(last) || OF_ALL.test(last.text)) {
      rest.pop();
      continue;
    }
    if (isEmpty(last)) {
      if (captions.length > 0) break;
      rest.pop();
      continue;
    }
    if (isOwnHeading(last)) break;
    const isSentence = isProse(last);
    // "… as follows: RECORD PAYMENT CASH": the captions begin behind the sentence.
    if (isSentence && !(captions.length > 0 && ENDS_BEFORE_CAPTIONS.test(last.text))) break;
    captions.unshift(last);
    rest.pop();
    if (isSentence) break;
  }
  return { above: rest, captions, below };
}

function captionsOverGaps(above: readonly Piece[], most: number): Piece[] {
  const found: Piece[] = [];
  for (const piece of above.toReversed()) {
    if (isEmpty(piece) || isBarsOnly(piece) || OF_ALL.test(piece.text)) continue;
    if (found.length >= most || isOwnHeading(piece) || isProse(piece)) break;
    found.unshift(piece);
  }
  return found;
}

/** Words or a number that no caption begins with, on a line without bars. */
const IS_TITLE = /(?:\S+\s+){3}|\bCUSIP\b|\b(?:19|20)\d\d\b/;

/** The captions without titles above them, where they have bars and a cell for every column, and the titles none. */
function belowPlainTitles(captions: readonly Piece[], size: number): Area[] {
  const at = captions.findIndex(hasBars);
  const [spared, pieces] = [captions.slice(0, at), captions.slice(at)];
  return at > 0 &&
    spared.every(({ text }) => IS_TITLE.test(text)) &&
    pieces.every(hasBars) &&
    pieces.some((piece) => cellUnits(piece).length >= size)
    ? [{ pieces, spared }]
    : [];
}

/** The areas that may be the captions, the likeliest first. */
export function areasOf(gap: Gap, size: number, byLines: boolean): Area[] {
  const areas: Area[] = [];
  let pieces: readonly Piece[] = gap.captions;
  let spared: readonly Piece[] = [];
  if (pieces.length > 0) areas.push({ pieces, spared });
  // Lines above captions that say nothing about a column, one after the other.
  while (pieces.length > 1 && isSuperHeader(pieces[0] as Piece)) {
    spared = [...spared, pieces[0] as Piece];
    pieces = pieces.slice(1);
    areas.push({ pieces, spared });
  }
  // With a cell on each line, lines that say nothing make many ways to go wrong: without them first.
  if (!byLines) areas.reverse();
  // Boxes, tickers and numbers over the captions, with whatever stands among them.
  const boxes = gap.captions.findLastIndex(namesBoxes) + 1;
  if (boxes > 0 && boxes < gap.captions.length) {
    areas.push({ pieces: gap.captions.slice(boxes), spared: gap.captions.slice(0, boxes) });
  }
  const lines = gap.captions.length > 0 ? gap.captions : gap.above.slice(-1);
  for (const [at, line] of lines.entries()) {
    for (const { head, tail } of tailsOf(line)) {
      if (tail.text === '') continue;
      areas.push({ pieces: [tail, ...lines.slice(at + 1)], spared: [...lines.slice(0, at), head] });
    }
  }
  // Captions with empty lines among them, as pages leave them: up to the heading or a sentence.
  const wide = captionsOverGaps(gap.above, size * 6);
  const over = wide.findIndex((piece) => !isSuperHeader(piece));
  const behindBoxes = wide.findLastIndex(namesBoxes) + 1;
  for (const from of new Set(wide.length > 0 ? [0, Math.max(over, 0), behindBoxes] : [])) {
    const [first, ...rest] = [...wide.slice(from), ...gap.captions] as [Piece, ...Piece[]];
    const tails = tailsOf(first).filter(({ tail }) => tail.text !== '');
    for (const { head, tail } of [...tails, { head: null, tail: first }]) {
      const spared = head ? [...wide.slice(0, from), head] : wide.slice(0, from);
      areas.push({ pieces: [tail, ...rest], spared });
    }
  }
  return [...belowPlainTitles(gap.captions, size), ...areas];
}
