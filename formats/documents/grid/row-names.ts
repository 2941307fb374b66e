/**
 * Names that stand before rows: months, kinds of dividend ("Regular"), and quarters whose row is a
 * subtotal of those above.
 *
 * The name of a month or a kind before a date is no part of any cell. A row named after a quarter has no date;
 * it repeats what the rows above it say, and the total of the year checks them all.
 */
import type { Token } from './tokens.ts';

const ORDINAL = /^(?:1st|2nd|3rd|4th|first|second|third|fourth|Q[1-4])$/i;

/** "Q1", "1st Quarter 2019", "First Quarter", "Jan", "1": a name of a row, by its words. */
const ROW_NAME =
  /^(?:regular|special|extra|interim|final|year-end|(?:Q[1-4]|[1-4]Q)(?: ?'?(?:\d{2}|\d{4}))?|(?:1st|2nd|3rd|4th|first|second|third|fourth)(?: (?:quarter|qtr\.?)(?: (?:19|20)\d\d)?)?|(?:quarter|qtr\.?|period|month) \d{1,2}|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[ -](?:\d{2}|\d{4}))?|\d{1,2})$/i;
const LONGEST_NAME = 4;

/** How many tokens of a line, from this one on, are the name of the row that a date begins; zero for none. */
function nameLength(tokens: readonly Token[], at: number): number {
  let end = at;
  while (end - at < LONGEST_NAME && ['word', 'integer'].includes(tokens[end]?.kind ?? '')) end++;
  if (end === at || !ROW_NAME.test(textOf(tokens.slice(at, end)))) return 0;
  // The last figure of a row of whole numbers is none, though the next line begins with a date.
  let before = at - 1;
  while (tokens[before]?.kind === 'bar') before--;
  if (before >= 0 && tokens[before]?.kind !== 'break') return 0;
  let next = end;
  // A column of CUSIPs may stand between the name and the date.
  while (['bar', 'break', 'cusip'].includes(tokens[next]?.kind ?? '')) next++;
  const value = tokens[next];
  const last = tokens[end - 1];
  const isApart =
    next > end ||
    (value && last && value.from - last.to > 1) ||
    /^(?:Q|[1-4]Q)/.test(tokens[at]?.text ?? '');
  return value?.kind === 'date' && isApart ? end - at : 0;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}

/** How a payment was made, in a cell of its own between its days and its figures; shares are another matter. */
const IN_MONEY = /^(?:cash|regular|special|quarterly|monthly)$/i;

function isKindOfPayment(tokens: readonly Token[], at: number): boolean {
  const around = (step: number): Token | undefined => {
    let next = at + step;
    if (!['bar', 'break'].includes(tokens[next]?.kind ?? '')) return undefined;
    while (['bar', 'break'].includes(tokens[next]?.kind ?? '')) next += step;
    return tokens[next];
  };
  return (
    tokens[at]?.kind === 'word' &&
    IN_MONEY.test(tokens[at].text) &&
    around(-1)?.kind === 'date' &&
    around(1)?.kind === 'number'
  );
}

/** The tokens without the names of rows before dates, and the bars on their lines before these. */
export function withoutRowNames(tokens: readonly Token[]): readonly Token[] {
  const left: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const length = nameLength(tokens, at);
    if (isKindOfPayment(tokens, at)) continue;
    if (length === 0) {
      left.push(tokens[at] as Token);
      continue;
    }
    while (left.at(-1)?.kind === 'bar' && left.at(-1)?.lineIndex === tokens[at]?.lineIndex) {
      left.pop();
    }
    at += length - 1;
  }
  return left;
}

const BETWEEN = ['bar', 'break', 'mark'];

/** Offsets of the dates that stand next to each other, group by group, each with a figure before it or none. */
export function groupsOfDates(tokens: readonly Token[]): number[][] {
  const groups: number[][] = [];
  let isOpen = false;
  tokens.forEach((token, at) => {
    if (token.kind === 'date') {
      if (isOpen) groups.at(-1)?.push(at);
      else groups.push([at]);
      isOpen = true;
    } else if (!BETWEEN.includes(token.kind)) isOpen = false;
  });
  return groups;
}

/**
 * The tokens with a day of a dash for the first one of a payment that has the mark of a footnote in its place: shares
 * that were redeemed have no record date. The other payments have a day more.
 */
export function withMarksForDays(tokens: readonly Token[]): readonly Token[] {
  const groups = groupsOfDates(tokens);
  const most = Math.max(0, ...groups.map((group) => group.length));
  const usual = groups.filter((group) => group.length === most).length;
  if (most < 2 || usual * 2 <= groups.length) return tokens;
  const marks = groups.flatMap((group) => {
    let at = (group[0] ?? 0) - 1;
    while (['bar', 'break'].includes(tokens[at]?.kind ?? '')) at--;
    const before = tokens[at - 1]?.kind ?? 'break';
    const isAlone = at + 1 < (group[0] ?? 0) && ['bar', 'break'].includes(before);
    return group.length === most - 1 && tokens[at]?.kind === 'mark' && isAlone ? [at] : [];
  });
  return tokens.flatMap((token, at) =>
    marks.includes(at) ? [{ ...token, kind: 'date' as const, text: '-' }, token] : [token],
  );
}

/** How many tokens the name of a quarter has here ("1st Quarter 2019", "Q1 2019"); zero for none. */
export function quarterLength(tokens: readonly Token[], at: number): number {
  const first = tokens[at];
  const before = tokens[at - 1];
  if (first?.kind !== 'word' || !ORDINAL.test(first.text)) return 0;
  if (before !== undefined && !['bar', 'break'].includes(before.kind)) return 0;
  let end = at + 1;
  if (/^quarter$/i.test(tokens[end]?.text ?? '')) end++;
  else if (!/^Q/i.test(first.text)) return 0;
  if (/^(?:total|subtotal)$/i.test(tokens[end]?.text ?? '')) end++;
  if (/^(?:19|20)\d\d$/.test(tokens[end]?.text ?? '')) end++;
  let next = end;
  while (['bar', 'break'].includes(tokens[next]?.kind ?? '')) next++;
  return next > end && tokens[next]?.kind === 'number' ? end - at : 0;
}
