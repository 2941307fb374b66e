/**
 * How does a file write its days and numbers?
 *
 * One file keeps one order of day, month and year, and one sign before decimals; what all its cells allow is looked
 * for. Files of the United States have the month first and a point before decimals: what allows that is read so,
 * unless the file shows that it is from elsewhere. What then fits in two ways is asked, with both.
 *
 * Source: Unicode CLDR, patterns of dates and numbers: no country that writes decimals behind a comma has the month first;
 * spreadsheets separate columns by semicolons where the comma stands before decimals.
 * Example: "04/03/2024" beside "60,00": March 4 or April 3.
 * Awkward case: days that go one way, or keep off weekends, only with the day first are asked about; "22/03/04" can be of 2022 and of 2004; days of one year, or that go one way, in one order alone decide.
 * Not handled: a file whose days keep several orders; that is asked, and another download is needed.
 */
import { dayNumber, yearOf, type Day } from '../../tax/values/days.ts';
import { chosen, type TableChoices, type TableDoubt } from './table-doubts.ts';
import {
  dayOrdersOf,
  decimalSignOf,
  hasPointedDays,
  readDay,
  readNumber,
  withDecimalPoint,
  type DayOrder,
} from './values.ts';

export interface Notation {
  readonly order: DayOrder;
  readonly hasDecimalCommas: boolean;
  readonly doubts: readonly TableDoubt[];
}

/** What a file writes, and what was said of it. */
interface Written {
  /** The line under which it is asked. */
  readonly line: number;
  readonly days: ReadonlySet<string>;
  /** The days of its records, one of each, in the order of the file; all days where it has no other. */
  readonly ofRecords?: () => ReadonlySet<string>;
  readonly numbers: Iterable<string>;
  /** Between its columns; null where it has none. */
  readonly separator: string | null;
  readonly choices: TableChoices;
}

interface Decided<T> {
  readonly value: T;
  readonly doubt?: TableDoubt;
}

const UNCLEAR: TableDoubt = {
  kind: 'days',
  text: 'Some days of this file have the month first and others the day. Which is which cannot be told; download the file again.',
  candidates: ['The month stands first in those that allow it'],
  proposed: null,
};

/** How the file writes, from all its cells. */
export function notationOf(written: Written): Notation {
  const commas = decimalCommas(written);
  const order = dayOrder(written, commas.value);
  return {
    order: order.value,
    hasDecimalCommas: commas.value,
    doubts: [order.doubt, commas.doubt].filter((doubt) => doubt !== undefined),
  };
}

function decimalCommas({ line, days, numbers, separator, choices }: Written): Decided<boolean> {
  const { sign, either } = decimalSignOf(numbers);
  const isForeign = separator === ';' || hasPointedDays(days);
  if (sign !== undefined || either === undefined || !isForeign) return { value: sign === ',' };
  const said = chosen(choices, 'numbers', line) ?? 0;
  const value = (cell: string): string => {
    const read = readNumber(cell);
    return read.kind === 'number' ? read.text.replaceAll(',', '') : cell;
  };
  const [comma, point] = [value(withDecimalPoint(either)), value(either)];
  return {
    value: said === 0,
    doubt: {
      kind: 'numbers',
      text: `Is "${either}" ${comma} or ${point}? The file ${separator === ';' ? 'separates its columns by semicolons' : 'writes days with points'}, as countries do that write decimals behind a comma, and no other number tells.`,
      candidates: [
        `A comma stands before decimals: ${comma}`,
        `A point stands before decimals: ${point}`,
      ],
      proposed: 0,
    },
  };
}

const NAMES: Readonly<Record<DayOrder, string>> = {
  'month first': 'The month',
  'day first': 'The day',
  'year first': 'The year',
};

function dayOrder(written: Written, hasDecimalCommas: boolean): Decided<DayOrder> {
  const { days } = written;
  const fits = dayOrdersOf(days);
  const [first] = fits;
  if (first === undefined) return { value: 'month first', doubt: UNCLEAR };
  // Days with points have the day first, everywhere.
  if (fits.includes('day first') && hasPointedDays(days)) return { value: 'day first' };
  if (first === 'month first') {
    if (!fits.includes('day first')) return { value: first };
    if (hasDecimalCommas) return asked(written, ['day first', 'month first'], 0);
    return isLikelierWithDayFirst(written.ofRecords?.() ?? days)
      ? asked(written, ['month first', 'day first'], null)
      : { value: first };
  }
  if (fits.length === 1) return { value: first };
  for (const isLikely of [areOfOneYear, goOneWay]) {
    const [likely, another] = fits.filter((order) => isLikely(daysIn(days, order)));
    if (likely !== undefined && another === undefined) return { value: likely };
  }
  return asked(written, fits, null);
}

function daysIn(cells: ReadonlySet<string>, order: DayOrder): readonly Day[] {
  return [...cells].flatMap((cell) => readDay(cell, order)?.day ?? []);
}

/** A download of one year: in the other order its days would be spread over many. */
function areOfOneYear(days: readonly Day[]): boolean {
  return new Set(days).size > 1 && new Set(days.map(yearOf)).size === 1;
}

/** So few days go one way in any order. */
const FEWEST_DAYS = 3;

function goOneWay(days: readonly Day[]): boolean {
  const pairs = days.slice(1).map((day, i): readonly [Day, Day] => [days[i] as Day, day]);
  const isUp = pairs.every(([a, b]) => a <= b);
  return new Set(days).size >= FEWEST_DAYS && (isUp || pairs.every(([a, b]) => a >= b));
}

/** A Saturday or Sunday. */
function isOnWeekend(day: Day): boolean {
  // The day with the number 0 was a Thursday.
  return [2, 3].includes(((dayNumber(day) % 7) + 7) % 7);
}

/** Whether days go one way, or none is on a weekend, only where they have the day first. */
function isLikelierWithDayFirst(cells: ReadonlySet<string>): boolean {
  const [byMonth, byDay] = [daysIn(cells, 'month first'), daysIn(cells, 'day first')];
  if (goOneWay(byMonth)) return false;
  return goOneWay(byDay) || (byMonth.some(isOnWeekend) && !byDay.some(isOnWeekend));
}

/** Two orders that fit all days, where they give other days. */
function asked(
  { line, days, choices }: Written,
  orders: readonly DayOrder[],
  proposed: number | null,
): Decided<DayOrder> {
  const dayOf = (cell: string, order: DayOrder): string => readDay(cell, order)?.day ?? cell;
  const cell = [...days].find((one) => new Set(orders.map((order) => dayOf(one, order))).size > 1);
  const [first = 'month first'] = orders;
  if (cell === undefined) return { value: first };
  const each = orders.map((order) => dayOf(cell, order));
  return {
    value: orders[chosen(choices, 'days', line) ?? 0] ?? first,
    doubt: {
      kind: 'days',
      text: `Is "${cell}" ${each.join(' or ')}? Both fit all days of the file.`,
      candidates: orders.map((order, i) => `${NAMES[order]} stands first: ${each[i] ?? ''}`),
      proposed,
    },
  };
}
