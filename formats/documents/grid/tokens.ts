/**
 * A text to tokens: dates, numbers, dashes, footnote marks, separators, rulers and words, each with
 * its place. Lines matter here only as breaks, because releases are copied with a row on a line, a
 * cell on a line, or a whole table on one line.
 *
 * A number is a value only when it is written like one (a sign, a point, a percent sign); "2004",
 * "1250" and "19" are words until they stand among values. A "$" or a "%" in a cell of its own
 * belongs to the number beside it.
 * Awkward cases: "0. 97000" of a newswire is one number; "691-4407" is none; four and more dashes
 * are a ruler, fewer a dash.
 */
import { parseCusip } from './cusip.ts';
import type { TextLine } from '../source/lines.ts';
import { dateParts } from './values.ts';

type TokenKind =
  'date' | 'number' | 'integer' | 'dash' | 'cusip' | 'word' | 'bar' | 'ruler' | 'mark' | 'break';

export interface Token {
  readonly kind: TokenKind;
  /** Of a value as it is read ("$0.95"); of a mark its name ("1", "A", "*"). */
  readonly text: string;
  readonly line: TextLine;
  /** Place among all lines, from 0. */
  readonly lineIndex: number;
  readonly from: number;
  readonly to: number;
  /** Fields before it on its line: bars or tabs. */
  readonly field: number;
  /** How many of these have nothing but a sign, or the mark of a footnote. */
  readonly signs: number;
}

const BAR = /[|\t]/y;
const RULER = /[-=_–—]{4,}/y;
/** "$-" is how spreadsheets print nothing. */
const DASH =
  /(?:\$ ?)?([-–—]{1,3})(?:%(?=[\s|]|$))?(?![\w$.-])(?! (?:To|The|These|This|Amounts?|Represents|(?:Share|Stock)holders|None|Pursuant|For) [a-z])/y;
/** Nothing, in a row of figures. */
const NONE = /^n\/a$/i;
const DATE =
  /(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][A-Za-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}[- ][A-Z][a-z]{2,8}\.?[- ,] ?\d{2,4})(?![\w/-])/y;
/** What is meant as a date and is none, because a character is lost or too many. */
const BROKEN_DATE = /[\dOolISB]{0,4}\/[\dOolISB]{0,4}(?:\/[\dOolISB]{0,4})?(?![\w/-])/y;
/** What is meant as a number and is none: a letter among its digits, two points. */
const BROKEN_NUMBER = /^\$?(?=[^%]*\d)(?=.*[.%$])[\dA-Za-z.,]{1,14}%?$/;
const CUSIP = /[0-9A-Z]{6}-?[0-9A-Z]{2}-?[0-9](?![\w-])/y;
const NUMBER = /\$? ?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?: ?%)?(?![\w%/.]|-\d)/y;
/** An amount that is taken off: "($0.25)", "$(0.06)". */
const NEGATIVE =
  /(?:\(\$ ?(?:\d+\.\d+|\.\d+)\)|\(\d*\.\d+\)|\$ ?\(\d*\.\d+\)|-\$\d*\.\d+)(?![\w%-])/y;
