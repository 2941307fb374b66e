/** A book that goes out as text and comes back is the same book; a damaged one gives what is sound. */
import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { withClosedBook } from './closed-book.ts';
import { checkBook } from './check.ts';
import { loadFacts } from './facts.ts';
import { createBook, openBook } from './open.ts';
import { bookOfPortable, portableText } from './portable.ts';
import { salvageBook } from './salvage.ts';
import { seal } from './sealed-file.ts';
import { addSecurity } from './securities.ts';
import { arbitraryFacts } from './testing/arbitrary-facts.ts';
import { fillBook } from './testing/fill-book.ts';
import { makeFullBookAt } from './testing/full-book.ts';
import { aPurchase, NOW, temporaryFolder } from './testing/samples.ts';
import { addTransaction, listTransactions } from './transactions.ts';

const exported = (path: string): string =>
  withClosedBook(path, { passphrase: null, is: 'the book' }, (db) =>
    [...portableText(db)].join(''),
  );

const factsOf = (path: string) => {
  const book = openBook(path, { readOnly: true });
  try {
    expect(checkBook(book).problems).toEqual([]);
    return loadFacts(book);
  } finally {
    book.close();
  }
};

test('random books that are exported and imported are equal books', () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      using folder = temporaryFolder();
      const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
      const book = createBook(path, { kind: 'own', now: NOW });
      book.write(() => fillBook(book, facts));
      book.close();
      const text = exported(path);
      bookOfPortable(text, 'export', copy);
      expect(exported(copy)).toBe(text);
      expect(factsOf(copy)).toEqual(factsOf(path));
      const salvaged = join(folder.path, 'c.book');
      expect(salvageBook(path, salvaged, NOW).lost).toEqual([]);
      expect(factsOf(salvaged)).toEqual(factsOf(path));
    }),
    { numRuns: 6 },
  );
});

test('a record of every table goes out and comes back: what was said of captions too', () => {
  using folder = temporaryFolder();
  const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
  makeFullBookAt(path);
  const text = exported(path);
  const { records } = JSON.parse(text) as { records: Readonly<Record<string, unknown[]>> };
  const empty = Object.entries(records).filter(([, rows]) => rows.length === 0);
  expect(empty).toEqual([]);
  expect(records['said_caption']).toMatchObject([{ caption: 'yield', meaning: 'ordinary' }]);
  bookOfPortable(text, 'export', copy);
  expect(exported(copy)).toBe(text);
});

/** A book with many purchases: 40 records stand on each page. */
function manyPurchases(path: string, many: number): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false });
    const security = addSecurity(book, { issuer: null, name: 'HLA', symbol: 'HLA', cusips: [] });
    for (let i = 1; i <= many; i++) {
      addTransaction(book, { ...aPurchase(account.id, security.id, `lot ${i}`), note: `n${i}n` });
    }
  });
  book.close();
}

describe('an export that is refused', () => {
  test.each([
    ['no JSON', (text: string) => text.slice(0, -9), /it is no JSON, or was cut off/],
    ['another schema', (text: string) => text.replace('book@1', 'book@x'), /does not begin with/],
    [
      'a newer format',
      (text: string) => text.replace(/"format": \d+/, '"format": 99'),
      /newer BasisBook/,
    ],
    [
      'a cost that is none',
      (text: string) => text.replace(/"amount":"[^"]+"/, '"amount":"12.5"'),
      /is not one that a book can have/,
    ],
    [
      'an account that is not there',
      (text: string) => text.replace('"account_key":1', '"account_key":7'),
      /references lead nowhere/,
    ],
    [
      'a column of another kind',
      (text: string) => text.replace('"account_key":1', '"account_kex":1'),
      /is not whole/,
    ],
  ])('%s', (_, change, message) => {
    using folder = temporaryFolder();
    const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
    manyPurchases(path, 2);
    expect(() => bookOfPortable(change(exported(path)), 'export', copy)).toThrow(message);
    expect(existsSync(copy)).toBe(false);
    expect(() => bookOfPortable(exported(path), 'export', path)).toThrow(/There is already a file/);
  });
});

