/** Lots that a method chooses by basis are those of the report, also where rows are checked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import { Workplace } from './testing/command.ts';

const RELEASE = `Harborlight Properties Announces Tax Treatment of Its 2003 Distributions

Common Stock (CUSIP 62844K204)

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/14/2003\t03/31/2003\t$20.00\t$0.00\t$20.00
`;
const trades = (lot: string): string => `date,action,security,shares,amount,lot
2003-01-06,buy,62844K204,10,1000.00,L1
2003-04-07,buy,62844K204,10,950.00,L2
2003-05-05,sell,62844K204,10,900.00,
2003-06-05,sell,62844K204,10,900.00,${lot}
`;

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
  place.write('release.txt', RELEASE);
  place.write('left.csv', trades('L1'));
  place.write('taken.csv', trades('L2'));
  place.write('ticker.csv', trades('L1').replaceAll('62844K204', 'HBP'));
});
afterAll(() => {
  place.remove();
});

const report = (file: string, ...more: string[]) =>
  place.run(
    ...['report', '--year', '2003', '--json', '--method', 'hifo'],
    ...['--transactions', file, '--documents', 'release.txt', ...more],
  );

describe('sales by highest basis, and a return of capital', () => {
  it.each([
    ['left.csv', []],
    ['ticker.csv', ['--same', 'HBP=62844K204']],
  ])('%s: the lot that is left can be named', async (file, more) => {
    const { status, stdout, stderr } = await report(file, ...more);
    expect([status, stderr]).toEqual([0, '']);
    const { sales } = JSON.parse(stdout) as YearEndReportJson;
    expect(sales.map(({ lot, gain }) => [lot, gain])).toEqual([
      ['L2', '-50.00'],
      ['L1', '100.00'],
    ]);
  });

  it('refuses the lot that the method has taken', async () => {
    const { status, stderr } = await report('taken.csv');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^taken\.csv:5: .*the lot L2 has no shares left on that day; the sale/);
  });
});
