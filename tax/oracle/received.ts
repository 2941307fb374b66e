/**
 * What were shares received in kind worth, where only the issuer's table says it? (section 301(d))
 *
 * The whole book is replayed with such lots at nothing; then it is known which payments there were. The
 * payment of the day is the value, if there is one and no more, and one such entry in the account.
 * Example: 100 shares were entitled to $38.0711 each in shares of another company: $3,807.11.
 * Awkward case: a payment that two tables divide between two years is one payment.
 */
import type { Acquisition, Facts, Transaction } from '../facts/model.ts';
import type { Decimal } from '../values/decimal.ts';
import { rateOf, round2, toCents } from './decimals.ts';
import type { Ledger } from './ledger.ts';
import type { SlowPayment } from './payments.ts';
import { at } from './present.ts';

/** What an entry waits for, and what it is worth by the payment. */
export interface Worth {
  readonly entryId: string;
  readonly payment: SlowPayment;
  readonly value: Decimal;
}

export function isWithoutValue(entry: Transaction): entry is Acquisition {
  return entry.action === 'in-kind' && entry.amount === null;
}

function isOnePayment(payments: readonly SlowPayment[]): boolean {
  const first = at(payments, 0);
  const others = payments.slice(1);
  return others.every(
    ({ row, exDate }) =>
      row.security === first.row.security &&
      row.taxYear !== first.row.taxYear &&
      exDate === first.exDate &&
      row.distribution.amountPerShare === first.row.distribution.amountPerShare,
  );
}

/** By a replay in which they cost nothing. */
export function worthOf(ledger: Ledger): Worth[] {
  const found: Worth[] = [];
  for (const entry of ledger.entries) {
    if (!isWithoutValue(entry)) continue;
    const { accountId, date, securityId } = entry;
    const like = ledger.entries.filter(
      (other) => other.action === 'in-kind' && other.accountId === accountId && other.date === date,
    );
    const payments = ledger.payments.filter(
      ({ account, row: { security, distribution } }) =>
        account.id === accountId &&
        security.id !== securityId &&
        distribution.inKind &&
        distribution.payableDate === date,
    );
    if (like.length !== 1 || payments.length === 0 || !isOnePayment(payments)) continue;
    const payment = at(payments, 0);
    const each = rateOf(payment.row.distribution.amountPerShare);
    found.push({ entryId: entry.id, payment, value: round2(payment.shares.times(each)) });
  }
  return found;
}

/** The facts as if the entries said it themselves. */
export function withWorth(facts: Facts, all: readonly Worth[]): Facts {
  const transactions = facts.transactions.map((entry): Transaction => {
    const worth = all.find(({ entryId }) => entryId === entry.id);
    return worth && isWithoutValue(entry) ? { ...entry, amount: toCents(worth.value) } : entry;
  });
  return { ...facts, transactions };
}
