/**
 * Payments of several classes of stock in one table, a column of amounts for each: "Record Date", "Payable Date",
 * "Class A", "Class T". Each class becomes a heading and a table of its own, once; how the payments divide is said
 * elsewhere, as a rule in a sentence.
 *
 * Awkward cases: names over two lines; a class without a payment on a day has a dash there, and no row; where a
 * row has fewer cells, the table is left as it is.
 * Not handled: classes with columns of parts, which are divided in `side-by-side.ts`.
 */
import { readCell } from '../columns/captions.ts';
import { isDateMeaning } from '../draft/draft-rows.ts';
import type { TextLine } from '../source/lines.ts';
import { lineOf } from './turned-tables.ts';
import { dateParts } from './values.ts';

const CLASS =
  /^(?:\d{1,2}(?:\.\d+)?% )?(?:(?:class|series) [A-Z]{1,2}(?:-\d{1,2})?|common|preferred)\b(?:[ -](?:common|preferred|cumulative|redeemable|convertible|perpetual|stock|shares?))*$/i;
const NAMES_A_CLASS = /\b(?:class|series|common|preferred)\b/i;
const AMOUNT = /^\$? ?(?:\d+\.\d+|\.\d+)$/;
const NOTHING = /^(?:\$? ?[-–—]+|n\/a)$/i;
const TOTAL = /^(?:annual |(?:19|20)\d\d )?totals?(?: (?:19|20)\d\d)?$/i;
const LONGEST = 400;

function cellsOf({ text }: TextLine): string[] {
  if (text.length > LONGEST) return [];
  const parted = /[|\t]/.test(text) ? text.split(/[|\t]/) : text.trim().split(/ {2,}/);
  return parted.map((cell) => cell.trim()).filter((cell) => cell !== '');
}

interface Header {
  readonly days: readonly string[];
  readonly names: readonly string[];
  /** Index of the line behind it. */
  readonly to: number;
}

function headerOf(cells: readonly string[], to: number): Header | undefined {
  const at = cells.findIndex((cell) => CLASS.test(cell));
  const [days, names] = [cells.slice(0, Math.max(at, 0)), cells.slice(at)];
  const areDays = days.every((cell) => {
    const meaning = readCell(cell, null)?.meaning;
    return meaning !== undefined && isDateMeaning(meaning);
  });
  const areClasses = names.length > 1 && names.every((cell) => CLASS.test(cell));
  return days.length > 0 && areDays && areClasses && new Set(names).size === names.length
    ? { days, names, to }
    : undefined;
}

/** The captions that begin at a line, over one line or two. */
function headerAt(lines: readonly TextLine[], at: number): Header | undefined {
  const [line, below] = [lines[at], lines[at + 1]];
  if (!line || !NAMES_A_CLASS.test(line.text)) return undefined;
  const cells = cellsOf(line);
  const under = below ? cellsOf(below) : [];
  const isTwo =
    cells.length > 2 && under.length === cells.length && !under.some((one) => /\d/.test(one));
  return headerOf(
    isTwo ? cells.map((cell, c) => `${cell} ${under[c] ?? ''}`) : cells,
    at + (isTwo ? 2 : 1),
  );
}

interface Row {
  readonly line: TextLine;
  readonly days: readonly string[];
  readonly amounts: readonly string[];
}

function rowOf(line: TextLine, { days, names }: Header): Row | undefined {
  const cells = cellsOf(line);
  const amounts = cells.slice(-names.length);
  const own = cells.slice(0, -names.length);
  const isTotal = own.length === 1 && TOTAL.test(own[0] ?? '');
  const isPayment = own.length === days.length && own.every((cell) => dateParts(cell));
  return (isTotal || isPayment) && amounts.every((one) => AMOUNT.test(one) || NOTHING.test(one))
    ? { line, days: isTotal ? days.map((_, i) => (i === 0 ? 'Total' : '')) : own, amounts }
    : undefined;
}

/** The lines with every such table as one for each class, one below the other. */
export function withClassesInColumns(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let isDivided = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as TextLine;
    const header = headerAt(lines, at);
    const rows: Row[] = [];
    let to = header?.to ?? at;
    for (; header && to < lines.length; to++) {
      const next = lines[to] as TextLine;
      const row = rowOf(next, header);
      if (row) rows.push(row);
      else if (next.text.trim() !== '') break;
    }
    // A row that is cut short would be one of the last class alone.
    const isCut = lines.slice(to, to + 1).some((next) => cellsOf(next).some(dateParts));
    if (!header || rows.length < 2 || isCut) {
      result.push(line);
      continue;
    }
    isDivided = true;
    header.names.forEach((name, c) => {
      const captions = [...header.days, 'Distribution per Share'];
      const paid = rows.filter(({ amounts }) => AMOUNT.test(amounts[c] ?? ''));
      result.push(
        lineOf('', line),
        lineOf(
          /\b(?:common|preferred|shares?|stock)\b/i.test(name) ? name : `${name} Shares`,
          line,
        ),
        lineOf(captions.join(' | '), line),
        ...paid.map(({ days, amounts, line: own }) =>
          lineOf([...days, amounts[c] ?? ''].join(' | '), own),
        ),
        lineOf('', line),
      );
    });
    at = to - 1;
  }
  return isDivided ? result : lines;
}
