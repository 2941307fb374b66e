/** What a window can do to entries of every kind, and to what they rest on: always a sentence, never a loss. */
import { describe, expect, it } from 'vitest';
import type { Request } from './contract.ts';
import { everyFact, securityIdOf } from './testing/every-fact.ts';
import { useHarness } from './testing/harness.ts';
import { purchase } from './testing/releases.ts';

const use = useHarness();

type Typed = Request<'transactions.add'>;

const later = { ...purchase, date: '2001-05-01', shares: '', amount: '', lot: null };

const own = () => use.app.ok('book.create', { kind: 'own' });
const add = (typed: Partial<Typed>) => use.app.ok('transactions.add', { ...purchase, ...typed });

/** One of every kind; each of them can stand behind the purchases. */
const KINDS: readonly (readonly [string, Partial<Typed>])[] = [
  ['a reinvestment', { action: 'reinvest', shares: '1.5', amount: '60.00' }],
  ['a stock dividend', { action: 'stock-dividend', shares: '2', amount: '80.00', lot: 'S' }],
  ['a distribution in kind', { action: 'in-kind', security: 'MDW', shares: '3', amount: '9.00' }],
  [
    'a gift received',
    { action: 'gift-received', shares: '4', amount: '1', acquired: '1999-01-04' },
  ],
  ['an inheritance', { action: 'inherit', shares: '5', amount: '200.00' }],
  ['a sale', { action: 'sell', shares: '10', amount: '400.00', lot: 'A' }],
  [
    'a sale of picked lots',
    {
      action: 'sell',
      shares: '10',
      amount: '400.00',
      picks: [
        { lot: 'B', shares: '4' },
        { lot: 'A', shares: '6' },
      ],
    },
  ],
  ['a redemption', { action: 'redeem', shares: '10', amount: '400.00' }],
  ['a gift', { action: 'gift', shares: '10', lot: 'B' }],
  ['a split', { action: 'split', ratio: '3:2' }],
  [
    'a split with a fraction',
    { action: 'split', ratio: '2.001:1', amount: '5', cashShares: '0.2' },
  ],
  ['a spin-off', { action: 'spin-off', to: 'MDW', ratio: '1:8', percent: '12.5' }],
  [
    'an exchange of a part',
    { action: 'exchange', to: 'MDW', ratio: '1:3', shares: '50', lot: 'B', amount: '7.00' },
  ],
  ['an exchange of all', { action: 'exchange', to: 'MDW', ratio: '1:3' }],
  ['a transfer', { action: 'transfer', to: 'Joint', shares: '50' }],
  ['a dividend', { action: 'dividend', amount: '82.00' }],
];

describe('an entry of every kind that is put back', () => {
  const ready = async (kind: Partial<Typed>) => {
    await own();
    await add({});
    await add({ lot: 'B', amount: '5000.00' });
    await use.app.ok('transactions.add', { ...later, security: 'MDW', shares: '1', amount: '1' });
    await use.app.ok('transactions.add', {
      ...later,
      account: 'Joint',
      shares: '1',
      amount: '1.00',
      lot: 'J',
    });
    return use.app.ok('transactions.add', { ...later, date: '2001-06-01', ...kind });
  };

  it.each(KINDS)('is as it was: %s', async (_what, kind) => {
    const row = await ready(kind);
    const before = await everyFact(use.app);
    const report = await use.app.ok('year.report', { year: 2001 });
    expect(await use.app.ok('transactions.remove', { id: row.id })).toEqual(row);
    await use.app.undo();
    expect(await everyFact(use.app)).toEqual(before);
    use.app.restart();
    expect(await everyFact(use.app)).toEqual(before);
    expect(await use.app.ok('year.report', { year: 2001 })).toEqual(report);
  });

  it('is never a bug when it becomes an entry of another kind, and back', async () => {
    const row = await ready({ action: 'dividend', amount: '82.00' });
    const before = await everyFact(use.app);
    for (const [what, kind] of KINDS) {
      await use.app.ok('transactions.update', {
        ...later,
        date: '2001-06-01',
        ...kind,
        id: row.id,
      });
      const { report } = await use.app.ok('year.report', { year: 2001 });
      expect(
        report.notices.filter((notice) => notice.level === 'error'),
        what,
      ).toEqual([]);
      await use.app.ok('transactions.update', {
        ...later,
        date: '2001-06-01',
        action: 'dividend',
        amount: '82.00',
        id: row.id,
      });
      expect(await everyFact(use.app), what).toEqual(before);
    }
  });
});

describe('what an entry rests on', () => {
  it.each<[string, Partial<Typed>]>([
    ['a transfer', { action: 'transfer', to: 'Joint', shares: '100', lot: 'A' }],
    ['an exchange', { action: 'exchange', to: 'MDW', ratio: '1:2', lot: 'A' }],
    ['a gift', { action: 'gift', shares: '100' }],
    ['a split', { action: 'split', ratio: '2:1' }],
    ['a spin-off', { action: 'spin-off', to: 'MDW', ratio: '1:8', percent: '12.5' }],
    [
      'picked lots',
      { action: 'sell', shares: '5', amount: '1', picks: [{ lot: 'A', shares: '5' }] },
    ],
  ])('stays: %s needs the purchase, and its name where it is named', async (_what, kind) => {
    await own();
    const { id } = await add({});
    await use.app.ok('transactions.add', { ...later, ...kind });
    const before = await everyFact(use.app);
    expect(await use.app.refused('transactions.remove', { id })).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/rest on it/),
    });
    const named = kind.lot !== undefined || kind.picks !== undefined;
    const renamed = await use.app.answer('transactions.update', { ...purchase, id, lot: 'Z' });
    expect(renamed.ok).toBe(!named);
    if (renamed.ok) await use.app.ok('transactions.update', { ...purchase, id });
    expect(await everyFact(use.app)).toEqual(before);
  });

  it('stays where an import is taken back', async () => {
    await own();
    const text = 'date,action,security,shares,amount,lot\n2000-03-01,buy,HBR,100,3800.00,A\n';
    const { batchId } = await use.app.ok('imports.accept', { fileName: 'a.csv', text });
    await use.app.ok('transactions.add', { ...later, action: 'transfer', to: 'Joint' });
    const before = await everyFact(use.app);
    expect((await use.app.refused('imports.remove', { batchId })).message).toMatch(/rest on it/);
    expect(await everyFact(use.app)).toEqual(before);
  });
});

describe('the days of a ticker', () => {
  it('are not those of a CUSIP: it is there once, whatever its day', async () => {
    await own();
    await add({ security: '41150R102' });
    const id = await securityIdOf(use.app, '41150R102');
    const again = { id, kind: 'cusip', value: '41150R102', validFrom: '2001-06-01' } as const;
    expect(await use.app.refused('securities.addIdentifier', again)).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/is there already/),
    });
  });

  it('do not begin on the first day that there is, which nothing could come before', async () => {
    await own();
    await add({});
    const id = await securityIdOf(use.app, 'HBR');
    const ticker = { id, kind: 'symbol', validFrom: '1900-01-01' } as const;
    const before = await everyFact(use.app);
    const answer = await use.app.answer('securities.addIdentifier', { ...ticker, value: 'NEW' });
    if (answer.ok) throw new Error('taken');
    expect(answer.error).toMatchObject({ code: 'invalid-input' });
    expect(answer.error.issues[0]).toMatchObject({ field: 'validFrom' });
    expect(await everyFact(use.app)).toEqual(before);
  });
});
