/**
 * The name of a security, its number and its ticker in a column left of its rows, a line each: "Common Shares
 * 3/19/12 4/2/12 $0.13", "CUSIP: 461730103 6/15/12 …". They become a heading above the rows, which keep
 * their places.
 *
 * A class of shares that every row of a table begins with ("Common 3/19/12 …") is its heading too.
 */
import type { TextLine } from './lines.ts';

const DAY = String.raw`\d{1,2}\/\d{1,2}\/\d{2,4}`;
const ROW = new RegExp(
  String.raw`(?:^|[\s|])(${DAY}(?:[\s|]+(?:${DAY}|\$?\s?[\d,]*\.?\d+%?|[-–—]))+)\s*$`,
);
const NAMES =
  /^(?:CUSIP\b|(?:Ticker |Trading )?Symbol\b|NYSE\b|NASDAQ\b)|\b(?:Common|Preferred|Stock|Shares?|Units?|Series [A-Z])\b/i;
/** The class of a row in a column of its own. */
const CLASS = /^(?:Common|Preferred|(?:Class|Series) [A-Z])(?: (?:Stock|Shares?|Units?))?$/i;
const LONGEST_NAME = 60;
const LONGEST_ROW = 400;

interface Row {
  readonly line: TextLine;
  readonly name: string;
  readonly values: number;
}

function rowIn(line: TextLine): Row | undefined {
  if (line.text.length > LONGEST_ROW) return undefined;
  const [, values] = ROW.exec(line.text) ?? [];
  if (values === undefined) return undefined;
  const name = line.text
    .slice(0, line.text.lastIndexOf(values))
    .replace(/[\s|]+$/, '')
    .trim();
  // What bars part from its row is a cell of its own, but for the class of all rows.
  if (name.length > LONGEST_NAME || (/[|\t]/.test(line.text) && !CLASS.test(name)))
    return undefined;
  return { line, name, values: values.trim().split(/[\s|]+/).length };
}

function withHeading(rows: readonly Row[]): TextLine[] {
  const lines = rows.map(({ line }) => line);
  const names = rows.flatMap(({ name }) => (name === '' ? [] : [name]));
  const [first] = lines;
  const isAlike = rows.every(({ values }) => values === rows[0]?.values);
  // A name that every row has is none of a heading, but of the row.
  const areNames =
    names.length > 0 && names.length < rows.length && names.every((one) => NAMES.test(one));
  const [own = ''] = names;
  const isClass = rows.length > 1 && CLASS.test(own) && rows.every(({ name }) => name === own);
  if (!first || !isAlike || !(isClass || (areNames && rows.length > 2))) return lines;
  const text = isClass ? own.replace(/(?<!Stock|Shares?|Units?)$/i, ' Stock') : names.join(' ');
  const heading = {
    ...first,
    text,
    columns: [...text].map((_, i) => Math.min(i, first.text.length - 1)),
    marks: [],
  };
  const bare = rows.map(({ line, name }) => ({
    ...line,
    text: line.text.replace(name, ' '.repeat(name.length)),
  }));
  return [heading, ...bare];
}

/** The lines with every such column of names above its rows. */
export function withNamesAbove(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  let rows: Row[] = [];
  for (const line of lines) {
    const row = rowIn(line);
    if (row) {
      rows.push(row);
      continue;
    }
    result.push(...withHeading(rows), line);
    rows = [];
  }
  return [...result, ...withHeading(rows)];
}

/** "Total Common Stock (Cusip # 015271109)", alone on its line or before its figures. */
const TOTAL_OF =
  /^[\s|]*Total\s+((?:(?:[A-Z\d][\w.%-]*\s+){0,6})(?:Common|Preferred)\s+(?:Stock|Shares?)(?:\s*\(?\s*cusip\s*(?:no\.?|number)?\s*#?:?\s*[\w -]{9,12}\)?)?)\s*(?=\||$|\t| {2}|\$)/i;
/** The ticker that each row of a section begins with, or that it has none. */
const TICKER = /^[\s|]*(?:N\/A|[A-Z]{2,5}(?:[ .-]?(?:PR)?[ .-]?[A-Z])?)(?=[\s|]*$|[\s|]+\d)/;
const BEGINS_WITH_DAY = new RegExp(String.raw`^[\s|]*${DAY}`);

/** Where the rows above a total begin: at their first day, or at the ticker before it. */
function firstRowAbove(lines: readonly TextLine[], from: number, to: number): number | undefined {
  const bare = (at: number): string => (lines[at]?.text ?? '').replace(TICKER, '');
  for (let at = from; at < to; at++) {
    if (!BEGINS_WITH_DAY.test(bare(at))) continue;
    let before = at - 1;
    while (before > from && /^[\s|]*$/.test(lines[before]?.text ?? '')) before--;
    const isTicker = /^[\s|]*$/.test(bare(before)) && TICKER.test(lines[before]?.text ?? '');
    return isTicker && before >= from ? before : at;
  }
  return undefined;
}

/**
 * The lines of sections that only their totals name, with the name above the rows of each: "Total Series D
 * Preferred Stock (Cusip # …)" below rows that begin with a ticker or "N/A", under captions for all sections.
 */
export function withNamesOfTotals(lines: readonly TextLine[]): readonly TextLine[] {
  const totals = lines.flatMap(({ text }, at) => {
    const [, name] = TOTAL_OF.exec(text) ?? [];
    return name === undefined ? [] : [{ at, name }];
  });
  if (totals.length < 2) return lines;
  const result = [...lines];
  const headings = new Map<number, TextLine>();
  let from = 0;
  for (const { at, name } of totals) {
    const first = firstRowAbove(lines, from, at);
    from = at + 1;
    const line = lines[at];
    if (first === undefined || !line) return lines;
    const start = line.text.indexOf(name);
    const columns = line.columns.slice(start, start + name.length);
    headings.set(first, { ...line, text: name, columns, marks: [] });
    const text = line.text.replace(name, ' '.repeat(name.length));
    result[at] = { ...line, text };
    for (let row = first; row < at; row++) {
      const own = result[row] as TextLine;
      result[row] = { ...own, text: own.text.replace(TICKER, (word) => ' '.repeat(word.length)) };
    }
  }
  return result.flatMap((line, at) => [
    ...(headings.has(at) ? [headings.get(at) as TextLine] : []),
    line,
  ]);
}
