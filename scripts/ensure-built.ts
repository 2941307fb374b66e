/**
 * Builds the page, or the whole window (main, preload and page), when dist/ is not up to date.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh, sourcesDigest, writeStamp } from './freshness.ts';

const ROOT = join(import.meta.dirname, '..');

const PAGE_SOURCES = [
  'renderer',
  'tax',
  'formats',
  'application',
  'resources',
  'docs',
  'package.json',
  'package-lock.json',
];
const WINDOW_SOURCES = [
  ...PAGE_SOURCES,
  'electron/main',
  'electron/preload',
  'db',
  'cli',
  'electron.vite.config.ts',
];

type BuildTarget = 'page' | 'window';

const TARGETS = {
  page: {
    sources: PAGE_SOURCES,
    results: ['dist/renderer/index.html'],
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      '--config',
      'renderer/vite.config.ts',
      '--logLevel',
      'error',
    ],
  },
  window: {
    sources: WINDOW_SOURCES,
    results: ['dist/main/main.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html'],
    command: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'error'],
  },
} as const;

function stampOf(target: BuildTarget): string {
  return join(ROOT, 'dist', `.${target}-sources`);
}

function isBuilt(target: BuildTarget): boolean {
  const { sources, results } = TARGETS[target];
  return (
    results.every((file) => existsSync(join(ROOT, file))) &&
    isFresh(stampOf(target), sourcesDigest(ROOT, sources))
  );
}

/**
 * Builds what is not up to date.
 * @returns whether it is built now; what went wrong has then been printed by the builder
 */
export function ensureBuilt(
  target: BuildTarget,
  say: (line: string) => void = () => undefined,
): boolean {
  if (isBuilt(target)) return true;
  const { sources, results, command } = TARGETS[target];
  say('Building BasisBook.');
  // Digests first: a file saved while the build runs must count as changed.
  const digest = sourcesDigest(ROOT, sources);
  const pageDigest = sourcesDigest(ROOT, PAGE_SOURCES);
  rmSync(stampOf(target), { force: true });
  const [script, ...args] = command;
  const built = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    // Standard output belongs to the command that asked for the build.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0 || !results.every((file) => existsSync(join(ROOT, file)))) return false;
  writeStamp(stampOf(target), digest);
  if (target === 'window') writeStamp(stampOf('page'), pageDigest);
  return true;
}
