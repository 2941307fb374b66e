/**
 * The rows of a security as exact values: the unit that they are in, rows that cannot be read, and rows
 * that stand twice (alike, one is a doubled line; different, only a total to which all amounts add up
 * proves that both were paid).
 */
import { COMPONENTS, SUBSETS } from '../../../tax/facts/model.ts';
import type { Rate } from '../../../tax/values/money.ts';
import { readNumber } from '../grid/values.ts';
import { readConventions, type Unit } from './convention.ts';
import { isComponent, isPart, readDraftRow, type PrintedRow } from './draft-rows.ts';
import type { DraftColumn, DraftProblem, DraftRow, DraftSecurity } from './draft.ts';
import { textAt } from './table-of-draft.ts';

/** Percent or dollars: by the signs on the parts, else by which of the two every sum closes. */
export function unitOf(security: DraftSecurity): Unit | null {
  if (security.unit !== null) return security.unit;
  const kinds = new Set<string>();
  for (const row of security.rows) {
    security.columns.forEach(({ meaning }, c) => {
      if (meaning === null || !isComponent(meaning)) return;
      const number = readNumber(textAt(row, c));
      if (number) kinds.add(number.kind);
    });
  }
  if (kinds.has('percent')) return 'percent';
  if (kinds.has('dollars')) return 'usd';
  const possible = (['percent', 'usd'] as const).filter((unit) => {
    const rows = readRows(security, '', unit, null).rows;
    const filled = security.rows.filter(
      (row) => !isEmptyRow(row, security.columns) && !isOfNothing(row, security.columns),
    );
    if (rows.length === 0 || rows.length < filled.length) return false;
    // That one payment adds up, and none in the other unit, is enough: the others are asked about.
    return (readConventions(rows, unit, security)[0]?.closing ?? 0) > 0;
  });
  return possible.length === 1 ? (possible[0] as Unit) : null;
}

/** How many parts of a row have a percent sign, and how many have neither sign. */
function signsIn(
  row: DraftRow,
  { columns }: DraftSecurity,
): { readonly signed: number; readonly plain: number } {
  const kinds = columns.map(({ meaning }, c) =>
    meaning !== null && isPart(meaning) ? readNumber(textAt(row, c))?.kind : undefined,
  );
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  return { signed: count('percent'), plain: count('plain') };
}

/** At least half of the parts have a percent sign; some issuers print it in the first row only. */
function isSignedThroughout(security: DraftSecurity): boolean {
  const signs = security.rows.map((row) => signsIn(row, security));
  const sum = (which: 'signed' | 'plain'): number =>
    signs.reduce((all, one) => all + one[which], 0);
  return sum('signed') > 0 && sum('signed') >= sum('plain');
}

/**
 * A row that nothing was typed into yet; of one that no text printed, parts alone are no payment
 * ("the same for all payments", with the dates and amounts still to come).
 */
export function isEmptyRow(row: DraftRow, columns: readonly DraftColumn[]): boolean {
  return row.cells.every((cell, c) => {
    const meaning = columns[c]?.meaning ?? null;
    return (
      cell.text.trim() === '' || (row.sourceLine === null && meaning !== null && isPart(meaning))
    );
  });
}

/** A printed row whose amount and parts are all nothing, or dashes: no payment, or one of another year. */
export function isOfNothing(row: DraftRow, columns: readonly DraftColumn[]): boolean {
  const figures = columns.flatMap(({ meaning }, c) => {
    const isFigure = meaning !== null && (isPart(meaning) || meaning === 'amountPerShare');
    return isFigure ? [textAt(row, c)] : [];
  });
  const paid = textAt(
    row,
    columns.findIndex(({ meaning }) => meaning === 'amountPerShare'),
  );
  const isNone = (text: string): boolean => readNumber(text)?.rate === 0n;
  const isSeen = figures.length > 1 && /0|^[-–—]+$/.test(paid);
  return row.sourceLine !== null && isSeen && figures.every(isNone);
}

/** Whether no row has anything in a column. Where some have a dash that was lost, one without a cell lacks it. */
function isNothing({ rows }: DraftSecurity, c: number): boolean {
  const printed = rows.filter((row) => row.sourceLine !== null);
  const isSeen = (row: DraftRow): boolean => (row.cells[c]?.place ?? null) !== null;
  return (
    rows.every((row) => textAt(row, c) === '') && (printed.every(isSeen) || !printed.some(isSeen))
  );
}

