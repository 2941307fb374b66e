/** `basisbook import read FILE [--json] [--answers FILE]`: says what each line of a broker's file becomes. */
import { withHistoryAnswers } from '../formats/accounts/answered.ts';
import { historyAnswers } from '../formats/accounts/answers-of-history.ts';
import { accountHistoryText } from '../formats/accounts/history-as-text.ts';
import { withDaysToCome } from '../formats/accounts/days-to-come.ts';
import {
  historyText,
  withSheets,
  LARGEST_HISTORY_BYTES,
  type TextOfHistory,
} from '../formats/accounts/history-text.ts';
import type { AccountHistory } from '../formats/accounts/history.ts';
import { namesAmong } from '../formats/accounts/named-securities.ts';
import {
  layoutForHeader,
  type HeaderOfFile,
  type OwnLayout,
} from '../formats/accounts/own-layouts.ts';
import { dayHere } from '../application/reports/day-here.ts';
import { readAccountHistory } from '../formats/accounts/read-account-history.ts';
import { choicesAmong } from '../formats/accounts/table-doubts.ts';
import { reference } from '../resources/reference.ts';
import type { HistoryArguments } from './arguments.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { readInput } from './files.ts';
import { DONE, REFUSED, type Io } from './io.ts';
import { repeatsOfFile } from './repeats.ts';

/** The text of a broker's file, and where sheets of it begin. Throws InputRefused where it has none. */
export function textOfHistory(file: string, io: Io): TextOfHistory {
  const read = historyText(readInput(io, file, LARGEST_HISTORY_BYTES), file);
  if ('problem' in read) throw InputRefused.of(file, read.problem);
  return read;
}

/** A history with what was answered of it, and the layout that was said of its header. */
interface AnsweredHistory {
  readonly history: AccountHistory;
  readonly layout: OwnLayout | undefined;
}

/** How a header that nobody knows is explained. */
function howToSay({ headings }: HeaderOfFile): string {
  return ` Or say what its columns hold, in a file for --answers: {"layout": {"name": "…", "columns": {"${headings[0] ?? ''}": "tradeDate", …}, "words": {"…": "buy"}}}. Its columns are "${headings.join('", "')}".`;
}

/**
 * A history with the answers of a file, where there is one; `own` are the layouts of the book. Throws
 * InputRefused with every reason.
 */
export function historyOfFile(
  file: string,
  answers: string | null,
  said: Readonly<Record<string, unknown>> | null,
  io: Io,
  own: readonly OwnLayout[] = [],
): AnsweredHistory {
  const read = textOfHistory(file, io);
  const { layout: saidOfHeader, ...rest } = said ?? {};
  const { names, others } = namesAmong(rest);
  const readBy = (layouts: readonly OwnLayout[]) =>
    readAccountHistory(
      read.text,
      reference.calendar,
      layouts,
      names,
      undefined,
      choicesAmong(others),
    );
  let reading = readBy(own);
  let layout: OwnLayout | undefined;
  if (answers !== null && typeof saidOfHeader === 'object' && saidOfHeader !== null) {
    if (reading.header === undefined) {
      throw InputRefused.of(
        answers,
        'The columns of this file are known, so its layout is not asked.',
      );
    }
    const made = layoutForHeader(reading.header, saidOfHeader);
    if ('problem' in made) throw InputRefused.of(answers, made.problem);
    layout = made.layout;
    reading = readBy([...own, layout]);
  }
  if ('problem' in reading) {
    const { problem, line, header } = reading;
    throw new InputRefused([
      { file, line, message: `${problem}${header ? howToSay(header) : ''}` },
    ]);
  }
  const whole = withSheets(reading.history, read);
  if (answers === null) return { history: whole, layout };
  const given = historyAnswers(others);
  if ('problem' in given) throw InputRefused.of(answers, given.problem);
  const answered = withHistoryAnswers(whole, given.answers);
  if ('problems' in answered) {
    throw new InputRefused(
      answered.problems.map(({ message }) => ({ file: answers, line: null, message })),
    );
  }
  return { history: answered.history, layout };
}

/** What was read is printed in any case; while something is asked, the status is 1. */
export function importRead({ file, answers, json }: HistoryArguments, io: Io): number {
  const read = historyOfFile(file, answers, repeatsOfFile(answers, io).others, io);
  const history = withDaysToCome(read.history, dayHere(new Date()));
  io.stdout(json ? `${JSON.stringify(history, null, 2)}\n` : accountHistoryText(history));
  io.stderr(
    history.questions.map(({ line, text }) => reasonLine({ file, line, message: text })).join(''),
  );
  return history.questions.length === 0 ? DONE : REFUSED;
}
