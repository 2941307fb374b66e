/**
 * How many shares of a security does the file itself say were held at the start of a day?
 *
 * Only what its own records bring and take: where the file begins in the middle of a history, the
 * holding is not known, and what comes out is below zero or too small. It is used for proposals alone.
 */
import type { Day } from '../../tax/values/days.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import { isShareLeg } from './reinvestments.ts';
import { magnitude, type Figure } from './values.ts';

interface Change {
  readonly day: Day;
  readonly shares: Figure;
}

export class Holdings {
  readonly #changes = new Map<string, Change[]>();

  constructor(events: readonly HistoryEvent[]) {
    for (const event of events) {
      const { meaning, quantity, day, apart, detail } = event;
      if (quantity === null || day === null || apart !== null || detail !== null) continue;
      const shares =
        meaning === 'buy' || isShareLeg(event)
          ? magnitude(quantity)
          : meaning === 'sell' || meaning === 'redeem'
            ? -magnitude(quantity)
            : meaning === 'transfer' || meaning === 'split'
              ? quantity
              : 0n;
      if (shares === 0n) continue;
      const key = keyOf(event);
      const there = this.#changes.get(key);
      if (there === undefined) this.#changes.set(key, [{ day, shares }]);
      else there.push({ day, shares });
    }
  }

  /** Held at the start of the event's day, as far as the file knows. */
  before(event: HistoryEvent): Figure {
    const changes = this.#changes.get(keyOf(event)) ?? [];
    const day = event.day;
    if (day === null) return 0n;
    return changes.reduce((sum, change) => (change.day < day ? sum + change.shares : sum), 0n);
  }
}

function keyOf({ account, security }: HistoryEvent): string {
  return `${account ?? ''}\u0000${rowSecurity(security)}`;
}
