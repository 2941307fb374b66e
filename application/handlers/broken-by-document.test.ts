/** A document that comes later changes which lots a sale without a lot takes: it is said, never refused. */
import { beforeEach, describe, expect, it } from 'vitest';
import { makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

const RELEASE = {
  fileName: 'release.txt',
  status: null,
  content: {
    kind: 'text',
    text: `Harborlight Properties Announces Tax Treatment of Its 2003 Distributions

Common Stock (CUSIP 62844K204)

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/14/2003\t03/31/2003\t$20.00\t$0.00\t$20.00
`,
  },
} as const;
const HEAD = 'date,action,security,shares,amount,lot';
const BOUGHT = `2003-01-06,buy,62844K204,10,1000.00,L1
2003-04-07,buy,62844K204,10,950.00,L2`;
const sale = (lot: string) => `2003-06-05,sell,62844K204,10,900.00,${lot}`;

async function importRows(...rows: string[]): Promise<void> {
  const text = `${[HEAD, ...rows].join('\n')}\n`;
  await use.app.ok('imports.accept', { fileName: 'rows.csv', text });
}

describe('a document and the lots of sales', () => {
  beforeEach(async () => {
    await makeOwnBook(use.app);
    await use.app.ok('accounts.add', { name: 'default', taxDeferred: false, method: 'hifo' });
  });

  it('says that a sale takes another lot, and that a later one cannot be made any more', async () => {
    await importRows(BOUGHT, '2003-05-05,sell,62844K204,10,900.00,', sale('L2'));
    const [changes] = await use.app.ok('documents.changes', { kind: 'accept', ...RELEASE });
    expect(changes?.counts).toMatchObject({ choices: 1, leftOut: 1 });
    const said = changes?.rows.filter(({ before, after }) => before === null && after === null);
    expect(said?.map(({ account, subject }) => [account, subject])).toEqual([
      [
        'default',
        {
          kind: 'choice',
          sold: '2003-05-05',
          lotsBefore: [{ lot: 'L1', shares: '10' }],
          lotsAfter: [{ lot: 'L2', shares: '10' }],
        },
      ],
      [
        'default',
        {
          kind: 'leftOut',
          isLeftOutAfter: true,
          message: expect.stringContaining('the lot L2 has no shares left on that day'),
        },
      ],
    ]);
    // It is taken all the same; the year tells of the row, and another entry is not held up by it.
    await use.app.ok('documents.accept', RELEASE);
    const { report } = await use.app.ok('year.report', { year: 2003 });
    expect(report.sales.map(({ lot }) => lot)).toEqual(['L2']);
    expect(report.notices.map(({ level, code }) => `${level} ${code}`)).toContain('error oversold');
    await importRows('2003-07-07,buy,62844K204,1,90.00,L3');
  });

  it('checks rows with the documents of the book: L1 can be sold, L2 cannot', async () => {
    await use.app.ok('documents.accept', RELEASE);
    await importRows(BOUGHT, '2003-05-05,sell,62844K204,10,900.00,');
    const entry = {
      date: '2003-06-05',
      action: 'sell',
      security: '62844K204',
      account: 'default',
      shares: '10',
      amount: '900.00',
      note: null,
    } as const;
    expect(await use.app.refused('transactions.add', { ...entry, lot: 'L2' })).toMatchObject({
      issues: [{ field: 'shares' }],
    });
    await use.app.ok('transactions.add', { ...entry, lot: 'L1' });
  });

  it('leaves named lots as they are', async () => {
    await importRows(BOUGHT, '2003-05-05,sell,62844K204,10,900.00,L1');
    const [changes] = await use.app.ok('documents.changes', { kind: 'accept', ...RELEASE });
    expect(changes?.counts).toMatchObject({ choices: 0, leftOut: 0, sales: 1 });
  });
});
