import { appendFileSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createBook, openBook } from './open.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** What another program does right after the book's bytes were read. */
let meanwhile: () => void = () => undefined;
afterEach(() => {
  meanwhile = () => undefined;
});

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const readFileSync = ((...given: Parameters<typeof fs.readFileSync>) => {
    const bytes = real.readFileSync(...given);
    meanwhile();
    return bytes;
  }) as typeof fs.readFileSync;
  return { ...real, readFileSync };
});

test('a book that changed while it was being read is in use', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  for (const change of [
    () => appendFileSync(path, Buffer.alloc(4096)),
    () => writeFileSync(`${path}-wal`, 'a log that was not there before'),
  ]) {
    meanwhile = change;
    expect(() => openBook(path, { readOnly: true })).toThrow(/already open/);
  }
});
