/**
 * Which purchases are reinvestments, because another record says that their cash was a distribution's?
 *
 * Some brokers write the cash that leaves as a reinvestment and the shares that it bought as any purchase. A
 * purchase of the same security, amount and days is then the reinvestment's shares.
 *
 * Where no record says so and a part of a share was bought for exactly what was paid, it is asked.
 *
 * Example: "DIVIDEND REINVESTMENT" -53.00, "Bought 1.72" -53.00: one reinvestment of 1.72 shares.
 * Awkward case: shares that have a record of their own as reinvested: the purchase is another one.
 * Not handled: cash that bought shares in two purchases.
 */
import { dayNumber } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import { isCashLeg, isDistribution, isShareLeg } from './reinvestments.ts';
import { magnitude } from './values.ts';

const NEAR_DAYS = 5;

function keyOf({ account, security }: HistoryEvent, day: number, amount: bigint | null): string {
  return [account, securityKey(security), day, amount].join('\u0000');
}

/** Looks records up by security and amount within a few days. */
class Nearby {
  readonly #all = new Map<string, HistoryEvent[]>();

  constructor(events: readonly HistoryEvent[]) {
    for (const event of events) {
      if (event.day === null) continue;
      const key = keyOf(event, dayNumber(event.day), event.amount);
      const there = this.#all.get(key);
      if (there === undefined) this.#all.set(key, [event]);
      else there.push(event);
    }
  }

  /** The records of one day and amount beside another, the nearest day first. */
  *near(event: HistoryEvent, amount: bigint | null): Generator<HistoryEvent[]> {
    if (event.day === null) return;
    const day = dayNumber(event.day);
    for (let away = 0; away <= NEAR_DAYS; away++) {
      for (const at of away === 0 ? [day] : [day - away, day + away]) {
        const found = this.#all.get(keyOf(event, at, amount));
        if (found !== undefined && found.length > 0) yield found;
      }
    }
  }
}

/** The records, with purchases as reinvestments where the cash says so. */
export function withReinvestedPurchases(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const legs = events.filter((event) => isCashLeg(event) && event.apart === null);
  if (legs.length === 0) return events;
  const shares = new Nearby(events.filter(isShareLeg));
  const bought = new Nearby(
    events.filter(({ meaning, quantity }) => meaning === 'buy' && quantity !== null),
  );
  const turned = new Set<HistoryEvent>();
  for (const leg of legs) {
    const [own] = [...shares.near(leg, null), ...shares.near(leg, leg.amount)];
    if (own !== undefined) continue;
    const [purchases] = bought.near(leg, leg.amount);
    const purchase = purchases?.shift();
    if (purchase !== undefined) turned.add(purchase);
  }
  if (turned.size === 0) return events;
  return events.map((event) => (turned.has(event) ? { ...event, meaning: 'reinvest' } : event));
}

const WHOLE_SHARE = 10n ** 12n;

/** Lines of purchases of parts of shares for exactly what the security paid in these days. */
export function likeReinvestments(
  events: readonly HistoryEvent[],
  reinvested: ReadonlySet<number>,
): ReadonlySet<number> {
  const parts = events.filter(
    ({ meaning, quantity, apart }) =>
      meaning === 'buy' && apart === null && quantity !== null && quantity % WHOLE_SHARE !== 0n,
  );
  if (parts.length === 0) return new Set();
  const paid = new Nearby(events.filter((one) => isDistribution(one) && !reinvested.has(one.line)));
  return new Set(
    parts
      .filter((one) => one.amount !== null && !paid.near(one, magnitude(one.amount)).next().done)
      .map(({ line }) => line),
  );
}
