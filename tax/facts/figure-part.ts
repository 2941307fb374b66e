/**
 * What is an amount made of that stands on a form, on a line of the return or in a sentence?
 *
 * Of figures of the report: it is one of them, or a sum or difference of them. Whoever puts the amount
 * together says so in the same breath, so that nobody has to find it out again from the printed value.
 */
import { NO_MONEY, subtractCents, sumCents, type Cents } from '../values/money.ts';
import type { FigureRef } from './figure-ref.ts';

/** A figure of the report. */
interface NamedFigure<Amount> {
  readonly label: string;
  readonly value: Amount;
  readonly figure: FigureRef;
}

/** An amount in dollars that is put together from figures of the report. */
interface FigureTotal<Amount = Cents> {
  readonly label: string;
  readonly value: Amount;
  readonly explanation: string;
  /** `difference`: the first part less all others; `turned`: its one part with the other sign. */
  readonly operation: 'sum' | 'difference' | 'turned';
  readonly parts: readonly FigurePart<Amount>[];
}

/** In cents; on the wire, where an amount is text, in text. */
export type FigurePart<Amount = Cents> = NamedFigure<Amount> | FigureTotal<Amount>;

/** The sum of parts, all of them kept. */
export function totalOf(
  label: string,
  explanation: string,
  parts: readonly FigurePart[],
): FigureTotal {
  const value = sumCents(parts.map((part) => part.value));
  return { label, value, explanation, operation: 'sum', parts };
}

/** The sum of parts of which zeros are left out; the part itself where only one is left. */
export function added(
  label: string,
  explanation: string,
  parts: readonly FigurePart[],
): FigurePart {
  const filled = parts.filter(({ value }) => value !== 0n);
  const [only] = filled;
  return only && filled.length === 1 ? only : totalOf(label, explanation, filled);
}

/** The first less all others. */
export function lessOf(
  label: string,
  explanation: string,
  whole: FigurePart,
  less: readonly FigurePart[],
): FigureTotal {
  const off = sumCents(less.map(({ value }) => value));
  return {
    label,
    value: subtractCents(whole.value, off),
    explanation,
    operation: 'difference',
    parts: [whole, ...less],
  };
}

/** A loss that is entered with its sign turned round. */
export function turned(part: FigurePart): FigureTotal {
  return {
    label: part.label,
    value: subtractCents(NO_MONEY, part.value),
    explanation: 'Entered as a loss here.',
    operation: 'turned',
    parts: [part],
  };
}

/** The part, or nothing where it is zero: a zero has nothing to ask. */
export function unlessZero(part: FigurePart): FigurePart | null {
  return part.value === 0n ? null : part;
}
