/** What was filed, and what a correction makes of it. */
import { beforeEach, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeWorkedExample, useHarness } from '../testing/harness.ts';

const use = useHarness();
const OPTIONS = { year: 2002, wholeDollars: false, brokerBasis: 'adjusted' } as const;
const NOTHING = { ...OPTIONS, filedOn: null, fresh: true, typed: [] };

beforeEach(() => makeWorkedExample(use.app));

const rows = async () =>
  Object.fromEntries(
    (await use.app.ok('filed.get', OPTIONS)).rows.map((row) => [
      `${row.kind} ${row.name}`,
      [row.filed, row.now, row.difference],
    ]),
  );

it('is kept from the figures of the book, and is the same until something changes', async () => {
  expect((await rows())['box 2a']).toEqual([null, '62.64', '0.00']);
  await use.app.ok('filed.keep', { ...NOTHING, filedOn: '4/12/2003' });
  const { filed } = await use.app.ok('filed.get', OPTIONS);
  expect(filed).toEqual({ filedOn: '2003-04-12', wholeDollars: false, brokerBasis: 'adjusted' });
  expect(Object.values(await rows()).every(([, , difference]) => difference === '0.00')).toBe(true);
});

it('shows by line what an amended return would change', async () => {
  await use.app.ok('filed.keep', NOTHING);
  await use.app.ok('transactions.add', { ...EXAMPLE_PURCHASE, date: '2000-03-02', shares: '50' });
  const now = await rows();
  expect(now['box 2a']).toEqual(['62.64', '94.00', '31.36']);
  const changed = Object.entries(now).filter(([, [, , difference]]) => difference !== '0.00');
  expect(changed.some(([name]) => name.startsWith('line '))).toBe(true);
  await use.app.undo();
  expect((await rows())['box 2a']).toEqual(['62.64', '62.64', '0.00']);
});

it('takes figures that were typed, keeps the others, and can be forgotten', async () => {
  await use.app.ok('filed.keep', NOTHING);
  const typed = [{ kind: 'box', name: '2a', amount: '$21.64' }] as const;
  await use.app.ok('filed.keep', { ...NOTHING, fresh: false, typed: [...typed] });
  expect((await rows())['box 2a']).toEqual(['21.64', '62.64', '41.00']);
  expect((await rows())['box 1']).toEqual(['201.40', '201.40', '0.00']);
  await use.app.refused('filed.keep', {
    ...NOTHING,
    typed: [{ kind: 'box', name: '2a', amount: 'much' }],
  });
  await use.app.ok('filed.forget', { year: 2002 });
  expect((await use.app.ok('filed.get', OPTIONS)).filed).toBe(null);
});

it('is told before a change of a filed year is saved, and after it, and of no other year', async () => {
  await use.app.ok('filed.keep', { ...NOTHING, filedOn: '4/12/2003' });
  const entry = { ...EXAMPLE_PURCHASE, date: '2000-03-02', shares: '50', replacing: null };
  const supposed = async (typed: typeof entry) =>
    use.app.ok('filed.changed', { suppose: { kind: 'entry', entry: typed } });
  const [told, ...more] = await supposed(entry);
  expect([told?.year, told?.filedOn, more]).toEqual([2002, '2003-04-12', []]);
  expect(told?.figures[0]).toEqual({ label: 'Box 1: Ordinary dividends', now: '302.08' });
  expect(await supposed({ ...entry, date: '2004-03-01' })).toEqual([]);
  expect(await use.app.ok('filed.changed', {})).toEqual([]);

  const { replacing: _, ...written } = entry;
  await use.app.ok('transactions.add', written);
  expect(await use.app.ok('filed.changed', {})).toEqual([told]);
  // Once it is another one, only what changes it again is told.
  expect(await supposed({ ...entry, date: '2004-03-01' })).toEqual([]);
  expect((await supposed({ ...entry, date: '2000-03-03' })).map(({ year }) => year)).toEqual([
    2002,
  ]);
  await use.app.undo();
  expect(await use.app.ok('filed.changed', {})).toEqual([]);
});
