/**
 * Builds the window (main, preload, the application's thread and the page), when dist/ is not up to date.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh, sourcesDigest, writeStamp } from './freshness.ts';

const ROOT = join(import.meta.dirname, '..');

const SOURCES = [
  'renderer',
  'tax',
  'formats',
  'application',
  'resources',
  'docs',
  'package.json',
  'package-lock.json',
  'electron/main',
  'electron/preload',
  'db',
  'cli',
  'electron.vite.config.ts',
];

const RESULTS = [
  'dist/main/main.js',
  'dist/main/thread.js',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
];
const STAMP = join(ROOT, 'dist', '.window-sources');

function haveResults(): boolean {
  return RESULTS.every((file) => existsSync(join(ROOT, file)));
}

/**
 * Builds what is not up to date.
 * @returns whether it is built now; what went wrong has then been printed by the builder
 */
export function ensureBuilt(say: (line: string) => void = () => undefined): boolean {
  // The digest first: a file saved while the build runs must count as changed.
  const digest = sourcesDigest(ROOT, SOURCES);
  if (haveResults() && isFresh(STAMP, digest)) return true;
  say('Building BasisBook.');
  rmSync(STAMP, { force: true });
  const builder = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const built = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    // Standard output belongs to the command that asked for the build.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0 || !haveResults()) return false;
  writeStamp(STAMP, digest);
  return true;
}
