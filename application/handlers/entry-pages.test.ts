/** The list of entries page by page, and what a form begins with. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();
const page = (search: string, more: { from?: number; most?: number; around?: string } = {}) =>
  use.app.ok('transactions.page', {
    search,
    sort: null,
    from: 0,
    most: 100,
    around: null,
    ...more,
  });
const form = (id: string | null) => use.app.ok('transactions.form', { id });

describe('a list of entries', () => {
  beforeEach(async () => {
    await makeOwnBook(use.app);
    for (const [date, note, lot] of [
      ['2001-01-02', 'first of the day', 'A'],
      ['2000-03-01', null, null],
      ['2001-01-02', 'second', 'B'],
    ] as const) {
      await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, date, note, lot });
    }
  });

  it('has the newest first and the later one of a day, and is searched', async () => {
    const all = await page('');
    expect(all.rows.map(({ lot }) => lot)).toEqual(['B', 'A', 'AIV/2000-03-01']);
    expect([all.from, all.found, all.all]).toEqual([0, 3, 3]);
    expect((await page('bought 2000')).rows.map(({ lot }) => lot)).toEqual(['AIV/2000-03-01']);
    expect((await page('SECOND aiv')).rows.map(({ lot }) => lot)).toEqual(['B']);
    expect(await page('nothing like it')).toEqual({ rows: [], from: 0, found: 0, all: 3 });
  });

  it('comes in pages, of which one is that of an entry and the last is never empty', async () => {
    const { rows } = await page('');
    const second = await page('', { from: 2, most: 2 });
    expect(second.rows).toEqual(rows.slice(2));
    expect(await page('', { most: 2, around: rows[2]?.id ?? '' })).toEqual(second);
    expect((await page('', { from: 50, most: 2 })).rows).toEqual(rows.slice(2));
  });

  it('is searched anew after a change', async () => {
    expect((await page('changed')).found).toBe(0);
    const [newest] = (await page('')).rows;
    const id = newest?.id ?? '';
    await use.app.ok('transactions.update', { ...EXAMPLE_PURCHASE, id, note: 'changed' });
    expect((await page('changed')).found).toBe(1);
  });
});

describe('a form', () => {
  const csv = (account: string) => ({
    fileName: `${account}.csv`,
    text: `date,action,security,shares,amount,account\n1999-01-04,buy,AIV,1,1.00,${account}\n`,
  });

  it('expects the account typed in last, else a taxable one that was imported into', async () => {
    await makeOwnBook(use.app);
    expect((await form(null)).likelyAccount).toBeNull();
    await use.app.ok('accounts.add', { name: 'IRA', taxDeferred: true });
    expect((await form(null)).likelyAccount).toBe('IRA');
    await use.app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
    await use.app.ok('accounts.add', { name: 'Taxable', taxDeferred: false });
    expect((await form(null)).likelyAccount).toBe('Joint');
    await use.app.ok('imports.accept', csv('Taxable'));
    await use.app.ok('imports.accept', csv('IRA'));
    expect((await form(null)).likelyAccount).toBe('Taxable');
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, account: 'IRA' });
    expect((await form(null)).likelyAccount).toBe('IRA');
  });

  it('has the entry that is changed, and the lots that another can name', async () => {
    await makeOwnBook(use.app);
    const { id } = await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    expect((await form(id)).entry).toMatchObject({ id, shares: '100' });
    expect((await form('gone')).entry).toBeNull();
    const asked = { security: 'AIV', account: 'default', date: null };
    expect(await use.app.ok('transactions.lotsOf', asked)).toEqual([
      { lot: 'AIV/2000-03-01', acquired: '2000-03-01', shares: '100' },
    ]);
    expect(await use.app.ok('transactions.lotsOf', { ...asked, account: 'IRA' })).toEqual([]);
    // What was bought later cannot be meant.
    expect(await use.app.ok('transactions.lotsOf', { ...asked, date: '2000-02-29' })).toEqual([]);
    expect(await use.app.ok('transactions.lotsOf', { ...asked, date: '2000-03-01' })).toHaveLength(
      1,
    );
  });

  it('says what every year and sale would become where an entry is changed', async () => {
    await makeOwnBook(use.app);
    const { id } = await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      date: '2001-05-01',
      action: 'sell',
      shares: '40',
      amount: '1600.00',
    });
    const changed = { ...EXAMPLE_PURCHASE, amount: '3900.00', replacing: id };
    const years = await use.app.ok('transactions.changes', changed);
    expect(years.map(({ year }) => year)).toEqual([2000, 2001]);
    expect(years[1]?.rows.map(({ before, after }) => [before?.value, after?.value])).toContainEqual(
      ['80.00', '40.00'],
    );
    const same = { ...EXAMPLE_PURCHASE, replacing: id };
    expect(await use.app.ok('transactions.changes', same)).toEqual([]);
  });

  it('says that nothing changes where an entry of any kind is left as it is', async () => {
    await makeOwnBook(use.app);
    const text = `date,action,security,shares,amount,account,lot,to,ratio,percent
2000-03-01,buy,AIV,100,3800.00,Taxable,A,,,
2001-04-02,reinvest,AIV,1.5,60.00,Taxable,B,,,
2001-06-04,split,AIV,,,Taxable,,,2:1,
2002-03-04,spin-off,AIV,,,Taxable,,AIRC,1:8,12.34
2002-06-03,sell,AIV,40,1600.00,Taxable,A,,,
2002-07-01,sell,AIV,30,500.00,Taxable,,,,
2002-07-08,buy,AIV,30,490.00,Taxable,W,,,
2002-08-05,transfer,AIV,20,,Taxable,,Joint,,
2003-01-06,exchange,AIV,,,Joint,,BXP,1:2,
`;
    await use.app.ok('imports.accept', { fileName: 'a.csv', text });
    const rows = await use.app.ok('transactions.list', {});
    expect(rows).toHaveLength(9);
    for (const row of rows) {
      const { id, date, action, security, account, shares, amount, lot, picks, ratio } = row;
      const same = {
        ...EXAMPLE_PURCHASE,
        ...{ date, action, security, account, lot, picks, ratio, percent: row.percent },
        shares: shares ?? '',
        amount: amount ?? '',
        to: row.toSecurity ?? row.toAccount,
        acquired: row.acquired,
        replacing: id,
      };
      expect(await use.app.ok('transactions.changes', same), `${action} ${date}`).toEqual([]);
    }
  });
});
