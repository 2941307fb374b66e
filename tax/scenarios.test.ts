import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reference } from '../electron/api/reference.ts';
import { computeYear } from './compute-year.ts';
import { slowYear } from './oracle/slow-year.ts';
import { readScenarios, ScenarioError } from './scenarios/read-scenarios.ts';
import type { Scenario } from './scenarios/read-scenarios.ts';
import { showList } from './scenarios/show-report.ts';

const FOLDER = new URL('./scenarios/', import.meta.url);
const CALCULATIONS = { engine: computeYear, 'slow calculation': slowYear };

function check(scenario: Scenario, compute: typeof computeYear): void {
  for (const { line, taxYear, list, columns, rows } of scenario.expectations) {
    const report = compute(scenario.facts, taxYear, reference);
    const shown = showList(report, list, columns).map((cells) => cells.join('  '));
    const expected = rows.map((cells) => cells.join('  '));
    // Notices of one code are in the order of their sentences, which a scenario does not have.
    if (list === 'notices') {
      shown.sort();
      expected.sort();
    }
    expect(shown, `line ${line}: ${list} of ${taxYear}`).toEqual(expected);
  }
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    for (const scenario of readScenarios(readFileSync(new URL(file, FOLDER), 'utf8'))) {
      describe(`${scenario.title} [${scenario.authority}]`, () => {
        for (const [name, compute] of Object.entries(CALCULATIONS)) {
          it(`holds for the ${name}`, () => check(scenario, compute));
        }
      });
    }
  });
}

describe('the reader of scenarios', () => {
  const SMALL = `authority a rule
scenario one
trades
  date        action  shares  security  amount  lot
  2002-01-10  buy     10      XYZ       100.00  A
expect 2002 lots
  lot  basis
  A    100.00
`;

  it('reads what the files are made of', () => {
    const [scenario] = readScenarios(SMALL);
    expect(scenario).toMatchObject({ title: 'one', authority: 'a rule' });
    expect(() => check(scenario as Scenario, computeYear)).not.toThrow();
  });

  it('lets no wrong figure, missing row or surplus row pass', () => {
    const wrong = [
      SMALL.replace('A    100.00', 'A    100.01'),
      SMALL.replace('A    100.00', 'A    100.00\n  B    100.00'),
      SMALL.replace('  lot  basis\n  A    100.00', '  none'),
    ];
    for (const text of wrong) {
      const [scenario] = readScenarios(text);
      expect(() => check(scenario as Scenario, computeYear), text).toThrow(/line 6: lots of 2002/);
    }
  });

  it('refuses every word that it does not know, with its line', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      ['authority a rule\n', '', /line 1: a scenario without an authority/],
      ['scenario one\n', '', /line 2: "trades" before the first scenario/],
      ['trades\n', 'trade\n', /line 3: unknown section trade/],
      ['trades\n', '', /line 3: a table that belongs to no section/],
      ['amount  lot', 'amount  lott', /line 4: unknown column lott/],
      ['date  ', 'date-', /line 4: unknown column date-/],
      ['100.00  A', '100.00', /line 5: not as many cells as columns/],
      ['2002-01-10', '2002-02-30', /line 5: no day: 2002-02-30/],
      ['buy ', 'give', /line 5: unknown action give/],
      ['buy     10', 'buy     1e3', /line 5: no number of shares/],
      ['expect 2002 lots', 'expect lots', /line 6: write: expect YEAR LIST/],
      ['\n  A    100.00\n', '\n', /line 7: a table without rows/],
      ['expect 2002 lots\n  lot  basis\n  A    100.00\n', '', /line 2: "one" expects nothing/],
    ];
    for (const [from, to, message] of refused) {
      const text = SMALL.replace(from, to);
      expect(text).not.toBe(SMALL);
      expect(() => readScenarios(text), text).toThrow(ScenarioError);
      expect(() => readScenarios(text), text).toThrow(message);
    }
  });

  it('refuses a list or a column that reports do not have', () => {
    for (const text of [SMALL.replace('2002 lots', '2002 lot'), SMALL.replace('basis', 'bases')]) {
      const [scenario] = readScenarios(text);
      expect(() => check(scenario as Scenario, computeYear), text).toThrow(RangeError);
    }
  });
});
