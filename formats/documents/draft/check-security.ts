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
import { SUBSET_PARENTS, SUBSETS, type Subset } from '../../../tax/facts/model.ts';
import { formatRate, type Rate } from '../../../tax/values/money.ts';
import { askColumns } from './ask-columns.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import {
  readConventions,
  sumOf,
  wholeOf,
  written,
  type Components,
  type Convention,
  type ConventionReading,
  type Unit,
} from './convention.ts';
import { doubtfulDates, impossibleDates, mixedDateStyles, unusualDates } from './dates.ts';
import type { DraftProblem, DraftQuestion, DraftSecurity, RowCheck } from './draft.ts';
import { isPart, rowTitle, type PrintedRow } from './draft-rows.ts';
import { info } from './notices.ts';
import { doubledRows, isEmptyRow, readRows, unitOf, where } from './rows-of-security.ts';
import { checkTotals } from './totals.ts';
import { doubtfulFigures } from './doubtful-figures.ts';

interface CheckedDistribution {
  readonly row: PrintedRow;
  /** Disjoint; only those that are printed where the table is incomplete. */
  readonly components: Partial<Components>;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
}

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
}

/** The parents of a subset, added. */
function parentOf(subset: Subset, components: Components): Rate {
  return SUBSET_PARENTS[subset].reduce((sum, name) => sum + components[name], 0n) as Rate;
}

function columnProblems(security: DraftSecurity, pointer: string): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const refuse = (at: string, code: string, message: string): void => {
    problems.push({ pointer: at, level: 'error', code, message });
  };
  const byMeaning = new Map<ColumnMeaning, string>();
  for (const { meaning, caption } of security.columns) {
    if (meaning !== null && meaning !== 'notNeeded') byMeaning.set(meaning, caption);
  }
  const missing = [
    ...(byMeaning.has('payableDate') ? [] : ['payable date']),
    ...(byMeaning.has('amountPerShare') ? [] : ['amount per share']),
    ...([...byMeaning.keys()].some(isPart) ? [] : ['part of the dividend']),
  ];
  if (missing.length > 0 && !security.columns.some((column) => column.meaning === null)) {
    refuse(
      pointer,
      'caption-missing',
      `The table of “${security.name}” has no column for the ${missing.join(' and the ')}. Add it, or paste the whole table with its captions.`,
    );
  }
  return problems;
}

function conventionQuestion(
  pointer: string,
  line: number | null,
  readings: readonly ConventionReading[],
): DraftQuestion {
  const label = ({ convention }: ConventionReading): string =>
    [
      convention.gainInclusive
        ? 'special gains within the capital gain'
        : 'special gains beside the capital gain',
      convention.ordinaryInclusive
        ? 'qualified dividends within the ordinary'
        : 'qualified dividends beside the ordinary',
    ].join(', ');
  return {
    id: `columns-ambiguous${pointer}`,
    code: 'columns-ambiguous',
    message:
      'The columns add up both with the special gains or qualified dividends beside the others and within them. Choose which it is; compare the captions and footnotes of the release.',
    line,
    pointer,
    candidates: readings.map((reading) => ({
      label: label(reading),
      edits: [
        {
          pointer: `${pointer}/gain`,
          value: reading.convention.gainInclusive ? 'inclusive' : 'disjoint',
        },
        {
          pointer: `${pointer}/ordinary`,
          value: reading.convention.ordinaryInclusive ? 'inclusive' : 'disjoint',
        },
      ],
    })),
  };
}

const CUT_OFF_PARTS: readonly ColumnMeaning[] = [
  'capitalGain',
  'unrecaptured1250',
  'returnOfCapital',
  'ordinary',
  'gainBeforeMay6',
  'gainAfterMay5',
];

/** Whether a table lacks columns that other tables of the document have, so that a part may be cut off. */
function mayBeCutOff(security: DraftSecurity, everywhere: ReadonlySet<ColumnMeaning>): boolean {
  const own = new Set(security.columns.map((column) => column.meaning));
  return CUT_OFF_PARTS.some((meaning) => everywhere.has(meaning) && !own.has(meaning));
}

/** How much stands in the way of one table: for comparing two readings of it. */
export function troublesOf(
  security: DraftSecurity,
  pointer: string,
  context: CheckContext,
): number {
  const { problems, questions } = checkSecurity(security, pointer, context);
  return questions.length + problems.filter((problem) => problem.level === 'error').length;
}

