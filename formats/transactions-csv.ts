/**
 * What did the holder do? Reads the transactions file of the published interface.
 *
 * CSV with a header; column order is free; unknown and missing columns are errors that name them.
 * The reader gives rows with exact values, and for everything that it could not read a problem with
 * the line of the file. A file with a problem is not to be used in part.
 *
 * Source: the published interface of the command line, "Transactions are CSV with a header".
 * Example:
 *   date,action,security,shares,amount
 *   2000-03-01,buy,AIV,100,3800.00
 * Awkward case: a quoted note with line breaks: the rows after it still have the file's own line numbers.
 * Not handled: split, transfer and exchange (refused with a sentence that says so); brokers' own layouts.
 */
import Papa from 'papaparse';
import type { Day } from '../tax/days.ts';
import type { Cents, Shares } from '../tax/money.ts';
import {
  quoted,
  readAmount,
  readDate,
  readName,
  readNote,
  readShares,
  type FieldResult,
} from './csv-values.ts';

/** One row of the file, with exact values. */
export interface CsvTransaction {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly date: Day;
  readonly action: 'buy' | 'reinvest' | 'sell';
  /** Ticker, CUSIP or name, as written. */
  readonly security: string;
  /** Null where the file names none. */
  readonly account: string | null;
  readonly shares: Shares;
  readonly amount: Cents;
  /** The name of the new lot, or the lot to sell from; null where the file names none. */
  readonly lot: string | null;
  readonly note: string | null;
}

export interface ImportProblem {
  /** Line of the file, from 1; null when it is about the whole file. */
  readonly line: number | null;
  /** A sentence that names the thing and the next step. */
  readonly message: string;
  /** The column that it is about, where it is about one. */
  readonly field?: 'date' | 'account' | 'security' | 'shares' | 'lot';
}

export interface CsvReading {
  readonly rows: readonly CsvTransaction[];
  readonly problems: readonly ImportProblem[];
}

const REQUIRED = ['date', 'action', 'security', 'shares', 'amount'] as const;
const OPTIONAL = ['account', 'lot', 'ratio', 'note'] as const;
const COLUMNS = [...REQUIRED, ...OPTIONAL] as const;
type Column = (typeof COLUMNS)[number];

const TAKEN_ACTIONS = new Set<string>(['buy', 'reinvest', 'sell']);
/** Actions of the calculation's section 8, which this version does not compute. */
const LATER_ACTIONS = new Set(['split', 'transfer', 'exchange']);

/** A file of this size holds half a million rows; anything larger is not a file of transactions. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024;
const MAX_NAME = 200;
const MAX_NOTE = 1000;
const MAX_PROBLEMS = 500;

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

/** Decodes a file's bytes and reads them. Never throws on the bytes. */
export function readTransactionsCsvBytes(bytes: Uint8Array, fileName: string): CsvReading {
  const decoded = decodeTransactionsCsv(bytes, fileName);
  return 'problem' in decoded
    ? refused(decoded.problem)
    : readTransactionsCsv(decoded.value, fileName);
}

/**
 * Reads a transactions file. Never throws on the text.
 * `fileName` is used in messages only.
 */
export function readTransactionsCsv(text: string, fileName: string): CsvReading {
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
  const parsed = Papa.parse<string[]>(clean, { delimiter, newline: '\n' });
  const lines = rowLines(parsed.data, clean.includes('"'));
  const problems = new Problems();
  // Only the first: after it, what is inside and what is outside of quotation marks is not known.
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken !== undefined) {
    problems.add(
      lines[broken.row ?? 0] ?? null,
      broken.code === 'MissingQuotes'
        ? 'A quotation mark is opened and never closed. Close it, or write two for one that belongs to the text.'
        : 'Text follows a closing quotation mark. Write two quotation marks for one that belongs to the text.',
    );
    return { rows: [], problems: problems.list() };
  }

  const headerRow = parsed.data.findIndex((cells) => !isBlank(cells));
  if (headerRow === -1) {
    return refused(
      `${quoted(fileName)} is empty. It needs a header with ${list(REQUIRED)}, and a row per transaction.`,
    );
  }
  const headerLine = lines[headerRow] as number;
  const header = readHeader(parsed.data[headerRow] as string[], headerLine, problems);
  if (header === undefined) return { rows: [], problems: problems.list() };

  const rows: CsvTransaction[] = [];
  for (let i = headerRow + 1; i < parsed.data.length; i++) {
    const cells = parsed.data[i] as string[];
    if (isBlank(cells)) continue;
    const row = readRow(cells, header, lines[i] as number, problems);
    if (row !== undefined) rows.push(row);
  }
  if (rows.length === 0 && problems.count === 0) {
    problems.add(
      headerLine,
      `${quoted(fileName)} has a header and no rows. Add a row per transaction.`,
    );
  }
  return { rows, problems: problems.list() };
}

