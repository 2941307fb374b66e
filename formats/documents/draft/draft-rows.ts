/**
 * A row of a draft to exact values: each cell read whole, or a problem that names it. What the values
 * add up to is asked elsewhere.
 *
 * Awkward case: a part that is stated as a share of another ("100% of ordinary", from a footnote) has
 * its figure from that other part of the same row.
 */
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../../../tax/facts/model.ts';
import { yearOf, type Day } from '../../../tax/values/days.ts';
import { NO_RATE, type Rate } from '../../../tax/values/money.ts';
import { DATE_MEANINGS, type ColumnMeaning, type DateMeaning } from '../columns/captions.ts';
import type { Unit } from './convention.ts';
import type { DraftColumn, DraftProblem, DraftRow } from './draft.ts';
import {
  dateParts,
  readAdjustment,
  readDay,
  readNumber,
  readShare,
  shareOf,
  type NumberReading,
} from '../grid/values.ts';

/** A row as printed: the document's own convention, not yet undone. */
export interface PrintedRow {
  /** Place among the rows of its security, from 0. */
  readonly index: number;
  readonly line: number | null;
  readonly inKind: boolean;
  readonly dates: Readonly<Partial<Record<DateMeaning, Day>>>;
  readonly amountPerShare: Rate;
  /** What of it belongs to the tax year. */
  readonly allocablePerShare: Rate;
  readonly components: Readonly<Partial<Record<Component, Rate>>>;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
  /** The numbers as printed, by meaning; of what is stated as a share there is none. */
  readonly numbers: ReadonlyMap<ColumnMeaning, NumberReading>;
  /** Parts whose cells are empty, each with what is wrong unless the sum proves that it is zero. */
  readonly empty: ReadonlyMap<Component, DraftProblem>;
}

type RowReading =
  | { readonly ok: true; readonly row: PrintedRow }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

export function isDateMeaning(meaning: ColumnMeaning): meaning is DateMeaning {
  return (DATE_MEANINGS as readonly string[]).includes(meaning);
}
export function isComponent(meaning: ColumnMeaning): meaning is Component {
  return (COMPONENTS as readonly string[]).includes(meaning);
}
export function isSubset(meaning: ColumnMeaning): meaning is Subset {
  return (SUBSETS as readonly string[]).includes(meaning);
}
/** Whether a column's figures are in the table's unit; the amounts per share are always dollars. */
export function isPart(meaning: ColumnMeaning): boolean {
  return (
    isComponent(meaning) ||
    isSubset(meaning) ||
    meaning === 'gainBeforeMay6' ||
    meaning === 'gainAfterMay5'
  );
}

/** "The payment of 02/11/02" or, where it has no date, "Row 3". */
export function rowTitle(row: DraftRow, columns: readonly DraftColumn[], index: number): string {
  for (const wanted of ['payableDate', 'recordDate'] as const) {
    const at = columns.findIndex((column) => column.meaning === wanted);
    const text = row.cells[at]?.text ?? '';
    if (text !== '') return `The payment of ${text}`;
  }
  return `Row ${index + 1}`;
}

const NOT_A_NUMBER = 'is no amount and no percentage';

interface Cells {
  readonly dates: Partial<Record<DateMeaning, Day>>;
  readonly numbers: Map<ColumnMeaning, NumberReading>;
  readonly shares: Map<ColumnMeaning, string>;
  readonly problems: DraftProblem[];
  readonly empty: Map<Component, DraftProblem>;
}

function readCells(
  row: DraftRow,
  columns: readonly DraftColumn[],
  pointer: string,
  unit: Unit,
  taxYear: number | null,
  title: string,
  signed: boolean,
  emptyColumns: ReadonlySet<number>,
): Cells {
  const dates: Partial<Record<DateMeaning, Day>> = {};
  const numbers = new Map<ColumnMeaning, NumberReading>();
  const shares = new Map<ColumnMeaning, string>();
  const problems: DraftProblem[] = [];
  const empty = new Map<Component, DraftProblem>();
  columns.forEach(({ meaning, caption }, c) => {
    const text = row.cells[c]?.text.trim() ?? '';
    const problem = (code: string, reason: string): DraftProblem => {
      const what = text === '' ? 'an empty cell' : `“${text.slice(0, 40)}”`;
      const under = caption === '' ? '' : ` under “${caption}”`;
      return {
        pointer: `${pointer}/cells/${c}`,
        level: 'error',
        code,
        message: `${title} was left out: ${what}${under} ${reason}.`,
      };
    };
    const refuse = (code: string, reason: string): void => {
      problems.push(problem(code, reason));
    };
    if (meaning === null || meaning === 'cusip' || meaning === 'notNeeded') return;
    if (isDateMeaning(meaning)) {
      if (text === '' || /^[-–—]+$/.test(text)) {
        if (meaning === 'payableDate' || (text === '' && !emptyColumns.has(c))) {
          refuse('missing-cell', 'stands where a date must be');
        }
        return;
      }
      if (taxYear === null) return;
      const day = readDay(text, taxYear);
      if (day.ok) dates[meaning] = day.day;
      else refuse('bad-date', day.reason);
      return;
    }
    if (text === '') {
      // Nothing is proven by a gap; in a column that is empty throughout nothing is missing.
      if (meaning === 'otherYearPerShare' || (isPart(meaning) && emptyColumns.has(c))) return;
      const missing = problem('missing-cell', 'stands where a figure must be');
      // A field that is seen to be empty, or was left empty by hand, can be zero; the sum tells.
      const certain = row.sourceLine === null || row.cells[c]?.place !== null;
      if (isComponent(meaning) && certain) empty.set(meaning, missing);
      else if (isSubset(meaning) && certain && row.sourceLine !== null) return;
      else problems.push(missing);
      return;
    }
    if (readShare(text) && (isSubset(meaning) || meaning === 'qualified')) {
      shares.set(meaning, text);
      return;
    }
    const number = meaning === 'adjustmentPerShare' ? readAdjustment(text) : readNumber(text);
    if (!number) return refuse('bad-cell', NOT_A_NUMBER);
    const unsigned = number.kind === 'plain' && signed;
    const wrong = isPart(meaning)
      ? unit === 'percent'
        ? number.kind === 'dollars' || unsigned
        : number.kind === 'percent'
      : number.kind === 'percent';
    if (wrong) {
      return refuse(
        'unit-unclear',
        !isPart(meaning)
          ? 'is a percentage, and the amount must be in dollars per share'
          : unit === 'percent'
            ? 'has no percent sign, but the table is in percent'
            : 'is a percentage, but the table is in dollars per share',
      );
    }
    if (meaning === 'amountPerShare' && number.rate === 0n) {
      return refuse('bad-cell', 'is no amount per share');
    }
    numbers.set(meaning, number);
  });
  return { dates, numbers, shares, problems, empty };
}

