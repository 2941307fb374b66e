/**
 * A table's rows to values: each cell under its caption, each value exact, nothing missing and
 * nothing left over. A row that is not complete is left out whole, with the reason.
 *
 * The annual row ("Annual", "Total", "2002 Total") is read apart: it checks the others and is never
 * used. Its label takes the place of the dates.
 * Awkward case: whether the parts are percentages or dollars is decided for the table: with one
 * percent sign in it, a part without one is unreadable; dollar signs may stand on the first row only.
 */
import type { DocumentNotice } from '../allocation-document.ts';
import { COMPONENTS, SUBSETS, type Component, type Subset } from '../../tax/model.ts';
import type { Day } from '../../tax/days.ts';
import type { Rate } from '../../tax/money.ts';
import type { ColumnMeaning, DateMeaning } from './captions.ts';
import { cellsOf, isDash, looksLikeValue, wordsOf, type Cell } from './cells.ts';
import { isDateColumn, withoutMark, type Column, type ColumnPlan } from './columns.ts';
import type { Unit } from './row-convention.ts';
import type { TextLine } from './lines.ts';
import { error } from './notices.ts';
import { readDay, readNumber, type NumberReading } from './values.ts';

export interface ReadCell {
  readonly cell: Cell;
  readonly number: NumberReading;
}

/** A row as printed: the document's own convention, not yet undone. */
export interface PrintedRow {
  readonly line: TextLine;
  readonly cells: ReadonlyMap<ColumnMeaning, Cell>;
  readonly dates: Readonly<Partial<Record<DateMeaning, Day>>>;
  readonly amountPerShare: Rate;
  readonly components: Readonly<Partial<Record<Component, Rate>>>;
  readonly subsets: Readonly<Partial<Record<Subset, Rate>>>;
}

export interface AnnualRow {
  readonly line: TextLine;
  readonly label: string;
  /** By meaning; all of them, or the amount alone. */
  readonly values: ReadonlyMap<ColumnMeaning, NumberReading>;
}

export interface TableRows {
  readonly unit: Unit;
  readonly rows: readonly PrintedRow[];
  readonly annual: AnnualRow | null;
  /** Some row could not be read, so sums over the rows prove nothing. */
  readonly incomplete: boolean;
  readonly notices: readonly DocumentNotice[];
}

const ANNUAL_LABEL =
  /^(?:\d{4}\s+)?(?:annual|totals?|full[- ]year|year)(?:\s+(?:totals?|amounts?|\d{4}))?\s*:?$/i;
const MARK_ALONE = /^(?:\((?:\d|[A-C])\)|\*+)$/;

function isComponent(meaning: ColumnMeaning): meaning is Component {
  return (COMPONENTS as readonly string[]).includes(meaning);
}
function isSubset(meaning: ColumnMeaning): meaning is Subset {
  return (SUBSETS as readonly string[]).includes(meaning);
}

type Placed =
  | { readonly ok: true; readonly cells: ReadonlyMap<ColumnMeaning, Cell> }
  | { readonly ok: false; readonly code: string; readonly reason: string };

function bare(cell: Cell): Cell {
  const text = withoutMark(cell.text);
  return text === cell.text ? cell : { ...cell, text, to: cell.from + text.length };
}

function filledCells(line: TextLine, plan: ColumnPlan): Cell[] {
  const cells = plan.separator === 'space' ? wordsOf(line) : cellsOf(line);
  return cells
    .filter((cell) => plan.separator !== 'space' || !MARK_ALONE.test(cell.text))
    .map(bare)
    .map((cell, i) => (plan.separator === 'space' ? { ...cell, field: i } : cell));
}

