/**
 * The name of a security, its number and its ticker in a column left of its rows, a line each: "Common Shares
 * 3/19/12 4/2/12 $0.13", "CUSIP: 461730103 6/15/12 …". They become a heading above the rows, which keep
 * their places.
 *
 * Not handled: names that bars part from the rows, which are cells of their own.
 */
import type { TextLine } from './lines.ts';

const DAY = String.raw`\d{1,2}\/\d{1,2}\/\d{2,4}`;
const ROW = new RegExp(
  String.raw`(?:^|\s)(${DAY}(?:\s+(?:${DAY}|\$?\s?[\d,]*\.?\d+%?|[-–—]))+)\s*$`,
);
const NAMES =
  /^(?:CUSIP\b|(?:Ticker |Trading )?Symbol\b|NYSE\b|NASDAQ\b)|\b(?:Common|Preferred|Stock|Shares?|Units?|Series [A-Z])\b/i;
const LONGEST_NAME = 60;

interface Row {
  readonly line: TextLine;
  readonly name: string;
  readonly values: number;
}

function rowIn(line: TextLine): Row | undefined {
  const [, values] = ROW.exec(line.text) ?? [];
  if (values === undefined || /[|\t]/.test(line.text)) return undefined;
  const name = line.text.slice(0, line.text.lastIndexOf(values)).trim();
  return name.length > LONGEST_NAME
    ? undefined
    : { line, name, values: values.trim().split(/\s+/).length };
}

function withHeading(rows: readonly Row[]): TextLine[] {
  const lines = rows.map(({ line }) => line);
  const names = rows.flatMap(({ name }) => (name === '' ? [] : [name]));
  const [first] = lines;
  const isAlike = rows.every(({ values }) => values === rows[0]?.values);
  // A name that every row has is none of a heading, but of the row.
  const areNames =
    names.length > 0 && names.length < rows.length && names.every((one) => NAMES.test(one));
  if (!first || rows.length < 3 || !isAlike || !areNames) return lines;
  const text = names.join(' ');
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
