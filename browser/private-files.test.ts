import type * as Crypto from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';

const timingSafeEqual = vi.hoisted(() => vi.fn());
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>();
  timingSafeEqual.mockImplementation(crypto.timingSafeEqual);
  return { ...crypto, timingSafeEqual };
});
vi.mock('../application/worker/start-application-worker.ts', () => ({
  startApplicationWorker: () => ({ close: () => Promise.resolve() }),
}));
vi.mock('./server.ts', () => ({
  startBrowserHost: () => Promise.resolve({ address: '', close: () => Promise.resolve() }),
}));

const { sameSecret } = await import('./session.ts');
const { serveApplication } = await import('./serve.ts');

test('secrets are compared in constant time, whatever their lengths', () => {
  for (const given of ['a', 'ab', '', 'abc']) sameSecret(given, 'abc');
  expect(timingSafeEqual).toHaveBeenCalledTimes(4);
});

test('the folder of the books is its owner’s alone', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'basisbook-'));
  vi.stubEnv('BASISBOOK_DATA', path.join(parent, 'books'));
  try {
    const running = await serveApplication();
    await running.stop();
    const { mode } = statSync(path.join(parent, 'books'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o700);
  } finally {
    vi.unstubAllEnvs();
    rmSync(parent, { recursive: true, force: true });
  }
});
