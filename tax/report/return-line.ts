/** One line of the return: the amount, where it goes, and what it is made of. */
import type { FigurePart } from '../facts/figure-part.ts';
import type { Cents } from '../values/money.ts';
import { lineAmount } from '../values/whole-dollars.ts';
import type { FormPlace, LineEntry, ReturnFigure } from './return-line-map.ts';

/** A part of a line: what is added, or taken off (negative). */
export interface LinePart {
  readonly label: string;
  readonly amount: Cents;
  /** What it is made of; what is taken off stands there as it is, not negative. */
  readonly made: FigurePart;
}

export interface ReturnLine {
  /** The box that the line is filled from. */
  readonly box: string;
  readonly figure: ReturnFigure;
  readonly form: string;
  readonly line: string;
  readonly caption: string;
  /** The amount to enter, or to enter on the worksheet that leads to the line. */
  readonly amount: Cents;
  /** Exact; more than one only where the line is not the box itself. */
  readonly parts: readonly LinePart[];
  /** What the amount is made of, exact, whatever it is rounded to. */
  readonly made: FigurePart;
  readonly through: FormPlace | null;
  /** Another place for it, where what is known of the year leaves that open. */
  readonly instead: (FormPlace & { readonly when: string }) | null;
  readonly note: string | null;
  readonly source: string;
}

/** The line of an entry of the map, with an amount that is made of these parts. */
export function lineFrom(
  entry: LineEntry,
  figure: ReturnFigure,
  box: string,
  parts: readonly FigurePart[],
  made: FigurePart,
  wholeDollars: boolean,
): ReturnLine {
  return {
    box,
    figure,
    form: entry.form,
    line: entry.line,
    caption: entry.caption,
    amount: lineAmount(made.value, wholeDollars),
    parts: parts.map((part) => ({ label: part.label, amount: part.value, made: part })),
    made,
    through: entry.through ?? null,
    instead: entry.instead ?? null,
    note: entry.note ?? null,
    source: entry.source,
  };
}
