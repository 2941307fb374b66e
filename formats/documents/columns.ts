/**
 * Which caption stands over which column?
 *
 * Lines with tabs or bars are aligned by the number of the field. Lines with spaces are aligned by
 * place: a line with as many pieces as the table has columns names each in order; the pieces of a
 * shorter line must begin, end or be centred where those of a full line do, or stand over one of
 * them. All ways that the places allow are tried, and the captions count only if exactly one set of
 * known, different meanings comes out; every word of every caption line is accounted for.
 *
 * Awkward case: captions over four lines, indented by other amounts than the figures below (Aimco
 * 2012): the third line is complete, and the pieces of the first and fourth begin where its do.
 * Not handled: a table whose lines change from tabs to spaces.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import { cutCaptions, DATE_MEANINGS, readCaption, type ColumnMeaning } from './captions.ts';
import { cellsOf, separatorOf, valueCellsOf, type Cell, type Separator } from './cells.ts';
import type { TextLine } from './lines.ts';
import { error } from './notices.ts';

export interface Column {
  readonly meaning: ColumnMeaning;
  readonly caption: string;
  /** The caption says that parts of it have columns of their own. */
  readonly total: boolean;
  /** Field number in lines with tabs or bars; order in lines with spaces. */
  readonly field: number;
}

export interface ColumnPlan {
  readonly separator: Separator;
  readonly columns: readonly Column[];
}

export type ColumnReading =
  | { readonly ok: true; readonly plan: ColumnPlan }
  | { readonly ok: false; readonly notice: DocumentNotice };

export function isDateColumn(column: Column): boolean {
  return (DATE_MEANINGS as readonly string[]).includes(column.meaning);
}

const FOOTNOTE_AFTER = /\s*(?:\((?:\d|[A-C])\)|\*+)$/;

/** A caption or a value without the footnote mark behind it. */
export function withoutMark(text: string): string {
  return text.replace(FOOTNOTE_AFTER, '');
}

interface Draft {
  readonly field: number;
  readonly caption: string;
}

function named(drafts: readonly Draft[]): Column[] | Draft {
  const columns: Column[] = [];
  for (const draft of drafts) {
    const reading = readCaption(withoutMark(draft.caption));
    if (!reading) return draft;
    columns.push({ ...reading, ...draft });
  }
  return columns;
}

function refuse(code: string, line: TextLine, message: string): ColumnReading {
  return { ok: false, notice: error(code, line.number, message) };
}

/** Columns whose meanings are all different and complete enough to read a row; else the reason. */
function checked(columns: readonly Column[], separator: Separator, line: TextLine): ColumnReading {
  const byMeaning = new Map<ColumnMeaning, Column>();
  for (const column of columns) {
    const other = byMeaning.get(column.meaning);
    if (other) {
      return refuse(
        'caption-twice',
        line,
        `The captions “${other.caption}” and “${column.caption}” mean the same, so it is not certain which column counts; the table was not read. Correct the captions and read the text again.`,
      );
    }
    byMeaning.set(column.meaning, column);
  }
  const missing = [
    ...(byMeaning.has('payableDate') ? [] : ['payable date']),
    ...(byMeaning.has('amountPerShare') ? [] : ['amount per share']),
    ...(columns.some((column) => isComponentColumn(column)) ? [] : ['part of the dividend']),
  ];
  if (missing.length > 0) {
    return refuse(
      'caption-missing',
      line,
      `The table has no column for the ${missing.join(' and the ')}; it was not read. Paste the whole table with its captions.`,
    );
  }
  return { ok: true, plan: { separator, columns } };
}

function isComponentColumn(column: Column): boolean {
  return !isDateColumn(column) && column.meaning !== 'amountPerShare';
}

function unknownCaption(caption: string, line: TextLine): ColumnReading {
  return refuse(
    'unknown-caption',
    line,
    `The caption “${caption}” is not known, so the column's meaning is not certain and the table was not read. Compare it with the release, correct it and read the text again.`,
  );
}

function byFields(captions: readonly TextLine[], separator: Separator): ColumnReading {
  const pieces = new Map<number, string[]>();
  for (const line of captions) {
    for (const cell of cellsOf(line)) {
      pieces.set(cell.field, [...(pieces.get(cell.field) ?? []), cell.text]);
    }
  }
  const drafts = [...pieces]
    .toSorted(([a], [b]) => a - b)
    .map(([field, texts]) => ({ field, caption: texts.join(' ') }));
  const columns = named(drafts);
  const line = captions.at(-1) as TextLine;
  return Array.isArray(columns)
    ? checked(columns, separator, line)
    : unknownCaption(columns.caption, line);
}

/** For each piece of a line, the number of its column. */
type Assignment = readonly number[];

