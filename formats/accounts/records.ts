/**
 * Which records does a delimited text hold, and on which line does each begin?
 *
 * Quotation marks, line breaks inside them and doubled marks are papaparse's; here the separator is
 * found by which one cuts the text into the widest records, and each record keeps its first line.
 *
 * Example: `"Branch Lodging\nCUSIP: 105230108"` is one cell of a record that takes two lines.
 * Awkward case: Merrill writes a space before every comma, and after a closing quotation mark.
 * Not handled: separators of more than one character.
 */
import Papa from 'papaparse';

export interface FileRecord {
  /** From 1. */
  readonly line: number;
  /** Without spaces around them. */
  readonly cells: readonly string[];
}

/** As many records as a file may have. */
const MOST_RECORDS = 500_000;
/** As many cells as one record may have. */
const MOST_CELLS = 200;

type RecordsReading =
  | {
      readonly records: readonly FileRecord[];
      /** The mark between cells. */
      readonly separator: string;
    }
  | { readonly problem: string; readonly line: number | null };

const SEPARATORS = [',', '\t', ';', '|'];

/** The separator of which most lines of the beginning have several; empty ones stand between sheets. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, 60);
  const counts = SEPARATORS.map((mark) =>
    lines.reduce((sum, line) => {
      const found = line.replace(/"[^"]*"/g, '').split(mark).length - 1;
      return sum + (found >= 2 ? found : 0);
    }, 0),
  );
  return SEPARATORS[counts.indexOf(Math.max(...counts))] as string;
}

function breaksIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}

/** A cell that is written as a formula of its text, so that a spreadsheet keeps its zeros: ="00123". */
function withoutFormula(cell: string): string {
  return cell.startsWith('="') ? cell.replace(/^="([^"]*)"$/, '$1').trim() : cell;
}

/** The records of a text, blank ones left out; or what stands in the way. */
export function readRecords(text: string): RecordsReading {
  // One kind of line end, so that the count of lines does not depend on the writer.
  let clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  // A quotation mark that follows a separator and spaces opens a cell, for every spreadsheet.
  const mark = separatorOf(clean);
  const records: FileRecord[] = [];
  const mayBreak = clean.includes('"');
  let line = 1;
  let problem: { problem: string; line: number | null } | undefined;
  Papa.parse<string[]>(clean, {
    delimiter: mark,
    newline: '\n',
    step: ({ data, errors }, parser) => {
      if (errors.some((error) => error.code === 'MissingQuotes')) {
        problem = {
          problem:
            'A quotation mark is opened and never closed, so the rest of the file cannot be told apart. Download the file again.',
          line,
        };
      } else if (data.length > MOST_CELLS) {
        problem = {
          problem: `This line has ${data.length} columns. Choose a broker's history.`,
          line,
        };
      } else if (records.length === MOST_RECORDS) {
        problem = {
          problem: `The file has more than ${MOST_RECORDS} records. Download it again in parts, a few years each.`,
          line: null,
        };
      }
      if (problem !== undefined) {
        parser.abort();
        return;
      }
      const at = line;
      line += 1 + (mayBreak ? breaksIn(data) : 0);
      let isBlank = true;
      for (let place = 0; place < data.length; place++) {
        const cell = withoutFormula((data[place] as string).trim());
        if (cell !== '') isBlank = false;
        data[place] = cell;
      }
      if (!isBlank) records.push({ line: at, cells: data });
    },
  });
  return problem ?? { records, separator: mark };
}
