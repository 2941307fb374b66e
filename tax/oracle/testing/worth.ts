/**
 * What does a lot begin with? What was paid, what a plan's shares were worth, or what the payment in kind of
 * the day came to, if there is one of another company's shares and one such entry.
 */
import type { Acquisition, Transaction } from '../../facts/model.ts';
import type { YearReport } from '../../report/year-report.ts';
import { cashFor } from '../../values/money.ts';

/** `entries`: all that count, of whatever day. */
export function worthBy(
  entries: readonly Transaction[],
  reports: readonly YearReport[],
): (entry: Acquisition) => bigint {
  const payments = reports.flatMap((report) => report.payments);
  return ({ action, amount, value, accountId, date, securityId }) => {
    if (amount !== null)
      return action === 'reinvest' && value !== undefined && value > amount ? value : amount;
    const like = entries.filter(
      (one) => one.action === 'in-kind' && one.accountId === accountId && one.date === date,
    );
    const paid = payments.filter(
      (one) =>
        one.accountId === accountId &&
        one.security.id !== securityId &&
        one.distribution.inKind &&
        one.distribution.payableDate === date,
    );
    const amounts = new Set(
      paid.map(
        ({ security, exDate, shares, distribution: { amountPerShare } }) =>
          `${security.id} ${exDate} ${cashFor(shares, amountPerShare)}`,
      ),
    );
    const years = new Set(paid.map(({ documentId }) => documentId));
    if (like.length !== 1 || amounts.size !== 1 || years.size !== paid.length) return 0n;
    return BigInt([...amounts][0]?.split(' ')[2] ?? 0);
  };
}
