/**
 * Which trades does the broker take back in the same file?
 *
 * A cancelled trade stands twice: as it was made, and with its shares and its money the other way round and a
 * word that says so. Neither happened.
 *
 * Example: "BOUGHT 100, -7,000.00" and "BOUGHT … CXL -100, 7,000.00" of one day: both are left out.
 * Awkward case: the word stands on a later day, with the corrected trade beside it: the earlier one did not happen.
 * Awkward case: of two purchases that are alike one is taken back: the one that stands nearest in the file.
 * Awkward case: an OFX record that takes one back names its id (REVERSALFITID): that one, wherever it stands.
 * Not handled: the word without a trade that fits; that is asked.
 */
import { dayNumber } from '../../tax/values/days.ts';
import { securityKey, type HistoryEvent } from './event.ts';
import { magnitude } from './values.ts';
import { inCapitals, type Meaning } from './words.ts';

const WORD = /\b(?:CXL|CANCEL(?:L?ED|S|LATION)?|REVERS(?:AL|ED|E OF))\b/;
/** What a broker takes back on a later day, it does within the days in which the trade settles and is confirmed. */
const DAYS_UNTIL_TAKEN_BACK = 7;
/** So many lines on either side are looked at for the trade. */
const LOOKED_AT = 20;
const TRADES: ReadonlySet<Meaning> = new Set(['buy', 'sell', 'reinvest', 'cancelled']);

function isTradeWithFigures({ meaning, quantity, amount, apart }: HistoryEvent): boolean {
  return (
    meaning !== null &&
    TRADES.has(meaning) &&
    quantity !== null &&
    amount !== null &&
    apart === null
  );
}

/** All that a trade and what takes it back have in common; the money has the other sign. */
function keyOf(
  { account, security, quantity, amount }: HistoryEvent,
  meaning: Meaning | null,
  turned: boolean,
): string {
  const money = turned ? -(amount ?? 0n) : amount;
  return [account, securityKey(security), magnitude(quantity ?? 0n), money, meaning].join('\u0000');
}

/** Days from a trade to the record that takes it back; infinite where it cannot. */
function daysUntil(trade: HistoryEvent, back: HistoryEvent): number {
  if (trade.day === null || back.day === null) return trade.day === back.day ? 0 : Infinity;
  const days = dayNumber(back.day) - dayNumber(trade.day);
  return days >= 0 && days <= DAYS_UNTIL_TAKEN_BACK ? days : Infinity;
}

/** Trades that can be taken back, in the order of the file, by what they say. */
class Trades {
  readonly #byKey = new Map<string, HistoryEvent[]>();

  constructor(trades: readonly HistoryEvent[]) {
    for (const trade of trades) {
      const key = keyOf(trade, trade.meaning, false);
      const there = this.#byKey.get(key);
      if (there === undefined) this.#byKey.set(key, [trade]);
      else there.push(trade);
    }
  }

  /** Takes the nearest line that a record takes back: its own word, or "cancelled" for any. */
  takeFor(back: HistoryEvent): HistoryEvent | undefined {
    const meanings = back.meaning === 'cancelled' ? [...TRADES] : [back.meaning];
    const found = meanings.flatMap((meaning) => {
      const list = this.#byKey.get(keyOf(back, meaning, true)) ?? [];
      const after = placeAfter(list, back.line);
      const from = Math.max(0, after - LOOKED_AT);
      return list.slice(from, after + LOOKED_AT).flatMap((trade, i) => {
        const days = daysUntil(trade, back);
        return days === Infinity ? [] : [{ list, place: from + i, trade, days }];
      });
    });
    const [nearest] = found.toSorted(
      (a, b) =>
        a.days - b.days ||
        Math.abs(a.trade.line - back.line) - Math.abs(b.trade.line - back.line) ||
        a.trade.line - b.trade.line,
    );
    if (nearest === undefined) return undefined;
    nearest.list.splice(nearest.place, 1);
    return nearest.trade;
  }
}

