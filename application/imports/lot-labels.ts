/**
 * What is a new lot called?
 *
 * As its row says; else SECURITY/DATE, then SECURITY/DATE/2 and so on in file order. A name that a
 * person gave, in the book or anywhere in the file, is never handed out, so that names are handed out
 * when all rows are known.
 */
import {
  isAcquisition,
  securityLabel,
  type Security,
  type Transaction,
} from '../../tax/facts/model.ts';

/** Names of lots can have 200 UTF-16 units, of which the day and a number need some. */
const MAX_LABEL = 80;

/** What a lot's name begins with: short enough that the whole name can be typed again. */
export function lotLabel(security: Security): string {
  const characters = Array.from(securityLabel(security));
  return characters.length > MAX_LABEL
    ? `${characters.slice(0, MAX_LABEL).join('')}…`
    : characters.join('');
}

export class LotNames {
  readonly #taken = new Set<string>();
  /** By account id and name: the line that claimed it, null for the book and for typed entries. */
  readonly #claimed = new Map<string, number | null>();
  readonly #next = new Map<string, number>();

  constructor(existing: readonly Transaction[]) {
    for (const transaction of existing) {
      if (!isAcquisition(transaction)) continue;
      this.#taken.add(transaction.lot);
      this.#claimed.set(`${transaction.accountId}\n${transaction.lot}`, null);
    }
  }

  /** Keeps a name that a row gives, whatever becomes of the row, from being handed out. */
  take(lot: string): void {
    this.#taken.add(lot);
  }

  /** Gives the name to the row; the line that had it before (null: the book, or a typed entry), or undefined. */
  claim(accountId: string, lot: string, line: number | null): number | null | undefined {
    const key = `${accountId}\n${lot}`;
    const earlier = this.#claimed.get(key);
    if (earlier === undefined) this.#claimed.set(key, line);
    return earlier;
  }

  next(base: string): string {
    let number = this.#next.get(base) ?? 1;
    let name: string;
    do {
      // Joined, not added: an added text is a chain of its parts, twice the size of the text.
      name = number === 1 ? base : [base, number].join('/');
      number++;
    } while (this.#taken.size > 0 && this.#taken.has(name));
    this.#next.set(base, number);
    return name;
  }
}
