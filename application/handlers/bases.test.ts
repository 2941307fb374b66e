/** What is held as a day begins, and the bases of all of it stated in one act. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Request } from '../contract.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();
const PAGE = { search: '', sort: null, from: 0, most: 100 } as const;
const held = (
  asked: Pick<Request<'bases.held'>, 'security' | 'date'> & Partial<Request<'bases.held'>>,
) => use.app.ok('bases.held', { account: null, ...PAGE, ...asked });

const DAY = { security: 'AIV', date: '2005-01-01' } as const;

describe('the lots held as a day begins', () => {
  beforeEach(async () => {
    await makeOwnBook(use.app);
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    for (const [date, shares, amount] of [
      ['2001-03-15', '35', '1200.00'],
      ['2004-12-31', '10', '350.00'],
      ['2005-01-01', '20', '700.00'],
      ['2006-02-01', '5', '200.00'],
    ] as const) {
      await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, date, shares, amount });
    }
    const ira = { ...EXAMPLE_PURCHASE, account: 'IRA', newAccount: { taxDeferred: true } };
    await use.app.ok('transactions.add', { ...ira, date: '1999-05-03', shares: '7' });
  });

  it('are those bought before the day, each with its basis, of the first taxable account', async () => {
    const found = await held(DAY);
    expect(
      found.rows.map(({ lot, shares, adjustedBasis }) => [lot, shares, adjustedBasis]),
    ).toEqual([
      ['AIV/2000-03-01', '100', '3800.00'],
      ['AIV/2001-03-15', '35', '1200.00'],
      ['AIV/2004-12-31', '10', '350.00'],
    ]);
    expect([found.account?.name, found.holders, found.sums]).toEqual([
      'default',
      ['IRA', 'default'],
      { shares: '145', adjustedBasis: '5350.00' },
    ]);
    const ira = await held({ ...DAY, account: 'IRA' });
    expect(ira.rows.map(({ shares }) => shares)).toEqual(['7']);
    const most = await held({ ...DAY, sort: { column: 'adjustedBasis', descending: true } });
    expect(most.rows.map(({ adjustedBasis }) => adjustedBasis)).toEqual([
      '3800.00',
      '1200.00',
      '350.00',
    ]);
    expect((await held({ ...DAY, search: '2001' })).found).toBe(1);
    const before = await held({ ...DAY, date: '1998-01-01' });
    expect([before.rows, before.account, before.holders, before.sums]).toEqual([
      [],
      null,
      [],
      null,
    ]);
  });

  it('leads from each basis, and from their sum, to the purchase', async () => {
    const entry = {
      ...EXAMPLE_PURCHASE,
      ...{ ...DAY, action: 'opening-basis', shares: '', amount: '3800.00' },
      ...{ lot: 'AIV/2000-03-01', replacing: null },
    };
    const { account } = await held(DAY);
    const ask = (figure: Request<'year.explain'>['figure']) =>
      use.app.ok('year.explain', { year: 2005, figure, suppose: { kind: 'entry', entry } });
    const all = await ask({ kind: 'basisBefore', transaction: 'supposed-entry' });
    expect(all.steps[0]).toMatchObject({ value: '5350.00', operation: 'sum' });
    expect(all.steps.slice(1).map(({ value }) => value)).toEqual(['3800.00', '1200.00', '350.00']);
    const figure = all.steps[2]?.figure;
    expect(figure).toMatchObject({
      kind: 'lotAround',
      account: account?.id,
      lot: 'AIV/2001-03-15',
    });
    if (!figure) throw new Error('no figure');
    expect((await ask(figure)).steps[0]?.value).toBe('1200.00');
  });

  it('are stated in one act, and one step of Undo takes all of it back', async () => {
    const before = (await held(DAY)).rows;
    const stated = {
      ...{ ...DAY, account: 'default', note: 'Statement of December 2004' },
      bases: [
        { lot: 'AIV/2000-03-01', amount: '$2,415.00' },
        { lot: 'AIV/2001-03-15', amount: '610' },
      ],
    };
    expect(await use.app.ok('bases.state', stated)).toEqual({ entries: 2 });
    const after = await held(DAY);
    expect(
      after.rows.map(({ adjustedBasis, statedBy }) => [adjustedBasis, statedBy !== null]),
    ).toEqual([
      ['2415.00', true],
      ['610.00', true],
      ['350.00', false],
    ]);
    const { rows } = await use.app.ok('lots.list', { year: 2005, accountId: null, ...PAGE });
    expect(rows.find(({ lot }) => lot === 'AIV/2000-03-01')?.adjustedBasis).toBe('2415.00');
    // Once more for the same day is another amount for a fact.
    const { issues } = await use.app.refused('bases.state', {
      ...stated,
      bases: [{ lot: 'AIV/2000-03-01', amount: '2500' }],
    });
    expect(issues[0]?.message).toContain('another amount is stated for the same day');
    await use.app.undo();
    expect((await held(DAY)).rows).toEqual(before);
  });

  it('refuses all of it with a sentence at each amount that is none', async () => {
    const bytes = use.app.bytes();
    const { issues } = await use.app.refused('bases.state', {
      ...{ ...DAY, account: 'default', note: null },
      bases: [
        { lot: 'AIV/2000-03-01', amount: '2,41x' },
        { lot: 'AIV/2001-03-15', amount: '610' },
        { lot: 'AIV/2004-12-31', amount: '-3' },
      ],
    });
    expect(issues.map(({ field }) => field)).toEqual([
      'basis/AIV/2000-03-01',
      'basis/AIV/2004-12-31',
    ]);
    const day = await use.app.refused('bases.state', {
      ...{ ...DAY, date: '2005-02-30', account: 'default', note: null },
      bases: [
        { lot: 'AIV/2000-03-01', amount: '1' },
        { lot: 'AIV/2001-03-15', amount: '2' },
      ],
    });
    expect(day.issues.map(({ field }) => field)).toEqual(['date']);
    expect(use.app.bytes()).toEqual(bytes);
  });
});
