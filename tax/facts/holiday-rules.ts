/**
 * On which days does a holiday fall, year by year?
 *
 * A holiday is data: a rule with its years, how a weekend is made up for, and its source
 * (`resources/market-holidays.json`). This file defines the shape of a rule, reads it strictly, and
 * evaluates it.
 *
 * Authority: NYSE Rule 7.2 (formerly 51) for the exchange, Federal Reserve release K.8 for banks.
 * Example: Independence Day is fixed on July 4 with observance `nearestWeekday`; July 4, 2026 is a
 * Saturday, so the holiday is Friday, July 3.
 * Awkward case: January 1, 2022 is a Saturday; with `sundayToMonday` it is not observed at all, and
 * Friday, December 31, 2021 stays a trading day.
 * Not handled: holidays that are observed twice, and hours of a day (an early closing is a full day).
 */
import { dayNumber, dayOf, daysInMonth } from '../values/days.ts';

const SUNDAY = 0;
const SATURDAY = 6;

/** What makes up for a weekend: Saturday by Friday and Sunday by Monday, or Sunday alone by Monday. */
const OBSERVANCES = ['nearestWeekday', 'sundayToMonday'] as const;
type Observance = (typeof OBSERVANCES)[number];

interface RuleYears {
  readonly name: string;
  /** First and last year of the rule; null where it is older, or still in force. */
  readonly fromYear: number | null;
  readonly toYear: number | null;
  readonly source: string;
}

interface FixedRule extends RuleYears {
  readonly kind: 'fixed';
  readonly month: number;
  readonly day: number;
  readonly observance: Observance;
}

interface NthWeekdayRule extends RuleYears {
  readonly kind: 'nthWeekday';
  readonly month: number;
  /** 1 is Monday, 5 is Friday. */
  readonly weekday: number;
  /** 1 to 4 from the start of the month, -1 the last. */
  readonly nth: number;
}

interface EasterRule extends RuleYears {
  readonly kind: 'easterOffset';
  /** Days after Easter Sunday; negative before. */
  readonly days: number;
}

export type HolidayRule = FixedRule | NthWeekdayRule | EasterRule;

/** Data that breaks its own rules: a mistake in the program's files, never in the user's. */
export class ReferenceDataError extends Error {
  override readonly name = 'ReferenceDataError';
}

type Fields = Readonly<Record<string, unknown>>;

/** An object with exactly these keys; throws ReferenceDataError that names the place otherwise. */
export function fieldsOf(value: unknown, keys: readonly string[], where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ReferenceDataError(`${where} is not an object`);
  }
  for (const key of keys) {
    if (!Object.hasOwn(value, key)) throw new ReferenceDataError(`${where} has no ${key}`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) throw new ReferenceDataError(`${where} has an unknown key ${key}`);
  }
  return value as Fields;
}

export function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new ReferenceDataError(`${where} is not a text, or an empty one`);
  }
  return value;
}

export function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ReferenceDataError(`${where} is not a list`);
  return value;
}

export function wholeNumberOf(value: unknown, least: number, most: number, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new ReferenceDataError(`${where} is not a whole number from ${least} to ${most}`);
  }
  return value;
}

function yearOrNull(value: unknown, where: string): number | null {
  return value === null ? null : wholeNumberOf(value, 1900, 2199, where);
}

const COMMON_KEYS = ['name', 'kind', 'fromYear', 'toYear', 'source'] as const;

/** Reads one rule; throws ReferenceDataError that names the place and what is wrong. */
export function readHolidayRule(value: unknown, where: string): HolidayRule {
  const kind = (value as { kind?: unknown } | null)?.kind;
  const own = {
    fixed: ['month', 'day', 'observance'],
    nthWeekday: ['month', 'weekday', 'nth'],
    easterOffset: ['days'],
  };
  if (kind !== 'fixed' && kind !== 'nthWeekday' && kind !== 'easterOffset') {
    throw new ReferenceDataError(`${where}.kind is none of ${Object.keys(own).join(', ')}`);
  }
  const fields = fieldsOf(value, [...COMMON_KEYS, ...own[kind]], where);
  const years: RuleYears = {
    name: textOf(fields['name'], `${where}.name`),
    fromYear: yearOrNull(fields['fromYear'], `${where}.fromYear`),
    toYear: yearOrNull(fields['toYear'], `${where}.toYear`),
    source: textOf(fields['source'], `${where}.source`),
  };
  if (years.fromYear !== null && years.toYear !== null && years.toYear < years.fromYear) {
    throw new ReferenceDataError(`${where} ends in ${years.toYear}, before it begins`);
  }
  if (kind === 'easterOffset') {
    return { ...years, kind, days: wholeNumberOf(fields['days'], -60, 60, `${where}.days`) };
  }
  const month = wholeNumberOf(fields['month'], 1, 12, `${where}.month`);
  if (kind === 'fixed') {
    const observance = OBSERVANCES.find((each) => each === fields['observance']);
    if (observance === undefined) {
      throw new ReferenceDataError(`${where}.observance is none of ${OBSERVANCES.join(', ')}`);
    }
    // A leap day would be missing in most years: 2001 has none, so February ends on the 28th here.
    const day = wholeNumberOf(fields['day'], 1, daysInMonth(2001, month), `${where}.day`);
    return { ...years, kind, month, day, observance };
  }
  const nth = wholeNumberOf(fields['nth'], -1, 4, `${where}.nth`);
  if (nth === 0) throw new ReferenceDataError(`${where}.nth is 0; the first is 1, the last is -1`);
  const day = wholeNumberOf(fields['weekday'], 1, 5, `${where}.weekday`);
  return { ...years, kind, month, weekday: day, nth };
}

/** Easter Sunday of the Gregorian calendar, in days since 1970-01-01 (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return numberOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** The day of the week of a count of days since 1970-01-01, a Thursday; 0 is Sunday. */
export function weekdayOfNumber(count: number): number {
  return (((count + 4) % 7) + 7) % 7;
}

export function isWeekendNumber(count: number): boolean {
  const weekday = weekdayOfNumber(count);
  return weekday === SUNDAY || weekday === SATURDAY;
}

/**
 * The day on which a holiday of this calendar year is observed, in days since 1970-01-01; undefined
 * when it is not. Counts, not text: a calendar asks for hundreds of them when the program starts.
 */
export function observedDayNumber(rule: HolidayRule, year: number): number | undefined {
  if (rule.fromYear !== null && year < rule.fromYear) return undefined;
  if (rule.toYear !== null && year > rule.toYear) return undefined;
  if (rule.kind === 'easterOffset') return easterSunday(year) + rule.days;
  if (rule.kind === 'nthWeekday') return nthWeekday(rule, year);
  const count = numberOf(year, rule.month, rule.day);
  const weekday = weekdayOfNumber(count);
  if (weekday === SUNDAY) return count + 1;
  if (weekday !== SATURDAY) return count;
  return rule.observance === 'nearestWeekday' ? count - 1 : undefined;
}

function nthWeekday(rule: NthWeekdayRule, year: number): number {
  if (rule.nth > 0) {
    const first = numberOf(year, rule.month, 1);
    return first + ((rule.weekday - weekdayOfNumber(first) + 7) % 7) + 7 * (rule.nth - 1);
  }
  const last = numberOf(year, rule.month, daysInMonth(year, rule.month));
  return last - ((weekdayOfNumber(last) - rule.weekday + 7) % 7);
}

function numberOf(year: number, month: number, day: number): number {
  const found = dayOf(year, month, day);
  if (found === undefined) throw new RangeError(`there is no day ${year}-${month}-${day}`);
  return dayNumber(found);
}
