/**
 * What was held before a history begins, as a person says it of the row that lacks the shares.
 *
 * A download often begins after the first purchase: a sale, a split or a transfer then finds fewer shares than it
 * needs. What was held before is one lot or several, each with its shares, its day and its cost; each is a purchase
 * of that day, so that payments and releases since then count for it.
 *
 * Example: `{ "before/6": { "shares": "47.4126", "acquired": "2015-03-02", "amount": "980.00" } }` of the sale of line 6.
 * Awkward case: the day is after that of the row: nothing would come of it, so it is refused.
 * Not handled: basis that was returned before: the releases of those years say it.
 */
import { quoted } from '../csv-values.ts';
import type { ImportProblem } from '../transactions-csv.ts';
import type { AnswerColumns } from './came-in.ts';
import type { AccountHistory, HistoryQuestion, HistoryRow, Knows } from './history.ts';

const ID = /^before\/(\d+)$/;

/** What a person says of each lot. */
const COLUMNS = ['shares', 'acquired', 'amount'] as const;
const ALLOWED: ReadonlySet<string> = new Set([...COLUMNS, 'lot', 'note']);

/** Under which it is answered what was held before a line. */
const beforeId = (line: number): string => `before/${line}`;

/** Whether an answer is about what was held before a line. */
export const isOfBefore = (id: string): boolean => ID.test(id);

/** How it is said in a file of answers. `shares`: as many as are missing at least. */
export function howToSayBefore(line: number, shares = '40'): string {
  return `{"${beforeId(line)}": {"shares": "${shares}", "acquired": "2000-06-12", "amount": "1650.00"}}, or a list of such lots`;
}

/** The question of a line whose shares are missing. */
export function questionOfBefore(line: number, text: string, knows: Knows): HistoryQuestion {
  const asks = { action: 'buy', columns: COLUMNS } as const;
  return { id: beforeId(line), line, text, knows, asks, candidates: [], proposed: null };
}

type Lots = readonly AnswerColumns[];

function lotsOf(answer: unknown): Lots | undefined {
  const lots = (Array.isArray(answer) ? answer : [answer]) as readonly unknown[];
  const are = lots.every((lot) => typeof lot === 'object' && lot !== null);
  return are && lots.length > 0 ? (lots as Lots) : undefined;
}

function problemOf(id: string, line: number, date: string, lots: Lots): string | undefined {
  for (const lot of lots) {
    const missing = COLUMNS.filter((column) => (lot[column] ?? '') === '');
    if (missing.length > 0) {
      const names = missing.map((column) => `"${column}"`).join(' and ');
      return `The answer to ${id} has no ${names}. Write ${howToSayBefore(line)}.`;
    }
    const foreign = Object.keys(lot).find((column) => !ALLOWED.has(column));
    if (foreign !== undefined) {
      return `The answer to ${id} has the column ${quoted(foreign)}; of shares that were held before there are ${COLUMNS.join(', ')}.`;
    }
    const { acquired = '' } = lot;
    if (/^\d{4}-\d\d-\d\d$/.test(acquired) && acquired > date) {
      return `The answer to ${id} has shares of ${acquired}, and the line is of ${date}: they were not there yet. Correct the day.`;
    }
  }
  return undefined;
}

/** The purchases that the answers are, each with the line that lacked them; or why one cannot be taken. */
export function heldBefore(
  { rows, claims }: Pick<AccountHistory, 'rows' | 'claims'>,
  answers: Readonly<Record<string, unknown>>,
): { readonly rows: readonly HistoryRow[]; readonly problems: readonly ImportProblem[] } {
  const made: HistoryRow[] = [];
  const problems: ImportProblem[] = [];
  for (const [id, answer] of Object.entries(answers)) {
    const line = Number(ID.exec(id)?.[1] ?? 0);
    const of = rows.find((row) => row.line === line) ?? claims.find((claim) => claim.line === line);
    const lots = lotsOf(answer);
    const problem =
      of === undefined
        ? `The file has no row at the line of ${quoted(id)}. Look at its questions again.`
        : lots === undefined
          ? `The answer to ${id} is no lot. Write ${howToSayBefore(line)}.`
          : problemOf(id, line, of.date, lots);
    if (problem !== undefined) problems.push({ line, message: problem });
    else if (of !== undefined) {
      const { security, account } = of;
      const cusip = 'cusip' in of && of.cusip !== undefined ? { cusip: of.cusip } : {};
      for (const { shares = '', acquired = '', amount = '', ...rest } of lots ?? []) {
        const row = { line, date: acquired, action: 'buy' as const, security, shares, amount };
        made.push({ ...rest, ...row, account, ...cusip });
      }
    }
  }
  return { rows: made, problems };
}