export function readRows(
  security: DraftSecurity,
  pointer: string,
  unit: Unit,
  taxYear: number | null,
): { readonly rows: readonly PrintedRow[]; readonly problems: readonly DraftProblem[] } {
  const emptyColumns = new Set(
    security.columns.flatMap((_, c) => (isNothing(security, c) ? [c] : [])),
  );
  const signed = unit === 'percent' && isSignedThroughout(security);
  const rows: PrintedRow[] = [];
  const problems: DraftProblem[] = [];
  security.rows.forEach((row, r) => {
    // A row that nothing was typed into yet is none.
    if (isEmptyRow(row, security.columns)) return;
    const at = `${pointer}/rows/${r}`;
    if (isOfNothing(row, security.columns)) {
      problems.push(ofNothing(row, at));
      return;
    }
    const isSigned = signed || (unit === 'percent' && signsIn(row, security).signed > 0);
    const context = { unit, taxYear, signed: isSigned, emptyColumns };
    const reading = readDraftRow(row, security.columns, r, at, context);
    if (reading.ok) rows.push(reading.row);
    else problems.push(...reading.problems);
  });
  return { rows: withShortTerm(rows, unit, security), problems };
}

/**
 * Short-term gain that stands beside the ordinary dividends is one of them (box 1a has both): so where all
 * payments add up with it, and some do not without it.
 */
function withShortTerm(
  rows: readonly PrintedRow[],
  unit: Unit,
  security: DraftSecurity,
): readonly PrintedRow[] {
  const added = rows.map((row) => {
    const { shortTermCapitalGain: gain = 0n } = row.subsets;
    const ordinary = ((row.components.ordinary ?? 0n) + gain) as Rate;
    return gain === 0n ? row : { ...row, components: { ...row.components, ordinary } };
  });
  const closing = (of: readonly PrintedRow[]): number =>
    readConventions(of, unit, security)[0]?.closing ?? 0;
  const isBeside = closing(added) === rows.length && closing(rows) < rows.length;
  return isBeside ? added : rows;
}

function ofNothing({ sourceLine }: DraftRow, pointer: string): DraftProblem {
  return {
    pointer,
    level: 'warning',
    code: 'nothing-of-year',
    message: `Line ${sourceLine ?? ''} gives nothing of its payment to this year and was left out. Check that the payment is in the release of another year.`,
  };
}

function sameFigures(a: PrintedRow, b: PrintedRow): boolean {
  const figures = (row: PrintedRow): string =>
    [
      row.amountPerShare,
      row.allocablePerShare,
      ...COMPONENTS.map((name) => row.components[name] ?? ''),
      ...SUBSETS.map((name) => row.subsets[name] ?? ''),
    ].join();
  return figures(a) === figures(b);
}

function amountsAddUp(security: DraftSecurity, rows: readonly PrintedRow[]): boolean {
  const at = security.columns.findIndex((column) => column.meaning === 'amountPerShare');
  const sum = rows.reduce((total, row) => total + row.amountPerShare, 0n);
  return security.totals.some((total) => readNumber(textAt(total, at))?.rate === sum);
}

/** Rows that stand twice: the later one is left out unless the totals prove both. */
export function doubledRows(
  security: DraftSecurity,
  rows: readonly PrintedRow[],
): ReadonlyMap<PrintedRow, string> {
  const doubled = new Map<PrintedRow, string>();
  const first = new Map<string, PrintedRow>();
  for (const row of rows) {
    const key = `${row.dates.payableDate}/${row.dates.recordDate}`;
    const other = first.get(key);
    if (!other) first.set(key, row);
    else if (sameFigures(other, row)) {
      doubled.set(row, `it repeats the row of ${where(other)}`);
    } else if (!amountsAddUp(security, rows)) {
      doubled.set(
        row,
        `it has the dates of the row of ${where(other)} and other figures, and no annual row proves that both were paid`,
      );
    }
  }
  return doubled;
}

export function where(row: PrintedRow): string {
  return row.line === null ? `place ${row.index + 1}` : `line ${row.line}`;
}
