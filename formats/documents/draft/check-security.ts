/**
 * One security of a draft: columns, unit, rows, dates, convention and totals, one after the other.
 * What does not pass is left out with its reason; nothing is corrected.
 *
 * Awkward cases: two rows with the same dates (if they are alike, one is a doubled line; if they
 * differ, only a total to which all amounts add up proves that both were paid); columns that no sum
 * proves, because they are parts of others (a figure with fewer decimal places than its neighbours
 * may have lost a digit, unless printed totals agree).
 */
import type { DocumentNotice } from '../../allocation-document.ts';
import { formatRate } from '../../../tax/values/money.ts';
import { askColumns, type Said } from './ask-columns.ts';
import { readCell, type ColumnMeaning } from '../columns/captions.ts';
import { meaningOfCut } from '../columns/cut-captions.ts';
import {
  readConventions,
  sumOf,
  wholeOf,
  type Convention,
  type ConventionReading,
  type Unit,
} from './convention.ts';
import { impossibleDates, mixedDateStyles, unusualDates } from './dates.ts';
import { distributionsOf, leftOut, type CheckedDistribution } from './distributions.ts';
import { doubtfulFigures } from './doubtful-figures.ts';
import type {
  DraftCandidate,
  DraftProblem,
  DraftQuestion,
  DraftSecurity,
  RowCheck,
} from './draft.ts';
import { isDateMeaning, isPart, type PrintedRow } from './draft-rows.ts';
import { doubtfulDates, type DaysOfTables } from './lost-digits.ts';
import { info } from './notices.ts';
import { doubledRows, isEmptyRow, isOfNothing, readRows, unitOf } from './rows-of-security.ts';
import { checkTotals, leftOutTotals } from './totals.ts';

export interface SecurityCheck {
  readonly unit: Unit | null;
  readonly convention: Convention | null;
  readonly distributions: readonly CheckedDistribution[];
  readonly rows: readonly RowCheck[];
  readonly problems: readonly DraftProblem[];
  readonly questions: readonly DraftQuestion[];
  readonly remarks: readonly DocumentNotice[];
}

interface CheckContext {
  readonly taxYear: number | null;
  /** The meanings that columns of the document have. */
  readonly everywhere: ReadonlySet<ColumnMeaning>;
  readonly settled: ReadonlySet<string>;
  /** The days that the other tables of the document have. */
  readonly tables?: DaysOfTables;
  /** What a person said of its columns in an earlier year. */
  readonly said?: Said;
}

/** What stands in the way of all rows, or of a table's lack of a kind of column. */
function errorAt(pointer: string, code: string, message: string): DraftProblem {
  return { pointer, level: 'error', code, message };
}

function columnProblems({ name, columns }: DraftSecurity, pointer: string): DraftProblem[] {
  const meanings = columns.flatMap(({ meaning }) => meaning ?? []);
  const missing = [
    ...(meanings.includes('payableDate') ? [] : ['payable date']),
    ...(meanings.includes('amountPerShare') ? [] : ['amount per share']),
    ...(meanings.some(isPart) ? [] : ['part of the dividend']),
  ];
  if (missing.length === 0 || meanings.length < columns.length) return [];
  const message = `The table of “${name}” has no column for the ${missing.join(' and the ')}. Add it, or paste the whole table with its captions.`;
  return [errorAt(pointer, 'caption-missing', message)];
}

function conventionQuestion(
  pointer: string,
  line: number | null,
  readings: readonly ConventionReading[],
): DraftQuestion {
  const candidateOf = ({ convention }: ConventionReading): DraftCandidate => {
    const { gainInclusive, ordinaryInclusive } = convention;
    const where = (isWithin: boolean): string => (isWithin ? 'within' : 'beside');
    const edit = (side: string, isWithin: boolean): DraftCandidate['edits'][number] => ({
      pointer: `${pointer}/${side}`,
      value: isWithin ? 'inclusive' : 'disjoint',
    });
    return {
      label: `special gains ${where(gainInclusive)} the capital gain, qualified dividends ${where(ordinaryInclusive)} the ordinary`,
      edits: [edit('gain', gainInclusive), edit('ordinary', ordinaryInclusive)],
    };
  };
  return {
    id: `columns-ambiguous${pointer}`,
    code: 'columns-ambiguous',
    message:
      'The columns add up both with the special gains or qualified dividends beside the others and within them. Choose which it is; compare the captions and footnotes of the release.',
    line,
    pointer,
    candidates: readings.map(candidateOf),
  };
}

