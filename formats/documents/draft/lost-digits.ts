/**
 * Could a date have lost a digit in copying?
 *
 * A month or day of one digit could have had two. It is asked about where with one digit more it would lie
 * from the other dates of its payment as those of the other payments do, or from the same dates of the
 * payments before and behind it as these lie apart; and as it stands it does not.
 *
 * Example: 1/3/2001 and 2/9/2001 above 4/30/2001 and 5/9/2001: as 1/31 it would be nine days as well.
 * Awkward cases: with two payments alone only a gap that becomes the other's to the day tells anything;
 * hardly anybody is paid, or counts holders, on a weekend, so there a gap that is much nearer does, or
 * one that lies among the others. Of two dates that lie apart oddly the one is at fault that nothing bears out.
 * Where all other payments keep to month ends, to a day of the month or to a day of the week, or none of them is on a
 * day without business, a day that does not is asked about if its gap is none of theirs, and with the digit is.
 * Where no other date tells, as of two payments without a record date, a day is asked about if it would be the
 * other payment's day of the month (1/8 and 4/18). A weekend that no gap bears out may have another digit.
 * The day of declaration changes no figure where there is a record date: it is as printed and never asked about.
 * Not handled: one payment alone; an exchanged digit that makes another day of business, which nobody's print does.
 */
import { isWeekendNumber } from '../../../tax/facts/holiday-rules.ts';
import {
  addDays,
  dayNumber,
  dayOf,
  dayOfMonth,
  monthOf,
  yearOf,
  type Day,
} from '../../../tax/values/days.ts';
import { DATE_MEANINGS, type DateMeaning } from '../columns/captions.ts';
import { dateCells, isMixed, type DateCell } from './dates.ts';
import type { DraftQuestion, DraftSecurity } from './draft.ts';
import type { PrintedRow } from './draft-rows.ts';
import { readDay } from '../grid/values.ts';

/** Whether some date of the table has a month, or a day, of two digits by a zero: then all have. */
interface Padding {
  readonly month: boolean;
  readonly day: boolean;
}

/** By table: the days that its columns of dates have. */
export type DaysOfTables = readonly ReadonlyMap<DateMeaning, ReadonlySet<Day>>[];

export function daysOf(security: DraftSecurity, taxYear: number): DaysOfTables[number] {
  const days = dateCells(security, '').flatMap(({ meaning, text }) => {
    const read = readDay(text, taxYear);
    return read.ok ? [{ meaning, day: read.day }] : [];
  });
  const by = Map.groupBy(days, ({ meaning }) => meaning);
  return new Map(
    [...by].map(([meaning, found]) => [meaning, new Set(found.map(({ day }) => day))]),
  );
}

/** Every day that a date would be with one digit more in its month or its day, where neither is padded. */
function withOneDigitMore({ text, parts }: DateCell, year: number, padded: Padding): Day[] {
  const longer = (digits: string, isPadded: boolean): number[] =>
    digits.length > 1 || isPadded
      ? []
      : [...'0123456789'].flatMap((one) => [Number(`${one}${digits}`), Number(`${digits}${one}`)]);
  // "2014-08-05" has two digits for each, always.
  if (/^\d{4}-/.test(text)) return [];
  const { month, day, numeric } = parts;
  const months = numeric ? longer(numeric.month, padded.month) : [];
  const days = longer(numeric?.day ?? String(day), padded.day);
  return [
    ...months.flatMap((other) => dayOf(year, other, day) ?? []),
    ...days.flatMap((other) => dayOf(year, month, other) ?? []),
  ];
}

function isWeekend(day: Day): boolean {
  return isWeekendNumber(dayNumber(day));
}

/** On which nobody is paid, in any year. */
const HOLIDAYS = ['-01-01', '-07-04', '-12-25'];

function isNoBusinessDay(day: Day): boolean {
  return isWeekend(day) || HOLIDAYS.some((one) => day.endsWith(one));
}

