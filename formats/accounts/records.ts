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
/** As many lines, blank ones among them. */
const MOST_ROWS = MOST_RECORDS + 100_000;
/** As many cells as one record may have. */
const MOST_CELLS = 200;

type RecordsReading =
  | {
      readonly records: readonly FileRecord[];
      /** The mark between cells. */
      readonly separator: string;
    }
  | { readonly problem: string; readonly line: number | null };

const OPEN_QUOTES =
  'A quotation mark is opened and never closed, so the rest of the file cannot be told apart. Download the file again.';

const TOO_MANY = {
  problem: `The file has more than ${MOST_RECORDS} records. Download it again in parts, a few years each.`,
  line: null,
};

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

/** Takes the spaces around the cells of a record away, and says whether nothing is left. */
function isBlankTrimmed(cells: string[]): boolean {
  let isBlank = true;
  for (let place = 0; place < cells.length; place++) {
    const cell = withoutFormula((cells[place] as string).trim());
    if (cell !== '') isBlank = false;
    cells[place] = cell;
  }
  return isBlank;
}

/** The records of a text, blank ones left out; or what stands in the way. */
export function readRecords(text: string): RecordsReading {
  // One kind of line end, so that the count of lines does not depend on the writer.
  let clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  // A quotation mark that follows a separator and spaces opens a cell, for every spreadsheet.
  const mark = separatorOf(clean);
  const { data, errors, meta } = Papa.parse<string[]>(clean, {
    delimiter: mark,
    newline: '\n',
    preview: MOST_ROWS,
  });
  const open = errors.find(({ code }) => code === 'MissingQuotes')?.row;
  const mayBreak = clean.includes('"');
  const records: FileRecord[] = [];
  let line = 1;
  for (let row = 0; row < data.length; row++) {
    const cells = data[row] as string[];
    if (row === open) return { problem: OPEN_QUOTES, line };
    if (cells.length > MOST_CELLS) {
      const problem = `This line has ${cells.length} columns. Choose a broker's history.`;
      return { problem, line };
    }
    const at = line;
    line += 1 + (mayBreak ? breaksIn(cells) : 0);
    if (!isBlankTrimmed(cells)) records.push({ line: at, cells });
    if (records.length > MOST_RECORDS) return TOO_MANY;
  }
  return meta.truncated ? TOO_MANY : { records, separator: mark };
}
