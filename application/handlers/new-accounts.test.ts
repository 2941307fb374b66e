/** An account that an entry names for the first time is made with it, or not at all. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

describe('an entry in a new account', () => {
  beforeEach(() => makeOwnBook(use.app));

  it('makes a new account with its entry, or neither', async () => {
    const taxable = { ...EXAMPLE_PURCHASE, account: 'Roth', newAccount: { taxDeferred: true } };
    const names = async () =>
      (await use.app.ok('accounts.list', {})).map(({ name, taxDeferred }) => [name, taxDeferred]);
    const before = use.app.bytes();
    const refusal = await use.app.refused('transactions.add', { ...taxable, date: '' });
    expect(refusal.issues.map(({ field }) => field)).toEqual(['date']);
    // The shares of the second one are not there.
    await use.app.refused('transactions.addAll', {
      entries: [taxable, { ...EXAMPLE_PURCHASE, action: 'sell', account: 'Roth', shares: '101' }],
    });
    expect(use.app.bytes()).toEqual(before);
    await use.app.ok('transactions.add', taxable);
    expect(await names()).toContainEqual(['Roth', true]);
    const after = use.app.bytes();
    for (const [account, sentence] of [
      ['roth', /named "Roth" already/],
      ['', /Give the account a name/],
      ['x'.repeat(201), /longer than 200/],
    ] as const) {
      const { issues } = await use.app.refused('transactions.add', {
        ...taxable,
        account,
        date: '',
      });
      expect(issues.map(({ field }) => field)).toEqual(['account', 'date']);
      expect(issues[0]?.message).toMatch(sentence);
    }
    expect(use.app.bytes()).toEqual(after);
  });

  it('makes the account that receives a transfer with it', async () => {
    const [first] = await use.app.ok('accounts.list', {});
    await use.app.ok('transactions.add', EXAMPLE_PURCHASE);
    const transfer = {
      ...EXAMPLE_PURCHASE,
      action: 'transfer',
      date: '2001-01-02',
      amount: '',
      to: 'Elsewhere',
      newToAccount: { taxDeferred: false },
    };
    const { issues } = await use.app.refused('transactions.add', {
      ...transfer,
      to: first?.name ?? EXAMPLE_PURCHASE.account,
    });
    expect(issues[0]).toMatchObject({ field: 'to', message: expect.stringMatching(/already/) });
    await use.app.ok('transactions.add', transfer);
    expect((await use.app.ok('accounts.list', {})).map(({ name }) => name)).toContain('Elsewhere');
  });
});