/** A weekend whose day has two digits, with another one of them. */
function withAnotherDigit({ parts }: DateCell, own: Day): Day[] {
  const digits = String(parts.day);
  if (digits.length !== 2 || !isWeekend(own)) return [];
  return [...'0123456789'].flatMap((one) =>
    [`${one}${digits.charAt(1)}`, `${digits.charAt(0)}${one}`].flatMap(
      (other) => dayOf(yearOf(own), parts.month, Number(other)) ?? [],
    ),
  );
}

/** A day that lost a digit lies at least so far from the true one: 10 read as 1. */
const LEAST_SHIFT_DAYS = 9;
/** Dates lie apart alike when their gaps differ by no more than this. */
const ALIKE_DAYS = 4;
/** Payments at the ends of months, or the last day of business before, come no more evenly than this. */
const EVEN_DAYS = 6;
/** A day that a weekend moves lies so near to the one that was meant. */
const NEAR_DAYS = 2;

/** What the other dates of a table say of one of them. */
interface Witness {
  /** Whether the date as it stands is as theirs are. */
  readonly isAlike: boolean;
  /** Whether it would be as another day, and is not as it stands. */
  wants(day: Day): boolean;
  /** Whether it would be no more as another day. */
  refuses(day: Day): boolean;
}

function spreadOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers);
}

/** Another date of a payment, and how far it lies behind this one in the other payments. */
interface Gap {
  readonly other: DateMeaning;
  readonly from: Day;
  readonly others: readonly number[];
}

/** By how far it lies from another date of its payment. */
function byGap(own: Day, from: Day, others: readonly number[]): Witness {
  const gapTo = (day: Day): number => dayNumber(from) - dayNumber(day);
  const offOf = (day: Day): number[] => others.map((other) => Math.abs(other - gapTo(day)));
  const off = Math.min(...offOf(own));
  const spread = spreadOf(others);
  // A day that is better lies as close to the others as they do, or much closer than before; a little further
  // where two at least are alike, or it is on a weekend.
  const isLoose = isWeekend(own) || (others.length > 1 && spread <= 1);
  const most = isLoose ? ALIKE_DAYS : ALIKE_DAYS / 2;
  const near = Math.min(most, Math.max(spread + 1, off / 4));
  const within = others.length < 2 && !isWeekend(own) ? 0 : near;
  // Gaps that differ as much as a lost digit makes them tell by two that are alike, or by what is beyond all.
  const beyond = Math.max(gapTo(own) - Math.max(...others), Math.min(...others) - gapTo(own));
  const isWide = spread >= LEAST_SHIFT_DAYS && beyond < LEAST_SHIFT_DAYS;
  const least = isWide ? Math.max(2, others.length / 2) : 1;
  const isAmong = (gap: number): boolean =>
    gap >= Math.min(...others) && gap <= Math.max(...others);
  return {
    isAlike: Math.max(...offOf(own)) <= ALIKE_DAYS,
    wants: (day) =>
      off > ALIKE_DAYS &&
      (offOf(day).filter((one) => one <= within).length >= least ||
        (isWeekend(own) && isAmong(gapTo(day)))),
    refuses: (day) => Math.min(...offOf(day)) > ALIKE_DAYS,
  };
}

/** By the intervals at which the payments come; undefined where the others come at none. */
function bySteps(days: readonly Day[], at: number): Witness | undefined {
  const stepsWith = (day: Day): number[] => {
    const numbers = days.with(at, day).map(dayNumber);
    return numbers.slice(1).map((one, i) => one - (numbers[i] as number));
  };
  const own = stepsWith(days[at] as Day);
  const others = own.filter((_, step) => step !== at && step !== at - 1);
  if (days.length < 3 || spreadOf(others) > EVEN_DAYS) return undefined;
  const isAlike = spreadOf(own) <= LEAST_SHIFT_DAYS;
  return {
    isAlike,
    wants: (day) => !isAlike && spreadOf(stepsWith(day)) <= EVEN_DAYS,
    refuses: (day) => spreadOf(stepsWith(day)) > LEAST_SHIFT_DAYS,
  };
}

