/** What was done, by its name, and the way back and forth through all of it. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyFact, securityIdOf } from '../testing/every-fact.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, RELEASE, useHarness } from '../testing/harness.ts';

const harness = useHarness();

const namesOf = async (): Promise<string[]> =>
  (await harness.app.ok('history.list', {})).acts.map(({ name }) => name);

const SALE = {
  ...EXAMPLE_PURCHASE,
  date: '2002-06-03',
  action: 'sell',
  shares: '40',
  amount: '1800.00',
} as const;

const FILE = {
  fileName: 'trades.csv',
  text: 'date,action,security,account,shares,amount\n2001-03-01,buy,AIV,default,10,400.00\n2001-03-02,buy,AIV,default,1,40.00\n',
};

const undo = () => harness.app.undo();

test('every command has its name in the words of its user', async () => {
  const { app } = harness;
  await makeOwnBook(app);
  await app.ok('documents.accept', { ...RELEASE, status: null });
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  const sale = await app.ok('transactions.add', SALE);
  await app.ok('transactions.update', { id: sale.id, ...SALE, shares: '50' });
  const again = { ...EXAMPLE_PURCHASE, date: '2000-03-02' };
  await app.ok('transactions.addAll', { entries: [again, { ...again, shares: '1' }] });
  const { batchId } = await app.ok('imports.accept', FILE);
  await app.ok('imports.remove', { batchId });
  const account = await app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
  await app.ok('accounts.update', { ...account, taxDeferred: true });
  const id = await securityIdOf(app, 'AIV');
  const name = { id, kind: 'symbol', value: 'AIRC', validFrom: '2020-12-15' } as const;
  await app.ok('securities.addIdentifier', name);
  await app.ok('securities.removeIdentifier', name);
  await app.ok('transactions.remove', { id: sale.id });
  const [document] = await app.ok('documents.list', {});
  await app.ok('documents.remove', { id: document?.id ?? 'none' });
  expect((await namesOf()).toReversed()).toEqual([
    `Release added: ${RELEASE.fileName}`,
    'Purchase of 100 AIV on 2000-03-01',
    'Sale of 40 AIV on 2002-06-03',
    'Change of the sale of 40 AIV on 2002-06-03',
    'Purchase of 100 AIV on 2000-03-02, and 1 more entry',
    'Import of trades.csv: 2 entries',
    'Removal of the import of trades.csv: 2 entries',
    'New account "Joint"',
    'Change of the account "Joint"',
    'New ticker AIRC of AIV',
    'Removal of the ticker AIRC of AIRC',
    'Removal of the sale of 50 AIV on 2002-06-03',
    `Release removed: ${RELEASE.fileName}`,
  ]);
});

describe('the way back', () => {
  test('goes through a restart, act by act, and forth again', async () => {
    const { app } = harness;
    await makeOwnBook(app);
    const states = [await everyFact(app)];
    const commands = [
      () => app.ok('transactions.add', EXAMPLE_PURCHASE),
      () => app.ok('accounts.add', { name: 'Joint', taxDeferred: false }),
      () => app.ok('imports.accept', FILE),
      () => app.ok('documents.accept', { ...RELEASE, status: null }),
    ];
    for (const command of commands) {
      await command();
      states.push(await everyFact(app));
    }
    app.restart();
    for (const state of states.slice(0, -1).toReversed()) {
      await undo();
      expect(await everyFact(app)).toEqual(state);
    }
    app.restart();
    const { redo, acts } = await app.ok('history.list', {});
    expect(acts.every(({ undone }) => undone)).toBe(true);
    const to = acts[0]?.sequence ?? 0;
    const { names } = await app.ok('history.redo', { from: redo?.sequence ?? 0, to });
    expect(names).toHaveLength(commands.length);
    expect(await everyFact(app)).toEqual(states.at(-1));
  });

  test('after a change of an account takes that back, and no entry that was removed before', async () => {
    const { app } = harness;
    await makeOwnBook(app);
    const entry = await app.ok('transactions.add', EXAMPLE_PURCHASE);
    await app.ok('transactions.remove', { id: entry.id });
    const [account] = await app.ok('accounts.list', {});
    if (!account) throw new Error('the entry made no account');
    await app.ok('accounts.update', { ...account, name: 'Renamed' });
    expect((await undo()).names).toEqual(['Change of the account "default"']);
    expect(await app.ok('accounts.list', {})).toEqual([account]);
    expect(await app.ok('transactions.list', {})).toEqual([]);
  });

  test('is told with the status, and is nowhere at the beginning of a book and of the sample', async () => {
    const { app } = harness;
    for (const kind of ['own', 'sample'] as const) {
      const { book } = await app.ok('book.create', { kind });
      expect([book?.undo, book?.redo]).toEqual([null, null]);
    }
    await app.ok('accounts.add', { name: 'Third', taxDeferred: false });
    const { book } = await app.ok('status.get', {});
    expect(book?.undo?.name).toBe('New account "Third"');
    const { sequence } = book?.undo ?? { sequence: 0 };
    const { redo } = await app.ok('history.undo', { from: sequence, to: sequence });
    expect(redo).toEqual(book?.undo);
  });
});

describe('a backup that is put back', () => {
  /** A purchase, a backup, two accounts; then the backup is put back, and an account is added. */
  async function putBack(): Promise<void> {
    const { app } = harness;
    await makeOwnBook(app);
    await app.ok('transactions.add', EXAMPLE_PURCHASE);
    const [made] = (await app.ok('backups.make', {})).backups;
    await app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
    await app.ok('accounts.add', { name: 'Roth', taxDeferred: true });
    const source = { kind: 'listed', file: made?.file ?? '', passphrase: null } as const;
    const { canUndo, status } = await app.ok('backups.restore', { source });
    expect([canUndo, status.book?.undo?.name]).toEqual([true, PUT_BACK]);
    await app.ok('accounts.add', { name: 'Third', taxDeferred: false });
  }
  const PUT_BACK = 'Backup of 2003-02-01 put back';
  const accounts = async (): Promise<string[]> =>
    (await harness.app.ok('accounts.list', {})).map(({ name }) => name);

  test('is an act like another: undone and done again across restarts, with what came before and after', async () => {
    const { app } = harness;
    await putBack();
    const { acts } = await app.ok('history.list', {});
    expect(acts.map(({ name, isReachable }) => [name, isReachable])).toEqual([
      ['New account "Third"', true],
      [PUT_BACK, true],
      ['Purchase of 100 AIV on 2000-03-01', false],
    ]);
    const [newest, restore, behind] = acts.map(({ sequence }) => sequence);
    const refused = await app.refused('history.undo', { from: newest ?? 0, to: behind ?? 0 });
    expect(refused.message).toContain(`“${PUT_BACK}” lies between`);
    const way = await app.ok('history.undo', { from: newest ?? 0, to: restore ?? 0 });
    expect(way.names).toEqual(['New account "Third"', PUT_BACK]);
    expect(await accounts()).toEqual(['Joint', 'Roth', 'default']);
    app.restart();
    await undo();
    expect(await accounts()).toEqual(['Joint', 'default']);
    const forth = await app.ok('history.list', {});
    expect(forth.acts.filter(({ undone }) => undone).map(({ name }) => name)).toEqual([
      PUT_BACK,
      'New account "Roth"',
    ]);
    const to = forth.acts[0]?.sequence ?? 0;
    await app.ok('history.redo', { from: forth.redo?.sequence ?? 0, to });
    expect(await accounts()).toEqual(['default']);
    app.restart();
    const { redo } = await app.ok('history.list', {});
    expect(redo?.name).toBe('New account "Third"');
    await app.ok('history.redo', { from: redo?.sequence ?? 0, to: redo?.sequence ?? 0 });
    expect(await accounts()).toEqual(['Third', 'default']);
  });

  test('is not undone where its backup is gone, and nothing else is changed either', async () => {
    const { app } = harness;
    await putBack();
    const { folder, backups } = await app.ok('backups.list', {});
    const kept = backups.find(({ reason }) => reason === 'before-restore')?.file ?? '';
    rmSync(path.join(folder, kept));
    const before = await everyFact(app);
    const [newest, restore] = (await app.ok('history.list', {})).acts;
    const request = { from: newest?.sequence ?? 0, to: restore?.sequence ?? 0 };
    const { code, message } = await app.refused('history.undo', request);
    expect(code).toBe('not-found');
    expect(message).toContain(
      `“${PUT_BACK}” cannot be undone: the backup that it leads to, “${kept}”`,
    );
    expect(await everyFact(app)).toEqual(before);
  });
});

