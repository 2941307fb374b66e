/**
 * When does the New York Stock Exchange trade, when do trades settle, and which day is the ex-date?
 *
 * Authority: the calculation's section 3. A trading day is a day on which the exchange is open; a
 * settlement day is a trading day that is not also a bank holiday (NASD Notices to Members 95-77 and
 * 99-83: on Columbus Day and Veterans Day the exchange trades and nothing settles). Trades settle 5
 * settlement days after the trade date, 3 from 1995-06-07, 2 from 2017-09-05, 1 from 2024-05-28 (SEC
 * Rule 15c6-1). The ex-date is the first trading day whose trades settle after the record date.
 *
 * Example: record date Monday, 2002-02-04. Trades of Wednesday, January 30 settle on Monday,
 * February 4, in time; trades of Thursday, January 31 settle on February 5. The ex-date is January 31.
 * Awkward case: record date 2002-11-11, Veterans Day: trades of November 6 settle on November 12
 * (7, 8, 12), after it; trades of November 5 settle on November 8. The ex-date is November 6.
 * Awkward case: a settlement period that shrinks by two days lets later trades settle before earlier
 * ones (June 6, 1995: June 13; June 7: June 12). "First" is taken literally.
 *
 * Not handled: hours of a day; special closings not yet announced; the transitional four-day trades
 * of June 1995 and settlement on days of mourning, on which the clearing house was open though the
 * exchange was not (the definition above says otherwise; see resources/README.md).
 */
import { dayFromNumber, dayNumber, parseDay, yearOf } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import {
  fieldsOf,
  isWeekendNumber,
  listOf,
  observedDayNumber,
  readHolidayRule,
  ReferenceDataError,
  textOf,
  weekdayOfNumber,
  wholeNumberOf,
} from './holiday-rules.ts';
import type { HolidayRule } from './holiday-rules.ts';

/** When the New York Stock Exchange trades and when trades settle. */
export interface MarketCalendar {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** False outside the calendar, where nothing is known. */
  isTradingDay(day: Day): boolean;
  /** False outside the calendar, where nothing is known. */
  isSettlementDay(day: Day): boolean;
  /**
   * The day on which a trade of this trading day settles; it can lie a few days after the calendar's
   * last day. Throws RangeError when the day is no trading day of the calendar: ask first.
   */
  settlementOf(tradeDate: Day): Day;
  /** The first trading day whose trades settle after the record date; undefined outside the calendar. */
  exDateFor(recordDate: Day): Day | undefined;
  /** The first trading day after a day; undefined outside the calendar. */
  nextTradingDay(day: Day): Day | undefined;
}

interface Closing {
  readonly day: Day;
  readonly name: string;
  readonly source: string;
}

interface SettlementPeriod {
  readonly fromTradeDate: Day;
  readonly days: number;
  readonly source: string;
}

interface CalendarData {
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly exchangeHolidays: readonly HolidayRule[];
  readonly exchangeClosings: readonly Closing[];
  readonly bankHolidays: readonly HolidayRule[];
  readonly settlementPeriods: readonly SettlementPeriod[];
}

/** Days before and after the calendar that are worked out so that its edges come out right. */
const MARGIN_DAYS = 31;
const LONGEST_SETTLEMENT_PERIOD = 10;
/** The last year that days.ts can name; the year after the calendar is worked out as well. */
const LAST_YEAR = 2199;

function dayField(value: unknown, where: string): Day {
  const day = typeof value === 'string' ? parseDay(value) : undefined;
  if (day === undefined) throw new ReferenceDataError(`${where} is not a day, YYYY-MM-DD`);
  return day;
}

