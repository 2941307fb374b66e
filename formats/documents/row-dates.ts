/**
 * Can these dates be true?
 *
 * A payment belongs to the tax year in which it is payable, or to the year before when it is payable
 * in January to holders of record in October, November or December (section 857(b)(9)). Nobody is
 * paid before the record date. Within a table, days and months are written with a leading zero
 * always or never; where both occur a digit may be missing, and neither reading is proven.
 *
 * Awkward case: record and payable date more than half a year apart are a misprint of the year; more
 * than 75 days apart they are only unusual, which is a warning.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import { dayNumber, monthOf, yearOf, type Day } from '../../tax/days.ts';
import { DATE_MEANINGS } from './captions.ts';
import { error, warning } from './notices.ts';
import type { PrintedRow } from './rows.ts';

const LONGEST_GAP_DAYS = 183;
const USUAL_GAP_DAYS = 75;

/** What is impossible about a row's dates; undefined when nothing is. */
export function impossibleDates(row: PrintedRow, taxYear: number): string | undefined {
  const payable = row.dates.payableDate as Day;
  const { recordDate: record, declarationDate: declared } = row.dates;
  if (record !== undefined && payable < record) {
    return `its payable date ${payable} is before its record date ${record}`;
  }
  if (record !== undefined && declared !== undefined && record < declared) {
    return `its record date ${record} is before its declaration date ${declared}`;
  }
  if (record !== undefined && dayNumber(payable) - dayNumber(record) > LONGEST_GAP_DAYS) {
    return `its payable date ${payable} is more than half a year after its record date ${record}`;
  }
  const counted =
    yearOf(payable) === taxYear ||
    (yearOf(payable) === taxYear + 1 &&
      monthOf(payable) === 1 &&
      record !== undefined &&
      yearOf(record) === taxYear &&
      monthOf(record) >= 10);
  return counted ? undefined : `its payable date ${payable} is not of the tax year ${taxYear}`;
}

/** Rows whose dates are written in another style than the table's other dates. */
export function mixedDateStyles(rows: readonly PrintedRow[]): DocumentNotice[] {
  const dates = rows.flatMap((row) =>
    DATE_MEANINGS.flatMap((meaning) => {
      const cell = row.cells.get(meaning);
      if (!cell) return [];
      const [month, day, year] = cell.text.split('/') as [string, string, string];
      return [{ row, text: cell.text, month, day, year }];
    }),
  );
  const notices: DocumentNotice[] = [];
  for (const part of ['month', 'day'] as const) {
    // "1/05" is a style in use, "01/5" is none: a month of two digits tells about the day as well.
    const padded = dates.some(
      (date) => date[part].startsWith('0') || (part === 'day' && date.month.startsWith('0')),
    );
    if (!padded) continue;
    for (const date of dates.filter((candidate) => candidate[part].length === 1)) {
      notices.push(
        error(
          'date-style',
          date.row.line.number,
          `“${date.text}” has a ${part} of one digit, where the table's other dates have two, so a digit may be missing. Compare it with the release, write it like the others and read the text again.`,
        ),
      );
    }
  }
  const [first] = dates;
  for (const date of dates) {
    if (first && date.year.length !== first.year.length) {
      notices.push(
        error(
          'date-style',
          date.row.line.number,
          `“${date.text}” has a year of ${date.year.length} digits and “${first.text}” one of ${first.year.length}. Compare them with the release, write them alike and read the text again.`,
        ),
      );
      break;
    }
  }
  return notices;
}

/** Dates that can be true and are unusual: the user is asked to look. */
export function unusualDates(rows: readonly PrintedRow[]): DocumentNotice[] {
  const notices: DocumentNotice[] = [];
  const days = rows.map((row) => row.dates.payableDate as Day);
  const rising = days.every((day, i) => i === 0 || day >= (days[i - 1] as Day));
  const falling = days.every((day, i) => i === 0 || day <= (days[i - 1] as Day));
  if (!rising && !falling) {
    const at = days.findIndex((day, i) => i > 0 && day < (days[i - 1] as Day));
    const row = rows[at] as PrintedRow;
    notices.push(
      warning(
        'dates-out-of-order',
        row.line.number,
        `The payable date ${days[at]} comes after ${days[at - 1]} in the table; compare both dates with the release.`,
      ),
    );
  }
  for (const row of rows) {
    const { recordDate: record, payableDate } = row.dates;
    if (record === undefined) continue;
    const gap = dayNumber(payableDate as Day) - dayNumber(record);
    if (gap > USUAL_GAP_DAYS) {
      notices.push(
        warning(
          'dates-far-apart',
          row.line.number,
          `The payable date ${payableDate} is ${gap} days after the record date ${record}; compare both dates with the release.`,
        ),
      );
    }
  }
  return notices;
}
