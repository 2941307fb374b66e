/**
 * Which changes does no test notice? The sources are copied into a temporary folder, once for each
 * change, so that the working tree is never touched; one run of vitest then goes through the named
 * tests of many copies. One copy is left as it is: its tests must pass, or nothing would be proven.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changed, NO_SOURCES, type Mutant } from './mutant-list.ts';

interface Outcome {
  readonly survivors: readonly Mutant[];
  /** Why nothing is proven: tests that fail without a change, or that did not end. */
  readonly problems: readonly string[];
}

/** The copies cost no space: files are linked to those of the first copy. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(realpathSync(source), target);
    else linkSync(source, target);
  }
}

function copySources(top: string, to: string): void {
  cpSync(top, to, {
    recursive: true,
    filter: (source) => !NO_SOURCES.has(path.basename(source)),
  });
  symlinkSync(path.join(realpathSync(top), 'node_modules'), path.join(to, 'node_modules'));
}

interface FileResult {
  readonly name: string;
  readonly status: string;
}

/** The result of each test file that ran, by its path from `folder`. */
function runTests(
  folder: string,
  tests: readonly string[],
  top: string,
  minutes: number,
): ReadonlyMap<string, string> {
  const report = path.join(folder, 'report.json');
  spawnSync(
    process.execPath,
    [
      path.join(top, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder, '--reporter', 'json', '--outputFile', report],
      ...tests,
    ],
    { cwd: folder, stdio: 'ignore', timeout: minutes * 60_000, killSignal: 'SIGKILL' },
  );
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: readonly FileResult[];
    };
    const real = realpathSync(folder);
    return new Map(testResults.map(({ name, status }) => [path.relative(real, name), status]));
  } catch {
    return new Map();
  }
}

const CONFIG = `export default { test: {
  include: ['copy-*/**/*.test.ts'], exclude: ['**/node_modules/**'],
  environment: 'node', testTimeout: 20000, setupFiles: ['./first-failure.mjs'],
} };\n`;
/** A change is noticed as soon as one test of a file fails: the others of the file need not run. */
const FIRST_FAILURE = `import { beforeEach, onTestFailed } from 'vitest';
let failed = false;
beforeEach((context) => {
  if (failed) context.skip();
  onTestFailed(() => { failed = true; });
});\n`;

function tryTogether(top: string, mutants: readonly Mutant[], minutes: number): Outcome {
  const folder = mkdtempSync(path.join(tmpdir(), 'basisbook-mutants-'));
  try {
    writeFileSync(path.join(folder, 'vitest.config.mjs'), CONFIG);
    writeFileSync(path.join(folder, 'first-failure.mjs'), FIRST_FAILURE);
    symlinkSync(path.join(realpathSync(top), 'node_modules'), path.join(folder, 'node_modules'));
    const plain = path.join(folder, 'copy-plain');
    copySources(top, plain);
    const of = (i: number, test: string): string => `copy-${i}/${test}`;
    mutants.forEach((mutant, i) => {
      linkFolder(plain, path.join(folder, `copy-${i}`));
      const file = path.join(folder, of(i, mutant.file));
      const content = changed(mutant, readFileSync(file, 'utf8'));
      // The link goes first: the other copies keep the file as it was.
      unlinkSync(file);
      writeFileSync(file, content);
    });
    const untouched = [...new Set(mutants.flatMap(({ tests }) => tests))].map(
      (test) => `copy-plain/${test}`,
    );
    const inCopies = mutants.flatMap(({ tests }, i) => tests.map((test) => of(i, test)));
    const results = runTests(folder, [...untouched, ...inCopies], top, minutes);
    const problems = [...untouched, ...inCopies].flatMap((test) => {
      const status = results.get(test);
      if (status === undefined) return [`${test} did not end.`];
      return untouched.includes(test) && status !== 'passed'
        ? [`${test} fails without any change.`]
        : [];
    });
    const survivors = mutants.filter(({ tests }, i) =>
      tests.every((test) => results.get(of(i, test)) === 'passed'),
    );
    return { survivors, problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tries all, some at a time; `told` hears how many are done. */
export function tryMutants(
  top: string,
  mutants: readonly Mutant[],
  told: (done: number) => void = () => undefined,
  together = 40,
): Outcome {
  const survivors: Mutant[] = [];
  const problems: string[] = [];
  for (let start = 0; start < mutants.length; start += together) {
    const some = mutants.slice(start, start + together);
    const outcome = tryTogether(top, some, 15);
    survivors.push(...outcome.survivors);
    problems.push(...outcome.problems);
    told(start + some.length);
  }
  return { survivors, problems };
}
