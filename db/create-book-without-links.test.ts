/** A memory stick: its file system has no second names for a file. */
import { writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createBook, openBook } from './open.ts';
import { pictureOf } from './testing/picture.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof fs>()),
  linkSync: () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  },
}));

test('a book is made all the same', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
  openBook(path).close();
});

test('a file that is there is not replaced', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  writeFileSync(path, 'somebody else wrote this');
  const before = pictureOf(folder.path);
  expect(() => createBook(path, { kind: 'own', now: NOW })).toThrow(/already a file/);
  expect(pictureOf(folder.path)).toEqual(before);
});
