/**
 * Which day and which number does a person mean who types or pastes it?
 *
 * As statements, sheets and web pages write them, in the order of the United States: 3/1/2000 is March 1.
 * Two digits of a year are those from 1970 to 2069. What is not understood is left as it is, for whoever
 * checks the field to say why.
 * Example: "Mar 1, 2000", "3/1/00" and "2000-3-1" are 2000-03-01; "$3,800" is 3800; "(12.50)" is -12.50.
 * Not handled: days with the day first ("1/3/2000" is January 3), decimal commas.
 */
import { parseDay, type Day } from './days.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FORMS: readonly (readonly [RegExp, (a: string, b: string, c: string) => string[]])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, (y, m, d) => [y, m, d]],
  [/^(\d{4})(\d{2})(\d{2})$/, (y, m, d) => [y, m, d]],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/, (m, d, y) => [y, m, d]],
  [/^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$/, (m, d, y) => [y, monthOf(m), d]],
  [/^(\d{1,2})[ -]([a-z]+)\.?,?[ -](\d{4}|\d{2})$/, (d, m, y) => [y, monthOf(m), d]],
];

const FULL = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];

/** The number of a month that is named in full or by its beginning; empty where it is none. */
function monthOf(name: string): string {
  const at = FULL.findIndex((full) => full === name);
  const short = MONTHS.indexOf(name === 'sept' ? 'sep' : name);
  const place = at >= 0 ? at : short;
  return place < 0 ? '' : String(place + 1);
}

function withCentury(year: string): string {
  if (year.length === 4) return year;
  return (Number(year) < 70 ? '20' : '19') + year;
}

/** The day that a text means; undefined where it means none that exists. */
export function typedDay(text: string): Day | undefined {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  for (const [form, order] of FORMS) {
    const [, a = '', b = '', c = ''] = form.exec(plain) ?? [];
    if (a === '') continue;
    const [year = '', month = '', day = ''] = order(a, b, c);
    return parseDay(`${withCentury(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  }
  return undefined;
}

/** A number without dollar sign, groups and parentheses; the text itself where it is no such number. */
export function typedNumber(text: string): string {
  const trimmed = text.trim().replace(/^\u2212/, '-');
  const inside = /^\((.*)\)$/.exec(trimmed)?.[1];
  const form = /^(-?)\s*\$?\s*(-?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?)$/.exec(inside ?? trimmed);
  const [, before = '', after = '', digits = ''] = form ?? [];
  if (!/\d/.test(digits) || (inside !== undefined && before + after !== '')) return text;
  if (before !== '' && after !== '') return text;
  const plain = digits.replaceAll(',', '').replace(/^\./, '0.').replace(/\.$/, '');
  return `${inside !== undefined || before + after !== '' ? '-' : ''}${plain}`;
}
