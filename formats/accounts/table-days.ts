/**
 * On which day of several was a trade made?
 *
 * The day that is called that of the trade counts; of two that are called nearly alike, one settles the other by the
 * market's calendar. Where neither is so, the record is asked about.
 *
 * Example: "Run date" a day behind "Trade date": the latter.
 * Awkward case: of "Activity Date" and "Transaction Date" two days apart, one settles the other.
 * Awkward case: "2022-01-01T01:30:00Z" was the evening of December 31 in New York: it is asked about.
 * Not handled: what a record means; that is for its event.
 */
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import { DATE_ROLES, headingKey, type Role } from './headings.ts';
import { Memory } from './remembering.ts';
import type { Table } from './tables.ts';
import { readDay, type CellDay, type DayOrder } from './values.ts';
import type { Meaning } from './words.ts';

const OF_TRADES = /\b(?:trade|trd|traded|execution|executed|filled)\b/;

/** Whether a heading says that its days are those of the trades. */
export function tradeRank({ headings }: Pick<Table, 'headings'>, place: number): number {
  return OF_TRADES.test(headingKey(headings[place] ?? '')) ? 1 : 0;
}

/** A time of Greenwich; midnight to the second is none: the day alone is meant. */
const OF_GREENWICH = /\d:\d{2}\S*\s*(?:Z|UTC|GMT|\+00:?00)$/i;
const MIDNIGHT = /[T\s]0?0:00(?::00(?:\.0+)?)?\s*(?=[ZUG+])/i;
/** By so many hours at least New York is behind it. */
const HOURS_BEHIND = 4;

interface DaysOf {
  readonly table: Table;
  readonly places: Readonly<Record<Role, readonly number[]>>;
  readonly order: DayOrder;
  readonly calendar: MarketCalendar;
}

interface DayOfRecord {
  readonly found: CellDay | undefined;
  readonly settles: boolean;
  readonly text: string;
}

const NONE: readonly string[] = [];

/** The days of one table. */
export class TableDays {
  readonly #table: Table;
  readonly #places: DaysOf['places'];
  readonly #order: DayOrder;
  readonly #calendar: MarketCalendar;
  /** The columns that can as well be the day of a trade as the first of their role. */
  readonly #alike: Readonly<Record<'tradeDate' | 'date', readonly number[]>>;

  readonly #hasSeveral: boolean;
  /** The only column of days, of which each is read once. */
  readonly #only: number | undefined;
  readonly #known = new Memory<DayOfRecord>();
  readonly #readCells = (cells: readonly string[]): DayOfRecord => this.#read(cells);
  /** The record that was looked at last, which is asked about several times. */
  #cells: readonly string[] | undefined;
  #last: DayOfRecord = { found: undefined, settles: false, text: '' };

  constructor({ table, places, order, calendar }: DaysOf) {
    this.#table = table;
    this.#places = places;
    this.#order = order;
    this.#calendar = calendar;
    const rank = tradeRank(table, places.tradeDate[0] ?? 0);
    const ofTrades = places.tradeDate.filter((place) => tradeRank(table, place) === rank);
    this.#alike = { tradeDate: ofTrades, date: places.date };
    const all = DATE_ROLES.flatMap((role) => places[role]);
    this.#only = all.length === 1 ? all[0] : undefined;
    this.#hasSeveral = ofTrades.length > 1 || places.date.length > 1;
  }

  #cell(cells: readonly string[], role: Role): string {
    const place = this.#places[role].find((one) => (cells[one] ?? '') !== '');
    return place === undefined ? '' : (cells[place] ?? '');
  }

  /** The day of a record, whether it is that of settlement, and what stands there. */
  of(cells: readonly string[]): DayOfRecord {
    if (cells === this.#cells) return this.#last;
    this.#cells = cells;
    const only = this.#only;
    this.#last =
      only === undefined
        ? this.#read(cells)
        : this.#known.of(cells[only] ?? '', this.#readCells, cells);
    return this.#last;
  }

  #read(cells: readonly string[]): DayOfRecord {
    let text = '';
    for (const role of DATE_ROLES) {
      for (const place of this.#places[role]) {
        const cell = cells[place] ?? '';
        if (cell === '') continue;
        text ||= cell;
        const found = readDay(cell, this.#order);
        if (found !== undefined) {
          const settles = role === 'settleDate' || role === 'postDate';
          return { found: settles ? found : this.#earlier(found, role, cells), settles, text };
        }
      }
    }
    return { found: undefined, settles: false, text };
  }

  /** Two days of a trade, of which neither is called that of the trade and neither settles the other. */
  otherDays(
    cells: readonly string[],
    found: CellDay | undefined,
    meaning: Meaning | null,
  ): readonly string[] {
    if (!this.#hasSeveral || found === undefined) return NONE;
    if (meaning !== 'buy' && meaning !== 'sell') return [];
    const role = (['tradeDate', 'date'] as const).find((one) => this.#cell(cells, one) !== '');
    if (role === undefined || this.#alike[role].length < 2) return [];
    const calendar = this.#calendar;
    return this.#alike[role].flatMap((place) => {
      const other = readDay(cells[place] ?? '', this.#order);
      const settles =
        calendar.isTradingDay(found.day) && calendar.settlementOf(found.day) === other?.day;
      return other === undefined || other.day === found.day || settles
        ? []
        : [
            `"${this.#table.headings[place] ?? ''}" is ${other.day}, and another day of it ${found.day}`,
          ];
    });
  }

  /** Of two days that a file calls nearly alike, one the settlement of the other, the trade's. */
  #earlier(found: CellDay, role: Role, cells: readonly string[]): CellDay {
    const alike = role === 'tradeDate' ? this.#alike.tradeDate : this.#places[role];
    if (alike.length === 1) return found;
    const calendar = this.#calendar;
    for (const place of alike) {
      const other = readDay(cells[place] ?? '', this.#order);
      if (other === undefined || other.day >= found.day || !calendar.isTradingDay(other.day))
        continue;
      if (calendar.settlementOf(other.day) === found.day) return other;
    }
    return found;
  }

  /** A trade at night by the time of Greenwich was made in the evening before, where the exchange is. */
  nightOfGreenwich(cells: readonly string[], meaning: Meaning | null): readonly string[] {
    if (meaning !== 'buy' && meaning !== 'sell') return NONE;
    const { found, text } = this.of(cells);
    const hour = found?.hour ?? null;
    if (hour === null || hour >= HOURS_BEHIND) return NONE;
    if (!OF_GREENWICH.test(text) || MIDNIGHT.test(text)) return NONE;
    return [`"${text}" is a time of Greenwich, and in New York it was still the day before`];
  }

  /** A trade cannot settle before it is made: then the two days stand under each other's heading. */
  settlesBefore(
    cells: readonly string[],
    found: CellDay | undefined,
    meaning: Meaning | null,
  ): readonly string[] {
    if (found === undefined || (meaning !== 'buy' && meaning !== 'sell')) return NONE;
    if (this.#places.settleDate.length === 0) return NONE;
    const settled = readDay(this.#cell(cells, 'settleDate'), this.#order);
    return settled !== undefined && settled.day < found.day
      ? [`the day of settlement, ${settled.day}, is before that of the trade, ${found.day}`]
      : [];
  }
}
