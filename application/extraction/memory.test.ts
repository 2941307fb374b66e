import type * as Threads from 'node:worker_threads';
import { expect, test, vi } from 'vitest';

const limits = vi.hoisted((): unknown[] => []);
vi.mock('node:worker_threads', async (original) => {
  const threads = await original<typeof Threads>();
  return {
    ...threads,
    Worker: class extends threads.Worker {
      constructor(...given: ConstructorParameters<typeof threads.Worker>) {
        super(...given);
        limits.push(given[1]?.resourceLimits);
      }
    },
  };
});

const { extractFile } = await import('./extract.ts');

test('the thread of a file has so much memory and no more', () => {
  const page = new TextEncoder().encode('<p>words</p>');
  expect(extractFile(page, 'page.html')).toMatchObject({ ok: true, text: 'words' });
  expect(extractFile(page, 'page.html', { megabytes: 100 })).toMatchObject({ ok: true });
  expect(limits).toEqual([
    { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 },
    { maxOldGenerationSizeMb: 100, maxYoungGenerationSizeMb: 32 },
  ]);
});
