/**
 * What stands in each box of the form? (the calculation's section 9)
 */
import type { Reference } from '../facts/reference.ts';
import type { BoxMeaning } from '../facts/forms.ts';
import type { Decimal } from '../values/decimal.ts';
import type { FormBox } from '../report/year-report.ts';
import { sum, toCents, ZERO } from './decimals.ts';
import type { LiquidatingPayment } from '../lots/figures.ts';
import type { Cents } from '../values/money.ts';
import type { Piece } from './ledger.ts';
import type { SlowPayment } from './payments.ts';

/** What each box adds up. */
const MEANING: Readonly<Record<BoxMeaning, (payment: SlowPayment) => Decimal>> = {
  ordinaryDividends: (p) => p.components.ordinary.plus(p.components.qualified),
  qualifiedDividends: (p) => p.components.qualified,
  totalCapitalGain: (p) =>
    p.components.capitalGain
      .plus(p.components.unrecaptured1250)
      .plus(p.components.section1202)
      .plus(p.components.collectibles28),
  rate28Gain: (p) => p.components.collectibles28,
  postMay5Gain: (p) => p.subsets.postMay5 ?? ZERO,
  qualified5YearGain: (p) => p.subsets.qualified5Year ?? ZERO,
  unrecaptured1250Gain: (p) => p.components.unrecaptured1250,
  section1202Gain: (p) => p.components.section1202,
  collectibles28Gain: (p) => p.components.collectibles28,
  section897Ordinary: (p) => p.subsets.section897Ordinary ?? ZERO,
  section897CapitalGain: (p) => p.subsets.section897CapitalGain ?? ZERO,
  nondividendDistributions: (p) => p.components.returnOfCapital,
  section199ADividends: (p) => p.subsets.section199A ?? ZERO,
  cashLiquidation: () => ZERO,
  noncashLiquidation: () => ZERO,
};

export function boxesOf(
  payments: readonly SlowPayment[],
  liquidations: readonly LiquidatingPayment[],
  pieces: readonly Piece[],
  taxYear: number,
  reference: Reference,
): FormBox[] {
  for (const map of reference.forms) {
    if (taxYear < map.firstYear) continue;
    if (map.lastYear !== null && taxYear > map.lastYear) continue;
    return map.boxes.flatMap(({ box, meaning, caption }): FormBox[] => {
      if (meaning === 'cashLiquidation' || meaning === 'noncashLiquidation') {
        let amount = 0n;
        for (const one of liquidations)
          if (one.inKind === (meaning === 'noncashLiquidation')) amount = amount + one.amount;
        return amount === 0n ? [] : [{ box, meaning, caption, amount: amount as Cents }];
      }
      let amount = sum(payments.map(MEANING[meaning]));
      // Cash of an exchange that has the effect of a dividend.
      if (meaning === 'ordinaryDividends')
        for (const { kind, gain } of pieces)
          if (kind === 'boot-dividend') amount = amount.plus(gain);
      return [{ box, meaning, caption, amount: toCents(amount) }];
    });
  }
  return [];
}
