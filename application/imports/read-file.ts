/**
 * What does a file of entries say: a table of our own, or the history of a broker with the answers to its
 * questions?
 *
 * A header with `action` whose columns are ours, nearly all of them, is that of our own table. Anything else
 * is read as a history; what is none is refused with its sentence.
 *
 * Example: Schwab's export of a year becomes 6 rows, 4 claims and 5 questions; with two of them answered
 * there are 8 rows and 3 questions. Awkward case: a workbook has no text to look at; its sheet is one.
 */
import { entriesOfHistory, withHistoryAnswers } from '../../formats/accounts/answered.ts';
import { historyText, withSheets } from '../../formats/accounts/history-text.ts';
import type {
  AccountHistory,
  StatedHolding,
  TickerOfCusip,
} from '../../formats/accounts/history.ts';
import { namesAmong } from '../../formats/accounts/named-securities.ts';
import type { HeaderOfFile, OwnLayout } from '../../formats/accounts/own-layouts.ts';
import { readAccountHistory } from '../../formats/accounts/read-account-history.ts';
import { choicesAmong } from '../../formats/accounts/table-doubts.ts';
import { COLUMNS } from '../../formats/transaction-row.ts';
import { readTransactionsCsv, type CsvReading } from '../../formats/transactions-csv.ts';
import { claimsOfHistory, type ClaimOfFile } from './claims-of-file.ts';
import type { WatchTask } from '../wire-work.ts';
import type { MarketCalendar } from '../../tax/facts/market-calendar.ts';

/** As the interface of the command line has them: the place of a candidate, columns, or null. */
export type GivenAnswers = Parameters<typeof withHistoryAnswers>[1];

export interface FileOfImport {
  /** By which the file is known again: its text, or what was read of it. */
  readonly key: string;
  readonly reading: CsvReading;
  /** With the questions that are still open; null for a table of our own. */
  readonly history: AccountHistory | null;
  /** What the broker says that it paid. */
  readonly claims: readonly ClaimOfFile[];
  /** What the file itself says is held. */
  readonly stated: readonly StatedHolding[];
  /** Which CUSIP it says is which ticker. */
  readonly tickers?: readonly TickerOfCusip[];
  /** Of a table that no layout describes: what a person can say of its columns; null where there is none. */
  readonly header: HeaderOfFile | null;
  /** Where a file is taken that is no history; null where nobody can say. */
  readonly belongs: 'documents' | null;
}

/** What is said of a file besides why it is refused. */
interface Refused extends Pick<FileOfImport, 'header' | 'belongs'> {
  readonly line: number | null;
}

/** Whether a header is that of our own table: it has the columns that every row needs, or no others than ours. */
function isOwnTable(text: string): boolean {
  const header = /\S[^\r\n]*/.exec(text)?.[0].toLowerCase() ?? '';
  const names = header.split(/[,;\t]/).map((name) => name.replace(/[\ufeff"]/g, '').trim());
  const own = names.filter((name) => (COLUMNS as readonly string[]).includes(name));
  const has = (name: string): boolean => names.includes(name);
  // A broker's table has a date and an action as well, and the security under another name.
  return has('action') && (own.length === names.length || own.length * 3 >= names.length * 2);
}

function ownTable(text: string, fileName: string): FileOfImport {
  return {
    key: text,
    reading: readTransactionsCsv(text, fileName),
    history: null,
    claims: [],
    stated: [],
    header: null,
    belongs: null,
  };
}

/**
 * Reads a text, or the bytes of a file; a refusal of the whole of it is a problem of the reading. Never throws on the
 * content.
 */
export function readImportFile(
  fileName: string,
  content: string | Uint8Array,
  answers: GivenAnswers,
  calendar: MarketCalendar,
  own: readonly OwnLayout[] = [],
  watch: WatchTask = () => undefined,
): FileOfImport {
  const refused = (
    message: string,
    { line = null, header = null, belongs = null }: Partial<Refused> = {},
  ): FileOfImport => ({
    belongs,
    key: '',
    reading: { rows: [], problems: [{ line, message }] },
    history: null,
    claims: [],
    stated: [],
    header,
  });
  const decoded: ReturnType<typeof historyText> =
    typeof content === 'string' ? { text: content } : historyText(content, fileName);
  if ('problem' in decoded) return refused(decoded.problem, decoded);
  const { text } = decoded;
  if (text.trim() === '' || isOwnTable(text)) return ownTable(text, fileName);
  const { names, others } = namesAmong(answers);
  const read = readAccountHistory(text, calendar, own, names, watch, choicesAmong(others));
  const { header = null } = read;
  if ('problem' in read) return refused(read.problem, read);
  const answered = withHistoryAnswers(withSheets(read.history, decoded), others);
  if ('problems' in answered) {
    // What it asks stays there, so that the answer can be another one.
    const { problems } = answered;
    return {
      key: '',
      reading: { rows: [], problems },
      history: read.history,
      claims: [],
      stated: [],
      header,
      belongs: null,
    };
  }
  const { history } = answered;
  return {
    key: text,
    reading: entriesOfHistory(history),
    history,
    claims: claimsOfHistory(history),
    stated: history.holdings,
    tickers: history.tickers,
    header,
    belongs: null,
  };
}
