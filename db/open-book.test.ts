import Database from 'better-sqlite3';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { connectionOf } from './book.ts';
import { countFacts } from './counts.ts';
import { loadFacts } from './facts.ts';
import { latestVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { BookError, createBook, openBook, type Book, type OpenOptions } from './open.ts';
import { pictureOf } from './testing/picture.ts';
import { attemptElsewhere, holdElsewhere, pictureElsewhere } from './testing/processes.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** A closed book with one account. */
function makeBookAt(path: string): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => addAccount(book, { name: 'Broker', taxDeferred: false }));
  book.close();
}

function refusal(fn: () => Book): BookError {
  try {
    fn().close();
  } catch (error) {
    if (error instanceof BookError) return error;
    throw error;
  }
  throw new Error('the book was opened');
}

/** Opens a book and reads its facts, before which every record is held against its checksum. */
function openAndRead(path: string, options: OpenOptions = {}): Book {
  const book = openBook(path, options);
  try {
    loadFacts(book);
    return book;
  } catch (error) {
    book.close();
    throw error;
  }
}

function patch(path: string, at: number, bytes: number[]): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.from(bytes), 0, bytes.length, at);
  closeSync(descriptor);
}

function accountNames(path: string, options: OpenOptions = {}): string[] {
  const book = openBook(path, options);
  try {
    return book.read(() => listAccounts(book).map((account) => account.name));
  } finally {
    book.close();
  }
}

/** Where in the file a table begins. */
function placeOf(table: string, path: string): number {
  const db = new Database(path);
  try {
    const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table);
    return (Number(root) - 1) * 4096;
  } finally {
    db.close();
  }
}

const WAYS: readonly OpenOptions[] = [{}, { readOnly: true }];

describe('a file that is no book is refused and left as it is', () => {
  const cases: Record<string, { code: string; says: RegExp; make: (path: string) => void }> = {
    'nothing there': { code: 'book-missing', says: /no book at/, make: () => undefined },
    'a link in a circle': {
      code: 'book-missing',
      says: /no book at .*: the link there leads in a circle\. Check the name/,
      make: (path) => symlinkSync(path, path),
    },
    'no folder there': {
      code: 'book-missing',
      says: /no book at/,
      make: (path) => writeFileSync(path.replace(/.the\.book$/, ''), ''),
    },
    'an empty file': {
      code: 'not-a-book',
      says: /is empty/,
      make: (path) => writeFileSync(path, ''),
    },
    'a text': {
      code: 'not-a-book',
      says: /something else/,
      make: (path) => writeFileSync(path, 'Dear reader, '.repeat(400)),
    },
    'a short text': {
      code: 'not-a-book',
      says: /something else/,
      make: (path) => writeFileSync(path, 'SQLite format 3\0'),
    },
    'a folder': { code: 'not-a-book', says: /is a folder/, make: (path) => mkdirSync(path) },
    'a database of another program': {
      code: 'not-a-book',
      says: /another program/,
      make: (path) => {
        const db = new Database(path);
        db.pragma('journal_mode = WAL');
        db.exec('CREATE TABLE theirs (x); PRAGMA user_version = 1; PRAGMA application_id = 77');
        db.close();
      },
    },
    'a book that was never finished': {
      code: 'not-a-book',
      says: /never finished/,
      make: (path) => {
        makeBookAt(path);
        patch(path, 60, [0, 0, 0, 0]);
      },
    },
    'a book of a newer version': {
      code: 'book-newer',
      says: /format 77.*Update BasisBook/,
      make: (path) => {
        makeBookAt(path);
        patch(path, 60, [0, 0, 0, 77]);
      },
    },
    'a book of a newer version that this SQLite cannot even read': {
      code: 'book-newer',
      says: /format 77/,
      make: (path) => {
        makeBookAt(path);
        patch(path, 60, [0, 0, 0, 77]);
        patch(path, 100, new Array<number>(3996).fill(0x5a));
      },
    },
    'a book cut short': {
      code: 'not-a-book',
      says: /damaged/,
      make: (path) => {
        makeBookAt(path);
        truncateSync(path, 8192);
      },
    },
    'a book with a page overwritten': {
      code: 'not-a-book',
      says: /damaged/,
      make: (path) => {
        makeBookAt(path);
        patch(path, placeOf('account', path), new Array<number>(4096).fill(0x5a));
      },
    },
    'a book with a wrong figure written into it': {
      code: 'not-a-book',
      says: /damaged.*CHECK/,
      make: (path) => {
        makeBookAt(path);
        const db = new Database(path);
        db.pragma('ignore_check_constraints = ON');
        db.exec('UPDATE account SET tax_deferred = 7');
        db.close();
      },
    },
  };
  for (const [name, { code, says, make }] of Object.entries(cases)) {
    for (const options of WAYS) {
      test(`${name}, ${options.readOnly ? 'to read' : 'to change'}`, () => {
        using folder = temporaryFolder();
        const path = join(folder.path, 'inner', 'the.book');
        if (name !== 'no folder there') mkdirSync(join(folder.path, 'inner'));
        make(path);
        const inside = name === 'no folder there' ? folder.path : join(folder.path, 'inner');
        const before = pictureOf(inside);
        const error = refusal(() => openAndRead(path, options));
        expect(error.code).toBe(code);
        expect(error.message).toContain(path);
        expect(error.message).toMatch(says);
        expect(pictureOf(inside)).toEqual(before);
      });
    }
  }

  test('a database of another program keeps the log that it left behind', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'theirs.db');
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TABLE theirs (x)');
    copyFileSync(path, join(folder.path, 'left.db'));
    copyFileSync(`${path}-wal`, join(folder.path, 'left.db-wal'));
    db.close();
    const before = pictureOf(folder.path);
    expect(Object.keys(before)).toContain('left.db-wal');
    const error = refusal(() => openBook(join(folder.path, 'left.db')));
    expect(error.code).toBe('not-a-book');
    expect(pictureOf(folder.path)).toEqual(before);
  });

  test('a name that ends with a space is not taken for the name without it', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    if (process.platform !== 'win32') copyFileSync(path, `${path} `);
    const error = refusal(() => openBook(`${path} `));
    // Windows itself drops the space, and has no such file.
    expect(error.code).toMatch(/^(not-a-book|book-missing)$/);
  });
});

