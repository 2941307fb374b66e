/**
 * What does a title directly above a table say that all of its records are?
 *
 * A statement in parts says once, above each, what follows: "PURCHASES", "Dividends received". It counts only for a
 * table without a column of actions, and not for one of lots with what they are worth or were sold for.
 *
 * Example: "SALES" above "Trade Date,Quantity,Security,Proceeds".
 * Not handled: a title beside other words in one line.
 */
import { CLAIM_KINDS } from '../../tax/facts/broker-claim.ts';
import { headingKey } from './headings.ts';
import { inCapitals, meaningOf, type Meaning } from './words.ts';

const PURCHASES = /^(?:(?:SHARES?|SECURITIES|STOCKS?) )?(?:PURCHASES|PURCHASED|BUYS|BOUGHT)$/;
const SALES = /^(?:(?:SHARES?|SECURITIES|STOCKS?) )?(?:SALES|SELLS|SOLD)$/;
const OTHERS: readonly Meaning[] = ['reinvest', ...CLAIM_KINDS];
const LONGEST = 40;
const OF_LOTS_HELD = /market|value|gain|loss|basis|acquired|opened|closed/;
const OF_LOTS_SOLD = /acquired|opened|closed|bought|purchase/;

/** What a line of one cell says of the records below it; null where it says nothing. */
export function saidByTitle(cells: readonly string[]): Meaning | null {
  const [title = '', another] = cells.filter((cell) => cell !== '');
  if (another !== undefined || title.length > LONGEST || /\d/.test(title)) return null;
  const text = inCapitals(title).replace(/[:.\s]+$/, '');
  if (PURCHASES.test(text)) return 'buy';
  if (SALES.test(text)) return 'sell';
  const meaning = meaningOf(text);
  return meaning !== null && OTHERS.includes(meaning) ? meaning : null;
}

/** The same for a table with these headings: lots that are held or were sold are no such trades. */
export function saidOfTable(said: Meaning | null, headings: readonly string[]): Meaning | null {
  const of = said === 'buy' ? OF_LOTS_HELD : said === 'sell' ? OF_LOTS_SOLD : undefined;
  return of !== undefined && headings.some((heading) => of.test(headingKey(heading))) ? null : said;
}