/**
 * Whether holders of record of the year before were paid: then a part can belong to that year, for
 * which a table of the next year's part has no column (section 857(b)(9)).
 */
function isOfYearBefore(
  dates: Readonly<Partial<Record<DateMeaning, Day>>>,
  taxYear: number | null,
): boolean {
  const record = dates.recordDate ?? dates.declarationDate;
  return record !== undefined && taxYear !== null && yearOf(record) === taxYear - 1;
}

/** Reads one row in the unit of its table. */
export function readDraftRow(
  row: DraftRow,
  columns: readonly DraftColumn[],
  index: number,
  pointer: string,
  unit: Unit,
  taxYear: number | null,
  /** The parts of the table have percent signs throughout, so one without may have lost more than that. */
  signed: boolean,
  emptyColumns: ReadonlySet<number>,
): RowReading {
  const title = rowTitle(row, columns, index);
  const { dates, numbers, shares, problems, empty } = readCells(
    row,
    columns,
    pointer,
    unit,
    taxYear,
    title,
    signed,
    emptyColumns,
  );
  const refuse = (code: string, reason: string): void => {
    problems.push({ pointer, level: 'error', code, message: `${title} was left out: ${reason}.` });
  };
  const rateOf = (meaning: ColumnMeaning): Rate | undefined => numbers.get(meaning)?.rate;
  const amount = rateOf('amountPerShare');
  let allocable = amount ?? NO_RATE;
  if (amount !== undefined) {
    const printed = rateOf('allocablePerShare');
    const other = rateOf('otherYearPerShare');
    const paidBefore = other === 0n && isOfYearBefore(dates, taxYear);
    if (printed !== undefined && other !== undefined && printed + other !== amount && !paidBefore) {
      refuse('allocable-unclear', 'what belongs to the two years does not add up to the amount');
    }
    const adjustment = rateOf('adjustmentPerShare');
    if (printed !== undefined && adjustment !== undefined && amount + adjustment !== printed) {
      refuse(
        'allocable-unclear',
        'its adjustment does not lead from what was paid to the year’s part',
      );
    }
    allocable = printed ?? ((amount - (other ?? 0n) + (adjustment ?? 0n)) as Rate);
    if (allocable > amount || allocable < 0n) {
      refuse('allocable-unclear', 'more of it belongs to one year than was paid');
    }
  }
  const components: Partial<Record<Component, Rate>> = {};
  const subsets: Partial<Record<Subset, Rate>> = {};
  for (const [meaning, number] of numbers) {
    if (isComponent(meaning)) components[meaning] = number.rate;
    else if (isSubset(meaning)) subsets[meaning] = number.rate;
  }
  const [before, after] = [rateOf('gainBeforeMay6'), rateOf('gainAfterMay5')];
  if (before !== undefined || after !== undefined) {
    const gain = ((before ?? 0n) + (after ?? 0n)) as Rate;
    if (components.capitalGain !== undefined && components.capitalGain !== gain) {
      refuse('gain-unclear', 'its two capital gains do not add up to the capital gain');
    }
    components.capitalGain = gain;
    if (after !== undefined) subsets.postMay5 = after;
  }
  for (const [meaning, text] of shares) {
    const share = readShare(text);
    if (!share) continue;
    const whole =
      share.of === 'payment'
        ? unit === 'percent'
          ? undefined
          : allocable
        : share.of === 'ordinary'
          ? components.ordinary
          : components.capitalGain;
    const value = share.of === 'payment' && unit === 'percent' ? share.percent : whole;
    if (value === undefined) {
      refuse('statement-unread', `“${text}” has no figure that it could be a share of`);
    } else {
      const rate = whole === undefined ? value : shareOf(whole, share.percent);
      if (isComponent(meaning)) components[meaning] = rate;
      else if (isSubset(meaning)) subsets[meaning] = rate;
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    row: {
      index,
      line: row.sourceLine,
      inKind: row.inKind,
      dates,
      amountPerShare: amount ?? NO_RATE,
      allocablePerShare: allocable,
      components,
      subsets,
      numbers,
      empty,
    },
  };
}

/** How the day and the month of a date are written, where they are digits: for what may be lost. */
export function dateWidths(text: string): { month: string; day: string; year: string } | undefined {
  const parts = dateParts(text.trim());
  return parts?.numeric ? { ...parts.numeric, year: parts.year } : undefined;
}
