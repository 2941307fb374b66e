/** What is asked about a document, for a person: each id with its candidates, and what they would make of it. */
import type { DocumentSecurityJson } from './allocation-document.ts';
import { securityLines } from './allocation-document-text.ts';
import { heading } from './text-sections.ts';
import { TERMINAL_WIDTH, wrapped } from './text-table.ts';

interface ShownQuestion {
  readonly id: string;
  readonly line: number | null;
  readonly text: string;
  readonly candidates: readonly { readonly label: string }[];
  /** The number of the likeliest candidate; null where none is. */
  readonly proposed: number | null;
}

function questionLines({ id, line, text, candidates, proposed }: ShownQuestion): string[] {
  const place = line === null ? '' : ` (line ${line})`;
  const answers = candidates.flatMap(({ label }, i) =>
    wrapped(`${i}: ${label}${i === proposed ? ' (proposed)' : ''}`, TERMINAL_WIDTH - 2, '   ').map(
      (one) => `  ${one}`,
    ),
  );
  const none = ['  There is no candidate: correct the text, or its table in the window.'];
  return [
    ...wrapped(`${id}${place}: ${text}`, TERMINAL_WIDTH, '  '),
    ...(answers.length === 0 ? none : answers),
  ];
}

/** Nothing where nothing is asked. The proposal are the securities as they would be with every proposed answer. */
export function questionsText(
  questions: readonly ShownQuestion[],
  proposal: readonly DocumentSecurityJson[] | null,
): string {
  const example = questions.find(({ candidates }) => candidates.length > 0);
  if (questions.length === 0) return '';
  const lines = [
    '',
    ...heading('Questions'),
    ...questions.flatMap(questionLines),
    ...(example
      ? wrapped(
          `Answer with --answers and a file of JSON, the id and the number of a candidate: {"${example.id}": ${example.proposed ?? 0}}.`,
          TERMINAL_WIDTH,
          '',
        )
      : []),
  ];
  if (proposal !== null) {
    lines.push('', ...heading('Proposal: as it would be with every proposed answer'));
    for (const security of proposal) lines.push(...securityLines(security), '');
    lines.pop();
  }
  return `${lines.join('\n')}\n`;
}
