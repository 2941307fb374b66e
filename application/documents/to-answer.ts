/**
 * What stands in the way of accepting a table, each with the answers that are one press: the questions of
 * the check, and those of its problems that something other than a figure answers.
 */
import type { DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import type {
  DocumentDraft,
  DraftProblem,
  DraftQuestion,
} from '../../formats/documents/draft/draft.ts';
import { canBeAsPrinted } from '../../formats/documents/draft/questions.ts';
import type { HandlerAnswer } from '../contract.ts';

type ToAnswer = HandlerAnswer<'documents.check'>['check']['toAnswer'][number];
type GivenAnswer = ToAnswer['answers'][number];

/** Another way out than what a question offers by itself. */
const isAside = ({ edit }: GivenAnswer): boolean => edit.kind === 'leaveTable';

const NOT_NAMED = 'security-not-named';

/** Problems that are over once their table is left out, and no figure of it can mend. */
const OF_A_WHOLE_TABLE = new Set([
  NOT_NAMED,
  'security-twice',
  'security-without-table',
  'no-payments',
]);
const COMMON_STOCK = 'Common Stock';
const ABOUT_COLUMNS = new Set(['unknown-caption', 'captions-unclear', 'no-captions']);

function securityAt(pointer: string | null): number | null {
  const match = /^\/securities\/(\d+)/.exec(pointer ?? '');
  return match ? Number(match[1]) : null;
}

/** A table can be left out where another one is there. */
function leaveOut(draft: DocumentDraft, pointer: string | null): readonly GivenAnswer[] {
  const at = securityAt(pointer);
  if (at === null || draft.securities.length < 2) return [];
  const name = draft.securities[at]?.name.trim() ?? '';
  return [
    {
      label: name === '' ? 'Leave this table out' : `Leave ${name} out`,
      edit: { kind: 'leaveTable', security: at },
    },
  ];
}

/** A release with one table that names no class is about the common stock, if its reader says so. */
function onlyClass(draft: DocumentDraft): readonly GivenAnswer[] {
  if (draft.securities.length !== 1) return [];
  return [
    {
      label: `It is the ${COMMON_STOCK}`,
      edit: { kind: 'nameTable', security: 0, name: COMMON_STOCK },
    },
  ];
}

function questionToAnswer(question: DraftQuestion, draft: DocumentDraft): ToAnswer {
  const { id, code, message, line, pointer, candidates } = question;
  return {
    id,
    message,
    line,
    pointer,
    answers: [
      ...candidates.map(({ label }, candidate): GivenAnswer => ({
        label,
        edit: { kind: 'answer', question: id, candidate },
      })),
      ...(canBeAsPrinted(question)
        ? [
            {
              label: 'It is as printed',
              edit: { kind: 'answer', question: id, candidate: null },
            } as const,
          ]
        : []),
      ...(ABOUT_COLUMNS.has(code) ? leaveOut(draft, pointer) : []),
    ],
  };
}

function problemToAnswer(
  { pointer, code, message }: DraftProblem,
  draft: DocumentDraft,
): ToAnswer | null {
  const total = /^\/securities\/(\d+)\/totals\/(\d+)$/.exec(pointer);
  const security = draft.securities[securityAt(pointer) ?? -1];
  const row = total ? security?.totals[Number(total[2])] : undefined;
  const answers: readonly GivenAnswer[] = total
    ? [
        {
          label: 'Leave this row of totals out',
          edit: { kind: 'leaveTotals', security: Number(total[1]), row: Number(total[2]) },
        },
      ]
    : OF_A_WHOLE_TABLE.has(code)
      ? [...leaveOut(draft, pointer), ...(code === NOT_NAMED ? onlyClass(draft) : [])]
      : [];
  if (answers.length === 0) return null;
  const line = row?.sourceLine ?? security?.namePlace?.line ?? security?.rows[0]?.sourceLine;
  return { id: `${code}${pointer}`, message, line: line ?? null, pointer, answers };
}

/** In the order of the check; what one answer ends is asked once. */
export function toAnswer(
  draft: DocumentDraft,
  check: Pick<DraftCheck, 'problems' | 'questions'>,
): readonly ToAnswer[] {
  const questions = check.questions.map((question) => questionToAnswer(question, draft));
  const asked = new Set(
    questions.flatMap((one) => (one.answers.some(isAside) ? [securityAt(one.pointer)] : [])),
  );
  const seen = new Set<string>();
  const problems = check.problems.flatMap((problem) => {
    if (problem.level !== 'error') return [];
    const one = problemToAnswer(problem, draft);
    if (!one) return [];
    const [answer] = one.answers;
    const aside = answer !== undefined && isAside(answer);
    if (aside && asked.has(securityAt(one.pointer))) return [];
    // Two reasons against one row of totals are over with one answer.
    const key = aside ? `table ${securityAt(one.pointer)}` : problem.pointer;
    if (seen.has(key)) return [];
    seen.add(key);
    return [one];
  });
  return [...questions, ...problems];
}
