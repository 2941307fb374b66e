/** Nothing is written into a file that nobody will find: each way in which an open book can lose its place. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { createBook, openBook, type Book } from './open.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

const add = (book: Book, name: string) =>
  book.write(() =>
    addAccount(book, {
      name,
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
    }),
  );
const names = (book: Book): string[] => book.read(() => listAccounts(book).map(({ name }) => name));

interface Place {
  readonly folder: string;
  readonly path: string;
}

// An open file can be neither moved nor removed on Windows.
it.skipIf(process.platform === 'win32').each<[string, (place: Place) => void, RegExp]>([
  ['deleted', ({ path }) => rmSync(path), /moved, renamed or deleted while it was open\. This/],
  ['renamed', ({ path }) => renameSync(path, `${path}.old`), /It is now ".*the\.book\.old"/],
  [
    'replaced by a copy of itself',
    ({ path }) => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
    /another file has its name/,
  ],
  [
    'moved with its folder',
    ({ folder }) => renameSync(folder, `${folder}-moved`),
    /It is now ".*books-moved.the\.book"/,
  ],
  [
    'deleted with its folder',
    ({ folder }) => rmSync(folder, { recursive: true }),
    /moved, renamed or deleted/,
  ],
  [
    'replaced by something else',
    ({ path }) => {
      rmSync(path);
      writeFileSync(path, 'a letter');
    },
    /another file has its name/,
  ],
])('a book that was %s takes no change, and says so', (_, change, sentence) => {
  using root = temporaryFolder();
  const folder = join(root.path, 'books');
  mkdirSync(folder);
  const path = join(folder, 'the.book');
  const book = createBook(path, { kind: 'own', now: NOW });
  add(book, 'before');
  change({ folder, path });
  for (const attempt of ['first', 'second']) {
    expect(() => add(book, attempt)).toThrow(
      expect.objectContaining({ code: 'book-gone', message: expect.stringMatching(sentence) }),
    );
  }
  // What was written before can still be read, and saved.
  expect(names(book)).toEqual(['before']);
  // Whatever came into its place is not touched.
  const there = existsSync(path) ? readFileSync(path) : undefined;
  book.close();
  expect(existsSync(path) ? readFileSync(path) : undefined).toEqual(there);
});

it.skipIf(process.platform === 'win32')(
  'a book whose log was deleted takes no change, and has everything before it',
  () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    const book = createBook(path, { kind: 'own', now: NOW });
    add(book, 'before');
    rmSync(`${path}-wal`);
    expect(() => add(book, 'after')).toThrow(expect.objectContaining({ code: 'log-gone' }));
    book.close();
    const again = openBook(path);
    expect(names(again)).toEqual(['before']);
    add(again, 'after');
    again.close();
  },
);

it('a book in its place goes on after its log was put into it', () => {
  using folder = temporaryFolder();
  const book = createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW });
  for (const name of ['a', 'b', 'c']) {
    // So long that the file grows.
    add(book, name.repeat(20_000));
    book.settle();
  }
  expect(names(book).map(([first]) => first)).toEqual(['a', 'b', 'c']);
  book.close();
});