describe('one process at a time', () => {
  test('a second process is refused, and let in when the first has closed', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const book = openBook(path);
    const before = pictureElsewhere(folder.path);
    for (const options of WAYS) {
      const outcome = attemptElsewhere({ path, ...options });
      expect(outcome.code).toBe('book-in-use');
      expect(outcome.message).toContain(path);
    }
    expect(pictureElsewhere(folder.path)).toEqual(before);
    book.read(() => countFacts(book));
    book.close();
    expect(attemptElsewhere({ path }).code).toBe('opened');
  });

  test('a process that is killed gives the book free', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const other = await holdElsewhere(path, 'just hold it');
    const before = pictureOf(folder.path);
    for (const options of WAYS) {
      expect(refusal(() => openBook(path, options)).code).toBe('book-in-use');
    }
    expect(pictureOf(folder.path)).toEqual(before);
    await other.kill();
    expect(accountNames(path)).toEqual(['Broker']);
  });

  test('a book that looks damaged because another process is writing it is in use', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const other = await holdElsewhere(path, 'stop after a write');
    patch(path, 100, new Array<number>(3996).fill(0x5a));
    const errors = WAYS.map((options) => refusal(() => openBook(path, options)).code);
    await other.kill();
    expect(errors).toEqual(['book-in-use', 'book-in-use']);
    expect(refusal(() => openBook(path)).code).toBe('not-a-book');
  });

  test('opening twice in one process is refused by every name, and the lock stays', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    symlinkSync(path, join(folder.path, 'link.book'));
    const book = openBook(path);
    for (const options of WAYS) {
      expect(refusal(() => openBook(path, options)).code).toBe('book-in-use');
      expect(refusal(() => openBook(join(folder.path, 'link.book'), options)).code).toBe(
        'book-in-use',
      );
    }
    // Had a refused attempt read the file itself, this process would have lost its lock.
    expect(attemptElsewhere({ path }).code).toBe('book-in-use');
    book.close();
    expect(accountNames(join(folder.path, 'link.book'))).toEqual(['Broker']);
  });

  test('a book that failed to open can be opened once it is whole again', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const good = readFileSync(path);
    patch(path, placeOf('account', path), new Array<number>(4096).fill(0x5a));
    expect(refusal(() => openAndRead(path)).code).toBe('not-a-book');
    writeFileSync(path, good);
    expect(accountNames(path)).toEqual(['Broker']);
  });
});

