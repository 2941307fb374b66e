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
import { CLAIM_KINDS } from '../../tax/facts/broker-claim.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import type { JoinedLine } from './history.ts';
import { centsOf, magnitude, times, type Figure } from './values.ts';
import { inCapitals, type Meaning } from './words.ts';

const PAYMENTS: ReadonlySet<Meaning | null> = new Set(CLAIM_KINDS);

const OF_A_TRADE =
  /^(?:COMMISSIONS?|BROKERAGE|(?:SEC|TAF|FINRA|TRANSACTION|TRADE|TRADING|REG(?:ULATORY)?|EXCHANGE|CLEARING) FEES?)$/;

/** A fee of a plan, beside what it reinvested. */
const OF_A_PLAN = /^(?:DRIP|DRP|PLAN|(?:DIV(?:IDEND)? )?REINV(?:EST(?:MENT|ED)?)?)\b.*\bFEES?$/;

const keyOf = ({ account, day, security }: HistoryEvent): string =>
  [account, day, securityKey(security)].join('\u0000');

function isFee({ action, quantity, amount, security, apart, detail }: HistoryEvent): boolean {
  const isOwn = apart === null && detail === null && securityKey(security) !== '';
  return isOwn && quantity === null && amount !== null && isCalledFee(action);
}

function isCalledFee(action: string): boolean {
  const words = inCapitals(action);
  return OF_A_TRADE.test(words) || OF_A_PLAN.test(words);
}

/** Whether a trade is shares times price, so that its fees stand elsewhere. */
function isBeforeFees({ meaning, quantity, price, amount, fees }: HistoryEvent): boolean {
  if (meaning !== 'buy' && meaning !== 'sell') return false;
  if (quantity === null || price === null || amount === null || fees !== 0n) return false;
  return centsOf(magnitude(amount)) === centsOf(times(magnitude(quantity), price));
}

/** Money of a security, and what a plan calls a reinvestment that has no shares: the payment of one. */
const isPayment = (meaning: Meaning | null): boolean =>
  meaning === 'reinvest' || PAYMENTS.has(meaning);

/** Whether a fee is what a payment left when the rest of it was reinvested. */
function isRestOfPayment(
  { meaning, amount }: HistoryEvent,
  fee: HistoryEvent,
  payments: readonly HistoryEvent[] | undefined,
): boolean {
  if (meaning !== 'reinvest' || amount === null || fee.amount === null) return false;
  const whole = magnitude(amount) + magnitude(fee.amount);
  return payments?.some((one) => magnitude(one.amount ?? 0n) === whole) === true;
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
  const payments = Map.groupBy(
    events.filter(({ meaning, quantity }) => quantity === null && isPayment(meaning)),
    keyOf,
  );
  const joined: JoinedLine[] = [];
  const added = new Map<HistoryEvent, Figure>();
  for (const fee of fees) {
    const [trade, another] = trades.get(keyOf(fee)) ?? [];
    if (trade === undefined || another !== undefined) continue;
    if (!isBeforeFees(trade) && !isRestOfPayment(trade, fee, payments.get(keyOf(fee)))) continue;
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
