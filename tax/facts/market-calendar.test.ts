import { describe, expect, it } from 'vitest';
import { dayFromNumber, parseDay } from '../values/days.ts';
import type { Day } from '../values/days.ts';
import { easterSunday, observedDayNumber, readHolidayRule } from './holiday-rules.ts';
import { buildMarketCalendar } from './market-calendar.ts';

/** One small invented calendar: January 2001, a holiday, a closing, a bank holiday, two periods. */
function smallData(): Record<string, unknown> {
  return {
    about: 'invented',
    firstDay: '2001-01-01',
    lastDay: '2001-01-31',
    exchangeHolidays: [
      {
        name: 'Third Monday',
        kind: 'nthWeekday',
        month: 1,
        weekday: 1,
        nth: 3,
        fromYear: 2001,
        toYear: 2001,
        source: 'invented',
      },
      {
        name: 'New Year',
        kind: 'fixed',
        month: 1,
        day: 1,
        observance: 'sundayToMonday',
        fromYear: null,
        toYear: null,
        source: 'invented',
      },
    ],
    exchangeClosings: [{ day: '2001-01-10', name: 'Storm', source: 'invented' }],
    bankHolidays: [
      {
        name: 'Bank day',
        kind: 'fixed',
        month: 1,
        day: 18,
        observance: 'nearestWeekday',
        fromYear: null,
        toYear: null,
        source: 'invented',
      },
    ],
    settlementPeriods: [
      { fromTradeDate: '2001-01-01', days: 2, source: 'invented' },
      { fromTradeDate: '2001-01-22', days: 1, source: 'invented' },
    ],
  };
}

function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`the test names a day that does not exist: ${text}`);
  return found;
}

describe('a small calendar', () => {
  const calendar = buildMarketCalendar(smallData());

  it('trades on weekdays that are neither holiday nor closing', () => {
    const trading = Array.from({ length: 31 }, (_, i) =>
      day(`2001-01-${`${i + 1}`.padStart(2, '0')}`),
    )
      .filter(calendar.isTradingDay)
      .map((at) => Number(at.slice(8)));
    expect(trading).toEqual([
      2, 3, 4, 5, 8, 9, 11, 12, 16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30, 31,
    ]);
  });

  it.each([
    ['2001-01-09', '2001-01-12', 'over the closing'],
    ['2001-01-12', '2001-01-17', 'over the holiday'],
    ['2001-01-16', '2001-01-19', 'over the bank holiday'],
    ['2001-01-17', '2001-01-22', 'over the bank holiday and a weekend'],
    ['2001-01-18', '2001-01-22', 'traded on the bank holiday, with the day before'],
    ['2001-01-19', '2001-01-23', 'the last day of the longer period'],
    ['2001-01-22', '2001-01-23', 'the first day of the shorter period'],
    ['2001-01-31', '2001-02-01', 'beyond the end'],
  ])('a trade of %s settles on %s: %s', (traded, settled) => {
    expect(calendar.settlementOf(day(traded))).toBe(settled);
  });

  it('knows nothing outside its days', () => {
    for (const text of ['2000-12-29', '2001-02-01']) {
      expect(calendar.isTradingDay(day(text))).toBe(false);
      expect(calendar.isSettlementDay(day(text))).toBe(false);
      expect(calendar.exDateFor(day(text))).toBeUndefined();
      expect(calendar.nextTradingDay(day(text))).toBeUndefined();
      expect(() => calendar.settlementOf(day(text))).toThrow(
        `${text} is no trading day between 2001-01-01 and 2001-01-31`,
      );
    }
  });

  it('gives no ex-date where the true one lies before its first day', () => {
    // Trades of 2000-12-29 settle on 2001-01-03: they decide for a record date of January 2.
    expect(calendar.exDateFor(day('2001-01-02'))).toBeUndefined();
    expect(calendar.exDateFor(day('2001-01-03'))).toBe('2001-01-02');
  });
});

describe('a calendar of the longest settlement period', () => {
  const data = smallData();
  data['settlementPeriods'] = [{ fromTradeDate: '2001-01-01', days: 10, source: 'invented' }];
  const calendar = buildMarketCalendar(data);

  it('settles the trades of its last days', () => {
    expect(calendar.settlementOf(day('2001-01-31'))).toBe('2001-02-14');
  });

  it('gives no ex-date before its first trading day comes to decide', () => {
    // Trades of 2000-12-29 settle on 2001-01-17, those of 2001-01-02 a settlement day later.
    expect(calendar.exDateFor(day('2001-01-16'))).toBeUndefined();
    expect(calendar.exDateFor(day('2001-01-17'))).toBe('2001-01-02');
  });
});

type Change = (data: Record<string, unknown>) => void;

function first(data: Record<string, unknown>, list: string): Record<string, unknown> {
  return (data[list] as Record<string, unknown>[])[0] as Record<string, unknown>;
}

