import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { checkBook, type BookCheck } from './check.ts';
import { createBook, openBook } from './open.ts';
import { addSecurity } from './securities.ts';
import { connect } from './sqlite.ts';
import { pictureOf } from './testing/picture.ts';
import { aPurchase, NOW, temporaryFolder } from './testing/samples.ts';
import { addTransactions } from './transactions.ts';

function makeBookAt(path: string): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false });
    const security = addSecurity(book, { issuer: null, name: 'J', symbol: null, cusips: [] });
    const lots = Array.from({ length: 300 }, (_, place) => `J/${place}`);
    addTransactions(
      book,
      lots.map((lot) => aPurchase(account.id, security.id, lot)),
    );
  });
  book.close();
}

function checked(path: string): BookCheck {
  const book = openBook(path, { readOnly: true, allowDamaged: true });
  try {
    return checkBook(book);
  } finally {
    book.close();
  }
}

const counts = { accounts: 1, securities: 1, documents: 0, distributions: 0, transactions: 300 };

test('a sound book has no problems', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeBookAt(path);
  const before = pictureOf(folder.path);
  expect(checked(path)).toEqual({ schemaVersion: 3, counts, problems: [] });
  expect(pictureOf(folder.path)).toEqual(before);
});

describe('a problem is a sentence', () => {
  const damages: Record<string, { sql: string; says: RegExp }> = {
    'a value that a table refuses': {
      sql: "UPDATE account SET method = 'guess'",
      says: /^The file is damaged: CHECK constraint failed in account\.$/,
    },
    'a reference that leads nowhere': {
      sql: 'DELETE FROM security',
      says: /^Row 1 of holding_transaction names a row of security that does not exist\.$/,
    },
    'a page that nothing uses': {
      sql: `PRAGMA writable_schema = ON;
            DELETE FROM sqlite_schema WHERE name = 'one_lot_per_name'`,
      says: /^The file is damaged: Page \d+: never used\.$/,
    },
  };
  test.each(Object.entries(damages))('%s', (_, { sql, says }) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const db = connect(path);
    db.unsafeMode(true);
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    db.exec(sql);
    db.close();
    const { problems } = checked(path);
    expect(problems[0]).toMatch(says);
  });

  test('pages overwritten', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const db = connect(path);
    const roots = db.prepare("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'account'");
    const pages = roots.pluck().all().map(Number);
    db.close();
    const descriptor = openSync(path, 'r+');
    for (const page of pages) {
      writeSync(descriptor, Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
    }
    closeSync(descriptor);
    const { counts: found, problems } = checked(path);
    expect(found).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z].*\.$/);
  });
});
