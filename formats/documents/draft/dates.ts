/**
 * Can these dates be true?
 *
 * A payment belongs to the tax year in which it is payable, or to the year before when it is payable
 * in January to holders of record in October, November or December (section 857(b)(9)). Nobody is
 * paid before the record date. Within a table, days and months are written with a leading zero
 * always or never; where both occur a digit may be missing, and neither reading is proven.
 *
 * Awkward case: record and payable date more than half a year apart are a misprint of the year; more
 * than 75 days apart they are only unusual, which is a warning; so is, for shares
 * paid on their record date, a record date before the day of declaration, which some issuers do print.
 * The ex-date is not after the record date, unless a large payment has due bills: then it is the day
 * of business after the payable date, or the payable date itself where shares are distributed before its
 * trading. Columns of dates that were taken for each other show in this.
 */
import { dayNumber, monthOf, yearOf, type Day } from '../../../tax/values/days.ts';
import type { DateMeaning } from '../columns/captions.ts';
import type { DraftProblem, DraftSecurity } from './draft.ts';
import { isDateMeaning, type PrintedRow } from './draft-rows.ts';
import { textAt } from './table-of-draft.ts';
import { dateParts, type PrintedDate } from '../grid/values.ts';

const LONGEST_GAP_DAYS = 183;
const USUAL_GAP_DAYS = 75;
/** With due bills shares trade without the payment from the next day of business on. */
const DUE_BILL_DAYS = 5;

/** Why an ex-date cannot be; undefined where it can. */
function impossibleExDate(
  ex: Day,
  { dates: { recordDate: record }, inKind }: PrintedRow,
  payable: Day,
): string | undefined {
  const after = dayNumber(ex) - dayNumber(payable);
  if (Math.abs(after) > LONGEST_GAP_DAYS) {
    return `its payable date ${payable} is more than half a year from its ex-date ${ex}`;
  }
  if (after > DUE_BILL_DAYS) {
    return `its ex-date ${ex} is ${after} days after its payable date ${payable}`;
  }
  return record !== undefined && ex > record && (inKind ? after < 0 : after <= 0)
    ? `its ex-date ${ex} is after its record date ${record}`
    : undefined;
}

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
  const impossibleEx = exDate && impossibleExDate(exDate, row, payable);
  if (impossibleEx) return impossibleEx;
  const inYear =
    yearOf(payable) === taxYear ||
    (yearOf(payable) === taxYear + 1 &&
      monthOf(payable) === 1 &&
      (record === undefined
        ? declared === undefined || yearOf(declared) === taxYear
        : yearOf(record) === taxYear && monthOf(record) >= 10));
  return inYear ? undefined : `its payable date ${payable} is not of the tax year ${taxYear}`;
}

/** A cell of a table that holds a date. */
export interface DateCell {
  readonly row: number;
  readonly meaning: DateMeaning;
  readonly text: string;
  readonly parts: PrintedDate;
  readonly pointer: string;
  readonly line: number | null;
}

export function dateCells({ rows, columns }: DraftSecurity, pointer: string): DateCell[] {
  return rows.flatMap((row, r) =>
    columns.flatMap(({ meaning }, c): DateCell[] => {
      const text = textAt(row, c);
      const parts = dateParts(text);
      if (meaning === null || !isDateMeaning(meaning) || !parts) return [];
      const [at, line] = [`${pointer}/rows/${r}/cells/${c}`, row.cells[c]?.place?.line ?? null];
      return [{ row: r, meaning, text, parts, pointer: at, line }];
    }),
  );
}

/**
 * Whether days of one digit are written in two ways: more have no zero than have one, two at the least, so
 * the zero of the others says nothing of a digit that one of them lost.
 */
export function isMixed(cells: readonly { readonly text: string }[]): boolean {
  const count = (style: RegExp): number => cells.filter(({ text }) => style.test(text)).length;
  const short = count(/^\d{1,2}\/\d\//);
  return short > 1 && short > count(/^\d{1,2}\/0\d\//);
}

/** Cells whose dates are written in another style than the table's other dates. */
export function mixedDateStyles(security: DraftSecurity, pointer: string): DraftProblem[] {
  const cells = dateCells(security, pointer).flatMap((one) =>
    one.parts.numeric ? [{ ...one, ...one.parts.numeric, year: one.parts.year }] : [],
  );
  const problems: DraftProblem[] = [];
  const refuse = (one: DateCell, reason: string): void => {
    const message = `“${one.text}” ${reason}.`;
    problems.push({ pointer: one.pointer, level: 'error', code: 'date-style', message });
  };
  for (const part of ['month', 'day'] as const) {
    // "1/05" is a style in use, "01/5" is none: a month of two digits tells about the day as well.
    const padded = cells.some(
      (one) => one[part].startsWith('0') || (part === 'day' && one.month.startsWith('0')),
    );
    // A month from March on has no two digits that end or begin with it but by a zero.
    const short = cells.filter(
      (one) => one[part].length === 1 && (part === 'day' || Number(one.month) < 3),
    );
    if (!padded || (part === 'day' && isMixed(cells))) continue;
    for (const one of short) {
      refuse(
        one,
        `has a ${part} of one digit, where the table's other dates have two, so a digit may be missing`,
      );
    }
  }
  // "2015-06-15" that lost its century is a whole date of another form.
  const isIso = (text: string): boolean => /^\d{4}-/.test(text);
  if (dateCells(security, pointer).some(({ text }) => isIso(text))) {
    for (const one of cells)
      refuse(one, 'is written otherwise than the table’s other dates, so a digit may be missing');
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