const SPLIT_NUMBER = /\$? ?(?:0\. \d{2,12}|\. \d{5,12})(?: ?%)?(?![\w%/.-])/y;
const SIGN = /[$%](?=[\s|]|$)/y;
const MARK = /\((\d{1,2}|[A-Ha-h]|\*{1,3}) ?\)|(\*{1,3})(?![\w*])|([†‡])/y;
const WORD = /[^\s|]+/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function startsToken(text: string, at: number): boolean {
  return at === 0 || /[\s|(]/.test(text.charAt(at - 1)) || text.charAt(at - 1) === ')';
}

/** "?" in a cell of its own: a dash that a copy could not write. */
function isLostDash(text: string, at: number): boolean {
  return (
    text.charAt(at) === '?' &&
    /(?:^|[|\t])\s*$/.test(text.slice(0, at)) &&
    /^\s*(?:$|[|\t])/.test(text.slice(at + 1))
  );
}

interface Raw {
  readonly kind: TokenKind | 'sign';
  readonly text: string;
  readonly to: number;
}

function rawAt(text: string, at: number): Raw {
  const of = (kind: Raw['kind'], found: RegExpExecArray, read = found[0]): Raw => ({
    kind,
    text: read,
    to: at + found[0].length,
  });
  const bar = match(BAR, text, at);
  if (bar) return of('bar', bar);
  const ruler = match(RULER, text, at);
  if (ruler) return of('ruler', ruler);
  if (startsToken(text, at)) {
    const date = match(DATE, text, at);
    if (date && dateParts(date[0])) return of('date', date);
    const broken = match(BROKEN_DATE, text, at);
    if (broken && /\d/.test(broken[0])) return of('date', broken);
    const cusip = match(CUSIP, text, at);
    if (cusip && parseCusip(cusip[0])) return of('cusip', cusip);
    const negative = match(NEGATIVE, text, at);
    if (negative) return of('number', negative);
    const split = match(SPLIT_NUMBER, text, at);
    if (split) return of('number', split);
    const number = match(NUMBER, text, at);
    if (number) {
      return of(/[$%.]/.test(number[0]) ? 'number' : 'integer', number);
    }
    const dash = match(DASH, text, at);
    if (dash) return of('dash', dash, dash[1]);
  }
  if (isLostDash(text, at)) return { kind: 'dash', text: '?', to: at + 1 };
  const sign = match(SIGN, text, at);
  if (sign) return of('sign', sign);
  const mark = match(MARK, text, at);
  if (mark) {
    return of('mark', mark, (mark[1] ?? mark[2] ?? mark[3] ?? '').toUpperCase());
  }
  const digit = /^\d(?![^\s|])/.exec(text.slice(at, at + 2));
  if (digit && /\/(?:19|20)\d\d$/.test(text.slice(0, at))) return of('mark', digit);
  const word = match(WORD, text, at);
  if (word && isBrokenNumber(word[0])) return of('number', word);
  // The caller stands on a character that is no white space.
  return word ? of('word', word) : { kind: 'word', text: text.charAt(at), to: at + 1 };
}

function isBrokenNumber(word: string): boolean {
  if (!BROKEN_NUMBER.test(word) || /^no\./i.test(word)) return false;
  const letters = word.replace(/[^A-Za-z]/g, '').length;
  return letters <= 2 && /\d[.,]|[.,]\d|^\$|%$/.test(word) && !/[.,]$/.test(word);
}

/** A value with a footnote mark right behind it: "$3.28(1)", "11/3/20162". */
const MARK_BEHIND =
  /^(.*?[\d%])(\((?:\d{1,2}|[A-Ha-h]|\*{1,3})\)?|\*{1,3}|(?<=\/(?:19|20)\d\d)\d)$/;

/** What stands at a place of a line: a value with a mark right behind it is the value first. */
function readAt(text: string, at: number): ReturnType<typeof rawAt> {
  const raw = rawAt(text, at);
  const value = raw.kind === 'word' ? MARK_BEHIND.exec(raw.text)?.[1] : undefined;
  if (value === undefined) return raw;
  const again = rawAt(text.slice(0, at + value.length), at);
  return again.to === at + value.length && again.kind !== 'word' ? again : raw;
}

/** Shares outstanding, or dollars paid in all: whole thousands are no figure per share. */
export function isLarge(text: string): boolean {
  return /^\$? ?\d{1,3}(?:,\d{3})+$/.test(text);
}

function isNumber(token: Pick<Token, 'kind'>): boolean {
  return token.kind === 'number' || token.kind === 'integer';
}

/** The tokens of a line, from left to right. */
class LineReader {
  private readonly tokens: Token[] = [];
  readonly #line: TextLine;
  readonly #lineIndex: number;
  readonly #raised: TextLine['marks'][number][];
  #field = 0;
  #signs = 0;
  /** Where its present field begins. */
  #opened = 0;
  /** Where a dollar sign stands alone, before its figure. */
  #pending: number | null = null;

  constructor(line: TextLine, lineIndex: number) {
    this.#line = line;
    this.#lineIndex = lineIndex;
    this.#raised = [...line.marks];
  }

  #put(kind: TokenKind, text: string, from: number, to: number): void {
    const [line, lineIndex] = [this.#line, this.#lineIndex];
    const [field, signs] = [this.#field, this.#signs];
    this.tokens.push({ line, lineIndex, kind, text, from, to, field, signs });
  }

  #push(kind: TokenKind, text: string, from: number, to: number): void {
    while (this.#raised[0] && this.#raised[0].offset <= from) {
      const mark = this.#raised.shift() as { mark: string; offset: number };
      this.#put('mark', mark.mark, mark.offset, mark.offset);
    }
    this.#put(kind, text, from, to);
  }

  /** A dollar sign whose figure or dash a copy lost, before another in the same cell: "$ $ $0.19". */
  #emptySign(): void {
    const at = this.#pending;
    if (at !== null && this.tokens.every(({ kind, from }) => kind !== 'bar' || from < at)) {
      this.#push('dash', '?', at, at + 1);
    }
  }

  /** A dollar sign waits for its figure; a percent sign belongs to the one before it. */
  #sign(sign: string, at: number, to: number): void {
    if (sign === '$') {
      this.#emptySign();
      this.#pending = at;
      return;
    }
    const { tokens } = this;
    const i = tokens.findLastIndex(({ kind }) => kind !== 'bar' && kind !== 'mark');
    const last = tokens[i];
    if (last && isNumber(last) && !/%/.test(last.text)) {
      tokens[i] = { ...last, kind: 'number', text: `${last.text}%` };
    } else if (last?.kind !== 'dash') this.#push('word', sign, at, to);
  }

  /** Whether the line has nothing but "N/A" and bars. */
  #isAlone(): boolean {
    return /^[\s|]*n\/a[\s|]*$/i.test(this.#line.text);
  }

  /** Whether a value stands before on the line. */
  #isInRow(): boolean {
    const last = this.tokens.findLast(({ kind }) => kind !== 'bar' && kind !== 'mark');
    return last !== undefined && isValue(last);
  }

  #bar(text: string, at: number, to: number): void {
    const { tokens } = this;
    const pending = this.#pending;
    if (pending !== null && this.#line.text.slice(pending + 1, at).trim() === '') this.#signs++;
    // The mark of a footnote in a cell of its own is of the figure before it.
    const cell = this.#line.text.slice(this.#opened, at).trim();
    if (/^(?:\(\d{1,2}\)|\*{1,3}|[†‡])$/.test(cell) && this.#isInRow()) this.#signs++;
    this.#opened = to;
    this.#field += tokens.length > 0 || at > 0 || text === '\t' ? 1 : 0;
    this.#put('bar', text, at, to);
  }

  /** Reads what stands at a place, and says where it ends. */
  read(at: number): number {
    const { kind, text, to } = readAt(this.#line.text, at);
    if (kind === 'sign') this.#sign(text, at, to);
    else if (kind === 'bar') this.#bar(text, at, to);
    else if (kind === 'integer' && isLarge(text) && this.#isInRow())
      this.#push('number', text, at, to);
    else if (kind === 'word' && NONE.test(text) && (this.#isInRow() || this.#isAlone()))
      this.#push('dash', '-', at, to);
    else {
      const isDollars =
        this.#pending !== null && (isNumber({ kind }) || kind === 'dash') && !text.startsWith('$');
      if (text.startsWith('$')) this.#emptySign();
      this.#pending = null;
      if (isDollars && kind !== 'dash') this.#push('number', `$${text.trim()}`, at, to);
      else this.#push(kind, kind === 'number' ? text.replace(/^\$ /, '$') : text, at, to);
    }
    return to;
  }

  /** Marks that are left, and the end of the line. */
  end(): readonly Token[] {
    const { length } = this.#line.text;
    for (const { mark } of this.#raised) this.#put('mark', mark, length, length);
    this.#put('break', '', length, length);
    return this.tokens;
  }
}

function lineTokens(line: TextLine, lineIndex: number): readonly Token[] {
  const reader = new LineReader(line, lineIndex);
  let at = 0;
  while (at < line.text.length) {
    at = /[^\S\t]/.test(line.text.charAt(at)) ? at + 1 : reader.read(at);
  }
  return reader.end();
}

/** Whether a dollar sign alone on its line has no figure: another sign, or a day, stands on the next one. */
function isEmptyCell(lines: readonly TextLine[], at: number): boolean {
  if (lines[at]?.text.trim() !== '$') return false;
  let next = at + 1;
  while (next < lines.length && lines[next]?.text.trim() === '') next++;
  return /^\s*(?:\$|\d{1,2}\/\d{1,2}\/\d{2,4}\s*$)/.test(lines[next]?.text ?? '');
}

/** A percent sign alone on its line belongs to the figure on the line before it, as in "55.00", "%". */
function withSignsJoined(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const isAlone = token.text === '%' && /^[\s|]*%[\s|]*$/.test(token.line.text);
    const at = isAlone ? joined.findLastIndex(({ kind }) => !['bar', 'break'].includes(kind)) : -1;
    const before = joined[at];
    if (before && before.kind === 'number' && !/[$%]/.test(before.text)) {
      joined[at] = { ...before, text: `${before.text}%` };
    } else if (!isAlone || before?.kind !== 'dash') joined.push(token);
  }
  return joined;
}

/** Every token of the lines, a break after each line. */
export function tokensOf(lines: readonly TextLine[]): Token[] {
  const tokens = lines.flatMap((line, i) =>
    isEmptyCell(lines, i)
      ? lineTokens({ ...line, text: line.text.replace('$', '-') }, i)
      : lineTokens(line, i),
  );
  return withSignsJoined(tokens);
}

export function isValue(token: Token): boolean {
  return token.kind === 'date' || token.kind === 'number' || token.kind === 'dash';
}
