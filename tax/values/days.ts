/**
 * What is a day, and when is a holding long-term?
 *
 * A day is the text `YYYY-MM-DD` of the proleptic Gregorian calendar: it sorts as text, has no time
 * zone and no clock. Arithmetic goes through the count of days since 1970-01-01.
 *
 * Authority for the holding period: Internal Revenue Code section 1222 ("more than 1 year");
 * Revenue Ruling 66-7: the day of acquisition is left out, the day of sale counts.
 * Example: bought 2000-03-01, sold 2001-03-01 is short-term; 2001-03-02 is long-term.
 * Awkward case: bought 2000-02-29 is long-term from 2001-03-01.
 * Not handled: days before 1900 or after 2199 (refused when read).
 */
declare const day: unique symbol;

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string & { readonly [day]: true };

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** The day of these numbers (month and day from 1); undefined when the calendar has none. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1) return undefined;
  if (dayOfMonth > daysInMonth(year, month)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}` as Day;
}

/** Reads `YYYY-MM-DD`; undefined when it is not of that form or no such day exists. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function yearOf(value: Day): number {
  return twoDigits(value, 0) * 100 + twoDigits(value, 2);
}

const ZERO = '0'.charCodeAt(0);

/** Two digits of a day, read without a text of their own: every entry is asked for its day. */
function twoDigits(value: Day, at: number): number {
  return (value.charCodeAt(at) - ZERO) * 10 + value.charCodeAt(at + 1) - ZERO;
}

export function monthOf(value: Day): number {
  return twoDigits(value, 5);
}

export function dayOfMonth(value: Day): number {
  return twoDigits(value, 8);
}

/** Days since 1970-01-01 (negative before). */
export function dayNumber(value: Day): number {
  const y = monthOf(value) <= 2 ? yearOf(value) - 1 : yearOf(value);
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const monthFromMarch = (monthOf(value) + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth(value) - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day of a count since 1970-01-01. */
export function dayFromNumber(count: number): Day {
  const shifted = count + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dom = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dom).padStart(2, '0')}` as Day;
}

export function addDays(value: Day, days: number): Day {
  return dayFromNumber(dayNumber(value) + days);
}

export function firstDayOfYear(year: number): Day {
  return `${year}-01-01` as Day;
}

export function lastDayOfYear(year: number): Day {
  return `${year}-12-31` as Day;
}

/** Whether it is January 1. */
export function isNewYear(value: Day): boolean {
  return value.endsWith('-01-01');
}

/** The same month and day some years on; February 29 becomes March 1 where the year has none. */
export function addYears(value: Day, years: number): Day {
  const year = yearOf(value) + years;
  return (dayOf(year, monthOf(value), dayOfMonth(value)) ?? `${year}-03-01`) as Day;
}

/** The first day on which a sale of shares acquired on this day is long-term. */
export function longTermFrom(acquired: Day): Day {
  return addYears(addDays(acquired, 1), 1);
}

/** Whether shares were held more than one year, the day after acquisition counting as day 1. */
export function isLongTerm(acquired: Day, disposed: Day): boolean {
  return disposed >= longTermFrom(acquired);
}

/** The same day of the month some months on; the first of the next month where there is none. */
export function addMonths(value: Day, months: number): Day {
  const count = yearOf(value) * 12 + (monthOf(value) - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const sameDay = dayOf(year, month, dayOfMonth(value));
  // December has every day, so that the next month is always of the same year.
  return sameDay ?? (`${year}-${String(month + 1).padStart(2, '0')}-01` as Day);
}

/** The first day on which shares acquired on this day have been held more than six months. */
export function moreThanSixMonthsFrom(acquired: Day): Day {
  return addMonths(addDays(acquired, 1), 6);
}

/**
 * Whether shares were held six months or less, the day after acquisition counting as day 1: acquired
 * on February 28, that is until August 31 (Revenue Ruling 66-7 counts months the same way).
 */
export function isHeldSixMonthsOrLess(acquired: Day, sold: Day): boolean {
  return sold < moreThanSixMonthsFrom(acquired);
}

/** The later of two days. */
export function laterDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}
