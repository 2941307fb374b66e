/**
 * Could a date have lost a digit in copying, or stand twice?
 *
 * A month or day of one digit could have had two. It is asked about where with one digit more the date
 * would be as all others are, and as it stands it is not:
 *
 * - the payment's dates lie apart as no other payment's of the table do;
 * - the payments come one after the other, or at the same intervals, but for this one;
 * - every other payment was made on one day of the month.
 *
 * Example: 1/3/2001 and 2/9/2001 above 4/30/2001 and 5/9/2001: as 1/31 it would be nine days as well.
 * Awkward cases: with two payments alone only a gap that becomes the other's to the day tells anything;
 * hardly anybody is paid, or counts holders, on a weekend, so there a gap that is much nearer does, or
 * one that lies among the others.
 * The day of declaration changes no figure where there is a record date: it is as printed and never asked about.
 * Not handled: a digit that was exchanged, which nobody's print does.
 */
import { isWeekendNumber } from '../../../tax/facts/holiday-rules.ts';
import { dayNumber, dayOf, yearOf, type Day } from '../../../tax/values/days.ts';
import type { DateMeaning } from '../columns/captions.ts';
import { dateCells, type DateCell } from './dates.ts';
import type { DraftQuestion, DraftSecurity } from './draft.ts';
import type { PrintedRow } from './draft-rows.ts';

/** Whether some date of the table has a month, or a day, of two digits by a zero: then all have. */
interface Padding {
  readonly month: boolean;
  readonly day: boolean;
}

