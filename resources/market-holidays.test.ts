import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayFromNumber, dayNumber, parseDay } from '../tax/values/days.ts';
import { weekday } from '../tax/testing/fixtures.ts';
import type { Day } from '../tax/values/days.ts';
import { buildMarketCalendar } from '../tax/facts/market-calendar.ts';
import data from './market-holidays.json' with { type: 'json' };

const calendar = buildMarketCalendar(data);

function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`the test names a day that does not exist: ${text}`);
  return found;
}

function daysOf(first: string, last: string): Day[] {
  const days: Day[] = [];
  for (let at = day(first); at <= day(last); at = addDays(at, 1)) days.push(at);
  return days;
}

function rows(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
}

/** Weekdays of a year on which the exchange was closed, as its published calendars have them. */
const CLOSED = `
1990  01-01 02-19 04-13 05-28 07-04 09-03 11-22 12-25
1991  01-01 02-18 03-29 05-27 07-04 09-02 11-28 12-25
1994  02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26
1997  01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25
1998  01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
1999  01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
2000  01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25
2001  01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
2002  01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
2004  01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
2007  01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
2010  01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
2011  01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26
2012  01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
2018  01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
2020  01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25
2021  01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
2022  01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
2024  01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25
2025  01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25
2026  01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25
2027  01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24
`;

describe('days on which the exchange is closed', () => {
  it.each(rows(CLOSED))('%s', (year, ...expected) => {
    const closed = daysOf(`${year}-01-01`, `${year}-12-31`).filter(
      (at) => weekday(at) !== 0 && weekday(at) !== 6 && !calendar.isTradingDay(at),
    );
    expect(closed.map((at) => at.slice(5))).toEqual(expected);
  });

  it.each(
    rows(`
      1990 253
      1994 252
      1999 252
      2000 252
      2001 248
      2002 252
      2012 250
      2021 252
      2022 251
      2024 252
      2025 250
    `),
  )('%s has %s trading days', (year, count) => {
    const trading = daysOf(`${year}-01-01`, `${year}-12-31`).filter(calendar.isTradingDay);
    expect(trading).toHaveLength(Number(count));
  });

  it.each(['1993-12-31', '1999-12-31', '2004-12-31', '2010-12-31', '2021-12-31', '2021-06-18'])(
    'trades on %s, the Friday before a holiday that is not observed',
    (text) => {
      expect(calendar.isTradingDay(day(text))).toBe(true);
      expect(calendar.isSettlementDay(day(text))).toBe(true);
    },
  );

  it.each(['1994-02-11', '1996-01-08', '1997-10-27', '2002-09-11', '2005-06-01', '2012-10-31'])(
    'trades on %s, a day of short hours',
    (text) => expect(calendar.isTradingDay(day(text))).toBe(true),
  );
});

/** Days on which the exchange trades and nothing settles. */
const NO_SETTLEMENT = `
1990  01-15 10-08 11-12
1996  01-15 10-14 11-11
1997  01-20 10-13 11-11
1998  10-12 11-11
1999  10-11 11-11
2000  10-09
2001  10-08 11-12
2002  10-14 11-11
2006  10-09
2007  10-08 11-12
2012  10-08 11-12
2017  10-09
2021  10-11 11-11
2023  10-09
2024  10-14 11-11
`;

describe('trading days on which nothing settles', () => {
  it.each(rows(NO_SETTLEMENT))('%s', (year, ...expected) => {
    const found = daysOf(`${year}-01-01`, `${year}-12-31`).filter(
      (at) => calendar.isTradingDay(at) && !calendar.isSettlementDay(at),
    );
    expect(found.map((at) => at.slice(5))).toEqual(expected);
  });
});

/** Trade date and settlement date, from the schedules that the NASD published, and around each change. */
const SETTLEMENT = `
1992-11-02 1992-11-09   notice-92-54
1992-11-04 1992-11-12   notice-92-54
1992-11-10 1992-11-18   notice-92-54
1992-11-11 1992-11-18   notice-92-54
1992-11-19 1992-11-27   notice-92-54
1992-11-20 1992-11-30   notice-92-54
1994-06-24 1994-07-01   notice-94-49
1994-06-27 1994-07-05   notice-94-49
1994-07-01 1994-07-11   notice-94-49
1995-10-02 1995-10-05   notice-95-77
1995-10-04 1995-10-10   notice-95-77
1995-10-06 1995-10-12   notice-95-77
1995-10-09 1995-10-12   notice-95-77
1996-10-11 1996-10-17   notice-96-63
1996-10-14 1996-10-17   notice-96-63
1998-01-14 1998-01-20   notice-97-93
1998-04-03 1998-04-08   notice-97-93
1998-04-07 1998-04-13   notice-97-93
1999-10-05 1999-10-08   notice-99-83
1999-10-06 1999-10-12   notice-99-83
1999-10-08 1999-10-14   notice-99-83
1999-10-11 1999-10-14   notice-99-83
1999-12-23 1999-12-29   notice-99-94
1999-12-27 1999-12-30   notice-99-94
2000-12-20 2000-12-26   notice-00-82
2000-12-27 2001-01-02   notice-00-82
2001-09-10 2001-09-19   closed-four-days
1995-06-06 1995-06-13   five-days
1995-06-07 1995-06-12   three-days
2017-09-01 2017-09-07   three-days
2017-09-05 2017-09-07   two-days
2024-05-24 2024-05-29   two-days
2024-05-28 2024-05-29   one-day
2024-10-11 2024-10-15   columbus-day
2024-10-14 2024-10-15   columbus-day
2035-12-31 2036-01-02   beyond-the-end
`;

