/**
 * What has to be asked of a whole table, because it can be read in more than one way?
 *
 * The answer is the number of a candidate, and the file is read by it. Until then it is read by the first of them.
 *
 * Example: `{ "days/1": 1 }`: of the two orders of day and month that fit a table, the second one.
 * Not handled: what is asked of one record.
 */
import type { HistoryQuestion } from './history.ts';

export interface TableDoubt {
  readonly kind: 'days' | 'numbers' | 'currency';
  readonly text: string;
  readonly candidates: readonly string[];
  readonly proposed: number | null;
}

/** What was said of tables, by the ids of their questions. */
export type TableChoices = Readonly<Record<string, number>>;

const idOf = (kind: TableDoubt['kind'], line: number): string => `${kind}/${line}`;

/** The candidate that was chosen of a table, by the line of its headings; undefined where nothing was said. */
export function chosen(
  choices: TableChoices,
  kind: TableDoubt['kind'],
  line: number,
): number | undefined {
  return choices[idOf(kind, line)];
}

/** What among the answers is said of whole tables. */
export function choicesAmong(answers: Readonly<Record<string, unknown>>): TableChoices {
  return Object.fromEntries(
    Object.entries(answers).filter(
      (entry): entry is [string, number] =>
        /^(?:days|numbers|currency)\/\d+$/.test(entry[0]) && typeof entry[1] === 'number',
    ),
  );
}

/** The question of a doubt about the table with its headings on this line. */
export function questionOf(
  { kind, text, candidates, proposed }: TableDoubt,
  line: number,
): HistoryQuestion {
  return {
    id: idOf(kind, line),
    line,
    text,
    knows: {},
    candidates: candidates.map((label) => ({ label, row: null })),
    proposed,
  };
}
