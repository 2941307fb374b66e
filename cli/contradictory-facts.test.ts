/** Facts that contradict others are told on their rows; everything else is computed, from files and from a book. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workplace } from './testing/command.ts';

const ROWS = `date,action,security,shares,amount,account,lot,to,ratio,cash,last
2010-03-01,buy,XYZ,100,1000.00,T,A,,,,
2009-01-02,opening-basis,XYZ,,900.00,T,A,,,,
2011-01-03,opening-basis,XYZ,,800.00,T,A,,,,
2011-01-03,opening-basis,XYZ,,700.00,T,A,,,,
2010-03-01,buy,ABC,100,1000.00,T,B,,,,
2011-06-01,exchange,ABC,,,T,,DEF,1:1,1.00,
2010-03-01,buy,LIQ,100,1000.00,T,C,,,,
2011-03-01,liquidation,LIQ,,1200.00,T,,,,,yes
2011-06-01,buy,LIQ,10,100.00,T,D,,,,
`;

interface Report {
  lots: { lot: string; security: string; adjustedBasis: string }[];
  sales: { lot: string; gain: string }[];
  notices: { code: string; level: string; about: { line?: number; lots?: string[] } }[];
}

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('rows.csv', ROWS);
});
afterAll(() => {
  place.remove();
});

function computed(stdout: string): void {
  const { lots, sales, notices } = JSON.parse(stdout) as Report;
  expect(lots.map(({ security, lot, adjustedBasis }) => [security, lot, adjustedBasis])).toEqual([
    ['DEF', 'B', '1000.00'],
    ['LIQ', 'D', '100.00'],
    ['XYZ', 'A', '1000.00'],
  ]);
  expect(sales.map(({ lot, gain }) => [lot, gain])).toEqual([['C', '200.00']]);
  const told = notices
    .filter(({ code }) => code !== 'missing-allocation')
    .map(({ level, code, about }) => [about.line, level, code]);
  expect(told.toSorted()).toEqual([
    [10, 'warning', 'after-liquidation'],
    [3, 'error', 'contradictory-fact'],
    [4, 'error', 'contradictory-fact'],
    [5, 'error', 'contradictory-fact'],
    [7, 'error', 'boot-without-value'],
  ]);
}

describe('an opening basis before the purchase, two of one lot, cash without a value, purchases after the end', () => {
  it('are notices on their rows in a report from files', async () => {
    const { status, stdout, stderr } = await place.run(
      ...['report', '--year', '2011', '--transactions', 'rows.csv', '--json'],
    );
    expect([status, stderr]).toEqual([0, '']);
    computed(stdout);
  });

  it('are taken into a book with the rows named, and computed there', async () => {
    const taken = await place.run('import', '--book', 'b.basisbook', '--transactions', 'rows.csv');
    expect(taken.status).toBe(0);
    expect(taken.stderr.split('\n').slice(0, 3)).toEqual([
      'rows.csv:3: Warning: The opening basis of 2009-01-02 (line 3) of $900.00 for the lot A of XYZ in the account T is left out: the lot was only acquired on 2010-03-01. Correct the day: a basis can be stated from the day after.',
      'rows.csv:4: Warning: The opening basis of 2011-01-03 (line 4) of $800.00 for the lot A of XYZ in the account T is left out: another amount is stated for the same day. Delete the wrong one.',
      'rows.csv:5: Warning: The opening basis of 2011-01-03 (line 5) of $700.00 for the lot A of XYZ in the account T is left out: another amount is stated for the same day. Delete the wrong one.',
    ]);
    const checked = await place.run('check', '--book', 'b.basisbook');
    expect(checked.status).toBe(0);
    const report = await place.run('report', '--year', '2011', '--book', 'b.basisbook', '--json');
    expect(report.status).toBe(0);
    computed(report.stdout);
  });
});
