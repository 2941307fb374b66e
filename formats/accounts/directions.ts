/**
 * What does a column of directions say, and of what?
 *
 * "Out" can be of shares that leave the account or of the money that pays for them: where the file's purchases are
 * "out", or its sales "in", it is of money. "Debit" is of shares only where each sale has it and no purchase.
 *
 * Example: "OUTGOING" beside each purchase: money went out. "Out" beside a transfer: the shares did.
 * Awkward case: a file of transfers alone has neither purchases nor sales: its directions are of shares.
 */
import { magnitude, type Figure } from './values.ts';
import { inCapitals, type Meaning } from './words.ts';

/** The words of directions beside purchases and beside sales. */
export interface DirectionWords {
  readonly buy: Set<string>;
  readonly sell: Set<string>;
}

function are(words: ReadonlySet<string>, pattern: RegExp): boolean {
  return [...words].every((word) => pattern.test(word));
}

/** The directions of one table. */
export class Directions {
  readonly #isOfMoney: boolean;
  /** What is said of shares that leave, where "debit" says it. */
  readonly #wordOfSales: string | undefined;

  constructor({ buy, sell }: DirectionWords) {
    const some = buy.size + sell.size > 0;
    this.#isOfMoney = some && are(buy, /^OUT/) && are(sell, /^IN/);
    const [word = '', another] = sell;
    const isDebit = another === undefined && /^(?:D|DR|DEBIT)$/.test(word) && !buy.has(word);
    this.#wordOfSales = isDebit ? word : undefined;
  }

  /** Whether a record says that something came in or went out, and it can be shares. */
  moves(direction: string): boolean {
    return !this.#isOfMoney && /^(?:in|out)/i.test(direction);
  }

  /** The number of shares with the sign that the direction gives. */
  signed(quantity: Figure, direction: string): Figure {
    if (direction === '') return quantity;
    const word = inCapitals(direction);
    const leaves = (!this.#isOfMoney && word.startsWith('OUT')) || word === this.#wordOfSales;
    return leaves ? -magnitude(quantity) : quantity;
  }
}

/** Notes the direction of a record beside what it is. */
export function noteDirection(words: DirectionWords, meaning: Meaning | null, cell: string): void {
  const word = inCapitals(cell);
  if (meaning === 'sell') words.sell.add(word);
  if (meaning === 'buy' || meaning === 'reinvest') words.buy.add(word);
}
