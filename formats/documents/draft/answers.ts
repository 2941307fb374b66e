/**
 * Errors of a check that an edit of the draft answers, as questions with candidates.
 *
 * A row of totals that disagrees with payments that all add up: the payments are taken and the row is
 * left out, for a total is never used for a figure. A payment that stands twice: the second is left out.
 * A number that is no CUSIP: the one in it that is, or none. A table without a name: the common stock, where
 * no other table is that of one.
 *
 * Example: "The payments add up to $46.27 per share, the row “Annual” says $47.50", in a copy that lost
 * three payments: what is left is right, and kept as an estimate, so that the year says that it is not whole.
 * Not handled: payments that do not add up by themselves; their figures are corrected by hand.
 */
import { readNumber } from '../grid/values.ts';
import { parseCusip } from '../grid/cusip.ts';
import { isCommon } from '../grid/symbols.ts';
import type { DraftCheck } from './check-draft.ts';
import { columnOf, sumUnder, textAt } from './table-of-draft.ts';
import type { DocumentDraft, DraftCandidate, DraftProblem, DraftQuestion } from './draft.ts';

const PART = /^\/securities\/(\d+)\/(rows|totals)\/(\d+)$/;

/** The edits that leave a row of the grid empty, which is none. */
function emptied(
  draft: DocumentDraft,
  pointer: string,
  s: number,
  part: string,
  index: number,
): DraftCandidate['edits'] {
  const security = draft.securities[s];
  const row = (part === 'rows' ? security?.rows : security?.totals)?.[index];
  return (row?.cells ?? []).flatMap((cell, c) =>
    cell.text === '' ? [] : [{ pointer: `${pointer}/cells/${c}/text`, value: '' }],
  );
}

/** Whether a row of totals has more than the payments add up to. */
function lacksPayments(draft: DocumentDraft, s: number, index: number): boolean {
  const security = draft.securities[s];
  const total = security?.totals[index];
  if (!security || !total) return false;
  const printed = readNumber(textAt(total, columnOf(security, 'amountPerShare')))?.rate;
  const sum = sumUnder(security, 'amountPerShare');
  return printed !== undefined && sum !== undefined && printed > sum;
}

/** A digit behind a CUSIP is that of a footnote: "1506025063". */
function withoutNumber({ securities }: DocumentDraft, pointer: string): readonly DraftCandidate[] {
  const [, s, c] = /^\/securities\/(\d+)\/cusips\/(\d+)$/.exec(pointer) ?? [];
  const text = securities[Number(s)]?.cusips[Number(c)]?.text ?? '';
  const own = parseCusip(text.slice(0, -1));
  const edit = (label: string, value: string): DraftCandidate => ({
    label,
    edits: [{ pointer: `${pointer}/text`, value }],
  });
  return [
    ...(own === undefined ? [] : [edit(`“${own}” and the number of a footnote`, own)]),
    edit('The number is misprinted and left out; the name says which security it is', ''),
  ];
}

const NAMES = ['Common Stock', 'Preferred Stock'];

/** What a table without a name is likely to be of. */
function names({ securities }: DocumentDraft, pointer: string): readonly DraftCandidate[] {
  const isLikely = securities.length === 1 || !securities.some(({ name }) => isCommon(name));
  const unnamed = securities.filter(({ name }) => name.trim() === '').length;
  return isLikely && unnamed === 1
    ? NAMES.map((value) => ({ label: value, edits: [{ pointer, value }] }))
    : [];
}

function answerTo(
  problem: DraftProblem,
  draft: DocumentDraft,
  check: DraftCheck,
): DraftQuestion | undefined {
  const { code, message, pointer } = problem;
  const candidates =
    code === 'bad-cusip'
      ? withoutNumber(draft, pointer)
      : code === 'security-not-named'
        ? names(draft, pointer)
        : [];
  if (candidates.length === 0) return answerToRow(problem, draft, check);
  const line = check.document.notices.find((one) => one.message.startsWith(message))?.line ?? null;
  return { id: `${code}${pointer}`, code, message, line, pointer, candidates, proposed: 0 };
}

function answerToRow(
  { code, message, pointer }: DraftProblem,
  draft: DocumentDraft,
  check: DraftCheck,
): DraftQuestion | undefined {
  const [, security, part, index] = PART.exec(pointer) ?? [];
  if (part === undefined) return undefined;
  const s = Number(security);
  const isTotal = part === 'totals';
  if (!isTotal && code !== 'duplicate-row') return undefined;
  const rows = (check.rows[s] ?? []).filter((row) => row.whole !== null);
  const isProven = rows.length > 0 && rows.every((row) => row.closes);
  const edits = emptied(draft, pointer, s, part, Number(index));
  const lacking: DraftCandidate[] =
    isTotal && lacksPayments(draft, s, Number(index))
      ? [
          {
            label:
              'Payments are missing here; those that were read are kept as an estimate until the whole release is read',
            edits: [...edits, { pointer: '/status', value: 'estimate' }],
          },
        ]
      : [];
  return {
    id: `${code}${pointer}`,
    code,
    message,
    line: check.document.notices.find((notice) => notice.message.startsWith(message))?.line ?? null,
    pointer,
    candidates: [
      {
        label: isTotal
          ? 'The payments are right as they stand; the row of totals is left out'
          : 'It is the payment above it, printed twice; it is left out',
        edits,
      },
      ...lacking,
    ],
    // More in the row of totals than the payments have is a payment that the copy lost.
    proposed: isProven ? lacking.length : null,
  };
}

/** The questions that answer errors of a check. */
export function answersTo(draft: DocumentDraft, check: DraftCheck): DraftQuestion[] {
  return check.problems
    .filter((problem) => problem.level === 'error')
    .flatMap((problem) => answerTo(problem, draft, check) ?? []);
}
