/** A file of answers to the questions of a document. */
import type { DocumentDraft } from '../formats/documents/draft/draft.ts';
import { withAnswers, type Answers } from '../formats/documents/draft/questions.ts';
import { knownSecurities } from '../resources/reference.ts';
import { InputRefused } from './errors.ts';
import { readInput } from './files.ts';
import type { Io } from './io.ts';

/** The answers of a file: ids of questions, each with the number of a candidate. */
function answersIn(file: string, io: Io): Answers {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(readInput(io, file)));
  } catch (error) {
    if (error instanceof InputRefused) throw error;
    throw InputRefused.of(file, 'The file is no JSON. Write {"columns/1": 0}, an id and a number.');
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : null;
  if (!entries || Array.isArray(value) || !entries.every(([, one]) => Number.isSafeInteger(one))) {
    throw InputRefused.of(
      file,
      'The answers are no object of numbers. Write {"columns/1": 0}: the id of each question and the number of a candidate, from 0.',
    );
  }
  return Object.fromEntries(entries as [string, number][]);
}

/** A document's table with the answers of a file. Throws InputRefused where one of them answers nothing. */
export function answeredDraft(draft: DocumentDraft, answers: string, io: Io): DocumentDraft {
  return draftWith(draft, answersIn(answers, io), answers);
}

/** The same of answers that were read. Throws InputRefused, which names their file. */
export function draftWith(draft: DocumentDraft, answers: Answers, file: string): DocumentDraft {
  const taken = withAnswers(draft, answers, { known: knownSecurities });
  if (!taken.ok) throw InputRefused.of(file, taken.message);
  return taken.draft;
}
