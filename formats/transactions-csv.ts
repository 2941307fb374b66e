/**
 * What did the holder do? Reads the transactions file of the published interface.
 *
 * CSV with a header; column order is free; unknown columns, and columns that a row needs and the
 * header lacks, are errors that name them. The reader gives rows with exact values one by one, and for
 * everything that it could not read a problem with the line of the file. A file with a problem is not
 * to be used in part.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header".
 * Example:
 *   date,action,security,shares,amount
 *   2000-03-01,buy,AIV,100,3800.00
 * Awkward case: a quoted note with line breaks: the rows after it still have the file's own line numbers.
 * Not handled: brokers' own layouts.
 */
import Papa from 'papaparse';
import { quoted, type FieldResult } from './csv-values.ts';
import { RowsInOrder } from './row-order.ts';
import {
  ALWAYS_COLUMNS,
  COLUMNS,
  list,
  RowReader,
  type Column,
  type EntryOfFile,
} from './transaction-row.ts';

export type { EntryOfFile } from './transaction-row.ts';

export interface ImportProblem {
  /** Line of the file, from 1; null when it is about the whole file. */
  readonly line: number | null;
  /** A sentence that names the thing and the next step. */
  readonly message: string;
  /** The column that it is about, where it is about one. */
  readonly field?: 'date' | 'account' | 'security' | 'to' | 'shares' | 'lot' | 'acquired';
  /** Of an entry that needs shares which nothing before it brings: the entry. */
  readonly lacksShares?: string;
}

export interface CsvReading {
  readonly rows: readonly EntryOfFile[];
  readonly problems: readonly ImportProblem[];
}

/** A file of this size holds half a million rows; anything larger is not a file of transactions. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024;
export const MAX_PROBLEMS = 500;

/** The text of a transactions file; or, for a file that has none, a sentence that says what to do. */
export function decodeTransactionsCsv(bytes: Uint8Array, fileName: string): FieldResult<string> {
  if (bytes.length > MAX_CSV_BYTES) return { problem: tooLargeMessage(fileName) };
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return { value: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { problem: notTextMessage(fileName) };
  }
}

/** Takes a row as soon as it is read, so that no more than one of them need be held. */
export type TakeRow = (row: EntryOfFile) => void;

/**
 * Decodes a file's bytes and hands its rows to `take` in the order in which they happened; answers with every problem. With
 * one of them, what was taken is not to be used. Never throws on the bytes.
 */
export function takeTransactionsCsvBytes(
  bytes: Uint8Array,
  fileName: string,
  take: TakeRow,
): readonly ImportProblem[] {
  const decoded = decodeTransactionsCsv(bytes, fileName);
  return 'problem' in decoded
    ? refused(decoded.problem)
    : takeTransactionsCsv(decoded.value, fileName, take);
}

/**
 * Reads a transactions file. Never throws on the text.
 * `fileName` is used in messages only.
 */
export function readTransactionsCsv(text: string, fileName: string): CsvReading {
  const rows: EntryOfFile[] = [];
  const problems = takeTransactionsCsv(text, fileName, (row) => rows.push(row));
  // Where quotation marks do not pair, nothing is known of the rows before them either.
  return { rows: problems.some(isAboutQuotes) ? [] : rows, problems };
}

