/**
 * Is this text the history of an account and no issuer's release?
 *
 * A history has a row of captions that no allocation has: a security and how many shares of it, with two
 * of the day, what was done, and the price or the money. OFX and QIF begin with a mark of their own.
 *
 * Example: "Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount".
 * Awkward case: an allocation with a column of tickers has no column of shares; a sentence about "shares"
 * is no row of cells.
 * Not handled: histories without captions.
 */
import { ALWAYS_COLUMNS, COLUMNS } from '../../transaction-row.ts';

const SECURITY =
  /^(?:symbol|ticker|instrument|security(?: (?:name|description|id))?|symbol ?\/ ?cusip|investment name)$/;
const SHARES = /^(?:quantity|qty|shares|units|no\.? of shares|number of shares|share quantity)$/;
const DAY =
  /^(?:(?:run|trade|activity|process|settle|settlement|transaction|post(?:ed)?|value) ?date|date|date ?\/ ?time|date and time)$/;
const ACTION =
  /^(?:action|type|activity|activity type|transaction|transaction ?type|trans(?:action)? ?code|description)$/;
const MONEY =
  /^(?:(?:share |t\. ?|unit )?price(?: \(\$\))?|amount(?: \(\$\))?|net amount|total amount|principal amount|proceeds|commission|commissions(?: (?:&|and) fees)?|fees(?: & comm)?|comm ?\/ ?fee)$/;

/** Rows that are looked at: captions stand near the top, below the name of the account. */
const MOST_LINES = 400;

function cellsOf(line: string): string[] {
  return line
    .split(/[\t,;|]/)
    .map((cell) => withoutQuotes(cell.trim()).toLowerCase())
    .filter((cell) => cell !== '');
}

/** No pattern here: one that ends with the text takes the square of a long run of spaces. */
function withoutQuotes(cell: string): string {
  let [from, to] = [0, cell.length];
  while (from < to && QUOTES.includes(cell[from] ?? '')) from++;
  while (to > from && QUOTES.includes(cell[to - 1] ?? '')) to--;
  return cell.slice(from, to);
}
const QUOTES = `"' \t`;

function isCaptions(line: string): boolean {
  const cells = cellsOf(line);
  const has = (pattern: RegExp): boolean => cells.some((cell) => pattern.test(cell));
  const others = [DAY, ACTION, MONEY].filter(has).length;
  return has(SECURITY) && has(SHARES) && others >= 2;
}

/** Whether the text is a broker's or a program's history of an account. */
export function isBrokerHistory(text: string): boolean {
  const start = text
    .slice(0, 2000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^(?:OFXHEADER[:=]|<\?OFX\b|<OFX>|!(?:Type:|Account|Option:|Clear:))/i.test(start))
    return true;
  return text.slice(0, 200_000).split('\n', MOST_LINES).some(isCaptions);
}

/** Whether the text is a table of one's own transactions, as the command line takes it. */
export function isTransactionsTable(text: string): boolean {
  const [first = ''] = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 2000)
    .split(/\r?\n|\r/, 1);
  const cells = cellsOf(first);
  const columns: readonly string[] = COLUMNS;
  return (
    ALWAYS_COLUMNS.every((column) => cells.includes(column)) &&
    cells.every((cell) => columns.includes(cell))
  );
}
