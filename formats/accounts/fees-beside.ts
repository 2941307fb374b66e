/**
 * Which records are the fees of a trade that stands beside them?
 *
 * Some programs write the trade before fees and each fee as a record of its own. The fee belongs to the only trade
 * of its day, account and security, where that trade is shares times price to the cent.
 *
 * Example: "Buy" 100 at 66.00 for -6,600.00 and "Commission" -4.95: one purchase that cost $6,604.95.
 * Awkward case: two trades of that day: nobody can tell whose the fee is, and it is asked.
 * Not handled: fees of an account, or of depositary receipts.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import type { JoinedLine } from './history.ts';
import { centsOf, magnitude, times, type Figure } from './values.ts';
import { inCapitals } from './words.ts';

const OF_A_TRADE =
  /^(?:COMMISSIONS?|BROKERAGE|(?:SEC|TAF|FINRA|TRANSACTION|TRADE|TRADING|REG(?:ULATORY)?|EXCHANGE|CLEARING) FEES?)$/;

const keyOf = ({ account, day, security }: HistoryEvent): string =>
  [account, day, securityKey(security)].join('\u0000');

function isFee({ action, quantity, amount, security, apart, detail }: HistoryEvent): boolean {
  const isOwn = apart === null && detail === null && securityKey(security) !== '';
  return isOwn && quantity === null && amount !== null && OF_A_TRADE.test(inCapitals(action));
}

/** Whether a trade is shares times price, so that its fees stand elsewhere. */
function isBeforeFees({ meaning, quantity, price, amount, fees }: HistoryEvent): boolean {
  if (meaning !== 'buy' && meaning !== 'sell') return false;
  if (quantity === null || price === null || amount === null || fees !== 0n) return false;
  return centsOf(magnitude(amount)) === centsOf(times(magnitude(quantity), price));
}

/** The records without such fees, which are in the amounts of their trades, and where each fee went. */
export function withFeesBeside(events: readonly HistoryEvent[]): {
  readonly events: readonly HistoryEvent[];
  readonly joined: readonly JoinedLine[];
} {
  const fees = events.filter(isFee);
  if (fees.length === 0) return { events, joined: [] };
  const trades = Map.groupBy(
    events.filter(({ meaning, quantity }) => quantity !== null && meaning !== null),
    keyOf,
  );
  const joined: JoinedLine[] = [];
  const added = new Map<HistoryEvent, Figure>();
  for (const fee of fees) {
    const [trade, another] = trades.get(keyOf(fee)) ?? [];
    if (trade === undefined || another !== undefined || !isBeforeFees(trade)) continue;
    joined.push({ line: fee.line, belongsTo: trade.line });
    added.set(trade, (added.get(trade) ?? 0n) + magnitude(fee.amount ?? 0n));
  }
  return {
    joined,
    events: events.map((event): HistoryEvent => {
      const all = added.get(event);
      if (all === undefined || event.amount === null) return event;
      const whole = magnitude(event.amount);
      const net = event.meaning === 'sell' ? whole - all : whole + all;
      const amount = event.amount < 0n ? -net : net;
      return { ...event, amount, fees: all, feesIncluded: true };
    }),
  };
}