/** As `takeTransactionsCsvBytes`, of a text. */
export function takeTransactionsCsv(
  text: string,
  fileName: string,
  take: TakeRow,
): readonly ImportProblem[] {
  if (text.length > MAX_CSV_BYTES) return refused(tooLargeMessage(fileName));
  if (text.includes('\u0000')) return refused(notTextMessage(fileName));
  // One kind of line end, so that the count of lines does not depend on the writer.
  let clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(/\S[^\n]*/.exec(clean)?.[0] ?? '');
  if (delimiter === undefined) {
    return refused(
      'The header uses more than one of comma, semicolon and tab, so the columns cannot be told apart. Separate them all by commas.',
    );
  }
  const rows = new RowsInOrder(take);
  const file = new FileReading(fileName, (row) => rows.add(row));
  const mayBreak = clean.includes('"');
  let line = 1;
  Papa.parse<string[]>(clean, {
    delimiter,
    newline: '\n',
    step: ({ data, errors }, parser) => {
      // Only the first: after it, what is inside and what is outside of quotation marks is not known.
      const broken = errors.find((error) => error.type === 'Quotes');
      if (broken === undefined) file.row(data, line);
      else file.breakOff(line, broken.code === 'MissingQuotes' ? OPEN_QUOTE : TEXT_AFTER_QUOTE);
      if (file.isOver) parser.abort();
      line += 1 + (mayBreak ? lineBreaksIn(data) : 0);
    },
  });
  rows.end();
  return file.end();
}

const OPEN_QUOTE =
  'A quotation mark is opened and never closed. Close it, or write two for one that belongs to the text.';
const TEXT_AFTER_QUOTE =
  'Text follows a closing quotation mark. Write two quotation marks for one that belongs to the text.';

function isAboutQuotes({ message }: ImportProblem): boolean {
  return message === OPEN_QUOTE || message === TEXT_AFTER_QUOTE;
}

/** The place of each column; `null` stands for a column without a name, which must stay empty. */
type Header = readonly (Column | null)[];

const NO_VALUES = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Readonly<
  Record<Column, string>
>;

/** What is known of a file while its rows come in. */
class FileReading {
  readonly #fileName: string;
  readonly #take: TakeRow;
  #problems: ImportProblem[] = [];
  #header: Header | undefined;
  #headerLine = 0;
  #reader: RowReader | undefined;
  #rows = 0;
  /** Whether nothing that follows can be read. */
  isOver = false;

  constructor(fileName: string, take: TakeRow) {
    this.#fileName = fileName;
    this.#take = take;
  }

  row(cells: readonly string[], line: number): void {
    if (isBlank(cells)) return;
    if (this.#header === undefined) {
      this.#readHeader(cells, line);
      return;
    }
    this.#rows++;
    const values = this.#valuesOf(cells, this.#header, line);
    const row = values && this.#reader?.read(values, line);
    if (row !== undefined) this.#take(row);
  }

  /** Nothing else that was found is worth saying. */
  breakOff(line: number, message: string): void {
    this.#problems = [{ line, message }];
    this.isOver = true;
  }

  end(): readonly ImportProblem[] {
    if (!this.isOver && this.#header === undefined) {
      return refused(
        `${quoted(this.#fileName)} is empty. It needs a header with date, action, security, shares and amount, and a row per transaction.`,
      );
    }
    if (!this.isOver && this.#rows === 0) {
      this.#add(
        this.#headerLine,
        `${quoted(this.#fileName)} has a header and no rows. Add a row per transaction.`,
      );
    }
    // A column that a row lacks is said of the header.
    return limitProblems(this.#problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  }

  #add(line: number | null, message: string): void {
    this.#problems.push({ line, message });
  }

  #readHeader(cells: readonly string[], line: number): void {
    const names = cells.map((cell) => cell.trim().toLowerCase());
    this.#headerLine = line;
    for (const message of headerProblems(cells, names)) this.#add(line, message);
    this.isOver = this.#problems.length > 0;
    this.#header = names.map((name) => (name === '' ? null : (name as Column)));
    this.#reader = new RowReader(
      this.#header.filter((column) => column !== null),
      line,
      (at, message) => this.#add(at, message),
    );
  }

  #valuesOf(
    cells: readonly string[],
    header: Header,
    line: number,
  ): Record<Column, string> | undefined {
    const torn = cells.length > header.length ? tornNumber(cells) : undefined;
    if (torn !== undefined) {
      this.#add(
        line,
        `The row has ${cells.length} values for ${header.length} columns, and ${quoted(torn)} looks like one number. Write it without the comma, or in quotation marks.`,
      );
      return undefined;
    }
    const values = { ...NO_VALUES };
    for (let i = 0; i < cells.length; i++) {
      const value = (cells[i] as string).trim();
      if (value === '') continue;
      const column = header[i];
      if (column === undefined || column === null) {
        this.#add(
          line,
          `The row has ${quoted(value)} in column ${i + 1}, which the header does not name. Put a value that holds a comma in quotation marks.`,
        );
        return undefined;
      }
      values[column] = value;
    }
    return values;
  }
}

