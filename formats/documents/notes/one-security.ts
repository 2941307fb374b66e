/**
 * The name and the number of the one security of a text, where they stand in a sentence or some lines
 * above the table and not in a heading: "… of the Company's 2018 dividends on its Common Stock CUSIP …".
 *
 * Only where the text has one table and one number that checks; the class is the one that is named
 * beside the number, or in the three lines above it.
 */
import type { DraftSecurity } from '../draft/draft.ts';
import { parseCusip } from '../grid/cusip.ts';
import { groupedNumbers, oneClassIn } from '../grid/headings.ts';
import { textPlace, type TextLine } from '../source/lines.ts';

const NUMBER = /(?<![\w-])[0-9A-Z]{6}-?[0-9A-Z]{2}-?[0-9](?![\w-])/g;
const ABOVE = 3;

/** The securities with the number and the class that the text gives its only one. */
export function withOneNumber(
  securities: readonly DraftSecurity[],
  lines: readonly TextLine[],
): readonly DraftSecurity[] {
  const [only, ...others] = securities;
  if (!only || others.length > 0) return securities;
  const printed = lines.flatMap((line, at) =>
    [...line.text.matchAll(NUMBER)].flatMap((match) =>
      parseCusip(match[0]) ? [{ line, at, text: match[0], from: match.index }] : [],
    ),
  );
  const numbers = new Set(printed.map(({ text }) => parseCusip(text)));
  const grouped = lines.some((line) => groupedNumbers(line.text).length > 0);
  const [first] = printed;
  if (!first || numbers.size > 1 || grouped) return securities;
  const { line, at, text, from } = first;
  // The word stands before it, or the number is no CUSIP that anybody said to be one.
  const near = lines.slice(Math.max(0, at - ABOVE), at + 1).map((one) => one.text);
  if (!near.some((one) => /CUSIP/i.test(one))) return securities;
  const named = near.toReversed().flatMap((one) => oneClassIn(one) ?? []);
  const cell = { text, place: textPlace(line, from, from + text.length) };
  const own = only.cusips.length === 0 ? [cell] : only.cusips;
  return [{ ...only, name: only.name === '' ? (named[0] ?? '') : only.name, cusips: own }];
}
