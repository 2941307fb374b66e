/**
 * The payments of a table whose convention is known: each one whose parts add up, and the reason of each
 * that is left out.
 *
 * Example: 61.4% + 6.6% + 12.5% + 19.5% = 100%: a payment; 61.4% + 6.6% + 12.5% + 9.5% = 90%: left out.
 * Awkward case: a table of which columns are cut off that other tables of the document have. Its
 * payments are given as printed, incomplete, with an error.
 */
import {
  COMPONENTS,
  SUBSET_PARENTS,
  SUBSETS,
  SUBSET_WORDS,
  type Component,
  type Subset,
} from '../../../tax/facts/model.ts';
import { formatRate, NO_RATE, type Rate } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import {
  sumOf,
  wholeOf,
  written,
  type Components,
  type ConventionReading,
  type Unit,
} from './convention.ts';
import type { DraftProblem, DraftSecurity } from './draft.ts';
import { rowTitle, type PrintedRow } from './draft-rows.ts';
import { where } from './rows-of-security.ts';
import { columnOf, textAt } from './table-of-draft.ts';
import { readNumber } from '../grid/values.ts';

export interface CheckedDistribution {
  readonly row: PrintedRow;
  /** Disjoint; only those that are printed where the table is incomplete. */
  readonly components: Partial<Components>;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
}

