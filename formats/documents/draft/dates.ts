/**
 * Can these dates be true?
 *
 * A payment belongs to the tax year in which it is payable, or to the year before when it is payable
 * in January to holders of record in October, November or December (section 857(b)(9)). Nobody is
 * paid before the record date. Within a table, days and months are written with a leading zero
 * always or never; where both occur a digit may be missing, and neither reading is proven.
 *
 * A date with a month or day of one digit could be one that lost a digit in copying. It is asked
 * about when the payment's dates lie apart as no other payment's of the table do, and with one digit
 * more they would not.
 *
 * Awkward case: record and payable date more than half a year apart are a misprint of the year; more
 * than 75 days apart they are only unusual, which is a warning; so is, for shares
 * paid on their record date, a record date before the day of declaration, which some issuers do print.
 */
import { dayNumber, dayOf, monthOf, yearOf, type Day } from '../../../tax/values/days.ts';
import { isWeekendNumber } from '../../../tax/facts/holiday-rules.ts';
import type { DateMeaning } from '../columns/captions.ts';
import type { DraftProblem, DraftQuestion, DraftSecurity } from './draft.ts';
import { dateWidths, isDateMeaning, type PrintedRow } from './draft-rows.ts';
import { textAt } from './table-of-draft.ts';
import { dateParts } from '../grid/values.ts';

const LONGEST_GAP_DAYS = 183;
const USUAL_GAP_DAYS = 75;

/** What is impossible about a row's dates; undefined when nothing is. */
export function impossibleDates(row: PrintedRow, taxYear: number): string | undefined {
  const payable = row.dates.payableDate as Day;
  const { recordDate: record, exDate } = row.dates;
  if (record !== undefined && payable < record) {
    return `its payable date ${payable} is before its record date ${record}`;
  }
  if (record !== undefined && dayNumber(payable) - dayNumber(record) > LONGEST_GAP_DAYS) {
    return `its payable date ${payable} is more than half a year after its record date ${record}`;
  }
  const declared = row.dates.declarationDate;
  // Shares that are redeemed are paid on the record date, and the day of declaration may be later.
  if (record !== undefined && declared !== undefined && record < declared && record !== payable) {
    return `its record date ${record} is before its declaration date ${declared}`;
  }
  if (declared !== undefined && dayNumber(payable) - dayNumber(declared) > 2 * LONGEST_GAP_DAYS) {
    return `its payable date ${payable} is more than a year after its declaration date ${declared}`;
  }
  if (exDate !== undefined && Math.abs(dayNumber(payable) - dayNumber(exDate)) > LONGEST_GAP_DAYS) {
    return `its payable date ${payable} is more than half a year from its ex-date ${exDate}`;
  }
  const inYear =
    yearOf(payable) === taxYear ||
    (yearOf(payable) === taxYear + 1 &&
      monthOf(payable) === 1 &&
      (record === undefined
        ? declared === undefined || yearOf(declared) === taxYear
        : yearOf(record) === taxYear && monthOf(record) >= 10));
  return inYear ? undefined : `its payable date ${payable} is not of the tax year ${taxYear}`;
}

interface DateCell {
  readonly row: number;
  readonly cell: number;
  readonly meaning: DateMeaning;
  readonly text: string;
}

function dateCells(security: DraftSecurity): DateCell[] {
  return security.rows.flatMap((row, r) =>
    security.columns.flatMap(({ meaning }, c) => {
      const text = textAt(row, c);
      return meaning !== null && isDateMeaning(meaning) && dateWidths(text)
        ? [{ row: r, cell: c, meaning, text }]
        : [];
    }),
  );
}

/** The same with dates whose months are named. */
function allDateCells(security: DraftSecurity): DateCell[] {
  return security.rows.flatMap((row, r) =>
    security.columns.flatMap(({ meaning }, c) => {
      const text = textAt(row, c);
      return meaning !== null && isDateMeaning(meaning) && dateParts(text)
        ? [{ row: r, cell: c, meaning, text }]
        : [];
    }),
  );
}

