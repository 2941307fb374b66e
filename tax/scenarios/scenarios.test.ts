import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { slowYear } from '../oracle/slow-year.ts';
import { ACTIONS } from '../facts/entry-kinds.ts';
import type { Transaction } from '../facts/model.ts';
import { readScenarios } from './read-scenarios.ts';
import type { Scenario } from './read-scenarios.ts';
import { ScenarioError } from './scenario-tables.ts';
import { showList } from './show-report.ts';

const FOLDER = new URL('./', import.meta.url);
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

  /** Every column of trades, and one row of each action. */
  const ALL = `authority a rule
scenario all
accounts
  account  kind          method  changes                                returnOfCapital
  one      taxable       lifo    hifo@2003-01-01,lowest-tax@2004-01-01  earliest-first
  two      tax-deferred  fifo    -                                      by-shares
trades
  date        action          shares  security  amount  lot  to   ratio    percent  acquired    picks      cash  account     tax   last
  2002-01-10  buy             10      XYZ       100.00  A    -    -        -        -           -          -     one         -     -
  2002-01-10  reinvest        1.5     XYZ       15.00   B    -    -        -        -           -          -     one         -     -
  2002-01-10  stock-dividend  1       XYZ       10.00   C    -    -        -        -           -          -     one         -     -
  2002-01-10  in-kind         1       ABC       10.00   D    -    -        -        -           -          -     one         -     -
  2002-01-10  gift-received   1       XYZ       10.00   E    -    -        -        1999-05-03  -          -     one         -     -
  2002-01-10  inherit         1       XYZ       10.00   F    -    -        -        -           -          -     one         -     -
  2002-01-11  sell            2       XYZ       20.00   -    -    -        -        -           A=1.5,B=0.5  -     one       -     -
  2002-01-11  redeem          1       XYZ       10.00   A    -    -        -        -           -          -     one         -     -
  2002-01-11  gift            1       XYZ       -       -    -    -        -        -           -          -     one         -     -
  2002-01-11  split           -       XYZ       5.00    -    -    1:1.25   -        -           -          0.2   one         -     -
  2002-01-11  spin-off        -       XYZ       -       -    NEW  1:8      12.5     -           -          -     one         -     -
  2002-01-11  exchange        3       XYZ       -       A    ABC  0.4:1    -        -           -          -     one         -     -
  2002-01-11  transfer        -       ABC       -       -    two  -        -        -           -          -     one         -     -
  2002-01-12  liquidation     2       XYZ       9.00    G    NEW  -        -        -           -          -     one         -     yes
  2002-01-12  undistributed-gain  -   ABC       9.00    -    -    -        -        -           -          -     one         1.50  -
  2002-01-12  dividend        -       XYZ       8.20    -    -    -        -        -           -          -     one         -     -
  2002-01-12  opening-basis   -       XYZ       9.00    B    -    -        -        -           -          -     one         -     -
  2002-01-12  average-basis   -       XYZ       -       -    -    -        -        1999-05-03  -          -     one         -     -
  2002-01-12  nothing-returned  -     XYZ       -       -    -    -        -        -           -          -     one         -     -
expect 2002 lots
  none
`;

  it('reads every action, and what each says', () => {
    const facts = (readScenarios(ALL)[0] as Scenario).facts;
    expect(facts.transactions.map(({ action }) => action)).toEqual(ACTIONS);
    expect(facts.accounts).toMatchObject([
      {
        name: 'one',
        method: 'lifo',
        methodChanges: [
          { from: '2003-01-01', method: 'hifo' },
          { from: '2004-01-01', method: 'lowest-tax' },
        ],
        returnOfCapital: 'earliest-first',
      },
      {
        name: 'two',
        taxDeferred: true,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      },
    ]);
    const of = (action: string): Transaction | undefined =>
      facts.transactions.find((one) => one.action === action);
    expect(of('buy')).toMatchObject({ shares: 10_00000000n, amount: 10000n, acquired: null });
    expect(of('gift-received')).toMatchObject({ lot: 'E', acquired: '1999-05-03' });
    expect(of('sell')).toMatchObject({
      lot: null,
      picks: [
        { lot: 'A', shares: 1_50000000n },
        { lot: 'B', shares: 50000000n },
      ],
    });
    expect(of('redeem')).toMatchObject({ lot: 'A', picks: [] });
    expect(of('gift')).toMatchObject({ shares: 1_00000000n, lot: null });
    expect(of('split')).toMatchObject({
      ratio: { newShares: 10n ** 12n, oldShares: 125n * 10n ** 10n },
      amount: 500n,
      cashShares: 20000000n,
    });
    expect(of('spin-off')).toMatchObject({
      toSecurityId: 'id-NEW',
      percent: 125n * 10n ** 11n,
      amount: 0n,
      cashShares: null,
    });
    expect(of('exchange')).toMatchObject({ toSecurityId: 'id-ABC', shares: 3_00000000n, lot: 'A' });
    expect(of('transfer')).toMatchObject({ toAccountId: 'id-two', shares: null, lot: null });
    expect(of('liquidation')).toMatchObject({
      amount: 900n,
      toSecurityId: 'id-NEW',
      shares: 2_00000000n,
      lot: 'G',
      last: true,
    });
    expect(of('undistributed-gain')).toMatchObject({ amount: 900n, tax: 150n });
    expect(of('dividend')).toMatchObject({ amount: 820n });
  });

  it('refuses a cell that an action needs, has no use for, or cannot read', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      ['lifo ', 'best ', /line 5: no method: best/],
      ['hifo@2003-01-01', 'hifo@2003-13-01', /line 5: no day: 2003-13-01/],
      ['hifo@', 'highest@', /line 5: no method: highest/],
      ['earliest-first', 'earliest      ', /line 5: no rule for a return of capital: earliest/],
      ['two      tax-deferred', 'two      deferred', /line 6: unknown kind of account deferred/],
      ['two      tax-deferred', 'one      tax-deferred', /line 6: the account one is known/],
      ['buy             10 ', 'buy             -  ', /line 9: buy needs shares/],
      ['100.00  A', '100.00  -', /line 9: buy needs lot/],
      ['100.00  A    - ', '100.00  A    two', /line 9: buy has no to/],
      ['1999-05-03', '1999-05-32', /line 13: no day: 1999-05-32/],
      ['A=1.5', '=1.5', /line 15: no lot in the pick =1.5/],
      ['A=1.5', 'A', /line 15: no number of shares in the pick A/],
      ['1       XYZ       -       -', '1       XYZ       1.00    -', /line 17: gift has no amount/],
      ['1:1.25', '1.25  ', /line 18: no ratio: 1.25/],
      ['1:1.25', '1:x   ', /line 18: no ratio: 1:x/],
      ['1:8 ', '-   ', /line 19: spin-off needs ratio/],
      ['12.5', 'half', /line 19: no percentage/],
      ['A    ABC', 'A    -  ', /line 20: exchange needs to/],
      ['-    two', '-    -  ', /line 21: transfer needs to/],
      ['1.50', '-   ', /line 23: undistributed-gain needs tax/],
      ['yes', 'no ', /line 22: neither yes nor -/],
      ['8.20', '-   ', /line 24: dividend needs amount/],
      ['8.20', '8.2.', /line 24: no amount of money/],
    ];
    for (const [from, to, message] of refused) {
      const text = ALL.replace(from, to);
      expect(text, from).not.toBe(ALL);
      expect(() => readScenarios(text), text).toThrow(ScenarioError);
      expect(() => readScenarios(text), text).toThrow(message);
    }
  });

  it('reads the day on which a payment was declared', () => {
    const text = SMALL.replace(
      'expect',
      `document 2002 final -
  security  declared    record      payable     amount  parts
  XYZ       2002-05-02  2002-05-15  2002-05-31  0.5     ordinary=100
expect`,
    );
    const rows = readScenarios(text)[0]?.facts.documents[0]?.securities[0]?.distributions;
    expect(rows).toMatchObject([{ declarationDate: '2002-05-02' }]);
    expect(() => readScenarios(text.replace('2002-05-02', 'May'))).toThrow(/line 8: no day: May/);
  });

  it('refuses a list or a column that reports do not have', () => {
    for (const text of [SMALL.replace('2002 lots', '2002 lot'), SMALL.replace('basis', 'bases')]) {
      const [scenario] = readScenarios(text);
      expect(() => check(scenario as Scenario, computeYear), text).toThrow(RangeError);
    }
  });
});
