/**
 * A cell of a workbook as a person sees it: its number in its format. Only what releases use: percent,
 * dollars, fixed places, dates; anything else is the number as it is stored, without the noise that
 * binary fractions leave (at most 15 significant digits, as spreadsheets show them).
 */
import { Decimal } from '../../../tax/money.ts';

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

/** A day of a workbook, counted from 1900 (with its leap year that never was) or 1904, as month/day/year. */
function dayText(serial: string, from1904: boolean): string | undefined {
  const count = Math.floor(Number(serial));
  if (!Number.isFinite(count) || count < 1 || count > 2_958_465) return undefined;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, count < 60 ? 31 : 30);
  const date = new Date(epoch + count * 86_400_000);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
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
  if (isDateFormat(first)) return dayText(stored, from1904) ?? number.toFixed();
  const bare = first
    .replace(/\[[^\]]*\]/g, (found) => (found.includes('$') ? '$' : ''))
    .replace(/_.|\*./g, '');
  const shape = /([#0?,]*[#0?])(?:\.([0#?]+))?/.exec(bare);
  if (!shape || /^general$/i.test(first)) return number.toFixed();
  const percent = bare.includes('%');
  const places = (shape[2] ?? '').replace(/[^0#?]/g, '').length;
  const least = (shape[2] ?? '').replace(/[^0]/g, '').length;
  const shown = (percent ? number.times(100) : number).toDecimalPlaces(places);
  let text = shown.toFixed(Math.max(least, shown.decimalPlaces()));
  if (shown.isZero()) text = text.replace('-', '');
  const dollar = /\$/.test(bare.replace(/"([^"]*)"/g, '$1')) ? '$' : '';
  return `${dollar}${text}${percent ? '%' : ''}`;
}
