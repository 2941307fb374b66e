/**
 * A section's table to distributions: columns, rows, dates, convention and the annual row, one after
 * the other. What does not pass a check is left out with its reason.
 *
 * Awkward case: two rows with the same dates. If they are alike, one is a doubled line; if they
 * differ, only an annual row to which all amounts add up proves that both were paid.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import { SUBSET_PARENTS, SUBSETS, type Component, type Subset } from '../../tax/model.ts';
import { formatRate, type Rate } from '../../tax/money.ts';
import { checkAnnualRow } from './annual-row.ts';
import { readColumns } from './columns.ts';
import { readConvention, type Components, type Convention, type Unit } from './row-convention.ts';
import { impossibleDates, mixedDateStyles, unusualDates } from './row-dates.ts';
import type { TextLine } from './lines.ts';
import { error, warning } from './notices.ts';
import { readRows, type AnnualRow, type PrintedRow } from './rows.ts';
import type { Section } from './sections.ts';

export interface ReadDistribution {
  readonly row: PrintedRow;
  readonly unit: Unit;
  readonly components: Components;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
  /** The convention that closed the sum; null where all of them give the same components. */
  readonly convention: Convention | null;
}

export interface TableReading {
  readonly distributions: readonly ReadDistribution[];
  readonly notices: readonly DocumentNotice[];
}

function rowTitle(line: TextLine): string {
  return `The row “${line.text.trim().split(/\s+/).slice(0, 2).join(' ')} …”`;
}

function leftOut(code: string, line: TextLine, reason: string): DocumentNotice {
  return error(
    code,
    line.number,
    `${rowTitle(line)} was left out: ${reason}. Compare the line with the release, correct it and read the text again.`,
  );
}

/** The parents of a subset, added. */
export function parentOf(subset: Subset, components: Components): Rate {
  return SUBSET_PARENTS[subset].reduce((sum, name) => sum + components[name], 0n) as Rate;
}

function tooLargeSubset(row: PrintedRow, components: Components): string | undefined {
  for (const subset of SUBSETS) {
    const value = row.subsets[subset];
    if (value !== undefined && value > parentOf(subset, components)) {
      return `its ${subset} of ${formatRate(value)} is more than the ${formatRate(parentOf(subset, components))} that it is part of`;
    }
  }
  return undefined;
}

function sameFigures(a: PrintedRow, b: PrintedRow): boolean {
  const figures = (row: PrintedRow): string =>
    JSON.stringify([row.amountPerShare, row.components, row.subsets], (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
  return figures(a) === figures(b);
}

function isWhollyPrinted(rows: readonly PrintedRow[], annual: AnnualRow | null): boolean {
  const sum = rows.reduce((total, row) => total + row.amountPerShare, 0n);
  return annual?.values.get('amountPerShare')?.rate === sum;
}

/** Rows with the same dates: the later one is left out unless the annual row proves both. */
function withoutDoubles(
  rows: readonly PrintedRow[],
  annual: AnnualRow | null,
): { rows: PrintedRow[]; notices: DocumentNotice[] } {
  const kept: PrintedRow[] = [];
  const notices: DocumentNotice[] = [];
  for (const row of rows) {
    const other = kept.find(
      (candidate) =>
        candidate.dates.payableDate === row.dates.payableDate &&
        candidate.dates.recordDate === row.dates.recordDate,
    );
    if (!other) kept.push(row);
    else if (sameFigures(other, row)) {
      notices.push(
        leftOut('duplicate-row', row.line, `it repeats the row of line ${other.line.number}`),
      );
    } else if (isWhollyPrinted(rows, annual)) kept.push(row);
    else {
      notices.push(
        leftOut(
          'duplicate-row',
          row.line,
          `it has the dates of the row of line ${other.line.number} and other figures, and no annual row proves that both were paid`,
        ),
      );
    }
  }
  return { rows: kept, notices };
}

/** Reads the table of one section. */
export function readTable(section: Section, taxYear: number): TableReading {
  const columns = readColumns(section.captions, section.rows);
  if (!columns.ok) return { distributions: [], notices: [columns.notice] };
  const table = readRows(section.rows, columns.plan, taxYear);
  const notices: DocumentNotice[] = [...table.notices];
  if (section.rows.length > 0 && table.rows.length === 0 && !table.incomplete) {
    notices.push(
      error(
        'no-payments',
        (section.rows[0] as TextLine).number,
        `The table of “${section.heading?.name ?? ''}” has an annual row and no payment. Paste the whole release with the rows of this table.`,
      ),
    );
  }
  const totals = new Set(
    columns.plan.columns.flatMap((column) => (column.total ? [column.meaning as Component] : [])),
  );
  const possible: PrintedRow[] = [];
  for (const row of table.rows) {
    const reason = impossibleDates(row, taxYear);
    if (reason === undefined) possible.push(row);
    else notices.push(leftOut('impossible-dates', row.line, reason));
  }
  const single = withoutDoubles(possible, table.annual);
  notices.push(...single.notices, ...mixedDateStyles(single.rows), ...unusualDates(single.rows));
  const distributions: ReadDistribution[] = [];
  for (const row of single.rows) {
    const reading = readConvention(row.components, totals, table.unit, row.amountPerShare);
    if (!reading.ok) {
      notices.push(leftOut(reading.code, row.line, reading.reason));
      continue;
    }
    const tooLarge = tooLargeSubset(row, reading.components);
    if (tooLarge !== undefined) {
      notices.push(leftOut('subset-too-large', row.line, tooLarge));
      continue;
    }
    if (reading.inexactSum !== null) {
      const [sum, whole] =
        table.unit === 'percent'
          ? [`${formatRate(reading.inexactSum)}%`, '100%']
          : [`$${formatRate(reading.inexactSum)}`, `$${formatRate(row.amountPerShare)}`];
      notices.push(
        warning(
          'sum-within-tolerance',
          row.line.number,
          `The parts of ${rowTitle(row.line)} add up to ${sum} and not exactly to ${whole}; they are used as printed. Compare them with the release.`,
        ),
      );
    }
    distributions.push({
      row,
      unit: table.unit,
      components: reading.components,
      subsets: row.subsets,
      convention: reading.convention,
    });
  }
  if (!table.incomplete && distributions.length === table.rows.length) {
    notices.push(
      ...checkAnnualRow(
        distributions.map((one) => one.row),
        table.annual,
        table.unit,
        totals,
      ),
    );
  }
  return { distributions, notices };
}
