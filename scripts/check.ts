/**
 * `npm run check`: everything about the sources that needs no run of the application. Every step
 * runs, so that one visit shows everything; the exit code is 1 when any of them failed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

const STEPS: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['lint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  ['types', 'typescript/bin/tsc', '-p', '.'],
  ['screens', 'svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'],
  ['architecture', 'vitest/vitest.mjs', 'run', 'e2e/architecture.test.ts'],
];

const failed = STEPS.filter(([name, script, ...args]) => {
  process.stdout.write(`\n== ${name}\n`);
  const result = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return result.status !== 0;
}).map(([name]) => name);

process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll is well.\n');
process.exitCode = failed.length > 0 ? 1 : 0;
