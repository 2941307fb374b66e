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
