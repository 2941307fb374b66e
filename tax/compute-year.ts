/**
 * What are the figures of one tax year? The entry to the engine: facts in, a report out.
 *
 * The order of work: `year-run.ts` runs every lot through its trades and distributions; this file
 * puts the results into the report, each list in its published order; the notices are written by
 * `*-notices.ts`. The worked example is section 11 of the calculation: 100 shares bought 2000-03-01
 * for $3,800.00 and held through 2002 have a return of capital of $63.96 and a basis of $3,736.04.
 */
import { documentNotices } from './document-notices.ts';
import { accountForms, formBoxes } from './form-boxes.ts';
import type { FormMap } from './forms.ts';
import { allOf, withLots } from './list-of-many.ts';
import type { MarketCalendar } from './market-calendar.ts';
import type { Facts } from './model.ts';
import { inPublishedOrder } from './notice-order.ts';
import { compareText } from './order.ts';
import { paymentNotices } from './payment-notices.ts';
import { comparePlanned } from './planned-distributions.ts';
import type { LotChange } from './position.ts';
import { excessGainsInOrder, paymentKey, paymentsInOrder, salesInOrder } from './report-lists.ts';
import { saleNotices } from './sale-notices.ts';
import { accountsWithTransactions, type Position } from './transactions.ts';
import type { LotEvent, YearReport } from './year-report.ts';
import { runYear } from './year-run.ts';

export { checkTransactions } from './check-transactions.ts';

/** The data that the rules need besides the facts. */
export interface Reference {
  readonly calendar: MarketCalendar;
  readonly forms: readonly FormMap[];
}

/** Is told how far a computation is. What it throws ends the computation. */
export interface Watch {
  /** @param total steps in all, of which `done` are done; above zero */
  step(done: number, total: number): void;
}

/**
 * The figures of one tax year. Never throws on the user's data.
 * @param watch is told of the progress every now and then
 */
export function computeYear(
  facts: Facts,
  taxYear: number,
  reference: Reference,
  watch?: Watch,
): YearReport {
  const run = runYear(
    facts,
    taxYear,
    reference.calendar,
    { everything: false, settleLatePayments: true },
    watch,
  );
  const payments = paymentsInOrder(run.positions);
  const report = {
    taxYear,
    form1099Div: formBoxes(
      reference.forms,
      taxYear,
      payments.filter((payment) => !payment.taxDeferred),
    ),
    accounts: accountForms(reference.forms, taxYear, accountsWithTransactions(facts), payments),
    payments,
    sales: salesInOrder(run.positions),
    excessGains: excessGainsInOrder(run.positions),
    notices: inPublishedOrder([
      ...run.refused.map((refused) => refused.notice),
      ...documentNotices(run),
      ...paymentNotices(run),
      ...saleNotices(run),
    ]),
  };
  return withLots(report, allOf(run.positions.map((position) => position.lots)));
}

/** Every change of every lot up to the end of a year, in order of effect. */
export function lotEvents(
  facts: Facts,
  taxYear: number,
  reference: Reference,
): readonly LotEvent[] {
  const run = runYear(facts, taxYear, reference.calendar, {
    everything: true,
    settleLatePayments: false,
  });
  return run.positions
    .flatMap(({ position, changes }) => changes.map((change) => ({ position, change })))
    .sort((a, b) => compareChanges(a.change, b.change))
    .map(({ position, change }) => eventOf(change, position));
}

function compareChanges(a: LotChange, b: LotChange): number {
  const byDay = compareText(a.day, b.day);
  if (byDay !== 0) return byDay;
  if (a.planned && b.planned) return comparePlanned(a.planned, b.planned);
  if (a.trade && b.trade) return a.trade.order - b.trade.order;
  return a.planned ? -1 : 1;
}

function eventOf(change: LotChange, { account }: Position): LotEvent {
  const { lot, kind, day, planned, trade, sharesAfter, basisChange, basisAfter } = change;
  return {
    lot: lot.name,
    accountId: account.id,
    kind,
    day,
    transactionId: trade?.transaction.id ?? null,
    paymentKey: planned ? paymentKey(planned.distribution.id, account.id) : null,
    sharesAfter,
    basisChange,
    basisAfter,
  };
}
