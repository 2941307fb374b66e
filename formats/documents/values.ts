/**
 * One cell to one exact value, or to nothing. A value is read only when every character of the cell
 * belongs to it.
 *
 * Two-digit years are those of the document's tax year, the year before or the year after; any
 * other is refused, so no century is ever guessed. Four-digit years must be of the same three.
 * Example, tax year 2002: 02/04/02 is 2002-02-04; 01/15/03 is 2003-01-15; 02/04/12 is refused.
 */
import { dayOf, type Day } from '../../tax/days.ts';
import { parseRate, type Rate } from '../../tax/money.ts';

export type DayReading =
  { readonly ok: true; readonly day: Day } | { readonly ok: false; readonly reason: string };

/** Reads m/d/yy or m/d/yyyy. The reason continues a sentence that begins with the cell. */
export function readDay(text: string, taxYear: number): DayReading {
  const refuse = (reason: string): DayReading => ({ ok: false, reason });
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(text);
  if (!match) return refuse('is not a date of the form month/day/year');
  const [, month, day, printedYear] = match as unknown as [string, string, string, string];
  if (month.startsWith('0') && day.length === 1) {
    return refuse('has a month of two digits and a day of one, so a digit may be missing');
  }
  const years = [taxYear - 1, taxYear, taxYear + 1];
  const year = years.find((candidate) =>
    printedYear.length === 4
      ? String(candidate) === printedYear
      : String(candidate).endsWith(printedYear),
  );
  if (year === undefined) {
    return refuse(`is not of the tax year ${taxYear}, nor of the year before or after it`);
  }
  const value = dayOf(year, Number(month), Number(day));
  return value ? { ok: true, day: value } : refuse('is no day of the calendar');
}

export type ValueKind = 'dollars' | 'percent' | 'plain' | 'dash';

export interface NumberReading {
  readonly kind: ValueKind;
  readonly rate: Rate;
  /** Decimal places as printed. */
  readonly places: number;
}

const NUMBER = /^(\$?)\s?((?:0|[1-9]\d{0,3})(?:\.(\d{1,12}))?|\.(\d{1,12}))\s?(%?)$/;

/** Reads "$0.820", "$.3486", "61.4%", "0.78" or a dash (zero); undefined for anything else. */
export function readNumber(text: string): NumberReading | undefined {
  if (/^[-–—]+$/.test(text)) return { kind: 'dash', rate: parseRate('0') as Rate, places: 0 };
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, dollar, digits, fraction, onlyFraction, percent] = match;
  if (dollar !== '' && percent !== '') return undefined;
  const plain = (digits as string).startsWith('.') ? `0${digits}` : (digits as string);
  const rate = parseRate(plain);
  if (rate === undefined) return undefined;
  return {
    kind: percent !== '' ? 'percent' : dollar !== '' ? 'dollars' : 'plain',
    rate,
    places: (fraction ?? onlyFraction ?? '').length,
  };
}
