/**
 * How does a sentence state an amount so that it can be asked where the amount is from?
 *
 * The amount is a part of the sentence that brings what it is made of. What is printed is the parts
 * joined; nobody looks for an amount in a sentence again.
 */
import type { Cents } from '../values/money.ts';
import { added, type FigurePart } from './figure-part.ts';
import { dollars } from './wording.ts';

/** An amount as it stands in the sentence ("$63.96"), and what it is made of. */
interface StatedAmount<Amount = Cents> {
  readonly text: string;
  readonly made: FigurePart<Amount>;
}

/** A stretch of a sentence: plain, or an amount. */
export type SentencePart<Amount = Cents> = string | StatedAmount<Amount>;

/** A sentence. */
export interface Said {
  /** The parts, joined. */
  readonly message: string;
  readonly parts: readonly SentencePart[];
}

/** A figure of the report. */
export function statedFigure(made: FigurePart): StatedAmount {
  return { text: dollars(made.value), made };
}

/** What an amount is made of: the one figure that it is, or all those that it is the sum of. */
export function stated(
  amount: Cents,
  label: string,
  explanation: string,
  figures: readonly FigurePart[],
): SentencePart {
  const made = added(label, explanation, figures);
  // The amount can be a part of a figure only, and of that nothing else is known: then it is text.
  return made.value === amount && figures.length > 0 ? statedFigure(made) : dollars(amount);
}

function textOf(part: SentencePart): string {
  return typeof part === 'string' ? part : part.text;
}

/** A sentence with amounts, and with parts of sentences that have some. */
export function said(
  strings: TemplateStringsArray,
  ...values: readonly (SentencePart | number | Said)[]
): Said {
  const parts: SentencePart[] = [];
  const add = (part: SentencePart): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  strings.forEach((text, index) => {
    add(text);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === 'number') add(String(value));
    else if (typeof value === 'object' && 'parts' in value) value.parts.forEach(add);
    else add(value);
  });
  return { message: parts.map(textOf).join(''), parts };
}
