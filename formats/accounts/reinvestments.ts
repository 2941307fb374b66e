/**
 * Which records of a reinvestment belong together, and what did its shares cost?
 *
 * Brokers write a reinvestment as one record, or as two or three: the distribution, the cash that
 * leaves, and the shares, whose own amount may be zero. The shares' record is the lot. Its cost is its
 * own amount, else that of the cash that leaves, else what its words say; where two of them differ, it
 * is asked. A distribution of the same amount within five days is marked as reinvested.
 *
 * Source: exports of Merrill, Schwab, Vanguard and Fidelity as published in tests of public projects.
 * Example: Merrill: shares 1.1617 at $0.00, program -$66.25, dividend $66.25: one lot that cost $66.25.
 * Awkward case: E*TRADE reinvests $138.25 out of a dividend of $95.00 and a gain of $43.25 of that day.
 * Not handled: shares bought partly with new cash.
 */
import { dayNumber } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import type { JoinedLine } from './history.ts';
import { magnitude, readNumber, type Figure } from './values.ts';

const NEAR_DAYS = 5;

export interface Reinvestments {
  /** Cost of the shares' record, by its line; null where two sources of it differ, or there is none. */
  readonly costs: ReadonlyMap<number, Figure | null>;
  readonly joined: readonly JoinedLine[];
  /** Lines of distributions whose money bought shares. */
  readonly reinvested: ReadonlySet<number>;
}

export function isShareLeg({ meaning, quantity, amount }: HistoryEvent): boolean {
  if (quantity === null) return false;
  // One word for two things: a dividend with shares, for which money went out, is a reinvestment.
  if (meaning === 'dividend' || meaning === 'capitalGain') return amount !== null && amount < 0n;
  return meaning === 'reinvest';
}

/** Cash that leaves to buy shares which another record brings. */
export function isCashLeg({ meaning, quantity, amount }: HistoryEvent): boolean {
  return meaning === 'reinvest' && quantity === null && amount !== null && amount < 0n;
}

const DISTRIBUTIONS = new Set(['dividend', 'capitalGain', 'unrecaptured1250', 'returnOfCapital']);

/** Money that a security paid. */
export function isDistribution(event: HistoryEvent): boolean {
  if (isShareLeg(event)) return false;
  if (event.amount === null || event.amount < 0n) return false;
  return (
    (event.meaning !== null && DISTRIBUTIONS.has(event.meaning)) ||
    (event.meaning === 'reinvest' && event.quantity === null)
  );
}

const SAID_AMOUNT = /\bREINV(?:ESTMENT|EST)? (?:AMT|AMOUNT) (\$?[\d,]+\.\d{2})\b/;

/** The cost that the words of a record give. */
function saidCost(event: HistoryEvent): Figure | null {
  const number = readNumber(SAID_AMOUNT.exec(event.text)?.[1] ?? '');
  return number.kind === 'number' ? number.value : null;
}

/** The cash that leaves for one security, looked up by day and by amount. */
class CashLegs {
  readonly #byDay = new Map<number, Set<HistoryEvent>>();
  readonly #byAmount = new Map<string, Set<HistoryEvent>>();

  constructor(legs: readonly HistoryEvent[]) {
    for (const leg of legs) {
      if (leg.day === null) continue;
      for (const set of this.#setsOf(leg, dayNumber(leg.day))) set.add(leg);
    }
  }

  #setsOf(leg: HistoryEvent, day: number): readonly Set<HistoryEvent>[] {
    const key = amountKey(day, magnitude(leg.amount ?? 0n));
    const ofDay = this.#byDay.get(day) ?? new Set();
    const ofAmount = this.#byAmount.get(key) ?? new Set();
    this.#byDay.set(day, ofDay);
    this.#byAmount.set(key, ofAmount);
    return [ofDay, ofAmount];
  }

