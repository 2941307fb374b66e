/** The basis of the lots held at the end of the year: before its payments, the reduction, after. */
import { isZero, plotted, subtract, sumDecimals } from '../../format/decimal.ts';
import type { PageTotal } from '../../state/derivation.svelte.ts';
import type { Report } from './load.ts';

type Lot = Report['lots'][number];

export interface Basis {
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

/** A figure of the bridge as a question: the lots that it is the sum of. */
export function lotTotal(
  lots: readonly Lot[],
  label: string,
  explanation: string,
  pick: (lot: Lot) => string,
): PageTotal {
  return {
    label,
    explanation,
    value: sumDecimals(['0.00', ...lots.map(pick)]),
    parts: lots
      .filter((lot) => !isZero(pick(lot)))
      .map((lot) => ({
        label: `Lot ${lot.lot}, ${lot.account}`,
        value: pick(lot),
        figure: { kind: 'adjustedBasis', account: lot.account, lot: lot.lot },
      })),
  };
}
