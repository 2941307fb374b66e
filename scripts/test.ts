/**
 * `npm test`: the unit tests, the build, then the same application in a real browser, and in
 * Electron where that is. The last line has the sum. With arguments (`npm test -- tax/money`) only
 * those unit tests run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-binary.ts';
import { ensureBuilt } from './ensure-built.ts';
import { findChromium } from './find-chromium.ts';
import {
  addCounts,
  countsLine,
  exitCodeOf,
  NO_TESTS,
  playwrightCounts,
  vitestCounts,
  type Counts,
} from './test-counts.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.cache', 'reports');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function runNode(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): boolean {
  const result = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

function readReport(name: string): string | undefined {
  try {
    return readFileSync(join(REPORTS, name), 'utf8');
  } catch {
    return undefined;
  }
}

function unitTests(args: readonly string[]): Counts {
  const file = join(REPORTS, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const well = runNode('vitest/vitest.mjs', ['run', ...reporters, ...args]);
  return vitestCounts(readReport('vitest.json'), well);
}

/** Which Playwright projects can run here; says why the others cannot. */
function projects(): { names: string[]; failed: number } {
  const names: string[] = [];
  let failed = 0;
  if (findChromium()) names.push('browser');
  else {
    const inCi = process.env['CI'] === 'true';
    if (inCi) failed += 1;
    say(
      `${inCi ? 'Failed' : 'Left out'}: the tests in a browser, because no Chromium was found. ` +
        'Install one, or name it in BASISBOOK_CHROMIUM.',
    );
  }
  const needsDisplay =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  if (!findElectron(ROOT)) {
    say(
      'Left out: the tests in Electron, because its binary is not here (`npx install-electron`).',
    );
  } else if (needsDisplay) {
    say('Left out: the tests in Electron, because there is no display (`xvfb-run -a npm test`).');
  } else names.push('electron');
  // Where the window cannot be had, its main process and preload run with what stands in for them.
  if (!names.includes('electron') && names.includes('browser') && process.platform === 'linux')
    names.push('stand-in');
  return { names, failed };
}

function hasSpecs(): boolean {
  return readdirSync(join(ROOT, 'e2e')).some((name) => name.endsWith('.spec.ts'));
}

function screenTests(): Counts {
  const { names, failed } = projects();
  const counts = { ...NO_TESTS, failed };
  if (names.length === 0) return counts;
  if (!hasSpecs()) {
    say('Failed: there is no specification in e2e/.');
    return { ...counts, failed: failed + 1 };
  }
  if (!ensureBuilt(say)) {
    say('Failed: the application could not be built. See the reason above.');
    return { ...counts, failed: failed + 1 };
  }
  const well = runNode(
    '@playwright/test/cli.js',
    ['test', ...names.map((name) => `--project=${name}`)],
    { BASISBOOK_REPORT: join(REPORTS, 'playwright.json') },
  );
  return addCounts(counts, playwrightCounts(readReport('playwright.json'), well));
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const args = process.argv.slice(2);
const counts = addCounts(unitTests(args), args.length > 0 ? NO_TESTS : screenTests());
say(countsLine(counts));
process.exitCode = exitCodeOf(counts);
