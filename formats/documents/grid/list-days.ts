/**
 * The days in a line that says nothing else than which they are: "Payable Date: 01/15/2015 (record date
 * 12/31/2014)", "First quarter dividend of $0.40 per share, paid on April 15, 2019 to stockholders of record
 * on March 29, 2019". The amount and the class of stock may stand beside them.
 *
 * Awkward cases: "12/31/2014 record, 01/15/2015 payable", where the name is behind each day; "March 31", "3/31",
 * without a year, which the other days of the list tell.
 */
import type { DateMeaning } from '../columns/captions.ts';
import { oneClassIn, withoutClass } from './headings.ts';
import { MONTH_PATTERN } from './values.ts';

const DAY = new RegExp(
  `(?<![\\d/])\\d{1,2}[/-]\\d{1,2}[/-](?:\\d{4}|\\d{2})(?![\\d/])|\\b(?:${MONTH_PATTERN})\\.? \\d{1,2}(?:, ?\\d{4}\\b|(?![\\d.%]|, ?\\d))|(?<![\\d/.$-])\\d{1,2}/\\d{1,2}(?![\\d/.%-])`,
  'gi',
);
/** What a day is of, its caption, and the words that say so. */
export const DAY_NAMES: readonly (readonly [DateMeaning, string, RegExp])[] = [
  ['recordDate', 'Record Date', /\brecord\b/gi],
  ['payableDate', 'Payable Date', /\b(?:pay(?:able|ment|s)?|paid)\b/gi],
  ['exDate', 'Ex-Dividend Date', /\bex(?=[- ](?:dividend|date|distribution)|\b)/gi],
  ['declarationDate', 'Declaration Date', /\bdeclar(?:ed|ation)\b/gi],
];
export const QUARTER =
  '(?:(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr\\.?)|Q[1-4]|[1-4]Q)';
/** Nothing but these may stand among the days of a list. */
const AMONG_DAYS = new RegExp(
  `\\b(?:${QUARTER}|record|ex|pay(?:able|ment|s)?|paid|declar(?:ed|ation)|dates?|dated|on|of|as|for|to|and|the|at|was|were|(?:19|20)\\d\\d|cash|regular|special|quarterly|monthly|dividends?|distributions?|(?:share|stock|unit)?holders?|${MONTH_PATTERN})\\b`,
  'gi',
);
const NEARLY = new RegExp(`\\d{1,2}[/-]\\w|\\b${MONTH_PATTERN}\\.? \\w`, 'i');
const MARK = /\((?:\d{1,2}|[a-h])\)|\*+|[†‡]/gi;
const AMOUNT_AMONG_DAYS = /\$ ?(\d*\.\d+) (?:per share|a share)\b/i;
/** The words among several days that name each of them: all before it, all behind it, or the first behind it. */
function namedDays(text: string): Map<DateMeaning, string> | undefined {
  const days = [...text.matchAll(DAY)];
  const between = days.map((day, i) => {
    const last = days[i - 1];
    return text.slice(last ? last.index + last[0].length : 0, day.index);
  });
  const last = days.at(-1);
  between.push(last ? text.slice(last.index + last[0].length) : '');
  const nameIn = (words: string, isLast: boolean): DateMeaning | undefined => {
    const found = DAY_NAMES.flatMap(([meaning, , name]) =>
      [...words.matchAll(name)].map(({ index }) => ({ meaning, index })),
    ).toSorted((a, b) => a.index - b.index);
    return found.at(isLast ? -1 : 0)?.meaning;
  };
  const before = days.map((_, i) => nameIn(between[i] ?? '', true));
  const behind = days.map((_, i) => nameIn(between[i + 1] ?? '', false));
  const ways = [before, behind, [behind[0], ...before.slice(1)]];
  for (const way of ways) {
    const names = way.filter((name) => name !== undefined);
    if (names.length === days.length && new Set(names).size === days.length) {
      return new Map(names.map((name, i) => [name, (days[i] as RegExpExecArray)[0]]));
    }
  }
  return undefined;
}

export interface Days {
  readonly days: ReadonlyMap<DateMeaning, string>;
  readonly amount: string | undefined;
  /** The class of stock. */
  readonly name: string | undefined;
  /** Of footnotes. */
  readonly marks: string;
}

/** The days of a line that says nothing else than these, an amount and a class of stock at most. */
export function daysIn(text: string): Days | undefined {
  if (text.length > 200 || text.search(DAY) === -1) return undefined;
  const amount = AMOUNT_AMONG_DAYS.exec(text);
  const name = oneClassIn(text);
  const rest = (name === undefined ? text : withoutClass(text))
    .replace(AMOUNT_AMONG_DAYS, ' ')
    .replace(DAY, ' ')
    .replace(MARK, ' ')
    .replace(AMONG_DAYS, ' ')
    .replace(/[\s|:;,.()–—-]+/g, '');
  const days = rest === '' ? namedDays(text) : undefined;
  return days && { days, amount: amount?.[1], name, marks: (text.match(MARK) ?? []).join(' ') };
}

/** Whether words name a day and hold none: it stands behind them. */
export const isDayName = (text: string): boolean =>
  /^(?:record|ex(?:[- ]dividend)?|payable|payment|paid|pay|declaration)(?: dates?)?:?$/i.test(text);

/** Whether a line may be one of days, some of which cannot be read. */
export function likeDays(text: string): boolean {
  const isNamed = /\b(?:record|pay(?:able|ment|s)?|paid)\b/i.test(text);
  return text.length <= 200 && (text.search(DAY) !== -1 || (isNamed && NEARLY.test(text)));
}
