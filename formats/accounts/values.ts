/**
 * How is one cell of a broker's file read?
 *
 * Numbers as exact integers of 10^-12, signs in all the ways that brokers write them; days by the
 * order of month and day that the whole file keeps. What can mean two things is no value but a
 * problem, and the record becomes a question.
 *
 * Source: exports of brokers as they are published in tests and questions of public projects.
 * Example: "-$29.00", "$-29.00", "($29.00)" are minus twenty-nine; "12S" is twelve shares taken out.
 * Awkward case: "08/22/2022 as of 08/19/2022": the second day is the one that counts.
 * Not handled: other digits than those of ASCII; dates without a year.
 */
import { dayOf, type Day } from '../../tax/values/days.ts';
import { divideRounded, type Cents, type Shares, SHARE_PLACES } from '../../tax/values/money.ts';
import { remembering } from './remembering.ts';

/** An exact number of a cell, in units of 10^-12. */
export type Figure = bigint;

const PLACES = 12;
const PER_CENT = 10n ** 10n;
const PER_SHARE_UNIT = 10n ** BigInt(PLACES - SHARE_PLACES);

export type CellNumber =
  | {
      readonly kind: 'number';
      readonly value: Figure;
      readonly text: string;
      readonly out: boolean;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'unclear'; readonly text: string };

const NONE: CellNumber = { kind: 'none' };
const BLANKS = new Set(['', '-', '--', '—', '–', 'n/a', 'N/A', 'NA', 'null']);
/** Apostrophes between thousands, as in Switzerland, where decimals follow: "1'394.75". */
const APOSTROPHES = /^[^'\u2019\d]*\d{1,3}(?:['\u2019]\d{3})+\.\d+[^'\u2019\d]*$/;
const DIGITS = /^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?$/;

/** Units of the last decimal, by the number of decimals. */
const SCALES = Array.from({ length: PLACES + 1 }, (_, i) => 10n ** BigInt(PLACES - i));

const MOST_DIGITS = 14;
const [PLUS, MINUS, POINT, DOLLAR_SIGN, ZERO, NINE] = Array.from('+-.$09', (mark) =>
  mark.charCodeAt(0),
) as [number, number, number, number, number, number];

/** The first place at or after one that has no digit. */
function afterDigits(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
  }
  return at;
}

/**
 * As most cells are: a sign and a dollar in either order, digits, a point, digits. Undefined where a cell is written
 * otherwise. There are several in each record, so that no pattern is used.
 */
function plainNumber(text: string): CellNumber | undefined {
  let at = 0;
  const first = text.charCodeAt(0);
  let isNegative = first === MINUS;
  const isSigned = isNegative || first === PLUS;
  if (isSigned) at++;
  if (text.charCodeAt(at) === DOLLAR_SIGN) at++;
  if (!isSigned && text.charCodeAt(at) === MINUS) {
    isNegative = true;
    at++;
  }
  const point = afterDigits(text, at);
  if (point === at || point - at > MOST_DIGITS) return undefined;
  let digits = text.slice(at, point);
  let places = 0;
  if (point < text.length) {
    const end = afterDigits(text, point + 1);
    places = end - point - 1;
    if (text.charCodeAt(point) !== POINT || end < text.length || places < 1 || places > PLACES)
      return undefined;
    digits += text.slice(point + 1);
  }
  const value = BigInt(digits) * (SCALES[places] as bigint);
  return {
    kind: 'number',
    value: isNegative ? -value : value,
    text: text.slice(at),
    out: false,
  };
}

