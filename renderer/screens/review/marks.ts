/** Cuts the lines of a text where values were read, so that each can be marked in place. */
import type { Place } from './load.ts';

interface Segment {
  readonly text: string;
  /** The value that was read here; null for text between values. */
  readonly pointer: string | null;
}

interface MarkedLine {
  readonly number: number;
  /** The page that begins with it, where a PDF has several; null within a page. */
  readonly page: number | null;
  /** A line of a table: its columns only stand under each other while it does not wrap. */
  readonly columns: boolean;
  readonly segments: readonly Segment[];
}

/** The pieces of one line. Places that overlap an earlier one, or lie beyond the line, are left out. */
export function segmentsOf(text: string, places: readonly Place[]): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const place of places.toSorted((left, right) => left.column - right.column)) {
    const from = place.column - 1;
    const until = place.endColumn - 1;
    if (from < at || until <= from || until > text.length) continue;
    if (from > at) segments.push({ text: text.slice(at, from), pointer: null });
    segments.push({ text: text.slice(from, until), pointer: place.pointer });
    at = until;
  }
  if (at < text.length || segments.length === 0) {
    segments.push({ text: text.slice(at), pointer: null });
  }
  return segments;
}

/** Lines as the reader counts them: a line ends with LF, CR LF or CR. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** `keptLine`: the line from which on the text is for the program alone. */
export function markedLines(
  text: string,
  places: readonly Place[],
  keptLine: number | null,
): readonly MarkedLine[] {
  const byLine = new Map<number, Place[]>();
  for (const place of places) {
    const known = byLine.get(place.line);
    if (known) known.push(place);
    else byLine.set(place.line, [place]);
  }
  const lines = linesOf(text);
  const shown = keptLine === null ? lines : lines.slice(0, keptLine - 1);
  let page = 1;
  return shown.map((line, index) => ({
    number: index + 1,
    page: line.startsWith('\f') ? ++page : null,
    columns: /\t|\S {3,}\S/.test(line) && line.length < 400,
    segments: segmentsOf(line, byLine.get(index + 1) ?? []),
  }));
}

/** Blocks of lines, so that what is far off the screen costs nothing to lay out. */
export function inBlocks<T>(rows: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
