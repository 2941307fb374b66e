/**
 * What stands in the way of accepting a table, each with the answers that are one press: the questions of
 * the check, and those of its problems that something other than a figure answers.
 */
import { choose, dropSecurity, dropTotals, settle, type Draft } from './draft-edits.ts';
import { canBeSettled } from './draft-words.ts';
import type { Reading } from './load.ts';

interface GivenAnswer {
  readonly label: string;
  readonly take: (draft: Draft) => Draft;
  /** Another way out than what the question offers by itself. */
  readonly aside?: true;
}

export interface ToAnswer {
  readonly id: string;
  readonly message: string;
  readonly line: number | null;
  readonly pointer: string | null;
  readonly answers: readonly GivenAnswer[];
}

type Check = Reading['check'];
type Problem = Check['problems'][number];

/** Problems that are over once their table is left out, and no figure of it can mend. */
const OF_A_WHOLE_TABLE = new Set([
  'security-not-named',
  'security-twice',
  'security-without-table',
  'no-payments',
]);
const ABOUT_COLUMNS = new Set(['unknown-caption', 'captions-unclear', 'no-captions']);

function securityAt(pointer: string | null): number | null {
  const match = /^\/securities\/(\d+)/.exec(pointer ?? '');
  return match ? Number(match[1]) : null;
}

/** A table can be left out where another one is there. */
function leaveOut(draft: Draft, pointer: string | null): readonly GivenAnswer[] {
  const at = securityAt(pointer);
  if (at === null || draft.securities.length < 2) return [];
  const name = draft.securities[at]?.name.trim() ?? '';
  return [
    {
      label: name === '' ? 'Leave this table out' : `Leave ${name} out`,
      take: (now) => dropSecurity(now, at),
      aside: true,
    },
  ];
}

function questionToAnswer(question: Draft['questions'][number], draft: Draft): ToAnswer {
  const { id, code, message, line, pointer, candidates } = question;
  return {
    id,
    message,
    line,
    pointer,
    answers: [
      ...candidates.map((candidate) => ({
        label: candidate.label,
        take: (now: Draft) => choose(now, id, candidate),
      })),
      ...(canBeSettled(question)
        ? [{ label: 'It is as printed', take: (now: Draft) => settle(now, id) }]
        : []),
      ...(ABOUT_COLUMNS.has(code) ? leaveOut(draft, pointer) : []),
    ],
  };
}

function problemToAnswer({ pointer, code, message }: Problem, draft: Draft): ToAnswer | null {
  const total = /^\/securities\/(\d+)\/totals\/(\d+)$/.exec(pointer);
  const security = draft.securities[securityAt(pointer) ?? -1];
  const row = total ? security?.totals[Number(total[2])] : undefined;
  const answers = total
    ? [
        {
          label: 'Leave this row of totals out',
          take: (draft: Draft) => dropTotals(draft, Number(total[1]), Number(total[2])),
        },
      ]
    : OF_A_WHOLE_TABLE.has(code)
      ? leaveOut(draft, pointer)
      : [];
  if (answers.length === 0) return null;
  const line = row?.sourceLine ?? security?.namePlace?.line ?? security?.rows[0]?.sourceLine;
  return { id: `${code}${pointer}`, message, line: line ?? null, pointer, answers };
}

/** In the order of the check; what one answer ends is asked once. */
export function toAnswer(draft: Draft, check: Check): readonly ToAnswer[] {
  const questions = check.questions.map((question) => questionToAnswer(question, draft));
  const asked = new Set(
    questions.flatMap((one) =>
      one.answers.some(({ aside }) => aside) ? [securityAt(one.pointer)] : [],
    ),
  );
  const seen = new Set<string>();
  const problems = check.problems.flatMap((problem) => {
    if (problem.level !== 'error') return [];
    const one = problemToAnswer(problem, draft);
    if (!one) return [];
    const [answer] = one.answers;
    if (answer?.aside && asked.has(securityAt(one.pointer))) return [];
    // Two reasons against one row of totals are over with one answer.
    const key = answer?.aside ? `table ${securityAt(one.pointer)}` : problem.pointer;
    if (seen.has(key)) return [];
    seen.add(key);
    return [one];
  });
  return [...questions, ...problems];
}