function unitQuestion(security: DraftSecurity, pointer: string): DraftQuestion {
  const candidate = (label: string, value: Unit): DraftQuestion['candidates'][number] => ({
    label,
    edits: [{ pointer: `${pointer}/unit`, value }],
  });
  return {
    id: `unit-unclear${pointer}`,
    code: 'unit-unclear',
    message: `The table of “${security.name}” has neither percent nor dollar signs on its parts, so it is not certain what they are. Choose; compare it with the release.`,
    line: security.rows[0]?.sourceLine ?? security.namePlace?.line ?? null,
    pointer,
    candidates: [
      candidate('Percent of the payment', 'percent'),
      candidate('Dollars per share', 'usd'),
    ],
  };
}

/** What was paid or withheld of the dividend. */
const IS_KEPT = /\bundistributed\b/i;
const IS_TAX = /\bforeign\b.*\btax\b|\btax withheld\b/i;

function remarksOnColumns({ columns }: DraftSecurity, taxYear: number | null): DocumentNotice[] {
  return columns.flatMap(({ meaning, caption, place }) => {
    if (meaning === 'notNeeded') {
      return info(
        'column-left-aside',
        place?.line ?? null,
        IS_KEPT.test(caption)
          ? `The column “${caption}” is gain that the trust kept, and was left aside; what Form 2439 says of it is entered among your entries.`
          : IS_TAX.test(caption)
            ? `The column “${caption}” is tax and no part of the dividend, and was left aside; the broker’s form has it.`
            : `The column “${caption}” adds nothing for a person who holds the shares, and was left aside.`,
      );
    }
    const isCut =
      meaning !== null &&
      place !== null &&
      readCell(caption, taxYear) === undefined &&
      meaningOfCut(caption, isDateMeaning(meaning), new Set()) === meaning;
    return isCut
      ? info(
          'caption-cut-off',
          place.line,
          `The caption “${caption}” was cut off; its words are those of one kind of column alone, and it is read as that.`,
        )
      : [];
  });
}

/** Why a table without a payment has none; undefined where it has some. */
function paymentsMissing(security: DraftSecurity, pointer: string): DraftProblem | undefined {
  const { name, rows, columns, totals } = security;
  if (rows.some((row) => !isEmptyRow(row, columns))) return undefined;
  const problem = (code: string, message: string): DraftProblem => errorAt(pointer, code, message);
  if (rows.some((row) => row.cells.some((cell) => cell.text !== ''))) {
    return problem(
      'payments-missing',
      `It is known how the payments of “${name}” divide, and not what was paid when. Give the payable date and the amount of each payment, and take out the rows that are too many; compare them with the statements of the broker.`,
    );
  }
  return totals.length > 0
    ? problem(
        'no-payments',
        `The table of “${name}” has an annual row and no payment. Paste the whole release with the rows of this table.`,
      )
    : problem(
        'security-without-table',
        `No table was found under “${name}”. Paste the whole release, or take the security out if the release has no table for it.`,
      );
}

