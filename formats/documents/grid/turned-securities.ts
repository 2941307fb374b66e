/**
 * Tables with a column for each payment of several securities, and a row for each part: "Security", "CUSIP", "Record
 * Date", "Payable Date", "Box 1a", … Each security becomes a heading and a table of its own, once, and is then read
 * like any other; places are those of the line of its name or number.
 *
 * Awkward case: the names stand over several columns each, or in a row without a name of its own.
 * Not handled: tables of one security, which are turned in `turned-tables.ts`; days without a year.
 */
import type { TextLine } from '../source/lines.ts';
import { parseCusip } from './cusip.ts';
import { lineOf } from './turned-tables.ts';

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

const DAY = /^\d{1,2}\/\d{1,2}\/\d{2}(?:\d{2})?$/;
const FIGURE = /^(?:\$\s?)?(?:\d+(?:\.\d+)?|\.\d+)\s?%?$|^(?:\$\s?)?[-–—]+$|^n\/a$|^$/i;
const NAMES =
  /^(?:security(?: name| description)?|(?:share )?class|class of (?:stock|shares)|series|stock|)$/i;
const NUMBERS = /^cusip(?:\s*(?:#|no\.?|numbers?))?:?$/i;
const TICKERS = /^(?:(?:nyse |nasdaq )?(?:ticker|symbol)(?: symbol)?):?$/i;
const RECORDED = /^(?:record date|date of record):?$/i;
const PAID = /^(?:payable|payment|pay|paid) date:?$/i;
const LEAST_ROWS = 5;
const MOST_ROWS = 60;

/** A line without the bar that closes it, or the spaces behind its last cell: tabs there are cells. */
function withoutEnd(text: string): string {
  const whole = text.trimEnd();
  if (whole.endsWith('|')) return whole.slice(0, -1);
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

function rowOf({ text }: TextLine, width?: number): Row | undefined {
  const hasBars = /[|\t]/.test(text);
  const inner = withoutEnd(text.replace(/^\s*\|/, ''));
  const [label = '', ...cells] = inner
    .split(hasBars ? /[|\t]/ : / {2,}/)
    .map((cell) => cell.trim());
  if (width === undefined) return { label, cells };
  // Empty cells at the end of a line with tabs are lost; of others nothing tells which one is.
  const isWhole = cells.length === width || (text.includes('\t') && cells.length < width);
  return isWhole && cells.length > 0
    ? { label, cells: Array.from({ length: width }, (_, c) => cells[c] ?? '') }
    : undefined;
}

/** The row of days at a line, which says how many payments there are. */
function widthAt(line: TextLine): number | undefined {
  const { label, cells } = rowOf(line) as Row;
  const isOfDays =
    (RECORDED.test(label) || PAID.test(label)) && cells.every((one) => DAY.test(one));
  return isOfDays && cells.length > 1 ? cells.length : undefined;
}

function isNamed({ label, cells }: Row): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const areWords = filled.length > 0 && filled.every((cell) => /[A-Za-z]{4}/.test(cell));
  return NAMES.test(label) && areWords && filled.every((cell) => !parseCusip(cell));
}

function isPart({ label, cells }: Row): boolean {
  return /[A-Za-z0-9]{2}/.test(label) && cells.every((cell) => FIGURE.test(cell));
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly names: Row | undefined;
  readonly numbers: Row | undefined;
  /** Days and parts, in the order of the text. */
  readonly rows: readonly Row[];
  readonly line: TextLine;
}

function isAbove(row: Row): boolean {
  return isNamed(row) || NUMBERS.test(row.label) || TICKERS.test(row.label);
}

/** The table around a row of days. */
function tableAt(lines: readonly TextLine[], at: number): Found | undefined {
  const width = widthAt(lines[at] as TextLine);
  if (width === undefined) return undefined;
  let from = at;
  for (let up = at - 1; up >= Math.max(0, at - 6); up--) {
    const line = lines[up] as TextLine;
    if (line.text.trim() === '') continue;
    const row = rowOf(line, width);
    if (!row || !isAbove(row)) break;
    from = up;
  }
  const found: Row[] = [];
  let to = from;
  for (let down = from; down < Math.min(lines.length, from + MOST_ROWS); down++) {
    const line = lines[down] as TextLine;
    if (line.text.trim() === '') continue;
    const row = rowOf(line, width);
    const isDays = row?.cells.every((cell) => DAY.test(cell)) === true;
    if (!row || !(isAbove(row) || isDays || isPart(row))) break;
    found.push(row);
    to = down + 1;
  }
  const names = found.find(isNamed);
  const numbers = found.find(({ label }) => NUMBERS.test(label));
  const rows = found.filter((row) => row !== names && row !== numbers && !TICKERS.test(row.label));
  const areNumbers = numbers?.cells.every((cell) => parseCusip(cell)) ?? true;
  const named = numbers?.cells ?? names?.cells ?? [];
  const isWhole = rows.length >= LEAST_ROWS && rows.some(({ label }) => PAID.test(label));
  // Every column names its security, and there are several.
  const areSeveral = new Set(named).size > 1 && named.every((one) => one !== '');
  return isWhole && areNumbers && areSeveral
    ? { from, to, names, numbers, rows, line: lines[from] as TextLine }
    : undefined;
}

function* uprightLines({ names, numbers, rows, line }: Found): Generator<TextLine> {
  const keyOf = (c: number): string => numbers?.cells[c] ?? names?.cells[c] ?? '';
  const columns = (rows[0]?.cells ?? []).map((_, c) => c);
  for (const [key, own] of Map.groupBy(columns, keyOf)) {
    const name = names?.cells[own[0] ?? 0] ?? '';
    const number = numbers ? `CUSIP ${key}` : '';
    yield lineOf('', line);
    yield lineOf(name === '' || number === '' ? `${name}${number}` : `${name} (${number})`, line);
    yield lineOf(rows.map(({ label }) => label).join(' | '), line);
    for (const c of own) yield lineOf(rows.map(({ cells }) => cells[c] ?? '').join(' | '), line);
  }
  yield lineOf('', line);
}

/** The lines with every table that has its securities side by side put upright, one below the other. */
export function withTurnedSecurities(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let done = 0;
  for (let at = 0; at < lines.length; at++) {
    const found = tableAt(lines, at);
    if (!found || found.from < done) continue;
    result.push(...lines.slice(done, found.from), ...uprightLines(found));
    done = found.to;
    at = done - 1;
  }
  return done === 0 ? lines : [...result, ...lines.slice(done)];
}
