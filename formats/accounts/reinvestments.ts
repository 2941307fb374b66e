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
import { inCapitals } from './words.ts';

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

function isDistribution(event: HistoryEvent): boolean {
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
  const number = readNumber(SAID_AMOUNT.exec(inCapitals(event.text))?.[1] ?? '');
  return number.kind === 'number' ? number.value : null;
}

function near(a: HistoryEvent, b: HistoryEvent): boolean {
  if (a.day === null || b.day === null) return false;
  return Math.abs(dayNumber(a.day) - dayNumber(b.day)) <= NEAR_DAYS;
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
    const cash = new Set(group.filter(isCashLeg));
    const paid = group.filter(isDistribution);
    const window = new Window(paid);
    for (const share of shares) {
      const own = share.amount === null ? null : magnitude(share.amount);
      const fits = [...cash].filter(
        (one) => near(one, share) && (own === null || magnitude(one.amount ?? 0n) === own),
      );
      const leg = fits.length === 1 || own !== null ? fits[0] : undefined;
      if (leg !== undefined) {
        cash.delete(leg);
        joined.push({ line: leg.line, belongsTo: share.line });
      }
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

/** The distributions of one security, looked up by day. */
class Window {
  readonly #paid: readonly HistoryEvent[];
  readonly #byDay = new Map<number, HistoryEvent[]>();

  constructor(paid: readonly HistoryEvent[]) {
    this.#paid = paid;
    for (const one of this.#paid) {
      if (one.day === null) continue;
      const day = dayNumber(one.day);
      const there = this.#byDay.get(day);
      if (there === undefined) this.#byDay.set(day, [one]);
      else there.push(one);
    }
  }

  /** Marks what the shares were bought with: one distribution, or all of one day. */
  mark(share: HistoryEvent, cost: Figure, marked: Set<number>): void {
    if (share.day === null) return;
    const day = dayNumber(share.day);
    for (const away of [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5]) {
      const there = (this.#byDay.get(day + away) ?? []).filter(({ line }) => !marked.has(line));
      const one = there.find(({ amount }) => amount === cost);
      if (one !== undefined) {
        marked.add(one.line);
        return;
      }
      const sum = there.reduce((total, { amount }) => total + (amount ?? 0n), 0n);
      if (there.length > 1 && sum === cost) {
        for (const { line } of there) marked.add(line);
        return;
      }
    }
  }
}