/** Cells whose dates are written in another style than the table's other dates. */
export function mixedDateStyles(security: DraftSecurity, pointer: string): DraftProblem[] {
  const cells = dateCells(security).map((one) => ({
    ...one,
    ...(dateWidths(one.text) as { month: string; day: string; year: string }),
  }));
  const problems: DraftProblem[] = [];
  const refuse = (one: DateCell, reason: string): void => {
    problems.push({
      pointer: `${pointer}/rows/${one.row}/cells/${one.cell}`,
      level: 'error',
      code: 'date-style',
      message: `“${one.text}” ${reason}.`,
    });
  };
  for (const part of ['month', 'day'] as const) {
    // "1/05" is a style in use, "01/5" is none: a month of two digits tells about the day as well.
    const padded = cells.some(
      (one) => one[part].startsWith('0') || (part === 'day' && one.month.startsWith('0')),
    );
    if (!padded) continue;
    for (const one of cells.filter((candidate) => candidate[part].length === 1)) {
      refuse(
        one,
        `has a ${part} of one digit, where the table's other dates have two, so a digit may be missing`,
      );
    }
  }
  const [first] = cells;
  const other = cells.find((one) => one.year.length !== first?.year.length);
  if (first && other) {
    refuse(
      other,
      `has a year of ${other.year.length} digits and “${first.text}” one of ${first.year.length}`,
    );
  }
  return problems;
}

interface Padding {
  readonly month: boolean;
  readonly day: boolean;
}

/** Every day that a date would be with one digit more in its month or its day, where neither is padded. */
function withOneDigitMore(text: string, year: number, padded: Padding): Day[] {
  const parts = dateParts(text);
  if (!parts) return [];
  const longer = (digits: string, isPadded: boolean): string[] =>
    digits.length > 1 || isPadded
      ? []
      : [...'0123456789'].flatMap((one) => [`${one}${digits}`, `${digits}${one}`]);
  // "2014-08-05" has two digits for each, always.
  if (/^\d{4}-/.test(text)) return [];
  if (!parts.numeric) {
    const days = longer(String(parts.day), padded.day);
    return days.flatMap((other) => dayOf(year, parts.month, Number(other)) ?? []);
  }
  const { month, day } = parts.numeric;
  const days = [
    ...longer(month, padded.month).map((other) => dayOf(year, Number(other), Number(day))),
    ...longer(day, padded.day).map((other) => dayOf(year, Number(month), Number(other))),
  ];
  return [...new Set(days.filter((one) => one !== undefined))];
}

function isWeekend(day: Day): boolean {
  return isWeekendNumber(dayNumber(day));
}

const EARLIER: readonly DateMeaning[] = ['declarationDate', 'recordDate', 'exDate'];
/** A day that lost a digit lies at least so far from the true one: 10 read as 1. */
const LEAST_SHIFT_DAYS = 9;
/** Two payments' dates lie apart alike when their gaps differ by no more than this. */
const ALIKE_DAYS = 4;

function gapIsLikeOthers(
  rows: readonly PrintedRow[],
  row: PrintedRow,
  meaning: DateMeaning,
): boolean {
  const gapOf = ({ dates }: PrintedRow): number | undefined => {
    const [from, to] = [dates[meaning], dates.payableDate];
    return from && to ? dayNumber(to) - dayNumber(from) : undefined;
  };
  const own = gapOf(row);
  const others = rows.flatMap((other) => (other === row ? [] : (gapOf(other) ?? [])));
  return (
    own !== undefined &&
    others.length > 0 &&
    others.every((other) => Math.abs(other - own) <= ALIKE_DAYS)
  );
}

