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
import { tellPlace, type Steps } from '../../tax/values/steps.ts';
import type { Day } from '../../tax/values/days.ts';
import { codePlaces, meaningByCodes, meaningByTypes } from './codes-beside.ts';
import { otherCurrencyOf } from './currencies.ts';
import type { HistoryEvent } from './event.ts';
import { ExchangeRates } from './exchange-rates.ts';
import { levelOf } from './executions.ts';
import { beginsAsDay, cutLine, fillsGapsOf } from './lines-of-records.ts';
import { dayAsOf, effectiveDay } from './as-of.ts';
import { Directions, noteDirection, type DirectionWords } from './directions.ts';
import { ratioInCell } from './corporate-pairs.ts';
import { headingKey } from './headings.ts';
import type { SectionMeaning } from './layouts/layout.ts';
import { sideOfTable } from './inferred-roles.ts';
import { meaningOfShares, saysShare } from './opened-closed.ts';
import { paymentDetails } from './payment-details.ts';
import { saidSymbol, saidTrade } from './said-trades.ts';
import type { FileRecord } from './records.ts';
import { CellsMemory } from './remembering.ts';
import {
  apartFrom,
  isInstrument,
  nameIn,
  securityOf,
  tickerAndName,
  writtenCusip,
  type Apart,
  type NamedSecurity,
} from './securities.ts';
import { amountOf } from './table-amounts.ts';
import { TableCells, type TableContext } from './table-cells.ts';
import type { TableDoubt } from './table-doubts.ts';
import type { Table } from './tables.ts';
import {
  halfOfLastPrice,
  halfOfLastShare,
  magnitude,
  type CellDay,
  type CellNumber,
} from './values.ts';
import { clipped, unclearFigures } from './unclear-figures.ts';
import { unknownColumns } from './unknown-columns.ts';
import { inCapitals, meaningOf, sharpened, type Meaning } from './words.ts';

export interface TableReading {
  readonly events: readonly HistoryEvent[];
  /** Columns with figures, days or actions below a heading that is not known. */
  readonly unknownColumns: readonly string[];
  /** What can be read in more than one way. */
  readonly doubts: readonly TableDoubt[];
}

/** What a record says besides its figures and days. */
interface RecordWords {
  readonly action: string;
  readonly description: string;
  readonly meaning: Meaning | null;
  readonly security: NamedSecurity;
  readonly apart: Apart | null;
  readonly otherCurrency: string | null;
  readonly text: string;
  /** "as of" another day: of the action itself, or of what stands beside it. */
  readonly asOf: Day | null;
  readonly asOfBeside: Day | null;
  /** What the words say of a payment; undefined where they say nothing of it. */
  readonly details: Partial<HistoryEvent> | undefined;
  /** A trade that the words say in full, beside columns for it, and the words that do. */
  readonly said: ReturnType<typeof saidTrade>;
  readonly saidBy: string;
}

/** Which side a trade is by the sign of its shares. */
function sideOf(quantity: CellNumber): 'buy' | 'sell' | null {
  if (quantity.kind !== 'number' || quantity.value === 0n) return null;
  return quantity.value < 0n ? 'sell' : 'buy';
}

/** So the security is asked once for all lines, as a name is. */
const UNNAMED = 'the one security of this file';

/** "Dividends/Interest" is where a broker files records, and says of none what it is. */
const BUCKET = /^[a-z]{4,}\s*\/\s*[a-z]{4,}$/i;

/** What has something in it; most records have nothing of it. */
function filledIn<Of>(more: Partial<Of>): Partial<Of> | undefined {
  for (const _ in more) return more;
  return undefined;
}

/** Reads the records of one table. */
export class TableReader {
  readonly #table: Table;
  readonly #context: TableContext;
  readonly #cells: TableCells;
  readonly #memory: CellsMemory<RecordWords>;
  readonly #readWordsOf = (cells: readonly string[]): RecordWords => this.#readWords(cells);
  readonly #section: SectionMeaning | null;
  /** The last line, where it alone has fewer cells than the headings. */
  readonly #cutLine: number | undefined;
  /** Whether the table counts the shares on beside its records. */
  readonly #countsOn: boolean;
  /** What all records are, by the heading of their day or the title above them. */
  readonly #side: Meaning | undefined;
  /** Whether shares and price stand in words alone. */
  readonly #saysTrades: boolean;
  readonly #directions: Directions;
  readonly #codePlaces: readonly number[];
  readonly #rates: ExchangeRates;
  /** The record before, of which the next may say more. */
  #above: FileRecord | undefined;
  #accountAbove = '';
  readonly #codePlace: number;

