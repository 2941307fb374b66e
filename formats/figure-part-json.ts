/** What an amount is made of, as a value for the wire: money with two digits. */
import type { FigurePart } from '../tax/facts/figure-part.ts';
import type { SentencePart } from '../tax/facts/said.ts';
import { formatMoney } from '../tax/values/money.ts';

type FigurePartJson = FigurePart<string>;

export function figurePartJson(part: FigurePart): FigurePartJson {
  const { label } = part;
  const value = formatMoney(part.value);
  if ('figure' in part) return { label, value, figure: part.figure };
  const { explanation, operation, parts } = part;
  return { label, value, explanation, operation, parts: parts.map(figurePartJson) };
}

/** A stretch of a sentence. */
export function sentencePartJson(part: SentencePart): SentencePart<string> {
  return typeof part === 'string' ? part : { text: part.text, made: figurePartJson(part.made) };
}

/** The same of what may be nothing. */
export function figurePartOrNull(part: FigurePart | null): FigurePartJson | null {
  return part === null ? null : figurePartJson(part);
}