/** Dates that could have lost a digit or stand twice: the payment's gap is like no other's, and otherwise it is. */
export function doubtfulDates(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  pointer: string,
): DraftQuestion[] {
  const cells = allDateCells(security);
  const questions = datesThatStandTwice(rows, cells, pointer);
  const padded = {
    month: cells.some((one) => /^0\d\D/.test(one.text)),
    day: cells.some((one) => /\/0\d\/| 0\d,/.test(one.text)),
  };
  if (padded.month && padded.day) return questions;
  if (!padded.day) questions.push(...dayShortOfADigit(security, cells, pointer));
  questions.push(...outOfOrder(security, rows, cells, padded, pointer));
  for (const meaning of EARLIER) {
    const gaps = rows.flatMap((row) => {
      const from = row.dates[meaning];
      const to = row.dates.payableDate;
      return from && to ? [{ row, from, to, gap: dayNumber(to) - dayNumber(from) }] : [];
    });
    for (const one of gaps) {
      const others = gaps.filter((other) => other !== one);
      const like = (gap: number): boolean =>
        others.some((other) => Math.abs(other.gap - gap) <= ALIKE_DAYS);
      const spread =
        Math.max(...others.map((other) => other.gap)) -
        Math.min(...others.map((other) => other.gap));
      if (others.length === 0 || like(one.gap)) continue;
      for (const which of [meaning, 'payableDate'] as const) {
        // Another date of the payment lies as far from it as everywhere: it is not the one that is off.
        const isBorneOut = EARLIER.some(
          (other) => other !== meaning && gapIsLikeOthers(rows, one.row, other),
        );
        if (which === 'payableDate' && isBorneOut) continue;
        const cell = cells.find(
          (candidate) => candidate.row === one.row.index && candidate.meaning === which,
        );
        if (!cell) continue;
        const day = which === meaning ? one.from : one.to;
        // Hardly anybody is paid, or counts holders, on a weekend; and where two payments are all, a
        // gap that is not the other's is unusual in no way.
        if (others.length < 2 && !isWeekend(day)) continue;
        const better = withOneDigitMore(cell.text, yearOf(day), padded).find((candidate) => {
          if (isWeekend(candidate)) return false;
          const gap =
            which === meaning
              ? dayNumber(one.to) - dayNumber(candidate)
              : dayNumber(candidate) - dayNumber(one.from);
          // A reading that is better lies as close to the others as they do, or much closer than before.
          const off = Math.min(...others.map((other) => Math.abs(other.gap - one.gap)));
          const near = Math.min(ALIKE_DAYS / 2, Math.max(spread + 1, off / 4));
          const alike = others.filter((other) => Math.abs(other.gap - gap) <= near).length;
          return alike >= (spread >= LEAST_SHIFT_DAYS ? Math.max(2, others.length / 2) : 1);
        });
        if (!better) continue;
        const at = `${pointer}/rows/${cell.row}/cells/${cell.cell}`;
        if (questions.some((question) => question.pointer === at)) break;
        questions.push({
          id: `date-short-of-a-digit${at}`,
          code: 'date-short-of-a-digit',
          message: `“${cell.text}” may have lost a digit: the payment's dates lie ${one.gap} days apart, unlike every other of the table, and as ${better} they would not. Compare it with the release.`,
          line: security.rows[cell.row]?.cells[cell.cell]?.place?.line ?? null,
          pointer: at,
          candidates: [{ label: better, edits: [{ pointer: `${at}/text`, value: better }] }],
        });
        break;
      }
    }
  }
  return questions;
}