/** The rows whose dates can be true and that stand once, and what is wrong with the others. */
function rowsInOrder(
  read: readonly PrintedRow[],
  security: DraftSecurity,
  pointer: string,
  taxYear: number,
): { readonly rows: PrintedRow[]; readonly problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const doubled = doubledRows(security, read);
  const rows = read.filter((row) => {
    const impossible = impossibleDates(row, taxYear);
    const twice = doubled.get(row);
    const refuse = (code: string, reason: string): void => {
      problems.push(leftOut(row, security, pointer, code, reason));
    };
    if (impossible !== undefined) refuse('impossible-dates', impossible);
    if (twice !== undefined) refuse('duplicate-row', twice);
    return impossible === undefined && twice === undefined;
  });
  problems.push(...mixedDateStyles(security, pointer), ...unusualDates(rows, pointer));
  return { rows, problems };
}

/** A table with its figures alone: whose it is says nothing of them. */
function withoutNumbers(security: DraftSecurity): DraftSecurity {
  return { ...security, cusips: [], name: security.name || 'Common Stock' };
}

/** How much disproves a reading of one table: what is only asked about it does not. */
export function disproofsOf(
  security: DraftSecurity,
  pointer: string,
  context: CheckContext,
): number {
  const { problems } = checkSecurity(withoutNumbers(security), pointer, context);
  return problems.filter((problem) => problem.level === 'error').length;
}

/** How much stands in the way of one table: for comparing two readings of it. */
export function troublesOf(
  security: DraftSecurity,
  pointer: string,
  context: CheckContext,
): number {
  const { problems, questions } = checkSecurity(withoutNumbers(security), pointer, context);
  return questions.length + problems.filter((problem) => problem.level === 'error').length;
}

/** What each row's parts must add up to, and what they do. */
function sumsOf(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  reading: ConventionReading,
  unit: Unit,
): RowCheck[] {
  const checks = unread(security);
  rows.forEach((row, i) => {
    const parts = reading.components[i];
    checks[row.index] = {
      whole: formatRate(wholeOf(unit, row.allocablePerShare)),
      sum: parts ? formatRate(sumOf(parts)) : null,
      closes: reading.closes[i] ?? false,
    };
  });
  return checks;
}

function unread({ rows }: DraftSecurity): RowCheck[] {
  return rows.map(() => ({ whole: null, sum: null, closes: false }));
}

interface Found {
  readonly problems: DraftProblem[];
  readonly questions: DraftQuestion[];
  readonly remarks: DocumentNotice[];
}

/** What can be asked once all payments of a table add up. */
function checkWhole(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
  { components, convention }: ConventionReading,
  unit: Unit,
  pointer: string,
): Found {
  const exact = rows.map((row, i) => {
    const parts = components[i];
    return parts !== undefined && sumOf(parts) === wholeOf(unit, row.allocablePerShare);
  });
  const proven = { rows, exact, convention, inDollars: unit === 'usd' };
  return {
    problems: checkTotals(security, pointer, rows, unit, convention),
    questions: doubtfulFigures(security, proven, pointer),
    remarks:
      security.totals.length > 0
        ? leftOutTotals(security, rows)
        : [
            info(
              'no-annual-row',
              rows[0]?.line ?? null,
              'The table has no annual row, so nothing in it shows whether a payment is missing; compare the number of payments with the release.',
            ),
          ],
  };
}

/** How many rows have anything that counts. */
function filledIn({ rows, columns }: DraftSecurity): number {
  return rows.filter((row) => !isEmptyRow(row, columns) && !isOfNothing(row, columns)).length;
}

