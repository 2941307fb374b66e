/**
 * CUSIPs that a sentence gives: "SHT's common share CUSIP number is 99361K100."
 *
 * The number is of the one security of that class that has none. Where no class or several could be
 * meant, nothing is given: that the number has no table is then an error of its own.
 */
import { parseCusip } from '../grid/cusip.ts';
import type { DraftSecurity } from '../draft/draft.ts';
import { textPlace } from '../source/lines.ts';
import type { Piece } from '../grid/pieces.ts';
import { classLetter, isCommon, isPreferred } from '../grid/symbols.ts';

const SENTENCE =
  /\bCUSIP(?:\s+(?:numbers?|no\.?))?(?:\s+(?:for|of)\s+[^.;]{0,100}?)?\s+(?:is|are)\s+([0-9A-Z]{6}[ -]?[0-9A-Z]{2}[ -]?[0-9])(?![\w-])/i;

/** Whether a piece is such a sentence, and no heading. */
export function isNumberSentence(text: string): boolean {
  return text.length < 400 && SENTENCE.test(text);
}

function fits(security: DraftSecurity, text: string): boolean {
  const letter = classLetter(text);
  if (letter !== undefined && classLetter(security.name) !== letter) return false;
  if (/\bcommon\b/i.test(text)) return isCommon(security.name);
  return /\bpreferred\b/i.test(text) ? isPreferred(security.name) : letter !== undefined;
}

/** The securities with the numbers that sentences give them. */
export function withNumbersOfProse(
  securities: readonly DraftSecurity[],
  pieces: readonly Piece[],
): readonly DraftSecurity[] {
  let result = securities;
  for (const piece of pieces) {
    if (!isNumberSentence(piece.text)) continue;
    const match = SENTENCE.exec(piece.text);
    const number = match?.[1] ?? '';
    const meant = result.filter((one) => one.cusips.length === 0 && fits(one, piece.text));
    const [only, ...others] = meant;
    if (!match || !parseCusip(number) || !only || others.length > 0) continue;
    const from = piece.from + match.index + match[0].lastIndexOf(number);
    const cell = { text: number, place: textPlace(piece.line, from, from + number.length) };
    result = result.map((one) => (one === only ? { ...one, cusips: [cell] } : one));
  }
  return result;
}
