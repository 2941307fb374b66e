/** A damaged sample is nobody's: it is made anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { BOOK_FILES } from './session.ts';
import { useHarness } from './testing/harness.ts';

const use = useHarness();

it('a damaged sample is made anew, and what was there is set aside', async () => {
  const { app } = use;
  await app.ok('book.create', { kind: 'sample' });
  app.close();
  const file = path.join(app.folder, BOOK_FILES.sample);
  writeFileSync(file, readFileSync(file).subarray(0, 9000));
  app.restart();
  expect((await app.ok('status.get', {})).book).toBeNull();
  const status = await app.ok('book.create', { kind: 'sample' });
  expect(status.book?.counts.documents).toBe(1);
  expect(existsSync(path.join(app.folder, 'sample.damaged.2003-02-01.basisbook'))).toBe(true);
});
