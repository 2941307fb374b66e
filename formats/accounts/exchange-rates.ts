/**
 * Are the amounts of a record beside an exchange rate in US dollars?
 *
 * A rate other than one says that two currencies are about, and not which of them the amount is in. Where the record
 * names its currency it is known; else it is asked, once for the table.
 *
 * Example: "Exchange Rate" 0.74 beside 6,200: Canadian dollars, or what they were in US dollars.
 * Awkward case: a rate of 1, as statements in dollars print it, says nothing.
 */
import { headingKey } from './headings.ts';
import { chosen, type TableChoices, type TableDoubt } from './table-doubts.ts';
import type { Table } from './tables.ts';
import { magnitude, plainFigure, type CellNumber } from './values.ts';

const HEADINGS = new Set(
  'exchangerate|exchrate|fxrate|fxratetobase|conversionrate|currencyrate|rateofexchange|forexrate'.split(
    '|',
  ),
);
const ONE = 10n ** 12n;

export class ExchangeRates {
  readonly #places: readonly number[];
  readonly #table: Table;
  readonly #isOther: boolean;
  /** The first record that has one, without a currency. */
  #first: { readonly line: number; readonly place: number; readonly rate: string } | undefined;

  constructor(table: Table, choices: TableChoices) {
    this.#table = table;
    this.#places = table.headings.flatMap((heading, place) =>
      HEADINGS.has(headingKey(heading).replaceAll(' ', '')) &&
      (table.roles[place] ?? 'ignored') === 'ignored'
        ? [place]
        : [],
    );
    this.#isOther = chosen(choices, 'currency', table.line) === 1;
  }

  /** What a record that names no currency is in by its rate; null where that is the US dollar. */
  currencyOf(
    line: number,
    cells: readonly string[],
    read: (cell: string) => CellNumber,
  ): string | null {
    for (const place of this.#places) {
      const rate = read(cells[place] ?? '');
      if (rate.kind !== 'number' || rate.value === 0n || magnitude(rate.value) === ONE) continue;
      const text = plainFigure(rate.value);
      this.#first ??= { line, place, rate: text };
      return this.#isOther ? `its exchange rate is ${text}` : null;
    }
    return null;
  }

  /** What is asked of them once all records were read. */
  get doubts(): readonly TableDoubt[] {
    if (this.#first === undefined) return [];
    const { line, place, rate } = this.#first;
    const heading = this.#table.headings[place] ?? '';
    return [
      {
        kind: 'currency',
        text: `The column "${heading}" has ${rate} in line ${line}. In which currency are the amounts of lines with such a rate?`,
        candidates: ['In US dollars', 'In another currency: leave these lines out'],
        proposed: null,
      },
    ];
  }
}
