/**
 * Which rows of a file are in the book already?
 *
 * Brokers export stretches of days, so that each download overlaps the last one. A row that is alike in day,
 * kind, account, security, shares and amounts to an entry of the book is a suspicion: it may be the same
 * trade, or another one just like it. The name of a lot tells nothing, because it may have been made here.
 *
 * Example: the book has the purchase of 2018-01-10 from January's download, and March's has it again: it is
 * shown, and proposed to be left out. Awkward case: a file with two such purchases, where the book has one:
 * the first is in the book, the second is new; each entry of the book stands for one row.
 * Not handled: a row that a broker corrected in the later download; it is another row.
 */
import { keyOf } from '../../tax/facts/same-entry.ts';
import type { Transaction } from '../../tax/facts/model.ts';
import type { Day } from '../../tax/values/days.ts';

/** What is done with a row that is in the book already. */
export type Repeat = 'leave-out' | 'take';

/** What was said of the row of a line; undefined where nothing was. */
export type RepeatOf = (line: number | null) => Repeat | undefined;

/** A row, the entry of the book that it is like, and what was said of it. */
export interface AlreadyThere {
  readonly entry: Transaction;
  readonly there: Transaction;
  readonly repeat: Repeat | undefined;
}

/** The entry without its lots. */
function tradeOf(entry: Transaction): Transaction {
  return {
    ...entry,
    ...('lot' in entry ? { lot: '' } : {}),
    ...('picks' in entry ? { picks: [] } : {}),
  } as Transaction;
}

/** The entries of a book, each of which stands for one row. */
export class EntriesThere {
  readonly #byDay: Map<Day, Transaction[]>;

  constructor(existing: readonly Transaction[]) {
    this.#byDay = Map.groupBy(existing, ({ date }) => date);
  }

  /** Takes out an entry that is like this one; undefined where none is left. */
  take(entry: Transaction): Transaction | undefined {
    const ofDay = this.#byDay.get(entry.date);
    if (!ofDay) return undefined;
    const key = keyOf(tradeOf(entry));
    const place = ofDay.findIndex(
      (one) =>
        one.action === entry.action &&
        one.accountId === entry.accountId &&
        one.securityId === entry.securityId &&
        keyOf(tradeOf(one)) === key,
    );
    return place < 0 ? undefined : ofDay.splice(place, 1)[0];
  }
}
