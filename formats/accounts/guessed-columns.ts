/**
 * What may a column hold whose heading nobody knows? A proposal from what stands in it, for a person to look at.
 *
 * Days are days, tickers tickers; of three columns of figures the amount is nearly shares times price, line by
 * line, and the shares are the ones that have no decimals or a sign. What can be two things is not proposed.
 *
 * Example: "Stück" 100 and -25, "Kurs" 5.95 and 6.01, "Betrag" -595.00 and 150.25.
 * Awkward case: shares and price that are both whole numbers: which is which is left open, the amount is not.
 * Not handled: words of actions in other languages: only where one column is left can it be that of actions.
 */
import type { FileRecord } from './records.ts';
import { cusipIn } from './securities.ts';
import { magnitude, readDay, readNumber, times, type Figure } from './values.ts';
import { meaningOf } from './words.ts';

type GuessedRole =
  'tradeDate' | 'settleDate' | 'action' | 'symbol' | 'cusip' | 'quantity' | 'price' | 'amount';

/** As many records as are looked at, and as many as have to agree out of ten. */
const MOST_RECORDS = 200;
const NEARLY_ALL = 9;
const TICKER = /^[A-Z]{1,6}(?:[./-][A-Z]{1,4})?$/;
/** Fees and rounding: so much of the product may lie between it and the amount. */
const SLACK_PART = 20n;
const MOST_WORDS = 12;

/** The cells of one column that are not empty. */
function filled(records: readonly FileRecord[], place: number): readonly string[] {
  return records.flatMap(({ cells }) => (cells[place] ? [cells[place]] : []));
}

function mostly<T>(all: readonly T[], fits: (one: T) => boolean): boolean {
  return all.length > 0 && all.filter(fits).length * 10 >= all.length * NEARLY_ALL;
}

const isDay = (cell: string): boolean =>
  readDay(cell, 'month first') !== undefined || readDay(cell, 'day first') !== undefined;

function figure(record: FileRecord, place: number): Figure {
  const number = readNumber(record.cells[place] ?? '');
  return number.kind === 'number' ? number.value : 0n;
}

/** The columns whose product is nearly the amount in nearly every record that has all three. */
function productOf(
  records: readonly FileRecord[],
  places: readonly number[],
): { readonly factors: readonly [number, number]; readonly amount: number } | undefined {
  for (const amount of places) {
    const others = places.filter((place) => place !== amount);
    for (const [i, first] of others.entries()) {
      for (const second of others.slice(i + 1)) {
        const trades = records.filter((record) =>
          [first, second, amount].every((place) => figure(record, place) !== 0n),
        );
        const fits = mostly(trades, (record) => {
          const product = magnitude(times(figure(record, first), figure(record, second)));
          const away = magnitude(product - magnitude(figure(record, amount)));
          return away * SLACK_PART <= product;
        });
        if (trades.length >= 2 && fits) return { factors: [first, second], amount };
      }
    }
  }
  return undefined;
}

/** Shares are printed without decimals in nearly every record, or have a sign; a price is neither. */
function looksLikeShares(records: readonly FileRecord[], place: number): boolean {
  const cells = filled(records, place);
  return (
    cells.some((cell) => figure({ line: 0, cells: [cell] }, 0) < 0n) ||
    mostly(cells, (cell) => /^\D*[\d,]+\D*$/.test(cell))
  );
}

function figuresAmong(
  records: readonly FileRecord[],
  open: readonly number[],
): ReadonlyMap<number, GuessedRole> {
  const places = open.filter((place) =>
    mostly(filled(records, place), (cell) => readNumber(cell).kind === 'number'),
  );
  const product = productOf(records, places);
  if (product === undefined) return new Map();
  const [first, second] = product.factors;
  const roles = new Map<number, GuessedRole>([[product.amount, 'amount']]);
  const [a, b] = [looksLikeShares(records, first), looksLikeShares(records, second)];
  if (a !== b) {
    roles.set(a ? first : second, 'quantity');
    roles.set(a ? second : first, 'price');
  }
  return roles;
}

/** Of two columns of days the earlier one is the trade's. */
function daysAmong(
  records: readonly FileRecord[],
  open: readonly number[],
): ReadonlyMap<number, GuessedRole> {
  const [first, second, third] = open.filter((place) => mostly(filled(records, place), isDay));
  if (first === undefined || third !== undefined) return new Map();
  if (second === undefined) return new Map([[first, 'tradeDate']]);
  const dayIn = (record: FileRecord, place: number): string =>
    readDay(record.cells[place] ?? '', 'month first')?.day ?? '';
  const both = records.filter((one) => dayIn(one, first) !== '' && dayIn(one, second) !== '');
  const [trade, settle] = both.every((one) => dayIn(one, first) <= dayIn(one, second))
    ? [first, second]
    : [second, first];
  return both.every((one) => dayIn(one, trade) <= dayIn(one, settle))
    ? new Map([
        [trade, 'tradeDate'],
        [settle, 'settleDate'],
      ])
    : new Map();
}

function wordsAmong(
  records: readonly FileRecord[],
  open: readonly number[],
): ReadonlyMap<number, GuessedRole> {
  const roles = new Map<number, GuessedRole>();
  const texts = open.filter((place) => {
    const cells = filled(records, place);
    return cells.length > 0 && !mostly(cells, (cell) => readNumber(cell).kind !== 'unclear');
  });
  const cusip = texts.find((place) =>
    mostly(filled(records, place), (one) => cusipIn(one) !== null),
  );
  const symbols = texts.filter((place) =>
    mostly(
      filled(records, place),
      (one) => TICKER.test(one) && one !== 'USD' && meaningOf(one) === null,
    ),
  );
  if (cusip !== undefined) roles.set(cusip, 'cusip');
  if (symbols.length === 1 && symbols[0] !== undefined) roles.set(symbols[0], 'symbol');
  const rest = texts.filter((place) => !roles.has(place) && !symbols.includes(place));
  const said = rest.filter((place) =>
    filled(records, place).some((one) => meaningOf(one) !== null),
  );
  const few = rest.filter((place) => new Set(filled(records, place)).size <= MOST_WORDS);
  const [action, another] = said.length > 0 ? said : few;
  if (action !== undefined && another === undefined) roles.set(action, 'action');
  return roles;
}

/** A proposal for each column that is open; the others keep what is known of them. */
export function guessedColumns<Known>(
  known: readonly (Known | null)[],
  below: readonly FileRecord[],
): readonly (Known | GuessedRole | null)[] {
  const records = below.slice(0, MOST_RECORDS);
  const open = known.flatMap((role, place) => (role === null ? [place] : []));
  const days = daysAmong(records, open);
  const rest = open.filter((place) => !days.has(place));
  const figures = figuresAmong(records, rest);
  const words = wordsAmong(
    records,
    rest.filter((place) => !figures.has(place)),
  );
  const taken = new Set<unknown>(known);
  return known.map((role, place) => {
    if (role !== null) return role;
    const guess = days.get(place) ?? figures.get(place) ?? words.get(place) ?? null;
    return guess !== null && taken.has(guess) ? null : guess;
  });
}
