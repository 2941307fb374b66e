/**
 * Would these transactions count? The errors that need no document: sales of more than is held, of
 * lots that do not exist, lot names used twice. An importer refuses a file that would bring one.
 */
import { yearOf } from '../values/days.ts';
import type { Facts } from '../facts/model.ts';
import { inPublishedOrder } from '../facts/notice-order.ts';
import type { Notice } from '../facts/notices.ts';
import { runPass } from './pass.ts';
import { admitTransactions } from '../facts/transactions.ts';

/** Error notices about transactions of all years, in the published order. Documents are not read. */
export function checkTransactions(facts: Facts): readonly Notice[] {
  const admitted = admitTransactions(facts);
  const last = admitted.trades.at(-1);
  const horizon = last?.transaction.date;
  const inRun =
    horizon === undefined
      ? []
      : runPass(admitted, () => [], {
          taxYear: yearOf(horizon),
          horizon,
          keeps: 'the-year',
          movementsFrom: null,
        }).refused;
  return inPublishedOrder([...admitted.refused, ...inRun].map(({ notice }) => notice));
}