function readClosings(value: unknown, firstDay: Day, lastDay: Day): Closing[] {
  const closings = listOf(value, 'exchangeClosings').map((entry, i) => {
    const where = `exchangeClosings[${i}]`;
    const fields = fieldsOf(entry, ['day', 'name', 'source'], where);
    return {
      day: dayField(fields['day'], `${where}.day`),
      name: textOf(fields['name'], `${where}.name`),
      source: textOf(fields['source'], `${where}.source`),
    };
  });
  closings.forEach(({ day }, i) => {
    if (day < firstDay || day > lastDay) {
      throw new ReferenceDataError(`the closing of ${day} is outside the calendar`);
    }
    if (isWeekendNumber(dayNumber(day))) {
      throw new ReferenceDataError(`the closing of ${day} is on a weekend`);
    }
    const before = closings[i - 1];
    if (before && before.day >= day) {
      throw new ReferenceDataError(`the closing of ${day} is twice there or out of order`);
    }
  });
  return closings;
}

function readPeriods(value: unknown, firstDay: Day): SettlementPeriod[] {
  const periods = listOf(value, 'settlementPeriods').map((entry, i) => {
    const where = `settlementPeriods[${i}]`;
    const fields = fieldsOf(entry, ['fromTradeDate', 'days', 'source'], where);
    return {
      fromTradeDate: dayField(fields['fromTradeDate'], `${where}.fromTradeDate`),
      days: wholeNumberOf(fields['days'], 1, LONGEST_SETTLEMENT_PERIOD, `${where}.days`),
      source: textOf(fields['source'], `${where}.source`),
    };
  });
  if (periods[0]?.fromTradeDate !== firstDay) {
    throw new ReferenceDataError('the first settlement period does not begin with the calendar');
  }
  periods.forEach(({ fromTradeDate }, i) => {
    const before = periods[i - 1];
    if (before && before.fromTradeDate >= fromTradeDate) {
      throw new ReferenceDataError(`the settlement period of ${fromTradeDate} is out of order`);
    }
  });
  return periods;
}

function readRules(value: unknown, name: string): HolidayRule[] {
  return listOf(value, name).map((entry, i) => readHolidayRule(entry, `${name}[${i}]`));
}

function readCalendarData(value: unknown): CalendarData {
  const fields = fieldsOf(
    value,
    [
      'about',
      'firstDay',
      'lastDay',
      'exchangeHolidays',
      'exchangeClosings',
      'bankHolidays',
      'settlementPeriods',
    ],
    'the market calendar',
  );
  const firstDay = dayField(fields['firstDay'], 'firstDay');
  const lastDay = dayField(fields['lastDay'], 'lastDay');
  if (lastDay <= firstDay) throw new ReferenceDataError('lastDay is not after firstDay');
  if (yearOf(lastDay) >= LAST_YEAR) throw new ReferenceDataError('lastDay is in 2199 or later');
  return {
    firstDay,
    lastDay,
    exchangeHolidays: readRules(fields['exchangeHolidays'], 'exchangeHolidays'),
    exchangeClosings: readClosings(fields['exchangeClosings'], firstDay, lastDay),
    bankHolidays: readRules(fields['bankHolidays'], 'bankHolidays'),
    settlementPeriods: readPeriods(fields['settlementPeriods'], firstDay),
  };
}

/** Every day of the calendar and its margins, by day number less `base`. */
interface Tables {
  readonly base: number;
  readonly trades: Uint8Array;
  readonly settles: Uint8Array;
  /** Day number on which a trade of that day settles; 0 where the day does not trade or is too near the end. */
  readonly settlement: Int32Array;
  /** Day number of the ex-date of a record date; 0 where it is not known. */
  readonly exDate: Int32Array;
}

function holidayNumbers(
  rules: readonly HolidayRule[],
  firstYear: number,
  lastYear: number,
): number[] {
  const numbers: number[] = [];
  for (const rule of rules) {
    for (let year = firstYear; year <= lastYear; year++) {
      const number = observedDayNumber(rule, year);
      if (number !== undefined) numbers.push(number);
    }
  }
  return numbers;
}

