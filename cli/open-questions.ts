/**
 * What does a release leave open, and how is it answered? The next step of a refusal: the ids that a file
 * for --answers takes, and which candidate is what the book's owner said of the issuer's captions before.
 */
import { isDeepStrictEqual } from 'node:util';
import { readDocumentFile } from '../application/extraction/read-file.ts';
import type { KnownSecurity } from '../formats/allocation-document.ts';
import type { AskedQuestion } from '../formats/documents/draft/questions.ts';
import type { Reason } from './errors.ts';

const quotedIds = (questions: readonly AskedQuestion[]): string =>
  questions.map(({ id }) => `"${id}"`).join(', ');

/**
 * The questions of a release that is refused.
 * @param said what the book knows of captions; the numbers of candidates are those without it
 */
export function openQuestions(
  file: string,
  bytes: Uint8Array,
  questions: readonly AskedQuestion[],
  said: readonly KnownSecurity[],
): readonly Reason[] {
  const answerable = questions.filter(({ candidates }) => candidates.length > 0);
  const others = questions.filter(({ candidates }) => candidates.length === 0);
  const reading = readDocumentFile(bytes, file, { known: said });
  const remembered = answerable.flatMap((question) => {
    const again = reading.ok ? reading.reading.questions : [];
    const before = again.find(({ id }) => id === question.id);
    const likeliest = before?.candidates[before.proposed ?? -1];
    const number = question.candidates.findIndex(
      ({ edits, label }) =>
        likeliest?.label !== label && isDeepStrictEqual(edits, likeliest?.edits),
    );
    return number < 0 ? [] : [{ id: question.id, number }];
  });
  const [first] = answerable;
  const messages = [
    ...(first
      ? [
          `Open: ${quotedIds(answerable)}. "basisbook documents read ${file}" prints what can be answered; a file for --answers takes it, as {"${first.id}": 0}.`,
        ]
      : []),
    ...(remembered.length > 0
      ? [
          `What you said of this issuer’s captions before is {${remembered.map(({ id, number }) => `"${id}": ${number}`).join(', ')}}.`,
        ]
      : []),
    ...(others.length > 0
      ? [
          `Without candidates: ${quotedIds(others)}. Add the release in the window, under Documents, where its table can be corrected.`,
        ]
      : []),
  ];
  return messages.map((message) => ({ file, line: null, message }));
}