/** Checks one security; `pointer` is its own. */
export function checkSecurity(
  security: DraftSecurity,
  pointer: string,
  context: CheckContext,
): SecurityCheck {
  const { taxYear, settled } = context;
  const noRows = security.rows.map((): RowCheck => ({ whole: null, sum: null, closes: false }));
  const problems = columnProblems(security, pointer);
  const questions: DraftQuestion[] = [];
  const remarks: DocumentNotice[] = security.columns.flatMap(({ meaning, caption, place }) =>
    meaning === 'notNeeded'
      ? [
          info(
            'column-left-aside',
            place?.line ?? null,
            `The column “${caption}” adds nothing for a person who holds the shares, and was left aside.`,
          ),
        ]
      : [],
  );
  const line = security.namePlace?.line ?? security.rows[0]?.sourceLine ?? null;
  const unclear = askColumns(security, pointer, (other) => troublesOf(other, pointer, context));
  if (unclear) questions.push(unclear);
  const stop = (unit: Unit | null): SecurityCheck => ({
    unit,
    convention: null,
    distributions: [],
    rows: noRows,
    problems,
    questions,
    remarks,
  });
  if (problems.length > 0 || unclear) return stop(security.unit);
  const filled = security.rows.filter((row) => !isEmptyRow(row, security.columns)).length;
  if (filled === 0 && security.rows.some((row) => row.cells.some((cell) => cell.text !== ''))) {
    problems.push({
      pointer,
      level: 'error',
      code: 'payments-missing',
      message: `It is known how the payments of “${security.name}” divide, and not what was paid when. Give the payable date and the amount of each payment, and take out the rows that are too many; compare them with the statements of the broker.`,
    });
    return stop(security.unit);
  }
  if (filled === 0) {
    problems.push({
      pointer,
      level: 'error',
      code: security.totals.length > 0 ? 'no-payments' : 'security-without-table',
      message:
        security.totals.length > 0
          ? `The table of “${security.name}” has an annual row and no payment. Paste the whole release with the rows of this table.`
          : `No table was found under “${security.name}”. Paste the whole release, or take the security out if the release has no table for it.`,
    });
    return stop(security.unit);
  }
  const unit = unitOf(security);
  if (unit === null) {
    questions.push({
      id: `unit-unclear${pointer}`,
      code: 'unit-unclear',
      message: `The table of “${security.name}” has neither percent nor dollar signs on its parts, so it is not certain what they are. Choose; compare it with the release.`,
      line: security.rows[0]?.sourceLine ?? line,
      pointer,
      candidates: [
        {
          label: 'Percent of the payment',
          edits: [{ pointer: `${pointer}/unit`, value: 'percent' }],
        },
        { label: 'Dollars per share', edits: [{ pointer: `${pointer}/unit`, value: 'usd' }] },
      ],
    });
    return stop(null);
  }
  const read = readRows(security, pointer, unit, taxYear);
  problems.push(...read.problems);
  if (taxYear === null) return stop(unit);
  const leaveOut = (row: PrintedRow, code: string, reason: string): void => {
    const title = rowTitle(security.rows[row.index] as never, security.columns, row.index);
    problems.push({
      pointer: `${pointer}/rows/${row.index}`,
      level: 'error',
      code,
      message: `${title} was left out: ${reason}.`,
    });
  };
  const doubled = doubledRows(security, read.rows);
  const rows = read.rows.filter((row) => {
    const impossible = impossibleDates(row, taxYear);
    if (impossible !== undefined) leaveOut(row, 'impossible-dates', impossible);
    const twice = doubled.get(row);
    if (twice !== undefined) leaveOut(row, 'duplicate-row', twice);
    return impossible === undefined && twice === undefined;
  });
  problems.push(...mixedDateStyles(security, pointer), ...unusualDates(rows, pointer));
  const ask = (found: readonly DraftQuestion[]): void => {
    questions.push(...found.filter((one) => !settled.has(one.id)));
  };
  ask(doubtfulDates(security, rows, pointer));
  if (rows.length === 0) return stop(unit);

  const readings = readConventions(rows, unit, security);
  const [reading, second] = readings;
  if (!reading) return stop(unit);
  const checks = [...noRows];
  rows.forEach((row, i) => {
    const parts = reading.components[i];
    checks[row.index] = {
      whole: formatRate(wholeOf(unit, row.allocablePerShare)),
      sum: parts ? formatRate(sumOf(parts)) : null,
      closes: reading.closes[i] ?? false,
    };
  });
  if (second && reading.closing > 0 && reading.closing < rows.length) {
    problems.push({
      pointer,
      level: 'error',
      code: 'convention-differs',
      message: `Some payments of “${security.name}” add up with the special gains or qualified dividends beside the others, and some with them within, so one of them is misprinted. Compare the rows with the release and correct them.`,
    });
    return { ...stop(unit), rows: checks };
  }
  if (second && reading.closing > 0) {
    questions.push(conventionQuestion(pointer, rows[0]?.line ?? line, readings));
    return { ...stop(unit), rows: checks };
  }
  const cutOff = reading.closing === 0 && mayBeCutOff(security, context.everywhere);
  const distributions: CheckedDistribution[] = [];
  rows.forEach((row, i) => {
    const components = reading.components[i];
    const sum = components ? sumOf(components) : null;
    if (!components || !reading.closes[i]) {
      if (row.empty.size > 0 && !cutOff) {
        problems.push(...row.empty.values());
        return;
      }
      const whole = wholeOf(unit, row.allocablePerShare);
      const found = sum === null ? 'less than one of them' : written(sum, unit);
      leaveOut(
        row,
        cutOff ? 'table-incomplete' : 'sum-does-not-close',
        cutOff
          ? `its parts add up to ${found} of ${written(whole, unit)}, and columns that the other tables have are missing here; paste the whole release`
          : `its parts add up to ${found}, not to ${written(whole, unit)}`,
      );
      if (cutOff && sum !== null && sum < whole) {
        distributions.push({ row, components: row.components, subsets: row.subsets });
      }
      return;
    }
    const unproven = emptyUnproven(row, sum === wholeOf(unit, row.allocablePerShare));
    if (unproven.length > 0) {
      problems.push(...unproven);
      return;
    }
    const tooLarge = tooLargeSubset(row, components);
    if (tooLarge?.level === 'error') {
      leaveOut(row, 'subset-too-large', tooLarge.reason);
      return;
    }
    const rowAt = `${pointer}/rows/${row.index}`;
    if (tooLarge) {
      problems.push({
        pointer: rowAt,
        level: 'warning',
        code: 'subset-over-part',
        message: `In ${where(row)}, ${tooLarge.reason}; it is used as printed, and no more than the part itself counts. Compare it with the release.`,
      });
    }
    const whole = wholeOf(unit, row.allocablePerShare);
    if (sum !== whole) {
      problems.push({
        pointer: rowAt,
        level: 'warning',
        code: 'sum-within-tolerance',
        message: `The parts of the payment in ${where(row)} add up to ${written(sum as Rate, unit)} and not exactly to ${written(whole, unit)}; they are used as printed. Compare them with the release.`,
      });
    }
    distributions.push({ row, components, subsets: row.subsets });
  });
  if (rows.length === filled && reading.closing === rows.length) {
    problems.push(...checkTotals(security, pointer, rows, unit, reading.convention));
    const exact = rows.map((row, i) => {
      const parts = reading.components[i];
      return parts !== undefined && sumOf(parts) === wholeOf(unit, row.allocablePerShare);
    });
    const proven = { rows, exact, convention: reading.convention, inDollars: unit === 'usd' };
    ask(doubtfulFigures(security, proven, pointer));
    if (security.totals.length === 0) {
      remarks.push(
        info(
          'no-annual-row',
          rows[0]?.line ?? null,
          'The table has no annual row, so nothing in it shows whether a payment is missing; compare the number of payments with the release.',
        ),
      );
    }
  }
  return {
    unit,
    convention: reading.convention,
    distributions,
    rows: checks,
    problems,
    questions,
    remarks,
  };
}