  constructor(table: Table, context: TableContext) {
    this.#table = table;
    this.#context = context;
    this.#cells = new TableCells(table, context);
    this.#memory = new CellsMemory(this.#cells.wordPlaces);
    this.#cutLine = cutLine(table);
    this.#codePlace = table.headings.findIndex((heading) => headingKey(heading) === 'code');
    this.#codePlaces = codePlaces(table);
    this.#rates = new ExchangeRates(table, context.choices);
    this.#countsOn = this.#cells.has('heldAfter');
    this.#saysTrades = !this.#cells.has('quantity');
    this.#side = this.#cells.has('action')
      ? undefined
      : (sideOfTable(table.headings)?.side ?? table.said ?? undefined);
    this.#section =
      table.section === null
        ? null
        : (context.layout.sections?.[table.section] ?? (table.saysActions ? 'words' : null));
    this.#directions = this.#readDirections();
  }

  /** `steps` is told of the records, of which `before` went before this table and `total` are in the file. */
  read(steps?: Steps, before = 0, total = this.#table.records.length): TableReading {
    if (this.#table.section !== null && this.#section === null) {
      return { events: [], unknownColumns: [], doubts: [] };
    }
    const events = this.#table.records.flatMap((record, place) => {
      tellPlace(steps, before + place, total);
      return this.#event(record) ?? [];
    });
    return {
      events,
      unknownColumns: unknownColumns(this.#table),
      doubts: [...this.#cells.twoWays, ...this.#rates.doubts],
    };
  }

  /** What a record says besides its figures and days; many records say the same. */
  #words(cells: readonly string[]): RecordWords {
    return this.#memory.of(cells, this.#readWordsOf);
  }

  #readWords(cells: readonly string[]): RecordWords {
    const description = this.#cells.all(cells, 'description').join(' ');
    const actions = this.#cells.all(cells, 'action');
    const text = inCapitals([...actions, description, ...this.#cells.all(cells, 'name')].join(' '));
    const { meaning: said, action } = this.#meaning(cells, description);
    const type = this.#instrument(cells, action);
    const symbol = this.#cells.cell(cells, 'symbol');
    const [saidByAction, saidByDescription] = this.#saysTrades
      ? []
      : [saidTrade(action), saidTrade(description)];
    return {
      action,
      description,
      meaning: meaningByTypes(
        said === 'option' && saysShare(type) ? (meaningOfShares(action) ?? said) : said,
        [type, ...actions],
      ),
      security: this.#security(cells, symbol, description, action),
      apart: apartFrom(type, symbol, this.#cells.cell(cells, 'name'), text),
      otherCurrency: this.#currency(cells),
      text,
      asOf: dayAsOf(actions.join(' ')),
      asOfBeside: dayAsOf(description),
      details: filledIn(paymentDetails(text)),
      said: saidByAction ?? saidByDescription,
      saidBy: saidByAction === undefined ? description : action,
    };
  }

  /** What is traded: the cell for it, or one below another heading ("Type", "Product") that says nothing else. */
  #instrument(cells: readonly string[], action: string): string {
    const own = this.#cells.cell(cells, 'securityType');
    const others = (['action', 'name', 'description'] as const).flatMap((role) =>
      this.#cells.all(cells, role),
    );
    return own || (others.find((cell) => cell !== action && isInstrument(cell)) ?? '');
  }

  /** The currency of a record that is not the US dollar: its own, else that of a title. */
  #currency(cells: readonly string[]): string | null {
    const own = this.#cells.all(cells, 'currency');
    return own.length === 0
      ? otherCurrencyOf(this.#context.currency ?? '')
      : (own.map(otherCurrencyOf).find((code) => code !== null) ?? null);
  }

  #byRate(line: number, cells: readonly string[]): string | null {
    if (this.#context.currency !== null || this.#cells.cell(cells, 'currency') !== '') return null;
    return this.#rates.currencyOf(line, cells, (cell) => this.#cells.readNumber(cell));
  }

  #security(
    cells: readonly string[],
    symbol: string,
    description: string,
    action: string,
  ): NamedSecurity {
    const only = this.#cells.onlySecurity();
    if (only !== '') {
      return { cusip: null, ...(tickerAndName(only) ?? { symbol: only, name: null }) };
    }
    if (this.#cells.isOfOneUnnamed) {
      return { symbol: null, cusip: null, name: this.#table.company ?? UNNAMED };
    }
    const hasSymbols = this.#cells.has('symbol') && this.#section === null;
    // Beside a column of actions, a description is of the security where no other column names it.
    const describes = hasSymbols || (!this.#cells.namesSecurities && this.#cells.has('action'));
    const said = this.#saysTrades ? saidSymbol(description) : '';
    return securityOf(
      symbol || said,
      this.#cells.cell(cells, 'cusip'),
      this.#cells.name(cells) || (describes ? nameIn(this.#cells.cell(cells, 'description')) : ''),
      hasSymbols && symbol === '' && !/[(]/.test(action)
        ? writtenCusip(description)
        : `${description} ${action}`,
    );
  }

  #meaning(
    cells: readonly string[],
    description: string,
  ): { meaning: Meaning | null; action: string } {
    const section = this.#section;
    // Its trades have no word: the sign of the shares says which they are.
    if (section === 'trades') return { meaning: null, action: '' };
    if (section !== null && section !== 'words') {
      return { meaning: sharpened(section, description), action: section };
    }
    for (const action of this.#cells.all(cells, 'action')) {
      const said = this.#table.own?.words[inCapitals(action)];
      if (said !== undefined) return { meaning: said, action };
      if (BUCKET.test(action)) continue;
      const meaning = meaningOf(action);
      if (meaning !== null)
        return { meaning: sharpened(meaning, `${action} ${description}`), action };
    }
    const meaning = meaningOf(description);
    const action = this.#cells.cell(cells, 'action');
    return {
      meaning: meaning === null ? null : sharpened(meaning, description),
      action: meaning === null && action !== '' ? action : description,
    };
  }

  #event({ line, cells }: FileRecord): HistoryEvent | undefined {
    const { found, settles, text: dayCell } = this.#cells.days.of(cells);
    const isCut = line === this.#cutLine;
    if (!this.#cells.isRecord(cells, found !== undefined) && !(isCut && beginsAsDay(cells))) {
      return undefined;
    }
    const above = this.#above;
    const goesOn = dayCell === '' && above !== undefined && fillsGapsOf(above.cells, cells);
    if (!goesOn) this.#above = { line, cells };
    const words = this.#words(cells);
    const said = this.#saysTrades ? saidTrade(words.description) : undefined;
    const quantity = said?.quantity ?? this.#cells.number(cells, 'quantity');
    const price = said?.price ?? this.#cells.number(cells, 'price');
    const meaning =
      this.#section === 'trades' ? sideOf(quantity) : (words.meaning ?? this.#side ?? null);
    const isOfSide = this.#section === 'trades' || this.#side !== undefined;
    const action = words.action || (isOfSide ? (meaning ?? '') : '');
    const { amount, included, fees, unsure } = amountOf(this.#cells, cells, meaning);
    const agreed = effectiveDay(found, words.asOf);
    const unclear = unclearFigures(this.#cells, cells, {
      meaning,
      found: agreed,
      quantity,
      amount,
      price,
      included,
      asOfBeside: words.asOfBeside,
    });
    const level = levelOf(this.#cells.cell(cells, 'level'));
    const { account, accounts } = this.#accountOf(cells);
    const mayGoOn = this.#context.endsOpen || found === undefined;
    if (isCut) unclear.push('the line is cut off');
    if (found === undefined) unclear.unshift(`the day "${clipped(dayCell)}" cannot be read`);
    const event: HistoryEvent = {
      line,
      table: this.#table.line,
      meaning: meaningByCodes(this.#directed(meaning, cells), cells, this.#codePlaces),
      apart: words.apart,
      otherCurrency: words.otherCurrency ?? this.#byRate(line, cells),
      detail: goesOn ? `details of line ${above.line}` : this.#cells.detail(cells),
      day: agreed === undefined ? null : this.#effective(agreed, meaning),
      dayIsSettlement: settles,
      security: words.security,
      quantity:
        quantity.kind === 'number' && quantity.value !== 0n
          ? this.#directions.signed(quantity.value, this.#cells.cell(cells, 'direction'))
          : null,
      takenOut: quantity.kind === 'number' && quantity.out,
      price: price.kind === 'number' && price.value !== 0n ? magnitude(price.value) : null,
      priceSlack: price.kind === 'number' ? halfOfLastPrice(price.text) : 0n,
      quantitySlack: quantity.kind === 'number' ? halfOfLastShare(quantity.text) : 0n,
      mayHavePrice: this.#cells.hasPrices,
      amount: amount.kind === 'number' && amount.value !== 0n ? amount.value : null,
      fees,
      feesIncluded: included,
      account,
      id: this.#cells.cell(cells, 'id') || null,
      action: action || words.description,
      text: words.text + this.#codes(cells),
      record: cells,
      unclear,
    };
    const more = filledIn<HistoryEvent>({
      ...(level === undefined ? undefined : { level }),
      ...(event.id !== null && this.#cells.idsAreOwn ? { idIsOwn: true as const } : undefined),
      ...(unsure === undefined ? undefined : { feesUnsure: unsure }),
      ...(accounts === undefined ? undefined : { accounts }),
      ...this.#doubts(cells, words, quantity),
      ...(isCut && mayGoOn ? { isCut: true as const } : undefined),
      ...(this.#countsOn ? this.#heldAfter(cells) : undefined),
      ...words.details,
      ...this.#ratio(cells, meaning),
      ...(meaning === 'transfer' ? this.#cells.past(cells) : undefined),
    });
    return more === undefined ? event : { ...event, ...more };
  }

  #doubts(
    cells: readonly string[],
    words: RecordWords,
    quantity: CellNumber,
  ): Pick<HistoryEvent, 'doubts'> | undefined {
    const [own, others] = [this.#cells.doubts(cells), this.#saidOtherwise(words, quantity)];
    return own.length + others.length === 0 ? undefined : { doubts: [...own, ...others] };
  }

  /** A trade that words say in full, "Bought 100 EQR @ 62", beside columns that say another number or ticker. */
  #saidOtherwise({ said, saidBy, security }: RecordWords, quantity: CellNumber): readonly string[] {
    if (said === undefined || quantity.kind !== 'number') return [];
    const { quantity: shares, symbol } = said;
    const isOther =
      (shares.kind === 'number' && magnitude(shares.value) !== magnitude(quantity.value)) ||
      (security.symbol !== null && symbol.toUpperCase() !== security.symbol.toUpperCase());
    return isOther
      ? [`The words say "${saidBy.slice(0, 80)}", and the columns say otherwise.`]
      : [];
  }

  #ratio(
    cells: readonly string[],
    meaning: Meaning | null,
  ): Pick<HistoryEvent, 'ratio'> | undefined {
    if (meaning !== 'split' && meaning !== 'reverseSplit') return undefined;
    const ratio = ratioInCell(this.#cells.cell(cells, 'ratio'));
    return ratio === undefined ? undefined : { ratio };
  }

  /** What the codes of a record say, as words behind others. */
  #codes(cells: readonly string[]): string {
    const { codes } = this.#context.layout;
    if (codes === undefined) return '';
    const words = (cells[this.#codePlace] ?? '')
      .split(/[;,\s]+/)
      .flatMap((code) => codes[code] ?? []);
    return words.map((word) => ` ${word}`).join('');
  }

  /** The account; where the record alone names none, all that it can be. */
  #accountOf(cells: readonly string[]): Pick<HistoryEvent, 'account' | 'accounts'> {
    const { accounts } = this.#cells;
    const { account: above, layout } = this.#context;
    const own = accounts.of(cells);
    if (own !== '') this.#accountAbove = own;
    const account = own || above || (layout.account ?? null);
    if (account !== null || accounts.all.length === 0) return { account };
    return {
      account,
      accounts: [...new Set([this.#accountAbove, ...accounts.all])].filter(Boolean),
    };
  }

  #heldAfter(cells: readonly string[]): Partial<HistoryEvent> {
    const held = this.#cells.number(cells, 'heldAfter');
    return held.kind === 'number' ? { heldAfter: held.value } : {};
  }

  #directed(meaning: Meaning | null, cells: readonly string[]): Meaning | null {
    const said = this.#cells.cell(cells, 'effect');
    const effect =
      said === '' ? undefined : /\b(?:OPEN|CLOSE)|^[OC]$/.exec(inCapitals(said))?.[0][0];
    const ends = (meaning === 'sell' && effect === 'O') || (meaning === 'buy' && effect === 'C');
    if (ends) return 'short';
    const moves = this.#directions.moves(this.#cells.cell(cells, 'direction'));
    return moves && meaning === null ? 'transfer' : meaning;
  }

  #readDirections(): Directions {
    const words: DirectionWords = { buy: new Set(), sell: new Set() };
    if (this.#cells.has('direction')) {
      for (const { cells } of this.#table.records) {
        noteDirection(words, this.#words(cells).meaning, this.#cells.cell(cells, 'direction'));
      }
    }
    return new Directions(words);
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
