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
import { textAt } from './table-of-draft.ts';
import {
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
  /** Parts of others whose cells are empty, each with what is wrong unless a total proves that it is zero. */
  readonly emptySubsets: ReadonlyMap<Subset, DraftProblem>;
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

interface Cells {
  readonly dates: Partial<Record<DateMeaning, Day>>;
  readonly numbers: Map<ColumnMeaning, NumberReading>;
  readonly shares: Map<ColumnMeaning, string>;
  readonly problems: DraftProblem[];
  readonly empty: Map<Component, DraftProblem>;
  readonly emptySubsets: Map<Subset, DraftProblem>;
}

/** What is known of the table that a row stands in. */
interface RowContext {
  readonly unit: Unit;
  readonly taxYear: number | null;
  /** Parts of the table, or of the row, have percent signs, so one without may have lost more than that. */
  readonly signed: boolean;
  /** Columns in which no row has anything. */
  readonly emptyColumns: ReadonlySet<number>;
}

/** Keeps a number by its meaning; what belongs to other years than the document's may stand in a column for each. */
export function keepNumber(
  numbers: Map<ColumnMeaning, NumberReading>,
  meaning: ColumnMeaning,
  number: NumberReading,
): void {
  const before = meaning === 'otherYearPerShare' ? numbers.get(meaning) : undefined;
  const rate = ((before?.rate ?? 0n) + number.rate) as Rate;
  const places = Math.max(before?.places ?? 0, number.places);
  numbers.set(meaning, { ...number, rate, places });
}

interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/** Why a number cannot be what its column holds; undefined where it can. */
function wrongNumber(
  meaning: ColumnMeaning,
  number: NumberReading,
  { unit, signed }: RowContext,
): Refusal | undefined {
  const unclear = (reason: string): Refusal => ({ code: 'unit-unclear', reason });
  if (!isPart(meaning)) {
    if (number.kind === 'percent') {
      return unclear('is a percentage, and the amount must be in dollars per share');
    }
    return meaning === 'amountPerShare' && number.rate === 0n
      ? { code: 'bad-cell', reason: 'is no amount per share' }
      : undefined;
  }
  if (unit === 'usd') {
    return number.kind === 'percent'
      ? unclear('is a percentage, but the table is in dollars per share')
      : undefined;
  }
  return number.kind === 'dollars' || (number.kind === 'plain' && signed)
    ? unclear('has no percent sign, but the table is in percent')
    : undefined;
}

/** Reads a cell where a date must be. */
function readDateCell(
  text: string,
  meaning: DateMeaning,
  mayBeEmpty: boolean,
  taxYear: number | null,
): Day | Refusal | undefined {
  if (text === '' || /^[-–—]+$/.test(text)) {
    return meaning === 'payableDate' || (text === '' && !mayBeEmpty)
      ? { code: 'missing-cell', reason: 'stands where a date must be' }
      : undefined;
  }
  if (taxYear === null) return undefined;
  const day = readDay(text, taxYear);
  return day.ok ? day.day : { code: 'bad-date', reason: day.reason };
}

function readCells(
  row: DraftRow,
  columns: readonly DraftColumn[],
  pointer: string,
  title: string,
  context: RowContext,
): Cells {
  const { taxYear, emptyColumns } = context;
  const cells: Cells = {
    dates: {},
    numbers: new Map(),
    shares: new Map(),
    problems: [],
    empty: new Map(),
    emptySubsets: new Map(),
  };
  columns.forEach(({ meaning, caption }, c) => {
    const text = textAt(row, c);
    const problem = ({ code, reason }: Refusal): DraftProblem => {
      const what = text === '' ? 'an empty cell' : `“${text.slice(0, 40)}”`;
      const under = caption === '' ? '' : ` under “${caption}”`;
      return {
        pointer: `${pointer}/cells/${c}`,
        level: 'error',
        code,
        message: `${title} was left out: ${what}${under} ${reason}.`,
      };
    };
    const refuse = (refusal: Refusal): void => void cells.problems.push(problem(refusal));
    if (meaning === null || meaning === 'cusip' || meaning === 'notNeeded') return;
    if (isDateMeaning(meaning)) {
      const day = readDateCell(text, meaning, emptyColumns.has(c), taxYear);
      if (typeof day === 'object') refuse(day);
      else if (day !== undefined) cells.dates[meaning] = day;
      return;
    }
    if (text === '') {
      // Nothing is proven by a gap; in a column that is empty throughout nothing is missing.
      if (meaning === 'otherYearPerShare' || (isPart(meaning) && emptyColumns.has(c))) return;
      const missing = problem({
        code: 'missing-cell',
        reason: 'stands where a figure must be',
      });
      // A field that is seen to be empty, or was left empty by hand, can be zero; the sum tells.
      const certain = row.sourceLine === null || row.cells[c]?.place !== null;
      if (isComponent(meaning) && certain) cells.empty.set(meaning, missing);
      else if (isSubset(meaning) && certain && row.sourceLine !== null)
        cells.emptySubsets.set(meaning, missing);
      else cells.problems.push(missing);
      return;
    }
    if (readShare(text) && (isSubset(meaning) || meaning === 'qualified')) {
      cells.shares.set(meaning, text);
      return;
    }
    const number = meaning === 'adjustmentPerShare' ? readAdjustment(text) : readNumber(text);
    const wrong = number
      ? wrongNumber(meaning, number, context)
      : { code: 'bad-cell', reason: 'is no amount and no percentage' };
    if (wrong) refuse(wrong);
    else if (number) keepNumber(cells.numbers, meaning, number);
  });
  return cells;
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

type Refuse = (code: string, reason: string) => void;

/** What of a payment belongs to the tax year. */
function allocableOf(
  { numbers, dates }: Cells,
  amount: Rate,
  taxYear: number | null,
  refuse: Refuse,
): Rate {
  const rateOf = (meaning: ColumnMeaning): Rate | undefined => numbers.get(meaning)?.rate;
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
  const allocable = printed ?? ((amount - (other ?? 0n) + (adjustment ?? 0n)) as Rate);
  if (allocable > amount || allocable < 0n) {
    refuse('allocable-unclear', 'more of it belongs to one year than was paid');
  }
  return allocable;
}

interface Parts {
  readonly components: Partial<Record<Component, Rate>>;
  readonly subsets: Partial<Record<Subset, Rate>>;
}

function partsOf({ numbers, shares }: Cells, allocable: Rate, unit: Unit, refuse: Refuse): Parts {
  const components: Partial<Record<Component, Rate>> = {};
  const subsets: Partial<Record<Subset, Rate>> = {};
  const put = (meaning: ColumnMeaning, rate: Rate): void => {
    if (isComponent(meaning)) components[meaning] = rate;
    else if (isSubset(meaning)) subsets[meaning] = rate;
  };
  for (const [meaning, number] of numbers) put(meaning, number.rate);
  const [before, after] = (['gainBeforeMay6', 'gainAfterMay5'] as const).map(
    (meaning) => numbers.get(meaning)?.rate,
  );
  // Beside all of the gain, that after May 5 is what of it is.
  if (before === undefined && after !== undefined && components.capitalGain !== undefined) {
    subsets.postMay5 = after;
  } else if (before !== undefined || after !== undefined) {
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
    const ofPayment = unit === 'percent' ? undefined : allocable;
    const whole =
      share.of === 'payment'
        ? ofPayment
        : share.of === 'ordinary'
          ? components.ordinary
          : components.capitalGain;
    if (whole !== undefined) put(meaning, shareOf(whole, share.percent));
    else if (share.of === 'payment') put(meaning, share.percent);
    else refuse('statement-unread', `“${text}” has no figure that it could be a share of`);
  }
  return { components, subsets };
}

/** Reads one row in the unit of its table. */
export function readDraftRow(
  row: DraftRow,
  columns: readonly DraftColumn[],
  index: number,
  pointer: string,
  context: RowContext,
): RowReading {
  const { unit, taxYear } = context;
  const title = rowTitle(row, columns, index);
  const cells = readCells(row, columns, pointer, title, context);
  const { dates, numbers, problems, empty, emptySubsets } = cells;
  const refuse: Refuse = (code, reason) => {
    problems.push({ pointer, level: 'error', code, message: `${title} was left out: ${reason}.` });
  };
  const amount = numbers.get('amountPerShare')?.rate;
  const amountPerShare = amount ?? NO_RATE;
  const allocablePerShare =
    amount === undefined ? NO_RATE : allocableOf(cells, amount, taxYear, refuse);
  const parts = partsOf(cells, allocablePerShare, unit, refuse);
  if (problems.length > 0) return { ok: false, problems };
  const { sourceLine: line, inKind } = row;
  return {
    ok: true,
    row: {
      index,
      line,
      inKind,
      dates,
      amountPerShare,
      allocablePerShare,
      ...parts,
      numbers,
      empty,
      emptySubsets,
    },
  };
}
