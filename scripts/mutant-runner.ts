/**
 * A process that runs tests in a copy of the sources, once for each message: `{ file, content, tests }`
 * puts the content into the file, runs the tests and puts back what stood there; without a file the copy
 * is as it is. The answer is the state of each test file that ended. Modules that did not change are
 * transformed once, which is what makes hundreds of changes affordable.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVitest } from 'vitest/node';

export interface Trial {
  readonly change: { readonly file: string; readonly content: string } | null;
  readonly tests: readonly string[];
}

/** By the path of a test file from the top of the copy: `passed`, `failed` or `skipped`. */
export type TrialStates = Readonly<Record<string, string>>;

const [root = '.', bail = '0'] = process.argv.slice(2);

const vitest = await createVitest('test', {
  ...{ root, config: false, watch: false, reporters: [{}], environment: 'node' },
  ...{ include: ['**/*.test.ts'], exclude: ['**/node_modules/**'] },
  ...{ testTimeout: 20_000, maxWorkers: 1, bail: Number(bail) },
});

async function run(tests: readonly string[]): Promise<TrialStates> {
  const wanted = new Set(tests.map((test) => path.join(root, test)));
  const found = await vitest.globTestSpecifications([...tests]);
  const specifications = found.filter(({ moduleId }) => wanted.has(path.normalize(moduleId)));
  const { testModules } = await vitest.runTestSpecifications(specifications);
  const ended = testModules.filter(({ moduleId }) => wanted.has(path.normalize(moduleId)));
  return Object.fromEntries(
    ended.map((one) => [
      path.relative(root, one.moduleId).replaceAll('\\', '/'),
      one.errors().length > 0 ? 'failed' : one.state(),
    ]),
  );
}

async function answer({ change, tests }: Trial): Promise<TrialStates> {
  if (change === null) return run(tests);
  const file = path.join(root, change.file);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, change.content);
  vitest.invalidateFile(file);
  try {
    return await run(tests);
  } finally {
    writeFileSync(file, before);
    vitest.invalidateFile(file);
  }
}

process.on('message', (trial: Trial) => {
  void answer(trial).then((states) => process.send?.(states));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