/** The parents of a subset, added. */
function parentOf(subset: Subset, components: Components): Rate {
  return SUBSET_PARENTS[subset].reduce((sum, name) => sum + components[name], 0n) as Rate;
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

/** That a row is left out, and why. */
export function leftOut(
  row: PrintedRow,
  security: DraftSecurity,
  pointer: string,
  code: string,
  reason: string,
): DraftProblem {
  const printed = security.rows[row.index];
  const title = printed ? rowTitle(printed, security.columns, row.index) : where(row);
  return {
    pointer: `${pointer}/rows/${row.index}`,
    level: 'error',
    code,
    message: `${title} was left out: ${reason}.`,
  };
}

interface Outcome {
  readonly distribution: CheckedDistribution | null;
  readonly problems: readonly DraftProblem[];
}

interface Table {
  readonly security: DraftSecurity;
  readonly pointer: string;
  readonly unit: Unit;
  /** Whether columns that other tables have may be cut off here. */
  readonly cutOff: boolean;
  /** Parts of which another payment proves that they stand beside all others, and inside none. */
  readonly beside: ReadonlySet<Component>;
  /** Parts of others that printed totals are compared with. */
  readonly totalled: ReadonlySet<Subset>;
}

function nothing(...problems: readonly DraftProblem[]): Outcome {
  return { distribution: null, problems };
}

/** A payment whose parts do not add up. */
function unclosed(row: PrintedRow, sum: Rate | null, table: Table): Outcome {
  const { security, pointer, unit, cutOff } = table;
  if (row.empty.size > 0 && !cutOff) return nothing(...row.empty.values());
  const whole = wholeOf(unit, row.allocablePerShare);
  const found = sum === null ? 'less than one of them' : written(sum, unit);
  const problem = leftOut(
    row,
    security,
    pointer,
    cutOff ? 'table-incomplete' : 'sum-does-not-close',
    cutOff
      ? `its parts add up to ${found} of ${written(whole, unit)}, and columns that the other tables have are missing here; paste the whole release`
      : `its parts add up to ${found}, not to ${written(whole, unit)}`,
  );
  const isPart = cutOff && sum !== null && sum < whole;
  return {
    distribution: isPart ? { row, components: row.components, subsets: row.subsets } : null,
    problems: [problem],
  };
}

function outcomeOf(
  row: PrintedRow,
  components: Components | undefined,
  closes: boolean,
  table: Table,
): Outcome {
  const { security, pointer, unit } = table;
  const sum = components ? sumOf(components) : null;
  if (!components || !closes) return unclosed(row, sum, table);
  const whole = wholeOf(unit, row.allocablePerShare);
  const unproven = emptyUnproven(row, sum === whole, table.beside);
  if (unproven.length > 0) return nothing(...unproven);
  const emptied = [...row.emptySubsets].filter(
    ([name]) => !table.totalled.has(name) && parentOf(name, components) > 0n,
  );
  if (emptied.length > 0) return nothing(...emptied.map(([, problem]) => problem));
  const subsets = { ...withinParents(row, components), ...noneOf(row) };
  const tooLarge = tooLargeSubset(subsets, components);
  if (tooLarge?.level === 'error') {
    return nothing(leftOut(row, security, pointer, 'subset-too-large', tooLarge.reason));
  }
  const problems: DraftProblem[] = [];
  const warn = (code: string, message: string): void => {
    problems.push({ pointer: `${pointer}/rows/${row.index}`, level: 'warning', code, message });
  };
  if (tooLarge) {
    warn(
      'subset-over-part',
      `In ${where(row)}, ${tooLarge.reason}; it is used as printed, and no more than the part itself counts. Compare it with the release.`,
    );
  }
  if (sum !== whole) {
    warn(
      'sum-within-tolerance',
      `The parts of the payment in ${where(row)} add up to ${written(sum as Rate, unit)} and not exactly to ${written(whole, unit)}; they are used as printed. Compare them with the release.`,
    );
  }
  return { distribution: { row, components, subsets }, problems };
}

/** The payments of a table by its convention, and what stands in the way of the others. */
export function distributionsOf(
  rows: readonly PrintedRow[],
  reading: ConventionReading,
  unit: Unit,
  security: DraftSecurity,
  pointer: string,
  everywhere: ReadonlySet<ColumnMeaning>,
): { readonly distributions: CheckedDistribution[]; readonly problems: DraftProblem[] } {
  const cutOff = reading.closing === 0 && mayBeCutOff(security, everywhere);
  const beside = besideOthers(rows, reading);
  const totalled = new Set(
    SUBSETS.filter((name) => {
      const c = columnOf(security, name);
      return c !== -1 && security.totals.some((total) => readNumber(textAt(total, c)));
    }),
  );
  const outcomes = rows.map((row, i) =>
    outcomeOf(row, reading.components[i], reading.closes[i] ?? false, {
      security,
      pointer,
      unit,
      cutOff,
      beside,
      totalled,
    }),
  );
  return {
    distributions: outcomes.flatMap(({ distribution }) => distribution ?? []),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

/** Parts that one payment of the table has beside the others, so that its sum closes with them alone. */
function besideOthers(
  rows: readonly PrintedRow[],
  { convention, closes }: ConventionReading,
): ReadonlySet<Component> {
  return new Set(
    COMPONENTS.filter((name) => {
      const isInside =
        name === 'qualified' ? convention.ordinaryInclusive : convention.gainInclusive;
      return !isInside && rows.some((row, r) => closes[r] && (row.components[name] ?? 0n) > 0n);
    }),
  );
}

/**
 * Empty cells that could be other than zero. A part that the sum counts is zero where the sum closes
 * exactly; one that may stand within another is zero where that other is, unless it stands beside it.
 */
function emptyUnproven(
  row: PrintedRow,
  exact: boolean,
  beside: ReadonlySet<Component>,
): DraftProblem[] {
  return [...row.empty].flatMap(([name, problem]) => {
    const within =
      name === 'qualified'
        ? row.components.ordinary
        : name === 'ordinary' || name === 'capitalGain' || name === 'returnOfCapital'
          ? undefined
          : row.components.capitalGain;
    return exact && (beside.has(name) || (within ?? 0n) === 0n) ? [] : [problem];
  });
}

type Subsets = Readonly<Partial<Record<Subset, Rate>>>;

/** Empty cells that are proven to be nothing. */
function noneOf({ emptySubsets }: PrintedRow): Subsets {
  return Object.fromEntries([...emptySubsets.keys()].map((name) => [name, NO_RATE]));
}

/** A share of the ordinary dividends, qualified ones included, is no more than what is not qualified. */
function withinParents({ subsets, numbers }: PrintedRow, components: Components): Subsets {
  const { section199A } = subsets;
  const parent = parentOf('section199A', components);
  const isShare = !numbers.has('section199A') && section199A !== undefined;
  return isShare && section199A > parent && section199A <= parent + components.qualified
    ? { ...subsets, section199A: parent }
    : subsets;
}

function tooLargeSubset(
  subsets: Subsets,
  components: Components,
): { readonly level: 'error' | 'warning'; readonly reason: string } | undefined {
  for (const subset of SUBSETS) {
    const value = subsets[subset];
    if (value === undefined) continue;
    const parent = parentOf(subset, components);
    if (value <= parent) continue;
    const reason = `the ${formatRate(value)} of ${SUBSET_WORDS[subset]} is more than the ${formatRate(parent)} that it is part of`;
    // Some issuers print section 199A dividends as all of box 1a, qualified ones included.
    const withQualified = (parent + components.qualified) as Rate;
    const inBox = SUBSET_PARENTS[subset].includes('ordinary') && value <= withQualified;
    return { level: inBox ? 'warning' : 'error', reason };
  }
  return undefined;
}