describe('salvage', () => {
  test('of a changed record takes all others, and says what that one says now', () => {
    using folder = temporaryFolder();
    const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
    manyPurchases(path, 200);
    const bytes = readFileSync(path);
    // SQLite leaves texts of before on its pages; only one of them is the record.
    for (let at = bytes.indexOf('n17n'); at >= 0; at = bytes.indexOf('n17n')) bytes[at + 1] = 57;
    writeFileSync(path, bytes);
    const { counts, lost } = salvageBook(path, copy, NOW);
    expect(counts.transactions).toBe(199);
    expect(lost.map(({ key, message }) => [key, message])).toEqual([
      ['17', expect.stringMatching(/^The entry 17, "buy of .* is not what was written\.$/)],
    ]);
    expect(lost[0]?.says).toMatchObject({ note: 'n97n', lot: 'lot 17' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(factsOf(copy).transactions).toHaveLength(199);
  });

  test('of a broken page takes what stands before and after it, with their ids', () => {
    using folder = temporaryFolder();
    const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
    manyPurchases(path, 500);
    const whole = factsOf(path).transactions;
    const bytes = readFileSync(path);
    const page = Math.floor(bytes.indexOf('n250n') / 4096);
    bytes.fill(0xff, page * 4096, (page + 1) * 4096);
    writeFileSync(path, bytes);
    const { counts, lost } = salvageBook(path, copy, NOW);
    expect(counts.transactions).toBeGreaterThan(400);
    expect(lost.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${500 - counts.transactions} of 500 entries cannot be read any more; nothing can be read at the places \\d+ to \\d+\\.$`,
        ),
      ),
    ]);
    const book = openBook(copy);
    const rest = book.read(() => listTransactions(book));
    expect(whole.map(({ id }) => id)).toEqual(expect.arrayContaining(rest.map(({ id }) => id)));
    book.close();
  });

  test.each([['its beginning is gone', (bytes: Buffer) => bytes.fill(0, 0, 40)]])(
    'of a file: %s',
    (_, spoil) => {
      using folder = temporaryFolder();
      const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
      manyPurchases(path, 500);
      writeFileSync(path, spoil(readFileSync(path)));
      const { counts, lost } = salvageBook(path, copy, NOW);
      expect(counts.transactions).toBeGreaterThan(100);
      if (counts.transactions < 500) expect(lost.length).toBeGreaterThan(0);
      expect(factsOf(copy).transactions).toHaveLength(counts.transactions);
    },
  );

  test('of what is no book makes none, and never writes over one', () => {
    using folder = temporaryFolder();
    const [path, copy] = [join(folder.path, 'a.book'), join(folder.path, 'b.book')];
    writeFileSync(path, Buffer.alloc(20_000, 'x'));
    expect(() => salvageBook(path, copy, NOW)).toThrow(/Nothing of a book can be read/);
    expect(existsSync(copy)).toBe(false);
    manyPurchases(copy, 1);
    // Neither is damaged, and what it holds is not lost.
    writeFileSync(path, seal(readFileSync(copy), 'a passphrase'));
    expect(() => salvageBook(path, `${copy}.new`, NOW)).toThrow(
      /it is a sealed copy of one, which/,
    );
    writeFileSync(path, exported(copy));
    expect(() => salvageBook(path, `${copy}.new`, NOW)).toThrow(/it is an export of one, which/);
    expect(() => openBook(path)).toThrow(/it is an export of one, which "restore" reads/);
    // Cut off, the tables themselves are not found any more.
    writeFileSync(path, readFileSync(copy).subarray(0, 8192));
    expect(() => salvageBook(path, `${copy}.new`, NOW)).toThrow(/Nothing of a book can be read/);
    expect(existsSync(`${copy}.new`)).toBe(false);
    expect(() => salvageBook(copy, copy, NOW)).toThrow(/There is already a file/);
  });
});
