/** What has to be on the disk before anything relies on it, who may read it, and how SQLite is set up. */
import type * as FileSystem from 'node:fs';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { connectionOf } from './book.ts';
import { latestVersion, migrate, upgrade } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createBook } from './open.ts';
import { connect, lock, type Connection } from './sqlite.ts';
import { pictureOf } from './testing/picture.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';
import { spoilingCopies } from './testing/spoiled-copy.ts';

const disk = vi.hoisted(() => ({ opened: new Map<number, string>(), flushed: [] as string[] }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  return {
    ...fs,
    openSync: (...given: Parameters<typeof fs.openSync>) => {
      const descriptor = fs.openSync(...given);
      disk.opened.set(descriptor, String(given[0]));
      return descriptor;
    },
    fsyncSync: (descriptor: number) => {
      disk.flushed.push(disk.opened.get(descriptor) ?? '');
      fs.fsyncSync(descriptor);
    },
  };
});

beforeEach(() => {
  disk.flushed.length = 0;
});

const DAY = '2027-02-03';
const latest = latestVersion(MIGRATIONS);
const WITH_NEXT = [...MIGRATIONS, { version: latest + 1, name: 'test-only', up: () => undefined }];

function lockedBookIn(folder: string): { readonly path: string; readonly db: Connection } {
  const path = join(folder, 'the.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  disk.flushed.length = 0;
  const db = connect(path);
  lock(db);
  return { path, db };
}

test('a new book is on the disk before it has its name, and its name before it is used', () => {
  using folder = temporaryFolder();
  createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW }).close();
  const [draft, place] = disk.flushed;
  expect(basename(draft ?? '')).toMatch(/^\.the\.book\..*\.new$/);
  // Windows has no folder that could be flushed.
  expect(place).toBe(process.platform === 'win32' ? undefined : folder.path);
});

describe('the copy before an upgrade', () => {
  test('is on the disk, and its owner’s alone', () => {
    using folder = temporaryFolder();
    const { path, db } = lockedBookIn(folder.path);
    const copy = upgrade(db, path, WITH_NEXT, DAY);
    db.close();
    expect(disk.flushed).toEqual([copy]);
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  test('of another format is no copy', () => {
    using folder = temporaryFolder();
    const { path, db } = lockedBookIn(folder.path);
    const failing = spoilingCopies(db, (copy) => copy.pragma(`user_version = ${latest + 7}`));
    expect(() => upgrade(failing, path, WITH_NEXT, DAY)).toThrow(/is unchanged/);
    expect(db.pragma('user_version', { simple: true })).toBe(latest);
    db.close();
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
  });
});

test('a step that fails leaves the connection without a transaction', () => {
  using folder = temporaryFolder();
  const { db } = lockedBookIn(folder.path);
  const up = (): void => {
    throw new Error('no further');
  };
  const failing = [...MIGRATIONS, { version: latest + 1, name: 'test-only', up }];
  expect(() => migrate(db, failing)).toThrow('no further');
  expect(db.inTransaction).toBe(false);
  db.close();
});

test.each([
  ['cell_size_check', 1],
  ['foreign_keys', 1],
  ['trusted_schema', 0],
  ['synchronous', 2],
  ['locking_mode', 'exclusive'],
])('a connection has %s set to %s', (name, value) => {
  using folder = temporaryFolder();
  const book = createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW });
  expect(connectionOf(book).pragma(name, { simple: true })).toBe(value);
  book.close();
});
