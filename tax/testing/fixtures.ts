/**
 * What the engine's tests are given: a calendar of weekdays only with three-day settlement, two
 * forms, and scenarios as text tables. Only tests import this file.
 */
import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import type { Reference } from '../facts/reference.ts';
import { addDays, dayNumber, type Day } from '../values/days.ts';
import type { FormMap } from '../facts/forms.ts';
import type { MarketCalendar } from '../facts/market-calendar.ts';
import type { Facts } from '../facts/model.ts';
import { readScenarios } from '../scenarios/read-scenarios.ts';
import { showList } from '../scenarios/show-report.ts';

export const day = (text: string): Day => text as Day;

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (value: Day): number => (((dayNumber(value) + 4) % 7) + 7) % 7;

const isWeekday = (value: Day): boolean => weekday(value) !== 0 && weekday(value) !== 6;

function stepWeekdays(from: Day, count: number): Day {
  let value = from;
  for (let left = count; left > 0;) {
    value = addDays(value, 1);
    if (isWeekday(value)) left--;
  }
  return value;
}

const firstDay = day('1990-01-01');
const lastDay = day('2030-12-31');
const isInside = (value: Day): boolean => firstDay <= value && value <= lastDay;

/** Every weekday trades and settles, three days after the trade. */
export const weekdayCalendar: MarketCalendar = {
  firstDay,
  lastDay,
  isTradingDay: isWeekday,
  isSettlementDay: isWeekday,
  settlementOf: (tradeDate) => stepWeekdays(tradeDate, 3),
  exDateFor(recordDate) {
    if (!isInside(recordDate)) return undefined;
    let value = addDays(recordDate, -10);
    while (!isWeekday(value) || stepWeekdays(value, 3) <= recordDate) value = addDays(value, 1);
    return value;
  },
  nextTradingDay: (value) => stepWeekdays(value, 1),
};

/** The form of 2002 and the years around it, in short. */
export const testForm: FormMap = {
  title: 'Form 1099-DIV of the tests',
  firstYear: 2001,
  lastYear: 2003,
  source: 'the tests',
  linesSource: null,
  boxes: [
    { box: '1', meaning: 'ordinaryDividends', caption: 'Ordinary dividends' },
    { box: '2a', meaning: 'totalCapitalGain', caption: 'Total capital gain distr.' },
    { box: '2b', meaning: 'rate28Gain', caption: '28% rate gain' },
    { box: '2c', meaning: 'qualified5YearGain', caption: 'Qualified 5-year gain' },
    { box: '2d', meaning: 'unrecaptured1250Gain', caption: 'Unrecap. sec. 1250 gain' },
    { box: '2e', meaning: 'section1202Gain', caption: 'Section 1202 gain' },
    { box: '3', meaning: 'nondividendDistributions', caption: 'Nontaxable distributions' },
  ],
};

export const testReference: Reference = { calendar: weekdayCalendar, forms: [testForm] };

/** The facts of a scenario's text; what it expects is not looked at. */
export function factsOf(text: string): Facts {
  const [scenario] = readScenarios(
    `authority the tests\nscenario facts\n${text}\nexpect 2002 lots\n  none\n`,
  );
  if (!scenario) throw new Error('no scenario');
  return scenario.facts;
}

/** Makes a test of every scenario of a text; the tests differ in what the text says only. */
export function describeScenarios(title: string, text: string): void {
  describe(title, () => {
    for (const scenario of readScenarios(`authority ${title}\n${text}`)) {
      it(scenario.title, () => {
        for (const { line, taxYear, list, columns, rows } of scenario.expectations) {
          const report = computeYear(scenario.facts, taxYear, testReference);
          expect(showList(report, list, columns), `line ${line}: ${list} of ${taxYear}`).toEqual(
            rows,
          );
        }
      });
    }
  });
}