/** The first place in a list of rising lines whose line is greater. */
function placeAfter(list: readonly HistoryEvent[], line: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as HistoryEvent).line > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Records that name the id of the trade that they take back, in both directions. */
function takenBackById(events: readonly HistoryEvent[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const backs = events.filter(
    ({ takesBack, meaning }) => takesBack !== undefined && meaning === 'cancelled',
  );
  for (const back of backs) {
    const trade = events.find(
      ({ id, account, meaning, takesBack }) =>
        id === back.takesBack &&
        account === back.account &&
        takesBack === undefined &&
        meaning !== null &&
        TRADES.has(meaning),
    );
    if (trade !== undefined && !pairs.has(trade.line)) {
      pairs.set(back.line, trade.line).set(trade.line, back.line);
    }
  }
  return pairs;
}

/** By its line each trade that was taken back and each record that does so, with the line of the other. */
export function takenBack(events: readonly HistoryEvent[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const takes = (event: HistoryEvent) => WORD.test(event.text) || event.meaning === 'cancelled';
  for (const [line, other] of takenBackById(events)) pairs.set(line, other);
  const trades = events.filter(isTradeWithFigures);
  // One that names the id of another takes back none that is only alike.
  const backs = trades.filter((event) => takes(event) && event.takesBack === undefined);
  if (backs.length === 0) return pairs;
  // One that takes back has the word itself: nothing takes it back again.
  const open = new Trades(trades.filter(({ text }) => !WORD.test(text)));
  for (const back of backs) {
    if (pairs.has(back.line)) continue;
    let trade = open.takeFor(back);
    while (trade !== undefined && pairs.has(trade.line)) trade = open.takeFor(back);
    if (trade === undefined) continue;
    pairs.set(back.line, trade.line);
    pairs.set(trade.line, back.line);
  }
  return pairs;
}

/** Whether words beside a trade, such as its notes, say that it was taken back. */
export function saysTakenBack({ meaning, text }: HistoryEvent): boolean {
  if (meaning === null || meaning === 'cancelled' || !TRADES.has(meaning)) return false;
  return WORD.test(text) || /\bVOID(?:ED)?\b/.test(text);
}

/** Which trade the word of a record is about; any where it does not say. */
function isMeantBy({ action }: HistoryEvent, { meaning }: HistoryEvent): boolean {
  const word = inCapitals(action);
  if (/\b(?:BUYS?|BOUGHT|BOT|PURCH)/.test(word)) return meaning === 'buy';
  if (/\b(?:SELLS?|SOLD|SLD|SALE)/.test(word)) return meaning === 'sell';
  return meaning !== 'cancelled' && meaning !== null && TRADES.has(meaning);
}

function isLike(trade: HistoryEvent, back: HistoryEvent): boolean {
  const [own, other] = [trade.amount, back.amount].map((each) => magnitude(each ?? 0n));
  return isMeantBy(back, trade) && (other === 0n || own === other);
}

/**
 * Each trade of which a record may say that it did not happen, with that record: it stands near, with the
 * same shares, and the record has the sign of the trade, or none.
 */
export function maybeTakenBack(
  events: readonly HistoryEvent[],
): ReadonlyMap<HistoryEvent, HistoryEvent> {
  const found = new Map<HistoryEvent, HistoryEvent>();
  const backs = events.filter(
    ({ meaning, quantity, takesBack }) =>
      meaning === 'cancelled' && quantity !== null && takesBack === undefined,
  );
  if (backs.length === 0) return found;
  const placeOf = ({ account, security, quantity }: HistoryEvent): string =>
    [securityKey(security), account, magnitude(quantity ?? 0n)].join('\u0000');
  const trades = Map.groupBy(
    events.filter(({ quantity, apart }) => quantity !== null && apart === null),
    placeOf,
  );
  for (const back of backs) {
    const list = trades.get(placeOf(back)) ?? [];
    const after = placeAfter(list, back.line);
    const [nearest] = list
      .slice(Math.max(0, after - LOOKED_AT), after + LOOKED_AT)
      .filter((trade) => !found.has(trade) && isLike(trade, back))
      .filter((trade) => daysUntil(trade, back) !== Infinity)
      .toSorted((a, b) => Math.abs(a.line - back.line) - Math.abs(b.line - back.line));
    if (nearest !== undefined) found.set(nearest, back);
  }
  return found;
}
