/**
 * What do the trades of a file cost that lists no amounts at all?
 *
 * Lists of orders and watch lists give shares and price, and sometimes a fee. Each amount is then worked out, and
 * that is asked once for the whole file instead of at each line.
 *
 * Example: 100 shares at 57.10 with a commission of 9.99 cost $5,719.99.
 * Awkward case: one trade that has an amount shows that the others have lost theirs; they are asked line by line.
 * Not handled: fees that the file does not list.
 */
import type { HistoryEvent } from './event.ts';
import type { HistoryQuestion } from './history.ts';
import { dollarsText, magnitude, plainFigure, times, type Figure } from './values.ts';

const FEWEST = 2;

function isTrade({ meaning, apart, detail, otherCurrency }: HistoryEvent): boolean {
  const isOwn = apart === null && detail === null && otherCurrency === null;
  return isOwn && (meaning === 'buy' || meaning === 'sell');
}

function workedOut({ meaning, quantity, price, fees }: HistoryEvent): Figure | undefined {
  if (quantity === null || price === null) return undefined;
  const product = times(magnitude(quantity), price);
  const amount = meaning === 'sell' ? product - fees : product + fees;
  return amount > 0n ? amount : undefined;
}

/** The records with amounts, and the question whether they are; as they came where the file lists amounts. */
export function withAmountsOfPrices(events: readonly HistoryEvent[]): {
  readonly events: readonly HistoryEvent[];
  readonly questions: readonly HistoryQuestion[];
} {
  const trades = events.filter(isTrade);
  const [first] = trades;
  const lacksAll = trades.every((one) => one.amount === null && workedOut(one) !== undefined);
  if (first === undefined || trades.length < FEWEST || !lacksAll) return { events, questions: [] };
  const made = new Set(trades);
  const { quantity, price, meaning, fees } = first;
  const shares = `${plainFigure(magnitude(quantity ?? 0n))} shares at ${dollarsText(price ?? 0n)}`;
  const withFees =
    fees === 0n ? '' : `, ${meaning === 'sell' ? 'less' : 'with'} ${dollarsText(fees)} of fees`;
  return {
    events: events.map((event): HistoryEvent => {
      const amount = made.has(event) ? workedOut(event) : undefined;
      return amount === undefined ? event : { ...event, amount, feesIncluded: true };
    }),
    questions: [
      {
        id: 'amounts/of-prices',
        line: first.line,
        text: `The file gives no amounts of its trades. Is each the shares times their price with the fees of its line: ${shares}${withFees}, ${meaning === 'sell' ? 'brought' : 'cost'} ${dollarsText(workedOut(first) ?? 0n)}? Fees that the file does not list are not in it.`,
        knows: {},
        candidates: [{ label: 'Yes, take shares times price', row: null }],
        proposed: 0,
      },
    ],
  };
}