const MALFORMED: [string, Change][] = [
  ['the market calendar has no bankHolidays', (d) => delete d['bankHolidays']],
  ['the market calendar has an unknown key comment', (d) => (d['comment'] = 'x')],
  ['firstDay is not a day, YYYY-MM-DD', (d) => (d['firstDay'] = '2001-02-30')],
  ['lastDay is not after firstDay', (d) => (d['lastDay'] = '2001-01-01')],
  ['lastDay is in 2199 or later', (d) => (d['lastDay'] = '2199-12-31')],
  ['exchangeHolidays is not a list', (d) => (d['exchangeHolidays'] = {})],
  ['exchangeHolidays[0].kind is none of', (d) => (first(d, 'exchangeHolidays')['kind'] = 'lunar')],
  ['exchangeHolidays[0].kind is none of', (d) => (d['exchangeHolidays'] = [null])],
  ['exchangeHolidays[0] has no toYear', (d) => delete first(d, 'exchangeHolidays')['toYear']],
  ['exchangeHolidays[0] has an unknown key day', (d) => (first(d, 'exchangeHolidays')['day'] = 1)],
  ['exchangeHolidays[0].month is not a whole', (d) => (first(d, 'exchangeHolidays')['month'] = 13)],
  ['exchangeHolidays[0].weekday is not', (d) => (first(d, 'exchangeHolidays')['weekday'] = 0)],
  ['exchangeHolidays[0].nth is 0', (d) => (first(d, 'exchangeHolidays')['nth'] = 0)],
  ['exchangeHolidays[0].nth is not a whole', (d) => (first(d, 'exchangeHolidays')['nth'] = 2.5)],
  ['exchangeHolidays[0].nth is not a whole', (d) => (first(d, 'exchangeHolidays')['nth'] = 5)],
  ['exchangeHolidays[0].nth is not a whole', (d) => (first(d, 'exchangeHolidays')['nth'] = -2)],
  ['exchangeHolidays[0] ends in 2000', (d) => (first(d, 'exchangeHolidays')['toYear'] = 2000)],
  ['exchangeHolidays[0].fromYear is', (d) => (first(d, 'exchangeHolidays')['fromYear'] = '1998')],
  ['bankHolidays[0].observance is none', (d) => (first(d, 'bankHolidays')['observance'] = 'none')],
  ['bankHolidays[0].day is not a whole', (d) => (first(d, 'bankHolidays')['day'] = 32)],
  ['bankHolidays[0].source is not a text', (d) => (first(d, 'bankHolidays')['source'] = ' ')],
  ['exchangeClosings[0] is not an object', (d) => (d['exchangeClosings'] = ['2001-01-10'])],
  ['exchangeClosings[0].day is not a day', (d) => (first(d, 'exchangeClosings')['day'] = 20010110)],
  [
    'the closing of 2001-01-13 is on a weekend',
    (d) => (first(d, 'exchangeClosings')['day'] = '2001-01-13'),
  ],
  [
    'the closing of 2002-01-10 is outside the calendar',
    (d) => (first(d, 'exchangeClosings')['day'] = '2002-01-10'),
  ],
  [
    'the closing of 2001-01-10 is twice there or out of order',
    (d) => (d['exchangeClosings'] as unknown[]).push(first(d, 'exchangeClosings')),
  ],
  ['the first settlement period does not begin', (d) => (d['settlementPeriods'] = [])],
  [
    'the first settlement period does not begin',
    (d) => (first(d, 'settlementPeriods')['fromTradeDate'] = '2001-01-02'),
  ],
  [
    'settlementPeriods[0].days is not a whole number from 1 to 10',
    (d) => (first(d, 'settlementPeriods')['days'] = 0),
  ],
  [
    'the settlement period of 2001-01-01 is out of order',
    (d) => (d['settlementPeriods'] as unknown[]).push(first(d, 'settlementPeriods')),
  ],
];

describe('malformed data', () => {
  it.each(MALFORMED)('is refused: %s', (message, change) => {
    const data = smallData();
    change(data);
    expect(() => buildMarketCalendar(data)).toThrow(
      expect.objectContaining({
        name: 'ReferenceDataError',
        message: expect.stringContaining(message) as string,
      }),
    );
  });

  it.each([[null], [[]], ['text'], [undefined]])('%s is no calendar', (data) => {
    expect(() => buildMarketCalendar(data)).toThrow('the market calendar is not an object');
  });
});

describe('holiday rules', () => {
  const fixed = (month: number, dayOfMonth: number, observance: string) =>
    readHolidayRule(
      {
        kind: 'fixed',
        month,
        day: dayOfMonth,
        observance,
        name: 'x',
        fromYear: 2000,
        toYear: 2030,
        source: 'x',
      },
      'rule',
    );
  const observed = (rule: ReturnType<typeof fixed>, year: number) => {
    const count = observedDayNumber(rule, year);
    return count === undefined ? undefined : dayFromNumber(count);
  };

  it.each<[number, string, string | undefined, string]>([
    [2026, 'nearestWeekday', '2026-07-03', 'Saturday'],
    [2021, 'nearestWeekday', '2021-07-05', 'Sunday'],
    [2025, 'nearestWeekday', '2025-07-04', 'Friday'],
    [2026, 'sundayToMonday', undefined, 'Saturday'],
    [2021, 'sundayToMonday', '2021-07-05', 'Sunday'],
    [1999, 'nearestWeekday', undefined, 'before its first year'],
    [2031, 'nearestWeekday', undefined, 'after its last year'],
  ])('July 4, %d with %s is observed on %s: %s', (year, observance, expected) => {
    expect(observed(fixed(7, 4, observance), year)).toBe(expected);
  });

  it.each([
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2002, '2002-03-31'],
    [2008, '2008-03-23'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
  ])('Easter of %d is %s', (year, expected) => {
    expect(dayFromNumber(easterSunday(year))).toBe(expected);
  });

  it('refuses a leap day, which most years do not have', () => {
    expect(() => fixed(2, 29, 'nearestWeekday')).toThrow(
      'rule.day is not a whole number from 1 to 28',
    );
  });
});
