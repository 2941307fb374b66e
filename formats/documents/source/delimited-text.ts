/** A table of cells between commas, semicolons or tabs to lines with a tab between the cells. */
import Papa from 'papaparse';
import { TextLines } from './limits.ts';

/** The text of a CSV or TSV file, its cells unquoted; the delimiter is the one that the file uses. */
export function delimitedText(text: string): string {
  const lines = new TextLines();
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    skipEmptyLines: false,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  for (const row of data) {
    const cells = row.map((cell) => cell.replace(/[\s\u00a0]+/g, ' ').trim());
    lines.push(cells.join('\t'));
  }
  return lines.toString();
}

/** A table has at least so many columns, and so many lines with its headings. */
const FEWEST_COLUMNS = 4;
const FEWEST_LINES = 3;
/** Columns that keep to their places are printed, and have commas of their own. */
const IN_PLACES = /\t|\||\S {2,}\S/;
const LONGEST_LINE = 2000;
/** A day or an amount by itself; a part of one, like the "2019" of "Jan 5, 2019", is none. */
const VALUE =
  /^(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|[a-z]{3,9}\.? \d{1,2}, \d{4}|\(?-?\$? ?-?(?:\d[\d,]*(?:\.\d*)?|\.\d+) ?%?\)?)$/i;

/** The cells of a line with its delimiter; undefined of a line that is prose, or in places. */
function cellsOf(line: string, delimiter: string): string[] | undefined {
  if (!line.includes(delimiter) || line.length > LONGEST_LINE || IN_PLACES.test(line.trim()))
    return undefined;
  const { data, errors } = Papa.parse<string[]>(line, { delimiter });
  const cells = data[0]?.map((cell) => cell.trim());
  return errors.length > 0 || !cells || cells.length < FEWEST_COLUMNS ? undefined : cells;
}

/** Whether what stands in a row below the headings are whole values, with names before them. */
function isRowOfValues(cells: readonly string[]): boolean {
  const values = cells.filter((cell) => VALUE.test(cell));
  const others = cells.slice(cells.findIndex((cell) => VALUE.test(cell)));
  return (
    values.length * 2 > cells.length && others.every((cell) => !/\d/.test(cell) || VALUE.test(cell))
  );
}

/**
 * A text whose tables have their cells between commas or semicolons, as who copies a CSV file has it: with tabs
 * there. Each line stays a line, and what is no such table stays as it is.
 * Example: headings and two rows of "3/14/2019,4/10/2019,$0.30,$0.18" are a table of four columns.
 * Awkward case: "Jan 5, 2019, Jan 8, 2019" without quotes: its years are no values, and it is left alone.
 */
export function withTabs(text: string): string {
  if (!/[,;]/.test(text)) return text;
  const lines = text.split('\n');
  for (const delimiter of [',', ';']) {
    const cells = lines.map((line) => cellsOf(line, delimiter));
    for (let from = 0, to = 1; from < lines.length; from = to++) {
      const head = cells[from];
      if (!head) continue;
      while (cells[to]?.length === head.length) to++;
      const rows = cells.slice(from, to).filter((row) => row !== undefined);
      if (rows.length < FEWEST_LINES || !rows.slice(1).every(isRowOfValues)) continue;
      rows.forEach((row, i) => (lines[from + i] = row.join('\t')));
    }
  }
  return lines.join('\n');
}
