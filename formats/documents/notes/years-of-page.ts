/**
 * Does a page have tables of more than one tax year? Then it is a document for each of them.
 *
 * Where a title above a table names another year than that of the table before, the tables from there on
 * are of that year. Each year's part is a text of its own: the other parts' lines are empty in it, so that
 * every line keeps its number. The head of the page is of all of them; a note below the last table is of
 * each part that has no note with its mark, which is asked; a sentence without a mark is of all.
 *
 * Example: "Tax Treatment of 2013 Dividends", a table, "Tax Treatment of 2012 Dividends", a table whose
 * last payment is of January 2013: without its title it would be read as one of 2013.
 * Awkward case: "2012 Dividends Paid in January 2013" names two years and is of neither for certain.
 * Not handled: years side by side in one table.
 */
import type { Block } from '../grid/blocks.ts';
import { piecesOf, type Piece } from '../grid/pieces.ts';
import type { Token } from '../grid/tokens.ts';
import type { TextLine } from '../source/lines.ts';

const LONGEST_TITLE = 120;
const TITLE =
  /\b(?:tax|dividends?|distributions?|allocation|treatment)\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\b(?:dividends?|distributions?|allocation|tax)\b/i;
/** The heading of a section of a web page, or the name of a sheet. */
const BARE_YEAR = /^(?:(?:tax|calendar|fiscal)? ?year )?((?:19|20)\d\d)(?: tax year)?:?$/i;
const MONTH_OF =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December),? (?:19|20)\d\d\b/i;

interface Title {
  /** Null where the title names two years, or a month. */
  readonly year: number | null;
  readonly line: number;
}

/** A part of a page with the tables of one year. */
export interface YearPart {
  /** As its title names it. */
  readonly year: number | null;
  /** Where the part begins. */
  readonly line: number;
  /** The page with the lines of this part alone. */
  readonly text: string;
  /** Notes below the tables of another year that it refers to. */
  readonly borrowed: readonly { readonly mark: string; readonly line: number }[];
}

