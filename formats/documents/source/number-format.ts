/**
 * A cell of a workbook as a person sees it: its number in its format. Only what releases use: percent,
 * dollars, fixed places, dates; anything else is the number as it is stored, without the noise that
 * binary fractions leave (at most 15 significant digits, as spreadsheets show them).
 */
import {
  dayFromNumber,
  dayNumber,
  dayOfMonth,
  monthOf,
  yearOf,
  type Day,
} from '../../../tax/values/days.ts';
import { Decimal } from '../../../tax/values/decimal.ts';

const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0',
  6: '$#,##0',
  7: '$#,##0.00',
  8: '$#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'm/d/yyyy h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  44: '$#,##0.00',
};

export function builtInFormat(id: number): string | undefined {
  return BUILT_IN[id];
}

/** Whether a format shows a day: letters of dates outside of quotes and brackets. */
export function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[dy]/i.test(bare) && !/[0#?]/.test(bare.replace(/\.0+/, ''));
}

/** The days before 1900-01-01 of the two calendars that workbooks count by. */
const BEFORE_1900 = -2;
const BEFORE_1904 = 1460;

/** A day of a workbook, counted from 1900 (with its leap year that never was) or 1904, as month/day/year. */
function dayText(number: Decimal, from1904: boolean): string | undefined {
  const count = number.floor().toNumber();
  if (count < 1 || count > 109_000) return undefined;
  const first = dayNumber('1900-01-01' as Day);
  const early = !from1904 && count < 60 ? 1 : 0;
  const day = dayFromNumber(first + count + (from1904 ? BEFORE_1904 : BEFORE_1900 + early));
  return `${monthOf(day)}/${dayOfMonth(day)}/${yearOf(day)}`;
}

/** The number as it is stored, in plain decimals and without binary noise; undefined for no number. */
function plainNumber(stored: string): Decimal | undefined {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(stored)) return undefined;
  return new Decimal(stored).toSignificantDigits(15);
}

export function formattedNumber(stored: string, format: string, from1904: boolean): string {
  const number = plainNumber(stored);
  if (!number) return stored;
  const first = format.split(';')[0] ?? '';
  if (isDateFormat(first)) return dayText(number, from1904) ?? number.toString();
  const bare = first
    .replace(/\[[^\]]*\]/g, (found) => (found.includes('$') ? '$' : ''))
    .replace(/_.|\*./g, '');
  const shape = /([#0?,]*[#0?])(?:\.([0#?]+))?/.exec(bare);
  if (!shape || /^general$/i.test(first)) return number.toString();
  const percent = bare.includes('%');
  const places = (shape[2] ?? '').replace(/[^0#?]/g, '').length;
  const least = (shape[2] ?? '').replace(/[^0]/g, '').length;
  const shown = (percent ? number.times(100) : number).toDecimalPlaces(places);
  const [whole = '0', fraction = ''] = shown.abs().toString().split('.');
  const places0 = fraction.padEnd(least, '0');
  const sign = shown.isNegative() && !shown.isZero() ? '-' : '';
  const text = `${sign}${whole}${places0 === '' ? '' : `.${places0}`}`;
  const dollar = /\$/.test(bare.replace(/"([^"]*)"/g, '$1')) ? '$' : '';
  return `${dollar}${text}${percent ? '%' : ''}`;
}
