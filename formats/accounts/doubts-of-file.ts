/**
 * Which trades can be read one by one, and look wrong beside the other records of their file?
 *
 * One that another record may take back; one that says it corrects another; one whose own notes say so; amounts that count the shares on; amounts that
 * can be the price of one share. Each is asked, with what it says as the first candidate.
 *
 * Example: 100 shares for $100 and 40 for $140: the column counts shares.
 * Awkward case: a file with a price in each line has its amounts checked by it, and nothing is doubted here.
 * Not handled: a column that counts money on; those amounts are far from each other's price and asked.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import { maybeTakenBack, saysTakenBack } from './taken-back.ts';
import { dollarsText, magnitude, plainFigure, type Figure } from './values.ts';

const DOLLAR = 10n ** 12n;
/** Beside an amount below a dollar a share, others below this many are doubted too. */
const FEW_DOLLARS = 5n;

function isPlainTrade({ meaning, apart, detail, price, quantity, amount }: HistoryEvent): boolean {
  const isOwn = apart === null && detail === null && (meaning === 'buy' || meaning === 'sell');
  return isOwn && price === null && quantity !== null && amount !== null;
}

/** What a trade adds to the shares that are held. */
function changeOf({ meaning, quantity }: HistoryEvent): Figure {
  return meaning === 'sell' ? -magnitude(quantity ?? 0n) : magnitude(quantity ?? 0n);
}

/** Whether each amount is the number of shares after its trade, from the first to the last. */
function countOn(trades: readonly HistoryEvent[]): boolean {
  let held = 0n;
  return trades.every((trade) => {
    held += changeOf(trade);
    return held > 0n && magnitude(trade.amount ?? 0n) === held;
  });
}

function perShare({ amount, quantity }: HistoryEvent): Figure {
  return (magnitude(amount ?? 0n) * DOLLAR) / magnitude(quantity ?? 0n);
}

/** Doubts about amounts that may be no money, or the price of a share. */
function doubtfulAmounts(once: readonly HistoryEvent[]): ReadonlyMap<HistoryEvent, string> {
  const doubts = new Map<HistoryEvent, string>();
  const trades = once.filter(isPlainTrade);
  if (trades.length === 0) return doubts;
  const byTable = Map.groupBy(trades, ({ table }) => table);
  for (const own of byTable.values()) {
    if (!own.some((trade) => perShare(trade) < DOLLAR)) continue;
    for (const trade of own.filter((one) => perShare(one) < FEW_DOLLARS * DOLLAR)) {
      const { amount, quantity } = trade;
      doubts.set(
        trade,
        `${dollarsText(magnitude(amount ?? 0n))} for ${plainFigure(magnitude(quantity ?? 0n))} shares is ${dollarsText((perShare(trade) / 10n ** 8n) * 10n ** 8n)} a share; the column may hold the price of one.`,
      );
    }
  }
  const bySecurity = Map.groupBy(trades, ({ table, account, security }) =>
    [table, account, securityKey(security)].join('\u0000'),
  );
  for (const own of bySecurity.values()) {
    if (own.length < 2 || !(countOn(own) || countOn(own.toReversed()))) continue;
    for (const trade of own) {
      doubts.set(trade, 'Its amount is the number of shares held after it, and may be no money.');
    }
  }
  return doubts;
}

const CORRECTS = /\bRE-?(?:BILL|BOOK)(?:ED|ING)?\b|\bCORRECT(?:ED|ION|S)?\b/;

/**
 * Trades whose words say that they stand in the place of an earlier one, with what may be wrong: they are booked on the
 * day on which that one was taken back, and are of the day of the trade.
 */
function corrections(
  events: readonly HistoryEvent[],
  once: readonly HistoryEvent[],
  pairs: ReadonlyMap<number, number>,
): ReadonlyMap<HistoryEvent, string> {
  const found = new Map<HistoryEvent, string>();
  const corrected = once.filter(
    ({ meaning, text }) => (meaning === 'buy' || meaning === 'sell') && CORRECTS.test(text),
  );
  if (corrected.length === 0) return found;
  const byLine = new Map(events.map((event) => [event.line, event]));
  const takenBack = [...pairs].flatMap(([line, other]) => {
    const [trade, back] = [byLine.get(line), byLine.get(other)];
    return trade?.day && back?.day && trade.day <= back.day ? [{ trade, back }] : [];
  });
  for (const event of corrected) {
    const pair = takenBack.find(
      ({ trade, back }) =>
        back.day === event.day &&
        trade.meaning === event.meaning &&
        trade.account === event.account &&
        securityKey(trade.security) === securityKey(event.security),
    );
    const day = pair?.trade.day ?? null;
    if (day !== null && day === event.day) continue;
    found.set(
      event,
      day === null
        ? 'Its words say that it corrects a trade, and it may be of an earlier day.'
        : `It corrects the trade of ${day} that was taken back on ${event.day ?? ''}, and may be of the earlier day.`,
    );
  }
  return found;
}

/** The records, with the doubts about those that count once; `pairs` are the lines of trades that were taken back. */
export function withDoubtsOf(
  events: readonly HistoryEvent[],
  once: readonly HistoryEvent[],
  pairs: ReadonlyMap<number, number>,
): readonly HistoryEvent[] {
  const backs = maybeTakenBack(once);
  const amounts = doubtfulAmounts(once);
  const words = new Set(once.filter(saysTakenBack));
  const corrected = corrections(events, once, pairs);
  if (backs.size + amounts.size + words.size + corrected.size === 0) return events;
  return events.map((event) => {
    const back = backs.get(event);
    const found = [
      back && `Line ${back.line}, "${back.action.slice(0, 80)}", may say that this did not happen.`,
      words.has(event)
        ? `Its words "${event.text.slice(0, 80)}" can mean that it was taken back.`
        : '',
      amounts.get(event),
      corrected.get(event),
    ].filter((doubt): doubt is string => doubt !== undefined && doubt !== '');
    return found.length === 0 ? event : { ...event, doubts: [...(event.doubts ?? []), ...found] };
  });
}