/** By a table of the same document that has all other days of this one. */
function byTable(own: Day, others: readonly Day[], printed: ReadonlySet<Day>): Witness | undefined {
  return others.length > 0 && others.every((day) => printed.has(day))
    ? {
        isAlike: printed.has(own),
        wants: (day) => !printed.has(own) && printed.has(day),
        refuses: (day) => !printed.has(day),
      }
    : undefined;
}

/** Where nothing else tells: the day of the month of all other payments; of one, if nobody is paid on this one. */
function byDayOfMonth(own: Day, others: readonly Day[]): Witness {
  const dayIn = (day: Day): string => day.slice(-2);
  return {
    isAlike: false,
    wants: (day) => {
      const isSame = (other: Day): boolean => dayIn(other) === dayIn(day);
      return isNoBusinessDay(own)
        ? others.some(isSame)
        : others.length > 0 && others.every(isSame) && !isSame(own);
    },
    refuses: () => false,
  };
}

const DAYS_OF_A_WEEK = 7;

/** Which weekday it is, from 0. */
function weekdayOf(day: Day): number {
  return ((dayNumber(day) % DAYS_OF_A_WEEK) + DAYS_OF_A_WEEK) % DAYS_OF_A_WEEK;
}

/** Whether it is the last day of a month, or the day of business nearest to one that is none. */
function isMonthEnd(day: Day): boolean {
  const next = addDays(day, 1);
  if (monthOf(next) !== monthOf(day)) return true;
  const rolled = (step: number): boolean => {
    for (let other = addDays(day, step); isNoBusinessDay(other); other = addDays(other, step)) {
      if (monthOf(addDays(other, 1)) !== monthOf(other)) return true;
    }
    return false;
  };
  return !isNoBusinessDay(day) && (rolled(1) || rolled(-1));
}

/**
 * What all other days of a column have in common: that there is business, the end of the month, the day of the
 * month, or of the week, where more of them than come so by chance do.
 */
function rhythmsOf(others: readonly Day[], mostByChance: number): ((day: Day) => boolean)[] {
  const [first] = others;
  const isBusinessDay = (day: Day): boolean => !isNoBusinessDay(day);
  const daily = others.every(isBusinessDay) ? [isBusinessDay] : [];
  if (first === undefined || others.length < 2) return daily;
  const inMonth = others.map(dayOfMonth);
  const isNear = (day: Day): boolean =>
    Math.max(...inMonth.map((one) => Math.abs(one - dayOfMonth(day)))) <= NEAR_DAYS;
  const isSameWeekday = (day: Day): boolean => weekdayOf(day) === weekdayOf(first);
  return [
    ...daily,
    ...(others.every(isMonthEnd) ? [isMonthEnd] : []),
    ...(others.length > 2 && spreadOf(inMonth) <= NEAR_DAYS ? [isNear] : []),
    ...(others.length > mostByChance && others.every(isSameWeekday) ? [isSameWeekday] : []),
  ];
}

/** Whether a day is that of the month of other payments, or near it: among these a Sunday is as printed. */
function isOfMonths(day: Day, others: readonly Day[]): boolean {
  const inMonth = others.map(dayOfMonth);
  return (
    spreadOf([dayOfMonth(day), ...inMonth]) <= NEAR_DAYS &&
    inMonth.filter((one) => one === dayOfMonth(day)).length > 1
  );
}

/** By what all other payments keep to, where the day as it stands is the one that does not. */
function byRhythm(own: Day, others: readonly Day[], gaps: readonly Gap[]): Witness | undefined {
  // Where no gap tells as well, three days of the week may be alike by chance.
  const rhythms = rhythmsOf(others, gaps.length > 0 ? 2 : 4).filter((keeps) => !keeps(own));
  const isOdd = gaps.every(({ from, others: among }) => {
    const gap = dayNumber(from) - dayNumber(own);
    return gap < Math.min(...among) || gap > Math.max(...among);
  });
  if (rhythms.length === 0 || !isOdd || isOfMonths(own, others)) return undefined;
  const fits = (day: Day): boolean =>
    gaps.every(({ from, others: among }) => {
      const gap = dayNumber(from) - dayNumber(day);
      return gap >= Math.min(...among) && gap <= Math.max(...among);
    });
  return {
    isAlike: false,
    wants: (day) => rhythms.some((keeps) => keeps(day)) && fits(day),
    refuses: () => false,
  };
}

