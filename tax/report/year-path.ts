/**
 * What became of the cash of a year: income, gain, and one's own money back?
 *
 * Authority: section 301(c)(1) to (3): a dividend; what lowers the basis; a gain beyond it. Section
 * 857(b)(3): capital gain dividends, with their parts.
 * Example: 100 shares held through 2002 were paid $328.00: $201.40 is income, $62.64 gain, and $63.96 lowers
 * the basis from $3,800.00 to $3,736.04.
 * Awkward case: box 3 has what lots returned that were sold since, and what exceeded a basis; the lots that are
 * still held have less. A lot that came from another account brings what was taken off it there: the amount of
 * lots that are gone is below zero then.
 * Not handled: cash of which no document says what it was. It stands beside these, as provisional.
 */
import { PATH_TOTALS, type PathTotal, type PaymentsTotal } from '../facts/figure-ref.ts';
import type { Component } from '../facts/model.ts';
import type { Payment, ExcessGain } from '../lots/figures.ts';
import { subtractCents, sumCents, type Cents } from '../values/money.ts';

export const INCOME = ['ordinary', 'qualified'] as const satisfies readonly Component[];
export const GAIN = [
  'capitalGain',
  'unrecaptured1250',
  'section1202',
  'collectibles28',
] as const satisfies readonly Component[];

export function isOfPath(of: PaymentsTotal): of is PathTotal {
  return (PATH_TOTALS as readonly PaymentsTotal[]).includes(of);
}

/** The path of the cash of some payments; `heldReduction` is what was taken off the lots that are still held. */
export function pathOf(
  payments: readonly Payment[],
  excessGains: readonly ExcessGain[],
  heldReduction: Cents,
): Readonly<Record<PathTotal, Cents>> {
  const sumOf = (names: readonly Component[]): Cents =>
    sumCents(names.flatMap((name) => payments.map(({ components }) => components[name])));
  const exceedsBasis = sumCents(excessGains.map(({ amount }) => amount));
  const lowersBasis = subtractCents(sumOf(['returnOfCapital']), exceedsBasis);
  return {
    income: sumOf(INCOME),
    gain: sumOf(GAIN),
    lowersBasis,
    exceedsBasis,
    ofLotsGone: subtractCents(lowersBasis, heldReduction),
  };
}
