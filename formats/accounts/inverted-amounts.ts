/**
 * Does a file write the money of its records from the other side?
 *
 * Nearly every file has a minus where money leaves the account. Where each purchase has a plus, each sale a minus and
 * each payment a minus, the file's plus is what was paid, and every amount is turned.
 *
 * Example: a purchase of 1,472.00, a sale of -495.99 and a dividend of -12.10, which was received.
 * Awkward case: a file without signs in which one sale has a minus: its payments have none, and nothing is turned.
 * Not handled: a file of purchases and payments alone, in which nothing tells a reversal from a side.
 */
import { CLAIM_KINDS } from '../../tax/facts/broker-claim.ts';
import type { HistoryEvent } from './event.ts';
import type { Meaning } from './words.ts';

const PAYMENTS: ReadonlySet<Meaning | null> = new Set(CLAIM_KINDS);

function isPayment({ meaning, quantity }: HistoryEvent): boolean {
  return PAYMENTS.has(meaning) || (meaning === 'reinvest' && quantity === null);
}

function isInverted(events: readonly HistoryEvent[]): boolean {
  const seen = { buy: false, sell: false, payment: false };
  for (const event of events) {
    const { meaning, amount, apart, detail } = event;
    if (amount === null || apart !== null || detail !== null) continue;
    const kind = meaning === 'buy' || meaning === 'sell' ? meaning : 'payment';
    if (kind === 'payment' && !isPayment(event)) continue;
    if (amount < 0n === (kind === 'buy')) return false;
    seen[kind] = true;
  }
  return seen.buy && seen.sell && seen.payment;
}

/** The records, with a minus where money leaves. */
export function withUsualSigns(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  return isInverted(events)
    ? events.map((event) => (event.amount === null ? event : { ...event, amount: -event.amount }))
    : events;
}
