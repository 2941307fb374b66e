/** A host that is killed at any moment while it writes: every entry that it acknowledged is there afterwards. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { Answer, Envelope } from '../application/contract.ts';

/** `npm run proofs -- host 300` for the long run. */
const KILLS = Number(process.env['BASISBOOK_HOST_KILLS'] ?? 2);
const MAIN = path.join(import.meta.dirname, 'main.ts');

interface Host {
  call<T>(name: string, input: unknown): Promise<Envelope<T>>;
  kill(): Promise<void>;
}

async function start(folder: string): Promise<Host> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BASISBOOK_DATA: folder },
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const address = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', () => failed(new Error('the host did not start')));
  });
  const { origin } = new URL(address);
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    async call(name, input) {
      const response = await fetch(`${origin}/call/${name}`, {
        method: 'POST',
        headers: { origin, cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Envelope<never>;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Enters one after the other until the host is gone; the notes of those that it acknowledged. */
async function enterUntilKilled(host: Host, round: number, after: number): Promise<string[]> {
  const acknowledged: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    for (let count = 0; ; count++) {
      const note = `${round}/${count}`;
      const entry = { date: '2000-03-01', action: 'buy', security: 'HBR', account: 'default' };
      const amounts = { shares: '1', amount: '40.00', lot: null, note };
      const answer = await host.call('transactions.add', { ...entry, ...amounts });
      if (!answer.ok) throw new Error(`refused: ${answer.error.message}`);
      acknowledged.push(note);
      timer ??= setTimeout(() => void host.kill(), after);
    }
  } catch (error) {
    // The connection ended with the host.
    if (!(error instanceof TypeError)) throw error;
    return acknowledged;
  } finally {
    clearTimeout(timer);
  }
}

test(
  `of ${KILLS} hosts that were killed while they wrote none lost what it acknowledged`,
  async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'basisbook-kills-'));
    const folder = path.join(root, 'books');
    try {
      const acknowledged: string[] = [];
      for (let round = 0; round <= KILLS; round++) {
        const host = await start(folder);
        if (round === 0)
          expect(await host.call('book.create', { kind: 'own' })).toMatchObject({ ok: true });
        const status = await host.call<Answer<'status.get'>>('status.get', {});
        expect(status.ok && status.value).toMatchObject({ problem: null, book: { kind: 'own' } });
        const list = await host.call<Answer<'transactions.list'>>('transactions.list', {});
        const notes = new Set(list.ok ? list.value.map(({ note }) => note) : []);
        expect(acknowledged.filter((note) => !notes.has(note))).toEqual([]);
        if (round < KILLS)
          acknowledged.push(...(await enterUntilKilled(host, round, 30 + ((round * 137) % 400))));
        await host.kill();
      }
      console.log(`${KILLS} hosts killed; ${acknowledged.length} entries acknowledged, 0 lost`);
      expect(acknowledged.length).toBeGreaterThan(0);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
  60_000 + KILLS * 20_000,
);
