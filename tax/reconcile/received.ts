/**
 * Which payments do the broker's own rows in the book say were paid in the account?
 *
 * Practice: a history that was imported lists the cash of each payment. What it says was paid in this account was
 * neither with another broker nor paid in lieu of a dividend, and what it says was cash was not reinvested.
 * Example: a row of 2002-03-15 with $62.50 of dividends: that payment is no missing reinvestment.
 * Awkward case: rows stand some days after the payment.
 */
import { dayNumber, type Day } from '../values/days.ts';
import type { Payment } from '../lots/figures.ts';
import type { Setting } from './cause.ts';

/** How many days a row of the broker can be from the day of payment. */
const DAYS_AWAY = 6;

/** A row of the broker's history that says that a payment came. */
export interface Received {
  readonly accountId: string;
  readonly securityId: string;
  readonly day: Day;
  readonly isReinvested: boolean;
}

type Seen = Pick<Setting, 'received'>;

function rowsOf({ received }: Seen, payment: Payment): readonly Received[] {
  const { accountId, security, distribution } = payment;
  const paid = dayNumber(distribution.payableDate);
  return received.filter(
    (row) =>
      row.accountId === accountId &&
      row.securityId === security.id &&
      Math.abs(dayNumber(row.day) - paid) <= DAYS_AWAY,
  );
}

/** Whether the broker says that it paid this here as a dividend. */
export function isReceived(seen: Seen, payment: Payment): boolean {
  return rowsOf(seen, payment).length > 0;
}

/** Whether the broker says that it paid this in cash. */
export function isReceivedInCash(seen: Seen, payment: Payment): boolean {
  const rows = rowsOf(seen, payment);
  return rows.length > 0 && rows.every(({ isReinvested }) => !isReinvested);
}

/** Whether the broker says that it reinvested this. */
export function isSaidReinvested(seen: Seen, payment: Payment): boolean {
  return rowsOf(seen, payment).some(({ isReinvested }) => isReinvested);
}