describe('settlement of a trade', () => {
  it.each(rows(SETTLEMENT))('%s settles on %s (%s)', (traded, settled) => {
    expect(calendar.settlementOf(day(traded ?? ''))).toBe(settled);
  });

  it.each(['2002-02-03', '2002-12-25', '2001-09-12', '1989-12-29', '2036-01-02'])(
    'refuses %s, which is no trading day of the calendar',
    (text) => expect(() => calendar.settlementOf(day(text))).toThrow(RangeError),
  );
});

/** Record date, ex-date. */
const EX_DATES = `
1990-01-08 1990-01-02   first-of-the-calendar
1992-11-11 1992-11-04   veterans-day-of-five-days
1992-11-18 1992-11-12   five-days
1994-07-05 1994-06-28   independence-day
1995-06-05 1995-05-30   five-days
1995-06-09 1995-06-05   five-days
1995-06-12 1995-06-06   last-of-five-days
1995-06-13 1995-06-09   three-days
1995-06-14 1995-06-12   three-days
1997-01-20 1997-01-15   king-day-before-1998
2000-01-03 1999-12-30   turn-of-the-century
2001-09-10 2001-09-06   before-the-closing
2001-09-14 2001-09-06   exchange-closed
2001-09-17 2001-09-07   exchange-reopened
2001-09-18 2001-09-10   exchange-reopened
2001-09-19 2001-09-17   exchange-reopened
2002-01-02 2001-12-28   preferred-january
2002-02-01 2002-01-30   class-k
2002-02-04 2002-01-31   published-example
2002-03-01 2002-02-27   class-q
2002-04-02 2002-03-28   good-friday
2002-05-06 2002-05-02   common
2002-06-03 2002-05-30   class-q
2002-07-02 2002-06-28   preferred-july
2002-08-16 2002-08-14   common
2002-09-03 2002-08-29   labor-day
2002-10-01 2002-09-27   preferred-october
2002-10-11 2002-10-09   before-columbus-day
2002-10-14 2002-10-09   columbus-day-itself
2002-10-15 2002-10-10   after-columbus-day
2002-10-16 2002-10-11   after-columbus-day
2002-10-17 2002-10-15   after-columbus-day
2002-11-08 2002-11-06   before-veterans-day
2002-11-11 2002-11-06   veterans-day-itself
2002-11-12 2002-11-07   after-veterans-day
2002-11-13 2002-11-08   after-veterans-day
2002-11-14 2002-11-12   after-veterans-day
2002-12-01 2002-11-26   a-sunday
2017-09-05 2017-08-31   three-days
2017-09-06 2017-09-01   last-of-three-days
2017-09-07 2017-09-06   first-of-two-days
2017-09-08 2017-09-07   two-days
2024-05-23 2024-05-22   two-days
2024-05-24 2024-05-23   two-days
2024-05-27 2024-05-23   memorial-day
2024-05-28 2024-05-24   last-of-two-days
2024-05-29 2024-05-29   first-of-one-day
2024-05-30 2024-05-30   one-day
2024-06-01 2024-05-31   a-saturday
2025-01-09 2025-01-08   day-of-mourning
2025-10-13 2025-10-10   columbus-day-of-one-day
2026-07-03 2026-07-02   observed-independence-day
2035-12-31 2035-12-31   last-day
`;

describe('ex-date of a record date', () => {
  it.each(rows(EX_DATES))('record %s, ex %s (%s)', (record, ex) => {
    expect(calendar.exDateFor(day(record ?? ''))).toBe(ex);
  });

  it.each(['1989-12-31', '2036-01-01', '1990-01-01', '1990-01-07'])(
    'knows none for %s, whose ex-date is outside the calendar',
    (text) => expect(calendar.exDateFor(day(text))).toBeUndefined(),
  );
});

describe('next trading day', () => {
  it.each(
    rows(`
      2001-09-10 2001-09-17
      2002-02-11 2002-02-12
      2002-12-24 2002-12-26
      2021-12-30 2021-12-31
      1990-01-01 1990-01-02
    `),
  )('after %s is %s', (from, next) => {
    expect(calendar.nextTradingDay(day(from ?? ''))).toBe(next);
  });

  it.each(['2035-12-31', '2036-01-01', '1989-12-31'])('after %s is outside the calendar', (text) =>
    expect(calendar.nextTradingDay(day(text))).toBeUndefined(),
  );
});

