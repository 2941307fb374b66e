/** The figure whose origin is being looked at. One drawer serves every screen. */
import type { Request } from '../../electron/api/contract.ts';
import type { DerivationTree } from '../format/derivation.ts';

export type FigureRef = Request<'year.explain'>['figure'];

/** A figure that the page added up itself, and the figures of the report that it is the sum of. */
export interface PageTotal {
  readonly label: string;
  readonly value: string;
  readonly explanation: string;
  readonly parts: readonly {
    readonly label: string;
    readonly value: string;
    readonly figure: FigureRef;
  }[];
}

/** A step of the walk: a derivation, and where to load what lies below a part of a page total. */
export interface Step extends Omit<DerivationTree, 'operands'> {
  readonly operands: readonly Step[];
  readonly figure?: FigureRef;
}

export type Question =
  | { readonly kind: 'figure'; readonly year: number; readonly figure: FigureRef }
  | { readonly kind: 'total'; readonly year: number; readonly total: PageTotal };

let question = $state.raw<Question | null>(null);

export function currentQuestion(): Question | null {
  return question;
}

export function explain(year: number, figure: FigureRef): void {
  question = { kind: 'figure', year, figure };
}

export function explainTotal(year: number, total: PageTotal): void {
  question = { kind: 'total', year, total };
}

export function closeExplanation(): void {
  question = null;
}

export function stepOfTotal(total: PageTotal): Step {
  return {
    label: total.label,
    value: total.value,
    unit: 'usd',
    operation: 'sum',
    explanation: total.explanation,
    rule: null,
    source: null,
    operands: total.parts.map((part) => ({
      label: part.label,
      value: part.value,
      unit: 'usd',
      operation: 'fact',
      explanation: '',
      rule: null,
      source: null,
      operands: [],
      figure: part.figure,
    })),
  };
}
