/**
 * What stands in which cell of a table, and what does every other record of it have?
 *
 * A cell is looked up by what its column means. What all records have, one that lacks it says: a day, a
 * fee, a word. Which day of several is the trade's, the market's calendar tells.
 *
 * Example: of "Activity Date" and "Transaction Date" two days apart, one settles the other.
 * Awkward case: a name that stands beside several codes is of several securities.
 * Not handled: what a record means; that is for its event.
 */
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';
import { AccountsOfTable } from './account-names.ts';
import { detailOfLevel } from './executions.ts';
import { areFeesIn } from './fees-in-amounts.ts';
import { DATE_ROLES, headingKey, isIdOfRecords, ROLES, type Role } from './headings.ts';
import { filledRank, notCarriedOut } from './order-status.ts';
import type { Layout } from './layouts/layout.ts';
import { notationOf, type Notation } from './notation.ts';
import { pastColumns, pastIn, type PastColumns } from './past-columns.ts';
import { TableDays, tradeRank } from './table-days.ts';
import type { TableChoices, TableDoubt } from './table-doubts.ts';
import type { Table } from './tables.ts';
import { magnitude, readNumber, withDecimalPoint, type CellNumber } from './values.ts';
import { codesOfNames, mayTellSecurities } from './security-columns.ts';
import { meaningOf, type Meaning } from './words.ts';

type Places = Readonly<Record<Role, readonly number[]>>;

function placesOf(table: Table): Places {
  const places = {} as Record<Role, number[]>;
  const of = (role: Role): number[] => (places[role] ??= []);
  for (const role of ROLES) of(role);
  table.roles.forEach((role, i) => {
    if (role !== undefined) of(role).push(i);
  });
  const net = places.amount.toSorted((a, b) => Number(isNet(table, b)) - Number(isNet(table, a)));
  // The price at which an order was filled, before the limit that was given.
  const prices = places.price.toSorted((a, b) => fillRank(table, b) - fillRank(table, a));
  // The shares that an order was filled with, before those that it asked for.
  const shares = places.quantity.toSorted((a, b) => filledRank(table, b) - filledRank(table, a));
  // The day that is called that of the trade, before others that can be it.
  const days = places.tradeDate.toSorted((a, b) => tradeRank(table, b) - tradeRank(table, a));
  return { ...places, amount: net, price: prices, quantity: shares, tradeDate: days };
}

const WORD_ROLES: readonly Role[] = [
  'action',
  'description',
  'symbol',
  'cusip',
  'name',
  'securityType',
  'currency',
];

const NUMBER_ROLES: readonly Role[] = [
  'quantity',
  'price',
  'amount',
  'gross',
  'value',
  'debit',
  'credit',
  'fees',
];

function isNet(table: Table, place: number): boolean {
  return /\bnet\b|^net/.test(headingKey(table.headings[place] ?? ''));
}

function fillRank(table: Table, place: number): number {
  return /\b(?:avg|average|fill|execution)\b/.test(headingKey(table.headings[place] ?? '')) ? 1 : 0;
}

export interface TableContext {
  readonly layout: Layout;
  readonly account: string | null;
  /** Of a file that is about one security and has no column for it. */
  readonly security: string | null;
  /** That a title names, of records that name none. */
  readonly currency: string | null;
  readonly calendar: MarketCalendar;
  /** The mark between columns. */
  readonly separator: string;
  /** What a person said of whole tables. */
  readonly choices: TableChoices;
  /** Whether the file ends without the end of its last line. */
  readonly endsOpen: boolean;
}

const EMPTY: CellNumber = { kind: 'none' };
const NOTHING: readonly string[] = [];

