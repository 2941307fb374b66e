/** Whatever a page sends, it is answered, nothing breaks, and the calls behind it are answered too. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Envelope } from '../contract.ts';
import { malformedRequest, randomOf } from '../testing/malformed.ts';
import { startApplicationWorker } from './start-application-worker.ts';

/** `npm run proofs -- requests 100000` for the long run. */
const REQUESTS = Number(process.env['BASISBOOK_REQUESTS'] ?? 250);
const AT_ONCE = 50;

test(
  `${REQUESTS} malformed requests are answered, none with a fault, and the book is as good as before`,
  async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'basisbook-malformed-'));
    const dataFolder = path.join(root, 'books');
    mkdirSync(dataFolder);
    const log: string[] = [];
    const worker = startApplicationWorker({
      entry: path.join(import.meta.dirname, 'thread.ts'),
      dataFolder,
      host: 'browser',
      version: '0.0.0-test',
      log: (line) => log.push(line),
    });
    const ask = async (name: string, input: unknown): Promise<Envelope<unknown>> =>
      JSON.parse(await worker.dispatch(name, input)) as Envelope<unknown>;
    try {
      expect(await ask('book.create', { kind: 'own' })).toMatchObject({ ok: true });
      const random = randomOf(20261129);
      const counts = { ok: 0, refused: 0 };
      for (let done = 0; done < REQUESTS; done += AT_ONCE) {
        const sent = Array.from({ length: Math.min(AT_ONCE, REQUESTS - done) }, () =>
          malformedRequest(random),
        );
        const answers = await Promise.all(sent.map(({ name, input }) => ask(name, input)));
        answers.forEach((answer, place) => {
          counts[answer.ok ? 'ok' : 'refused']++;
          const code = answer.ok ? 'ok' : answer.error.code;
          const said = `${sent[place]?.name}: ${answer.ok ? '' : answer.error.message}`;
          expect(['internal', 'interrupted'], `${said}\n${log.at(-1) ?? ''}`).not.toContain(code);
        });
        expect(await ask('status.get', {})).toMatchObject({ ok: true });
      }
      expect(log.filter((line) => !line.includes('could not be handed over'))).toEqual([]);
      console.log(
        `${counts.refused} refused, ${counts.ok} were right after all, 0 broken, 0 hanging`,
      );
      expect(counts.refused).toBeGreaterThan(counts.ok);
    } finally {
      await worker.close();
      rmSync(root, { recursive: true, force: true });
    }
  },
  60_000 + REQUESTS * 100,
);
