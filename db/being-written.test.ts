/** Other programs that write into the file of a book: nothing of it is taken for an empty book, nothing is mixed. */
import { spawn } from 'node:child_process';
import type * as FileSystem from 'node:fs';
import { copyFileSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { checkBook } from './check.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { BookError, createBook, openBook, type Book } from './open.ts';
import { pictureOf } from './testing/picture.ts';
import { holdElsewhere } from './testing/processes.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

/** What happens right after a file was found to be writable, or was made as a copy: just before SQLite gets it. */
const meanwhile = vi.hoisted(() => ({ to: (_: string): void => undefined }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  return {
    ...fs,
    accessSync: (...given: Parameters<typeof fs.accessSync>) => {
      fs.accessSync(...given);
      meanwhile.to(String(given[0]));
    },
    copyFileSync: (...given: Parameters<typeof fs.copyFileSync>) => {
      fs.copyFileSync(...given);
      meanwhile.to(String(given[1]));
    },
  };
});

beforeEach(() => {
  meanwhile.to = () => undefined;
});

const add = (book: Book, name: string): unknown =>
  book.write(() => addAccount(book, { name, taxDeferred: false }));
const names = (book: Book): string[] =>
  book.read(() => listAccounts(book).map(({ name }) => name)).toSorted();

/** A closed book with as many accounts as fill some pages; returns their names. */
function makeBook(path: string): string[] {
  const book = createBook(path, { kind: 'own', now: NOW });
  const made = Array.from({ length: 60 }, (_, i) => `Account ${100 + i} ${'x'.repeat(200)}`);
  book.write(() => made.forEach((name) => addAccount(book, { name, taxDeferred: false })));
  book.close();
  return made;
}

function codeOf(fn: () => unknown): string {
  try {
    fn();
    return 'done';
  } catch (error) {
    if (error instanceof BookError) return error.code;
    throw error;
  }
}

/** Another program: `rewrite` begins, and resolves when the file is whole again. */
async function otherProgram(path: string) {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'testing', 'rewriting.ts'),
    path,
  ]);
  const line = () => new Promise((resolve) => child.stdout.once('data', resolve));
  await line();
  return {
    rewrite: () => {
      const done = line();
      child.stdin.write('again\n');
      return done;
    },
    [Symbol.dispose]: () => child.kill('SIGKILL'),
  };
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a file that is emptied while it is opened', () => {
  const NEXT = [...MIGRATIONS, { version: 99, name: 'test-only', up: () => undefined }];

  it.each([
    ['for a moment', MIGRATIONS, 'all'],
    ['for good', MIGRATIONS, 'none'],
    ['and is of an older format', NEXT, 'none'],
  ])('%s is not taken for a new book', (_, migrations, written) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBook(path);
    const bytes = readFileSync(path);
    meanwhile.to = (place) => {
      if (place === path) truncateSync(path);
    };
    expect(() => openBook(path, { now: NOW, migrations })).toThrow(
      expect.objectContaining({
        code: 'not-a-book',
        message: expect.stringMatching(/another program is writing it .* Nothing was changed/),
      }),
    );
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
    expect(readFileSync(path).length).toBe(0);
    if (written === 'none') return;
    meanwhile.to = () => undefined;
    writeFileSync(path, bytes);
    openBook(path).close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each([
    ['before the log that a crash left is looked at', ''],
    ['after that log was looked at', '-wal.kept'],
  ])('%s keeps that log', async (_, at) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const crashed = await holdElsewhere(path, 'stop after a write');
    await crashed.kill();
    const before = pictureOf(folder.path);
    const bytes = readFileSync(path);
    meanwhile.to = (place) => {
      if (place === path + at) truncateSync(path);
    };
    expect(codeOf(() => openBook(path, { now: NOW }))).toBe('not-a-book');
    meanwhile.to = () => undefined;
    writeFileSync(path, bytes);
    expect(pictureOf(folder.path)).toEqual(before);
    const book = openBook(path);
    expect(names(book)).toEqual([...made, 'Committed'].toSorted());
    book.close();
  });

  it('a log that there is no room to copy is put into its book all the same', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBook(path);
    const crashed = await holdElsewhere(path, 'stop after a write');
    await crashed.kill();
    meanwhile.to = (place) => {
      if (place.endsWith('.kept')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const book = openBook(path);
    expect(names(book)).toContain('Committed');
    book.close();
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
  });

  it('and has other content afterwards is not upgraded', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBook(path);
    meanwhile.to = (place) => {
      if (place === path) utimesSync(path, new Date(), new Date(2001, 1, 1));
    };
    const bytes = readFileSync(path);
    expect(() => openBook(path, { now: NOW, migrations: NEXT })).toThrow(/is writing it/);
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('and written again, over and over, opens as it is or not at all', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const bytes = readFileSync(path);
    using other = await otherProgram(path);
    for (let round = 0; round < 60; round++) {
      let isDone = false;
      const done = other.rewrite().then(() => (isDone = true));
      while (!isDone) {
        codeOf(() => {
          const book = openBook(path, { now: NOW });
          try {
            expect(names(book).length).toBe(made.length);
          } finally {
            book.close();
          }
        });
        await moment();
      }
      await done;
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
    const book = openBook(path);
    expect(names(book)).toEqual(made.toSorted());
    book.close();
  });
});

