/**
 * A line to cells. A line with a `|` is split at bars, else one with a tab at tabs, else at runs of
 * two or more spaces (captions) or at every space (rows of values, which have no space inside).
 */
import type { TextLine } from './lines.ts';

export type Separator = 'bar' | 'tab' | 'space';

export interface Cell {
  readonly text: string;
  readonly line: TextLine;
  /** Offsets in the line's cleaned text. */
  readonly from: number;
  readonly to: number;
  /** Position among the line's fields, empty ones counted, from 0. */
  readonly field: number;
}

export function separatorOf(line: TextLine): Separator {
  if (line.text.includes('|')) return 'bar';
  return line.text.trim().includes('\t') || line.text.startsWith('\t') ? 'tab' : 'space';
}

function trimmedCell(line: TextLine, from: number, to: number, field: number): Cell {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(line.text.charAt(start))) start++;
  while (end > start && /\s/.test(line.text.charAt(end - 1))) end--;
  return { text: line.text.slice(start, end), line, from: start, to: end, field };
}

function fieldsAt(line: TextLine, bar: string): Cell[] {
  const cells: Cell[] = [];
  const { text } = line;
  // A bar at the very beginning opens the first field; it does not end one.
  let from = bar === '|' && /^\s*\|/.test(text) ? text.indexOf('|') + 1 : 0;
  for (;;) {
    const end = text.indexOf(bar, from);
    cells.push(trimmedCell(line, from, end === -1 ? text.length : end, cells.length));
    if (end === -1) return cells;
    from = end + 1;
  }
}

function matches(line: TextLine, pattern: RegExp): Cell[] {
  return [...line.text.matchAll(pattern)].map((match, field) => ({
    text: match[0],
    line,
    from: match.index,
    to: match.index + match[0].length,
    field,
  }));
}

/** The filled cells of a line, as captions and text are split. */
export function cellsOf(line: TextLine): Cell[] {
  const separator = separatorOf(line);
  if (separator === 'space') return matches(line, /\S+(?: \S+)*/g);
  return fieldsAt(line, separator === 'bar' ? '|' : '\t').filter((cell) => cell.text !== '');
}

/** The words of a line: its pieces between white space and bars. */
export function wordsOf(line: TextLine): Cell[] {
  return matches(line, /[^\s|]+/g);
}

/** The filled cells of a line of values: like `cellsOf`, but a single space separates too where no tab or bar does. */
export function valueCellsOf(line: TextLine): Cell[] {
  return separatorOf(line) === 'space' ? wordsOf(line) : cellsOf(line);
}

const VALUE = /^\$?\s?[\d.,/]*\d[\d.,/]*\s?%?$/;

/** Whether a piece of text is meant as a date, an amount or a percentage, readable or not. */
export function looksLikeValue(text: string): boolean {
  const inner = /^\((.*)\)$/.exec(text)?.[1] ?? text;
  return VALUE.test(inner) && /[$%/.]/.test(inner.replace(/\.$/, ''));
}

export function isDash(text: string): boolean {
  return /^[-–—]+$/.test(text);
}

/** A line with nothing but white space and bars. */
export function isBlank(line: TextLine): boolean {
  return /^[\s|]*$/.test(line.text);
}

/** A line of dashes, equal signs and separators under captions or above totals. */
export function isRuler(line: TextLine): boolean {
  return /^[\s|=_:\-–—]*[=_\-–—]{2}[\s|=_:\-–—]*$/.test(line.text);
}

/**
 * Whether a line is meant as a row of values: it begins with a date, or one of several cells is a
 * value, or its only cell is one, or three values stand side by side.
 */
export function looksLikeData(line: TextLine): boolean {
  const words = wordsOf(line);
  if (words.length === 0) return false;
  if (/^\d{1,4}[/-]\d{1,2}[/-]\d/.test((words[0] as Cell).text)) return true;
  if (cellsOf(line).some((cell) => looksLikeValue(cell.text))) return true;
  let adjacent = 0;
  for (const word of words) {
    adjacent = looksLikeValue(word.text) || (adjacent > 0 && isDash(word.text)) ? adjacent + 1 : 0;
    if (adjacent >= 3) return true;
  }
  return false;
}
