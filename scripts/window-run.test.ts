import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canRun } from './testing/can-run.ts';
import { runWindow } from './window-run.ts';

const run = (script: string, now?: () => number) =>
  runWindow(process.execPath, ['-e', script], now);

it('has opened where it ends without a fault', async () => {
  expect(await run('')).toEqual({ opened: true, code: 0 });
});

it('has not opened where it breaks at once, or is not there', async () => {
  expect(await run('process.exit(3)')).toEqual({ opened: false });
  expect(await runWindow('/no/such/program', [])).toEqual({ opened: false });
});

it('hands on its code where it breaks after it was seen', async () => {
  const times = [0, 10_001];
  const now = () => times.shift() ?? 10_001;
  expect(await run('process.exit(3)', now)).toEqual({ opened: true, code: 3 });
});

it.runIf(canRun(process.platform !== 'win32', 'Windows has no signals')).each([
  ['SIGTERM', { opened: true, code: 0 }],
  ['SIGINT', { opened: true, code: 0 }],
  ['SIGKILL', { opened: true, code: 0 }],
  // A fault of its own: Chromium ends so where it may not have its sandbox.
  ['SIGTRAP', { opened: false }],
] as const)('stopped by %s within its first seconds', async (signal, end) => {
  const program = `kill -${signal.slice(3)} $$; exec sleep 9`;
  expect(await runWindow('/bin/sh', ['-c', program])).toEqual(end);
});

it.runIf(canRun(process.platform !== 'win32', 'Windows has no signals'))(
  'ends with the signal that its starter gets, also where it answers that with an error',
  async () => {
    const window = "trap 'exit 143' TERM; printf open; while true; do sleep 0.1; done";
    const starter = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { runWindow } = await import(${JSON.stringify(join(import.meta.dirname, 'window-run.ts'))});
         const end = await runWindow('/bin/sh', ['-c', ${JSON.stringify(window)}]);
         process.stdout.write(JSON.stringify(end));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(starter, 'close');
    let said = '';
    starter.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said === 'open') starter.kill('SIGTERM');
    });
    await ended;
    expect(said).toBe('open{"opened":true,"code":0}');
  },
);