function refused(message: string): CsvReading {
  return { rows: [], problems: [{ line: null, message }] };
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

/** Collects problems. */
class Problems {
  readonly #list: ImportProblem[] = [];

  get count(): number {
    return this.#list.length;
  }

  add(line: number | null, message: string): void {
    this.#list.push({ line, message });
  }

  list(): readonly ImportProblem[] {
    return limitProblems(this.#list);
  }
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) as string}`;
}

/** The separator that the header uses; undefined when it uses several. */
function delimiterOf(headerText: string): string | undefined {
  const bare = headerText.replace(/"[^"]*"/g, '');
  const found = [',', ';', '\t'].filter((candidate) => bare.includes(candidate));
  return found.length > 1 ? undefined : (found[0] ?? ',');
}

/** The line on which each row begins; a quoted field with line breaks takes several. */
function rowLines(rows: readonly string[][], mayBreak: boolean): number[] {
  const lines: number[] = new Array<number>(rows.length);
  let line = 1;
  for (let i = 0; i < rows.length; i++) {
    lines[i] = line++;
    if (!mayBreak) continue;
    for (const cell of rows[i] as string[]) {
      for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) line++;
    }
  }
  return lines;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The place of each column; `null` stands for a column without a name, which must stay empty. */
type Header = readonly (Column | null)[];

function readHeader(
  cells: readonly string[],
  line: number,
  problems: Problems,
): Header | undefined {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const known = new Set<string>(COLUMNS);
  const unknown = cells.filter((_, i) => names[i] !== '' && !known.has(names[i] as string));
  if (unknown.length > 0) {
    problems.add(
      line,
      `${unknown.length === 1 ? 'The column' : 'The columns'} ${list(unknown.map((name) => quoted(name.trim())))} ${unknown.length === 1 ? 'is' : 'are'} not known. Known are ${list(COLUMNS)}; rename or remove the others.`,
    );
  }
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    problems.add(
      line,
      `${missing.length === 1 ? 'The column' : 'The columns'} ${list(missing.map(quoted))} ${missing.length === 1 ? 'is' : 'are'} missing. The header needs ${list(REQUIRED)}.`,
    );
  }
  for (const name of new Set(names)) {
    if (name !== '' && names.indexOf(name) !== names.lastIndexOf(name)) {
      problems.add(
        line,
        `The column ${quoted(name)} stands in the header twice. Keep one of them.`,
      );
    }
  }
  if (problems.count > 0) return undefined;
  return names.map((name) => (name === '' ? null : (name as Column)));
}

function readRow(
  cells: readonly string[],
  header: Header,
  line: number,
  problems: Problems,
): CsvTransaction | undefined {
  const values: Record<Column, string> = {
    date: '',
    action: '',
    security: '',
    shares: '',
    amount: '',
    account: '',
    lot: '',
    ratio: '',
    note: '',
  };
  for (let i = 0; i < cells.length; i++) {
    const value = (cells[i] as string).trim();
    if (value === '') continue;
    const column = header[i];
    if (column === undefined || column === null) {
      problems.add(
        line,
        `The row has ${quoted(value)} in column ${i + 1}, which the header does not name. Put a value that holds a comma in quotation marks.`,
      );
      return undefined;
    }
    values[column] = value;
  }
  const before = problems.count;

  const action = values.action.toLowerCase();
  if (action !== '' && !TAKEN_ACTIONS.has(action)) {
    problems.add(
      line,
      LATER_ACTIONS.has(action)
        ? `The action ${quoted(values.action)} is not taken by this version yet. Leave the row out for now, and enter the lots as they stood after it.`
        : `The action ${quoted(values.action)} is not known. Write buy, reinvest or sell.`,
    );
    return undefined;
  }

  const missing = REQUIRED.filter((name) => values[name] === '');
  if (missing.length > 0) {
    problems.add(
      line,
      `The row has no ${list(missing)}. Fill ${missing.length === 1 ? 'it' : 'them'} in.`,
    );
  }
  if (values.ratio !== '') {
    problems.add(
      line,
      `The ratio ${quoted(values.ratio)} belongs to a split, not to ${quoted(values.action)}. Leave it empty.`,
    );
  }
  const take = <T>(text: string, read: (text: string) => FieldResult<T>): T | undefined => {
    if (text === '') return undefined;
    const result = read(text);
    if ('value' in result) return result.value;
    problems.add(line, result.problem);
    return undefined;
  };
  const date = take(values.date, readDate);
  const security = take(values.security, (text) => readName('security', text, MAX_NAME));
  const shares = take(values.shares, readShares);
  const amount = take(values.amount, readAmount);
  const account = take(values.account, (text) => readName('account', text, MAX_NAME));
  const lot = take(values.lot, (text) => readName('lot', text, MAX_NAME));
  const note = take(values.note, (text) => readNote(text, MAX_NOTE));
  if (
    problems.count > before ||
    date === undefined ||
    security === undefined ||
    shares === undefined ||
    amount === undefined
  ) {
    return undefined;
  }
  return {
    line,
    date,
    action: action as CsvTransaction['action'],
    security,
    account: account ?? null,
    shares,
    amount,
    lot: lot ?? null,
    note: note ?? null,
  };
}
