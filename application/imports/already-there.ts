/**
 * Which rows of a file are in the book already?
 *
 * Brokers export stretches of days, so that each download overlaps the last one. A row that is alike in day,
 * kind, account, security, shares and amounts to an entry of the book is a suspicion: it may be the same
 * trade, or another one just like it. The name of a lot tells nothing, because it may have been made here.
 *
 * Example: the book has the purchase of 2018-01-10 from January's download, and March's has it again: it is
 * shown, and proposed to be left out. Awkward case: a file with two such purchases, where the book has one:
 * the first is in the book, the second is new; each entry of the book stands for one row. A sale of the same
 * shares that names another lot is another sale.
 * Awkward case: a split, a separation or shares of a dividend, entered by the terms of the event for its day of
 * effect, and booked by the broker some days later, with cash for a fraction: one event.
 * Not handled: a row that a broker corrected in the later download; it is another row.
 */
import { eventKey, keyOf } from '../../tax/facts/same-entry.ts';
import { isAcquisition, type Transaction } from '../../tax/facts/model.ts';
import { addDays, type Day } from '../../tax/values/days.ts';
import { POSTED_WITHIN } from '../reorganisations/held-before.ts';

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

/** The entry without its lots; a day of acquisition that is its own day says nothing. */
function tradeOf(entry: Transaction): Transaction {
  const isOwnDay = isAcquisition(entry) && entry.acquired === entry.date;
  return {
    ...entry,
    ...(isOwnDay ? { acquired: null } : {}),
    ...('lot' in entry ? { lot: '' } : {}),
    ...('picks' in entry ? { picks: [] } : {}),
  } as Transaction;
}

/** The lot that an entry names, as one text; undefined where the method of the account chooses. */
function namedLot(entry: Transaction): string | undefined {
  if ('picks' in entry && entry.picks.length > 0) {
    return JSON.stringify(entry.picks.map(({ lot, shares }) => [lot, String(shares)]));
  }
  return 'lot' in entry && entry.lot !== null ? entry.lot : undefined;
}

/** The entries of a book, each of which stands for one row. */
export class EntriesThere {
  readonly #byDay: ReadonlyMap<Day, readonly Transaction[]>;
  readonly #left = new Map<Day, Map<string, Transaction[]>>();
  readonly #events: ReadonlyMap<string | null, readonly Transaction[]>;
  readonly #taken = new Set<Transaction>();

  constructor(existing: readonly Transaction[]) {
    this.#byDay = Map.groupBy(existing, ({ date }) => date);
    this.#events = Map.groupBy(existing, eventKey);
  }

  /**
   * Takes out an entry that is like this one, first of all one that names the same lot; undefined where none
   * is left. An entry that takes shares of another lot, or states the basis of another one, is another entry.
   */
  take(entry: Transaction): Transaction | undefined {
    const there = this.#alike(entry) ?? this.#sameEvent(entry);
    if (there) this.#taken.add(there);
    return there;
  }

  /** The entry of the same event, on another day or with other cash. */
  #sameEvent(entry: Transaction): Transaction | undefined {
    const key = eventKey(entry);
    if (key === null) return undefined;
    const first = addDays(entry.date, -POSTED_WITHIN);
    const last = addDays(entry.date, POSTED_WITHIN);
    return this.#events
      .get(key)
      ?.find((one) => one.date >= first && one.date <= last && !this.#taken.has(one));
  }

  #alike(entry: Transaction): Transaction | undefined {
    const ofDay = this.#byDay.get(entry.date);
    if (!ofDay) return undefined;
    let left = this.#left.get(entry.date);
    if (!left) {
      left = Map.groupBy(ofDay, (one) => keyOf(tradeOf(one)));
      this.#left.set(entry.date, left);
    }
    const alike = left.get(keyOf(tradeOf(entry))) ?? [];
    const named = namedLot(entry);
    let place = alike.findIndex((one) => namedLot(one) === named);
    if (place < 0) {
      place = alike.findIndex(
        (one) => isAcquisition(one) || named === undefined || namedLot(one) === undefined,
      );
    }
    const found = place < 0 ? undefined : alike.splice(place, 1)[0];
    return found && this.#taken.has(found) ? this.#alike(entry) : found;
  }
}
