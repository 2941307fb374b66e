/**
 * Which two records are the shares and the money of one redemption?
 *
 * Some brokers write the cash of a merger or a call in one record and the shares that leave in another.
 * The record of the shares is the redemption; the money belongs to it.
 *
 * Example: "Cash Merger" $2,150.00 without shares, "Cash Merger Adj" -50 shares without money.
 * Awkward case: two such amounts of one security within these days: which is whose is asked.
 * Not handled: money that comes in more than one payment.
 */
import { dayNumber } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import type { JoinedLine } from './history.ts';
import { magnitude, type Figure } from './values.ts';

const NEAR_DAYS = 5;

export interface Halves {
  /** The money of a record of shares, by its line. */
  readonly amounts: ReadonlyMap<number, Figure>;
  readonly joined: readonly JoinedLine[];
}

function isRedemption({ meaning, apart, detail, day, unclear }: HistoryEvent): boolean {
  return (
    (meaning === 'redeem' || meaning === 'cashMerger') &&
    apart === null &&
    detail === null &&
    day !== null &&
    unclear.length === 0
  );
}

/** All redemptions of a file that stand in two records. */
export function halvesOf(events: readonly HistoryEvent[]): Halves {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events.filter(isRedemption)) {
    const key = `${event.account ?? ''}\u0000${securityKey(event.security)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  const amounts = new Map<number, Figure>();
  const joined: JoinedLine[] = [];
  for (const group of groups.values()) {
    const [money, anotherMoney] = group.filter((one) => one.quantity === null);
    const [shares, otherShares] = group.filter((one) => one.amount === null);
    if (!money?.amount || !shares?.quantity || anotherMoney || otherShares) continue;
    if (!money.day || !shares.day) continue;
    if (Math.abs(dayNumber(money.day) - dayNumber(shares.day)) > NEAR_DAYS) continue;
    amounts.set(shares.line, magnitude(money.amount));
    joined.push({ line: money.line, belongsTo: shares.line });
  }
  return { amounts, joined };
}
