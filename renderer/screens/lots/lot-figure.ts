/** Amounts of a lot, as figures that say where they are from. */
import type { FigureRef } from '../../state/derivation.svelte.ts';
import type { Lot } from './load.ts';

export type LotAmount = Extract<FigureRef, { kind: 'listedLots' }>['of'];

export function lotFigure({ accountId: account, lot }: Lot, of: LotAmount): FigureRef {
  return of === 'adjustedBasis'
    ? { kind: 'adjustedBasis', account, lot }
    : { kind: 'lot', account, lot, of };
}