/** The cells of one table by what they mean. */
export class TableCells {
  readonly #table: Table;
  readonly #context: TableContext;
  readonly #places: Places;
  /** The column of shares that orders were filled with, beside one of those that they asked for. */
  #filledPlace: number | undefined;
  #mayTell: boolean | undefined;
  readonly #feesIn = new Map<Role, boolean | undefined>();
  readonly #notation: Notation;
  readonly #past: PastColumns | undefined;
  readonly accounts: AccountsOfTable;
  readonly days: TableDays;
  /** Whether some record has a price. */
  readonly hasPrices: boolean;
  /** Whether the ids are those of the records by their heading, and not of orders. */
  readonly idsAreOwn: boolean;
  /** Whether all amounts but one are printed with two decimals. */
  readonly inCents: boolean;
  /** The column that tells securities of one name apart. */
  readonly #codePlace: number | undefined;
  /** Columns that say what a record is about. */
  readonly wordPlaces: readonly number[];
  /** Columns of days, fees and words that all records fill, or all but one. */
  readonly #alwaysFilled: readonly number[];

  constructor(table: Table, context: TableContext) {
    this.#table = table;
    this.#context = context;
    this.#places = placesOf(table);
    this.accounts = new AccountsOfTable(table);
    this.#past = pastColumns(table.headings);
    this.idsAreOwn = isIdOfRecords(table.headings[this.#places.id[0] ?? -1] ?? '');
    const [filled, ordered] = this.#places.quantity;
    if (filled !== undefined && ordered !== undefined && filledRank(table, filled) === 1)
      this.#filledPlace = filled;
    this.#notation = notationOf({
      line: table.line,
      days: this.#dayTexts(DATE_ROLES.flatMap((role) => this.#places[role])),
      ofRecords: () => this.#dayTexts(DATE_ROLES.flatMap((role) => this.#places[role]).slice(0, 1)),
      numbers: this.#numberCells(),
      separator: context.separator,
      choices: context.choices,
    });
    this.days = new TableDays({
      table,
      places: this.#places,
      order: this.#notation.order,
      calendar: context.calendar,
    });
    this.#codePlace = codesOfNames(table.headings, table.roles, table.records);
    const codes = this.#codePlace === undefined ? [] : [this.#codePlace];
    this.wordPlaces = [...WORD_ROLES.flatMap((role) => this.#places[role]), ...codes];
    this.inCents = this.#amountsHaveCents();
    this.#alwaysFilled = this.#filledPlaces();
    this.hasPrices = table.records.some(({ cells }) => {
      const price = this.number(cells, 'price');
      return price.kind === 'number' && price.value !== 0n;
    });
  }

  /** What can be read in more than one way. */
  get twoWays(): readonly TableDoubt[] {
    return this.#notation.doubts;
  }

  /** What a record says of the past of shares that it brings in. */
  past(cells: readonly string[]): ReturnType<typeof pastIn> {
    return this.#past === undefined
      ? undefined
      : pastIn(cells, this.#past, this.#notation.order, (cell) => this.readNumber(cell));
  }

  has(role: Role): boolean {
    return this.#places[role].length > 0;
  }

  /** The first cell of a role that is not empty. */
  cell(cells: readonly string[], role: Role): string {
    for (const place of this.#places[role]) {
      const cell = cells[place] ?? '';
      if (cell !== '') return cell;
    }
    return '';
  }

  all(cells: readonly string[], role: Role): string[] {
    const found: string[] = [];
    for (const place of this.#places[role]) {
      const cell = cells[place] ?? '';
      if (cell !== '') found.push(cell);
    }
    return found;
  }

  number(cells: readonly string[], role: Role): CellNumber {
    const cell = this.cell(cells, role);
    return cell === '' ? EMPTY : this.readNumber(cell);
  }

  /** Whether the fees of the table's records are in the figures of a role; undefined where none tells. */
  areFeesIn(role: 'amount' | 'value'): boolean | undefined {
    if (!this.#feesIn.has(role)) this.#feesIn.set(role, areFeesIn(this, this.#table.records, role));
    return this.#feesIn.get(role);
  }

  /** Whether the amounts are called net, so that what was withheld is taken off them. */
  get areNet(): boolean {
    const [place] = this.#places.amount;
    return place !== undefined && isNet(this.#table, place);
  }

  /** A number as the whole table writes them. */
  readNumber(cell: string): CellNumber {
    return readNumber(this.#notation.hasDecimalCommas ? withDecimalPoint(cell) : cell);
  }

  /** What the columns of money in and money out say together: out is below zero. */
  inAndOut(cells: readonly string[]): CellNumber {
    const [credit, debit] = [this.number(cells, 'credit'), this.number(cells, 'debit')];
    const isSome = (one: CellNumber): boolean =>
      one.kind !== 'none' && !(one.kind === 'number' && one.value === 0n);
    if (isSome(credit) && isSome(debit)) {
      return {
        kind: 'unclear',
        text: `${this.cell(cells, 'debit')} out and ${this.cell(cells, 'credit')} in`,
      };
    }
    const one = isSome(debit) ? debit : credit;
    if (one.kind !== 'number') return one;
    return { ...one, value: isSome(debit) ? -magnitude(one.value) : magnitude(one.value) };
  }

  #dayTexts(days: readonly number[]): ReadonlySet<string> {
    const cellsOfDays = new Set<string>();
    for (const { cells } of this.#table.records) {
      for (const place of days) cellsOfDays.add(cells[place] ?? '');
    }
    return new Set([...cellsOfDays].map(dayText));
  }

  *#numberCells(): Iterable<string> {
    const places = NUMBER_ROLES.flatMap((role) => this.#places[role]);
    for (const { cells } of this.#table.records) {
      for (const place of places) {
        const cell = cells[place];
        if (cell !== undefined && cell !== '') yield cell;
      }
    }
  }

  #filledPlaces(): number[] {
    // Without its own amount a record would be read by the one before fees.
    const amounts = this.has('gross') ? (['amount'] as const) : [];
    const roles = [...DATE_ROLES, ...amounts, 'fees', 'description', 'currency'] as const;
    const places = roles.flatMap((role) => this.#places[role]);
    const empty = places.map(() => 0);
    let records = 0;
    for (const { cells } of this.#table.records) {
      if (this.days.of(cells).found === undefined || this.detail(cells) !== null) continue;
      records++;
      for (let i = 0; i < places.length; i++) {
        if ((cells[places[i] as number] ?? '') === '') empty[i] = (empty[i] as number) + 1;
      }
    }
    if (records < 3) return [];
    return places.filter((_, i) => (empty[i] as number) <= 1);
  }

  /** A trade that lacks what every other record has. */
  lacks(cells: readonly string[], meaning: Meaning | null): readonly string[] {
    if (meaning !== 'buy' && meaning !== 'sell') return NOTHING;
    if (this.#alwaysFilled.every((place) => (cells[place] ?? '') !== '')) return NOTHING;
    const lacking: string[] = [];
    for (const place of this.#alwaysFilled) {
      if ((cells[place] ?? '') === '')
        lacking.push(
          `"${this.#table.headings[place] ?? ''}" is empty, which every other line fills`,
        );
    }
    return lacking;
  }

  /** Whether all amounts but one or two are printed with two decimals. */
  #amountsHaveCents(): boolean {
    let two = false;
    let one = 0;
    let bare = 0;
    let isPadded = false;
    for (const { cells } of this.#table.records) {
      // Nearly every amount has two decimals, and one proves as much as all of them.
      if (two && isPadded && /\.\d\d\)?$/.test(this.cell(cells, 'amount'))) continue;
      if (two && isPadded && bare > 1 && !/\.\d(?!\d)/.test(this.cell(cells, 'amount'))) continue;
      const amount = this.number(cells, 'amount');
      if (amount.kind !== 'number' || amount.value === 0n) continue;
      if (/\.\d0$/.test(amount.text)) isPadded = true;
      if (/\.\d\d$/.test(amount.text)) two = true;
      else if (/\.\d$/.test(amount.text)) one++;
      else bare++;
    }
    // A file that leaves zeros out prints some amounts without decimals, and none that ends with one.
    return two && isPadded && one === 1 && bare === 0;
  }

  /** A record without a day is a total, a footer, or something that has to be asked. */
  isRecord(cells: readonly string[], hasDay: boolean): boolean {
    if (hasDay || this.detail(cells) !== null) return true;
    const first = cells.find((cell) => cell !== '') ?? '';
    // "Left at year end": words where the day stands, and neither an action nor money.
    const day = DATE_ROLES.map((role) => this.cell(cells, role)).find((cell) => cell !== '') ?? '';
    const isRemark = /[a-z]{3}/i.test(day) && !/\d/.test(day);
    if (isRemark && this.cell(cells, 'action') === '' && this.cell(cells, 'amount') === '')
      return false;
    if (
      /total|balance|^(?:ending|closing|beginning)\b/i.test(first) ||
      /total/i.test(cells[0] ?? '')
    )
      return false;
    return (
      this.#saysWhatAndOfWhat(cells) ||
      (['quantity', 'amount', 'gross'] as const).some((role) => {
        const number = this.number(cells, role);
        return number.kind === 'number' && number.value !== 0n;
      })
    );
  }

  /** Whether a record has a known action and a security, though neither its day nor a figure of it can be read. */
  #saysWhatAndOfWhat(cells: readonly string[]): boolean {
    const isNamed = (['symbol', 'cusip', 'name'] as const).some(
      (role) => this.cell(cells, role) !== '',
    );
    return isNamed && meaningOf(this.cell(cells, 'action')) !== null;
  }

  detail(cells: readonly string[]): string | null {
    const mayTell = this.has('level') || this.has('status') || this.#filledPlace !== undefined;
    if (!mayTell && this.days.of(cells).found !== undefined) return null;
    const detail = detailOfLevel(this.cell(cells, 'level'));
    if (detail !== undefined) return detail;
    const told = notCarriedOut(this.cell(cells, 'status') || this.#wordForDay(cells));
    if (told !== undefined || this.#filledPlace === undefined) return told ?? null;
    const filled = this.readNumber(cells[this.#filledPlace] ?? '');
    const isNone = filled.kind === 'number' && filled.value === 0n;
    return isNone ? 'an order of which nothing was carried out' : null;
  }

  /** Sentences about a record that can be read and may be another than it seems. */
  doubts(cells: readonly string[]): readonly string[] {
    if (!this.has('status')) return NOTHING;
    const status = this.cell(cells, 'status');
    return /partial/i.test(status) && this.#filledPlace === undefined
      ? [`Its status is "${status}", so that its shares can be those of the whole order.`]
      : NOTHING;
  }

  /** What stands where the day should, with no figure in it: "Pending". */
  #wordForDay(cells: readonly string[]): string {
    const { found, text } = this.days.of(cells);
    return found === undefined && !/\d/.test(text) ? text : '';
  }

  /** Whether a column holds tickers, CUSIPs or names. */
  get namesSecurities(): boolean {
    const { symbol, cusip, name } = this.#places;
    return symbol.length + cusip.length + name.length > 0;
  }

  /** Whether no cell of a record can name a security: all are about one, which the file does not name. */
  get isOfOneUnnamed(): boolean {
    if (this.namesSecurities || this.has('description') || !this.has('action')) return false;
    const { headings, roles, records } = this.#table;
    this.#mayTell ??= mayTellSecurities(headings, roles, records);
    return !this.#mayTell;
  }

  /** The name of a record's security, with its code where the name alone is of several. */
  name(cells: readonly string[]): string {
    const name = this.cell(cells, 'name');
    const code = this.#codePlace === undefined ? '' : (cells[this.#codePlace] ?? '');
    return name === '' || code === '' ? name : `${name} [${code}]`;
  }

  onlySecurity(): string {
    return this.namesSecurities ? '' : (this.#context.security ?? '');
  }
}

function dayText(cell: string): string {
  return /\bas of\b(.*)$/i.exec(cell)?.[1]?.trim() ?? cell;
}
