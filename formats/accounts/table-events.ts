/**
 * What does each record of a table of transactions say?
 *
 * Cells are read by what their headings mean; the action is looked up in the words of all brokers,
 * first in the column of actions, else at the beginning of the description. Nothing is judged here.
 *
 * Example: Merrill's "Type" is empty or a bucket, so that "Reinvestment Share(s) EQUITY RESIDENTIAL …"
 * is read from the description.
 * Awkward case: a corporate action dated after the close of the market is of the next trading day.
 * Not handled: what a column with an unknown heading holds; that is asked.
 */
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import type { Day } from '../../tax/values/days.ts';
import type { HistoryEvent } from './event.ts';
import { DATE_ROLES, headingKey, type Role } from './headings.ts';
import type { Layout, SectionMeaning } from './layouts/layout.ts';
import type { FileRecord } from './records.ts';
import { apartFrom, securityOf } from './securities.ts';
import type { Table } from './tables.ts';
import {
  dayOrderOf,
  halfOfLastPlace,
  magnitude,
  readDay,
  readNumber,
  type CellDay,
  type CellNumber,
  type DayOrder,
  type Figure,
} from './values.ts';
import { inCapitals, meaningOf, sharpened, type Meaning } from './words.ts';

type Places = Readonly<Record<Role, readonly number[]>>;

function placesOf(table: Table): Places {
  const places = {} as Record<Role, number[]>;
  const of = (role: Role): number[] => (places[role] ??= []);
  for (const role of ROLES) of(role);
  table.roles.forEach((role, i) => {
    if (role !== undefined) of(role).push(i);
  });
  const net = places.amount.toSorted((a, b) => rank(table, b) - rank(table, a));
  const accounts = places.account.toSorted((a, b) => accountRank(table, b) - accountRank(table, a));
  return { ...places, amount: net, account: accounts };
}

const ROLES: readonly Role[] = [
  ...DATE_ROLES,
  'action',
  'description',
  'symbol',
  'cusip',
  'name',
  'quantity',
  'price',
  'amount',
  'gross',
  'value',
  'fees',
  'account',
  'securityType',
  'currency',
  'id',
  'level',
  'status',
  'direction',
  'recordDate',
  'payableDate',
  'accrued',
  'ignored',
];

function rank(table: Table, place: number): number {
  return /\bnet\b|netcash/.test(headingKey(table.headings[place] ?? '')) ? 1 : 0;
}

function accountRank(table: Table, place: number): number {
  return /number|\bno\b|\bid\b|accountid|#/.test((table.headings[place] ?? '').toLowerCase())
    ? 1
    : 0;
}

interface TableContext {
  readonly layout: Layout;
  readonly account: string | null;
  /** Of a file that is about one security and has no column for it. */
  readonly security: string | null;
  readonly calendar: MarketCalendar;
}

export interface TableReading {
  readonly events: readonly HistoryEvent[];
  /** Columns with figures, days or actions below a heading that is not known. */
  readonly unknownColumns: readonly string[];
  readonly daysUnclear: boolean;
}

/** "Dividends/Interest" is where a broker files records, and says of none what it is. */
const BUCKET = /^[a-z]{4,}\s*\/\s*[a-z]{4,}$/i;

const EMPTY: CellNumber = { kind: 'none' };

/** Reads the records of one table. */
export class TableReader {
  readonly #table: Table;
  readonly #context: TableContext;
  readonly #places: Places;
  readonly #order: DayOrder | undefined;
  readonly #section: SectionMeaning | null;
  readonly #hasPrices: boolean;
  readonly #inCents: boolean;
  /** Columns of days, fees and words that all records fill, or all but one. */
  readonly #alwaysFilled: readonly number[];

