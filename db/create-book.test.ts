import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectionOf } from './book.ts';
import { BookError, createBook, openBook } from './open.ts';
import { pictureOf } from './testing/picture.ts';
import { attemptElsewhere } from './testing/processes.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

function refusal(path: string): BookError {
  try {
    createBook(path, { kind: 'own', now: NOW }).close();
  } catch (error) {
    if (error instanceof BookError) return error;
    throw error;
  }
  throw new Error('the book was made');
}

describe('a new book', () => {
  test('is one file, holds nothing but its kind and date, and opens again', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'my first.book');
    const made = createBook(path, { kind: 'sample', now: NOW });
    expect(made).toMatchObject({ path, kind: 'sample', upgradedFrom: null });
    expect(connectionOf(made).prepare('SELECT only_row, kind, created_at FROM meta').all()).toEqual(
      [{ only_row: 1, kind: 'sample', created_at: NOW }],
    );
    made.close();
    expect(Object.keys(pictureOf(folder.path))).toEqual(['my first.book']);
    const again = openBook(path);
    expect(again.kind).toBe('sample');
    again.close();
  });

  test.each(['-wal', '-journal'])(
    'does not take what another book left behind (%s), which is kept under another name',
    (companion) => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      writeFileSync(path + companion, 'left over');
      writeFileSync(join(folder.path, `the.set-aside.2026-11-23.book${companion}`), 'older');
      createBook(path, { kind: 'own', now: NOW }).close();
      const kept = join(folder.path, `the.set-aside.2026-11-23-2.book${companion}`);
      expect(readFileSync(kept, 'utf8')).toBe('left over');
      const again = openBook(path);
      expect(again.logNotice).toBeNull();
      again.close();
    },
  );

  test('can be read by its owner alone', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    createBook(path, { kind: 'own', now: NOW }).close();
    const expected = process.platform === 'win32' ? 0o666 : 0o600;
    expect(statSync(path).mode & 0o777).toBe(expected);
  });
});

describe('a new book is refused, and nothing is left behind', () => {
  const cases: Record<string, { code: string; says: RegExp; make: (path: string) => void }> = {
    'over a book': {
      code: 'book-exists',
      says: /already a file/,
      make: (path) => createBook(path, { kind: 'own', now: NOW }).close(),
    },
    'over an empty file': {
      code: 'book-exists',
      says: /already a file/,
      make: (path) => writeFileSync(path, ''),
    },
    'over a folder': {
      code: 'book-exists',
      says: /already a folder/,
      make: (path) => mkdirSync(path),
    },
    'through a link that leads nowhere': {
      code: 'book-exists',
      says: /already a link to something that is not there/,
      make: (path) => symlinkSync(`${path}.gone`, path),
    },
  };
  for (const [name, { code, says, make }] of Object.entries(cases)) {
    test(name, () => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      make(path);
      const before = name.includes('link') ? null : pictureOf(folder.path);
      const error = refusal(path);
      expect(error.code).toBe(code);
      expect(error.message).toContain(path);
      expect(error.message).toMatch(says);
      if (before) expect(pictureOf(folder.path)).toEqual(before);
    });
  }

  test('in a folder that does not exist', () => {
    using folder = temporaryFolder();
    const error = refusal(join(folder.path, 'nowhere', 'the.book'));
    expect(error.code).toBe('book-missing');
    expect(error.message).toContain(join(folder.path, 'nowhere'));
    expect(pictureOf(folder.path)).toEqual({});
  });

  test('with a name that ends with a space', () => {
    using folder = temporaryFolder();
    const error = refusal(join(folder.path, 'the.book '));
    expect(error.code).toBe('not-a-book');
    expect(pictureOf(folder.path)).toEqual({});
  });

  test('with a date that is none', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    expect(() => createBook(path, { kind: 'own', now: 'yesterday' })).toThrow(/CHECK/);
    expect(pictureOf(folder.path)).toEqual({});
  });

  // Windows folders have no mark that keeps files out.
  const closedFolders = process.platform === 'win32' ? [] : ['in a read-only folder'];
  test.each(closedFolders)('%s', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
    chmodSync(folder.path, 0o555);
    const outcome = attemptElsewhere({ path, create: true, ...uid });
    chmodSync(folder.path, 0o755);
    expect(outcome.code).toBe('book-read-only');
    expect(outcome.message).toContain(folder.path);
    expect(pictureOf(folder.path)).toEqual({});
  });
});
