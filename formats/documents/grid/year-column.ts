/**
 * Rows of several years in one table of a text that names no tax year: each year becomes a section of its own, as
 * issuers print them under a bare "2013". A column that repeats the year before each row goes.
 *
 * All days of a row must be of one year, and a day of January have another day beside it or the year's column: a
 * payment of January can be of the year before. Rows of a year must stand together.
 * Awkward case: a row of totals is of the year of the rows above it.
 */
import type { TextLine } from '../source/lines.ts';
import { lineOf } from './turned-tables.ts';

const CAPTION = /^(\s*\|?\s*)(?:tax |calendar )?year\b(?=\s*[\t|]| {2})/i;
const YEAR = /^(\s*\|?\s*)((?:19|20)\d\d)(?=\s*[\t|]| {2})/;
const DAY = /(?<![\d/])(\d{1,2})\/\d{1,2}\/((?:19|20)?\d\d)(?![\d/])/g;
const FIGURE = /\d\.\d/;
const LONGEST = 500;

interface Dated {
  readonly at: number;
  readonly year: number;
}

/** The year of the row at a line; null where it is not certain, and undefined where it is no row. */
function yearOf(text: string, hasColumn: boolean): number | null | undefined {
  if (text.length > LONGEST || !FIGURE.test(text)) return undefined;
  const days = [...text.matchAll(DAY)].map(([, month, year = '']) => ({
    isJanuary: Number(month) === 1,
    year: Number(year.length === 2 ? `20${year}` : year),
  }));
  const [first] = days;
  if (!first) return undefined;
  const own = hasColumn ? Number(YEAR.exec(text)?.[2] ?? 0) : first.year;
  const isSure = hasColumn || days.length > 1 || !first.isJanuary;
  return isSure &&
    days.some(({ year }) => year === own) &&
    (hasColumn || days.every(({ year }) => year === own))
    ? own
    : null;
}

/** The line without what a pattern finds at its beginning: spaces take its place, or its cell goes. */
function withoutCell(line: TextLine, pattern: RegExp): TextLine {
  const found = pattern.exec(line.text)?.[0];
  if (found === undefined) return line;
  const rest = line.text.slice(found.length);
  const end = /^\s*[\t|]/.exec(rest)?.[0].length ?? 0;
  return lineOf(end > 0 ? rest.slice(end) : ' '.repeat(found.length) + rest, line);
}

/** The lines with a year over the rows of each, where a table has rows of several; `yearIn` is that of the text. */
export function withYearsOverRows(
  lines: readonly TextLine[],
  yearIn: () => number | null,
): readonly TextLine[] {
  const columnAt = lines.findIndex(({ text }) => text.length <= LONGEST && CAPTION.test(text));
  const dated = lines.flatMap(({ text }, at): (Dated | null)[] => {
    const year = yearOf(text, columnAt !== -1 && at > columnAt);
    return year === undefined ? [] : [year === null ? null : { at, year }];
  });
  const rows = dated.filter((row) => row !== null);
  const starts = rows.filter(({ year }, r) => year !== rows[r - 1]?.year);
  const isApart = new Set(starts.map(({ year }) => year)).size === starts.length;
  const isWhole = rows.length === dated.length && rows.length > starts.length && isApart;
  const parted =
    columnAt === -1
      ? lines
      : lines.map((line, at) =>
          withoutCell(line, at === columnAt ? CAPTION : at > columnAt ? YEAR : /^$/),
        );
  if (!isWhole || rows.length === 0) return lines;
  if (starts.length < 2) return parted;
  const isTitled = starts.some(({ at, year }) =>
    lines
      .slice(Math.max(0, at - 8), at)
      .some(({ text }) => text.length < 120 && text.includes(String(year)) && !FIGURE.test(text)),
  );
  if (isTitled || yearIn() !== null) return lines;
  const over = new Map(starts.map(({ at, year }) => [at, String(year)]));
  return parted.flatMap((line, at) => {
    const year = over.get(at);
    return year === undefined ? [line] : [lineOf('', line), lineOf(year, line), line];
  });
}