  constructor(table: Table, context: TableContext) {
    this.#table = table;
    this.#context = context;
    this.#places = placesOf(table);
    this.#section =
      table.section === null ? null : (context.layout.sections?.[table.section] ?? null);
    const days = DATE_ROLES.flatMap((role) => this.#places[role]);
    this.#order = dayOrderOf(
      table.records.flatMap(({ cells }) => days.map((place) => dayText(cells[place] ?? ''))),
    );
    this.#inCents = this.#amountsHaveCents();
    this.#alwaysFilled = this.#filledPlaces();
    this.#hasPrices = table.records.some(({ cells }) => {
      const price = this.#number(cells, 'price');
      return price.kind === 'number' && price.value !== 0n;
    });
  }

  read(): TableReading {
    if (this.#table.section !== null && this.#section === null) {
      return { events: [], unknownColumns: [], daysUnclear: false };
    }
    const events = this.#table.records.flatMap((record) => this.#event(record) ?? []);
    return {
      events,
      unknownColumns: this.#unknownColumns(),
      daysUnclear: this.#order === undefined,
    };
  }

  /** The first cell of a role that is not empty. */
  #cell(cells: readonly string[], role: Role): string {
    for (const place of this.#places[role]) {
      const cell = cells[place] ?? '';
      if (cell !== '') return cell;
    }
    return '';
  }

  #cells(cells: readonly string[], role: Role): string[] {
    return this.#places[role].flatMap((place) => (cells[place] ? [cells[place]] : []));
  }

  #number(cells: readonly string[], role: Role): CellNumber {
    const cell = this.#cell(cells, role);
    return cell === '' ? EMPTY : readNumber(cell);
  }

  #filledPlaces(): number[] {
    const records = this.#table.records.filter(
      ({ cells }) => this.#day(cells).found !== undefined && this.#detail(cells) === null,
    );
    if (records.length < 3) return [];
    return [...DATE_ROLES, 'fees' as const, 'description' as const, 'currency' as const]
      .flatMap((role) => this.#places[role])
      .filter((place) => records.filter(({ cells }) => (cells[place] ?? '') === '').length <= 1);
  }

  /** A trade that lacks what every other record has. */
  #lacks(cells: readonly string[], meaning: Meaning | null): string[] {
    if (meaning !== 'buy' && meaning !== 'sell') return [];
    return this.#alwaysFilled
      .filter((place) => (cells[place] ?? '') === '')
      .map(
        (place) => `"${this.#table.headings[place] ?? ''}" is empty, which every other line fills`,
      );
  }

  /** Whether all amounts but one or two are printed with two decimals. */
  #amountsHaveCents(): boolean {
    let two = 0;
    let one = 0;
    for (const { cells } of this.#table.records) {
      const amount = this.#number(cells, 'amount');
      if (amount.kind !== 'number' || amount.value === 0n) continue;
      if (/\.\d\d$/.test(amount.text)) two++;
      else if (/\.\d$/.test(amount.text)) one++;
    }
    return two > 0 && one === 1;
  }

  #unknownColumns(): string[] {
    return this.#table.headings.filter(
      (heading, place) =>
        heading !== '' &&
        this.#table.roles[place] === undefined &&
        this.#table.records.some(({ cells }) => mayMatter(cells[place] ?? '')) &&
        !this.#repeatsAnother(place),
    );
  }

  /** Whether a column says again, in every record, what a column that is known says. */
  #repeatsAnother(place: number): boolean {
    const known = this.#table.roles.flatMap((role, i) => (role === undefined ? [] : [i]));
    return known.some((other) =>
      this.#table.records.every(({ cells }) => (cells[other] ?? '') === (cells[place] ?? '')),
    );
  }

  #day(cells: readonly string[]): { found: CellDay | undefined; settles: boolean; text: string } {
    let text = '';
    for (const role of DATE_ROLES) {
      for (const cell of this.#cells(cells, role)) {
        text ||= cell;
        const found = readDay(cell, this.#order ?? 'month first');
        if (found !== undefined) {
          const settles = role === 'settleDate' || role === 'postDate';
          return { found: settles ? found : this.#earlier(found, role, cells), settles, text };
        }
      }
    }
    return { found: undefined, settles: false, text };
  }

  /** Of two days that a file calls nearly alike, one the settlement of the other, the trade's. */
  #earlier(found: CellDay, role: Role, cells: readonly string[]): CellDay {
    const { calendar } = this.#context;
    for (const cell of this.#cells(cells, role)) {
      const other = readDay(cell, this.#order ?? 'month first');
      if (other === undefined || other.day >= found.day || !calendar.isTradingDay(other.day))
        continue;
      if (calendar.settlementOf(other.day) === found.day) return other;
    }
    return found;
  }

  /** A record without a day is a total, a footer, or something that has to be asked. */
  #isRecord(cells: readonly string[], hasDay: boolean): boolean {
    if (hasDay) return true;
    const first = cells.find((cell) => cell !== '') ?? '';
    if (/total|balance/i.test(first) || /total/i.test(cells[0] ?? '')) return false;
    return (['quantity', 'amount', 'gross'] as const).some((role) => {
      const number = this.#number(cells, role);
      return number.kind === 'number' && number.value !== 0n;
    });
  }

  #meaning(
    cells: readonly string[],
    quantity: CellNumber,
  ): { meaning: Meaning | null; action: string } {
    const description = this.#cells(cells, 'description').join(' ');
    const section = this.#section;
    if (section === 'trades') {
      const meaning =
        quantity.kind === 'number' && quantity.value !== 0n
          ? quantity.value < 0n
            ? 'sell'
            : 'buy'
          : null;
      return { meaning, action: meaning ?? '' };
    }
    if (section !== null && section !== 'words') {
      return { meaning: sharpened(section, description), action: section };
    }
    for (const action of this.#cells(cells, 'action')) {
      if (BUCKET.test(action)) continue;
      const meaning = meaningOf(action);
      if (meaning !== null)
        return { meaning: sharpened(meaning, `${action} ${description}`), action };
    }
    const meaning = meaningOf(description);
    const action = this.#cell(cells, 'action');
    return {
      meaning: meaning === null ? null : sharpened(meaning, description),
      action: meaning === null && action !== '' ? action : description,
    };
  }

  #amount(
    cells: readonly string[],
    meaning: Meaning | null,
  ): { amount: CellNumber; included: boolean; fees: Figure } {
    let fees = 0n;
    for (const cell of this.#cells(cells, 'fees')) {
      const fee = readNumber(cell);
      if (fee.kind === 'number') fees += magnitude(fee.value);
    }
    const own = this.#number(cells, 'amount');
    if (own.kind !== 'none') return { amount: own, included: false, fees };
    const gross =
      this.#places.gross.length > 0 ? this.#number(cells, 'gross') : this.#number(cells, 'value');
    if (gross.kind !== 'number' || fees === 0n) return { amount: gross, included: true, fees };
    const whole = magnitude(gross.value);
    const net = meaning === 'sell' || meaning === 'redeem' ? whole - fees : whole + fees;
    return { amount: { ...gross, value: gross.value < 0n ? -net : net }, included: true, fees };
  }

  #detail(cells: readonly string[]): string | null {
    const level = this.#cell(cells, 'level');
    const detail = this.#context.layout.details?.[level];
    if (detail !== undefined) return detail;
    const status = this.#cell(cells, 'status');
    return /cancel|reject|expired|pending|open|working|unfilled/i.test(status)
      ? `an order that was not carried out ("${status}")`
      : null;
  }

  #event({ line, cells }: FileRecord): HistoryEvent | undefined {
    const { found, settles, text: dayCell } = this.#day(cells);
    if (!this.#isRecord(cells, found !== undefined)) return undefined;
    const quantity = this.#number(cells, 'quantity');
    const price = this.#number(cells, 'price');
    const { meaning, action } = this.#meaning(cells, quantity);
    const { amount, included, fees } = this.#amount(cells, meaning);
    const description = this.#cells(cells, 'description').join(' ');
    const text = inCapitals(
      [...this.#cells(cells, 'action'), description, ...this.#cells(cells, 'name')].join(' '),
    );
    const symbolCell = this.#cell(cells, 'symbol');
    const only = this.#onlySecurity();
    const hasSymbols = this.#places.symbol.length > 0 && this.#section === null;
    const security =
      only !== ''
        ? { symbol: only, cusip: null, name: null }
        : securityOf(
            symbolCell,
            this.#cell(cells, 'cusip'),
            this.#cell(cells, 'name') || (hasSymbols ? nameIn(description) : ''),
            hasSymbols && symbolCell === '' && !/[(]/.test(action)
              ? writtenCusip(description)
              : `${description} ${action}`,
          );
    const currency = this.#cell(cells, 'currency').toUpperCase();
    const unclear = [
      ...(found === undefined ? [`the day "${dayCell}" cannot be read`] : []),
      ...this.#lacks(cells, meaning),
      ...this.#settlesBefore(cells, found, meaning),
      ...(quantity.kind === 'unclear'
        ? [`the number of shares "${quantity.text}" can mean more than one thing`]
        : []),
      ...(amount.kind === 'unclear'
        ? [`the amount "${amount.text}" can mean more than one thing`]
        : []),
      ...(this.#inCents && amount.kind === 'number' && !included && /\.\d$/.test(amount.text)
        ? [`the amount "${amount.text}" has one decimal where the others have two`]
        : []),
      ...(price.kind === 'unclear' ? [`the price "${price.text}" cannot be read`] : []),
    ];
    return {
      line,
      meaning: this.#directed(meaning, cells),
      apart: apartFrom(
        this.#cell(cells, 'securityType'),
        symbolCell,
        this.#cell(cells, 'name'),
        text,
      ),
      otherCurrency:
        currency !== '' && currency !== 'USD' && /^[A-Z]{3}$/.test(currency) ? currency : null,
      detail: this.#detail(cells),
      day: found === undefined ? null : this.#effective(found, meaning),
      dayIsSettlement: settles,
      security,
      quantity:
        quantity.kind === 'number' && quantity.value !== 0n
          ? this.#signed(quantity.value, cells)
          : null,
      takenOut: quantity.kind === 'number' && quantity.out,
      price: price.kind === 'number' && price.value !== 0n ? magnitude(price.value) : null,
      priceSlack: price.kind === 'number' ? halfOfLastPlace(price.text) : 0n,
      quantitySlack: quantity.kind === 'number' ? halfOfLastPlace(quantity.text) : 0n,
      mayHavePrice: this.#hasPrices,
      amount: amount.kind === 'number' && amount.value !== 0n ? amount.value : null,
      fees,
      feesIncluded: included,
      account:
        this.#cell(cells, 'account') ||
        this.#context.account ||
        (this.#context.layout.account ?? null),
      id: this.#cell(cells, 'id') || null,
      action: action || description,
      text,
      key: cells.join('\u0000'),
      unclear,
      ...paymentDetails(text),
    };
  }

  /** A trade cannot settle before it is made: then the two days stand under each other's heading. */
  #settlesBefore(
    cells: readonly string[],
    found: CellDay | undefined,
    meaning: Meaning | null,
  ): string[] {
    if (found === undefined || (meaning !== 'buy' && meaning !== 'sell')) return [];
    const settled = readDay(this.#cell(cells, 'settleDate'), this.#order ?? 'month first');
    return settled !== undefined && settled.day < found.day
      ? [`the day of settlement, ${settled.day}, is before that of the trade, ${found.day}`]
      : [];
  }

  #onlySecurity(): string {
    const { symbol, cusip, name } = this.#places;
    return symbol.length + cusip.length + name.length > 0 ? '' : (this.#context.security ?? '');
  }

  #directed(meaning: Meaning | null, cells: readonly string[]): Meaning | null {
    return this.#cell(cells, 'direction') !== '' && meaning === null ? 'transfer' : meaning;
  }

  #signed(quantity: Figure, cells: readonly string[]): Figure {
    return /^out/i.test(this.#cell(cells, 'direction')) ? -magnitude(quantity) : quantity;
  }

  /** A corporate action that is dated after the close is of the next trading day. */
  #effective({ day, hour }: CellDay, meaning: Meaning | null): Day {
    const isAction =
      meaning !== null &&
      ['split', 'reverseSplit', 'spinOff', 'cashMerger', 'exchange', 'stockDividend'].includes(
        meaning,
      );
    return isAction && hour !== null && hour >= 16
      ? (this.#context.calendar.nextTradingDay(day) ?? day)
      : day;
  }
}

/** Whether a cell of an unknown column could change what a record is: a figure, a day, or words of an action. */
function mayMatter(cell: string): boolean {
  const number = readNumber(cell);
  if (number.kind === 'number') return number.value !== 0n;
  return (
    number.kind === 'unclear' &&
    (meaningOf(cell) !== null || readDay(cell, 'month first') !== undefined)
  );
}

function dayText(cell: string): string {
  return /\bas of\b(.*)$/i.exec(cell)?.[1]?.trim() ?? cell;
}

/** The words that can name a security where only a description is there. */
function nameIn(description: string): string {
  return description.split('\n')[0] ?? '';
}

function writtenCusip(description: string): string {
  return /\bCUSIP:?\s*[0-9A-Z]{9}\b/i.exec(description)?.[0] ?? '';
}

/** What the words of a payment say besides: days, rate, shares. */
function paymentDetails(text: string): Partial<HistoryEvent> {
  const rate =
    /\b(?:DIVIDEND RATE|USD|\bAT|RATE|\$)\s*\$?(\d*\.\d+)(?: PER SHARE)?/.exec(text)?.[1] ??
    undefined;
  const shares = /\b(\d[\d,]*(?:\.\d+)?) SHARES AT\b/.exec(text)?.[1]?.replaceAll(',', '');
  const days = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? undefined : readDay(found, 'month first')?.day;
  };
  const recordDate = days(/\b(?:RECORD|R\/D)\s+([\d/-]+)/);
  const payableDate = days(/\b(?:PAY(?:ABLE)?(?: DATE)?|P\/D)\s+([\d/-]+)/);
  return {
    ...(rate === undefined ? {} : { rate: rate.replace(/^\./, '0.').replace(/0+$/, '') }),
    ...(shares === undefined ? {} : { paidShares: shares }),
    ...(recordDate === undefined ? {} : { recordDate }),
    ...(payableDate === undefined ? {} : { payableDate }),
  };
}