describe.skipIf(process.platform === 'win32')('the file of an open book', () => {
  it('that is emptied and written again, over and over, loses nothing that was acknowledged', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    let book = openBook(path);
    const refused = new Set<string>();
    using other = await otherProgram(path);
    for (let round = 0; round < 40; round++) {
      let isDone = false;
      const done = other.rewrite().then(() => (isDone = true));
      for (let i = 0; !isDone; i++) {
        const name = `${round}/${i} ${'y'.repeat(100)}`;
        const code = codeOf(() => add(book, name));
        if (code === 'done') made.push(name);
        else refused.add(code);
        await moment();
      }
      await done;
      if (codeOf(() => names(book)) === 'done') continue;
      book.close();
      book = openBook(path);
      expect(names(book)).toEqual(made.toSorted());
    }
    expect([...refused].filter((code) => code !== 'book-changed')).toEqual([]);
    book.close();
    const again = openBook(path);
    expect(names(again)).toEqual(made.toSorted());
    expect(checkBook(again).problems).toEqual([]);
    again.close();
    expect(Object.keys(pictureOf(folder.path))).toEqual(['the.book']);
  });

  it('that gets the content of an older copy is not written any more; what was open stays in its log', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const copy = `${path}.copy`;
    copyFileSync(path, copy);
    const book = openBook(path);
    add(book, 'settled');
    book.settle();
    add(book, 'in the log');
    // Into the same file, which keeps its place among the files of the disk.
    copyFileSync(copy, path);
    for (const asked of [() => names(book), () => add(book, 'lost'), () => book.settle()])
      expect(codeOf(asked)).toBe('book-changed');
    const log = readFileSync(`${path}-wal`);
    book.close();
    expect(readFileSync(path).equals(readFileSync(copy))).toBe(true);
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
    const again = openBook(path, { now: NOW });
    expect(again.logNotice).toMatch(/set aside/);
    expect(readFileSync(again.setAside ?? '').equals(log)).toBe(true);
    expect(names(again)).toEqual(made.toSorted());
    again.close();
  });

  it.each([
    ['in the middle', 0.5],
    ['at its end', 0.99],
  ])('that is cut off %s says so, whatever is read of it', (_, part) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const bytes = readFileSync(path);
    const book = openBook(path);
    truncateSync(path, Math.floor(bytes.length * part));
    expect(codeOf(() => names(book))).toBe('book-changed');
    expect(codeOf(() => add(book, 'lost'))).toBe('book-changed');
    writeFileSync(path, bytes);
    // Whole again: the same byte for byte.
    expect(names(book)).toEqual(made.toSorted());
    add(book, 'after');
    book.close();
    const again = openBook(path);
    expect(names(again)).toEqual([...made, 'after'].toSorted());
    again.close();
  });

  it('that is cut off while it is read is not said to be damaged', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBook(path);
    const book = openBook(path);
    const read = (): unknown => {
      truncateSync(path, 4096);
      return listAccounts(book);
    };
    expect(codeOf(() => book.read(read))).toBe('book-changed');
    book.close();
  });

  it('that was changed while something was read or written gives neither', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const book = openBook(path);
    const touched = (): void => utimesSync(path, new Date(), new Date(2001, 1, made.length));
    expect(codeOf(() => book.read(touched))).toBe('book-changed');
    touched();
    expect(codeOf(() => add(book, 'one'))).toBe('done');
    made.push('one');
    expect(codeOf(() => book.write(touched))).toBe('book-changed');
    expect(names(book)).toEqual(made.toSorted());
    book.close();
  });

  it('keeps what others write into its log apart from it', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const log = `${path}-wal`;
    let book = openBook(path);
    add(book, 'one');
    const earlier = readFileSync(log);
    const other = Buffer.from(earlier);
    // Of another log of the same length.
    other.writeUInt8(other.readUInt8(16) ^ 1, 16);
    book.settle();
    made.push('one');
    const spoilings: readonly (readonly [string[], (log: Buffer) => Buffer])[] = [
      [[], () => other],
      [['of another log'], (own) => Buffer.concat([other, other]).subarray(0, own.length)],
      [['of its own in part'], (own) => own.fill(7, 5000, 5100)],
      // Whole in itself, and of this book: but what it says went into the file long ago.
      [
        ['two'],
        (own) => {
          expect(own.length).toBe(earlier.length);
          return earlier;
        },
      ],
    ];
    for (const [waiting, spoiled] of spoilings) {
      waiting.forEach((name) => add(book, name));
      writeFileSync(log, spoiled(readFileSync(log)));
      expect(codeOf(() => names(book))).toBe('book-changed');
      expect(codeOf(() => add(book, 'lost'))).toBe('book-changed');
      book.close();
      book = openBook(path, { now: NOW });
      expect(names(book)).toEqual(made.toSorted());
      expect(checkBook(book).problems).toEqual([]);
    }
    book.close();
    // Each of them.
    expect(
      Object.keys(pictureOf(folder.path)).filter((name) => name.includes('set-aside')),
    ).toHaveLength(4);
  });

  it('goes on after its log was touched, and after a change larger than its memory was taken back', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const made = makeBook(path);
    const book = openBook(path);
    add(book, 'one');
    utimesSync(`${path}-wal`, new Date(), new Date(2001, 1, 1));
    add(book, 'two');
    const large = (): never => {
      for (let i = 0; i < 24; i++)
        addAccount(book, { name: `${i}${'z'.repeat(1_000_000)}`, taxDeferred: false });
      throw new BookError('book-missing', 'taken back');
    };
    expect(codeOf(() => book.write(large))).toBe('book-missing');
    add(book, 'three');
    expect(names(book)).toEqual([...made, 'one', 'two', 'three'].toSorted());
    book.close();
  });
});
