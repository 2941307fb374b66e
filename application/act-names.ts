/**
 * What a command was, in the user's words: the names in the history of the book.
 *
 * Example: "Sale of 40 AIV on 2002-06-03", "Import of trades.csv: 120 entries".
 * A name is kept as it was given: what is renamed later is called there as it was then.
 */
import { nameAct } from '../db/history.ts';
import { kindOf } from '../tax/facts/entry-kinds.ts';
import type { HandlerAnswer } from './contract.ts';
import type { BookContext } from './session.ts';

type Entry = Pick<
  HandlerAnswer<'transactions.add'>,
  'action' | 'shares' | 'amount' | 'security' | 'date'
>;

/** Says what the command under way is. */
export function act({ book, now }: Pick<BookContext, 'book' | 'now'>, name: string): void {
  nameAct(book, name, now());
}

/** "120 entries" */
export const entries = (count: number): string =>
  count === 1 ? '1 entry' : `${count.toLocaleString('en-US')} entries`;

/** "sale of 40 AIV on 2002-06-03" */
export function entryName({ action, shares, amount, security, date }: Entry): string {
  const { noun, effect } = kindOf(action);
  const much = shares ?? (effect === 'says' && amount !== null ? `$${amount} from` : null);
  return `${noun} of ${much === null ? '' : `${much} `}${security} on ${date}`;
}

/** "Sale of 40 AIV on 2002-06-03"; of several entries the first one, and how many more there are. */
export function entriesName([first, ...more]: readonly Entry[]): string {
  const name = first === undefined ? entries(0) : entryName(first);
  const rest = more.length === 0 ? '' : `, and ${entries(more.length).replace(' ', ' more ')}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${rest}`;
}
