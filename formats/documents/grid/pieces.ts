/**
 * The text between tables, in pieces: a line, or what rulers leave of one. A piece knows its cells,
 * by bars, tabs or wide spaces, and its words.
 */
import type { TextLine } from '../source/lines.ts';
import type { Unit } from '../columns/solve-captions.ts';
import type { Token } from './tokens.ts';

export interface Piece {
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
  /** Trimmed. */
  readonly text: string;
}

/** A part of a line without the white space around it. */
export function pieceOf(line: TextLine, from: number, to: number): Piece {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(line.text.charAt(start))) start++;
  while (end > start && /\s/.test(line.text.charAt(end - 1))) end--;
  return { line, from: start, to: end, text: line.text.slice(start, end) };
}

/** The pieces of a stretch of tokens; an empty line gives an empty piece. */
export function piecesOf(tokens: readonly Token[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let start: number | null = null;
  let line: TextLine | null = null;
  let end = 0;
  let filled = false;
  const close = (): void => {
    if (line !== null) pieces.push(pieceOf(line, start ?? end, end));
    start = null;
    line = null;
  };
  for (let i = from; i < to; i++) {
    const token = tokens[i] as Token;
    if (token.kind === 'ruler') {
      close();
      filled = true;
      continue;
    }
    if (token.kind === 'break') {
      if (line === null && !filled) pieces.push(pieceOf(token.line, token.to, token.to));
      close();
      filled = false;
      continue;
    }
    line ??= token.line;
    start ??= token.from;
    end = token.to;
    filled = true;
  }
  close();
  return pieces;
}

/** Nothing but white space, bars and rulers ("| --- | :-: |"), though it is no empty line. */
export function isBarsOnly(piece: Piece): boolean {
  const { text } = piece;
  return (
    text !== '' && (/^[\s|%]*$/.test(text) || (text.includes('--') && /^[\s|:_=-]+$/.test(text)))
  );
}

export function isEmpty(piece: Piece): boolean {
  return piece.text === '';
}

function unitsBy(piece: Piece, pattern: RegExp): Unit[] {
  const units: Unit[] = [];
  for (const match of piece.text.matchAll(pattern)) {
    const text = match[0].trim();
    if (text === '') continue;
    const lead = match[0].length - match[0].trimStart().length;
    const from = piece.from + match.index + lead;
    units.push({ text, from, to: from + text.length });
  }
  return units;
}

export function hasBars(piece: Piece): boolean {
  return /[|\t]/.test(piece.text);
}

/** What stands between the bars or tabs of a line; a bar that begins it opens the first. */
export function fieldsOf({ text }: TextLine): { readonly from: number; readonly to: number }[] {
  const fields: { from: number; to: number }[] = [];
  let from = text.startsWith('|') ? 1 : 0;
  for (let at = from; at <= text.length; at++) {
    if (at < text.length && !/[|\t]/.test(text.charAt(at))) continue;
    fields.push({ from, to: at });
    from = at + 1;
  }
  return fields;
}

/** Whether a bar closes the last field of a line, so that none stands behind it. */
export function isClosed({ line }: { readonly line: TextLine }): boolean {
  return /\|\s*$/.test(line.text);
}

/** Cells: between bars or tabs, else between two and more spaces. */
export function cellUnits(piece: Piece): Unit[] {
  return unitsBy(piece, hasBars(piece) ? /[^|\t]+/g : /\S+(?: \S+)*/g);
}

export function wordUnits(piece: Piece): Unit[] {
  return unitsBy(piece, /[^\s|]+/g);
}

/** A piece of text that is a sentence or a part of one, and no caption. */
export function isProse(piece: Piece): boolean {
  if (hasBars(piece)) return false;
  const { text } = piece;
  // Cells with wide spaces between them are captions, though the last ends in "Sec.".
  if (cellUnits(piece).length > 2) return false;
  // "Box 2a Capital Gain Distr." ends with a word that is cut short.
  const ends = /[.;:]$/.test(text) && !/\b(?:Distr(?:ib)?|Sec|Unrecap|Divs?|Cap|Ord)\.$/.test(text);
  if (ends && text.split(/\s+/).length > 4) return true;
  if (/\b(?:as follows|shown below|set forth below):$/.test(text)) return true;
  return (
    text.length > 60 &&
    !/ {2}/.test(text) &&
    /\b(?:[Tt]he|is|are|was|for|and its|has)\b/.test(text) &&
    !/\bdate\b/i.test(text) &&
    // "Record Payable Distribution Taxable Dividend for": captions have no long word without a capital letter.
    /\b[a-z]{4,}/.test(text)
  );
}
