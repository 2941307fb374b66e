import { describe, expect, it } from 'vitest';
import type { DraftCheck } from '../../formats/documents/draft/check-draft.ts';
import { draftByHand, withSecurity } from '../../formats/documents/draft/by-hand.ts';
import type {
  DocumentDraft,
  DraftProblem,
  DraftQuestion,
  DraftSecurity,
} from '../../formats/documents/draft/draft.ts';
import { answered } from '../../formats/documents/draft/questions.ts';
import { toAnswer } from './to-answer.ts';

type Check = Pick<DraftCheck, 'problems' | 'questions'>;

const question = (part: Partial<DraftQuestion>): DraftQuestion => ({
  id: 'q',
  code: 'unknown-caption',
  message: 'What does it hold?',
  line: 7,
  pointer: '/securities/1',
  candidates: [],
  ...part,
});
const problem = (
  pointer: string,
  code: string,
  level: DraftProblem['level'] = 'error',
): DraftProblem => ({
  pointer,
  level,
  code,
  message: `${code}.`,
});
const checked = (problems: DraftProblem[], questions: DraftQuestion[] = []): Check => ({
  problems,
  questions,
});

const changed = (draft: DocumentDraft, part: Partial<DraftSecurity>): DocumentDraft => ({
  ...draft,
  securities: draft.securities.map((one, s) => (s === 0 ? { ...one, ...part } : one)),
});
const two = changed(withSecurity(draftByHand('2021')), { name: 'Common Stock' });
const withTotals = changed(two, {
  totals: [{ cells: [], inKind: false, sourceLine: 56 }],
});
const labels = (draft: DocumentDraft, check: Check) =>
  toAnswer(draft, check).map(({ answers }) => answers.map(({ label }) => label));

describe('what one press answers', () => {
  it('is a candidate, or what is printed', () => {
    const edits = [{ pointer: '/securities/0/unit', value: 'usd' }];
    const unit = question({
      code: 'figure-short',
      pointer: '/securities/0',
      candidates: [{ label: 'Dollars', edits }],
    });
    const [one] = toAnswer(two, checked([], [unit]));
    expect(one?.answers.map(({ label }) => label)).toEqual(['Dollars', 'It is as printed']);
    expect(one?.answers.map(({ edit }) => edit)).toEqual([
      { kind: 'answer', question: 'q', candidate: 0 },
      { kind: 'answer', question: 'q', candidate: null },
    ]);
    const taken = answered(two, { label: '', edits }, ['q']);
    expect(taken.securities[0]?.unit).toBe('usd');
    expect(taken.settled).toEqual(['q']);
  });

  it('takes a row of totals out that is cut off, however many reasons there are', () => {
    const at = '/securities/0/totals/0';
    const check = checked([
      problem(at, 'annual-row-incomplete'),
      problem(at, 'annual-row-differs'),
      problem(at, 'annual-row-rounded', 'warning'),
    ]);
    expect(labels(withTotals, check)).toEqual([['Leave this row of totals out']]);
    const [one] = toAnswer(withTotals, check);
    expect(one?.line).toBe(56);
    expect(one?.answers[0]?.edit).toEqual({ kind: 'leaveTotals', security: 0, row: 0 });
  });

  it('leaves a table out whose captions nobody can read, and asks once', () => {
    const check = checked(
      [problem('/securities/1/name', 'security-not-named')],
      [question({ pointer: '/securities/1' })],
    );
    expect(labels(two, check)).toEqual([['Leave this table out']]);
    expect(toAnswer(two, check)[0]?.answers[0]?.edit).toEqual({ kind: 'leaveTable', security: 1 });
    expect(labels(two, checked([problem('/securities/0', 'security-twice')]))).toEqual([
      ['Leave Common Stock out'],
    ]);
  });

  it('never leaves the only table out, nor a payment', () => {
    const alone = draftByHand('2021');
    // It is named instead, by one press.
    const unnamed = checked([problem('/securities/0/name', 'security-not-named')]);
    expect(labels(alone, unnamed)).toEqual([['It is the Common Stock']]);
    expect(toAnswer(alone, unnamed)[0]?.answers[0]?.edit).toEqual({
      kind: 'nameTable',
      security: 0,
      name: 'Common Stock',
    });
    expect(labels(alone, checked([], [question({ pointer: '/securities/0' })]))).toEqual([[]]);
    expect(labels(two, checked([problem('/securities/0/rows/1', 'sum-does-not-close')]))).toEqual(
      [],
    );
  });
});
