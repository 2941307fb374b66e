/** The basis of the lots held at the end of the year: before its payments, the reduction, after. */
import { isZero, plotted, subtract, sumDecimals } from '../../format/decimal.ts';
import type { FigureRef, PagePart, PageTotal } from '../../state/derivation.svelte.ts';
import type { Report } from './load.ts';

type Lot = Report['lots'][number];

interface Basis {
  readonly cost: string;
  readonly reducedBefore: string;
  readonly before: string;
  readonly reduction: string;
  readonly after: string;
  /** Shares of a bar's width, 0 to 1. */
  readonly shares: {
    readonly after: number;
    readonly reduction: number;
    readonly before: number;
  };
}

export function basisOf(lots: readonly Lot[]): Basis {
  const sum = (pick: (lot: Lot) => string) => sumDecimals(['0.00', ...lots.map(pick)]);
  const cost = sum((lot) => lot.cost);
  const reducedBefore = sum((lot) => lot.returnOfCapitalBefore);
  const reduction = sum((lot) => lot.returnOfCapitalInYear);
  const after = sum((lot) => lot.adjustedBasis);
  const whole = plotted(cost) || 1;
  return {
    cost,
    reducedBefore,
    before: subtract(cost, reducedBefore),
    reduction,
    after,
    shares: {
      after: plotted(after) / whole,
      reduction: plotted(reduction) / whole,
      before: plotted(reducedBefore) / whole,
    },
  };
}

/** Amounts that the report has of a lot. */
export type LotAmount =
  'cost' | 'returnOfCapitalBefore' | 'returnOfCapitalInYear' | 'adjustedBasis';

export function lotFigure({ account, lot }: Lot, of: LotAmount): FigureRef {
  return of === 'adjustedBasis'
    ? { kind: 'adjustedBasis', account, lot }
    : { kind: 'lot', account, lot, of };
}

/** A figure of the bridge as a question: the lots that it is the sum of. */
export function lotTotal(
  lots: readonly Lot[],
  label: string,
  explanation: string,
  of: LotAmount,
): PageTotal {
  return totalOf(label, explanation, lots, (lot) => ({
    label: `Lot ${lot.lot}, ${lot.account}`,
    value: lot[of],
    figure: lotFigure(lot, of),
  }));
}

/** The basis before the year's payments: what each lot cost, less what was returned of it before. */
export function beforeTotal(lots: readonly Lot[], label: string, explanation: string): PageTotal {
  return totalOf(label, explanation, lots, (lot) => {
    const name = `Lot ${lot.lot}, ${lot.account}`;
    const cost = { label: name, value: lot.cost, figure: lotFigure(lot, 'cost') };
    if (isZero(lot.returnOfCapitalBefore)) return cost;
    return {
      label: name,
      value: subtract(lot.cost, lot.returnOfCapitalBefore),
      explanation: 'Its cost, less the return of capital of earlier years.',
      operation: 'difference',
      parts: [
        { ...cost, label: `Cost of lot ${lot.lot}` },
        {
          label: `Returned before, lot ${lot.lot}`,
          value: lot.returnOfCapitalBefore,
          figure: lotFigure(lot, 'returnOfCapitalBefore'),
        },
      ],
    };
  });
}

function totalOf(
  label: string,
  explanation: string,
  lots: readonly Lot[],
  partOf: (lot: Lot) => PagePart,
): PageTotal {
  const parts = lots.map(partOf);
  return {
    label,
    explanation,
    value: sumDecimals(['0.00', ...parts.map(({ value }) => value)]),
    parts: parts.filter(({ value }) => !isZero(value)),
  };
}
