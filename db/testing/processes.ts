/** Other processes that a test needs: to look, to try, and to hold a book and be killed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Attempt, Outcome } from './attempt.ts';
import type { Picture } from './picture.ts';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function run(name: string, argument: string): string {
  const done = spawnSync(process.execPath, [script(name), argument], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${name} failed: ${done.stderr}`);
  return done.stdout;
}

/** `pictureOf`, taken by another process: for a folder whose book is open in this one. */
export function pictureElsewhere(folder: string): Picture {
  return JSON.parse(run('picture.ts', folder)) as Picture;
}

/** What another process gets that tries to open or make a book. */
export function attemptElsewhere(attempt: Attempt): Outcome {
  return JSON.parse(run('attempt.ts', JSON.stringify(attempt))) as Outcome;
}

/** Another process that has the book open until `kill`; resolves when it has done what was asked. */
export async function holdElsewhere(
  path: string,
  what: string,
): Promise<{ readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [script('hold.ts'), path, what]);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await ready(child);
  return {
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/**
 * Another process that upgrades a book and is killed `delay` milliseconds after it began, if it is not
 * done by then; whether it was.
 */
export async function upgradeKilled(path: string, delay: number): Promise<boolean> {
  const child = spawn(process.execPath, [script('upgrade.ts'), path]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await ready(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), delay);
  await ended;
  clearTimeout(timer);
  return output.includes('done');
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors += String(chunk)));
    child.stdout?.once('data', () => resolve());
    child.once('close', () => reject(new Error(`hold.ts ended early: ${errors}`)));
  });
}