  /** Takes the first of the same amount; where the shares have none, the only one of these days. */
  takeFor({ day }: HistoryEvent, own: Figure | null): HistoryEvent | undefined {
    if (day === null || this.#byDay.size === 0) return undefined;
    const found: HistoryEvent[] = [];
    for (let at = dayNumber(day) - NEAR_DAYS; at <= dayNumber(day) + NEAR_DAYS; at++) {
      const legs = own === null ? this.#byDay.get(at) : this.#byAmount.get(amountKey(at, own));
      // The first two of a day are enough: the first one counts, or there may be no second.
      let seen = 0;
      for (const leg of legs ?? []) {
        found.push(leg);
        if (++seen === 2) break;
      }
    }
    if (own === null && found.length > 1) return undefined;
    const [leg] = found.toSorted((a, b) => a.line - b.line);
    if (leg === undefined || leg.day === null) return undefined;
    for (const set of this.#setsOf(leg, dayNumber(leg.day))) set.delete(leg);
    return leg;
  }
}

function amountKey(day: number, amount: Figure): string {
  return `${day} ${amount}`;
}

function bySecurity(events: readonly HistoryEvent[]): Map<string, HistoryEvent[]> {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.apart !== null || event.detail !== null || event.otherCurrency !== null) continue;
    const concerns = isShareLeg(event) || isCashLeg(event) || isDistribution(event);
    if (!concerns) continue;
    const key = `${event.account ?? ''}\u0000${securityKey(event.security)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}

/** All reinvestments of a file. */
export function reinvestmentsOf(events: readonly HistoryEvent[]): Reinvestments {
  const costs = new Map<number, Figure | null>();
  const joined: JoinedLine[] = [];
  const reinvested = new Set<number>();
  for (const group of bySecurity(events).values()) {
    const shares = group
      .filter(isShareLeg)
      .toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1));
    const cash = new CashLegs(group.filter(isCashLeg));
    const paid = group.filter(isDistribution);
    const window = new Window(paid);
    for (const share of shares) {
      const own = share.amount === null ? null : magnitude(share.amount);
      const leg = cash.takeFor(share, own);
      if (leg !== undefined) joined.push({ line: leg.line, belongsTo: share.line });
      const said = saidCost(share);
      const other = leg === undefined || leg.amount === null ? null : magnitude(leg.amount);
      const found = own ?? other ?? said;
      const agree = [own, other, said].every((one) => one === null || one === found);
      costs.set(share.line, agree ? found : null);
      if (found !== null) window.mark(share, found, reinvested);
    }
  }
  return { costs, joined, reinvested };
}

/** What was paid on one day and has bought nothing yet. */
class PaidOnDay {
  readonly #byAmount = new Map<Figure, HistoryEvent[]>();
  #open = 0;
  #sum = 0n;

  add(event: HistoryEvent): void {
    const amount = event.amount ?? 0n;
    const there = this.#byAmount.get(amount);
    if (there === undefined) this.#byAmount.set(amount, [event]);
    else there.push(event);
    this.#open++;
    this.#sum += amount;
  }

  /** Takes the first distribution of an amount, or all where they are the amount together. */
  take(cost: Figure): readonly HistoryEvent[] {
    const one = this.#byAmount.get(cost)?.shift();
    if (one !== undefined) {
      this.#open--;
      this.#sum -= cost;
      return [one];
    }
    if (this.#open < 2 || this.#sum !== cost) return [];
    const all = [...this.#byAmount.values()].flat();
    this.#byAmount.clear();
    [this.#open, this.#sum] = [0, 0n];
    return all;
  }
}

/** The distributions of one security, looked up by day. */
class Window {
  readonly #byDay = new Map<number, PaidOnDay>();

  constructor(paid: readonly HistoryEvent[]) {
    for (const one of paid) {
      if (one.day === null) continue;
      const day = dayNumber(one.day);
      const there = this.#byDay.get(day) ?? new PaidOnDay();
      this.#byDay.set(day, there);
      there.add(one);
    }
  }

  /** Marks what the shares were bought with: one distribution, or all of one day. */
  mark(share: HistoryEvent, cost: Figure, marked: Set<number>): void {
    if (share.day === null) return;
    const day = dayNumber(share.day);
    for (const away of [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5]) {
      const taken = this.#byDay.get(day + away)?.take(cost);
      if (taken === undefined) continue;
      for (const { line } of taken) marked.add(line);
      if (taken.length > 0) return;
    }
  }
}