/** A second, slow, obvious calendar: literal Easters, months and days spelled out, one day at a time. */
const EASTERS = new Set(
  `1989-03-26 1990-04-15 1991-03-31 1992-04-19 1993-04-11 1994-04-03 1995-04-16 1996-04-07 1997-03-30
   1998-04-12 1999-04-04 2000-04-23 2001-04-15 2002-03-31 2003-04-20 2004-04-11 2005-03-27 2006-04-16
   2007-04-08 2008-03-23 2009-04-12 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05
   2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31
   2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13`.split(/\s+/),
);
const SPECIAL = new Set(
  `1994-04-27 2001-09-11 2001-09-12 2001-09-13 2001-09-14 2004-06-11 2007-01-02 2012-10-29
   2012-10-30 2018-12-05 2025-01-09`.split(/\s+/),
);

function slowTrades(at: Day): boolean {
  const [year, month, dom] = at.split('-').map(Number) as [number, number, number];
  const wd = weekday(at);
  const monday = wd === 1;
  const friday = wd === 5;
  const falls = (m: number, d: number): boolean => month === m && dom === d;
  const sundayMonday = (m: number, d: number): boolean =>
    falls(m, d) || (monday && falls(m, d + 1));
  const saturdayFriday = (m: number, d: number): boolean => friday && falls(m, d - 1);
  if (wd === 0 || wd === 6 || SPECIAL.has(at) || EASTERS.has(addDays(at, 2))) return false;
  if (sundayMonday(1, 1) || sundayMonday(7, 4) || sundayMonday(12, 25)) return false;
  if (saturdayFriday(7, 4) || saturdayFriday(12, 25)) return false;
  if (year >= 2022 && (sundayMonday(6, 19) || saturdayFriday(6, 19))) return false;
  if (year >= 1998 && month === 1 && monday && dom >= 15 && dom <= 21) return false;
  if (month === 2 && monday && dom >= 15 && dom <= 21) return false;
  if (month === 5 && monday && dom >= 25) return false;
  if (month === 9 && monday && dom <= 7) return false;
  return !(month === 11 && wd === 4 && dom >= 22 && dom <= 28);
}

function slowSettles(at: Day): boolean {
  const [year, month, dom] = at.split('-').map(Number) as [number, number, number];
  const monday = weekday(at) === 1;
  if (year < 1998 && month === 1 && monday && dom >= 15 && dom <= 21) return false;
  if (month === 10 && monday && dom >= 8 && dom <= 14) return false;
  if (month === 11 && (dom === 11 || (monday && dom === 12))) return false;
  return slowTrades(at);
}

function slowSettlementOf(traded: Day): Day {
  const period =
    traded < '1995-06-07' ? 5 : traded < '2017-09-05' ? 3 : traded < '2024-05-28' ? 2 : 1;
  let at = traded;
  for (let left = period; left > 0; left -= slowSettles(at) ? 1 : 0) at = addDays(at, 1);
  return at;
}

function slowExDate(record: Day): Day {
  let at = addDays(record, -25);
  while (!slowTrades(at) || slowSettlementOf(at) <= record) at = addDays(at, 1);
  return at;
}

describe('against the slow calendar', () => {
  it('agrees on every day from 1990 to 2030', () => {
    const differences: string[] = [];
    for (const at of daysOf('1990-01-01', '2030-12-31')) {
      if (calendar.isTradingDay(at) !== slowTrades(at)) differences.push(`trades ${at}`);
      if (calendar.isSettlementDay(at) !== slowSettles(at)) differences.push(`settles ${at}`);
      if (slowTrades(at) && calendar.settlementOf(at) !== slowSettlementOf(at)) {
        differences.push(`settlement ${at}`);
      }
      const ex = slowExDate(at);
      if (calendar.exDateFor(at) !== (ex < '1990-01-01' ? undefined : ex)) {
        differences.push(`ex-date ${at}`);
      }
    }
    expect(differences).toEqual([]);
  });
});

describe('properties of the ex-date', () => {
  const record = fc
    .integer({ min: dayNumber(day('1990-02-01')), max: dayNumber(calendar.lastDay) })
    .map(dayFromNumber);

  it('is a settlement day whose trades settle after the record date', () => {
    fc.assert(
      fc.property(record, (at) => {
        const ex = calendar.exDateFor(at) as Day;
        expect(calendar.isTradingDay(ex)).toBe(true);
        // "Securities will not be quoted ex-dividend" on a bank holiday (NASD Notice 95-77).
        expect(calendar.isSettlementDay(ex)).toBe(true);
        expect(calendar.settlementOf(ex) > at).toBe(true);
      }),
    );
  });

  it('comes after a trading day whose trades settle by the record date', () => {
    fc.assert(
      fc.property(record, (at) => {
        let before = addDays(calendar.exDateFor(at) as Day, -1);
        while (!calendar.isTradingDay(before)) before = addDays(before, -1);
        expect(calendar.settlementOf(before) <= at).toBe(true);
      }),
    );
  });

  it('never moves back as the record date moves on', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const exOfFirst = calendar.exDateFor(first) as Day;
        expect(exOfFirst <= (calendar.exDateFor(second) as Day)).toBe(true);
      }),
    );
  });
});
