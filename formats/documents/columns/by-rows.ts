/**
 * Captions with a cell on each line, row after row: "Declaration", "Record", "Total", then "Dates", "Dates",
 * "Dividends". One row at least has a cell for every column; one or two others may have cells for some alone.
 *
 * Cells of a short row keep their order, and the lines of bars between them tell how many columns are left
 * out where they are as many between all cells of the full row. Every way to lay them over the columns is
 * tried; it is read where one alone makes whole phrases of all captions, each of something else.
 * Example: "Section", "Total", "Unrecaptured" above ten cells twice: "Section 199A Dividend" and so on.
 * Awkward case: groups over several columns ("Ordinary Dividends" over "Total", "Qualified", "Non-Qualified")
 * say nothing of one; a bare "Total" is that of the part behind it.
 */
import type { TableColumn } from '../grid/tables.ts';
import type { ColumnMeaning } from './captions.ts';
import type { ColumnKind } from './solve-captions.ts';
import { columnOf, type Found, type Words } from './found.ts';

type Cell = readonly Words[];

/** Over several columns, in a cell of its own; also the number and the ticker of a security. */
export const GROUP =
  /^(?:(?:ordinary )?dividends|ordinary income|capital gains|distributions|\(?amounts (?:are )?per share\)?|\(?(?:CUSIP|(?:NYSE |NASDAQ )?Ticker|Symbol)\b.*)$/i;

export function textOfCell(cell: Cell): string {
  return cell.map(({ text }) => text).join(' ');
}

const MOST_CELLS = 60;
const MOST_STEPS = 20_000;
const MOST_GROUPS = 3;

function lineOf(cell: Cell | undefined): number {
  return cell?.[0]?.piece.line.number ?? 0;
}

/** How many lines of bars stand between the cells of a full row, the same everywhere; zero where they do not. */
function barsIn(row: readonly Cell[]): number {
  const gaps = row.slice(1).map((cell, i) => lineOf(cell) - lineOf(row[i]) - 1);
  const [first = 0] = gaps;
  return first > 0 && gaps.every((gap) => gap === first) ? first : 0;
}

/** How far each cell of a short row lies from the one before, in columns; undefined where lines do not tell. */
function stepsOf(row: readonly Cell[], bars: number): readonly number[] | undefined {
  const steps = row.slice(1).map((cell, i) => (lineOf(cell) - lineOf(row[i]) - 1) / bars);
  return bars > 0 && steps.every((step) => Number.isInteger(step) && step > 0) ? steps : undefined;
}

/** Lays rows over the columns, from left to right. */
class Laying {
  readonly found = new Map<string, readonly TableColumn[]>();
  private steps = 0;
  private readonly rows: readonly (readonly Cell[])[];
  private readonly apart: readonly (readonly number[] | undefined)[];
  private readonly kinds: readonly ColumnKind[];
  private readonly taxYear: number | null;

  constructor(
    rows: readonly (readonly Cell[])[],
    kinds: readonly ColumnKind[],
    taxYear: number | null,
  ) {
    this.rows = rows;
    this.kinds = kinds;
    this.taxYear = taxYear;
    const bars = barsIn(rows.find((row) => row.length === kinds.length) ?? []);
    this.apart = rows.map((row) => (row.length === kinds.length ? undefined : stepsOf(row, bars)));
    this.lay(
      [],
      rows.map(() => ({ used: 0, last: 0 })),
    );
  }

  private lay(
    columns: readonly TableColumn[],
    at: readonly { readonly used: number; readonly last: number }[],
  ): void {
    const c = columns.length;
    const left = this.kinds.length - c;
    if (this.steps++ > MOST_STEPS) this.found.clear();
    if (this.steps > MOST_STEPS) return;
    if (left === 0) {
      this.found.set(columns.map(({ meaning }) => meaning ?? 'total').join(), columns);
      return;
    }
    // Each row gives its next cell to this column, or none.
    let choices: boolean[][] = [[]];
    this.rows.forEach((row, r) => {
      const { used, last } = at[r] as { used: number; last: number };
      const rest = row.length - used;
      const step = used > 0 ? this.apart[r]?.[used - 1] : undefined;
      const mayGive = rest > 0 && (step === undefined || c - last === step);
      const mayNot = rest < left && (step === undefined || rest === 0 || c - last < step);
      choices = choices.flatMap((own) => [
        ...(mayGive ? [[...own, true]] : []),
        ...(mayNot ? [[...own, false]] : []),
      ]);
    });
    for (const gives of choices) {
      const words = this.rows.flatMap((row, r) => (gives[r] ? (row[at[r]?.used ?? 0] ?? []) : []));
      const column = columnOf(words, this.kinds[c] as ColumnKind, this.taxYear);
      const isTwice = columns.some(({ meaning }) => meaning !== null && meaning === column.meaning);
      const isTotal = /^total$/i.test(column.caption);
      // "Total" and "Non-Qualified" are both ordinary.
      const isOfGroup = column.meaning === 'ordinary' && columns.some(({ meaning }) => !meaning);
      if ((column.meaning === null && !isTotal) || (isTwice && !isOfGroup)) continue;
      this.lay(
        [...columns, column],
        at.map(({ used, last }, r) => (gives[r] ? { used: used + 1, last: c } : { used, last })),
      );
    }
  }
}

type Rows = readonly (readonly Cell[])[];

/** Full rows and, above, below or among them, one that is short. */
function withOneShort(cells: readonly Cell[], size: number): Rows[] {
  const [full, short] = [Math.floor(cells.length / size), cells.length % size];
  const fullRows = (from: number, count: number): Rows =>
    Array.from({ length: count }, (_, i) => cells.slice(from + i * size, from + (i + 1) * size));
  return Array.from({ length: short > 0 ? full + 1 : 1 }, (_, at) => {
    const own = short > 0 ? [cells.slice(at * size, at * size + short)] : [];
    return [...fullRows(0, at), ...own, ...fullRows(at * size + short, full - at)];
  });
}

/** Two short rows above a full one, wherever the first of them ends. */
function withTwoShort(cells: readonly Cell[], size: number): Rows[] {
  const above = cells.slice(0, -size);
  if (above.length >= 2 * size) return [];
  const ways = above.slice(1).map((_, i) => [above.slice(0, i + 1), above.slice(i + 1)]);
  return ways
    .filter((rows) => rows.every((row) => row.length < size))
    .map((rows) => [...rows, cells.slice(-size)]);
}

/** Of a group, "Total" and the parts behind it: what the whole is, and which part shows it. */
const WHOLE_OF: Partial<Record<ColumnMeaning, ColumnMeaning>> = {
  qualified: 'ordinary',
  unrecaptured1250: 'capitalGain',
};

/**
 * A bare "Total" in front of a part is the whole that it is of; the rest of that whole ("Non-Qualified", "Long
 * Term") says again what both say.
 */
function withTotals(columns: readonly TableColumn[]): readonly TableColumn[] {
  return columns.map((column, c) => {
    const of = WHOLE_OF[columns[c + 1]?.meaning ?? 'notNeeded'];
    if (column.meaning === null && of) return { ...column, meaning: of, total: true };
    const isRest =
      columns[c - 2]?.meaning === null && WHOLE_OF[columns[c - 1]?.meaning ?? 'notNeeded'];
    return isRest && isRest === column.meaning ? { ...column, meaning: 'notNeeded' } : column;
  });
}

/** All ways to lay rows that have what was paid; undefined for none. */
function waysIn(
  given: readonly Rows[],
  kinds: readonly ColumnKind[],
  taxYear: number | null,
): (readonly TableColumn[])[] | undefined {
  const found = new Map(given.flatMap((rows) => [...new Laying(rows, kinds, taxYear).found]));
  const paid = [...found].filter(([key]) => key.includes('amountPerShare'));
  return paid.length > 0 ? paid.map(([, columns]) => columns) : undefined;
}

/** The captions of rows of cells; null where they are none, or can be laid over the columns in several ways. */
export function byRows(
  given: readonly Cell[],
  kinds: readonly ColumnKind[],
  taxYear: number | null,
): Found | null {
  const size = kinds.length;
  if (size < 3 || given.length > MOST_CELLS) return null;
  const first = given.findIndex((cell) => !GROUP.test(textOfCell(cell)));
  for (let groups = Math.min(first, MOST_GROUPS); groups >= 0; groups--) {
    const cells = given.slice(groups);
    if (cells.length <= size) continue;
    const [only, ...others] =
      waysIn(withOneShort(cells, size), kinds, taxYear) ??
      waysIn(withTwoShort(cells, size), kinds, taxYear) ??
      [];
    if (!only) continue;
    const from = groups > 0 ? cells[0]?.[0]?.piece : undefined;
    const isOne = others.length === 0;
    return isOne
      ? { ways: [withTotals(only)], isBounded: true, isLaid: true, ...(from ? { from } : {}) }
      : null;
  }
  return null;
}