/** Days of payment that are all the same but one, which has a digit less. */
function dayShortOfADigit(
  security: DraftSecurity,
  cells: readonly DateCell[],
  pointer: string,
): DraftQuestion[] {
  const days = cells
    .filter((cell) => cell.meaning === 'payableDate')
    .flatMap((cell) => {
      const numeric = dateParts(cell.text)?.numeric;
      return numeric ? [{ cell, ...numeric }] : [];
    });
  return days.flatMap(({ cell, month, day }) => {
    const others = days.filter((other) => other.cell !== cell).map((other) => other.day);
    const usual = others[0] ?? '';
    if (others.length < 2 || others.some((other) => other !== usual)) return [];
    // What falls on a weekend at a month's end is paid on the first days of the next.
    if (Number(usual) >= 28 && Number(day) <= 3) return [];
    if (day.length !== 1 || usual.length !== 2 || !usual.includes(day)) return [];
    const at = `${pointer}/rows/${cell.row}/cells/${cell.cell}`;
    const better = cell.text.replace(`${month}/${day}/`, `${month}/${usual}/`);
    return [
      {
        id: `date-short-of-a-digit${at}`,
        code: 'date-short-of-a-digit',
        message: `“${cell.text}” may have lost a digit: every other payment of the table was made on day ${usual} of a month. Compare it with the release.`,
        line: security.rows[cell.row]?.cells[cell.cell]?.place?.line ?? null,
        pointer: at,
        candidates: [{ label: better, edits: [{ pointer: `${at}/text`, value: better }] }],
      },
    ];
  });
}

/** A payment before the one above it, where all others come one after the other and a digit more would do. */
function outOfOrder(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  cells: readonly DateCell[],
  padded: Padding,
  pointer: string,
): DraftQuestion[] {
  const days = rows.map((row) => row.dates.payableDate as Day);
  const falls = days.flatMap((day, i) => (i > 0 && day < (days[i - 1] as Day) ? [i] : []));
  const [fall] = falls;
  if (fall === undefined || falls.length > 1 || days.length < 3) return [];
  for (const at of [fall, fall - 1]) {
    const cell = cells.find((one) => one.row === rows[at]?.index && one.meaning === 'payableDate');
    const better = cell
      ? withOneDigitMore(cell.text, yearOf(days[at] as Day), padded).find(
          (day) => day >= (days[at - 1] ?? day) && day <= (days[at + 1] ?? day),
        )
      : undefined;
    if (!cell || !better) continue;
    const pointed = `${pointer}/rows/${cell.row}/cells/${cell.cell}`;
    return [
      {
        id: `date-short-of-a-digit${pointed}`,
        code: 'date-short-of-a-digit',
        message: `“${cell.text}” may have lost a digit: the payments come one after the other but for this one, and as ${better} it would as well. Compare it with the release.`,
        line: security.rows[cell.row]?.cells[cell.cell]?.place?.line ?? null,
        pointer: pointed,
        candidates: [{ label: better, edits: [{ pointer: `${pointed}/text`, value: better }] }],
      },
    ];
  }
  return [];
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
    const at = `${pointer}/rows/${row.index}${cell ? `/cells/${cell.cell}` : ''}`;
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

/** Dates that can be true and are unusual: the user is asked to look. */
export function unusualDates(rows: readonly PrintedRow[], pointer: string): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const days = rows.map((row) => row.dates.payableDate as Day);
  const rising = days.every((day, i) => i === 0 || day >= (days[i - 1] as Day));
  const falling = days.every((day, i) => i === 0 || day <= (days[i - 1] as Day));
  const warn = (row: PrintedRow, code: string, message: string): void => {
    problems.push({ pointer: `${pointer}/rows/${row.index}`, level: 'warning', code, message });
  };
  if (!rising && !falling) {
    const at = days.findIndex((day, i) => i > 0 && day < (days[i - 1] as Day));
    warn(
      rows[at] as PrintedRow,
      'dates-out-of-order',
      `The payable date ${days[at]} comes after ${days[at - 1]} in the table; compare both dates with the release.`,
    );
  }
  for (const row of rows) {
    const { recordDate: record, declarationDate: declared, payableDate } = row.dates;
    if (record !== undefined && declared !== undefined && record < declared) {
      warn(
        row,
        'dates-out-of-order',
        `The record date ${record} is before the declaration date ${declared}; compare both dates with the release.`,
      );
    }
    if (record === undefined) continue;
    const gap = dayNumber(payableDate as Day) - dayNumber(record);
    if (gap > USUAL_GAP_DAYS) {
      warn(
        row,
        'dates-far-apart',
        `The payable date ${payableDate} is ${gap} days after the record date ${record}; compare both dates with the release.`,
      );
    }
  }
  return problems;
}
