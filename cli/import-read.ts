/** `basisbook import read FILE [--json] [--answers FILE]`: says what each line of a broker's file becomes. */
import { historyAnswers, withHistoryAnswers } from '../formats/accounts/answered.ts';
import { accountHistoryText } from '../formats/accounts/history-as-text.ts';
import { historyText, LARGEST_HISTORY_BYTES } from '../formats/accounts/history-text.ts';
import type { AccountHistory } from '../formats/accounts/history.ts';
import { readAccountHistory } from '../formats/accounts/read-account-history.ts';
import { reference } from '../resources/reference.ts';
import type { HistoryArguments } from './arguments.ts';
import { InputRefused, reasonLine } from './errors.ts';
import { readInput } from './files.ts';
import { DONE, REFUSED, type Io } from './io.ts';
import { repeatsOfFile } from './repeats.ts';

/** The text of a broker's file. Throws InputRefused where it has none. */
export function textOfHistory(file: string, io: Io): string {
  const read = historyText(readInput(io, file, LARGEST_HISTORY_BYTES), file);
  if ('problem' in read) throw InputRefused.of(file, read.problem);
  return read.text;
}

/** A history with the answers of a file, where there is one. Throws InputRefused with every reason. */
export function historyOfFile(
  file: string,
  answers: string | null,
  said: Readonly<Record<string, unknown>> | null,
  io: Io,
): AccountHistory {
  const reading = readAccountHistory(textOfHistory(file, io), reference.calendar);
  if ('problem' in reading) {
    throw new InputRefused([{ file, line: reading.line, message: reading.problem }]);
  }
  if (answers === null) return reading.history;
  const given = historyAnswers(said);
  if ('problem' in given) throw InputRefused.of(answers, given.problem);
  const answered = withHistoryAnswers(reading.history, given.answers);
  if ('problems' in answered) {
    throw new InputRefused(
      answered.problems.map((message) => ({ file: answers, line: null, message })),
    );
  }
  return answered.history;
}

/** What was read is printed in any case; while something is asked, the status is 1. */
export function importRead({ file, answers, json }: HistoryArguments, io: Io): number {
  const history = historyOfFile(file, answers, repeatsOfFile(answers, io).others, io);
  io.stdout(json ? `${JSON.stringify(history, null, 2)}\n` : accountHistoryText(history));
  io.stderr(
    history.questions.map(({ line, text }) => reasonLine({ file, line, message: text })).join(''),
  );
  return history.questions.length === 0 ? DONE : REFUSED;
}