function place(cells: readonly Cell[], columns: readonly Column[]): Placed {
  const byField = new Map(cells.map((cell) => [cell.field, cell]));
  const placed = new Map<ColumnMeaning, Cell>();
  const missing: string[] = [];
  for (const column of columns) {
    const cell = byField.get(column.field);
    if (cell) placed.set(column.meaning, cell);
    else missing.push(`“${column.caption}”`);
    byField.delete(column.field);
  }
  const [extra] = byField.values();
  if (extra) {
    return {
      ok: false,
      code: 'extra-cell',
      reason: `it has ${cells.length} cells for ${columns.length} captions, and “${extra.text}” has no caption`,
    };
  }
  if (missing.length > 0) {
    return {
      ok: false,
      code: 'missing-cell',
      reason: `it has ${cells.length} cells for ${columns.length} captions, and none under ${missing.join(' and ')}`,
    };
  }
  return { ok: true, cells: placed };
}

/** The label of an annual row: its text before the first value; undefined when the row begins with a value. */
function labelOf(cells: readonly Cell[]): { text: string; rest: readonly Cell[] } | undefined {
  const first = cells.findIndex((cell) => looksLikeValue(cell.text) || isDash(cell.text));
  const label = first === -1 ? cells : cells.slice(0, first);
  if (!label.some((cell) => /[A-Za-z]/.test(cell.text))) return undefined;
  return {
    text: label.map((cell) => cell.text).join(' '),
    rest: first === -1 ? [] : cells.slice(first),
  };
}

function leftOut(code: string, line: TextLine, what: string, reason: string): DocumentNotice {
  return error(
    code,
    line.number,
    `${what} was left out: ${reason}. Compare the line with the release, correct it and read the text again.`,
  );
}

function rowName(line: TextLine): string {
  return `The row “${line.text.trim().split(/\s+/).slice(0, 2).join(' ')} …”`;
}

function readAnnual(
  line: TextLine,
  label: string,
  rest: readonly Cell[],
  plan: ColumnPlan,
): AnnualRow | DocumentNotice {
  const columns = plan.columns.filter((column) => !isDateColumn(column));
  const unreadable = (reason: string): DocumentNotice =>
    error(
      'annual-row-unreadable',
      line.number,
      `The row “${label}” could not be compared with the payments above it: ${reason}. Correct it and read the text again.`,
    );
  const values = new Map<ColumnMeaning, NumberReading>();
  const fields = new Map(columns.map((column) => [column.field, column]));
  const byField = plan.separator !== 'space' && rest.every((cell) => fields.has(cell.field));
  if (!byField && rest.length !== columns.length) {
    return unreadable(`it has ${rest.length} values for ${columns.length} captions`);
  }
  for (const [i, cell] of rest.entries()) {
    const column = (byField ? fields.get(cell.field) : columns[i]) as Column;
    const number = readNumber(cell.text);
    if (!number) return unreadable(`“${cell.text}” is no amount and no percentage`);
    values.set(column.meaning, number);
  }
  const parts = values.size - (values.has('amountPerShare') ? 1 : 0);
  if (!values.has('amountPerShare') || (parts > 0 && values.size < columns.length)) {
    return unreadable('some of its figures are missing');
  }
  return { line, label, values };
}

interface DraftRow {
  readonly line: TextLine;
  readonly cells: ReadonlyMap<ColumnMeaning, Cell>;
  readonly numbers: ReadonlyMap<ColumnMeaning, NumberReading>;
}

function unitOf(drafts: readonly DraftRow[], columns: readonly Column[]): Unit | undefined {
  const kinds = new Set(
    drafts.flatMap((draft) =>
      columns
        .filter((column) => isComponent(column.meaning))
        .map((column) => draft.numbers.get(column.meaning)?.kind),
    ),
  );
  if (kinds.has('percent')) return 'percent';
  return kinds.has('dollars') ? 'usd' : undefined;
}

