/**
 * `npm start`: opens the application. In Electron's window where there is one to be had; else the
 * same application in the browser; without a display, by its address and the sample's year-end
 * table. Options: --browser (no Electron), --no-open (print the address only).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay, openAddress } from './display.ts';
import { electronOrReason, realSteps } from './electron-binary.ts';
import { ensureBuilt } from './ensure-built.ts';
import { isRoot, readSetting, whyNoSandbox } from './sandbox.ts';
import { runWindow } from './window-run.ts';

const ROOT = join(import.meta.dirname, '..');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readOptions(): { browser: boolean; open: boolean } {
  try {
    const { values } = parseArgs({
      options: { browser: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
    });
    return { browser: values.browser === true, open: values['no-open'] !== true };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.stderr.write('Usage: npm start [-- [--browser] [--no-open]]\n');
    process.exit(2);
  }
}

/** Opens Electron's window and ends with it; answers with the reason when that is not possible. */
async function whyNoWindow(): Promise<string> {
  // Asked first: what would not be run is neither fetched nor built.
  if (isRoot()) return 'Electron opens no window for root';
  const electron = await electronOrReason(ROOT, realSteps(ROOT, say));
  if (electron.path === undefined) return `Electron is not here (${electron.reason})`;
  if (!ensureBuilt(say)) fail('BasisBook could not be built. See the reason above.');
  const end = await runWindow(electron.path, [ROOT]);
  if (end.opened) process.exit(end.code);
  return whyNoSandbox(process.platform, readSetting) ?? 'Electron could not open a window';
}

function printSampleReport(): Promise<void> {
  const report = spawn(
    process.execPath,
    [join(ROOT, 'cli', 'main.ts'), 'report', '--sample', '--year', '2002'],
    { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  return new Promise((done) => {
    report.on('error', () => done());
    report.on('exit', () => done());
  });
}

const options = readOptions();
const display = hasDisplay(process.platform, process.env);
if (!display) say('There is no display here, so no window opens.');
else if (!options.browser) say(`${await whyNoWindow()}: BasisBook opens in your browser instead.`);

if (!ensureBuilt(say)) fail('BasisBook could not be built. See the reason above.');
const { serveApplication } = await import('../browser/serve.ts');
const running = await serveApplication('built').catch((error: unknown) =>
  fail(`BasisBook could not start: ${error instanceof Error ? error.message : String(error)}`),
);

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void running.stop().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

if (!display) {
  // First, because the table is longer than most terminals are high: the address is what stands at its end.
  say('\nThe tax year 2002 of the sample book:\n');
  await printSampleReport();
  say('');
}
say(`BasisBook is running at ${running.address}`);
say('The address works once, and only on this machine. Stop with Ctrl-C.');
if (display && options.open) openAddress(running.address);