function witnessesOf(
  rows: readonly PrintedRow[],
  row: PrintedRow,
  meaning: DateMeaning,
  tables: DaysOfTables,
): Witness[] {
  const own = row.dates[meaning] as Day;
  const apart = DATE_MEANINGS.flatMap((other): Gap[] => {
    const from = row.dates[other];
    if (other === meaning || !from) return [];
    const others = rows.flatMap(({ dates }, i) => {
      const [day, to] = [dates[meaning], dates[other]];
      return rows[i] === row || !day || !to ? [] : [dayNumber(to) - dayNumber(day)];
    });
    return others.length === 0 ? [] : [{ other, from, others }];
  });
  const gaps = apart.map(({ other, from, others }) => {
    const witness = byGap(own, from, others);
    // Days before the payment lie apart as they like.
    return [meaning, other].includes('payableDate') ? witness : { ...witness, wants: () => false };
  });
  const dated = rows.filter(({ dates }) => dates[meaning]);
  const days = dated.map(({ dates }) => dates[meaning] as Day);
  const at = dated.indexOf(row);
  const beside = tables.map((printed) =>
    byTable(own, days.toSpliced(at, 1), printed.get(meaning) ?? new Set()),
  );
  // How far from the payment's other dates tells more than how often there is one.
  const steps = gaps.length > 0 ? undefined : bySteps(days, at);
  const paid = apart.filter(({ other }) => [meaning, other].includes('payableDate'));
  const rhythm = byRhythm(own, days.toSpliced(at, 1), paid);
  const found = [...gaps, steps, ...beside, rhythm].filter((one) => one !== undefined);
  return found.length > 0 ? found : [byDayOfMonth(own, days.toSpliced(at, 1))];
}

/** The day that a date would be with the digit that it may have lost. */
function betterDay(
  rows: readonly PrintedRow[],
  row: PrintedRow,
  cell: DateCell,
  padded: Padding,
  tables: DaysOfTables,
): Day | undefined {
  const own = row.dates[cell.meaning] as Day;
  const besides = rows.flatMap((one) => (one === row ? [] : (one.dates[cell.meaning] ?? [])));
  const days = [
    ...withOneDigitMore(cell, yearOf(own), padded),
    ...(rows.length > 2 ? withAnotherDigit(cell, own) : []),
  ].filter((day) => !isWeekend(day) || isOfMonths(day, besides));
  const witnesses = days.length > 0 ? witnessesOf(rows, row, cell.meaning, tables) : [];
  return days.find(
    (day) =>
      witnesses.some((one) => one.wants(day)) &&
      !witnesses.some((one) => one.isAlike && one.refuses(day)),
  );
}

/** Dates that could have lost a digit, each once. */
export function doubtfulDates(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  pointer: string,
  tables: DaysOfTables,
): DraftQuestion[] {
  const cells = dateCells(security, pointer);
  const padded = {
    month: cells.some((one) => /^0\d\D/.test(one.text)),
    day: !isMixed(cells) && cells.some((one) => /\/0\d\/| 0\d,/.test(one.text)),
  };
  return cells.flatMap((cell) => {
    const { meaning, text, line } = cell;
    const row = rows.find((one) => one.index === cell.row);
    const changesNothing = meaning === 'declarationDate' && row?.dates.recordDate !== undefined;
    const better =
      row?.dates[meaning] && !changesNothing
        ? betterDay(rows, row, cell, padded, tables)
        : undefined;
    if (better === undefined) return [];
    return {
      id: `date-short-of-a-digit${cell.pointer}`,
      code: 'date-short-of-a-digit',
      message: `“${text}” may have lost a digit, or have a wrong one: it lies from the other dates as no other of the table does, and as ${better} it would not. Compare it with the release.`,
      line,
      pointer: cell.pointer,
      candidates: [
        {
          label: better,
          edits: [{ pointer: `${cell.pointer}/text`, value: better }],
        },
      ],
    };
  });
}