describe('without permission to write', () => {
  /** Root is above permissions: there, another process takes the place of an ordinary user. */
  const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
  /** Windows knows the file's own mark only. */
  const places = process.platform === 'win32' ? ['file'] : ['file', 'folder'];

  for (const place of places) {
    test(`a read-only ${place} can be read and is refused for changes`, () => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      makeBookAt(path);
      chmodSync(path, place === 'file' ? 0o444 : 0o666);
      chmodSync(folder.path, place === 'folder' ? 0o555 : 0o777);
      const before = pictureOf(folder.path);
      const toChange = attemptElsewhere({ path, ...uid });
      const toRead = attemptElsewhere({ path, readOnly: true, ...uid });
      const after = pictureOf(folder.path);
      chmodSync(path, 0o666);
      chmodSync(folder.path, 0o777);
      expect(toChange.code).toBe('book-read-only');
      expect(toChange.message).toContain(path);
      expect(toChange.message).toContain(`${place}`);
      expect(toRead).toEqual({ code: 'opened', message: '', accounts: 1 });
      expect(after).toEqual(before);
    });
  }

  test('a folder that takes no log is refused as read-only', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    mkdirSync(`${path}-wal`);
    const before = pictureOf(folder.path);
    expect(refusal(() => openBook(path)).code).toBe('book-read-only');
    expect(accountNames(path, { readOnly: true })).toEqual(['Broker']);
    expect(pictureOf(folder.path)).toEqual(before);
  });
});

describe('after a crash', () => {
  test('a write that was cut off by kill -9 never happened', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const facts = factsOf(path);
    const other = await holdElsewhere(path, 'stop inside a write');
    await other.kill();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(10_000_000);
    const crashed = pictureOf(folder.path);
    expect(factsOf(path, { readOnly: true })).toEqual(facts);
    expect(pictureOf(folder.path)).toEqual(crashed);
    expect(factsOf(path)).toEqual(facts);
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
  });

  test('a write that was finished before kill -9 is there', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const other = await holdElsewhere(path, 'stop after a write');
    await other.kill();
    const crashed = pictureOf(folder.path);
    expect(accountNames(path, { readOnly: true })).toEqual(['Broker', 'Committed']);
    expect(pictureOf(folder.path)).toEqual(crashed);
    expect(accountNames(path)).toEqual(['Broker', 'Committed']);
  });

  test('a newer format that is only in the log yet is refused untouched', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const other = await holdElsewhere(path, 'stop after a newer format');
    await other.kill();
    const crashed = pictureOf(folder.path);
    for (const options of WAYS) {
      const error = refusal(() => openBook(path, options));
      expect(error.code).toBe('book-newer');
      expect(error.message).toContain('format 99');
    }
    expect(pictureOf(folder.path)).toEqual(crashed);
  });
});

describe('an open book', () => {
  test('is set up for safety', () => {
    using folder = temporaryFolder();
    const book = createBook(join(folder.path, 'the.book'), { kind: 'sample', now: NOW });
    const pragma = (name: string): unknown => connectionOf(book).pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('locking_mode')).toBe('exclusive');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(book).toMatchObject({
      kind: 'sample',
      schemaVersion: latestVersion(MIGRATIONS),
      readOnly: false,
    });
    book.close();
  });

  test('opening and closing changes nothing', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const before = pictureOf(folder.path);
    for (const options of WAYS) accountNames(path, options);
    expect(pictureOf(folder.path)).toEqual(before);
  });

  test('opened to read, it refuses a change and keeps nobody out', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const book = openBook(path, { readOnly: true });
    expect(attemptElsewhere({ path }).code).toBe('opened');
    const change = (): void =>
      void book.write(() => addAccount(book, { name: 'No', taxDeferred: false }));
    expect(change).toThrow(/for reading only/);
    expect(() => connectionOf(book).exec('DELETE FROM account')).toThrow(/readonly/);
    book.close();
  });
});

function factsOf(path: string, options: OpenOptions = {}): unknown {
  const book = openBook(path, options);
  try {
    return loadFacts(book);
  } finally {
    book.close();
  }
}
