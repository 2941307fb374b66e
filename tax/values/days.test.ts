import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  dayFromNumber,
  dayNumber,
  dayOf,
  dayOfMonth,
  daysInMonth,
  firstDayOfYear,
  isHeldSixMonthsOrLess,
  isLeapYear,
  isLongTerm,
  lastDayOfYear,
  laterDay,
  longTermFrom,
  monthOf,
  parseDay,
  yearOf,
  type Day,
} from './days.ts';

const anyDay = fc
  .integer({ min: dayNumber('1900-01-01' as Day), max: dayNumber('2199-12-31' as Day) })
  .map(dayFromNumber);

/** Every day from 1900 to 2199 in order, by the lengths of the months alone. */
function* everyDay(): Generator<Day> {
  const two = (value: number): string => String(value).padStart(2, '0');
  for (let year = 1900; year < 2200; year++) {
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [month, length] of lengths.entries())
      for (let day = 1; day <= length; day++) yield `${year}-${two(month + 1)}-${two(day)}` as Day;
  }
}

describe('a day', () => {
  it.each([
    '2002-02-29',
    '2002-13-01',
    '2002-00-10',
    '2002-01-00',
    '2002-04-31',
    '1899-12-31',
    '2200-01-01',
  ])('%s does not exist', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it.each([
    '',
    '2002-1-1',
    '02-01-01',
    '2002/01/01',
    ' 2002-01-01',
    '2002-01-01T00:00',
    '２００２-01-01',
  ])('%j is not how a day is written', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('is read and taken apart', () => {
    const leap = parseDay('2000-02-29') as Day;
    expect([yearOf(leap), monthOf(leap), dayOfMonth(leap)]).toEqual([2000, 2, 29]);
    expect(dayOf(2000, 2, 29)).toBe(leap);
    expect(dayOf(2000, 2, 29.5)).toBeUndefined();
    expect(dayOf(2000.5, 2, 2)).toBeUndefined();
    expect(dayOf(2000, 1.5, 2)).toBeUndefined();
    expect(firstDayOfYear(2002)).toBe('2002-01-01');
    expect(lastDayOfYear(2002)).toBe('2002-12-31');
    expect(laterDay(firstDayOfYear(2002), leap)).toBe('2002-01-01');
    expect(laterDay(leap, firstDayOfYear(2002))).toBe('2002-01-01');
  });

  it('has the leap years of the Gregorian calendar', () => {
    expect([1900, 1996, 2000, 2001, 2004, 2100].map(isLeapYear)).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect([daysInMonth(1900, 2), daysInMonth(2000, 2), daysInMonth(2001, 12)]).toEqual([
      28, 29, 31,
    ]);
    expect(daysInMonth(2001, 13)).toBe(0);
  });

  it('counts on from the first of 1970, day by day', () => {
    const days = [...everyDay()];
    const first = -days.indexOf('1970-01-01' as Day);
    expect(days.map(dayNumber)).toEqual(days.map((_, place) => first + place));
    expect(days.map((_, place) => dayFromNumber(first + place))).toEqual(days);
  });

  it('moves by any number of days and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20000, max: 20000 }), (value, step) => {
        const moved = addDays(value, step);
        expect(dayNumber(moved)).toBe(dayNumber(value) + step);
        expect(addDays(moved, -step)).toBe(value);
      }),
    );
  });
});

describe('years and months on', () => {
  it.each([
    ['2000-02-29', 1, '2001-03-01'],
    ['2000-02-29', 4, '2004-02-29'],
    ['2001-02-28', 1, '2002-02-28'],
  ])('%s and %s years is %s', (from, years, to) => {
    expect(addYears(from as Day, years)).toBe(to);
  });

  it.each([
    ['2001-08-31', 6, '2002-03-01'],
    ['2001-08-29', 6, '2002-03-01'],
    ['1999-08-29', 6, '2000-02-29'],
    ['1999-08-31', 6, '2000-03-01'],
    ['2001-08-15', 6, '2002-02-15'],
    ['2001-12-31', 6, '2002-07-01'],
    ['2001-01-31', 1, '2001-03-01'],
    ['2001-03-31', -1, '2001-03-01'],
    ['2001-06-30', 6, '2001-12-30'],
    ['2001-12-01', 1, '2002-01-01'],
  ])('%s and %s months is %s', (from, months, to) => {
    expect(addMonths(from as Day, months)).toBe(to);
  });

  it('months on is the same day of the month, or the first day after that month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (value, months) => {
        fc.pre(yearOf(value) < 2190);
        const moved = addMonths(value, months);
        expect(parseDay(moved)).toBe(moved);
        const passed = (yearOf(moved) - yearOf(value)) * 12 + monthOf(moved) - monthOf(value);
        const isFirst = dayOfMonth(moved) === 1 && dayOfMonth(value) > 28;
        expect(passed).toBe(isFirst ? months + 1 : months);
        if (!isFirst) expect(dayOfMonth(moved)).toBe(dayOfMonth(value));
      }),
    );
  });
});

describe('the holding period', () => {
  it.each([
    ['2000-03-01', '2001-03-01', false],
    ['2000-03-01', '2001-03-02', true],
    ['2000-02-29', '2001-02-28', false],
    ['2000-02-29', '2001-03-01', true],
    ['1999-02-28', '2000-02-29', false],
    ['1999-02-28', '2000-03-01', true],
    ['2000-12-31', '2001-12-31', false],
    ['2000-12-31', '2002-01-01', true],
  ])('acquired %s, sold %s: long-term is %s', (acquired, sold, long) => {
    expect(isLongTerm(acquired as Day, sold as Day)).toBe(long);
  });

  it('becomes long-term once and stays so', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (acquired, days) => {
        fc.pre(yearOf(acquired) < 2190);
        const sold = addDays(acquired, days);
        expect(isLongTerm(acquired, sold)).toBe(sold >= longTermFrom(acquired));
        if (days <= 365) expect(isLongTerm(acquired, sold)).toBe(false);
        if (days > 366) expect(isLongTerm(acquired, sold)).toBe(true);
      }),
    );
  });

  it.each([
    ['2002-01-15', '2002-07-15', true],
    ['2002-01-15', '2002-07-16', false],
    ['2002-02-28', '2002-08-31', true],
    ['2002-02-28', '2002-09-01', false],
    ['2002-04-30', '2002-10-31', true],
    ['2002-04-30', '2002-11-01', false],
    ['2001-08-29', '2002-02-28', true],
    ['2001-08-29', '2002-03-01', false],
    ['2001-08-31', '2002-02-28', true],
    ['2001-08-31', '2002-03-01', false],
  ])('acquired %s, sold %s: six months or less is %s', (acquired, sold, within) => {
    expect(isHeldSixMonthsOrLess(acquired as Day, sold as Day)).toBe(within);
  });
});
