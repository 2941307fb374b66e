import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

describe('entries by hand', () => {
  beforeEach(() => makeOwnBook(use.app));

  it.each([
    ['date', '2000-02-30', /does not exist/],
    ['date', '3/1/2000', /YYYY-MM-DD/],
    ['date', '', /trade date/],
    ['date', '2190-01-01', /future of the market calendar/],
    ['action', 'steal', /Choose/],
    ['security', ' ', /ticker, CUSIP or name/],
    ['account', '', /account/],
    ['shares', '-5', /negative/],
    ['shares', '0', /zero/],
    ['shares', '1.2345678', /decimals/],
    ['shares', 'ten', /plain number/],
    ['amount', '12.345', /two decimals/],
    ['amount', '', /total cost/],
    ['amount', '1.234,56', /comma|point|plain/],
  ])(
    'refuses %s "%s" with a sentence at the field, and writes nothing',
    async (field, text, sentence) => {
      const before = use.app.bytes();
      const refusal = await use.app.refused('transactions.add', {
        ...EXAMPLE_PURCHASE,
        [field]: text,
      });
      expect(refusal.code).toBe('invalid-input');
      expect(refusal.issues).toEqual([
        expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
      ]);
      expect(await use.app.ok('transactions.list', {})).toEqual([]);
      expect(use.app.bytes()).toEqual(before);
    },
  );

  it('names every field that is wrong at once', async () => {
    const refusal = await use.app.refused('transactions.add', {
      ...EXAMPLE_PURCHASE,
      shares: 'x',
      amount: 'y',
    });
    expect(refusal.issues.map((issue) => issue.field)).toEqual(['shares', 'amount']);
  });

  it('refuses a sale of more than is held at the shares, and of an unknown lot at the lot', async () => {
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    const sale = { ...EXAMPLE_PURCHASE, action: 'sell', date: '2001-01-02', shares: '101' };
    expect((await use.app.refused('transactions.add', sale)).issues[0]).toMatchObject({
      field: 'shares',
      message: expect.stringMatching(/100/),
    });
    expect(
      (await use.app.refused('transactions.add', { ...sale, shares: '1', lot: 'nowhere' }))
        .issues[0],
    ).toMatchObject({ field: 'lot', message: expect.stringMatching(/nowhere/) });
    expect(await use.app.ok('transactions.list', {})).toHaveLength(1);
  });

  it('refuses to remove a purchase that a sale rests on, and takes both in the other order', async () => {
    const bought = await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    const sold = await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      action: 'sell',
      date: '2001-01-02',
      shares: '40',
    });
    expect(await use.app.refused('transactions.remove', { id: bought.id })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/others rest on it/),
    });
    await use.app.ok('transactions.remove', { id: sold.id });
    await use.app.ok('transactions.remove', { id: bought.id });
    expect(await use.app.ok('transactions.list', {})).toEqual([]);
  });

  it('puts a removed entry back in its old place', async () => {
    const first = await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, amount: '10.00' });
    const before = await use.app.ok('transactions.list', {});
    const removed = await use.app.ok('transactions.remove', { id: first.id });
    await use.app.ok('transactions.restore', { transaction: removed });
    expect(await use.app.ok('transactions.list', {})).toEqual(before);
    expect(await use.app.refused('transactions.restore', { transaction: removed })).toMatchObject({
      code: 'conflict',
    });
  });

  it('changes an entry in its place, and refuses a change that leaves a sale without shares', async () => {
    const bought = await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, action: 'sell', shares: '100' });
    const changed = { ...EXAMPLE_PURCHASE, id: bought.id, amount: '3900.00', note: 'with fees' };
    expect(await use.app.ok('transactions.update', changed)).toMatchObject({
      id: bought.id,
      sequence: bought.sequence,
      lot: 'AIV/2000-03-01',
      amount: '3900.00',
      note: 'with fees',
    });
    expect(
      await use.app.refused('transactions.update', { ...changed, shares: '99' }),
    ).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/not possible/),
    });
    expect((await use.app.ok('transactions.list', {}))[0]).toMatchObject({ shares: '100' });
  });

  it('refuses an account name that is empty or taken', async () => {
    const account = await use.app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
    expect(
      (await use.app.refused('accounts.add', { name: ' ', taxDeferred: false })).issues[0]?.field,
    ).toBe('name');
    expect(
      (await use.app.refused('accounts.add', { name: 'JOINT', taxDeferred: false })).message,
    ).toMatch(/already/);
    expect(
      await use.app.ok('accounts.update', { id: account.id, name: 'Joint', taxDeferred: true }),
    ).toMatchObject({ taxDeferred: true });
  });
});
