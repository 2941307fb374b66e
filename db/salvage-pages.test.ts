/** A book of which the part is lost that says where its tables are: read from the pages that are left. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBook } from './check.ts';
import { loadFacts } from './facts.ts';
import { BookError, createBook, openBook } from './open.ts';
import { salvageBook } from './salvage.ts';
import { connect } from './sqlite.ts';
import { makeFullBookAt } from './testing/full-book.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';
import { listTransactions, removeTransaction, updateTransaction } from './transactions.ts';

const PAGE = 4096;

const pagesOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / PAGE }, (_, page) =>
    bytes.subarray(page * PAGE, (page + 1) * PAGE),
  );

/** The pages on which the tables are named; the first one is the beginning of the file. */
const schemaPages = (bytes: Buffer): number[] =>
  pagesOf(bytes).flatMap((page, place) => (place > 0 && page.includes('CREATE ') ? [place] : []));

function withoutSchema(bytes: Buffer): Buffer {
  const left = Buffer.from(bytes);
  for (const page of schemaPages(bytes)) left.fill(0, page * PAGE, (page + 1) * PAGE);
  return left;
}

/** A salvage of these bytes, and the facts of the new book, which is sound. */
function salvaged(folder: string, bytes: Buffer) {
  const [from, to] = [join(folder, 'damaged.book'), join(folder, 'new.book')];
  writeFileSync(from, bytes);
  const { lost } = salvageBook(from, to, NOW);
  expect(readFileSync(from).equals(bytes)).toBe(true);
  const book = openBook(to);
  try {
    expect(checkBook(book).problems).toEqual([]);
    return { facts: loadFacts(book), lost, messages: lost.map(({ message }) => message) };
  } finally {
    book.close();
  }
}

const factsAt = (path: string) => {
  const book = openBook(path);
  try {
    return loadFacts(book);
  } finally {
    book.close();
  }
};

test('all records are read, and the tallies prove that none is missing or one too many', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 60);
  const bytes = readFileSync(path);
  expect(schemaPages(bytes).length).toBeGreaterThan(2);
  const { facts, lost } = salvaged(folder.path, withoutSchema(bytes));
  expect(lost).toEqual([]);
  expect(facts).toEqual(factsAt(path));
});

test('of a file that was cut off what is left is read, and how much is lost is said', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 600);
  const bytes = readFileSync(path);
  // The tables' names are gone, and with the end of the file some entries.
  const cut = withoutSchema(bytes).subarray(0, Math.trunc((bytes.length * 7) / 8) + 100);
  const { facts, messages } = salvaged(folder.path, cut);
  const all = factsAt(path).transactions;
  expect(facts.transactions.length).toBeGreaterThan(50);
  expect(all.map(({ id }) => id)).toEqual(
    expect.arrayContaining(facts.transactions.map(({ id }) => id)),
  );
  const missing = all.length - facts.transactions.length;
  expect(messages).toContain(`${missing} of ${all.length} entries cannot be read any more.`);
  expect(messages.at(-1)).toMatch(/^Which pages of the file still count is lost .*entries/);
});

test('what had been removed does not come back, though it still stands on a page', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 300);
  const book = openBook(path);
  book.write(() => {
    // So many in a row that whole pages become free.
    for (const { id } of listTransactions(book).slice(100, 250)) removeTransaction(book, id);
  });
  book.close();
  const kept = factsAt(path).transactions;
  const bytes = withoutSchema(readFileSync(path));
  expect(salvaged(folder.path, bytes).facts.transactions).toEqual(kept);
  // The beginning is lost too, and with it which pages are free.
  using other = temporaryFolder();
  const { facts, messages } = salvaged(other.path, Buffer.from(bytes).fill(0, 0, PAGE));
  const ids = new Set(kept.map(({ id }) => id));
  expect(facts.transactions.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(messages.some((each) => each.includes('nobody knows whether it still counts'))).toBe(true);
});

