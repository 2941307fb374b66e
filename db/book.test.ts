import { describe, expect, test } from 'vitest';
import { addAccount, listAccounts, updateAccount } from './accounts.ts';
import { statement } from './book.ts';
import type { Book } from './open.ts';
import { withBook } from './testing/with-book.ts';

const add = (book: Book, name: string) => addAccount(book, { name, taxDeferred: false });
const names = (book: Book): string[] =>
  book.read(() => listAccounts(book).map((account) => account.name));

describe('a write', () => {
  test('answers with what it made, all of it', () =>
    withBook((book) => {
      const made = book.write(() => [add(book, 'A'), add(book, 'B')]);
      expect(made.map((account) => account.name)).toEqual(['A', 'B']);
      expect(names(book)).toEqual(['A', 'B']);
    }));

  test('that throws leaves nothing, and the book usable', () =>
    withBook((book) => {
      const halfway = (): void =>
        book.write(() => {
          add(book, 'A');
          throw new RangeError('halfway');
        });
      expect(halfway).toThrow(RangeError);
      expect(names(book)).toEqual([]);
      book.write(() => add(book, 'B'));
      expect(names(book)).toEqual(['B']);
    }));

  test('that a constraint refuses leaves nothing', () =>
    withBook((book) => {
      const twice = (): void =>
        book.write(() => {
          add(book, 'A');
          add(book, 'A');
        });
      expect(twice).toThrow(/UNIQUE/);
      expect(names(book)).toEqual([]);
    }));

  test('inside a write joins it: the outer one takes both back', () =>
    withBook((book) => {
      const outer = (): void =>
        book.write(() => {
          book.write(() => add(book, 'A'));
          throw new Error('later');
        });
      expect(outer).toThrow('later');
      expect(names(book)).toEqual([]);
    }));

  test('inside a write that is caught takes back its own part only', () =>
    withBook((book) => {
      book.write(() => {
        add(book, 'A');
        expect(() =>
          book.write(() => {
            add(book, 'B');
            throw new Error('inner');
          }),
        ).toThrow('inner');
        add(book, 'C');
      });
      expect(names(book)).toEqual(['A', 'C']);
    }));

  test('sees its own changes when it reads', () =>
    withBook((book) => {
      book.write(() => {
        add(book, 'A');
        expect(names(book)).toEqual(['A']);
      });
    }));

  test('of an async function is refused and taken back', () =>
    withBook((book) => {
      const later = (): unknown =>
        book.write(async () => {
          add(book, 'A');
          await Promise.resolve();
        });
      expect(later).toThrow(/not async/);
      const inner = (): unknown =>
        book.write(() =>
          book.write(async () => {
            add(book, 'A');
            await Promise.resolve();
          }),
        );
      expect(inner).toThrow(/not async/);
      expect(names(book)).toEqual([]);
    }));
});

describe('the book keeps its queries inside transactions', () => {
  test('no query outside of read and write', () =>
    withBook((book) => {
      expect(() => listAccounts(book)).toThrow(/outside of book.read/);
      expect(() => add(book, 'A')).toThrow(/outside of book.read/);
      expect(names(book)).toEqual([]);
    }));

  test('no change inside of a read, and no write begun there', () =>
    withBook((book) => {
      expect(() => book.read(() => add(book, 'A'))).toThrow(/outside of book.write/);
      expect(() => book.read(() => book.write(() => add(book, 'A')))).toThrow(/inside book.read/);
      expect(names(book)).toEqual([]);
    }));

  test('a statement that a write prepared does not change anything in a read later', () =>
    withBook((book) => {
      const account = book.write(() => add(book, 'A'));
      const rename = (): unknown =>
        updateAccount(book, account.id, { name: 'B', taxDeferred: false });
      book.write(rename);
      expect(() => book.read(rename)).toThrow(/outside of book.write/);
    }));

  test('a read inside a read joins it', () =>
    withBook((book) => {
      book.write(() => add(book, 'A'));
      expect(book.read(() => names(book))).toEqual(['A']);
    }));

  test('a closed book is refused, closing twice is not', () =>
    withBook((book, path) => {
      book.close();
      book.close();
      expect(() => names(book)).toThrow(`the book "${path}" is closed`);
      expect(() => book.write(() => add(book, 'A'))).toThrow(/is closed/);
    }));

  test('closing inside a transaction is refused', () =>
    withBook((book) => {
      expect(() => book.write(() => book.close())).toThrow(/inside a transaction/);
      expect(names(book)).toEqual([]);
    }));

  test('something else than a book is refused', () =>
    withBook((book) => {
      expect(() => statement({ ...book }, 'SELECT 1')).toThrow(/not a book/);
    }));
});