/** A date that would be as the others are with one digit more. */
interface Short {
  readonly cell: DateCell;
  /** The date with its digit. */
  readonly better: string;
  /** Behind "may have lost a digit: ". */
  readonly reason: string;
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

const EARLIER: readonly DateMeaning[] = ['declarationDate', 'recordDate', 'exDate'];
/** A day that lost a digit lies at least so far from the true one: 10 read as 1. */
const LEAST_SHIFT_DAYS = 9;
/** Two payments' dates lie apart alike when their gaps differ by no more than this. */
const ALIKE_DAYS = 4;

function gapOf({ dates }: PrintedRow, meaning: DateMeaning): number | undefined {
  const [from, to] = [dates[meaning], dates.payableDate];
  return from && to ? dayNumber(to) - dayNumber(from) : undefined;
}

/** Another day before the payment lies as far from this one as everywhere: both are as printed. */
function isInStep(rows: readonly PrintedRow[], row: PrintedRow, meaning: DateMeaning): boolean {
  const between = ({ dates }: PrintedRow, other: DateMeaning): number | undefined => {
    const [from, to] = [dates[meaning], dates[other]];
    return from && to ? dayNumber(to) - dayNumber(from) : undefined;
  };
  return EARLIER.some((other) => {
    const own = between(row, other);
    const gaps = rows.flatMap((one) => (one === row ? [] : (between(one, other) ?? [])));
    const isSame = gaps.every((gap) => own !== undefined && Math.abs(gap - own) <= ALIKE_DAYS);
    return other !== meaning && own !== undefined && gaps.length > 0 && isSame;
  });
}

/** The gaps between a date and the payment in the other rows. */
function otherGaps(rows: readonly PrintedRow[], row: PrintedRow, meaning: DateMeaning): number[] {
  return rows.flatMap((other) => (other === row ? [] : (gapOf(other, meaning) ?? [])));
}

/** Another date of the payment lies as far from it as everywhere: it is not the one that is off. */
function isBorneOut(rows: readonly PrintedRow[], row: PrintedRow, besides: DateMeaning): boolean {
  return EARLIER.some((meaning) => {
    const own = gapOf(row, meaning);
    if (meaning === besides || own === undefined) return false;
    const others = otherGaps(rows, row, meaning);
    return others.length > 0 && others.every((gap) => Math.abs(gap - own) <= ALIKE_DAYS);
  });
}

/** A payment's date or the day before it, where the two lie apart as in no other row. */
function apart(
  rows: readonly PrintedRow[],
  row: PrintedRow,
  meaning: DateMeaning,
  cells: readonly DateCell[],
  padded: Padding,
): Short[] {
  const gap = gapOf(row, meaning);
  const others = otherGaps(rows, row, meaning);
  if (gap === undefined || others.length === 0) return [];
  const off = Math.min(...others.map((other) => Math.abs(other - gap)));
  if (off <= ALIKE_DAYS) return [];
  const spread = Math.max(...others) - Math.min(...others);
  // A reading that is better lies as close to the others as they do, or much closer than before.
  const near = Math.min(ALIKE_DAYS / 2, Math.max(spread + 1, off / 4));
  const least = spread >= LEAST_SHIFT_DAYS ? Math.max(2, others.length / 2) : 1;
  for (const which of [meaning, 'payableDate'] as const) {
    const cell = cells.find((one) => one.row === row.index && one.meaning === which);
    const day = row.dates[which];
    const borneOut = which === 'payableDate' ? isBorneOut : isInStep;
    if (!cell || !day || borneOut(rows, row, meaning)) continue;
    const within = others.length < 2 && !isWeekend(day) ? 0 : near;
    const better = withOneDigitMore(cell, yearOf(day), padded).find((other) => {
      const shift = dayNumber(other) - dayNumber(day);
      const next = which === meaning ? gap - shift : gap + shift;
      const alike = others.filter((one) => Math.abs(one - next) <= within);
      const isAmong = next >= Math.min(...others) && next <= Math.max(...others);
      return !isWeekend(other) && (alike.length >= least || (isWeekend(day) && isAmong));
    });
    const reason = `the payment's dates lie ${gap} days apart, unlike every other of the table, and as ${better} they would not`;
    if (better) return [{ cell, better, reason }];
  }
  return [];
}

/** Days of payment that are all the same but one, which has a digit less. */
function dayShortOfADigit(cells: readonly DateCell[]): Short[] {
  const paid = cells.filter((cell) => cell.meaning === 'payableDate' && cell.parts.numeric);
  return paid.flatMap((cell) => {
    const others = paid.filter((other) => other !== cell);
    const [{ month, day } = { month: '', day: '' }, usual = ''] = [
      cell.parts.numeric ?? undefined,
      others[0]?.parts.numeric?.day,
    ];
    const isUsual = others.every((other) => other.parts.numeric?.day === usual);
    // What falls on a weekend at a month's end is paid on the first days of the next.
    const isMonthsEnd = Number(usual) >= 28 && Number(day) <= 3;
    const isShort = day.length === 1 && usual.length === 2 && usual.includes(day);
    if (others.length < 2 || !isUsual || isMonthsEnd || !isShort) return [];
    const better = cell.text.replace(`${month}/${day}/`, `${month}/${usual}/`);
    const reason = `every other payment of the table was made on day ${usual} of a month`;
    return [{ cell, better, reason }];
  });
}

/** A payment before the one above it, where all others come one after the other and a digit more would do. */
function outOfOrder(
  rows: readonly PrintedRow[],
  cells: readonly DateCell[],
  padded: Padding,
): Short[] {
  const days = rows.map((row) => row.dates.payableDate as Day);
  const falls = days.flatMap((day, i) => (i > 0 && day < (days[i - 1] as Day) ? [i] : []));
  const [fall] = falls;
  if (fall === undefined || falls.length > 1 || days.length < 3) return [];
  const found = [fall, fall - 1].flatMap((at): Short[] => {
    const cell = cells.find((one) => one.row === rows[at]?.index && one.meaning === 'payableDate');
    const better =
      cell &&
      withOneDigitMore(cell, yearOf(days[at] as Day), padded).find(
        (day) => day >= (days[at - 1] ?? day) && day <= (days[at + 1] ?? day),
      );
    const reason = `the payments come one after the other but for this one, and as ${better} it would as well`;
    return better ? [{ cell, better, reason }] : [];
  });
  return found.slice(0, 1);
}

/** A payment out of step: with a digit more it lies between its neighbours as all others lie apart. */
function outOfStep(
  rows: readonly PrintedRow[],
  cells: readonly DateCell[],
  padded: Padding,
): Short[] {
  const days = rows.map((row) => dayNumber(row.dates.payableDate as Day));
  if (days.length < 3) return [];
  const stepsOf = (numbers: readonly number[]): number[] =>
    numbers.slice(1).map((day, i) => day - (numbers[i] as number));
  const isEven = (steps: readonly number[], within: number): boolean =>
    Math.max(...steps) - Math.min(...steps) <= within;
  return rows.flatMap((row, i): Short[] => {
    const cell = cells.find((one) => one.row === row.index && one.meaning === 'payableDate');
    const others = stepsOf(days).filter((_, step) => step !== i && step !== i - 1);
    const isAlone = !isEven(others, ALIKE_DAYS) || isEven(stepsOf(days), LEAST_SHIFT_DAYS);
    // Where another date stands beside it, how far the two lie apart tells more.
    const isBeside = EARLIER.some((meaning) => row.dates[meaning]);
    if (!cell || isAlone || isBeside) return [];
    const better = withOneDigitMore(cell, yearOf(row.dates.payableDate as Day), padded).find(
      (day) => !isWeekend(day) && isEven(stepsOf(days.with(i, dayNumber(day))), ALIKE_DAYS),
    );
    const reason = `the payments do not come at the same intervals, and with ${better} they would`;
    return better ? [{ cell, better, reason }] : [];
  });
}

function shortQuestion({ cell, better, reason }: Short): DraftQuestion {
  const { pointer, text, line } = cell;
  return {
    id: `date-short-of-a-digit${pointer}`,
    code: 'date-short-of-a-digit',
    message: `“${text}” may have lost a digit: ${reason}. Compare it with the release.`,
    line,
    pointer,
    candidates: [{ label: better, edits: [{ pointer: `${pointer}/text`, value: better }] }],
  };
}

function paddingOf(cells: readonly DateCell[]): Padding {
  return {
    month: cells.some((one) => /^0\d\D/.test(one.text)),
    day: cells.some((one) => /\/0\d\/| 0\d,/.test(one.text)),
  };
}

/** Whether a cell is the day of declaration of a payment that has a record date. */
function changesNothing({ row, meaning }: DateCell, rows: readonly PrintedRow[]): boolean {
  const own = rows.find((one) => one.index === row);
  return meaning === 'declarationDate' && own?.dates.recordDate !== undefined;
}

/** Dates that with one digit more would be as the others are. */
function shortDates(
  rows: readonly PrintedRow[],
  cells: readonly DateCell[],
  padded: Padding,
): Short[] {
  if (padded.month && padded.day) return [];
  return [
    ...(padded.day ? [] : dayShortOfADigit(cells)),
    ...outOfOrder(rows, cells, padded),
    ...outOfStep(rows, cells, padded),
    ...EARLIER.flatMap((meaning) =>
      rows.flatMap((row) => apart(rows, row, meaning, cells, padded)),
    ),
  ];
}

/** Dates that could have lost a digit or stand twice, each once. */
export function doubtfulDates(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  pointer: string,
): DraftQuestion[] {
  const cells = dateCells(security, pointer);
  const short = shortDates(rows, cells, paddingOf(cells));
  return [
    ...datesThatStandTwice(rows, cells, pointer),
    ...short
      .filter((one, i) => short.findIndex((other) => other.cell === one.cell) === i)
      .filter(({ cell }) => !changesNothing(cell, rows))
      .map(shortQuestion),
  ];
}

/** Whether another table of the document prints the same day: no copy loses the same digit twice. */
export function isPrintedAgain(
  { code, pointer }: DraftQuestion,
  securities: readonly DraftSecurity[],
): boolean {
  if (code !== 'date-short-of-a-digit' || pointer === null) return false;
  const cells = securities.map((security, s) => dateCells(security, `/securities/${s}`));
  const own = cells.flat().find((cell) => cell.pointer === pointer);
  return cells.some(
    (table) =>
      table.every((cell) => cell !== own) &&
      table.some((cell) => cell.meaning === own?.meaning && cell.text === own.text),
  );
}

const NEIGHBOURS: readonly (readonly [DateMeaning, DateMeaning, string])[] = [
  ['recordDate', 'payableDate', 'record and payable date'],
  ['declarationDate', 'recordDate', 'declaration and record date'],
];

/** Two dates of one payment on the same day, where no other payment of the table has them so. */
function datesThatStandTwice(
  rows: readonly PrintedRow[],
  cells: readonly DateCell[],
  pointer: string,
): DraftQuestion[] {
  return NEIGHBOURS.flatMap(([first, second, names]) => {
    const dated = rows.filter(({ dates }) => dates[first] !== undefined && dates[second]);
    const odd = dated.filter(({ dates }) => dates[first] === dates[second]);
    if (odd.length !== 1 || dated.length < 2) return [];
    const row = odd[0] as PrintedRow;
    const { declarationDate: declared, recordDate: record } = row.dates;
    // Shares that are redeemed are paid on the record date, and that can be declared later.
    if (declared !== undefined && record !== undefined && declared > record) return [];
    const cell = cells.find((one) => one.row === row.index && one.meaning === first);
    const at = cell?.pointer ?? `${pointer}/rows/${row.index}`;
    return [
      {
        id: `date-twice${at}`,
        code: 'date-twice',
        message: `The payment of ${String(row.dates.payableDate)} has the same day as its ${names}, unlike every other of the table. Compare both dates with the release.`,
        line: row.line,
        pointer: at,
        candidates: [],
      },
    ];
  });
}
