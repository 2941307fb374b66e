/**
 * Which records are two sides of one corporate action, and what ratio does it have?
 *
 * A reverse split or an exchange is often written as the old shares that leave, under their CUSIP, and
 * the new ones that come; a forward split as the added shares alone. The ratio is what the words say;
 * the shares held before give one to propose.
 *
 * Example: "STOCK SPLIT 3 FOR 2" is 3:2; 90 shares added to 45 propose 3:1.
 * Awkward case: a reverse split whose fraction was paid in cash: the shares of both sides give no ratio.
 * Not handled: three sides.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import type { JoinedLine } from './history.ts';
import { magnitude, plainFigure, readNumber, type Figure } from './values.ts';

const ONE = 10n ** 12n;

export interface Pair {
  /** The record that speaks for both: the first of the file. */
  readonly first: HistoryEvent;
  readonly out: HistoryEvent;
  readonly into: HistoryEvent;
}

const ACTIONS = new Set(['reverseSplit', 'split', 'exchange']);

function isOut({ quantity, takenOut }: HistoryEvent): boolean {
  return quantity !== null && (quantity < 0n || takenOut);
}

function nameStart({ security, text }: HistoryEvent): string {
  return (security.name ?? text).split(/\s+/).slice(0, 2).join(' ').toUpperCase();
}

/** The pairs of a file, and the lines that belong to another. */
export function corporatePairs(events: readonly HistoryEvent[]): {
  readonly pairs: ReadonlyMap<number, Pair>;
  readonly joined: readonly JoinedLine[];
} {
  const groups = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.meaning === null || !ACTIONS.has(event.meaning) || event.quantity === null) continue;
    if (event.apart !== null || event.detail !== null) continue;
    const key = [event.account, event.day, event.meaning].join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  const pairs = new Map<number, Pair>();
  const joined: JoinedLine[] = [];
  for (const group of groups.values()) {
    const into = new Incoming(group.filter((event) => !isOut(event)));
    for (const out of group.filter(isOut)) {
      const partner = into.takeFor(out, group.length === 2);
      if (partner === undefined) continue;
      const [first, second] = out.line < partner.line ? [out, partner] : [partner, out];
      pairs.set(first.line, { first, out, into: partner });
      joined.push({ line: second.line, belongsTo: first.line });
    }
  }
  return { pairs, joined };
}

/** The shares that come in by one action on one day, found by what they are called. */
class Incoming {
  readonly #all: Set<HistoryEvent>;
  readonly #called = new Map<string, Set<HistoryEvent>>();

  constructor(events: readonly HistoryEvent[]) {
    this.#all = new Set(events);
    for (const event of events) {
      for (const name of namesOf(event)) {
        const there = this.#called.get(name);
        if (there === undefined) this.#called.set(name, new Set([event]));
        else there.add(event);
      }
    }
  }

  /** Takes the only one that is called alike, or the other one of two; undefined where several are. */
  takeFor(out: HistoryEvent, areTwo: boolean): HistoryEvent | undefined {
    const same = new Set<HistoryEvent>();
    for (const name of namesOf(out)) {
      for (const one of this.#called.get(name) ?? []) {
        same.add(one);
        if (same.size > 1) break;
      }
    }
    const [partner] = same.size === 1 ? same : areTwo ? this.#all : [];
    if (partner === undefined) return undefined;
    this.#all.delete(partner);
    for (const name of namesOf(partner)) this.#called.get(name)?.delete(partner);
    return partner;
  }
}

/** Ticker, CUSIP or name, and how the name begins. */
function namesOf(event: HistoryEvent): readonly string[] {
  return [`is ${securityKey(event.security)}`, `begins ${nameStart(event)}`];
}

const RATIO_WORDS =
  /\b(\d+(?:\.\d+)?)\s*(?:-?\s*FOR\s*-?|:|NEW (?:SHARES? )?FOR(?: EACH)?|SHARES? FOR(?: EACH)?)\s*(\d+(?:\.\d+)?)\b/;

/** The two numbers of a ratio as a record writes them, "3:2"; undefined where it has none. */
export function ratioWritten({ text, ratio }: HistoryEvent): string | undefined {
  if (ratio !== undefined) return ratio;
  const [, first = '', second = ''] = RATIO_WORDS.exec(text) ?? [];
  return first === second ? undefined : `${first}:${second}`;
}

/** New shares to old ones as the words of a record say, "3:2"; undefined where they say none. */
export function ratioInWords(event: HistoryEvent): string | undefined {
  const written = ratioWritten(event);
  if (written === undefined || event.ratio !== undefined) return written;
  const [first, second] = written.split(':').map(Number);
  // "10 FOR 1" in a reverse split: which side is the new one is not said.
  return event.meaning === 'reverseSplit' && (first ?? 0) > (second ?? 0) ? undefined : written;
}

/** New shares to old ones as a cell of ratios has them: "2:1", "2-for-1", "1/2", "0.5"; undefined where it has none. */
export function ratioInCell(cell: string): string | undefined {
  const [, first = '', second = ''] =
    RATIO_WORDS.exec(
      cell
        .toUpperCase()
        .replace('/', ':')
        .replace(/\bTO\b/, ':'),
    ) ?? [];
  if (first !== '') return first === second ? undefined : `${first}:${second}`;
  const factor = readNumber(cell);
  return factor.kind === 'number' ? ratioOf(ONE, factor.value) : undefined;
}

function common(a: bigint, b: bigint): bigint {
  return b === 0n ? a : common(b, a % b);
}

/** The ratio by which `before` became `after`, in smallest whole numbers; undefined where none is small. */
export function ratioOf(before: Figure, after: Figure): string | undefined {
  if (before <= 0n || after <= 0n) return undefined;
  const divisor = common(before, after);
  const [newShares, oldShares] = [after / divisor, before / divisor];
  return newShares <= 1000n && oldShares <= 1000n ? `${newShares}:${oldShares}` : undefined;
}

/** The shares of both sides, for a sentence. */
export function sidesOf({ out, into }: Pair): { readonly before: string; readonly after: string } {
  return {
    before: plainFigure(magnitude(out.quantity ?? 0n)),
    after: plainFigure(magnitude(into.quantity ?? 0n)),
  };
}