function buildTables(data: CalendarData): Tables {
  const base = dayNumber(data.firstDay) - MARGIN_DAYS;
  const size = dayNumber(data.lastDay) + MARGIN_DAYS + 1 - base;
  // Holidays of the year before change nothing: trades before them and after them settle alike.
  const firstYear = yearOf(data.firstDay);
  const lastYear = yearOf(data.lastDay) + 1;
  const trades = new Uint8Array(size).fill(1);
  for (const weekend of [0, 6]) {
    for (let i = (weekend - weekdayOfNumber(base) + 7) % 7; i < size; i += 7) trades[i] = 0;
  }
  for (const number of holidayNumbers(data.exchangeHolidays, firstYear, lastYear)) {
    trades[number - base] = 0;
  }
  for (const { day } of data.exchangeClosings) trades[dayNumber(day) - base] = 0;
  const settles = trades.slice();
  for (const number of holidayNumbers(data.bankHolidays, firstYear, lastYear)) {
    settles[number - base] = 0;
  }
  return { base, trades, settles, ...settlementTables(data, base, trades, settles) };
}

function settlementTables(
  data: CalendarData,
  base: number,
  trades: Uint8Array,
  settles: Uint8Array,
): { settlement: Int32Array; exDate: Int32Array } {
  const size = trades.length;
  const settlementDays: number[] = [];
  for (let i = 0; i < size; i++) if (settles[i] === 1) settlementDays.push(base + i);
  const starts = data.settlementPeriods.map(({ fromTradeDate }) => dayNumber(fromTradeDate));
  const settlement = new Int32Array(size);
  const exDate = new Int32Array(size);
  let period = 0;
  /** How many settlement days there are up to and with the day. */
  let passed = 0;
  /** The first record date, less `base`, that no trading day so far settles after. */
  let open = 0;
  for (let i = 0; i < size; i++) {
    passed += settles[i] ?? 0;
    while ((starts[period + 1] ?? Infinity) <= base + i) period++;
    if (trades[i] !== 1) continue;
    const settled = settlementDays[passed - 1 + (data.settlementPeriods[period]?.days ?? 0)];
    if (settled === undefined) break;
    settlement[i] = settled;
    for (; base + open < settled; open++) exDate[open] = base + i;
  }
  return { settlement, exDate };
}

/**
 * The market calendar of the data in `resources/market-holidays.json`. Throws ReferenceDataError,
 * which names the place, when the data is malformed. The tables are worked out on first use.
 */
export function buildMarketCalendar(data: unknown): MarketCalendar {
  const calendar = readCalendarData(data);
  const { firstDay, lastDay } = calendar;
  let built: Tables | undefined;
  const tables = (): Tables => (built ??= buildTables(calendar));
  const isInside = (day: Day): boolean => day >= firstDay && day <= lastDay;
  const inside = (count: number | undefined): Day | undefined => {
    if (count === undefined) return undefined;
    const day = dayFromNumber(count);
    return isInside(day) ? day : undefined;
  };
  const isTradingDay = (day: Day): boolean =>
    isInside(day) && tables().trades[dayNumber(day) - tables().base] === 1;
  return Object.freeze({
    firstDay,
    lastDay,
    isTradingDay,
    isSettlementDay: (day: Day): boolean =>
      isInside(day) && tables().settles[dayNumber(day) - tables().base] === 1,
    settlementOf(tradeDate: Day): Day {
      if (!isTradingDay(tradeDate)) {
        throw new RangeError(`${tradeDate} is no trading day between ${firstDay} and ${lastDay}`);
      }
      return dayFromNumber(tables().settlement[dayNumber(tradeDate) - tables().base] as number);
    },
    exDateFor(recordDate: Day): Day | undefined {
      if (!isInside(recordDate)) return undefined;
      return inside(tables().exDate[dayNumber(recordDate) - tables().base]);
    },
    nextTradingDay(day: Day): Day | undefined {
      if (!isInside(day)) return undefined;
      const { base, trades } = tables();
      const next = trades.indexOf(1, dayNumber(day) - base + 1);
      return inside(next === -1 ? undefined : base + next);
    },
  });
}