describe('what cannot be', () => {
  test('is refused with the reason: nothing done, something else done since, an act that is gone', async () => {
    const { app } = harness;
    await makeOwnBook(app);
    const none = await app.refused('history.undo', { from: 1, to: 1 });
    expect(none.message).toBe('There is nothing to undo.');
    const nothing = await app.refused('history.redo', { from: 1, to: 1 });
    expect(nothing.message).toBe('There is nothing to redo.');
    await app.ok('accounts.add', { name: 'Joint', taxDeferred: false });
    await app.ok('accounts.add', { name: 'Roth', taxDeferred: true });
    const [second, first] = (await app.ok('history.list', {})).acts.map((act) => act.sequence);
    const [from, to] = [second ?? 0, first ?? 0];
    const before = await everyFact(app);
    expect((await app.refused('history.undo', { from: to, to })).message).toContain(
      'Something else was done or undone since.',
    );
    expect((await app.refused('history.undo', { from, to: 99 })).code).toBe('not-found');
    expect(await everyFact(app)).toEqual(before);
    expect((await app.ok('history.undo', { from, to })).names).toHaveLength(2);
    expect(await app.ok('accounts.list', {})).toEqual([]);
    // It is undone already.
    expect((await app.refused('history.redo', { from, to })).code).toBe('conflict');
  });
});
