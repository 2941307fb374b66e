/** A file that is read or imported says how far it is, and can be stopped anywhere: the book is as it was. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApplication, type Application } from '../application.ts';
import type { Answer, CallName, Envelope } from '../contract.ts';
import { RefusalError } from '../refusal.ts';
import { FILE_TASKS, type Task } from '../wire-work.ts';

const ROWS = 3000;
const FILE = {
  fileName: 'history.csv',
  text: [
    'Date,Action,Symbol,Quantity,Price,Amount',
    ...Array.from(
      { length: ROWS },
      (_, i) => `2024-05-20,Buy,EQR,${i + 1},10.00,-${(i + 1) * 10}.00`,
    ),
    '',
  ].join('\n'),
};

let folder: string;
let application: Application;
let told: { task: Task; done: number; total: number }[];
/** Ends a call at this step of all that it tells; null for never. */
let stopAt: number | null;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'basisbook-test-'));
  told = [];
  stopAt = null;
  application = createApplication({
    dataFolder: folder,
    host: 'browser',
    version: '0.0.0-test',
    log: (line) => {
      throw new Error(line);
    },
    watch: (task) => ({
      step: (done, total) => {
        told.push({ task, done, total });
        if (told.length === stopAt) throw new RefusalError('cancelled', 'This was stopped.');
      },
    }),
  });
  await application.dispatch('book.create', { kind: 'own' });
});
afterEach(() => {
  application.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<Name extends CallName>(name: Name, input: unknown) {
  told = [];
  return (await application.dispatch(name, input)) as Envelope<Answer<Name>>;
}

const entries = async (): Promise<unknown> => {
  const answer = await ask('transactions.list', {});
  return answer.ok ? answer.value.length : answer;
};

/** The search for causes is no step of it. */
const OF_AN_IMPORT = FILE_TASKS.filter((task) => task !== 'explaining');

it('tells of each step how far it is', async () => {
  expect(await ask('imports.accept', FILE)).toMatchObject({ ok: true });
  const tasks = [...new Set(told.map(({ task }) => task))].filter((one) => typeof one === 'string');
  expect(tasks).toEqual(OF_AN_IMPORT);
  const of = (name: Task) => told.filter(({ task, total }) => task === name && total === ROWS);
  for (const task of OF_AN_IMPORT) {
    const steps = of(task).map(({ done }) => done);
    expect(steps.slice(0, 3), String(task)).toEqual([0, 1024, 2048]);
  }
});

it.each(['imports.preview', 'imports.accept'] as const)(
  'is stopped at every step, and the book is as it was: %s',
  async (name) => {
    await ask(name, { ...FILE, fileName: 'all of it.csv', text: FILE.text.slice(0, 200) });
    const before = await entries();
    const probe = await ask('imports.preview', FILE);
    expect(probe.ok).toBe(true);
    let stopped = 0;
    for (stopAt = 1; ; stopAt++) {
      const bytes = readFileSync(path.join(folder, 'book.basisbook'));
      const answer = await ask(name, FILE);
      if (answer.ok) break;
      expect(answer.error.code).toBe('cancelled');
      stopped++;
      const at: number = stopAt;
      stopAt = null;
      expect(await entries(), `stopped at step ${at}`).toBe(before);
      expect(readFileSync(path.join(folder, 'book.basisbook'))).toEqual(bytes);
      stopAt = at;
    }
    expect(stopped).toBeGreaterThan(name === 'imports.accept' ? 12 : 9);
  },
);
