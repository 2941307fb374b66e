/** The real thread, from its source, with a book of its own. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBook } from '../../db/open.ts';
import { createApplication } from '../application.ts';
import type { Envelope } from '../contract.ts';
import { EXAMPLE_PURCHASE, makeHarness, makeWorkedExample, RELEASE } from '../testing/harness.ts';
import { startApplicationWorker, type ApplicationWorker } from './start-application-worker.ts';
import { WorkBoard } from './work-board.ts';

const ENTRY = path.join(import.meta.dirname, 'thread.ts');

let folder: string;
let log: string[];
let worker: ApplicationWorker | undefined;

function start(entry = ENTRY): ApplicationWorker {
  worker = startApplicationWorker({
    entry,
    dataFolder: path.join(folder, 'books'),
    host: 'browser',
    version: '0.0.0-test',
    log: (line) => log.push(line),
  });
  return worker;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'basisbook-thread-'));
  log = [];
});

afterEach(async () => {
  await worker?.close();
  worker = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** What answers calls: the thread, or an application of this one. */
type Ask = (name: string, input: unknown) => Promise<Envelope<unknown>>;

const of =
  (calls: ApplicationWorker): Ask =>
  async (name, input) =>
    JSON.parse(await calls.dispatch(name, input)) as Envelope<unknown>;

async function value(ask: Ask, name: string, input: unknown): Promise<unknown> {
  const envelope = await ask(name, input);
  if (!envelope.ok) throw new Error(`${name} was refused: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}

async function enterExample(ask: Ask): Promise<void> {
  await value(ask, 'book.create', { kind: 'own' });
  await value(ask, 'documents.accept', { ...RELEASE, status: null });
  await value(ask, 'transactions.add', EXAMPLE_PURCHASE);
}

/** With the ids, which differ from book to book, told by the order in which they first stand. */
function numbered(of: unknown): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(of).replace(
    /id-\d{6}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g,
    (id) => {
      if (!ids.includes(id)) ids.push(id);
      return `#${ids.indexOf(id)}`;
    },
  );
  return JSON.parse(text);
}

describe('the application in a thread', () => {
  it('gives the same figures as in this one, and closes its book', async () => {
    const calls = start();
    const ask = of(calls);
    await enterExample(ask);
    const report = await value(ask, 'year.report', { year: 2002 });
    const here = makeHarness();
    await makeWorkedExample(here);
    const same = await here.ok('year.report', { year: 2002 });
    here.dispose();
    const figures = (report as typeof same).report;
    expect(figures.notices).toEqual(expect.any(Array));
    expect(numbered({ ...figures, notices: [] })).toEqual(
      numbered({ ...same.report, notices: [] }),
    );
    expect(await value(ask, 'work.progress', {})).toBeNull();
    await calls.close();
    const file = path.join(folder, 'books', 'book.basisbook');
    // A clean end: nothing is left in a log beside the book, and it is free for others.
    expect(existsSync(`${file}-wal`)).toBe(false);
    openBook(file, { now: '2003-02-01T12:00:00.000Z' }).close();
    expect(log).toEqual([]);
  });

  it('refuses as dispatch does', async () => {
    const ask = of(start());
    expect(await ask('accounts.list', {})).toMatchObject({
      ok: false,
      error: { code: 'no-book' },
    });
    expect(await ask('work.cancel', { call: 'all' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await ask('work.cancel', { call: 1 })).toEqual({ ok: true, value: {} });
  });

  it('opens its book again after it died, with all that was entered', async () => {
    const program = path.join(folder, 'dying.mjs');
    writeFileSync(
      program,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ name }) => {
         if (name === 'test.die') process.exit(3);
       });
       await import(${JSON.stringify(pathToFileURL(ENTRY).href)});`,
    );
    const ask = of(start(program));
    await enterExample(ask);
    const dying = ask('test.die', {});
    const after = value(ask, 'transactions.list', {});
    expect(await dying).toMatchObject({ ok: false, error: { code: 'interrupted' } });
    expect(await after).toHaveLength(1);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('ended with 3');
  });

  it('says so when its program is not there', async () => {
    const ask = of(start(path.join(folder, 'nothing.js')));
    expect(await ask('status.get', {})).toMatchObject({
      ok: false,
      error: { code: 'interrupted' },
    });
    expect(log[0]).toContain('nothing.js');
  });
});

describe('the book of the thread', () => {
  it('is backed up by itself, a moment after it is there', async () => {
    await enterExample(of(start()));
    const backups = path.join(folder, 'books', 'backups');
    await vi.waitFor(
      () => {
        expect(readdirSync(backups)).toEqual(
          expect.arrayContaining([expect.stringContaining('.daily.')]),
        );
      },
      { timeout: 20_000, interval: 200 },
    );
  }, 30_000);
});

describe('a computation that is stopped', () => {
  it('is refused with a sentence, changes nothing, and the next call works', async () => {
    const board = new WorkBoard();
    const application = createApplication({
      dataFolder: path.join(folder, 'books'),
      host: 'browser',
      version: '0',
      log: (line) => log.push(line),
      watch: board.watch,
    });
    try {
      const ask = application.dispatch;
      await enterExample(ask);
      // Another text: what is in the book already could not be accepted.
      const content = { kind: 'text', text: `${RELEASE.content.text}\nCorrected.\n` } as const;
      board.begin(1);
      board.stop(1);
      for (const [name, input] of [
        ['year.report', { year: 2002 }],
        ['documents.changes', { kind: 'accept', ...RELEASE, content, status: 'corrected' }],
      ] as const) {
        expect(await ask(name, input)).toMatchObject({
          ok: false,
          error: { code: 'cancelled', message: expect.stringMatching(/2002 was stopped/) },
        });
      }
      board.begin(2);
      expect(await ask('year.report', { year: 2002 })).toMatchObject({ ok: true });
      expect(board.progressOf(2)).toMatchObject({ year: 2002 });
      expect(log).toEqual([]);
    } finally {
      application.close();
    }
  });
});
