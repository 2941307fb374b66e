/**
 * Names that stand before rows: months, and quarters whose row is a subtotal of those above.
 *
 * The name of a month before a date is no part of any cell. A row named after a quarter has no date;
 * it repeats what the rows above it say, and the total of the year checks them all.
 */
import type { Token } from './tokens.ts';

const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i;
const ORDINAL = /^(?:1st|2nd|3rd|4th|first|second|third|fourth|Q[1-4])$/i;

/** The tokens without the names of months and quarters before dates. */
export function withoutMonths(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, at) => {
    const isName = MONTH.test(token.text) || /^Q[1-4]$/.test(token.text);
    if (token.kind !== 'word' || !isName) return true;
    let next = at + 1;
    while (['bar', 'break'].includes(tokens[next]?.kind ?? '')) next++;
    const before = tokens[at - 1];
    const isAlone = before === undefined || ['bar', 'break'].includes(before.kind);
    const value = tokens[next];
    const isBefore =
      value?.kind === 'date' &&
      (next > at + 1 || value.from - token.to > 1 || /^Q/.test(token.text));
    return !(isAlone && isBefore);
  });
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
