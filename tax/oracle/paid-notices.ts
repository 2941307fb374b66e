/** Which liquidating distributions and kept gains can be slips? */
import { Decimal } from '../values/decimal.ts';
import { addDays, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import type { PaidOnLots } from '../facts/model.ts';
import { dollarsOf } from './decimals.ts';
import { present } from './present.ts';
import type { Replay } from './replay.ts';
import { aboutEntry } from './subjects.ts';
import type { Say } from './subjects.ts';

/** What is unlikely of an entry by its own amounts, by those of other accounts, and by other cash. */
export function paidNotices({ ledger, admitted }: Replay, say: Say): void {
  const paid = ledger.paid.filter(({ date }) => yearOf(date) === ledger.taxYear);
  paid.forEach((entry, place) => {
    const about = aboutEntry(ledger, entry);
    const on = present(ledger.paidOn.get(entry));
    const amount = dollarsOf(entry.amount);
    const isIdle = entry.action === 'liquidation' && amount.equals(0) && entry.last !== true;
    if (isIdle || (amount.greaterThan(0) && amount.div(on.shares).lessThan('0.05')))
      say('warning', 'unlikely-value', about);
    else if (
      entry.action === 'undistributed-gain' &&
      on.cost.greaterThan(0) &&
      amount.greaterThan(on.cost)
    )
      say('warning', 'unlikely-value', about);
    const paidIn = (one: PaidOnLots): string =>
      'toSecurityId' in one ? (one.toSecurityId ?? '') : '';
    const alike = paid.filter(
      (other) =>
        other.action === entry.action &&
        other.securityId === entry.securityId &&
        other.date === entry.date &&
        paidIn(other) === paidIn(entry),
    );
    const allOf = (accountId: string): Decimal =>
      alike
        .filter((other) => other.accountId === accountId)
        .reduce((sum, other) => sum.plus(dollarsOf(other.amount)), new Decimal(0));
    const [twin] = alike.filter((other) => paid.indexOf(other) < place);
    const isFirst = alike.find(({ accountId }) => accountId === entry.accountId) === entry;
    if (twin !== undefined && isFirst) {
      const there = present(ledger.paidOn.get(twin)).shares;
      // Each share has as much, but for a cent of each account.
      const apart = allOf(entry.accountId)
        .times(there)
        .minus(allOf(twin.accountId).times(on.shares))
        .abs();
      if (apart.times(100).greaterThan(there.plus(on.shares)))
        say('warning', 'per-share-differs', about);
    }
    if (entry.action !== 'liquidation') return;
    const isNearby = (day: Day): boolean =>
      day >= addDays(entry.date, -14) && day <= addDays(entry.date, 14);
    const isRow = ledger.payments.some(
      ({ row, account, exDate, cash }) =>
        account.id === entry.accountId &&
        row.security.id === entry.securityId &&
        exDate <= addDays(entry.date, 14) &&
        isNearby(row.distribution.payableDate) &&
        cash.equals(amount),
    );
    const isReceived = admitted.entries.some(
      (other) =>
        other.action === 'dividend' &&
        other.accountId === entry.accountId &&
        other.securityId === entry.securityId &&
        other.amount === entry.amount &&
        isNearby(other.date),
    );
    if (isRow || isReceived) say('warning', 'paid-twice', about);
  });
}
