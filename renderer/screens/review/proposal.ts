/** The questions that have a proposed answer, which the table shows filled in. */
import type { Reading } from './load.ts';

export type AskedQuestion = Reading['questions'][number];

/** The number of the chosen candidate, by the question's id. */
export type Answers = Readonly<Record<string, number>>;

/** Those that are answered by the proposal; the others are asked by their own panel. */
export function withProposal(questions: readonly AskedQuestion[]): readonly AskedQuestion[] {
  return questions.filter((question) => question.proposed !== null);
}

export function proposedAnswers(questions: readonly AskedQuestion[]): Answers {
  return Object.fromEntries(
    questions.flatMap(({ id, proposed }) => (proposed === null ? [] : [[id, proposed]])),
  );
}
