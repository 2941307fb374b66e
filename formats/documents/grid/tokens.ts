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
  /** How many of these have nothing but a sign, which is of the field behind it. */
  readonly signs: number;
}

const BAR = /[|\t]/y;
const RULER = /[-=_–—]{4,}/y;
const DASH = /[-–—]{1,3}(?![\w$.-])/y;
const DATE =
  /(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][A-Za-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}[- ][A-Z][a-z]{2,8}\.?[- ,] ?\d{2,4})(?![\w/-])/y;
/** What is meant as a date and is none, because a character is lost or too many. */
const BROKEN_DATE = /[\dOolISB]{0,4}\/[\dOolISB]{0,4}(?:\/[\dOolISB]{0,4})?(?![\w/-])/y;
/** What is meant as a number and is none: a letter among its digits, two points. */
const BROKEN_NUMBER = /^\$?(?=[^%]*\d)(?=.*[.%$])[\dA-Za-z.,]{1,14}%?$/;
const CUSIP = /[0-9A-Z]{6}-?[0-9A-Z]{2}-?[0-9](?![\w-])/y;
const NUMBER = /\$? ?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?: ?%)?(?![\w%/.]|-\d)/y;
/** An amount that is taken off: "($0.25)", "$(0.06)". */
const NEGATIVE = /(?:\(\$ ?(?:\d+\.\d+|\.\d+)\)|\(\d*\.\d+\)|\$ ?\(\d*\.\d+\))(?![\w%-])/y;
const SPLIT_NUMBER = /\$? ?0\. \d{2,12}(?: ?%)?(?![\w%/.-])/y;
const SIGN = /[$%](?=[\s|]|$)/y;
const MARK = /\((\d{1,2}|[A-Ha-h]|\*{1,3})\)|(\*{1,3})(?![\w*])|([†‡])/y;
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
    if (dash) return of('dash', dash);
  }
  if (isLostDash(text, at)) return { kind: 'dash', text: '?', to: at + 1 };
  const sign = match(SIGN, text, at);
  if (sign) return of('sign', sign);
  const mark = match(MARK, text, at);
  if (mark) {
    return of('mark', mark, (mark[1] ?? mark[2] ?? mark[3] ?? '').toUpperCase());
  }
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

/** A value with a footnote mark right behind it: "$3.28(1)". */
const MARK_BEHIND = /^(.*?[\d%])(\((?:\d{1,2}|[A-Ha-h]|\*{1,3})\)|\*{1,3})$/;

function lineTokens(line: TextLine, lineIndex: number): Token[] {
  const { text } = line;
  const tokens: Token[] = [];
  const base = { line, lineIndex };
  let field = 0;
  let signs = 0;
  let at = 0;
  const raised = [...line.marks];
  let pending: { from: number } | null = null;
  const push = (kind: TokenKind, read: string, from: number, to: number): void => {
    while (raised[0] && raised[0].offset <= from) {
      const mark = raised.shift() as { mark: string; offset: number };
      tokens.push({
        ...base,
        kind: 'mark',
        text: mark.mark,
        from: mark.offset,
        to: mark.offset,
        field,
        signs,
      });
    }
    tokens.push({ ...base, kind, text: read, from, to, field, signs });
  };
  while (at < text.length) {
    if (/[^\S\t]/.test(text.charAt(at))) {
      at++;
      continue;
    }
    let raw = rawAt(text, at);
    const behind = raw.kind === 'word' ? MARK_BEHIND.exec(raw.text) : null;
    if (behind) {
      const value = behind[1] as string;
      const again = rawAt(text.slice(0, at + value.length), at);
      if (again.to === at + value.length && again.kind !== 'word') raw = again;
    }
    if (raw.kind === 'sign') {
      const last = tokens.findLast((token) => token.kind !== 'bar' && token.kind !== 'mark');
      if (raw.text === '$') pending = { from: at };
      else if (
        last &&
        (last.kind === 'number' || last.kind === 'integer') &&
        !/%/.test(last.text)
      ) {
        tokens[tokens.indexOf(last)] = { ...last, kind: 'number', text: `${last.text}%` };
      } else push('word', raw.text, at, raw.to);
    } else {
      const value = raw.kind === 'number' || raw.kind === 'integer' || raw.kind === 'dash';
      if (pending && value && !raw.text.startsWith('$')) {
        push(
          raw.kind === 'dash' ? 'dash' : 'number',
          raw.kind === 'dash' ? raw.text : `$${raw.text.trim()}`,
          at,
          raw.to,
        );
        pending = null;
      } else {
        if (raw.kind === 'bar' && pending !== null) {
          if (text.slice(pending.from + 1, at).trim() === '') signs++;
        }
        if (raw.kind !== 'bar') pending = null;
        if (raw.kind === 'bar') field += tokens.length > 0 || at > 0 || raw.text === '\t' ? 1 : 0;
        const read = raw.kind === 'number' ? raw.text.replace(/^\$ /, '$') : raw.text;
        if (raw.kind === 'bar')
          tokens.push({ ...base, kind: 'bar', text: raw.text, from: at, to: raw.to, field, signs });
        else push(raw.kind as TokenKind, read, at, raw.to);
      }
    }
    at = raw.to;
  }
  for (const mark of raised) {
    tokens.push({
      ...base,
      kind: 'mark',
      text: mark.mark,
      from: text.length,
      to: text.length,
      field,
      signs,
    });
  }
  tokens.push({
    ...base,
    kind: 'break',
    text: '',
    from: text.length,
    to: text.length,
    field,
    signs,
  });
  return tokens;
}

/** Every token of the lines, a break after each line. */
export function tokensOf(lines: readonly TextLine[]): Token[] {
  return lines.flatMap(lineTokens);
}

export function isValue(token: Token): boolean {
  return token.kind === 'date' || token.kind === 'number' || token.kind === 'dash';
}