/** A number whose comma was taken for the end of a cell: "4,000.00"; undefined where none is. */
function tornNumber(cells: readonly string[]): string | undefined {
  for (let i = 1; i < cells.length; i++) {
    const [before = '', after = ''] = [cells[i - 1]?.trim(), cells[i]?.trim()];
    if (/^\d{1,3}$/.test(before) && /^\d{3}(?:\.\d+)?$/.test(after)) return `${before},${after}`;
  }
  return undefined;
}

/** As many names as a sentence can hold. */
const MOST_NAMED = 8;

/** The first of them, and how many more there are. */
function fewOf(names: readonly string[]): readonly string[] {
  return names.length <= MOST_NAMED
    ? names
    : [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`];
}

/** What is wrong with the header; `names` are its cells as they are compared. */
function* headerProblems(cells: readonly string[], names: readonly string[]): Generator<string> {
  const known = new Set<string>(COLUMNS);
  const unknown = cells.filter((_, i) => names[i] !== '' && !known.has(names[i] as string));
  if (unknown.length > 0) {
    yield `${unknown.length === 1 ? 'The column' : 'The columns'} ${list(fewOf(unknown.map((name) => quoted(name.trim()))))} ${unknown.length === 1 ? 'is' : 'are'} not known. Known are ${list(COLUMNS)}; rename or remove the others.`;
  }
  const missing = ALWAYS_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    yield `${missing.length === 1 ? 'The column' : 'The columns'} ${list(missing.map(quoted))} ${missing.length === 1 ? 'is' : 'are'} missing. The header needs ${list(ALWAYS_COLUMNS)}, and the columns that its rows use.`;
  }
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (name !== '' && seen.has(name)) twice.add(name);
    seen.add(name);
  }
  for (const name of [...twice].slice(0, MOST_NAMED)) {
    yield `The column ${quoted(name)} stands in the header twice. Keep one of them.`;
  }
  if (twice.size > MOST_NAMED) {
    yield `${twice.size - MOST_NAMED} more columns stand in the header twice. Keep one of each.`;
  }
}

function refused(message: string): readonly ImportProblem[] {
  return [{ line: null, message }];
}

function tooLargeMessage(fileName: string): string {
  return `${quoted(fileName)} is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB. Choose the file of transactions, or divide it by year.`;
}

function notTextMessage(fileName: string): string {
  return `${quoted(fileName)} is not text. Choose a CSV file; from a spreadsheet, save the sheet as "CSV UTF-8".`;
}

/** The first problems, and how many more there are: a wrong file cannot flood the screen. */
export function limitProblems(problems: readonly ImportProblem[]): readonly ImportProblem[] {
  const more = problems.length - MAX_PROBLEMS;
  if (more <= 0) return problems;
  return [
    ...problems.slice(0, MAX_PROBLEMS),
    { line: null, message: `There are ${more} more problems. Correct these first.` },
  ];
}

/** The separator that the header uses; undefined when it uses several. */
function delimiterOf(headerText: string): string | undefined {
  const bare = headerText.replace(/"[^"]*"/g, '');
  const found = [',', ';', '\t'].filter((candidate) => bare.includes(candidate));
  return found.length > 1 ? undefined : (found[0] ?? ',');
}

/** A quoted field with line breaks takes several lines. */
function lineBreaksIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
