/** A layout that a person made is kept with the import, by a name, until it is removed. */
import { beforeEach, expect, it } from 'vitest';
import { makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();
beforeEach(() => makeOwnBook(use.app));

const HEADINGS = ['Tag', 'Vorgang', 'Wert', 'Anzahl', 'Betrag'];
const file = (day: string) => ({
  fileName: 'bank.csv',
  text: `${HEADINGS.join(';')}\n${day};KAUF;EQR;10;800.00\n`,
});
const layout = {
  name: 'Hausbank',
  headings: HEADINGS,
  columns: ['tradeDate', 'action', 'symbol', 'quantity', 'amount'],
  words: { KAUF: 'buy' },
};

it('is kept with the import that it was made for, and read by from then on', async () => {
  const first = await use.app.ok('imports.preview', file('2021-03-02'));
  expect([first.history, first.header?.headings, first.problems.length]).toEqual([
    null,
    HEADINGS,
    1,
  ]);
  const looked = await use.app.ok('imports.preview', { ...file('2021-03-02'), layout });
  expect(looked.rows.map(({ action }) => action)).toEqual(['buy']);
  expect(await use.app.ok('layouts.list', {})).toEqual([]);
  await use.app.ok('imports.accept', { ...file('2021-03-02'), layout });
  expect(await use.app.ok('layouts.list', {})).toEqual([layout]);
  const next = await use.app.ok('imports.preview', file('2021-04-06'));
  expect([next.history?.format, next.rows.length]).toEqual(['Hausbank', 1]);
  await use.app.undo();
  expect(await use.app.ok('layouts.list', {})).toEqual([]);
});

it('is removed by its name, as an act that can be undone', async () => {
  await use.app.ok('imports.accept', { ...file('2021-03-02'), layout });
  await use.app.ok('layouts.remove', { name: 'Hausbank' });
  expect(await use.app.ok('layouts.list', {})).toEqual([]);
  expect((await use.app.refused('layouts.remove', { name: 'Hausbank' })).code).toBe('not-found');
  await use.app.undo();
  expect(await use.app.ok('layouts.list', {})).toEqual([layout]);
});

it('gives way to another one of the same columns, and is refused where it says nothing', async () => {
  await use.app.ok('imports.accept', { ...file('2021-03-02'), layout });
  const other = { ...layout, name: 'Neue Bank' };
  await use.app.ok('imports.accept', { ...file('2021-04-06'), layout: other });
  expect((await use.app.ok('layouts.list', {})).map(({ name }) => name)).toEqual(['Neue Bank']);
  const wrong = { ...layout, columns: ['tradeDate', 'action', 'symbol', 'quantity', 'profit'] };
  const refused = await use.app.refused('imports.preview', {
    ...file('2021-05-04'),
    layout: wrong,
  });
  expect(refused.message).toMatch(/has the column "profit"/);
});
