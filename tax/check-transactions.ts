/**
 * Would these transactions count? The errors that need no document: sales of more than is held, of
 * lots that do not exist, lot names used twice. An importer refuses a file that would bring one.
 */
import { yearOf } from './days.ts';
import type { Facts } from './model.ts';
import { inPublishedOrder } from './notice-order.ts';
import type { Notice } from './notices.ts';
import { runPosition } from './position.ts';
import { admitTransactions } from './transactions.ts';

/** Error notices about transactions of all years, in the published order. Documents are not read. */
export function checkTransactions(facts: Facts): readonly Notice[] {
  const { positions, lotOwner, refused } = admitTransactions(facts);
  const sales = positions.flatMap((position) => {
    const last = position.trades.at(-1);
    if (!last) return [];
    const horizon = last.transaction.date;
    const options = { taxYear: yearOf(horizon), horizon, everything: false };
    const owner = (lot: string) => lotOwner(position.account.id, lot);
    return runPosition(position, [], options, owner).refused;
  });
  return inPublishedOrder([...refused, ...sales].map(({ notice }) => notice));
}