/** Checks one security; `pointer` is its own. */
export function checkSecurity(
  security: DraftSecurity,
  pointer: string,
  context: CheckContext,
): SecurityCheck {
  const { taxYear, settled, everywhere } = context;
  const problems = columnProblems(security, pointer);
  const questions: DraftQuestion[] = [];
  const remarks = remarksOnColumns(security, taxYear);
  const ended = (unit: Unit | null, rows = unread(security)): SecurityCheck => {
    return {
      unit,
      convention: null,
      distributions: [],
      rows,
      problems,
      questions,
      remarks,
    };
  };
  const ask = (found: readonly DraftQuestion[]): void => {
    questions.push(...found.filter((one) => !settled.has(one.id)));
  };
  const troubles = (other: DraftSecurity): number => troublesOf(other, pointer, context);
  const unclear = askColumns(security, pointer, troubles, context.said);
  if (unclear) questions.push(unclear);
  if (!unclear && isYearAlone(security)) {
    const { unit: inUnit, distributions } = yearOf(security, pointer, context);
    return {
      ...ended(inUnit),
      distributions,
      problems: [withoutPayments(security, pointer)],
    };
  }
  if (problems.length > 0 || unclear) return ended(security.unit);
  const missing = paymentsMissing(security, pointer);
  if (missing) problems.push(missing);
  if (missing) return ended(security.unit);
  const unit = unitOf(security);
  if (unit === null) questions.push(unitQuestion(security, pointer));
  if (unit === null) return ended(null);
  const read = readRows(security, pointer, unit, taxYear);
  problems.push(...read.problems);
  if (taxYear === null) return ended(unit);
  const inOrder = rowsInOrder(read.rows, security, pointer, taxYear);
  problems.push(...inOrder.problems);
  ask(doubtfulDates(security, inOrder.rows, pointer, context.tables ?? []));
  const { rows } = inOrder;
  if (rows.length === 0) return ended(unit);

  const readings = readConventions(rows, unit, security);
  const [reading, second] = readings;
  if (!reading) return ended(unit);
  const sums = sumsOf(security, rows, reading, unit);
  if (second && reading.closing > 0) {
    const line = rows[0]?.line ?? security.namePlace?.line ?? null;
    if (reading.closing < rows.length) problems.push(conventionDiffers(security, pointer));
    else questions.push(conventionQuestion(pointer, line, readings));
    return ended(unit, sums);
  }
  const paid = distributionsOf(rows, reading, unit, security, pointer, everywhere);
  problems.push(...paid.problems);
  if (rows.length === filledIn(security) && reading.closing === rows.length) {
    const whole = checkWhole(security, rows, reading, unit, pointer);
    problems.push(...whole.problems);
    ask(whole.questions);
    remarks.push(...whole.remarks);
  }
  const { convention } = reading;
  const { distributions } = paid;
  return {
    unit,
    convention,
    distributions,
    rows: sums,
    problems,
    questions,
    remarks,
  };
}

/** One row of a whole year's figures, in a table that has no column of days. */
function isYearAlone({ columns, rows }: DraftSecurity): boolean {
  const meanings = columns.flatMap(({ meaning }) => meaning ?? []);
  return (
    rows.length === 1 &&
    meanings.length === columns.length &&
    meanings.includes('amountPerShare') &&
    meanings.some(isPart) &&
    !meanings.some(isDateMeaning)
  );
}

/** The year's figures as one payment without days, where they add up in one way. */
function yearOf(
  security: DraftSecurity,
  pointer: string,
  { taxYear }: CheckContext,
): Pick<SecurityCheck, 'unit' | 'distributions'> {
  const unit = unitOf(security);
  const rows = unit === null ? [] : readRows(security, pointer, unit, taxYear).rows;
  const [row] = rows;
  const readings = row && unit !== null ? readConventions(rows, unit, security) : [];
  const [reading, second] = readings;
  const components = reading?.components[0];
  return row && reading && !second && reading.closing === 1 && components
    ? { unit, distributions: [{ row, components, subsets: row.subsets }] }
    : { unit, distributions: [] };
}

function withoutPayments({ name }: DraftSecurity, pointer: string): DraftProblem {
  const message = `It is known how the year of “${name}” divides, and not what was paid when. Give each payment a row with its payable date and its share of the figures; compare them with the statements of the broker.`;
  return errorAt(pointer, 'payments-missing', message);
}

function conventionDiffers({ name }: DraftSecurity, pointer: string): DraftProblem {
  const message = `Some payments of “${name}” add up with the special gains or qualified dividends beside the others, and some with them within, so one of them is misprinted. Compare the rows with the release and correct them.`;
  return errorAt(pointer, 'convention-differs', message);
}
