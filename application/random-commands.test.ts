/**
 * Any sequence of commands through the data port, beside a list kept by hand: nothing is ever a bug,
 * a refused command changes no fact, a question never changes one, and what was done and undone leaves
 * every figure as it was.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from './contract.ts';
import { everyFact as factsOf } from './testing/every-fact.ts';
import { makeHarness, type Harness } from './testing/harness.ts';
import { command, fitsAFile, RELEASES, type Command } from './testing/random-commands.ts';
import { release, type ReleaseParts } from './testing/releases.ts';

const YEARS = [1999, 2000, 2001, 2002, 2003, 2004];

type Facts = Awaited<ReturnType<typeof factsOf>>;

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
      case 'join': {
        const id = pick(facts.securities, command.at)?.id ?? 'none';
        const asked = await this.#try('securities.same', { id });
        const told = asked?.candidates.map(({ securityId }) => securityId) ?? [];
        // Half of them that may be one, half of them any.
        const other =
          (command.other % 2 === 0 ? pick(told, command.other / 2) : undefined) ??
          pick(facts.securities, command.other)?.id ??
          'none';
        const joined = await this.#try('securities.join', { id, other });
        expect(joined !== undefined, 'it was told').toBe(told.includes(other));
        if (!joined) return undefined;
        return {
          undo: async () => {
            await app.ok('securities.part', { gone: joined.gone });
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
      | 'securities.same'
      | 'securities.join'
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
              if (next.kind === 'accept' || next.kind === 'join')
                expect(await factsOf(app)).toEqual(before);
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
