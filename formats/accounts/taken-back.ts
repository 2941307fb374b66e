/**
 * Which trades does the broker take back in the same file?
 *
 * A cancelled trade stands twice: as it was made, and with its shares and its money the other way round and a
 * word that says so. Neither happened.
 *
 * Example: "BOUGHT 100, -7,000.00" and "BOUGHT … CXL -100, 7,000.00" of one day: both are left out.
 * Awkward case: of two purchases that are alike one is taken back: the one that stands nearest in the file.
 * Not handled: the word without a trade that fits; that is asked.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import { magnitude } from './values.ts';

const WORD = /\b(?:CXL|CANCEL(?:L?ED|S|LATION)?|REVERS(?:AL|ED|E OF))\b/;
const TRADES = new Set(['buy', 'sell', 'reinvest', 'cancelled']);

function isTradeWithFigures({ meaning, quantity, amount, apart }: HistoryEvent): boolean {
  return (
    meaning !== null &&
    TRADES.has(meaning) &&
    quantity !== null &&
    amount !== null &&
    apart === null
  );
}

/** Whether one is the other with all signs turned. */
function turns(back: HistoryEvent, trade: HistoryEvent): boolean {
  return (
    back.day === trade.day &&
    back.account === trade.account &&
    securityKey(back.security) === securityKey(trade.security) &&
    magnitude(back.quantity ?? 0n) === magnitude(trade.quantity ?? 0n) &&
    back.amount === -(trade.amount ?? 0n) &&
    (back.meaning === trade.meaning || back.meaning === 'cancelled')
  );
}

/** By its line each trade that was taken back and each record that does so, with the line of the other. */
export function takenBack(events: readonly HistoryEvent[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const trades = events.filter(isTradeWithFigures);
  for (const back of trades) {
    if (!WORD.test(back.text) && back.meaning !== 'cancelled') continue;
    if (pairs.has(back.line)) continue;
    const [trade] = trades
      .filter(
        (one) => one !== back && !pairs.has(one.line) && !WORD.test(one.text) && turns(back, one),
      )
      .sort((a, b) => Math.abs(a.line - back.line) - Math.abs(b.line - back.line));
    if (!trade) continue;
    pairs.set(back.line, trade.line);
    pairs.set(trade.line, back.line);
  }
  return pairs;
}
