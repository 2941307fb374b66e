/** An application on a temporary folder, whose every answer is held against the contract. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect } from 'vitest';
import { createApplication, type Application } from '../application.ts';
import { sample } from '../../resources/reference.ts';
import {
  contract,
  type Answer,
  type CallName,
  type Envelope,
  type Refusal,
  type Request,
} from '../contract.ts';

export interface Harness {
  readonly folder: string;
  readonly log: readonly string[];
  /** Calls and returns the value; throws when it was refused or is not of the contract's form. */
  ok<N extends CallName>(name: N, input: Request<N>): Promise<Answer<N>>;
  /** Calls and returns the refusal; throws when it was not refused. */
  refused<N extends CallName>(name: N, input: Request<N>): Promise<Refusal>;
  /** Calls and returns the envelope as it is. */
  answer(name: CallName, input: unknown): Promise<Envelope<unknown>>;
  /** Undoes the newest act. */
  undo(): Promise<Answer<'history.undo'>>;
  /** Closes and opens the application again on the same folder. */
  restart(): void;
  /** Name and bytes of every file of the folder. */
  bytes(): Record<string, string>;
  close(): void;
  /** Closes, and removes the folder if the harness made it. */
  dispose(): void;
}

export function makeHarness(
  options: {
    folder?: string;
    bookPath?: string;
    dailyBackupAfter?: number;
    now?: () => string;
  } = {},
): Harness {
  // One level down: what is kept beside the folder goes with it.
  const root = options.folder ?? mkdtempSync(path.join(tmpdir(), 'basisbook-test-'));
  const folder = options.folder ?? path.join(root, 'books');
  if (options.folder === undefined) mkdirSync(folder);
  const log: string[] = [];
  let ids = 0;
  const make = (): Application =>
    createApplication({
      dataFolder: folder,
      host: 'browser',
      version: '0.0.0-test',
      log: (line) => log.push(line),
      now: options.now ?? (() => '2003-02-01T12:00:00.000Z'),
      newId: () => `id-${String(++ids).padStart(6, '0')}`,
      ...(options.bookPath === undefined ? {} : { bookPath: options.bookPath }),
      ...(options.dailyBackupAfter === undefined
        ? {}
        : { dailyBackupAfter: options.dailyBackupAfter }),
    });
  let application = make();
  return {
    folder,
    log,
    async ok(name, input) {
      const envelope = await application.dispatch(name, input);
      if (!envelope.ok) throw new Error(`${name} was refused: ${JSON.stringify(envelope.error)}`);
      // As on the wire: what JSON cannot carry would show here.
      const wire: unknown = JSON.parse(JSON.stringify(envelope.value));
      return v.parse(contract[name].answer, wire) as Answer<typeof name>;
    },
    async refused(name, input) {
      const envelope = await application.dispatch(name, input);
      if (envelope.ok)
        throw new Error(`${name} was not refused: ${JSON.stringify(envelope.value)}`);
      return envelope.error;
    },
    answer: (name, input) => application.dispatch(name, input),
    async undo() {
      const { undo } = await this.ok('history.list', {});
      const sequence = undo?.sequence ?? 0;
      return this.ok('history.undo', { from: sequence, to: sequence });
    },
    restart() {
      application.close();
      application = make();
    },
    bytes: () =>
      Object.fromEntries(
        readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
          .sort()
          .map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]),
      ),
    close() {
      application.close();
    },
    dispose() {
      application.close();
      if (options.folder === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Our own text of Aimco's 2002 allocation. */
export const RELEASE = {
  fileName: sample.documentName,
  content: { kind: 'text', text: sample.document },
} as const;

/** The worked example: 100 class A shares bought 2000-03-01 for $3,800.00. */
export const EXAMPLE_PURCHASE = {
  date: '2000-03-01',
  action: 'buy',
  security: 'AIV',
  account: 'default',
  shares: '100',
  amount: '3800.00',
  lot: null,
  note: null,
} satisfies Request<'transactions.add'>;

/** The harness of a test file: a new one for each test, which must log no bug. */
export function useHarness(): { readonly app: Harness } {
  let app: Harness;
  beforeEach(() => {
    app = makeHarness();
  });
  afterEach(() => {
    expect(app.log, 'no bug was logged').toEqual([]);
    app.dispose();
  });
  return {
    get app() {
      return app;
    },
  };
}

export async function makeOwnBook(app: Harness): Promise<void> {
  await app.ok('book.create', { kind: 'own' });
}

/** An own book with the release and the purchase of the worked example. */
export async function makeWorkedExample(app: Harness): Promise<void> {
  await makeOwnBook(app);
  await app.ok('documents.accept', { ...RELEASE, status: null });
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
}