function finish(draft: DraftRow, unit: Unit, taxYear: number): PrintedRow | DocumentNotice {
  const { line } = draft;
  const dates: Partial<Record<DateMeaning, Day>> = {};
  const components: Partial<Record<Component, Rate>> = {};
  const subsets: Partial<Record<Subset, Rate>> = {};
  let amountPerShare: Rate | undefined;
  for (const [meaning, cell] of draft.cells) {
    const number = draft.numbers.get(meaning);
    if (!number) {
      const reading = readDay(cell.text, taxYear);
      if (!reading.ok) {
        return leftOut('bad-date', line, rowName(line), `“${cell.text}” ${reading.reason}`);
      }
      dates[meaning as DateMeaning] = reading.day;
    } else if (meaning === 'amountPerShare') {
      if ((number.kind !== 'dollars' && number.kind !== 'plain') || number.rate === 0n) {
        return leftOut('bad-cell', line, rowName(line), `“${cell.text}” is no amount per share`);
      }
      amountPerShare = number.rate;
    } else {
      const fits = unit === 'percent' ? number.kind === 'percent' : number.kind !== 'percent';
      if (!fits && number.kind !== 'dash') {
        return leftOut(
          'unit-unclear',
          line,
          rowName(line),
          unit === 'percent'
            ? `“${cell.text}” has no percent sign, but the table is in percent`
            : `“${cell.text}” is a percentage, but the table is in dollars per share`,
        );
      }
      if (isComponent(meaning)) components[meaning] = number.rate;
      else if (isSubset(meaning)) subsets[meaning] = number.rate;
    }
  }
  return {
    line,
    cells: draft.cells,
    dates,
    amountPerShare: amountPerShare as Rate,
    components,
    subsets,
  };
}

function draftOf(
  line: TextLine,
  cells: readonly Cell[],
  plan: ColumnPlan,
): DraftRow | DocumentNotice {
  const placed = place(cells, plan.columns);
  if (!placed.ok) return leftOut(placed.code, line, rowName(line), placed.reason);
  const numbers = new Map<ColumnMeaning, NumberReading>();
  for (const column of plan.columns) {
    if (isDateColumn(column)) continue;
    const cell = placed.cells.get(column.meaning) as Cell;
    const number = readNumber(cell.text);
    if (!number) {
      return leftOut(
        'bad-cell',
        line,
        rowName(line),
        `“${cell.text}” under “${column.caption}” is no amount and no percentage`,
      );
    }
    numbers.set(column.meaning, number);
  }
  return { line, cells: placed.cells, numbers };
}

function isNotice(value: object): value is DocumentNotice {
  return 'level' in value;
}

/** Reads the rows of a table whose columns are known. */
export function readRows(lines: readonly TextLine[], plan: ColumnPlan, taxYear: number): TableRows {
  const notices: DocumentNotice[] = [];
  const drafts: DraftRow[] = [];
  let annual: AnnualRow | null = null;
  let incomplete = false;
  for (const line of lines) {
    const cells = filledCells(line, plan);
    const label = labelOf(cells);
    if (label && ANNUAL_LABEL.test(label.text)) {
      const reading = readAnnual(line, label.text, label.rest, plan);
      if (isNotice(reading)) notices.push(reading);
      else annual = reading;
      continue;
    }
    const draft = label
      ? leftOut(
          'unread-row',
          line,
          rowName(line),
          `it begins with “${label.text}”, which is neither a date nor the name of an annual row`,
        )
      : draftOf(line, cells, plan);
    if (isNotice(draft)) {
      notices.push(draft);
      incomplete = true;
    } else drafts.push(draft);
  }
  const unit = unitOf(drafts, plan.columns);
  const rows: PrintedRow[] = [];
  for (const draft of drafts) {
    const row = unit
      ? finish(draft, unit, taxYear)
      : leftOut(
          'unit-unclear',
          draft.line,
          rowName(draft.line),
          'the table has neither percent nor dollar signs on its parts, so it is not certain what they are',
        );
    if (isNotice(row)) {
      notices.push(row);
      incomplete = true;
    } else rows.push(row);
  }
  return { unit: unit ?? 'percent', rows, annual, incomplete, notices };
}
