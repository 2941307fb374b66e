/**
 * Do the figures of a trade belong together?
 *
 * Shares times price is the amount but for the fees, as exactly as both are printed; the signs are
 * those that the file gives to other trades of the same kind. What does not fit is asked, so that a
 * cost that lost a digit, or that leaves out its fee, does not become a lot.
 *
 * Example: 40 x $63.125 - $0.06 = $2,524.94. 100 shares "at 0" for $13 are a line that was cut off.
 * Awkward case: fees that are not shown at all (25 x 134.125 - 4.95 = 3,348.175, printed 3,348.10): the
 * amount rules, within reason.
 * Not handled: amounts in another currency; those are left out before.
 */
import { securityKey, type HistoryEvent } from './event.ts';
import { centsOf, dollarsText, magnitude, plainFigure, times, type Figure } from './values.ts';

const ONE = 10n ** 12n;
const CENT = ONE / 100n;
/** Fees that are not shown: at most so much, and at most this part of the trade. */
const MOST_HIDDEN = 50n * ONE;
const HIDDEN_PART = 10n;

interface TradeProblem {
  readonly text: string;
  /** Amounts that it can be, in the order of how likely; without one it is typed. */
  readonly amounts: readonly Figure[];
}

function smaller(a: Figure, b: Figure): Figure {
  return a < b ? a : b;
}

/** What does not fit in a trade; undefined where all does. `cost` is its amount without sign. */
export function tradeProblem(
  event: HistoryEvent,
  cost: Figure | null,
  isSale: boolean,
): TradeProblem | undefined {
  const { quantity, price, fees } = event;
  if (quantity === null) {
    return { text: 'The number of shares is missing.', amounts: [] };
  }
  const shares = magnitude(quantity);
  const product = price === null ? null : times(shares, price);
  if (cost === null) {
    return {
      text: `The amount is missing${product === null ? '' : `; ${plainFigure(shares)} shares at ${plainFigure(price ?? 0n)} are ${plainFigure(product)} before fees`}.`,
      amounts: product === null ? [] : [isSale ? product - fees : product + fees],
    };
  }
  if (event.feesUnsure === true) {
    return {
      text: `Whether the fees of ${dollarsText(fees)} are in the ${dollarsText(cost)} cannot be told from the line.`,
      amounts: isSale ? [cost, cost - fees] : [cost, cost + fees],
    };
  }
  if (product === null) {
    if (!event.mayHavePrice || event.meaning === 'reinvest' || event.meaning === 'dividend')
      return undefined;
    if (event.meaning !== 'buy' && event.meaning !== 'sell') return undefined;
    return {
      text: `The price is missing, so that ${dollarsText(cost)} for ${plainFigure(shares)} shares cannot be checked; the line may have been cut off.`,
      amounts: [],
    };
  }
  // Nearly every line: exactly what its shares and its price say.
  if (product === cost && fees === 0n) return undefined;
  const slack = times(shares, event.priceSlack) + times(price ?? 0n, event.quantitySlack) + CENT;
  const beyond = isSale ? product - cost : cost - product;
  const hidden = smaller(MOST_HIDDEN, product / HIDDEN_PART);
  // With fees in it, the amount would be shares times price to the cent by chance alone.
  const isProduct = centsOf(product) === centsOf(cost);
  if (
    !event.feesIncluded &&
    fees > 0n &&
    (isProduct || (fees > slack && magnitude(beyond) <= slack))
  ) {
    return {
      text: `The amount is the shares times their price, without the fees of ${dollarsText(fees)}.`,
      amounts: [isSale ? cost - fees : cost + fees, cost],
    };
  }
  // High fees are believed where amount, fees, shares and price say the same together.
  const unlikely = fees > hidden + product / HIDDEN_PART && magnitude(beyond - fees) > CENT;
  // Where the amount was made of another one and the fees, they are all that may lie between.
  const others = event.feesIncluded && fees > 0n ? 0n : hidden;
  const least = event.feesIncluded && fees > 0n ? fees - slack : -slack;
  if (beyond < least || beyond > fees + others + slack || unlikely) {
    return {
      text: `${plainFigure(shares)} shares at ${dollarsText(price ?? 0n)} are ${dollarsText(product)}${fees > 0n ? `, the line has fees of ${dollarsText(fees)},` : ','} and the amount is ${dollarsText(cost)}.`,
      amounts: [...new Set([cost, isSale ? product - fees : product + fees, product])],
    };
  }
  return undefined;
}

/** A price that is so many times another of the same security in the file is asked about. */
const FAR = 5n;

