import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const TESTS =
  '{tax,formats,db,application,electron,browser,cli,renderer,resources,scripts,e2e}/**/*.test.ts';

/** What another test in the same process would see: modules, clocks and functions that are replaced. */
const REPLACES = /\bvi\.(?:mock|doMock|spyOn|stub\w+|useFakeTimers)\(/;

const replacing = globSync(TESTS, { exclude: ['node_modules/**', 'dist/**'] })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => REPLACES.test(readFileSync(file, 'utf8')));

/** The programs that tests start have been compiled once: without it each takes three times as long. */
const env = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'compile'),
};

const common = { environment: 'node' as const, testTimeout: 20_000, env };

// The engine is loaded once in each process, not once for each file: that was a quarter of the time.
export default defineConfig({
  test: {
    // Left alone it keeps one core for itself: on a machine with two, that is twice the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'shared',
          include: [TESTS],
          exclude: ['node_modules/**', 'dist/**', ...replacing],
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: replacing } },
    ],
  },
});
