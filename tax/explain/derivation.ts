/**
 * Where is this figure from? A derivation is a tree: a figure, the operation that made it, the rule
 * with its authority, and the figures it was made from, down to facts: a line of a document or an
 * entry of the user's own. It is built on demand and never stored.
 *
 * A figure that two others are made from is one object in both places, so that a tree stays small;
 * who writes it down puts each figure once (`listDerivation`).
 *
 * What each operation means (a, b, c are its operands in order; `recompute.ts` works them out again):
 * - `fact`: stated by the source. `constant`: a number of the rule.
 * - `sum`: all added up; of nothing it is zero. `difference`: a less all others.
 * - `product`: shares a times dollars per share b, to the cent.
 * - `perShare`: dollars a by shares b, to `place` decimal places, half away from zero.
 * - `percent`: a x b / 100, to the cent. `restOfPercent`: what that leaves of a.
 * - `share`: a x b / c to the smallest unit, half away from zero; all of a where b is c.
 *   `rest`: what that leaves of a.
 * - `apportion`: the part of a that the weight at `place` has of all weights b, c, …, by largest
 *   remainder: rounded down, what is left over given one unit each to the largest fractions, ties to
 *   the earlier one. A negative amount is divided without its sign.
 * - `apportionOne`: the same where there are very many weights: a x b / c rounded down, and d on top
 *   (`leftOver`), c being the sum of all weights.
 * - `leftOver`: a unit that was left over and came here, or zero.
 * - `smallest`: the smallest of all. `loss`: how far a is below zero; zero where it is not.
 * - `conversion`: shares a times b / c, to the millionth, half up. `fraction`: a beyond whole shares.
 * - `choice`: a number that somebody chose: above zero and at most each operand.
 * - `others`: the sum of what a long list leaves out, stated and not shown.
 * - `exDate`: the first trading day whose trades settle after the record date a.
 * - `movedDay`: b days after the day a (before it where b is negative).
 * - `daysHeld`: days after a (acquisition) and not before b (begin of the window), up to c.
 * - `tacked`: as many days before a as c lies before b, but not before 1900.
 * - `ifHeldBriefly`: a where shares held since b and sold on c were held six months or less, else zero.
 */
import type { Day } from '../values/days.ts';

/** `days` is a number of days, `number` one without a unit: a ratio's. */
export const UNITS = ['usd', 'usdPerShare', 'shares', 'percent', 'number', 'days', 'day'] as const;
export type DerivationUnit = (typeof UNITS)[number];

export const OPERATIONS = [
  'fact',
  'constant',
  'sum',
  'difference',
  'product',
  'perShare',
  'percent',
  'restOfPercent',
  'share',
  'rest',
  'apportion',
  'apportionOne',
  'leftOver',
  'smallest',
  'loss',
  'conversion',
  'fraction',
  'choice',
  'others',
  'exDate',
  'movedDay',
  'daysHeld',
  'tacked',
  'ifHeldBriefly',
] as const;
export type Operation = (typeof OPERATIONS)[number];

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

/** A figure without what it was made from. */
export interface DerivationStep {
  /** What the figure is: "Box 2a, total capital gain distributions". */
  readonly label: string;
  /** A plain decimal string (money with two digits) or a day. */
  readonly value: string;
  readonly unit: DerivationUnit;
  readonly operation: Operation;
  /** Of `apportion` and `apportionOne`: which of all weights, from 0. Of `perShare`: decimal places. */
  readonly place?: number | undefined;
  /** One sentence with the numbers in it: "100 shares x $0.82 = $82.00". */
  readonly explanation: string;
  readonly rule: Rule | null;
  readonly source: DerivationSource | null;
}

export interface Derivation extends DerivationStep {
  readonly operands: readonly Derivation[];
}

/** A figure whose operands are places in the list that it stands in. */
export interface ListedStep extends DerivationStep {
  readonly operands: readonly number[];
}

/** Every figure of a tree once, what it was made from behind it; the first is the tree's own. */
export function listDerivation(root: Derivation): readonly ListedStep[] {
  const inOrder: Derivation[] = [];
  // Operands before what is made of them, without a call for each level: chains can be long.
  const seen = new Set<Derivation>();
  const open: { readonly node: Derivation; next: number }[] = [{ node: root, next: 0 }];
  seen.add(root);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const operand = top.node.operands[top.next++];
    if (!operand) {
      inOrder.push(top.node);
      open.pop();
    } else if (!seen.has(operand)) {
      seen.add(operand);
      open.push({ node: operand, next: 0 });
    }
  }
  inOrder.reverse();
  const places = new Map(inOrder.map((node, place) => [node, place]));
  return inOrder.map((node) => ({
    ...node,
    operands: node.operands.map((operand) => places.get(operand) as number),
  }));
}

/** Names a figure of a year's report. Payment keys are those of the report; accounts and securities
 * are given by id or by name. */
