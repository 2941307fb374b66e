/** Never silently wrong: some thousands of damaged texts, on every run. */
import { describe, expect, test } from 'vitest';
import {
  figures,
  FIXTURES,
  hasError,
  read,
  strictFigures,
  trial,
  trialOfKinds,
  type Outcome,
  type Trial,
} from './testing/law.ts';
import { readStrictly, type StrictDocument } from './strict-reader.ts';

describe.each(FIXTURES)('$name', ({ text, layout }) => {
  test('reader and umpire read the undamaged text alike', () => {
    const strict = readStrictly(text, layout);
    const document = read(text);
    expect(hasError(document)).toBe(false);
    expect(strict).not.toBeNull();
    expect(figures(document)).toBe(strictFigures(strict as StrictDocument, layout));
  });
});

const RUNS = Number(process.env['BASISBOOK_MUTATIONS'] ?? 700);
const FIRST_SEED = Number(process.env['BASISBOOK_MUTATION_SEED'] ?? 1);

function tried(make: (seed: number) => Trial): {
  readonly silent: readonly string[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
} {
  const outcomes = { same: 0, refused: 0, another: 0, silent: 0 };
  const silent: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const { outcome, fixture, names } = make(seed);
    outcomes[outcome]++;
    if (outcome === 'silent') silent.push(`seed ${seed}, ${fixture}: ${names.join(', ')}`);
  }
  return { silent, outcomes };
}

test(`${RUNS} damaged texts give no silent error`, { timeout: 600_000 }, () => {
  const { silent, outcomes } = tried(trial);
  console.log(
    `${RUNS} damaged texts: ${outcomes.refused} refused, ${outcomes.same} read right, ${outcomes.another} another sound document, ${outcomes.silent} silent errors`,
  );
  expect(silent).toEqual([]);
  // The test would prove nothing if everything were refused, or nothing damaged.
  expect(outcomes.refused).toBeGreaterThan(RUNS / 4);
  expect(outcomes.same).toBeGreaterThan(RUNS / 10);
});

test(`${RUNS} damaged texts of every kind give no silent error`, { timeout: 600_000 }, () => {
  const { silent, outcomes } = tried(trialOfKinds);
  console.log(
    `${RUNS} damaged texts of every kind: ${outcomes.refused} refused, ${outcomes.same} read right, ${outcomes.silent} silent errors`,
  );
  expect(silent).toEqual([]);
  expect(outcomes.refused).toBeGreaterThan(RUNS / 10);
  expect(outcomes.same).toBeGreaterThan(RUNS / 10);
});
