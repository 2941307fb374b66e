/**
 * Any sequence of commands through the data port, beside a list kept by hand: nothing is ever a bug,
 * a refused command changes no fact, a question never changes one. Undo after do gives an equal book,
 * figures included; redo after undo does too, step by step and all at once, across restarts.
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

/** What follows a command: nothing, its undo, or its undo and doing it again. */
const WAY = fc.constantFrom('on' as const, 'back' as const, 'back and forth' as const);

const reportsOf = (app: Harness) =>
  Promise.all(YEARS.map((year) => app.ok('year.report', { year })));

type Reports = Awaited<ReturnType<typeof reportsOf>>;

class Player {
  readonly app = makeHarness();
  readonly batches: string[] = [];
  /** By id: what was typed last, kept by hand. */
  typed = new Map<string, string>();

  /** Makes the command; whether it was done. */
  async play(command: Command, facts: Facts): Promise<boolean> {
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
        if (!row) return false;
        const asked = { ...command.entry, lot: row.lot, replacing: row.id };
        // An account that the entry itself makes has its id only now.
        const known = new Set(facts.accounts.map(({ id }) => id));
        const made = (await app.ok('accounts.list', {})).find(({ id }) => !known.has(id))?.id;
        const rows = foretold?.rows.map((each) =>
          known.has(each.accountId) ? each : { ...each, accountId: made },
        );
        // What is asked before a name is in the book is not asked once the entry itself has brought it.
        const told = await app.ok('transactions.preview', asked);
        expect({ ...told, doubts: [] }).toEqual({ ...foretold, rows, doubts: [] });
        this.typed.set(row.id, wordsOf(row));
        return true;
      }
      case 'addAll': {
        const rows = await this.#try('transactions.addAll', { entries: command.entries });
        if (!rows) return false;
        expect(rows).toHaveLength(command.entries.length);
        for (const row of rows) this.typed.set(row.id, wordsOf(row));
        return true;
      }
      case 'identify': {
        const security = pick(facts.securities, command.at);
        const id = security?.id ?? 'none';
        const names = await this.#try('securities.addIdentifier', { id, ...command.identifier });
        if (!names) return false;
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
        return true;
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
        if (!(await this.#try('securities.removeIdentifier', key))) return false;
        return true;
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
        return joined !== undefined;
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
        return false;
      }
      case 'update': {
        const old = pick(facts.transactions, command.at);
        const row = await this.#try('transactions.update', {
          id: old?.id ?? 'none',
          ...command.entry,
        });
        if (!row || !old) return false;
        this.typed.set(row.id, wordsOf(row));
        return true;
      }
      case 'remove': {
        const old = pick(facts.transactions, command.at);
        const row = await this.#try('transactions.remove', { id: old?.id ?? 'none' });
        if (!row) return false;
        this.typed.delete(row.id);
        return true;
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
        if (!done) return false;
        expect(done.transactions).toBe(rows.length);
        this.batches.push(done.batchId);
        for (const row of await app.ok('transactions.list', {})) {
          if (row.source?.batchId === done.batchId) this.typed.set(row.id, wordsOf(row));
        }
        return true;
      }
      case 'importRemove': {
        const batchId = pick(this.batches, command.at) ?? 'none';
        if (!(await this.#try('imports.remove', { batchId }))) return false;
        this.#forget(batchId, facts);
        return true;
      }
      case 'accept': {
        const input = {
          ...release(RELEASES[command.which] as ReleaseParts),
          status: command.status,
        };
        const row = await this.#try('documents.accept', input);
        if (!row) return false;
        return true;
      }
      case 'documentRemove': {
        const row = pick(facts.documents, command.at);
        const gone = await this.#try('documents.remove', { id: row?.id ?? 'none' });
        if (!gone) return false;
        return true;
      }
      case 'account': {
        const old = pick(facts.accounts, command.at);
        if (!old) return false;
        const { id, name } = old;
        const { deferred: taxDeferred, method, methodChanges, returnOfCapital } = command;
        const change = { id, name, taxDeferred, method, methodChanges, returnOfCapital };
        if (!(await this.#try('accounts.update', change))) return false;
        return true;
      }
    }
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

/** The newest act of the book; 0 where there is none. */
async function newestAct(app: Harness): Promise<number> {
  return (await app.ok('status.get', {})).book?.undo?.sequence ?? 0;
}

/** The facts and the reports before the first act and after each one, in their order. */
class States {
  readonly #app: Harness;
  readonly #all: { readonly facts: Facts; readonly reports: Reports }[] = [];

  constructor(app: Harness) {
    this.#app = app;
  }

  /** Keeps the state as it is now. */
  async keep(): Promise<void> {
    const { facts, reports } = await this.#now();
    this.#all.push({ facts, reports });
  }

  async #now() {
    return { facts: await factsOf(this.#app), reports: await reportsOf(this.#app) };
  }

  /** Undoes the newest act and holds the book against the state before it; does it again where asked to. */
  async back(andForth: boolean): Promise<void> {
    const from = await newestAct(this.#app);
    await this.#app.ok('history.undo', { from, to: from });
    expect(await this.#now()).toEqual(this.#all.at(-2));
    if (andForth) {
      await this.#app.ok('history.redo', { from, to: from });
      expect(await this.#now()).toEqual(this.#all.at(-1));
    } else {
      this.#all.pop();
    }
  }

  /** Undoes every act, one by one, and does all of them again at once, each in another run. */
  async toTheBeginning(): Promise<void> {
    const app = this.#app;
    const to = await newestAct(app);
    for (const state of this.#all.slice(0, -1).toReversed()) {
      const from = await newestAct(app);
      await app.ok('history.undo', { from, to: from });
      expect(await factsOf(app)).toEqual(state.facts);
    }
    expect(await newestAct(app)).toBe(0);
    app.restart();
    const { redo } = await app.ok('history.list', {});
    if (redo && to > 0) await app.ok('history.redo', { from: redo.sequence, to });
    expect(await this.#now()).toEqual(this.#all.at(-1));
  }
}

test('random commands never end in a bug, a loss or a figure that does not come back', async () => {
  let done = 0;
  let undone = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(command, WAY), { minLength: 5, maxLength: 25 }),
      async (commands) => {
        const player = new Player();
        const { app } = player;
        try {
          await app.ok('book.create', { kind: 'own' });
          const states = new States(app);
          await states.keep();
          for (const [next, way] of commands) {
            const before = await factsOf(app);
            const reports = await reportsOf(app);
            const newest = await newestAct(app);
            const typed = new Map(player.typed);
            if (!(await player.play(next, before))) {
              refused++;
              expect(await factsOf(app)).toEqual(before);
              expect(await reportsOf(app)).toEqual(reports);
              expect(await newestAct(app)).toBe(newest);
              continue;
            }
            done++;
            // What was the same before is no act.
            if ((await newestAct(app)) === newest) {
              expect(await factsOf(app)).toEqual(before);
            } else {
              await states.keep();
              if (way !== 'on') await states.back(way === 'back and forth');
              if (way === 'back') player.typed = typed;
              undone += way === 'on' ? 0 : 1;
            }
            const rows = await app.ok('transactions.list', {});
            expect(new Map(rows.map((row) => [row.id, wordsOf(row)]))).toEqual(player.typed);
          }
          await states.toTheBeginning();
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
