/**
 * What did a plan's shares be worth beyond the cash, and which payment is that much more? (section 8: Rev.
 * Rul. 76-53 and 78-375)
 *
 * Example: $95.00 bought shares worth $100.00 five days after a payment: it is $5.00 more than its cash.
 * Awkward case: several rows of that day have parts of it, by their dollars per share.
 */
import { addDays } from '../values/days.ts';
import type { Acquisition, Bought, Transaction } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { divideByLargestRemainder, dollarsOf, rateOf, sum, ZERO } from './decimals.ts';
import type { Ledger } from './ledger.ts';
import { at, present } from './present.ts';
import { inOrderOfEffect } from './rows.ts';
import type { Row } from './rows.ts';

function isDiscounted(entry: Transaction): entry is Bought {
  if (entry.action !== 'reinvest' || entry.amount === null) return false;
  return entry.value !== undefined && entry.value > entry.amount;
}

export function discountOf(entry: Acquisition): Decimal {
  return isDiscounted(entry)
    ? dollarsOf(present(entry.value)).minus(dollarsOf(entry.amount))
    : ZERO;
}

/** The rows of the payment that an entry's dividend came from. */
export function rowsOf(ledger: Ledger, entry: Acquisition): Row[] {
  const days = (row: Row): string => row.distribution.payableDate;
  const before = ledger.rows.filter(
    (row) =>
      row.security.id === entry.securityId &&
      row.exDate !== undefined &&
      row.distribution.allocablePerShare > 0n &&
      !row.distribution.inKind &&
      days(row) <= entry.date &&
      addDays(row.distribution.payableDate, 30) >= entry.date,
  );
  const last = before.map(days).sort().at(-1);
  return before.filter((row) => days(row) === last).sort(inOrderOfEffect);
}

/** What is beyond the cash of a payment of a row to an account. */
export function beyondCash(ledger: Ledger, row: Row, accountId: string): Decimal {
  const parts = ledger.entries
    .filter(isDiscounted)
    .filter((entry) => entry.accountId === accountId)
    .map((entry) => {
      const rows = rowsOf(ledger, entry);
      const place = rows.indexOf(row);
      if (place === -1) return ZERO;
      const perShare = rows.map(({ distribution }) => rateOf(distribution.allocablePerShare));
      return at(divideByLargestRemainder(discountOf(entry), perShare), place);
    });
  return sum(parts);
}
