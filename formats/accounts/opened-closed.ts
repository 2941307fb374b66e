/**
 * Is "Bought To Open" the purchase of an option or of shares?
 *
 * Brokers that trade options use their words for shares as well. Where the record calls itself a share, it is
 * one. Where nothing does, a contract is of 100 shares, so that its amount is about 100 times its number times
 * its price; an amount of about once that can be either, because some print the price of the whole contract.
 *
 * Example: "Sold To Close", 25 at 134.125 for 3,348.10, no word of an option: asked.
 * Awkward case: to open by a sale, and to close by a purchase, is a short sale of shares.
 * Not handled: words that are of options alone, such as "Assigned".
 */
import type { HistoryEvent } from './event.ts';
import { magnitude, times } from './values.ts';
import { inCapitals, type Meaning } from './words.ts';

const WORDS = /^(?:YOU )?(BOUGHT|BUY|PURCHASE|SOLD|SELL|SALE)[\s_-]+(?:TO[\s_-]+)?(OPEN|CLOSE)\b/;
const INSTRUMENT =
  /^(?:YOU )?(BOUGHT|BUY|PURCHASE|SOLD|SELL|SALE)(?: OF)?(?: \d+)? (?:OPTIONS?|CALLS?|PUTS?|RIGHTS?|WARRANTS?)\b/;
const SHARE = /^(?:EQUITY|EQUITIES|STOCKS?|COMMON STOCK|SHARES?|ETFS?|REITS?|CS)$/;
/** An amount that lies no further from shares times price is theirs, with fees. */
const FEES_PART = 10n;

/** What the words mean of shares; undefined where they are of options alone. */
export function meaningOfShares(action: string): Meaning | undefined {
  const [, verb = '', side] = WORDS.exec(inCapitals(action)) ?? [];
  if (side === undefined) {
    const [, word] = INSTRUMENT.exec(inCapitals(action)) ?? [];
    return word === undefined ? undefined : /^[BP]/.test(word) ? 'buy' : 'sell';
  }
  const buys = /^[BP]/.test(verb);
  if (buys !== (side === 'OPEN')) return 'short';
  return buys ? 'buy' : 'sell';
}

/** Whether a column says that the record is about shares. */
export function saysShare(securityType: string): boolean {
  return SHARE.test(inCapitals(securityType));
}

/** Whether the figures of a record with such words can be those of shares. */
export function canBeShares({ quantity, price, amount }: HistoryEvent): boolean {
  if (quantity === null || price === null || amount === null) return false;
  const product = times(magnitude(quantity), price);
  return magnitude(magnitude(amount) - product) <= product / FEES_PART;
}
