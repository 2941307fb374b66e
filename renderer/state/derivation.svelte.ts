/** The figure whose origin is being looked at. One drawer serves every screen. */
import type { Request } from '../../application/contract.ts';
import type { FigurePart } from '../../tax/facts/figure-part.ts';
import { call } from '../api/client.ts';
import { treeOf, type DerivationTree } from '../format/derivation.ts';

export type FigureRef = Request<'year.explain'>['figure'];
/** What a figure supposes that is not in the book: an entry being typed, a release not accepted. */
export type Supposition = NonNullable<Request<'year.explain'>['suppose']>;

/** An amount with what it is made of, as rows and sentences bring it along. */
export type PagePart = FigurePart<string>;
type PageTotal = Exclude<PagePart, { readonly figure: unknown }>;

/** A step of the walk: a derivation, and where to load what lies below a part of a page total. */
export interface Step extends Omit<DerivationTree, 'operands'> {
  readonly operands: readonly Step[];
}

type Question =
  | {
      readonly kind: 'figure';
      readonly year: number;
      readonly figure: FigureRef;
      readonly suppose: Supposition | undefined;
    }
  | {
      readonly kind: 'total';
      readonly year: number;
      readonly total: PageTotal;
      readonly suppose: Supposition | undefined;
    };

/** What a figure is made from, down to entries and documents. */
export async function explained(
  year: number,
  figure: FigureRef,
  suppose: Supposition | undefined,
): Promise<Step> {
  return treeOf(await call('year.explain', { year, figure, ...(suppose ? { suppose } : {}) }));
}

let question = $state.raw<Question | null>(null);

export function currentQuestion(): Question | null {
  return question;
}

export function explain(year: number, figure: FigureRef, suppose?: Supposition): void {
  question = { kind: 'figure', year, figure, suppose };
}

export function explainTotal(year: number, total: PagePart, suppose?: Supposition): void {
  question =
    'figure' in total
      ? { kind: 'figure', year, figure: total.figure, suppose }
      : { kind: 'total', year, total, suppose };
}

export function closeExplanation(): void {
  question = null;
}

export function stepOfTotal(total: PageTotal): Step {
  return {
    label: total.label,
    value: total.value,
    unit: 'usd',
    operation: total.operation === 'turned' ? 'difference' : total.operation,
    explanation: total.explanation,
    rule: null,
    source: null,
    operands: total.parts.map((part) =>
      'figure' in part
        ? {
            label: part.label,
            value: part.value,
            unit: 'usd',
            operation: 'fact',
            explanation: '',
            rule: null,
            source: null,
            operands: [],
            figure: part.figure,
          }
        : stepOfTotal(part),
    ),
  };
}
