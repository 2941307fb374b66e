/**
 * Would these transactions count? The errors of their own: sales of more than is held, of lots that do
 * not exist, lot names used twice. An importer refuses a file that would bring one.
 *
 * Authority: Reg. 1.1012-1(c). A sale that names no lot takes, by some methods, the lots with the highest
 * or lowest basis, and a return of capital changes which those are: so the documents at hand are read, and
 * the check takes the lots that the report takes.
 * Example: highest basis first, L1 bought 10 for $1,000.00, L2 10 for $950.00 after $200.00 of return of
 * capital on L1: the first sale of 10 takes L2, and a later one of L1 is possible.
 * Awkward case: a document that comes later can make a sale of a named lot impossible; it is not refused
 * for that. The year's report then leaves the sale out, and says so on its row.
 * Not handled: what a document that is missing would change.
 */
import { yearOf } from '../values/days.ts';
import { BASIS_METHODS, type Facts } from '../facts/model.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import { inPublishedOrder } from '../facts/notice-order.ts';
import type { Notice } from '../facts/notices.ts';
import { selectDocuments } from '../facts/select-documents.ts';
import { valueReceived } from './in-kind-values.ts';
import { PlanDiscounts } from './plan-discounts.ts';
import { runPass } from './pass.ts';
import type { Watch } from './pass-result.ts';
import { admitTransactions, type AdmittedTransactions } from '../facts/transactions.ts';
import { plansOf } from './year-run.ts';

/** Error notices about transactions of all years, in the published order. What `watch.step` throws ends it. */
export function checkTransactions(
  facts: Facts,
  calendar: MarketCalendar,
  watch?: Watch,
): readonly Notice[] {
  const stated = admitTransactions(facts);
  const last = stated.trades.at(-1);
  const horizon = last?.transaction.date;
  const plans = readsDocuments(stated)
    ? plansOf(stated, selectDocuments(facts.documents), calendar)
    : undefined;
  const { admitted } = plans ? valueReceived(stated, plans) : { admitted: stated };
  const inRun =
    horizon === undefined
      ? []
      : runPass(admitted, (id) => plans?.get(id)?.planned ?? [], {
          taxYear: yearOf(horizon),
          horizon,
          keeps: 'the-year',
          movementsFrom: null,
          discounts: new PlanDiscounts(admitted.valued, plans ?? new Map()),
          watch,
        }).refused;
  return inPublishedOrder([...admitted.refused, ...inRun].map(({ notice }) => notice));
}

/** Whether an entry can be possible by what documents say: with lots by basis, or parts of lots by name. */
function readsDocuments({ positions }: AdmittedTransactions): boolean {
  return positions.some(
    ({ account: { method, methodChanges }, namesLots }) =>
      namesLots ||
      [method, ...methodChanges.map((one) => one.method)].some((one) => BASIS_METHODS.has(one)),
  );
}
