import { beforeEach, describe, expect, it } from 'vitest';
import { sample } from '../../resources/reference.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

describe('imports', () => {
  beforeEach(() => makeOwnBook(use.app));
  const file = { fileName: 'lots.csv', text: sample.transactions };

  it('are looked at without writing, taken whole, and taken back whole', async () => {
    const before = use.app.bytes();
    const preview = await use.app.ok('imports.preview', file);
    expect(preview.problems).toEqual([]);
    expect(preview.newAccounts).toEqual(['Taxable', 'Joint', 'IRA']);
    expect(preview.likelyTaxDeferred).toEqual(['IRA']);
    expect(use.app.bytes()).toEqual(before);
    const { batchId, transactions } = await use.app.ok('imports.accept', file);
    expect(transactions).toBe(preview.rows.length);
    const rows = await use.app.ok('transactions.list', {});
    expect(rows[0]?.source).toEqual({ batchId, fileName: 'lots.csv', line: 2 });
    expect(await use.app.ok('imports.remove', { batchId })).toEqual({ transactions });
    expect(await use.app.ok('transactions.list', {})).toEqual([]);
  });

  it('show the shares of each position before and after, as a check', async () => {
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, account: 'Broker' });
    const text = `date,action,security,shares,amount,account
2001-03-01,sell,AIV,40,1500.00,Broker
2001-03-01,buy,AIV,5.5,200.00,IRA
2001-04-02,buy,EQR,10,500.00,Broker
`;
    const { holdings } = await use.app.ok('imports.preview', { fileName: 'more.csv', text });
    expect(holdings).toEqual([
      { account: 'Broker', security: 'AIV', before: '100', after: '60' },
      { account: 'Broker', security: 'EQR', before: '0', after: '10' },
      { account: 'IRA', security: 'AIV', before: '0', after: '5.5' },
    ]);
    const short = text.replace(',40,', ',140,');
    const looked = await use.app.ok('imports.preview', { fileName: 'short.csv', text: short });
    expect([looked.problems.length, looked.holdings]).toEqual([1, []]);
  });

  it('make the new accounts that were said to be tax-deferred so, and no others', async () => {
    const kinds = async () =>
      (await use.app.ok('accounts.list', {}))
        .filter(({ name }) => ['Taxable', 'Joint', 'IRA'].includes(name))
        .map(({ name, taxDeferred }) => [name, taxDeferred]);
    const { batchId } = await use.app.ok('imports.accept', { ...file, taxDeferred: ['Joint'] });
    expect(await kinds()).toEqual([
      ['IRA', false],
      ['Joint', true],
      ['Taxable', false],
    ]);
    expect(batchId).not.toBe('');
  });

  it('show what the book has already, leave it out, and take what is said to be another trade', async () => {
    await use.app.ok('imports.accept', file);
    const [header, first, second] = sample.transactions.split('\n') as [string, string, string];
    const other = second.replace(/,3934\.95,/, ',3934.96,');
    const again = { fileName: 'again.csv', text: [header, first, second, other].join('\n') };
    const { rows, already } = await use.app.ok('imports.preview', again);
    expect(rows.map(({ line }) => line)).toEqual([4]);
    expect(already.map(({ row, from }) => [row.line, from])).toEqual([
      [2, { fileName: 'lots.csv', line: 2 }],
      [3, { fileName: 'lots.csv', line: 3 }],
    ]);
    const { transactions } = await use.app.ok('imports.accept', { ...again, take: [3] });
    expect(transactions).toBe(2);
    const none = await use.app.refused('imports.accept', {
      fileName: 'none.csv',
      text: [header, first].join('\n'),
    });
    expect(none.message).toMatch(/Every row of "none\.csv" is in the book already/);
  });

  it('are refused the second time', async () => {
    await use.app.ok('imports.accept', file);
    const rows = await use.app.ok('transactions.list', {});
    const refused = await use.app.refused('imports.accept', file);
    expect(refused.message).toMatch(/was imported on 2003-02-01/);
    // One sentence: whatever else is against its rows comes of that.
    expect(refused.issues).toEqual([expect.objectContaining({ line: null })]);
    expect(await use.app.ok('transactions.list', {})).toEqual(rows);
  });

  it('with one wrong row are refused whole, with the line', async () => {
    const before = use.app.bytes();
    const text = `${sample.transactions.trimEnd()}\n2002-12-31,sell,AIV,99999,1.00,Joint,,\n`;
    const refusal = await use.app.refused('imports.accept', { fileName: 'lots.csv', text });
    expect(refusal.issues).toEqual([
      expect.objectContaining({ line: text.trimEnd().split('\n').length }),
    ]);
    expect(use.app.bytes()).toEqual(before);
  });

  it('cannot be taken back while a sale rests on them', async () => {
    const text = 'date,action,security,shares,amount\n2000-03-01,buy,AIV,100,3800.00\n';
    const { batchId } = await use.app.ok('imports.accept', { fileName: 'buy.csv', text });
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      action: 'sell',
      date: '2001-05-01',
    });
    expect(await use.app.refused('imports.remove', { batchId })).toMatchObject({
      code: 'conflict',
    });
    expect(await use.app.ok('transactions.list', {})).toHaveLength(2);
  });
});