/**
 * Empty cells that could be other than zero. A part that the sum counts is zero where the sum closes
 * exactly; one that may stand within another is zero where that other is.
 */
function emptyUnproven(row: PrintedRow, exact: boolean): DraftProblem[] {
  return [...row.empty].flatMap(([name, problem]) => {
    const within =
      name === 'qualified'
        ? row.components.ordinary
        : name === 'ordinary' || name === 'capitalGain' || name === 'returnOfCapital'
          ? undefined
          : row.components.capitalGain;
    return exact && (within ?? 0n) === 0n ? [] : [problem];
  });
}

function tooLargeSubset(
  row: PrintedRow,
  components: Components,
): { readonly level: 'error' | 'warning'; readonly reason: string } | undefined {
  for (const subset of SUBSETS) {
    const value = row.subsets[subset];
    if (value === undefined) continue;
    const parent = parentOf(subset, components);
    if (value <= parent) continue;
    const reason = `its ${subset} of ${formatRate(value)} is more than the ${formatRate(parent)} that it is part of`;
    // Some issuers print section 199A dividends as all of box 1a, qualified ones included.
    const withQualified = (parent + components.qualified) as Rate;
    const inBox = SUBSET_PARENTS[subset].includes('ordinary') && value <= withQualified;
    return { level: inBox ? 'warning' : 'error', reason };
  }
  return undefined;
}