export type FigureRef =
  | { readonly kind: 'box'; readonly box: string; readonly account: string | null }
  | { readonly kind: 'paymentCash'; readonly payment: string }
  | { readonly kind: 'paymentShares'; readonly payment: string }
  | { readonly kind: 'paymentPerShare'; readonly payment: string }
  | { readonly kind: 'paymentComponent'; readonly payment: string; readonly component: string }
  | { readonly kind: 'lotReturnOfCapital'; readonly payment: string; readonly lot: string }
  | {
      readonly kind: 'paymentLot';
      readonly payment: string;
      readonly lot: string;
      readonly of: PaymentLotFigure;
    }
  | { readonly kind: 'excessGain'; readonly payment: string; readonly lot: string }
  | { readonly kind: 'adjustedBasis'; readonly account: string; readonly lot: string }
  | {
      readonly kind: 'lot';
      readonly account: string;
      readonly lot: string;
      readonly of: LotFigure;
    }
  | {
      /** A figure of an event of a lot, by its place among all events of that name in the account. */
      readonly kind: 'lotEvent';
      readonly account: string;
      readonly lot: string;
      readonly event: number;
      readonly of: LotEventFigure;
    }
  | {
      /** A lot as it is just before or just after an entry: for what an entry would do. */
      readonly kind: 'lotAround';
      readonly account: string;
      readonly lot: string;
      readonly transaction: string;
      readonly when: 'before' | 'after';
      readonly of: LotAroundFigure;
    }
  | { readonly kind: 'saleGain'; readonly transaction: string; readonly lot: string }
  | {
      readonly kind: 'sale';
      readonly transaction: string;
      readonly lot: string;
      readonly of: SaleFigure;
    }
  | {
      /** What one of a piece's replacements disallows, by its place among them. */
      readonly kind: 'replacementLoss';
      readonly transaction: string;
      readonly lot: string;
      readonly place: number;
    }
  | {
      readonly kind: 'holdingPeriod';
      readonly payment: string;
      readonly part: 'qualified' | 'section199A';
      readonly lot: string;
      /** The day on which the shares left; null for those that stayed. */
      readonly disposed: string | null;
      readonly of: HoldingFigure;
    }
  | {
      readonly kind: 'uncountedPart';
      readonly payment: string;
      readonly part: 'qualified' | 'section199A';
      readonly of: UncountedFigure;
    }
  | { readonly kind: 'provisionalCash'; readonly account: string; readonly security: string };

/** Figures of a payment's lot besides its return of capital and its gain. */
export const PAYMENT_LOT_FIGURES = ['shares', 'basisReduction'] as const;
export type PaymentLotFigure = (typeof PAYMENT_LOT_FIGURES)[number];

/** Figures of an open lot besides its adjusted basis. */
export const LOT_FIGURES = [
  'shares',
  'cost',
  'disallowedLossAdded',
  'returnOfCapitalBefore',
  'returnOfCapitalInYear',
  'heldSince',
  'basisPerShare',
] as const;
export type LotFigure = (typeof LOT_FIGURES)[number];

/** Figures of an event of a lot: after it, and the change. */
export const LOT_EVENT_FIGURES = [
  'sharesAfter',
  'basisChange',
  'basisAfter',
  'basisPerShareAfter',
] as const;
export type LotEventFigure = (typeof LOT_EVENT_FIGURES)[number];

/** Figures of a lot around an entry; `gainIfSold` before a sale, of as many of its shares as it has. */
export const LOT_AROUND_FIGURES = [
  'shares',
  'cost',
  'adjustedBasis',
  'basisPerShare',
  'gainIfSold',
] as const;
export type LotAroundFigure = (typeof LOT_AROUND_FIGURES)[number];

/** How many places the basis per share is told with: of a lot in a list, and after an event of it. */
export const BASIS_PER_SHARE_PLACES = { lot: 4, event: 6 } as const;

/** Figures of a lot's part of a sale besides its gain. */
export const SALE_FIGURES = [
  'shares',
  'proceeds',
  'cost',
  'adjustedBasis',
  'returnOfCapital',
  'disallowedLoss',
  'longTermLoss',
  'heldSince',
  'countedGain',
] as const;
export type SaleFigure = (typeof SALE_FIGURES)[number];

export const HOLDING_FIGURES = ['daysHeld', 'shares'] as const;
export type HoldingFigure = (typeof HOLDING_FIGURES)[number];

export const UNCOUNTED_FIGURES = ['notCounted', 'sharesTooShort'] as const;
export type UncountedFigure = (typeof UNCOUNTED_FIGURES)[number];

/** Places behind the point that a unit is counted in: cents, millionths of a share. */
const PLACES: Readonly<Record<Exclude<DerivationUnit, 'day'>, number>> = {
  usd: 2,
  shares: 6,
  usdPerShare: 12,
  percent: 12,
  number: 12,
  days: 0,
};

/** The value of a figure as a whole number of its smallest unit. */
export function exactOf({ value, unit }: Derivation): bigint {
  if (unit === 'day') throw new TypeError('a day is no number');
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(PLACES[unit], '0'));
}

/** The day that a figure is. */
export function dayOfFigure({ value, unit }: Derivation): Day {
  if (unit !== 'day') throw new TypeError(`${unit} is no day`);
  return value as Day;
}