test('a beginning of an empty book does not make the entries behind it nothing', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 900);
  const empty = join(folder.path, 'empty.book');
  createBook(empty, { kind: 'own', now: NOW }).close();
  const over = readFileSync(empty);
  const bytes = Buffer.concat([over, readFileSync(path).subarray(over.length)]);
  // What they belong to was in the beginning: each is shown with what it says.
  const { lost } = salvaged(folder.path, bytes);
  const shown = lost.filter(({ table, says }) => table === 'holding_transaction' && says !== null);
  expect(shown.length).toBeGreaterThan(100);
});

test('behind a shorter book that was written over a longer one, every record is shown', () => {
  using folder = temporaryFolder();
  const [short, long] = [join(folder.path, 'short.book'), join(folder.path, 'long.book')];
  makeFullBookAt(short, 20);
  makeFullBookAt(long, 900);
  const over = readFileSync(short);
  const bytes = Buffer.concat([over, readFileSync(long).subarray(over.length)]);
  const { facts, lost } = salvaged(folder.path, bytes);
  expect(facts).toEqual(factsAt(short));
  const shown = lost.filter(({ table }) => table === 'holding_transaction');
  expect(shown.length).toBeGreaterThan(100);
  for (const { message, says } of shown) {
    expect(message).toMatch(/stands behind the end of the book, as after a shorter one/);
    expect(says?.['trade_date']).toMatch(/^\d{4}-/);
  }
  // What is there twice is not said to be lost.
  using temporary = temporaryFolder();
  const twice = salvaged(temporary.path, Buffer.concat([over, over.subarray(PAGE)]));
  expect(twice.lost).toEqual([]);
});

test.each([1, 9, 60, 2 ** 30])(
  'tables say which format they have, not a changed number: %i',
  (version) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeFullBookAt(path, 60);
    const bytes = readFileSync(path);
    bytes.writeInt32BE(version, 60);
    const { facts, lost } = salvaged(folder.path, bytes);
    expect(lost).toEqual([]);
    expect(facts).toEqual(factsAt(path));
  },
);

test('an empty book of which nobody says whose it is was something else before', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  createBook(path, { kind: 'own', now: NOW }).close();
  expect(salvaged(folder.path, readFileSync(path)).lost).toEqual([]);
  const db = connect(path);
  db.exec("DELETE FROM meta; UPDATE tally SET records = 0, total = 0 WHERE name = 'meta'");
  db.close();
  expect(() => salvageBook(path, join(folder.path, 'none.book'), NOW)).toThrow(/Nothing of a book/);
});

test('of two records of one place neither is taken, and both are shown', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 60);
  const before = readFileSync(path);
  const book = openBook(path);
  const changed = book.write(() => {
    const [one] = listTransactions(book).filter(({ action }) => action === 'buy');
    if (one === undefined) throw new Error('there is no purchase');
    const { id, source: _, ...entry } = one;
    updateTransaction(book, id, { ...entry, note: 'changed since' });
    return id;
  });
  book.close();
  const now = withoutSchema(readFileSync(path));
  const old = pagesOf(before).filter(
    (page, place) => page[0] === 0x0d && !page.equals(pagesOf(now)[place] ?? page),
  );
  const both = Buffer.concat([now, ...old]);
  const { facts, lost } = salvaged(folder.path, both);
  expect(facts.transactions.some(({ id }) => id === changed)).toBe(false);
  const shown = lost.filter(({ message }) => message.endsWith('contradicts another record.'));
  expect(shown.map(({ says }) => says?.['note'])).toEqual(
    expect.arrayContaining([null, 'changed since']),
  );
});

test('pages of somebody else’s making are answered with a sentence, or with sound records', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeFullBookAt(path, 60);
  const bytes = withoutSchema(readFileSync(path));
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 8; round++) {
    const spoiled = Buffer.from(bytes);
    for (let change = 0; change < 400; change++)
      spoiled.writeUInt8(random(256), random(spoiled.length));
    const from = join(folder.path, `${round}.book`);
    writeFileSync(from, spoiled);
    try {
      expect(salvageBook(from, `${from}.new`, NOW).lost.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(BookError);
    }
  }
});
