/**
 * How many shares of a security does the file itself say were held at the start of a day?
 *
 * Only what its own records bring and take: where the file begins in the middle of a history, the
 * holding is not known, and what comes out is below zero or too small. It is used for proposals alone.
 */
import { addDays, type Day } from '../../tax/values/days.ts';
import { rowSecurity, type HistoryEvent } from './event.ts';
import { isShareLeg } from './reinvestments.ts';
import { magnitude, type Figure } from './values.ts';
import type { Meaning } from './words.ts';

export class Holdings {
  /** By account and security, then by day: what the records of the day bring, less what they take. */
  readonly #changes = new Map<string, Map<Day, Figure>>();
  /** The first day of which the records do not say how many shares they change, by account and security. */
  readonly #unsureFrom = new Map<string, Day>();
  readonly #starts = new Map<string, ReadonlyMap<Day, Figure>>();

  constructor(events: readonly HistoryEvent[]) {
    for (const event of events) {
      const { day, apart, detail } = event;
      if (day === null || apart !== null || detail !== null) continue;
      const key = keyOf(event);
      const days = this.#changes.get(key) ?? new Map<Day, Figure>();
      this.#changes.set(key, days.set(day, (days.get(day) ?? 0n) + changeOf(event)));
      if (!isUnsure(event)) continue;
      const first = this.#unsureFrom.get(key);
      if (first === undefined || day < first) this.#unsureFrom.set(key, day);
    }
  }

  /**
   * Held at the start of the event's day, and the least on the days before: zero where a record that changes
   * holdings by what it does not say makes them unsure.
   */
  around(event: HistoryEvent, days: number): { readonly held: Figure; readonly least: Figure } {
    const held = this.before(event);
    const { day } = event;
    if (day === null || (this.#unsureFrom.get(keyOf(event)) ?? '9999') < day) {
      return { held, least: 0n };
    }
    const from = addDays(day, -days);
    let least = held;
    for (const [at, start] of this.#starts.get(keyOf(event)) ?? []) {
      if (at > from && at < day && start < least) least = start;
    }
    return { held, least };
  }

  /** Held at the start of the event's day, as far as the file knows. */
  before(event: HistoryEvent): Figure {
    const key = keyOf(event);
    const starts = this.#starts.get(key) ?? startsOf(this.#changes.get(key) ?? new Map());
    this.#starts.set(key, starts);
    return event.day === null ? 0n : (starts.get(event.day) ?? 0n);
  }
}

/** What a record brings to a holding; below zero what it takes. */
function changeOf(event: HistoryEvent): Figure {
  const { meaning, quantity } = event;
  if (quantity === null) return 0n;
  if (meaning === 'buy' || isShareLeg(event)) return magnitude(quantity);
  if (meaning === 'sell' || meaning === 'redeem') return -magnitude(quantity);
  return meaning === 'transfer' || meaning === 'split' ? quantity : 0n;
}

const SURE: ReadonlySet<Meaning | null> = new Set(['buy', 'sell', 'redeem', 'split']);

/** Whether a record moves shares, and which way or how many cannot be told from it alone. */
function isUnsure(event: HistoryEvent): boolean {
  return event.quantity !== null && !SURE.has(event.meaning) && !isShareLeg(event);
}

/** The holding at the start of each day on which something happened. */
function startsOf(changes: ReadonlyMap<Day, Figure>): ReadonlyMap<Day, Figure> {
  let held = 0n;
  return new Map(
    [...changes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, change]): [Day, Figure] => {
        const start = held;
        held += change;
        return [day, start];
      }),
  );
}

function keyOf({ account, security }: HistoryEvent): string {
  return `${account ?? ''}\u0000${rowSecurity(security)}`;
}
