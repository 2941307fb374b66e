/**
 * What text do the bytes of a broker's file hold, and is it a history at all?
 *
 * Text in any encoding that brokers write; a workbook gives the tables of its sheets, each row of the first on the line
 * of its number, and those of the others below their names, from a round number on, which a notice tells. A statement as PDF,
 * an issuer's release and what is no text are refused, each with what to do instead.
 */
import { workbookText, type SheetLine } from '../documents/source/workbook-text.ts';
import type { AccountHistory, HistoryNotice } from './history.ts';
import { looksTaxDeferred } from './tax-deferred-names.ts';
import { saidByTitle } from './section-titles.ts';
import { quoted } from '../csv-values.ts';

/** The text of a file, and where the sheets of a workbook begin, but for the first. */
export interface TextOfHistory {
  readonly text: string;
  readonly sheets?: readonly SheetLine[];
}

type HistoryText =
  | TextOfHistory
  | {
      readonly problem: string;
      /** Where it may be taken instead. */ readonly belongs?: 'documents';
    };

/** Larger than the history of a lifetime. */
export const LARGEST_HISTORY_BYTES = 64 * 1024 * 1024;

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function decoded(bytes: Uint8Array): string | undefined {
  const attempt = (encoding: string): string | undefined => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  if (startsWith(bytes, 0xff, 0xfe)) return attempt('utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return attempt('utf-16be');
  return attempt('utf-8') ?? attempt('windows-1252');
}

/** Whether the name of a sheet says nothing of an account, a security or what its rows are, as a title can. */
function saysNothing(sheet: string): boolean {
  const words = sheet.replace(/\b(?:19|20)\d\d\b/g, '');
  return (
    !/account|\(|:|\d{3}/i.test(words) && !looksTaxDeferred(words) && saidByTitle([words]) === null
  );
}

/** A history with where the rows of sheets are found whose lines are not the numbers of their rows. */
export function withSheets(
  history: AccountHistory,
  { sheets = [] }: TextOfHistory,
): AccountHistory {
  if (sheets.length === 0) return history;
  const notices = sheets.map(({ name, line }): HistoryNotice => ({
    level: 'info',
    code: 'sheet-lines',
    message: `Row 1 of the sheet ${quoted(name)} is line ${line + 1} here, and so on.`,
    line: null,
  }));
  return { ...history, notices: [...notices, ...history.notices] };
}

/** The text of a history; or the sentence that says what the file is. Never throws on the bytes. */
export function historyText(bytes: Uint8Array, fileName: string): HistoryText {
  const name = quoted(fileName);
  if (bytes.length > LARGEST_HISTORY_BYTES) {
    return {
      problem: `${name} is larger than ${LARGEST_HISTORY_BYTES / 1024 / 1024} MB. Download the history in parts, a few years each.`,
    };
  }
  if (bytes.length === 0) return { problem: `${name} is empty. Download the history again.` };
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) {
    return {
      belongs: 'documents',
      problem: `${name} is a PDF. A statement cannot be read line by line; download the history of the account as CSV, QFX or QIF. If it is what an issuer published, add it under Documents.`,
    };
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { problem: `${name} is an old Excel file (xls). Open it and save the sheet as CSV.` };
  }
  if (startsWith(bytes, 0x50, 0x4b)) {
    try {
      const sheets: SheetLine[] = [];
      const text = workbookText(bytes, saysNothing, (sheet) => sheets.push(sheet));
      if (text !== undefined) return { text, sheets };
    } catch {
      // Said below: whatever is wrong with it, it is not readable.
    }
    return {
      problem: `${name} is an archive or a workbook that cannot be read. Open it and save the sheet as CSV.`,
    };
  }
  const text = decoded(bytes);
  if (text === undefined || text.slice(0, 100_000).includes('\0')) {
    return {
      problem: `${name} is not text. Download the history of the account as CSV, QFX or QIF.`,
    };
  }
  return text.trim() === ''
    ? { problem: `${name} is empty. Download the history again.` }
    : { text };
}
