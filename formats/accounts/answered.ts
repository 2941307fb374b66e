/**
 * What does a history say once its questions are answered?
 *
 * An answer is the place of a candidate, the columns of the row that the record becomes, or null where
 * the record is left out. Columns that the question knows need not be said again. Nothing is taken
 * that the transactions file would not take: each row is read as one of its rows.
 *
 * Source: the published interface of the command line, "basisbook import read", `--answers`.
 * Example: `{ "line/14": { "ratio": "3:1" }, "line/12": null }`; of shares that came in a list is as many lots.
 * Awkward case: a file that is newest first is turned, so that a purchase stands before the sale of its day.
 * Not handled: answers to questions that the file does not ask; they are refused by name.
 */
import { quoted } from '../csv-values.ts';
import { COLUMNS, RowReader, type Column, type EntryOfFile } from '../transaction-row.ts';
import type { ImportProblem } from '../transactions-csv.ts';
import type { HistoryAnswer, HistoryAnswers } from './answers-of-history.ts';
import { cameIn, type AnswerColumns } from './came-in.ts';
import { wrongWay } from './split-answers.ts';
import { heldBefore, isOfBefore } from './held-before.ts';
import type { AccountHistory, Claim, HistoryQuestion, HistoryRow, LeftOutLine } from './history.ts';

const ROW_COLUMNS: ReadonlySet<string> = new Set<string>(COLUMNS);

/**
 * What a record says with what a person says of it. The ratio alone makes a split of shares that came as a dividend,
 * and a split has neither the shares nor the money of its record.
 */
function asAnswered(known: AnswerColumns, given: AnswerColumns): Record<string, string> {
  const isSplit =
    given['action'] === 'split' ||
    (given['action'] === undefined &&
      known['action'] === 'stock-dividend' &&
      (given['ratio'] ?? '') !== '');
  const { shares: _, amount: __, ...rest } = known;
  return isSplit ? { ...rest, action: 'split', ...given } : { ...known, ...given };
}

/** The row that columns make of a question; or what they lack. */
function rowOfAnswer(
  question: HistoryQuestion,
  given: AnswerColumns,
): HistoryRow | { readonly problem: string } {
  const foreign = Object.keys(given).find((name) => !ROW_COLUMNS.has(name));
  if (foreign !== undefined) {
    return {
      problem: `The answer to ${question.id} has the column ${quoted(foreign)}, which no row has. Known are ${COLUMNS.join(', ')}.`,
    };
  }
  const known = Object.entries(question.knows).filter(([name]) => ROW_COLUMNS.has(name));
  const {
    date = '',
    action = '',
    security = '',
    shares,
    amount,
    account,
    ...rest
  } = asAnswered(Object.fromEntries(known), given);
  return {
    ...rest,
    line: question.line,
    date,
    action: action as HistoryRow['action'],
    security,
    shares: shares ?? null,
    amount: amount ?? null,
    account: account ?? null,
  };
}

type Applied =
  | { readonly rows: readonly HistoryRow[] }
  | { readonly leftOut: LeftOutLine }
  | { readonly claim: Claim }
  | null
  | { readonly problem: string };

/** The rows of an answer: more than one only where shares of several lots came in. */
function rowsOfAnswer(
  question: HistoryQuestion,
  answer: AnswerColumns | readonly AnswerColumns[],
): { readonly rows: readonly HistoryRow[] } | { readonly problem: string } {
  const isSeveral = question.asks !== undefined || 'cashOfFraction' in question.knows;
  if (!isSeveral && Array.isArray(answer)) {
    const problem = `The answer to ${question.id} is a list, and its line is one row. Write the columns of that row.`;
    return { problem };
  }
  const own = Array.isArray(answer) ? answer : [answer as AnswerColumns];
  const given = question.asks === undefined ? own : cameIn(question, answer);
  if ('problem' in given) return { problem: String(given.problem) };
  const rows: HistoryRow[] = [];
  for (const columns of given) {
    const row = rowOfAnswer(question, columns);
    if ('problem' in row) return row;
    const problem = wrongWay(question, row);
    if (problem !== undefined) return { problem };
    rows.push(row);
  }
  return { rows };
}

