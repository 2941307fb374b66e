/**
 * Where is this figure from? A derivation is a tree: a figure, the operation that made it, the rule
 * with its authority, and the figures it was made from, down to facts: a line of a document or an
 * entry of the user's own. It is built on demand and never stored.
 */
export type DerivationUnit = 'usd' | 'usdPerShare' | 'shares' | 'percent' | 'text' | 'day';

export type DerivationSource =
  | {
      readonly kind: 'document';
      readonly documentId: string;
      readonly name: string;
      readonly line: number | null;
    }
  | { readonly kind: 'transaction'; readonly transactionId: string; readonly line: number | null };

export interface Rule {
  readonly title: string;
  /** Statute, regulation, publication or practice, with section and year. */
  readonly authority: string;
}

export interface Derivation {
  /** What the figure is: "Box 2a, total capital gain distributions". */
  readonly label: string;
  /** A plain decimal string (money with two digits), a day, or text. */
  readonly value: string;
  readonly unit: DerivationUnit;
  readonly operation: 'sum' | 'difference' | 'product' | 'share' | 'choice' | 'fact';
  /** One sentence with the numbers in it: "100 shares x $0.82 = $82.00". */
  readonly explanation: string;
  readonly rule: Rule | null;
  readonly source: DerivationSource | null;
  readonly operands: readonly Derivation[];
}

/** Names a figure of a year's report. Payment keys are those of the report. */
export type FigureRef =
  | { readonly kind: 'box'; readonly box: string; readonly account: string | null }
  | { readonly kind: 'paymentCash'; readonly payment: string }
  | { readonly kind: 'paymentComponent'; readonly payment: string; readonly component: string }
  | { readonly kind: 'lotReturnOfCapital'; readonly payment: string; readonly lot: string }
  | { readonly kind: 'adjustedBasis'; readonly account: string; readonly lot: string }
  | {
      readonly kind: 'saleGain';
      readonly transaction: string;
      readonly lot: string;
    }
  | { readonly kind: 'excessGain'; readonly payment: string; readonly lot: string };
