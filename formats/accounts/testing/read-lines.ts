/** Reads lines as a broker's file, and says what they become in few words: for tests. */
import { reference } from '../../../resources/reference.ts';
import { withHistoryAnswers } from '../answered.ts';
import { historyAnswers } from '../answers-of-history.ts';
import type { AccountHistory } from '../history.ts';
import { readAccountHistory } from '../read-account-history.ts';

export function readText(text: string): AccountHistory {
  const reading = readAccountHistory(text, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

export function readLines(...lines: readonly string[]): AccountHistory {
  return readText(`${lines.join('\n')}\n`);
}

/** An OFX statement of one account with these transactions, each beginning on a line of its own from line 3. */
export function readOfxLines(...transactions: readonly string[]): AccountHistory {
  return readText(`OFXHEADER:100
<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>1</INVACCTFROM><INVTRANLIST>
${transactions.join('\n')}
</INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>
`);
}

/** "2024-03-05 buy 100 6200.00" */
export function rowsOf({ rows }: AccountHistory): string[] {
  return rows.map(({ date, action, shares, amount, ratio }) =>
    [date, action, shares, amount, ratio].filter(Boolean).join(' '),
  );
}

/** "line/3 [A purchase | Leave it out]" */
export function askedOf({ questions }: AccountHistory): string[] {
  return questions.map(({ id, candidates }) =>
    candidates.length === 0 ? id : `${id} [${candidates.map(({ label }) => label).join(' | ')}]`,
  );
}

/** "3 option" */
export function leftOf({ leftOut }: AccountHistory): string[] {
  return leftOut.map(({ line, why }) => `${line} ${why}`);
}

/** The history with these answers; what cannot be taken is thrown. */
export function answeredWith(history: AccountHistory, answers: unknown): AccountHistory {
  const given = historyAnswers(answers);
  if ('problem' in given) throw new Error(given.problem);
  const done = withHistoryAnswers(history, given.answers);
  if ('problems' in done) throw new Error(done.problems.map(({ message }) => message).join(' '));
  return done.history;
}