function sameStart(piece: Cell, column: Cell): boolean {
  return piece.from === column.from;
}
function sameEnd(piece: Cell, column: Cell): boolean {
  return piece.to === column.to;
}
function sameCentre(piece: Cell, column: Cell): boolean {
  return Math.abs(piece.from + piece.to - column.from - column.to) <= 2;
}
function overlaps(piece: Cell, column: Cell): boolean {
  return piece.from < column.to && column.from < piece.to;
}

/** The assignment where each piece goes with exactly one column of the full line, left to right. */
function assign(
  pieces: readonly Cell[],
  full: readonly Cell[],
  fits: (piece: Cell, column: Cell) => boolean,
): Assignment | undefined {
  const assignment: number[] = [];
  for (const piece of pieces) {
    const found = full.flatMap((column, i) => (fits(piece, column) ? [i] : []));
    const only = found[0];
    if (found.length !== 1 || only === undefined || only <= (assignment.at(-1) ?? -1)) {
      return undefined;
    }
    assignment.push(only);
  }
  return assignment;
}

function assignmentsOf(
  pieces: readonly Cell[],
  fullLines: readonly (readonly Cell[])[],
  count: number,
): Assignment[] {
  if (pieces.length === count) return [pieces.map((_, i) => i)];
  const found = new Map<string, Assignment>();
  for (const fits of [sameStart, sameEnd, sameCentre, overlaps]) {
    for (const full of fullLines) {
      const assignment = assign(pieces, full, fits);
      if (assignment) found.set(assignment.join(), assignment);
    }
  }
  return [...found.values()];
}

const MOST_WAYS = 512;

function byPlaces(captions: readonly TextLine[], rows: readonly TextLine[]): ColumnReading {
  const line = captions.at(-1) as TextLine;
  const rowCells = rows.map(valueCellsOf).filter((cells) => /^\d/.test(cells[0]?.text ?? ''));
  const counts = new Map<number, number>();
  for (const cells of rowCells) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const count = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const captionCells = captions.map(cellsOf);
  if (captions.length === 1 && (captionCells[0]?.length ?? 0) < count) {
    const words = line.text.trim().split(/\s+/);
    const [cut, other] = cutCaptions(words, count);
    if (cut && !other) {
      const drafts = cut.map((end, i) => ({
        field: i,
        caption: words.slice(i === 0 ? 0 : cut[i - 1], end).join(' '),
      }));
      const columns = named(drafts);
      if (Array.isArray(columns)) return checked(columns, 'space', line);
    }
  }
  const fullLines = [...captionCells, ...rowCells].filter((cells) => cells.length === count);
  let ways: string[][] = [new Array<string>(count).fill('')];
  for (const pieces of captionCells) {
    const assignments = assignmentsOf(pieces, fullLines, count);
    ways = ways.flatMap((way) =>
      assignments.map((assignment) => {
        const next = [...way];
        assignment.forEach((column, i) => {
          next[column] = `${next[column]} ${(pieces[i] as Cell).text}`.trim();
        });
        return next;
      }),
    );
    if (ways.length === 0 || ways.length > MOST_WAYS) {
      return refuse(
        'captions-unclear',
        pieces[0]?.line ?? line,
        'It is not certain over which columns these captions stand, so the table was not read. Separate the columns by tabs, or put each caption over its figures, and read the text again.',
      );
    }
  }
  const readings = new Map<string, Column[]>();
  let unknown: Draft | undefined;
  for (const way of ways) {
    const columns = named(way.map((caption, field) => ({ field, caption })));
    if (!Array.isArray(columns)) unknown ??= columns;
    else readings.set(columns.map((column) => `${column.meaning}:${column.total}`).join(), columns);
  }
  const [first, second] = [...readings.values()];
  if (first && second) {
    return refuse(
      'captions-unclear',
      line,
      'The captions can be read in two ways, so the table was not read. Separate the columns by tabs and read the text again.',
    );
  }
  if (first) return checked(first, 'space', line);
  return unknownCaption(unknown?.caption ?? line.text.trim(), line);
}

/** The columns of a table, from its caption lines and, where spaces align it, its rows. */
export function readColumns(
  captions: readonly TextLine[],
  rows: readonly TextLine[],
): ColumnReading {
  const firstRow = rows[0] as TextLine;
  if (captions.length === 0) {
    return refuse(
      'no-captions',
      firstRow,
      'The table has no captions, so the meaning of its columns is not certain; it was not read. Paste the table with its captions.',
    );
  }
  const separator = separatorOf(firstRow);
  const mixed = captions.find((line) => separatorOf(line) !== separator);
  if (mixed) {
    return refuse(
      'captions-unclear',
      mixed,
      'The captions are separated in another way than the figures below, so it is not certain which belongs to which; the table was not read. Paste the table again as text.',
    );
  }
  return separator === 'space' ? byPlaces(captions, rows) : byFields(captions, separator);
}
