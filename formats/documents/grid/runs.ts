/**
 * Runs of values: the longest stretches with nothing but gaps, marks and labels of totals between them.
 * A figure that begins a line of words is none of a row, and neither is a CUSIP behind a heading.
 */
import { quarterLength } from './row-names.ts';
import { isValue, type Token } from './tokens.ts';

const LABEL = /^(?:annual|totals?|full[- ]year|year|percent|percentages?)\W*$/i;
const LABEL_TAIL =
  /^(?:totals?|amounts?|distributions?|dividends?|per|shares?|cash|common|preferred|stock|paid|declared|for|in|of|the|annual|calendar|tax|taxable|year|\d{4})\W*$/i;

/** How many tokens a label of totals has here ("2004 Total", "Annual Totals"); zero for none. */
export function labelLength(tokens: readonly Token[], at: number): number {
  const quarter = quarterLength(tokens, at);
  if (quarter > 0) return quarter;
  const first = tokens[at];
  let end = at;
  if (first?.text === '%' && tokens[at + 1]?.text === 'of') {
    end += 2;
    if (/^(?:annual|the)$/i.test(tokens[end]?.text ?? '')) end++;
  }
  if (first?.kind === 'integer' && /^(?:19|20)\d\d$/.test(first.text)) {
    end++;
  }
  const word = tokens[end];
  if (word?.kind !== 'word' || !LABEL.test(word.text)) return 0;
  end++;
  const longest = end + 5;
  while (
    end < longest &&
    (tokens[end]?.kind === 'word' || tokens[end]?.kind === 'integer') &&
    LABEL_TAIL.test(tokens[end]?.text ?? '') &&
    tokens[end]?.lineIndex === word.lineIndex
  ) {
    end++;
  }
  // A label stands before values, over gaps at most; the word in prose does not.
  let next = end;
  const furthest = end + MOST_GAP;
  while (next < furthest && ['bar', 'mark', 'break', 'ruler'].includes(tokens[next]?.kind ?? '')) {
    next++;
  }
  const value = tokens[next];
  const valued = value !== undefined && (isValue(value) || isSmallInteger(value));
  return valued && value.kind !== 'date' ? end - at : 0;
}

export function isSmallInteger(token: Token): boolean {
  return token.kind === 'integer' && /^(?:0|[1-9]\d{0,2})$/.test(token.text);
}

/** How many separators may stand between two values, and columns beside each other. */
/** Tokens between the values of one line. */
export const MOST_GAP = 400;

export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The longest stretches of values with nothing but gaps and labels of totals between them. */
export function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    const label = labelLength(tokens, at);
    const starts = token.kind === 'date' || token.kind === 'number' || isOfRow(tokens, at);
    if (!starts && label === 0) {
      at++;
      continue;
    }
    const from = at;
    let to = at;
    while (at < tokens.length) {
      const one = tokens[at] as Token;
      const length = labelLength(tokens, at);
      if (length > 0) {
        at += length;
        continue;
      }
      if (isValue(one) && at > from && beginsProse(tokens, at)) break;
      const inside =
        one.kind === 'integer' &&
        isSmallInteger(one) &&
        (sameLineValue(tokens, at) || isNothingAlone(tokens, at));
      if (isValue(one) || isOfRow(tokens, at) || inside) to = at + 1;
      else if (!isGap(tokens, at)) break;
      at++;
    }
    if (to > from) runs.push({ from, to });
    at = Math.max(to, from + 1);
  }
  return runs;
}

/** "0" alone in its cell or on its line, between figures with points or signs. */
function isNothingAlone(tokens: readonly Token[], at: number): boolean {
  const beside = (step: number): Token | undefined => {
    let next = at + step;
    while (['bar', 'break'].includes(tokens[next]?.kind ?? '')) next += step;
    return Math.abs(next - at) > 1 ? tokens[next] : undefined;
  };
  const isFigure = (token?: Token): boolean => token?.kind === 'number' || token?.kind === 'dash';
  return tokens[at]?.text === '0' && isFigure(beside(-1)) && isFigure(beside(1));
}

/** Whether a CUSIP stands in a row, and not behind the words of a heading. */
function isOfRow(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (token.kind !== 'cusip') return false;
  let next = at + 1;
  while (tokens[next]?.kind === 'bar') next++;
  const value = tokens[next];
  if (value && value.lineIndex === token.lineIndex && isValue(value)) return true;
  for (let i = at - 1; i >= 0 && tokens[i]?.lineIndex === token.lineIndex; i--) {
    if (tokens[i]?.kind === 'word') return false;
  }
  return true;
}

/** A figure that begins a line on which words follow: "7.25% Series A Preferred Stock" is a heading. */
function beginsProse(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  let before = at - 1;
  while (tokens[before]?.kind === 'bar') before--;
  if (token.kind === 'date' || tokens[before]?.kind !== 'break') return false;
  for (let i = at + 1; i < tokens.length; i++) {
    const one = tokens[i] as Token;
    // A heading has one figure: the rest of a row that was broken has more.
    if (one.kind === 'break' || isValue(one) || labelLength(tokens, i) > 0) return false;
    if (one.kind === 'word') return true;
  }
  return false;
}

/** What may stand between values; a mark that begins a line is that of a footnote. */
function isGap(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token;
  if (token.kind === 'mark') {
    const before = tokens[at - 1];
    if (before && before.kind !== 'break' && before.lineIndex === token.lineIndex) return true;
    // A mark alone on its line, between the cells of a row.
    let next = at + 1;
    if (tokens[next]?.kind !== 'break') return false;
    while (tokens[next]?.kind === 'break') next++;
    const value = tokens[next];
    return value !== undefined && isValue(value) && value.kind !== 'dash';
  }
  return token.kind === 'bar' || token.kind === 'break' || token.kind === 'ruler';
}

/** Whether a value stands before this token on its line, with only gaps between. */
function sameLineValue(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - MOST_GAP); i--) {
    const one = tokens[i] as Token;
    if (one.kind === 'bar' || one.kind === 'mark') continue;
    if (one.kind === 'break' || one.lineIndex !== tokens[at]?.lineIndex) return false;
    return isValue(one) || one.kind === 'cusip' || isSmallInteger(one) || LABEL.test(one.text);
  }
  return false;
}
