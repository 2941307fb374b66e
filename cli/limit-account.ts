/**
 * What is the report of one account alone?
 *
 * The year of that account's entries, so that totals and notices speak of nothing else; what has to
 * be said about the account is taken from the year of all accounts, because a purchase in another
 * one can make a wash sale. A tax-deferred account is left out of every total: on top stand zeros,
 * and its own form stands with the account.
 */
import type { Facts } from '../tax/model.ts';
import { inPublishedOrder } from '../tax/notice-order.ts';
import type { YearReport } from '../tax/year-report.ts';

export function limitToAccount(
  facts: Facts,
  name: string,
  compute: (facts: Facts) => YearReport,
): YearReport {
  const ids = new Set(facts.accounts.filter((one) => one.name === name).map((one) => one.id));
  const transactions = facts.transactions.filter(({ accountId }) => ids.has(accountId));
  const own = compute({ ...facts, transactions });
  return {
    ...own,
    notices: inPublishedOrder([
      ...own.notices.filter(({ about }) => about.account === undefined),
      ...compute(facts).notices.filter(({ about }) => about.account === name),
    ]),
  };
}
