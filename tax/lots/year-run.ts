/**
 * How do the facts become one year's raw results? Documents are chosen, distributions placed in time,
 * transactions sorted into positions, and all of it is run once, in date order.
 *
 * The run goes on into the year after: a payment of the year can have its ex-date there, a purchase of
 * January can make a loss of December a wash sale, and a sale of February can end the holding period of
 * a dividend of December. Documents of later years are read as well, so that the lots are then in the
 * state in which the later year's report will find them.
 */
import { addDays, laterDay, lastDayOfYear, type Day } from '../values/days.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import type { Facts } from '../facts/model.ts';
import { HOLDING_PERIODS, hasHoldingPeriod } from './holding-period-rules.ts';
import type { Keeps } from './pass-log.ts';
import type { PassResult, Watch } from './pass-result.ts';
import { lastValuing, valueReceived, type InKindValues } from './in-kind-values.ts';
import { lastOpening } from './opening-basis.ts';
import { runPass } from './pass.ts';
import { PlanDiscounts } from './plan-discounts.ts';
import {
  planDistributions,
  type DistributionPlan,
  type PlannedDistribution,
} from './planned-distributions.ts';
import { selectDocuments, type ChosenDocuments } from '../facts/select-documents.ts';
import {
  admitTransactions,
  type AdmittedTransactions,
  type TransactionNotice,
} from '../facts/transactions.ts';
import { WASH_SALE_DAYS, type WashSaleScope } from './wash-sales.ts';

export interface YearRun extends PassResult {
  readonly taxYear: number;
  readonly facts: Facts;
  readonly admitted: AdmittedTransactions;
  readonly chosen: ChosenDocuments;
  readonly plans: ReadonlyMap<string, DistributionPlan>;
  readonly discounts: PlanDiscounts;
  /** What documents say that shares received in kind were worth. */
  readonly inKind: InKindValues;
  /** Errors of transactions up to the end of the year; later ones are told in their own year. */
  readonly refused: readonly TransactionNotice[];
  /** Those of the days after it as well that the run went on to. */
  readonly refusedSoFar: readonly TransactionNotice[];
}

interface RunOptions {
  readonly keeps: Keeps;
  /** Run on past December 31 for what still belongs to the year. */
  readonly settleLate: boolean;
  readonly watch?: Watch | undefined;
  readonly washSales?: WashSaleScope | undefined;
}

const NO_PLAN: DistributionPlan = { planned: [], undated: [] };

/** The last day that can change a figure of the year. */
function lastDayThatMatters(planned: readonly PlannedDistribution[], taxYear: number): Day {
  let last = addDays(lastDayOfYear(taxYear), WASH_SALE_DAYS);
  for (const one of planned) {
    if (one.taxYear > taxYear) continue;
    // A row of an earlier year that went ex this late is one that its document must have whole.
    last = laterDay(last, one.exDate);
    if (one.taxYear < taxYear) continue;
    for (const { part, daysAround } of HOLDING_PERIODS) {
      if (hasHoldingPeriod(one, part)) last = laterDay(last, addDays(one.exDate, daysAround));
    }
  }
  return last;
}

/** The first ex-date of the year whose dividend asks how long shares are held; null where none does. */
function firstHoldingPeriod(planned: readonly PlannedDistribution[], taxYear: number): Day | null {
  let first: Day | null = null;
  for (const one of planned) {
    if (one.taxYear !== taxYear || (first !== null && one.exDate >= first)) continue;
    if (HOLDING_PERIODS.some(({ part }) => hasHoldingPeriod(one, part))) first = one.exDate;
  }
  return first;
}

/** When the rows of each security's documents take effect. */
export function plansOf(
  admitted: AdmittedTransactions,
  chosen: ChosenDocuments,
  calendar: MarketCalendar,
): Map<string, DistributionPlan> {
  const plans = new Map<string, DistributionPlan>();
  for (const { security } of admitted.positions) {
    if (plans.has(security.id)) continue;
    const byYear = chosen.get(security.id);
    plans.set(security.id, byYear ? planDistributions(byYear, calendar) : NO_PLAN);
  }
  return plans;
}

/** Runs all positions of the facts for a tax year. */
export function runYear(
  facts: Facts,
  taxYear: number,
  calendar: MarketCalendar,
  options: RunOptions,
): YearRun {
  const chosen = selectDocuments(facts.documents);
  const stated = admitTransactions(facts);
  const plans = plansOf(stated, chosen, calendar);
  const { admitted, inKind } = valueReceived(stated, plans);
  const discounts = new PlanDiscounts(admitted.valued, plans);
  const planned = [...plans.values()].flatMap((plan) => plan.planned);
  const yearEnd = lastDayOfYear(taxYear);
  // A basis that is stated later says that the year asks for no document.
  const opened = lastOpening(admitted.statements) ?? yearEnd;
  const horizon = options.settleLate
    ? [opened, discounts.lastExDate(yearEnd), lastValuing(inKind, stated.unvalued, yearEnd)].reduce(
        laterDay,
        lastDayThatMatters(planned, taxYear),
      )
    : yearEnd;
  const isOfTheYears = ({ taxYear: year }: PlannedDistribution): boolean =>
    options.settleLate || year <= taxYear;
  const result = runPass(
    admitted,
    (securityId) => (plans.get(securityId) ?? NO_PLAN).planned.filter(isOfTheYears),
    {
      taxYear,
      horizon,
      keeps: options.keeps,
      movementsFrom: options.settleLate ? firstHoldingPeriod(planned, taxYear) : null,
      discounts,
      watch: options.watch,
      washSales: options.washSales,
    },
  );
  const refusedSoFar = [...admitted.refused, ...result.refused];
  return {
    ...result,
    discounts,
    inKind,
    taxYear,
    facts,
    admitted,
    chosen,
    plans,
    refused: refusedSoFar.filter(({ transaction }) => transaction.date <= yearEnd),
    refusedSoFar,
  };
}
