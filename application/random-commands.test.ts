/**
 * Any sequence of commands through the data port, beside a list kept by hand: nothing is ever a bug,
 * a refused command changes no fact, a question never changes one, and what was done and undone leaves
 * every figure as it was.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOT_METHODS } from '../tax/facts/model.ts';
import type { Answer, Request } from './contract.ts';
import { everyFact as factsOf } from './testing/every-fact.ts';
import { makeHarness, type Harness } from './testing/harness.ts';
import { release, type ReleaseParts } from './testing/releases.ts';

const YEARS = [1999, 2000, 2001, 2002, 2003, 2004];

const common = { name: 'Common Stock' };
const RELEASES: readonly ReleaseParts[] = [
  { year: 2002, classes: [{ ...common, cusip: '41150R10', capital: 20 }] },
  { year: 2002, classes: [{ ...common, cusip: '41150R10', capital: 30 }] },
  { year: 2002, symbols: 'HBR', classes: [{ ...common, capital: 40 }] },
  { year: 2003, symbols: 'HBR', classes: [{ ...common, cusip: '41150R10', capital: 50 }] },
  { year: 2003, symbols: 'HBR', classes: [{ ...common, cusip: '88888R10', capital: 60 }] },
  { year: 2003, issuer: 'Meadow Trust', symbols: 'MDW', classes: [{ ...common, capital: 70 }] },
  { year: 2001, issuer: 'Meadow Trust', symbols: 'HBR', classes: [{ ...common, capital: 80 }] },
];

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const index = fc.nat(9);
const SECURITIES = ['HBR', 'hbr', '41150R102', 'Common Stock', 'MDW', 'Meadow Trust Common Stock'];
const ACCOUNTS = ['default', 'Joint', 'JOINT', 'x\ud800'];
const dates = one('2000-03-01', '2001-05-02', '2002-02-01', '2002-12-30', '2003-02-03', 'never');
const shares = one('100', '40', '40', '0.5', '-1');
const amounts = one('3800.00', '10', '0', '1,5');
const lots = one(null, null, 'A', 'B', 'A'.repeat(201));
const ratios = one(
  '2:1',
  '1:3',
  '1.000001:1',
  '0:1',
  '1:999999999999',
  '999999999999.999999999999:1',
);
const empty = {
  to: null,
  shares: '',
  amount: '',
  lot: null,
  picks: [],
  ratio: null,
  percent: null,
  acquired: null,
  cashShares: null,
};
type Parts = { [K in keyof typeof empty]: fc.Arbitrary<Typed[K]> };
type Typed = Required<Request<'transactions.add'>>;

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2 });
const acquisition = { shares, amount: amounts, lot: lots, acquired: one(null, null, '1999-06-01') };
const sale = { shares, amount: amounts, lot: lots };
const cash = { amount: one('', '', '7.00'), cashShares: one(null, null, '0.25', '100') };
const others = one(...SECURITIES);
/** What an entry of each kind says, wrong values among the right ones. */
const KINDS: Readonly<Record<string, Partial<Parts>>> = {
  buy: acquisition,
  reinvest: acquisition,
  'stock-dividend': acquisition,
  'in-kind': acquisition,
  'gift-received': acquisition,
  inherit: acquisition,
  sell: sale,
  redeem: sale,
  picked: {
    shares: one('40', '60'),
    amount: amounts,
    picks: fc.array(fc.record({ lot: one('A', 'B'), shares: one('40', '20') }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  gift: { shares, lot: lots },
  split: { ratio: ratios, ...cash },
  'spin-off': {
    to: others,
    ratio: ratios,
    percent: one('0', '12.5', '100', '0.000000000001', '100.1'),
    ...cash,
  },
  exchange: {
    to: others,
    ratio: ratios,
    shares: maybe(shares).map((s) => s ?? ''),
    lot: lots,
    ...cash,
  },
  transfer: { to: one(...ACCOUNTS), shares: maybe(shares).map((s) => s ?? ''), lot: lots },
  dividend: { amount: amounts },
  // What belongs to no kind.
  nothing: { amount: amounts },
  sold: { ...sale, ratio: ratios },
};
const entryOf = (kind: string): fc.Arbitrary<Typed> =>
  fc.record({
    date: dates,
    action: fc.constant(kind === 'picked' || kind === 'sold' ? 'sell' : kind),
    security: one('HBR', ...SECURITIES),
    account: one('default', ...ACCOUNTS),
    note: one(null, 'a note'),
    ...Object.fromEntries(Object.entries(empty).map(([key, value]) => [key, fc.constant(value)])),
    ...KINDS[kind],
  }) as fc.Arbitrary<Typed>;
const entry = fc.oneof(
  { weight: Object.keys(KINDS).length, arbitrary: entryOf('buy') },
  ...Object.keys(KINDS).map((kind) => ({ weight: 1, arbitrary: entryOf(kind) })),
);

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), entry }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), at: index, entry }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), at: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      rows: fc.array(entry, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('importRemove' as const), at: index }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      which: fc.nat(RELEASES.length - 1),
      status: one(null, 'estimate' as const, 'corrected' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('documentRemove' as const), at: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('account' as const),
      at: index,
      deferred: fc.boolean(),
      method: one(...LOT_METHODS),
      methodChanges: fc.array(
        fc.record({ from: one('2001-01-02', '2002-06-03', 'never'), method: one(...LOT_METHODS) }),
        { maxLength: 2 },
      ),
      returnOfCapital: one('by-shares' as const, 'earliest-first' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('addAll' as const),
      entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('identify' as const),
      at: index,
      identifier: fc.record({
        kind: one('symbol' as const, 'symbol' as const, 'cusip' as const, 'name' as const),
        value: one('NEW', 'HBR', 'hbr', '88888R106', '41150R102', 'Meadow', 'A B'),
        validFrom: one(null, '1900-01-01', '2001-06-01', '2002-06-03', 'never'),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unidentify' as const), at: index, which: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      at: index,
      entry,
      replaces: fc.boolean(),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

type Facts = Awaited<ReturnType<typeof factsOf>>;

/** A file has no column for these, and calls the fraction of a split its shares. */
const fitsAFile = (row: Typed): boolean =>
  row.picks.length === 0 &&
  (row.cashShares === null || row.action === 'split' || row.action === 'spin-off');

const reportsOf = (app: Harness) =>
  Promise.all(YEARS.map((year) => app.ok('year.report', { year })));

class Player {
  readonly app = makeHarness();
  readonly removed: Answer<'transactions.remove'>[] = [];
  readonly batches: string[] = [];
  /** By id: what was typed last, kept by hand. */
  readonly typed = new Map<string, string>();

  /** Makes the command; what takes it back, when it was done and can be; undefined when it was refused. */
  async play(
    command: Command,
    facts: Facts,
  ): Promise<{ undo: (() => Promise<void>) | null } | undefined> {
    const { app } = this;
    const pick = <T>(list: readonly T[], at: number) => list[at % Math.max(list.length, 1)];
    switch (command.kind) {
      case 'add': {
        const foretold = await this.#try('transactions.preview', {
          ...command.entry,
          replacing: null,
        });
        const row = await this.#try('transactions.add', command.entry);
        if (foretold?.problem !== null) expect(row, 'the preview told').toBeUndefined();
        if (!row) return undefined;
        const asked = { ...command.entry, lot: row.lot, replacing: row.id };
        expect(await app.ok('transactions.preview', asked)).toEqual(foretold);
        this.typed.set(row.id, wordsOf(row));
        return { undo: () => this.#removeAgain(row.id) };
      }
      case 'addAll': {
        const rows = await this.#try('transactions.addAll', { entries: command.entries });
        if (!rows) return undefined;
        expect(rows).toHaveLength(command.entries.length);
        for (const row of rows) this.typed.set(row.id, wordsOf(row));
        return {
          undo: async () => {
            // The last one first: it can rest on those before it.
            for (const { id } of rows.toReversed()) await this.#removeAgain(id);
          },
        };
      }
      case 'identify': {
        const security = pick(facts.securities, command.at);
        const id = security?.id ?? 'none';
        const names = await this.#try('securities.addIdentifier', { id, ...command.identifier });
        if (!names) return undefined;
        const before =
          facts.identifiers[facts.securities.findIndex((each) => each.id === id)] ?? [];
        const added = names.filter(
          (name) =>
            !before.some(
              (each) =>
                each.kind === name.kind &&
                each.value === name.value &&
                each.validFrom === name.validFrom,
            ),
        );
        expect(added).toHaveLength(1);
        const [{ kind, value, validFrom }] = added as [(typeof added)[number]];
        const key = { kind, value, validFrom };
        // The first ticker of what was known by its name alone stays: it can only be another one.
        if (before.every((each) => each.kind === 'name') && kind !== 'name') return { undo: null };
        return {
          undo: async () => {
            expect(await app.ok('securities.removeIdentifier', { id, ...key })).toEqual(before);
          },
        };
      }
      case 'unidentify': {
        const at = command.at % Math.max(facts.securities.length, 1);
        const name = pick(facts.identifiers[at] ?? [], command.which);
        const key = {
          id: facts.securities[at]?.id ?? 'none',
          kind: name?.kind ?? ('symbol' as const),
          value: name?.value ?? 'none',
          validFrom: name?.validFrom ?? null,
        };
        if (!(await this.#try('securities.removeIdentifier', key))) return undefined;
        return {
          undo: async () => {
            await app.ok('securities.addIdentifier', key);
          },
        };
      }
      case 'ask': {
        const old = pick(facts.transactions, command.at);
        const replacing = command.replaces && old ? old.id : null;
        const asked = { ...command.entry, replacing };
        await this.#try('transactions.preview', asked);
        await this.#try('transactions.saleChoices', asked);
        await app.ok('work.cancel', { call: 1 });
        expect(await app.ok('work.progress', {})).toBeNull();
        const which = RELEASES[command.at % RELEASES.length] as ReleaseParts;
        await app.ok('documents.read', release(which));
        await this.#try('documents.changes', { kind: 'accept', ...release(which), status: null });
        const document = pick(facts.documents, command.at);
        if (document) await app.ok('documents.changes', { kind: 'remove', id: document.id });
        return undefined;
      }
      case 'update': {
        const old = pick(facts.transactions, command.at);
        const row = await this.#try('transactions.update', {
          id: old?.id ?? 'none',
          ...command.entry,
        });
        if (!row || !old) return undefined;
        this.typed.set(row.id, wordsOf(row));
        const { toSecurity, toAccount, shares, amount, security, account } = old;
        const back = {
          ...old,
          to: toSecurity ?? toAccount,
          shares: shares ?? '',
          amount: amount ?? '',
        };
        const { id, date, action, to, lot, picks, ratio, percent, acquired, cashShares, note } =
          back;
        const typed = { id, date, action, security, account, to, lot, picks, ratio, percent, note };
        const rest = { acquired, cashShares, shares: back.shares, amount: back.amount };
        return {
          undo: async () => {
            const again = await app.ok('transactions.update', { ...typed, ...rest });
            this.typed.set(row.id, wordsOf(again));
          },
        };
      }
      case 'remove': {
        const old = pick(facts.transactions, command.at);
        const row = await this.#try('transactions.remove', { id: old?.id ?? 'none' });
        if (!row) return undefined;
        this.removed.push(row);
        this.typed.delete(row.id);
        return {
          undo: async () => {
            await app.ok('transactions.restore', { transaction: row });
            this.typed.set(row.id, wordsOf(row));
          },
        };
      }
      case 'restore': {
        const row = pick(this.removed, command.at);
        if (!row) return undefined;
        const back = await this.#try('transactions.restore', { transaction: row });
        if (!back) return undefined;
        this.typed.set(back.id, wordsOf(back));
        return { undo: () => this.#removeAgain(back.id) };
      }
      case 'import': {
        const columns = [
          'date',
          'action',
          'security',
          'account',
          'shares',
          'amount',
          'lot',
          'ratio',
          'to',
          'percent',
          'acquired',
        ] as const;
        const rows = command.rows.filter(fitsAFile);
        const lines = rows
          .map((row) => ({ ...row, shares: row.cashShares ?? row.shares }))
          .map((row) => columns.map((column) => `"${row[column] ?? ''}"`).join(','));
        const text = `${columns.join(',')}\n${lines.join('\n')}\n`;
        const preview = await app.ok('imports.preview', { fileName: 'a.csv', text });
        const done = await this.#try('imports.accept', { fileName: 'a.csv', text });
        expect(done !== undefined, 'the preview told').toBe(preview.problems.length === 0);
        if (!done) return undefined;
        expect(done.transactions).toBe(rows.length);
        this.batches.push(done.batchId);
        for (const row of await app.ok('transactions.list', {})) {
          if (row.source?.batchId === done.batchId) this.typed.set(row.id, wordsOf(row));
        }
        return { undo: () => this.#takeBack(done.batchId) };
      }
      case 'importRemove': {
        const batchId = pick(this.batches, command.at) ?? 'none';
        if (!(await this.#try('imports.remove', { batchId }))) return undefined;
        this.#forget(batchId, facts);
        return { undo: null };
      }
      case 'accept': {
        const input = {
          ...release(RELEASES[command.which] as ReleaseParts),
          status: command.status,
        };
        const row = await this.#try('documents.accept', input);
        if (!row) return undefined;
        return {
          undo: async () => {
            await app.ok('documents.remove', { id: row.id });
          },
        };
      }
      case 'documentRemove': {
        const row = pick(facts.documents, command.at);
        const gone = await this.#try('documents.remove', { id: row?.id ?? 'none' });
        if (!gone) return undefined;
        const { text, ...rest } = gone;
        return {
          undo: async () => {
            await app.ok('documents.accept', { ...rest, content: { kind: 'text', text } });
          },
        };
      }
      case 'account': {
        const old = pick(facts.accounts, command.at);
        if (!old) return undefined;
        const { id, name } = old;
        const { deferred: taxDeferred, method, methodChanges, returnOfCapital } = command;
        const change = { id, name, taxDeferred, method, methodChanges, returnOfCapital };
        if (!(await this.#try('accounts.update', change))) return undefined;
        return {
          undo: async () => {
            expect(await app.ok('accounts.update', old)).toEqual(old);
          },
        };
      }
    }
  }

  async #removeAgain(id: string): Promise<void> {
    await this.app.ok('transactions.remove', { id });
    this.typed.delete(id);
  }

  async #takeBack(batchId: string): Promise<void> {
    this.#forget(batchId, await factsOf(this.app));
    await this.app.ok('imports.remove', { batchId });
  }

  #forget(batchId: string, facts: Facts): void {
    for (const row of facts.transactions) {
      if (row.source?.batchId === batchId) this.typed.delete(row.id);
    }
  }

  async #try<
    N extends
      | 'accounts.update'
      | 'securities.addIdentifier'
      | 'securities.removeIdentifier'
      | 'documents.changes'
      | 'transactions.preview'
      | 'transactions.saleChoices'
      | 'transactions.addAll'
      | 'transactions.add'
      | 'transactions.update'
      | 'transactions.remove'
      | 'transactions.restore'
      | 'imports.accept'
      | 'imports.remove'
      | 'documents.accept'
      | 'documents.remove',
  >(name: N, input: Parameters<Harness['ok']>[1]): Promise<Answer<N> | undefined> {
    const envelope = await this.app.answer(name, input);
    if (envelope.ok) return envelope.value as Answer<N>;
    expect(envelope.error.code).not.toBe('internal');
    expect(envelope.error.message).toMatch(/[.!]$/);
    return undefined;
  }
}

/** What the list kept by hand has of a row. */
function wordsOf(row: Answer<'transactions.add'>): string {
  const { date, action, account, toAccount, shares, amount, lot, note, ratio, percent } = row;
  const picks = row.picks.map((each) => `${each.lot}=${each.shares}`).join();
  const parts = [date, action, account, toAccount, shares, amount, lot, note, ratio, percent];
  return [...parts, row.acquired, row.cashShares, picks].join(' | ');
}

test('random commands never end in a bug, a loss or a figure that does not come back', async () => {
  let done = 0;
  let undone = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(command, fc.boolean()), { minLength: 5, maxLength: 25 }),
      async (commands) => {
        const player = new Player();
        const { app } = player;
        try {
          await app.ok('book.create', { kind: 'own' });
          for (const [next, takeBack] of commands) {
            const before = await factsOf(app);
            const reports = await reportsOf(app);
            const outcome = await player.play(next, before);
            if (!outcome) {
              refused++;
              expect(await factsOf(app)).toEqual(before);
              expect(await reportsOf(app)).toEqual(reports);
              continue;
            }
            done++;
            if (takeBack && outcome.undo) {
              await outcome.undo();
              undone++;
              expect(await reportsOf(app)).toEqual(reports);
              if (next.kind === 'accept') expect(await factsOf(app)).toEqual(before);
            }
            const rows = await app.ok('transactions.list', {});
            expect(new Map(rows.map((row) => [row.id, wordsOf(row)]))).toEqual(player.typed);
          }
          const facts = await factsOf(app);
          const reports = await reportsOf(app);
          app.restart();
          expect(await factsOf(app)).toEqual(facts);
          expect(await reportsOf(app)).toEqual(reports);
          expect(app.log).toEqual([]);
        } finally {
          app.dispose();
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 40) },
  );
  // Neither side may have been left out by the way the commands are drawn.
  expect(Math.min(done, undone, refused)).toBeGreaterThan(20);
}, 120_000);
