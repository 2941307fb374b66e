/**
 * Any sequence of commands through the data port, beside a list kept by hand: nothing is ever a bug,
 * a refused command changes no fact, and what was done and undone leaves every figure as it was.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from './contract.ts';
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
const entry = fc.record({
  date: one('2000-03-01', '2001-05-02', '2002-02-01', '2002-12-30', '2003-02-03', 'never'),
  action: one('buy', 'buy', 'reinvest', 'sell'),
  security: one('HBR', 'hbr', '41150R102', 'Common Stock', 'MDW', 'Meadow Trust Common Stock'),
  account: one('default', 'Joint', 'JOINT', 'x\ud800'),
  shares: one('100', '40', '0.5', '-1'),
  amount: one('3800.00', '10', '0', '1,5'),
  lot: one(null, null, 'A', 'B', 'A'.repeat(201)),
  note: one(null, 'a note'),
});

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
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('account' as const),
      at: index,
      deferred: fc.boolean(),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(app: Harness) {
  return {
    transactions: await app.ok('transactions.list', {}),
    documents: await app.ok('documents.list', {}),
    accounts: await app.ok('accounts.list', {}),
    securities: await app.ok('securities.list', {}),
  };
}

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
        const row = await this.#try('transactions.add', command.entry);
        if (!row) return undefined;
        this.typed.set(row.id, wordsOf(row));
        return { undo: () => this.#removeAgain(row.id) };
      }
      case 'update': {
        const old = pick(facts.transactions, command.at);
        const row = await this.#try('transactions.update', {
          id: old?.id ?? 'none',
          ...command.entry,
        });
        if (!row || !old) return undefined;
        this.typed.set(row.id, wordsOf(row));
        return { undo: null };
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
        ] as const;
        const lines = command.rows.map((row) =>
          columns.map((column) => `"${row[column] ?? ''}"`).join(','),
        );
        const text = `${columns.join(',')}\n${lines.join('\n')}\n`;
        const preview = await app.ok('imports.preview', { fileName: 'a.csv', text });
        const done = await this.#try('imports.accept', { fileName: 'a.csv', text });
        expect(done !== undefined, 'the preview told').toBe(preview.problems.length === 0);
        if (!done) return undefined;
        expect(done.transactions).toBe(command.rows.length);
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
        const { id, name, taxDeferred } = old;
        await app.ok('accounts.update', { id, name, taxDeferred: command.deferred });
        return {
          undo: async () => {
            await app.ok('accounts.update', { id, name, taxDeferred });
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
  return [row.date, row.action, row.account, row.shares, row.amount, row.lot, row.note].join(' | ');
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
