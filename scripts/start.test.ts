import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isRoot } from './sandbox.ts';
import { canRun } from './testing/can-run.ts';

it.runIf(canRun(isRoot(), 'what is said to root is tried by root only'))(
  'the window that root does not get is neither fetched nor built before that is said',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'basisbook-start-'));
    const start = spawn(process.execPath, [join(import.meta.dirname, 'start.ts'), '--no-open'], {
      env: { ...process.env, DISPLAY: ':no-such-display', BASISBOOK_DATA: data },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      let said = '';
      for await (const text of start.stdout.setEncoding('utf8') as AsyncIterable<string>) {
        said += text;
        if (said.includes('\n')) break;
      }
      expect(said.split('\n')[0]).toBe(
        'Electron opens no window for root: BasisBook opens in your browser instead.',
      );
    } finally {
      const ended = once(start, 'exit');
      start.kill();
      await ended;
      rmSync(data, { recursive: true, force: true });
    }
  },
);
