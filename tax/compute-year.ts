/**
 * What are the figures of one tax year? The entry to the engine: facts in, a report out.
 *
 * The order of work: `year-run.ts` runs every lot through its trades and distributions; this file
 * puts the results into the report, each list in its published order; the notices are written by
 * `*-notices.ts`. The worked example is section 11 of the calculation: 100 shares bought 2000-03-01
 * for $3,800.00 and held through 2002 have a return of capital of $63.96 and a basis of $3,736.04.
 */
import { actionNotices } from './notices/action-notices.ts';
import { averageNotices } from './notices/average-notices.ts';
import { documentNotices } from './notices/document-notices.ts';
import { earlierDoubtNotices } from './notices/earlier-doubts.ts';
import { entryNotices } from './notices/entry-notices.ts';
import { accountForms, counting, formBoxes } from './report/form-boxes.ts';
import type { Reference } from './facts/reference.ts';
import {
  heldPayments,
  holdingPeriodNotices,
  holdingPeriodRows,
  uncountedParts,
} from './lots/holding-periods.ts';
import { allOf, whenRead, withLists } from './values/list-of-many.ts';
import type { Facts } from './facts/model.ts';
import { inPublishedOrder } from './facts/notice-order.ts';
import { compareText } from './values/order.ts';
import type { Watch } from './lots/pass-result.ts';
import type { LotChange } from './lots/pass-log.ts';
import { paymentNotices } from './notices/payment-notices.ts';
import { comparePlanned } from './lots/planned-distributions.ts';
import { dividendNotices, provisionalCash } from './report/provisional.ts';
import {
  excessGainsInOrder,
  keptGainsInOrder,
  liquidationsInOrder,
  paymentKey,
  paymentsInOrder,
  salesInOrder,
} from './lots/report-lists.ts';
import { paidNotices } from './notices/paid-notices.ts';
import { receivedNotices } from './notices/received-notices.ts';
import { saleNotices } from './notices/sale-notices.ts';
import { knownEventNotices } from './notices/known-event-notices.ts';
import { statedFactNotices } from './notices/stated-fact-notices.ts';
import { accountsWithTransactions } from './facts/transactions.ts';
import { transferNotices } from './notices/transfer-notices.ts';
import type { HoldingPeriod, LotEvent, LotState } from './lots/figures.ts';
import type { YearState } from './facts/year-state.ts';
import type { YearReport } from './report/year-report.ts';
import { yearStates } from './report/year-states.ts';
import { runYear, type YearRun } from './lots/year-run.ts';

export { checkTransactions } from './lots/check-transactions.ts';

/**
 * The figures of one tax year. Never throws on the user's data; what `watch.step` throws ends it.
 */
export function computeYear(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  watch?: Watch,
): YearReport {
  const run = runYear(facts, taxYear, reference.calendar, {
    keeps: 'the-year',
    settleLate: true,
    watch,
  });
  const listed = paymentsInOrder(run.positions);
  const payments = listed.map(({ payment }) => payment);
  const held = heldPayments(
    run,
    listed.map((one) => one.run),
  );
  const uncounted = uncountedParts(held);
  const provisional = provisionalCash(run);
  const liquidations = liquidationsInOrder(run.paid, taxYear);
  const sales = salesInOrder(run.sales, taxYear);
  const received = { payments, liquidations, sales };
  const report = {
    taxYear,
    form1099Div: formBoxes(reference.forms, taxYear, counting(received)),
    accounts: accountForms(
      reference.forms,
      taxYear,
      accountsWithTransactions(facts, run.admitted),
      received,
    ),
    payments,
    sales,
    excessGains: excessGainsInOrder(run.positions),
    liquidations,
    keptGains: keptGainsInOrder(run.paid, taxYear),
    uncountedParts: uncounted,
    provisional,
    notices: inPublishedOrder([
      ...run.refused.map((refused) => refused.notice),
      ...documentNotices(run, reference),
      ...paymentNotices(run),
      ...saleNotices(run),
      ...transferNotices(run),
      ...statedFactNotices(run, restingRows(run)),
      ...entryNotices(run, reference.calendar),
      ...earlierDoubtNotices(run, reference.calendar),
      ...knownEventNotices(run, reference),
      ...holdingPeriodNotices(run, held, uncounted),
      ...dividendNotices(run, provisional),
      ...actionNotices(run),
      ...paidNotices(run),
      ...averageNotices(run),
      ...receivedNotices(run),
    ]),
  };
  return withLists<
    typeof report,
    { lots: LotState; holdingPeriods: HoldingPeriod; yearStates: YearState }
  >(report, {
    lots: allOf(run.positions.map((position) => position.lots)),
    holdingPeriods: holdingPeriodRows(held),
    // A preview, or a cause that is tried, asks for figures alone.
    yearStates: whenRead(() => yearStates(run, reference)),
  });
}

/** The lots and the sales of the year, which can rest on a basis that was stated. */
function* restingRows(run: YearRun) {
  // Nobody walks through very many lots where no basis is stated.
  if (!run.restsOn.asked) return;
  for (const { lots } of run.positions) yield* lots.rows();
  yield* salesInOrder(run.sales, run.taxYear);
  yield* excessGainsInOrder(run.positions);
}

/** Every change of every lot up to the end of a year, in order of effect. What `watch.step` throws ends it. */
export function lotEvents(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  watch?: Watch,
): readonly LotEvent[] {
  const run = runYear(facts, taxYear, reference.calendar, {
    keeps: 'events',
    settleLate: false,
    watch,
  });
  return run.changes.toSorted(compareChanges).map(eventOf);
}

function compareChanges(a: LotChange, b: LotChange): number {
  const byDay = compareText(a.day, b.day);
  if (byDay !== 0) return byDay;
  if (a.planned && b.planned) return comparePlanned(a.planned, b.planned);
  if (a.planned || b.planned) return a.planned ? -1 : 1;
  // What one entry does stands in the order in which it was done.
  return 0;
}

function eventOf(change: LotChange): LotEvent {
  const { lot, kind, day, planned, trade, sharesAfter, basisChange, basisAfter } = change;
  const { account, security } = change.position;
  const paidTo = change.paidTo?.account ?? account;
  return {
    lot: lot.name,
    accountId: account.id,
    securityId: security.id,
    kind,
    day,
    transactionId: trade?.transaction.id ?? null,
    paymentKey: planned ? paymentKey(planned.distribution.id, paidTo.id) : null,
    sharesAfter,
    basisChange,
    basisAfter,
  };
}
