/**
 * Text to lines, without the debris that copying leaves, every character with its place.
 *
 * Removed or replaced: `\$` (escaped punctuation), `<u>…</u>` and its like, `⁽¹⁾` and `^{(1)}`
 * (footnote marks, kept aside), `^{(1) 6.6%}` (becomes `(1) 6.6%`), no-break spaces, zero-width
 * characters. Line and column numbers stay those of the original text.
 *
 * Awkward case: a superscript glued to a following digit (`61.4⁵5%`) is not taken out, because what
 * would be left is another number; such a cell is then unreadable, which is an error and not a guess.
 */
import type { TextPlace } from '../draft/draft.ts';

interface FootnoteMark {
  /** "1", "A", "*". */
  readonly mark: string;
  /** Offset in the cleaned text before which it stood. */
  readonly offset: number;
}

export interface TextLine {
  /** Line of the original text, from 1. */
  readonly number: number;
  /** The line without debris. */
  readonly text: string;
  /** For each character of `text`, its offset in the original line. */
  readonly columns: readonly number[];
  readonly marks: readonly FootnoteMark[];
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const DEBRIS =
  /\^\{([^{}]*)\}|\\([$%&#_{}()*.\-~^|])|<\/?(?:u|b|i|em|strong)>|<sup>\s*\(?([\dA-Za-z*])\)?\s*<\/sup>|([⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?![\d.])|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]|&nbsp;|&amp;/gi;

const REPLACED: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
};

function plainCharacter(character: string): string {
  if (/[\u00a0\u2000-\u200a\u202f\u205f\u3000\f\v]/.test(character)) return ' ';
  return REPLACED[character] ?? character;
}

function asciiMark(superscripts: string): string {
  return [...superscripts]
    .filter((character) => SUPERSCRIPTS.includes(character))
    .map((character) => String(SUPERSCRIPTS.indexOf(character)))
    .join('');
}

function cleanLine(raw: string, number: number): TextLine {
  let text = '';
  const columns: number[] = [];
  const marks: FootnoteMark[] = [];
  const keep = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      text += plainCharacter(raw.charAt(i));
      columns.push(i);
    }
  };
  const mark = (name: string): void => {
    if (name !== '') marks.push({ mark: name.toUpperCase(), offset: text.length });
  };
  let done = 0;
  for (const match of raw.matchAll(DEBRIS)) {
    const [whole, braced, escaped, raised, superscripts] = match;
    keep(done, match.index);
    done = match.index + whole.length;
    if (braced !== undefined) {
      const only = /^\s*\(?([\dA-Za-z*])\)?\s*$/.exec(braced);
      if (only) mark(only[1] as string);
      else keep(match.index + 2, done - 1);
    } else if (escaped !== undefined) {
      keep(done - 1, done);
    } else if (raised !== undefined) {
      mark(raised);
    } else if (superscripts !== undefined) {
      // A mark whose number is lost still says that there is a footnote.
      mark(asciiMark(superscripts) || '?');
    } else if (whole.startsWith('&')) {
      text += whole.toLowerCase() === '&amp;' ? '&' : ' ';
      columns.push(match.index);
    }
  }
  keep(done, raw.length);
  return { number, text, columns, marks };
}

/**
 * A parenthesis that a copy put into the cell behind its own goes back: "$0.03(a | ) |" is "$0.03(a) | |", and
 * "(0.25 | )" is "(0.25) |". No character moves further than the bar.
 */
function withParenthesesClosed(line: TextLine): TextLine {
  const text = line.text.replace(/(\((?:[A-Za-z]|\d{1,2}|\$? ?\d*\.\d+))( ?\| ?)\)/g, '$1)$2');
  return text === line.text ? line : { ...line, text };
}

/** The lines of a text; lines before the first that is neither blank nor a `#` line are left out. */
export function readLines(text: string): TextLine[] {
  const raw = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  let first = 0;
  while (first < raw.length && /^\s*$|^#/.test(raw[first] as string)) first++;
  return raw.slice(first).map((line, i) => withParenthesesClosed(cleanLine(line, first + i + 1)));
}

/** Where a part of a line's cleaned text stands in the original. */
export function textPlace(line: TextLine, from: number, to: number): TextPlace {
  return {
    line: line.number,
    column: (line.columns[from] ?? 0) + 1,
    endColumn: (line.columns[Math.max(to - 1, from)] ?? 0) + 2,
  };
}
