/** Lots that a method chooses by basis are those of the report, also where rows are checked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../db/accounts.ts';
import { createBook } from '../db/open.ts';
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

describe('a document that comes to a book after the sale', () => {
  /** Highest basis first: before the document that is L1. */
  const sold = trades('-').split('\n').slice(0, 4).join('\n');

  async function bookWith(name: string, rows: string): Promise<string> {
    const book = createBook(place.path(name), { kind: 'own', now: '2004-01-10T00:00:00.000Z' });
    book.write(() => addAccount(book, { name: 'default', taxDeferred: false, method: 'hifo' }));
    book.close();
    place.write('sold.csv', rows);
    const done = await place.run('import', '--book', name, '--transactions', 'sold.csv');
    expect([done.status, done.stderr]).toEqual([0, '']);
    const { stdout } = await place.run('import', '--book', name, '--documents', 'release.txt');
    return stdout;
  }

  it('says which lots a sale by method takes now', async () => {
    const said = await bookWith('a.book', sold);
    expect(said.trimEnd().split('\n').slice(1)).toEqual([
      '2003: the sale of 62844K204 on 2003-05-05 (account default) takes 10 shares of L2 by its method; before it took 10 shares of L1.',
    ]);
  });

  it('says nothing of named lots, which stay', async () => {
    const said = await bookWith('b.book', sold.replace(/,$/m, ',L1'));
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says that a named lot is gone now, and the sale of it left out', async () => {
    const rows = `${sold}\n2003-06-05,sell,62844K204,10,900.00,L2\n`;
    const said = await bookWith('c.book', rows);
    expect(said.trimEnd().split('\n').slice(2)).toEqual([
      expect.stringMatching(/^2003: .*the lot L2 has no shares left on that day/),
    ]);
  });
});