/** Prices per share that the file's own trades give, by security, from the lowest; of one alone nothing is usual. */
export function usualPrices(
  events: readonly HistoryEvent[],
): ReadonlyMap<string, readonly Figure[]> {
  const all = new Map<string, Figure[]>();
  for (const { meaning, amount, quantity, security, apart, detail } of events) {
    if (amount === null || quantity === null || apart !== null || detail !== null) continue;
    if (meaning !== 'buy' && meaning !== 'sell' && meaning !== 'reinvest') continue;
    const key = securityKey(security);
    const price = priceOf(amount, quantity);
    const there = all.get(key);
    if (there === undefined) all.set(key, [price]);
    else there.push(price);
  }
  for (const [key, prices] of all) {
    if (prices.length < 2) all.delete(key);
    else prices.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
  return all;
}

/** The middle one of the prices; of two the other one, so that each is held against the other. */
export function usualBeside(
  prices: readonly Figure[] | undefined,
  { amount, quantity }: HistoryEvent,
): Figure | undefined {
  const [low, high] = prices ?? [];
  if (prices?.length !== 2 || amount === null || quantity === null) {
    return prices?.[Math.floor(prices.length / 2)];
  }
  return priceOf(amount, quantity) === low ? high : low;
}

function priceOf(amount: Figure, quantity: Figure): Figure {
  return (magnitude(amount) * ONE) / magnitude(quantity);
}

/** Whether a figure per share is too small to be a price beside the usual one. */
export function isFarBelow(figure: Figure, usual: Figure): boolean {
  return figure * FAR < usual;
}

/** A sentence where a trade without a price is far from what the file's other trades cost a share. */
export function farFromUsual(
  event: HistoryEvent,
  cost: Figure,
  usual: Figure | undefined,
): string | undefined {
  if (usual === undefined || event.price !== null || event.quantity === null) return undefined;
  const price = (cost * ONE) / magnitude(event.quantity);
  if (price * FAR >= usual && price <= usual * FAR) return undefined;
  return `${dollarsText(cost)} for ${plainFigure(magnitude(event.quantity))} shares is far from what the file's other trades of this security cost a share.`;
}

/** Which sign the amounts and quantities of purchases and sales have in a file; null where both occur. */
export interface Signs {
  readonly signedAmounts: boolean;
  readonly signedQuantities: boolean;
  /** Whether money goes out in a reinvestment of the file. */
  readonly paidReinvestments: boolean;
  /** -1 where a purchase has a negative amount, as nearly everywhere. */
  readonly purchase: 1 | -1;
}

export function signsOf(events: readonly HistoryEvent[]): Signs {
  let usual = 0;
  let unusual = 0;
  let negativeAmounts = false;
  let negativeQuantities = false;
  let paidReinvestments = false;
  for (const { meaning, amount, quantity, apart } of events) {
    if (meaning === 'reinvest' && quantity !== null && amount !== null && amount < 0n) {
      paidReinvestments = true;
    }
    if ((meaning !== 'buy' && meaning !== 'sell') || apart !== null) continue;
    if (amount !== null) {
      if (amount < 0n) negativeAmounts = true;
      if (amount < 0n === (meaning === 'buy')) usual++;
      else unusual++;
    }
    if (quantity !== null && quantity < 0n) negativeQuantities = true;
  }
  return {
    signedAmounts: negativeAmounts,
    signedQuantities: negativeQuantities,
    purchase: unusual > usual ? 1 : -1,
    paidReinvestments,
  };
}

/** Whether money came in with shares for which money goes out in the file's other reinvestments: it takes one back. */
export function paysForReinvestment(
  { meaning, amount, text }: HistoryEvent,
  { paidReinvestments }: Signs,
): boolean {
  const isCorrection = /\bADJ(?:USTMENT)?\b|\bCORRECT/.test(text);
  return (
    meaning === 'reinvest' && amount !== null && amount > 0n && (paidReinvestments || isCorrection)
  );
}

/** A sentence where a trade has the sign of the other kind. */
export function signProblem(
  event: HistoryEvent,
  { signedAmounts, signedQuantities, purchase }: Signs,
): string | undefined {
  const { meaning, amount, quantity } = event;
  if (meaning !== 'buy' && meaning !== 'sell') return undefined;
  const word = meaning === 'buy' ? 'purchase' : 'sale';
  if (signedAmounts && amount !== null) {
    const expected = meaning === 'buy' ? purchase : -purchase;
    if ((amount < 0n ? -1 : 1) !== expected) {
      return `The money of this ${word} goes the other way than in the file's other records.`;
    }
  }
  if (signedQuantities && quantity !== null && quantity < 0n !== (meaning === 'sell')) {
    return `The shares of this ${word} go the other way than in the file's other records.`;
  }
  return undefined;
}
