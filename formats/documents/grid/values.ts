/**
 * One cell to one exact value, or to nothing. A value is read only when every character of the cell
 * belongs to it.
 *
 * Two-digit years are those of the document's tax year, the year before or the year after; any
 * other is refused, so no century is ever guessed. Four-digit years must be of the same three.
 * Example, tax year 2002: 02/04/02 is 2002-02-04; 01/15/03 is 2003-01-15; 02/04/12 is refused.
 */
import { dayOf, type Day } from '../../../tax/values/days.ts';
import { divideRounded, parseRate, type Rate } from '../../../tax/values/money.ts';

const HUNDRED = parseRate('100') as Rate;

type DayReading =
  { readonly ok: true; readonly day: Day } | { readonly ok: false; readonly reason: string };

export const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** The name of a month in a pattern, whole or short. */
export const MONTH_PATTERN =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';

/** 1 to 12 for a whole name of a month or its first three letters ("Sept" too). */
export function monthNumber(text: string): number | undefined {
  const name = text
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^sept$/, 'sep');
  const at = MONTHS.findIndex((month) =>
    [month, month.slice(0, 3)].some((known) => known.toLowerCase() === name),
  );
  return at === -1 ? undefined : at + 1;
}

const NUMERIC_DATE = /^(\d{1,2})([/-])(\d{1,2})\2(\d{2}|\d{4})$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const NAMED_DATE = /^([A-Za-z]{3,9}\.?)\s+(\d{1,2}),?\s+(\d{4})$/;
const DAY_FIRST = /^(\d{1,2})[- ]([A-Za-z]{3,9}\.?)[- ,]\s?(\d{2}|\d{4})$/;

export interface PrintedDate {
  readonly month: number;
  readonly day: number;
  /** Two or four digits. */
  readonly year: string;
  /** The day and month as digits with "/", where they are printed so; their widths tell of lost digits. */
  readonly numeric: { readonly month: string; readonly day: string } | null;
}

/** The parts of a date as printed; undefined when the text has no such form. */
export function dateParts(text: string): PrintedDate | undefined {
  const numeric = NUMERIC_DATE.exec(text);
  if (numeric) {
    const [, month, , day, year] = numeric as unknown as [string, string, string, string, string];
    return { month: Number(month), day: Number(day), year, numeric: { month, day } };
  }
  const iso = ISO_DATE.exec(text);
  if (iso) {
    const [, year, month, day] = iso as unknown as [string, string, string, string];
    return { month: Number(month), day: Number(day), year, numeric: null };
  }
  const named = NAMED_DATE.exec(text);
  const dayFirst = named ? null : DAY_FIRST.exec(text);
  const [name, day, year] = named
    ? [named[1], named[2], named[3]]
    : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]];
  const month = name === undefined ? undefined : monthNumber(name);
  if (month === undefined || day === undefined || year === undefined) return undefined;
  return { month, day: Number(day), year, numeric: null };
}

/** Reads 2/4/02, 02/04/2002, 2002-02-04, February 4, 2002 or 4-Feb-2002. The reason continues a sentence that begins with the cell. */
export function readDay(text: string, taxYear: number): DayReading {
  const refuse = (reason: string): DayReading => ({ ok: false, reason });
  const parts = dateParts(text);
  if (!parts) return refuse('is not a date of the form month/day/year');
  const { numeric } = parts;
  if (numeric?.month.startsWith('0') && numeric.day.length === 1) {
    return refuse('has a month of two digits and a day of one, so a digit may be missing');
  }
  const years = [taxYear - 1, taxYear, taxYear + 1];
  const year = years.find((candidate) =>
    parts.year.length === 4
      ? String(candidate) === parts.year
      : String(candidate).endsWith(parts.year),
  );
  if (year === undefined) {
    return refuse(`is not of the tax year ${taxYear}, nor of the year before or after it`);
  }
  const value = dayOf(year, parts.month, parts.day);
  return value ? { ok: true, day: value } : refuse('is no day of the calendar');
}

type ValueKind = 'dollars' | 'percent' | 'plain' | 'dash';

export interface NumberReading {
  readonly kind: ValueKind;
  readonly rate: Rate;
  /** Decimal places as printed. */
  readonly places: number;
}

const NUMBER =
  /^(\$?)\s?((?:0|0\d(?=\.\d+\s?%$)|[1-9]\d{0,3})(?:\. ?(\d{1,12}))?|\. ?(\d{1,12}))\s?(%?)$/;

/**
 * Reads "$0.820", "$.3486", "61.4%", "06.17%", "0.78" or a dash (zero); undefined for anything
 * else. A newswire's "0. 97000" is 0.97000.
 */
export function readNumber(text: string): NumberReading | undefined {
  if (/^\$?\s?[-–—]+\s?%?$/.test(text)) {
    return { kind: 'dash', rate: parseRate('0') as Rate, places: 0 };
  }
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, dollar, digits, fraction, onlyFraction, percent] = match;
  if (dollar !== '' && percent !== '') return undefined;
  const joined = (digits as string).replace(' ', '').replace(/^0(?=\d)/, '');
  const plain = joined.startsWith('.') ? `0${joined}` : joined;
  const rate = parseRate(plain);
  if (rate === undefined) return undefined;
  return {
    kind: percent !== '' ? 'percent' : dollar !== '' ? 'dollars' : 'plain',
    rate,
    places: (fraction ?? onlyFraction ?? '').length,
  };
}

/** Reads "($0.25)", "$(0.06)", "-$0.25" or "$0.33": what is added to a payment, negative in parentheses. */
export function readAdjustment(text: string): NumberReading | undefined {
  const match = /^(?:\((\$?\s?[\d.]+)\)|\$\s?\(([\d.]+)\)|-(\$?[\d.]+))$/.exec(text);
  const negative = match?.[1] ?? match?.[2] ?? match?.[3];
  const number = readNumber(negative ?? text);
  if (!number || number.kind === 'percent' || negative === undefined) return number;
  return { ...number, rate: -number.rate as Rate };
}

export type ShareOf = 'ordinary' | 'gain' | 'payment';

interface ShareReading {
  readonly percent: Rate;
  readonly of: ShareOf;
}

const SHARE = /^(\d{1,3}(?:\.\d{1,10})?)\s?% of (ordinary|gain|payment)$/;

/** Reads "100% of ordinary": a part that is stated as a share of another, in prose or by a person. */
export function readShare(text: string): ShareReading | undefined {
  const match = SHARE.exec(text);
  const percent = match ? parseRate(match[1] as string) : undefined;
  if (!match || percent === undefined || percent > HUNDRED) return undefined;
  return { percent, of: match[2] as ShareOf };
}

/** A percentage of a rate, to twelve places, half away from zero. */
export function shareOf(whole: Rate, percent: Rate): Rate {
  return divideRounded(whole * percent, HUNDRED) as Rate;
}
