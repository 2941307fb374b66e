/**
 * How do the facts become one year's raw results? Documents are chosen, distributions placed in time,
 * transactions sorted into positions, and every position is run once.
 *
 * Documents of later years are read as well when a payment of the year has its ex-date after
 * December 31: the lots must then be in the state in which the later year's report will find them,
 * or a gain could be counted in neither year.
 */
import type { Watch } from './compute-year.ts';
import { lastDayOfYear, type Day } from './days.ts';
import type { MarketCalendar } from './market-calendar.ts';
import type { Facts } from './model.ts';
import {
  planDistributions,
  type DistributionPlan,
  type PlannedDistribution,
} from './planned-distributions.ts';
import { runPosition, type PositionRun } from './position.ts';
import { selectDocuments, type ChosenDocuments } from './select-documents.ts';
import {
  admitTransactions,
  type AdmittedTransactions,
  type TransactionNotice,
} from './transactions.ts';

export interface YearRun {
  readonly taxYear: number;
  readonly admitted: AdmittedTransactions;
  readonly chosen: ChosenDocuments;
  readonly plans: ReadonlyMap<string, DistributionPlan>;
  readonly positions: readonly PositionRun[];
  /** Errors of transactions up to the end of the year; later ones are told in their own year. */
  readonly refused: readonly TransactionNotice[];
}

export interface RunOptions {
  /** Keep payments and sales of every year and every change of a lot. */
  readonly everything: boolean;
  /** Run on past December 31 for payments of the year whose ex-date lies there. */
  readonly settleLatePayments: boolean;
}

const NO_PLAN: DistributionPlan = { planned: [], undated: [] };

function lastDayThatMatters(plan: DistributionPlan, taxYear: number): Day {
  let last = lastDayOfYear(taxYear);
  for (const one of plan.planned)
    if (one.taxYear === taxYear && one.exDate > last) last = one.exDate;
  return last;
}

/** Runs every position of the facts for a tax year. */
export function runYear(
  facts: Facts,
  taxYear: number,
  calendar: MarketCalendar,
  options: RunOptions,
  watch?: Watch,
): YearRun {
  const chosen = selectDocuments(facts.documents);
  const admitted = admitTransactions(facts);
  const plans = new Map<string, DistributionPlan>();
  const yearEnd = lastDayOfYear(taxYear);
  const refused: TransactionNotice[] = [...admitted.refused];
  const positions = admitted.positions.map((position, place): PositionRun => {
    watch?.step(place, admitted.positions.length);
    const { id } = position.security;
    const byYear = chosen.get(id);
    const plan = plans.get(id) ?? (byYear ? planDistributions(byYear, calendar) : NO_PLAN);
    plans.set(id, plan);
    const horizon = options.settleLatePayments ? lastDayThatMatters(plan, taxYear) : yearEnd;
    const planned: readonly PlannedDistribution[] =
      horizon > yearEnd ? plan.planned : plan.planned.filter((one) => one.taxYear <= taxYear);
    const run = runPosition(
      position,
      planned,
      { taxYear, horizon, everything: options.everything },
      (lot) => admitted.lotOwner(position.account.id, lot),
    );
    refused.push(...run.refused);
    return run;
  });
  return {
    taxYear,
    admitted,
    chosen,
    plans,
    positions,
    refused: refused.filter(({ transaction }) => transaction.date <= yearEnd),
  };
}