function applied(question: HistoryQuestion, answer: HistoryAnswer): Applied {
  if (answer === null) return { leftOut: { line: question.line, why: 'left out by you' } };
  if (typeof answer !== 'number') return rowsOfAnswer(question, answer);
  const candidate = question.candidates[answer];
  if (candidate === undefined) {
    return {
      problem: `The question ${question.id} has ${question.candidates.length} candidates, numbered from 0, and none with the number ${answer}.`,
    };
  }
  if (candidate.row !== null) return { rows: [candidate.row, ...(candidate.more ?? [])] };
  if (candidate.claim !== undefined) return { claim: candidate.claim };
  // What is asked of a whole table is no record.
  return question.id.startsWith('line/')
    ? { leftOut: { line: question.line, why: 'left out by you' } }
    : null;
}

/** The history with these questions answered; or every reason why an answer cannot be taken, with the line of the file. */
export function withHistoryAnswers(
  history: AccountHistory,
  answers: HistoryAnswers,
): { readonly history: AccountHistory } | { readonly problems: readonly ImportProblem[] } {
  const problems: ImportProblem[] = Object.keys(answers)
    .filter((id) => !isOfBefore(id) && !history.questions.some((question) => question.id === id))
    .map((id) => ({
      line: null,
      message: `The file asks no question ${quoted(id)}. It may have been read anew; look at its questions again.`,
    }));
  const rows = [...history.rows];
  const claims = [...history.claims];
  const leftOut = [...history.leftOut];
  const open: HistoryQuestion[] = [];
  for (const question of history.questions) {
    if (!Object.hasOwn(answers, question.id)) {
      open.push(question);
      continue;
    }
    const done = applied(question, answers[question.id] as HistoryAnswer);
    if (done === null) continue;
    if ('problem' in done) problems.push({ line: question.line, message: done.problem });
    else if ('rows' in done) rows.push(...done.rows);
    else if ('claim' in done) claims.push(done.claim);
    else leftOut.push(done.leftOut);
  }
  const before = heldBefore(
    { rows, claims },
    Object.fromEntries(Object.entries(answers).filter(([id]) => isOfBefore(id))),
  );
  rows.push(...before.rows);
  problems.push(...before.problems);
  if (problems.length > 0) return { problems };
  const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;
  return {
    history: {
      ...history,
      rows: rows.toSorted(byLine),
      claims: claims.toSorted(byLine),
      leftOut: leftOut.toSorted(byLine),
      questions: open,
    },
  };
}

/** The rows in the order in which they happened, as far as the file tells it. */
export function rowsInOrder({
  rows,
  order,
}: Pick<AccountHistory, 'rows' | 'order'>): readonly HistoryRow[] {
  // Lots of one line stay as the answer has them.
  const turned = order === 'newest first' ? rows.toSorted((a, b) => b.line - a.line) : rows;
  return turned.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const NOTHING = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>;

/** The entries that the rows are, each with its line of the broker's file; and what cannot be taken. */
export function entriesOfHistory(history: Pick<AccountHistory, 'rows' | 'order'>): {
  readonly rows: readonly EntryOfFile[];
  readonly problems: readonly ImportProblem[];
} {
  const problems: ImportProblem[] = [];
  const reader = new RowReader(COLUMNS, 0, (line, message) => problems.push({ line, message }));
  const rows = rowsInOrder(history).flatMap((row) => {
    const values = { ...NOTHING };
    for (const column of COLUMNS) {
      const value = (row as unknown as Readonly<Record<string, unknown>>)[column];
      if (typeof value === 'string') values[column] = value;
    }
    return reader.read(values, row.line) ?? [];
  });
  return { rows, problems };
}
