/**
 * When does each row of the documents that count take effect?
 *
 * Authority: the calculation's sections 3, 4 and 6.3. Entitlement is fixed at the start of the
 * ex-date. The return of capital reduces basis on that same moment, but never before January 1 of
 * the tax year in which the payment counts.
 * Example: record date 2002-01-02, ex-date 2001-12-28, in the document of 2002: the holders at the
 * start of 2001-12-28 are paid, and the basis goes down at the start of 2002-01-01.
 * Awkward case: a row with nothing allocable to the document's year does not count at all in it.
 * Not handled: distributions in shares.
 */
import { firstDayOfYear, laterDay, type Day } from '../values/days.ts';
import { exDateOf } from '../facts/ex-date.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import type { AllocationDocument, Distribution } from '../facts/model.ts';
import { compareText } from '../values/order.ts';
import { checkWeights, type WeightCheck } from './payment.ts';
import type { ChosenDocument } from '../facts/select-documents.ts';

export interface PlannedDistribution {
  readonly document: AllocationDocument;
  readonly documentOrder: number;
  readonly row: number;
  readonly distribution: Distribution;
  readonly taxYear: number;
  readonly exDate: Day;
  readonly exDateComputed: boolean;
  /** The day at whose start the return of capital reduces basis. */
  readonly effectiveDay: Day;
  readonly weights: WeightCheck;
}

/** Whether what is due waits on the lots for January 1. */
export function isWaiting({ effectiveDay, exDate }: PlannedDistribution): boolean {
  return effectiveDay > exDate;
}

/** A row that cannot be placed in time. */
export interface UndatedDistribution {
  readonly document: AllocationDocument;
  readonly distribution: Distribution;
  readonly taxYear: number;
  readonly problem: 'record-date-missing' | 'beyond-market-calendar';
}

export interface DistributionPlan {
  /** In order of payable date, document and row: the order within one day. */
  readonly planned: readonly PlannedDistribution[];
  readonly undated: readonly UndatedDistribution[];
}

/** The order of two distributions that take effect on one day. */
export function comparePlanned(a: PlannedDistribution, b: PlannedDistribution): number {
  return (
    compareText(a.distribution.payableDate, b.distribution.payableDate) ||
    a.documentOrder - b.documentOrder ||
    a.row - b.row
  );
}

/** Places one security's distributions of all years in time. */
export function planDistributions(
  byYear: ReadonlyMap<number, ChosenDocument>,
  calendar: MarketCalendar,
): DistributionPlan {
  const planned: PlannedDistribution[] = [];
  const undated: UndatedDistribution[] = [];
  for (const [taxYear, { document, documentOrder, rows }] of byYear) {
    for (const { distribution, row } of rows) {
      if (distribution.allocablePerShare === 0n) continue;
      const found = exDateOf(distribution, calendar);
      if ('problem' in found) {
        undated.push({ document, distribution, taxYear, problem: found.problem });
        continue;
      }
      planned.push({
        document,
        documentOrder,
        row,
        distribution,
        taxYear,
        exDate: found.exDate,
        exDateComputed: found.computed,
        effectiveDay: laterDay(found.exDate, firstDayOfYear(taxYear)),
        weights: checkWeights(distribution),
      });
    }
  }
  return { planned: planned.sort(comparePlanned), undated };
}

/** What happens to the lots at the start of a day. */
interface DistributionStep {
  readonly day: Day;
  readonly kind: 'entitle' | 'reduce';
  readonly planned: PlannedDistribution;
}

/** The steps of the planned distributions in order of effect; entitlement comes before reduction. */
export function stepsOf(planned: readonly PlannedDistribution[]): readonly DistributionStep[] {
  const steps: DistributionStep[] = [];
  for (const one of planned) {
    steps.push({ day: one.exDate, kind: 'entitle', planned: one });
    steps.push({ day: one.effectiveDay, kind: 'reduce', planned: one });
  }
  // The sort is stable: on one day the order of `planned` remains.
  return steps.sort((a, b) => compareText(a.day, b.day));
}