function titleOf(piece: Piece, isAfterGap: boolean): Title[] {
  const line = piece.line.number;
  // A title over the whole width of a table has the bars of the empty fields behind it.
  const text = piece.text.replace(/\|[\s|]*\|?[\s|]*$/, '').trimEnd();
  const bare = BARE_YEAR.exec(text);
  if (bare && isAfterGap) return [{ year: Number(bare[1]), line }];
  if (text.length > LONGEST_TITLE || /[.;|]$|^\W*\(\d/.test(text)) return [];
  if (/[|\t]| {2}|\bdate\b|\$/i.test(text)) return [];
  // The year of a day, and a caption's, is no title's.
  const found = TITLE.exec(text.replace(/[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}/g, ' '))?.[0];
  if (found === undefined) return [];
  const years = new Set(found.match(/\b(?:19|20)\d\d\b/g));
  const [only] = years;
  return [{ year: years.size > 1 || MONTH_OF.test(found) ? null : Number(only), line }];
}

/** The last title above a table. */
function titleAbove(tokens: readonly Token[], block: Block): Title | undefined {
  const pieces = piecesOf(tokens, block.textFrom, block.from);
  return pieces
    .flatMap((piece, p) => {
      const before = pieces[p - 1]?.text ?? '';
      // Between captions in cells and their rows, a cell alone is a row of its own.
      const isRow = p === pieces.length - 1 && /[|\t][^|\t]+[|\t]/.test(before);
      return titleOf(piece, before === '' || isRow);
    })
    .at(-1);
}

interface Page {
  readonly lines: readonly TextLine[];
  readonly tokens: readonly Token[];
  readonly blocks: readonly Block[];
}

const MARKED = /^\s*(?:\(?(\d{1,2}|[a-z])\)|(\*+|[†‡]))/i;

function markOf({ text, marks }: TextLine): string | undefined {
  const found = MARKED.exec(text);
  const own = marks.find(({ offset }) => offset === 0)?.mark;
  return own ?? (found?.[1] ?? found?.[2])?.toUpperCase();
}

/** Where the parts of other years than the one before begin. */
function beginningsOf({ tokens, blocks }: Page): Title[] {
  let current: number | null | undefined;
  return blocks.flatMap((block, b) => {
    const title = titleAbove(tokens, block);
    if (b === 0) current = title?.year;
    if (b === 0 || !title || title.year === current) return [];
    current = title.year;
    return [title];
  });
}

interface Shared {
  readonly lines: ReadonlySet<number>;
  /** Notes with a mark among them that the part refers to. */
  readonly borrowed: readonly { readonly mark: string; readonly line: number }[];
}

/** Notes below the last table that count for a part, too: those whose mark it has no note of. */
function sharedNotes(notes: readonly TextLine[], own: readonly TextLine[]): Shared {
  const explained = new Set(own.map(markOf));
  const isNamed = (mark: string): boolean =>
    own.some(
      ({ text, marks }) => text.includes(`(${mark})`) || marks.some((one) => one.mark === mark),
    );
  const shared = new Set<number>();
  const borrowed: { mark: string; line: number }[] = [];
  let isShared = true;
  for (const line of notes) {
    const mark = markOf(line);
    if (mark !== undefined) {
      isShared = !explained.has(mark);
      if (isShared && isNamed(mark)) borrowed.push({ mark, line: line.number });
    } else if (line.text.trim() === '') isShared = true;
    if (isShared) shared.add(line.number);
  }
  return { lines: shared, borrowed };
}

/** A line of the head that names a year which is no day's: "2013 and 2012 Dividends". */
const NAMES_A_YEAR = /(?<![A-Z][a-z]{2,8}\.? \d{1,2}, )\b(?:19|20)\d\d\b(?!-\d)/;

/** A text of the kept lines alone; one that was put into a table of the lines is of the line of that table. */
function keptText(
  raw: readonly string[],
  numbers: ReadonlySet<number>,
  kept: ReadonlySet<number>,
): string {
  let isKept = false;
  return raw
    .map((each, n) => {
      if (numbers.has(n + 1)) isKept = kept.has(n + 1);
      return isKept ? each : '';
    })
    .join('\n');
}

/** A part for each year of a page; one alone where all tables are of one year. */
export function yearParts(text: string, page: Page): readonly YearPart[] {
  const { lines, tokens, blocks } = page;
  const [first] = blocks;
  const beginnings = beginningsOf(page);
  if (!first || beginnings.length === 0) return [{ year: null, line: 1, text, borrowed: [] }];
  const own = titleAbove(tokens, first);
  // What stands above the first title is of the whole page, and names no year of a part.
  const head = own?.line ?? 1;
  const lastToken = tokens[(blocks.at(-1)?.to ?? 1) - 1];
  const below = lines.filter(({ number }) => number > (lastToken?.line.number ?? 0));
  const raw = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const starts = [{ year: own?.year ?? null, line: head }, ...beginnings];
  const numbers = new Set(lines.map(({ number }) => number));
  return starts.map(({ year, line }, i) => {
    const end = starts[i + 1]?.line ?? Infinity;
    const ownLines = lines.filter(({ number }) => number >= line && number < end);
    const shared = sharedNotes(end === Infinity ? [] : below, ownLines);
    // A note above the first table is the first part's alone.
    const ofPage = lines.filter(
      (one) =>
        one.number < head &&
        (own === undefined || !NAMES_A_YEAR.test(one.text)) &&
        (i === 0 || markOf(one) === undefined),
    );
    const kept = new Set([
      ...[...ofPage, ...ownLines].map(({ number }) => number),
      ...shared.lines,
    ]);
    return {
      year,
      line,
      text: keptText(raw, numbers, kept),
      borrowed: shared.borrowed,
    };
  });
}
