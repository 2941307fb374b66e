import { describe, expect, it } from 'vitest';
import { addSecurity, draftByHand, setSecurity, type Draft } from './draft-edits.ts';
import type { Reading } from './load.ts';
import { toAnswer } from './to-answer.ts';

type Check = Reading['check'];
type Problem = Check['problems'][number];
type Question = Draft['questions'][number];

const question = (part: Partial<Question>): Question => ({
  id: 'q',
  code: 'unknown-caption',
  message: 'What does it hold?',
  line: 7,
  pointer: '/securities/1',
  candidates: [],
  ...part,
});
const problem = (pointer: string, code: string, level: Problem['level'] = 'error'): Problem => ({
  pointer,
  level,
  code,
  message: `${code}.`,
});
const checked = (problems: Problem[], questions: Question[] = []): Check => ({
  problems,
  questions,
  rows: [],
});

const two = setSecurity(addSecurity(draftByHand('2021')), 0, { name: 'Common Stock' });
const withTotals = setSecurity(two, 0, {
  totals: [{ cells: [], inKind: false, sourceLine: 56 }],
});
const labels = (draft: Draft, check: Check) =>
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
    const taken = one?.answers[0]?.take(two);
    expect(taken?.securities[0]?.unit).toBe('usd');
    expect(taken?.settled).toEqual(['q']);
    expect(one?.answers[1]?.take(two).settled).toEqual(['q']);
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
    expect(one?.answers[0]?.take(withTotals).securities[0]?.totals).toEqual([]);
  });

  it('leaves a table out whose captions nobody can read, and asks once', () => {
    const check = checked(
      [problem('/securities/1/name', 'security-not-named')],
      [question({ pointer: '/securities/1' })],
    );
    expect(labels(two, check)).toEqual([['Leave this table out']]);
    const left = toAnswer(two, check)[0]?.answers[0]?.take(two);
    expect(left?.securities.map(({ name }) => name)).toEqual(['Common Stock']);
    expect(labels(two, checked([problem('/securities/0', 'security-twice')]))).toEqual([
      ['Leave Common Stock out'],
    ]);
  });

  it('never leaves the only table out, nor a payment', () => {
    const alone = draftByHand('2021');
    expect(labels(alone, checked([problem('/securities/0/name', 'security-not-named')]))).toEqual(
      [],
    );
    expect(labels(alone, checked([], [question({ pointer: '/securities/0' })]))).toEqual([[]]);
    expect(labels(two, checked([problem('/securities/0/rows/1', 'sum-does-not-close')]))).toEqual(
      [],
    );
  });
});
