/**
 * The window's program, run until it ends. Whoever stops it, by a key, a signal or the system, wanted it
 * to end: only a program that ends by itself, with an error and soon, has not opened a window.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** What ends sooner than this with an error has not shown a window. */
const EARLY_EXIT = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** By which a person or the system stops a program; any other signal is a fault of its own. */
const STOPPING: readonly string[] = [...SIGNALS, 'SIGKILL', 'SIGQUIT'];

type WindowEnd =
  | { readonly opened: true; readonly code: number }
  /** It could not be started, or broke before a window could be seen. */
  | { readonly opened: false };

/** Runs it with what it says and reads as ours; a signal to us is passed on to it. */
export async function runWindow(
  program: string,
  args: readonly string[],
  now: () => number = Date.now,
): Promise<WindowEnd> {
  const started = now();
  let isEndedByUs = false;
  const passOn = (signal: NodeJS.Signals): void => {
    isEndedByUs = true;
    window.kill(signal);
  };
  // Before the program starts: a signal in between would end us and leave the window.
  for (const signal of SIGNALS) process.on(signal, passOn);
  const window = spawn(program, args, { cwd: ROOT, stdio: 'inherit' });
  const code = await new Promise<number>((done) => {
    window.on('error', () => done(1));
    window.on('exit', (exitCode, signal) => {
      const isStopped = isEndedByUs || (signal !== null && STOPPING.includes(signal));
      done(isStopped ? 0 : (exitCode ?? 1));
    });
  });
  for (const signal of SIGNALS) process.off(signal, passOn);
  return code !== 0 && now() - started < EARLY_EXIT ? { opened: false } : { opened: true, code };
}
