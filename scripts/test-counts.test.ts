import { describe, expect, it } from 'vitest';
import {
  addCounts,
  countsLine,
  exitCodeOf,
  playwrightCounts,
  vitestCounts,
} from './test-counts.ts';

const file = (status: string, ...statuses: string[]) => ({
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});
const vitest = (...testResults: object[]) => JSON.stringify({ testResults });
const playwright = (stats: object, errors: object[] = []) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('the counts of Vitest', () => {
  it.each([
    [
      'of every kind',
      vitest(file('failed', 'passed', 'failed', 'pending', 'todo')),
      false,
      [1, 1, 2],
    ],
    [
      'of several files',
      vitest(file('passed', 'passed'), file('passed', 'passed')),
      true,
      [2, 0, 0],
    ],
    [
      'with a file that does not load',
      vitest(file('passed', 'passed'), file('failed')),
      false,
      [1, 1, 0],
    ],
    ['of a run that broke after its tests', vitest(file('passed', 'passed')), false, [1, 1, 0]],
    ['of a run without a report', undefined, true, [0, 1, 0]],
  ])('%s', (_, text, well, [passed, failed, skipped]) => {
    expect(vitestCounts(text, well)).toEqual({ passed, failed, skipped });
  });
});

describe('the counts of Playwright', () => {
  it.each([
    [
      'of every kind',
      playwright({ expected: 3, unexpected: 2, flaky: 1, skipped: 4 }),
      false,
      [4, 2, 4],
    ],
    ['with an error outside of tests', playwright({ expected: 1 }, [{}]), false, [1, 1, 0]],
    ['of a run that broke', playwright({ expected: 1 }), false, [1, 1, 0]],
    ['of a run without a report', undefined, true, [0, 1, 0]],
  ])('%s', (_, text, well, [passed, failed, skipped]) => {
    expect(playwrightCounts(text, well)).toEqual({ passed, failed, skipped });
  });
});

it('are summed and printed on one line', () => {
  const sum = addCounts(
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  );
  expect(countsLine(sum)).toBe('11 passed, 22 failed, 33 skipped');
});

it.each([
  [1, 0, 0, 0],
  [1, 1, 0, 1],
  [0, 0, 0, 1],
  [0, 0, 5, 1],
])('%i passed, %i failed, %i skipped ends with %i', (passed, failed, skipped, code) => {
  expect(exitCodeOf({ passed, failed, skipped })).toBe(code);
});
