import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { checkBook, type BookCheck } from './check.ts';
import { latestVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
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
  expect(checked(path)).toEqual({ schemaVersion: latestVersion(MIGRATIONS), counts, problems: [] });
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
    'a changed cost': {
      sql: "UPDATE holding_transaction SET amount = '1012.51' WHERE sequence = 17",
      says: /^The entry 17 in holding_transaction, "buy of 2000-06-30", is not what was written\. Compare it with your papers\.$/,
    },
    'a changed checksum': {
      sql: 'UPDATE account SET checksum = checksum + 1',
      says: /^The account 1 in account, "Broker", is not what was written\. /,
    },
    'a record that is gone': {
      sql: 'DELETE FROM holding_transaction WHERE sequence = 17',
      says: /^The table holding_transaction holds 299 records where 300 were written\. /,
    },
    'a record that was put in by something else, with a sound checksum': {
      sql: `DELETE FROM holding_transaction WHERE sequence = 300;
            INSERT INTO holding_transaction
              (sequence, trade_date, action, account_key, security_key, amount, checksum)
            VALUES (300, '2000-06-30', 'dividend', 1, 1, '1.00',
              record_sum(json_array('holding_transaction', 300, 'NULL', '2000-06-30', 'dividend', 1, 1,
                NULL, '1.00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)))`,
      says: /^The table holding_transaction holds other records than were written\. /,
    },
    'a place that would be given a second time': {
      sql: "UPDATE sqlite_sequence SET seq = 299 WHERE name = 'holding_transaction'",
      says: /^The table holding_transaction gave places up to 300 and remembers 299\. /,
    },
    'a table that nothing is known of': {
      sql: "DELETE FROM tally WHERE name = 'account'",
      says: /^What was written into account is not known any more\. /,
    },
    'a rule that was taken away': {
      sql: `PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (tax_deferred IN (0, 1))', '')
            WHERE name = 'account'`,
      says: /^The table account is not as this format has it\.$/,
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

  test('the first of very many changed records are named, and the others counted', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const db = connect(path);
    db.exec("UPDATE holding_transaction SET note = 'x'");
    db.close();
    const { problems } = checked(path);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatch(
      /^280 more records of holding_transaction are not what was written\. /,
    );
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