/** A number of a cell, with its sign; "unclear" where the text is none, or can mean two. */
export function readNumber(cell: string): CellNumber {
  const text = cell.trim();
  if (BLANKS.has(text)) return NONE;
  const plain = plainNumber(text);
  if (plain !== undefined) return plain;
  let rest = (APOSTROPHES.test(text) ? text.replace(/['\u2019]/g, '') : text)
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s*(?:USD|US\$)\s*/g, '')
    .replace(/\s/g, '');
  let negative = false;
  rest = rest.replace(/^\$\(/, '(');
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1);
  }
  for (let i = 0; i < 3; i++) {
    // "@70.05" is a price as well.
    if (/^[$@]/.test(rest)) rest = rest.slice(1);
    else if (rest.startsWith('+')) rest = rest.slice(1);
    else if (rest.startsWith('-') && !negative) {
      negative = true;
      rest = rest.slice(1);
    }
  }
  const out = /^[\d.,]+S$/.test(rest);
  if (out) rest = rest.slice(0, -1);
  if (/^[\d.,]+-$/.test(rest) && !negative) {
    negative = true;
    rest = rest.slice(0, -1);
  }
  if (!/\d/.test(rest) || !DIGITS.test(rest)) return { kind: 'unclear', text };
  const [whole = '', fraction = ''] = rest.replaceAll(',', '').split('.');
  const kept = fraction.replace(/0+$/, '');
  if (whole.length > 14 || kept.length > PLACES) return { kind: 'unclear', text };
  const magnitude = BigInt((whole === '' ? '0' : whole) + kept.padEnd(PLACES, '0'));
  return { kind: 'number', value: negative ? -magnitude : magnitude, text: rest, out };
}

/** Can have no decimal point: a comma before one, two or more than three last digits, or points between thousands before one. */
const COMMA_DECIMALS = /^\D*(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,}))\D*$/;
/** Can have no decimal comma. */
const POINT_DECIMALS =
  /^\D*(?:\d{1,3}(?:,\d{3})+\.\d*|(?:\d{1,3}(?:,\d{3}){2,}|\d*\.(?:\d{1,2}|\d{4,})))\D*$/;

/** One mark before three digits: decimals or thousands. */
const EITHER = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/;

/**
 * The sign before the decimals of all numbers, where one at least cannot be read otherwise; and the first that can be
 * read in both ways, where none tells.
 */
export function decimalSignOf(cells: Iterable<string>): {
  readonly sign: ',' | '.' | undefined;
  readonly either: string | undefined;
} {
  let hasComma = false;
  let either: string | undefined;
  for (const cell of cells) {
    if (POINT_DECIMALS.test(cell)) return { sign: '.', either };
    hasComma ||= COMMA_DECIMALS.test(cell);
    if (either === undefined && EITHER.test(cell)) either = cell;
  }
  return { sign: hasComma ? ',' : undefined, either };
}

/** A number with a decimal comma as it is with a decimal point. */
export function withDecimalPoint(cell: string): string {
  return cell.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ','));
}

export function magnitude(value: Figure): Figure {
  return value < 0n ? -value : value;
}

/** A figure in cents, half away from zero. */
export function centsOf(value: Figure): Cents {
  return divideRounded(value, PER_CENT) as Cents;
}

/** A figure as shares; undefined where it has more decimals than shares have. */
export function sharesOf(value: Figure): Shares | undefined {
  return value % PER_SHARE_UNIT === 0n ? ((value / PER_SHARE_UNIT) as Shares) : undefined;
}

/** The product of two figures. */
export function times(a: Figure, b: Figure): Figure {
  return divideRounded(a * b, 10n ** BigInt(PLACES));
}

