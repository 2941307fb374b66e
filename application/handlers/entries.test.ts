import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeOwnBook, RELEASE, useHarness } from '../testing/harness.ts';

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
    ['shares', '1.234567891', /decimals/],
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
    await use.app.ok('transactions.remove', { id: first.id });
    await use.app.undo();
    expect(await use.app.ok('transactions.list', {})).toEqual(before);
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

const NOTHING = { shares: '', amount: '', lot: null, note: null } as const;
const SPLIT = {
  ...NOTHING,
  date: '2001-05-01',
  action: 'split',
  security: 'AIV',
  account: 'default',
  ratio: '2:1',
} as const;

describe('every kind of entry', () => {
  beforeEach(async () => {
    await makeOwnBook(use.app);
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, lot: 'A' });
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      date: '2001-03-01',
      amount: '5000.00',
      lot: 'B',
    });
  });

  const ENTRIES = [
    ['split', SPLIT, { ratio: '2:1', shares: null, amount: null }],
    [
      'spin-off',
      { ...SPLIT, action: 'spin-off', to: 'HBR', ratio: '1:6', percent: '12.5', amount: '9.00' },
      { toSecurity: 'HBR', ratio: '1:6', percent: '12.5', amount: '9.00' },
    ],
    [
      'exchange',
      { ...SPLIT, action: 'exchange', to: 'HBR', ratio: '1.5:1', shares: '40', lot: 'B' },
      { toSecurity: 'HBR', shares: '40', lot: 'B' },
    ],
    [
      'transfer',
      { ...SPLIT, action: 'transfer', to: 'Roth IRA', ratio: null },
      { toAccount: 'Roth IRA', shares: null, amount: null },
    ],
    [
      'gift',
      { ...SPLIT, action: 'gift', ratio: null, shares: '10', lot: 'A' },
      { shares: '10', lot: 'A', amount: null },
    ],
    [
      'gift received',
      {
        ...EXAMPLE_PURCHASE,
        date: '2001-05-01',
        action: 'gift-received',
        acquired: '1990-01-02',
      },
      { acquired: '1990-01-02', lot: 'AIV/2001-05-01' },
    ],
    [
      'sale of picked lots',
      {
        ...SPLIT,
        action: 'sell',
        ratio: null,
        shares: '30',
        amount: '1500.00',
        picks: [
          { lot: 'B', shares: '20' },
          { lot: 'A', shares: '10' },
        ],
      },
      {
        lot: null,
        picks: [
          { lot: 'B', shares: '20' },
          { lot: 'A', shares: '10' },
        ],
      },
    ],
    [
      'dividend',
      { ...SPLIT, action: 'dividend', ratio: null, amount: '82.00' },
      { amount: '82.00', shares: null },
    ],
  ] as const;

  it.each(ENTRIES)(
    'takes a %s, gives it back, and keeps it in its place',
    async (_, typed, row) => {
      const entry = { ...typed, picks: 'picks' in typed ? [...typed.picks] : [] };
      const added = await use.app.ok('transactions.add', entry);
      expect(added).toMatchObject({ ...row, action: typed.action });
      expect(await use.app.ok('transactions.update', { id: added.id, ...entry })).toEqual(added);
      const before = await use.app.ok('transactions.list', {});
      expect(before.at(-1)).toEqual(added);
      const removed = await use.app.ok('transactions.remove', { id: added.id });
      expect(removed).toEqual(added);
      await use.app.undo();
      expect(await use.app.ok('transactions.list', {})).toEqual(before);
    },
  );

  it.each<[string, object, string, RegExp]>([
    ['a split without a ratio', { ratio: '' }, 'ratio', /how many new shares/],
    ['a ratio that is none', { ratio: 'two' }, 'ratio', /two/],
    ['a ratio of nothing', { ratio: '0:1' }, 'ratio', /zero|above/],
    ['shares of a split', { shares: '100' }, 'shares', /A split has no number of shares/],
    ['a percentage of a split', { percent: '5' }, 'percent', /no percentage/],
    ['lots of a split', { picks: [{ lot: 'A', shares: '1' }] }, 'picks', /no lots/],
    [
      'a spin-off without its percentage',
      { action: 'spin-off', to: 'HBR' },
      'percent',
      /percentage of the basis/,
    ],
    [
      'more than all of the basis',
      { action: 'spin-off', to: 'HBR', percent: '101' },
      'percent',
      /100/,
    ],
    ['an exchange into nothing', { action: 'exchange' }, 'to', /came in/],
    ['a transfer to nowhere', { action: 'transfer', ratio: null }, 'to', /account/],
    [
      'a giver who bought after the gift',
      {
        ...EXAMPLE_PURCHASE,
        action: 'gift-received',
        acquired: '2000-03-02',
        ratio: null,
      },
      'acquired',
      /earlier day/,
    ],
    [
      'picked lots that are too few',
      {
        action: 'sell',
        ratio: null,
        shares: '30',
        amount: '1.00',
        picks: [{ lot: 'A', shares: '10' }],
      },
      'picks',
      /add up to 10 shares, and 30/,
    ],
    [
      'a lot picked twice',
      {
        action: 'sell',
        ratio: null,
        shares: '30',
        amount: '1.00',
        picks: [
          { lot: 'A', shares: '10' },
          { lot: 'A', shares: '20' },
        ],
      },
      'picks',
      /twice/,
    ],
  ])('refuses %s at its field', async (_, change, field, sentence) => {
    const refusal = await use.app.refused('transactions.add', { ...SPLIT, ...change });
    expect(refusal.issues).toContainEqual(
      expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
    );
    expect(await use.app.ok('transactions.list', {})).toHaveLength(2);
  });

  it('says at the fraction that there is none, and at the security that nothing is held', async () => {
    const cash = { ...SPLIT, amount: '5.00' };
    const field = async (typed: object) =>
      (await use.app.refused('transactions.add', { ...SPLIT, ...typed })).issues[0]?.field;
    expect(await field(cash)).toBe('cashShares');
    expect(await field({ date: '1999-01-04' })).toBe('security');
  });

  it('previews a split without writing, and the same again in the place of an entry', async () => {
    const bytes = use.app.bytes();
    const preview = await use.app.ok('transactions.preview', { ...SPLIT, replacing: null });
    expect(preview.problem).toBeNull();
    const figures = (when: 'before' | 'after') =>
      preview.rows.map(({ lot, [when]: one }) => [lot, one?.shares, one?.basisPerShare]);
    expect(figures('before')).toEqual([
      ['A', '100', '38'],
      ['B', '100', '50'],
    ]);
    expect(figures('after')).toEqual([
      ['A', '200', '19'],
      ['B', '200', '25'],
    ]);
    expect(use.app.bytes()).toEqual(bytes);
    const { id } = await use.app.ok('transactions.add', SPLIT);
    expect(await use.app.ok('transactions.preview', { ...SPLIT, replacing: id })).toEqual(preview);
  });

  it('says in a preview why an entry would be left out, and refuses what cannot be read', async () => {
    const sale = { ...SPLIT, action: 'sell', ratio: null, shares: '201', amount: '1.00' };
    const preview = await use.app.ok('transactions.preview', { ...sale, replacing: null });
    expect(preview.problem).toMatchObject({
      code: 'oversold',
      message: expect.stringMatching(/cannot be taken.*200/),
    });
    expect(
      (await use.app.refused('transactions.preview', { ...sale, shares: 'x', replacing: null }))
        .issues[0]?.field,
    ).toBe('shares');
    expect(
      await use.app.refused('transactions.preview', { ...sale, replacing: 'gone' }),
    ).toMatchObject({ code: 'not-found' });
  });

  it('lays the lots of a sale and what each method makes of it side by side', async () => {
    const sale = { ...SPLIT, action: 'sell', ratio: null, shares: '100', amount: '4400.00' };
    const choices = await use.app.ok('transactions.saleChoices', { ...sale, replacing: null });
    expect(choices.method).toBe('fifo');
    expect(choices.all).toBeNull();
    // 200 and a little more are held: printed with six decimals they are 200.123457.
    await use.app.ok('transactions.add', {
      ...EXAMPLE_PURCHASE,
      date: '2001-06-04',
      shares: '0.1234567',
      lot: 'C',
    });
    const printed = { ...sale, date: '2001-06-05', shares: '200.123457', replacing: null };
    const all = await use.app.ok('transactions.saleChoices', printed);
    expect([all.all, all.problem?.code]).toEqual(['200.1234567', 'oversold']);
    expect(all.problem?.message).toContain('if all of them are meant, write 200.1234567.');
    // $44.00 a share: A has a gain of $6.00 and is long-term, B a loss of $6.00.
    expect(
      choices.lots.map((lot) => [lot.lot, lot.basisPerShare, lot.gainIfSold, lot.term]),
    ).toEqual([
      ['A', '38', '600.00', 'long'],
      ['B', '50', '-600.00', 'short'],
    ]);
    const gains = Object.fromEntries(
      choices.methods.map((each) => [each.method, [each.short, each.long]]),
    );
    expect(gains).toEqual({
      fifo: ['0.00', '600.00'],
      lifo: ['-600.00', '0.00'],
      hifo: ['-600.00', '0.00'],
      lofo: ['0.00', '600.00'],
      'lowest-tax': ['-600.00', '0.00'],
    });
    expect(
      await use.app.refused('transactions.saleChoices', { ...SPLIT, replacing: null }),
    ).toMatchObject({ code: 'invalid-input' });
  });

  it('adds a split to several accounts, or to none of them', async () => {
    await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, account: 'Joint' });
    const joint = { ...SPLIT, account: 'Joint' };
    const gone = { ...SPLIT, account: 'Empty' };
    await use.app.refused('transactions.addAll', { entries: [SPLIT, joint, gone] });
    expect(await use.app.ok('transactions.list', {})).toHaveLength(3);
    expect(await use.app.ok('transactions.addAll', { entries: [SPLIT, joint] })).toHaveLength(2);
    expect(await use.app.ok('transactions.list', {})).toHaveLength(5);
  });

  it('keeps sales before a change of method as they were', async () => {
    const [account] = await use.app.ok('accounts.list', {});
    if (!account) throw new Error('no account');
    expect(account).toMatchObject({ method: 'fifo', methodChanges: [] });
    for (const date of ['2002-03-01', '2002-09-01']) {
      const sale = { ...SPLIT, date, action: 'sell', ratio: null, shares: '10', amount: '400.00' };
      await use.app.ok('transactions.add', sale);
    }
    const methodChanges = [{ from: '2002-06-01', method: 'lifo' as const }];
    const changed = await use.app.ok('accounts.update', { ...account, methodChanges });
    expect(changed.methodChanges).toEqual(methodChanges);
    const { report } = await use.app.ok('year.report', { year: 2002 });
    expect(report.sales.map((sale) => sale.lot)).toEqual(['A', 'B']);
    const twice = [...methodChanges, { from: '2002-06-01', method: 'hifo' as const }];
    expect(
      (await use.app.refused('accounts.update', { ...account, methodChanges: twice })).issues[0],
    ).toMatchObject({ field: 'methodChanges', message: expect.stringMatching(/2002-06-01/) });
  });

  it('reduces the earliest purchases first only in an account that asks for it', async () => {
    const [account] = await use.app.ok('accounts.list', {});
    if (!account) throw new Error('no account');
    expect(account.returnOfCapital).toBe('by-shares');
    await use.app.ok('documents.accept', { ...RELEASE, status: null });
    const returned = async () =>
      (await use.app.ok('year.report', { year: 2002 })).report.lots.map((lot) => [
        lot.lot,
        lot.returnOfCapitalInYear,
      ]);
    expect(await returned()).toEqual([
      ['A', '63.96'],
      ['B', '63.96'],
    ]);
    await use.app.ok('accounts.update', { ...account, returnOfCapital: 'earliest-first' });
    expect(await returned()).toEqual([
      ['A', '127.92'],
      ['B', '0.00'],
    ]);
  });

  it('refuses a method under which an entry would lose its lot', async () => {
    const [account] = await use.app.ok('accounts.list', {});
    if (!account) throw new Error('no account');
    const sale = { ...SPLIT, action: 'sell', ratio: null, shares: '100', amount: '400.00' };
    await use.app.ok('transactions.add', sale);
    await use.app.ok('transactions.add', { ...sale, date: '2001-06-01', lot: 'B' });
    expect(await use.app.refused('accounts.update', { ...account, method: 'lifo' })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/the lot B/),
    });
  });
});