/** A figure as a plain decimal without trailing zeros. */
export function plainFigure(value: Figure): string {
  const digits = magnitude(value)
    .toString()
    .padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  const whole = digits.slice(0, -PLACES);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** By the number of decimals. */
const HALVES = Array.from({ length: PLACES }, (_, i) => 10n ** BigInt(PLACES - i) / 2n);

const HALF_A_CENT = PER_CENT / 2n;

/** Dollars for a sentence: two decimals, or as many as the figure has. */
export function dollarsText(value: Figure): string {
  const text = plainFigure(value);
  const decimals = text.split('.')[1]?.length ?? 0;
  return decimals >= 2 ? `$${text}` : `$${decimals === 0 ? `${text}.00` : `${text}0`}`;
}

/** Half of the last decimal that a number was printed with: as far as it may be from what was rounded. */
function halfOfLastPlace(text: string): Figure {
  const point = text.indexOf('.');
  return HALVES[point === -1 ? 0 : text.length - point - 1] ?? 0n;
}

/** The same of a price: none is rounded to more than a cent, and zeros at its end may be left out. */
export function halfOfLastPrice(text: string): Figure {
  const half = halfOfLastPlace(text);
  return half > HALF_A_CENT ? HALF_A_CENT : half;
}

/** The same of a number of shares: whole ones are not rounded. */
export function halfOfLastShare(text: string): Figure {
  return text.includes('.') ? halfOfLastPlace(text) : 0n;
}

/** Which of month, day and a year of two digits stands first where a file writes all as numbers. */
export type DayOrder = 'month first' | 'day first' | 'year first';

export interface CellDay {
  readonly day: Day;
  /** Hour of the day from 0 to 23, where the cell has a time. */
  readonly hour: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[\sT,;])/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[\sT,;\d.[])/;
const NUMERIC = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.']\s*(\d{4}|\d{1,2})(?=$|[\sT,;])/;
const NAMED =
  /^(?:(\d{1,2})[-\s]([a-z]{3,9})\.?[-\s,]*|([a-z]{3,9})\.?[-\s]+(\d{1,2})(?:,\s*|[-\s]+))(\d{4}|\d{2})(?=$|[\sT,;])/i;
const DAY_OF_WEEK = /^(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?[.,]?\s+/i;
const TIME = /(?:^|[\sT,;])(\d{1,2}):(\d{2})(?::\d{2})?\s*([AP]M)?/i;
const COMPACT_TIME = /[\sT,;](\d{2})[0-5]\d[0-5]\d$/;

/** Two digits of a year: the century that ends with 2069. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function hourOf(text: string): number | null {
  const match = TIME.exec(text);
  if (!match) {
    const compact = COMPACT_TIME.exec(text)?.[1];
    return compact === undefined || Number(compact) > 23 ? null : Number(compact);
  }
  const hour = Number(match[1]) % 24;
  if (/pm/i.test(match[3] ?? '')) return hour === 12 ? 12 : hour + 12;
  return /am/i.test(match[3] ?? '') && hour === 12 ? 0 : hour;
}

/** The day of a cell; undefined where it is none. */
export function readDay(cell: string, order: DayOrder): CellDay | undefined {
  return READERS[order](cell);
}

const monthFirst = remembering((cell) => dayIn(cell, 'month first'));
const dayFirst = remembering((cell) => dayIn(cell, 'day first'));
const yearFirst = remembering((cell) => dayIn(cell, 'year first'));
const READERS = { 'month first': monthFirst, 'day first': dayFirst, 'year first': yearFirst };

function dayIn(cell: string, order: DayOrder): CellDay | undefined {
  const text = (/\bas of\b(.*)$/i.exec(cell)?.[1] ?? cell).trim().replace(DAY_OF_WEEK, '');
  const named = NAMED.exec(text);
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[3] ?? '').slice(0, 3).toLowerCase()) + 1;
    return made(fullYear(named[5] ?? ''), month, Number(named[1] ?? named[4]), text);
  }
  const whole = ISO.exec(text) ?? COMPACT.exec(text);
  if (whole) return made(Number(whole[1]), Number(whole[2]), Number(whole[3]), text);
  const numeric = NUMERIC.exec(text);
  if (!numeric) return undefined;
  if (order === 'year first') {
    const [, year = '', month, day = ''] = numeric;
    return year.length === 2 && day.length <= 2
      ? made(fullYear(year), Number(month), Number(day), text)
      : undefined;
  }
  const [first, second] = [Number(numeric[1]), Number(numeric[2])];
  const [month, day] = order === 'month first' ? [first, second] : [second, first];
  return made(fullYear(numeric[3] ?? ''), month, day, text);
}

function made(year: number, month: number, dayOfMonth: number, text: string): CellDay | undefined {
  const day = dayOf(year, month, dayOfMonth);
  return day === undefined ? undefined : { day, hour: hourOf(text) };
}

const ORDERS: readonly DayOrder[] = ['month first', 'day first', 'year first'];

/** The orders that all cells with numbers for day, month and year keep; all three where there are none. */
export function dayOrdersOf(cells: ReadonlySet<string>): readonly DayOrder[] {
  let orders = ORDERS;
  for (const cell of cells) {
    if (!NUMERIC.test(cell.trim())) continue;
    orders = orders.filter((order) => readDay(cell, order) !== undefined);
    if (orders.length === 0) return orders;
  }
  return orders;
}

/** Whether days are written with points, as in "04.01.2022". */
export function hasPointedDays(cells: Iterable<string>): boolean {
  return Iterator.from(cells).some((cell) => /^\d{1,2}\.\d{1,2}\./.test(cell.trim()));
}
