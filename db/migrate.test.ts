import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { connectionOf } from './book.ts';
import { insertDocument } from './documents.ts';
import { loadFacts } from './facts.ts';
import { latestVersion, migrate, upgrade } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { createBook, openBook } from './open.ts';
import { summedTables } from './record-sums.ts';
import { addSecurity } from './securities.ts';
import { connect, lock, userVersion, type Connection } from './sqlite.ts';
import { pictureOf } from './testing/picture.ts';
import { aDocument, aPurchase, NOW, temporaryFolder } from './testing/samples.ts';
import { spoilingCopies } from './testing/spoiled-copy.ts';
import { addTransaction } from './transactions.ts';

const latest = latestVersion(MIGRATIONS);
const next = latest + 1;
const LATER = '2027-02-03T10:00:00Z';

/** A step such as a later version may bring: a table rebuilt although others refer to it. */
const rebuildAccounts: Migration = {
  version: next,
  name: 'test-only',
  up: (db) => {
    db.exec(`
      CREATE TABLE account_new (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL UNIQUE,
        tax_deferred INTEGER NOT NULL,
        method TEXT NOT NULL,
        return_of_capital TEXT NOT NULL,
        broker TEXT,
        checksum INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      INSERT INTO account_new (key, id, name, tax_deferred, method, return_of_capital)
        SELECT key, id, name, tax_deferred, method, return_of_capital FROM account;
      DROP TABLE account;
      ALTER TABLE account_new RENAME TO account;
    `);
  },
};
const WITH_NEXT = [...MIGRATIONS, rebuildAccounts];

function makeBookAt(path: string): void {
  const book = createBook(path, { kind: 'own', now: NOW });
  book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false });
    const security = addSecurity(book, {
      issuer: 'Juniper Court Trust',
      name: 'Common Shares',
      symbol: 'JCT',
      cusips: ['48123A104'],
    });
    insertDocument(book, aDocument(security.id, 1));
    addTransaction(book, aPurchase(account.id, security.id, 'JCT/1'));
  });
  book.close();
}

function factsAt(path: string, migrations: readonly Migration[]): unknown {
  const book = openBook(path, { migrations, now: LATER });
  try {
    return loadFacts(book);
  } finally {
    book.close();
  }
}

function schemaOf(db: Connection): string {
  const rows = db
    .prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name')
    .all() as { type: string; name: string; sql: string }[];
  return rows.map(({ sql }) => `${sql};\n`).join('\n');
}

describe('the list of steps', () => {
  test('counts from 1 without gaps, named after the numbers', () => {
    MIGRATIONS.forEach(({ version, name }, place) => {
      expect(version).toBe(place + 1);
      expect(name.startsWith(String(version).padStart(4, '0'))).toBe(true);
    });
  });

  test.each(MIGRATIONS)(
    '$name still makes the tables that it made when it was released',
    (step) => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      const migrations = MIGRATIONS.filter(({ version }) => version <= step.version);
      const book = createBook(path, { kind: 'own', now: NOW, migrations });
      const released = new URL(`./migrations/${step.name}.released.sql`, import.meta.url);
      expect(schemaOf(connectionOf(book))).toBe(readFileSync(released, 'utf8'));
      book.close();
    },
  );
});

describe('an upgrade', () => {
  test('keeps every fact, and makes the same tables as a fresh book has', () => {
    using folder = temporaryFolder();
    const [old, fresh] = [join(folder.path, 'old.book'), join(folder.path, 'fresh.book')];
    makeBookAt(old);
    const before = factsAt(old, MIGRATIONS);
    expect(factsAt(old, WITH_NEXT)).toEqual(before);
    createBook(fresh, { kind: 'own', now: NOW, migrations: WITH_NEXT }).close();
    const [upgradedSchema, freshSchema] = [old, fresh].map((path) => {
      const book = openBook(path, { migrations: WITH_NEXT });
      expect(book.schemaVersion).toBe(next);
      expect(connectionOf(book).pragma('foreign_keys', { simple: true })).toBe(1);
      expect(connectionOf(book).pragma('journal_mode', { simple: true })).toBe('wal');
      const schema = schemaOf(connectionOf(book));
      book.close();
      return schema;
    });
    expect(upgradedSchema).toContain('broker');
    expect(upgradedSchema).toBe(freshSchema);
  });

  test('keeps a checked copy beside the book, named with format and day', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const facts = factsAt(path, MIGRATIONS);
    writeFileSync(
      join(folder.path, `the.format-${latest}.2027-02-03.book`),
      'taken by something else',
    );
    const book = openBook(path, { migrations: WITH_NEXT, now: LATER });
    const copy = join(folder.path, `the.format-${latest}.2027-02-03-2.book`);
    expect(book.upgradedFrom).toEqual({ schemaVersion: latest, copy });
    book.close();
    expect(factsAt(copy, MIGRATIONS)).toEqual(facts);
    const again = openBook(path, { migrations: WITH_NEXT, now: LATER });
    expect(again.upgradedFrom).toBeNull();
    again.close();
    expect(Object.keys(pictureOf(folder.path))).toEqual([
      'the.book',
      `the.format-${latest}.2027-02-03-2.book`,
      `the.format-${latest}.2027-02-03.book`,
    ]);
  });

  test('is for one format on: the upgraded book is refused by the version before', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    factsAt(path, WITH_NEXT);
    const before = pictureOf(folder.path);
    expect(() => openBook(path)).toThrow(/newer BasisBook/);
    expect(pictureOf(folder.path)).toEqual(before);
  });

  test('happens in memory alone when the book is opened to read', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const before = pictureOf(folder.path);
    const book = openBook(path, { migrations: WITH_NEXT, readOnly: true });
    expect(book.schemaVersion).toBe(next);
    expect(book.read(() => listAccounts(book))).toHaveLength(1);
    book.close();
    expect(pictureOf(folder.path)).toEqual(before);
  });
});

test('an upgrade does not call a record sound that is not what was written', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  makeBookAt(path);
  const db = connect(path);
  db.exec("UPDATE holding_transaction SET amount = '1012.51'");
  db.close();
  const before = pictureOf(folder.path);
  for (const readOnly of [false, true]) {
    const failing = () => openBook(path, { migrations: WITH_NEXT, now: LATER, readOnly }).close();
    const error = failureOf(failing);
    expect(`${error.message} ${String(error.cause)}`).toMatch(
      /the entry 1 .* is not what was written/,
    );
  }
  expect(pictureOf(folder.path)).toEqual(before);
});

test('every table has checksums, but for the tally and the mark of the log', () => {
  using folder = temporaryFolder();
  const book = createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW });
  const db = connectionOf(book);
  const all = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  const summed = summedTables(db).map(({ name }) => name);
  expect(summed.toSorted()).toEqual(
    all.filter((name) => !['tally', 'log_mark'].includes(name)).toSorted(),
  );
  book.close();
});

describe('an upgrade that fails leaves book and folder byte for byte', () => {
  const failures: Record<string, { up: (db: Connection) => void; because: RegExp }> = {
    'a step that throws after it changed something': {
      up: (db) => {
        rebuildAccounts.up(db);
        throw new Error('no further');
      },
      because: /no further/,
    },
    'a step that breaks a reference': {
      up: (db) => void db.exec('DELETE FROM account'),
      because: /references lead nowhere/,
    },
    'a disk that is full half way': {
      up: (db) => {
        rebuildAccounts.up(db);
        db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
        db.exec(`CREATE TABLE filler (x TEXT);
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
          INSERT INTO filler SELECT hex(randomblob(500)) FROM n`);
      },
      because: /full/,
    },
    'a step that breaks a constraint': {
      up: (db) => void db.exec("UPDATE account SET name = ''"),
      because: /CHECK/,
    },
  };
  for (const [name, { up, because }] of Object.entries(failures)) {
    test(name, () => {
      using folder = temporaryFolder();
      const path = join(folder.path, 'the.book');
      makeBookAt(path);
      const facts = factsAt(path, MIGRATIONS);
      const before = pictureOf(folder.path);
      const migrations = [...MIGRATIONS, { version: next, name: 'fails', up }];
      const error = failureOf(() => openBook(path, { migrations, now: LATER }).close());
      expect(error.message).toContain(path);
      expect(error.message).toContain('is unchanged');
      expect(String(error.cause)).toMatch(because);
      expect(pictureOf(folder.path)).toEqual(before);
      expect(factsAt(path, MIGRATIONS)).toEqual(facts);
    });
  }

  test('a copy that is not sound', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeBookAt(path);
    const before = pictureOf(folder.path);
    const db = connect(path);
    lock(db);
    const failing = spoilingCopies(db, (copy) => {
      copy.pragma('ignore_check_constraints = ON');
      copy.exec('UPDATE account SET tax_deferred = 7');
    });
    const error = failureOf(() => upgrade(failing, path, WITH_NEXT, '2027-02-03'));
    expect(userVersion(db)).toBe(latest);
    db.close();
    expect(String(error.cause)).toMatch(/not sound/);
    expect(pictureOf(folder.path)).toEqual(before);
  });
});

test('steps that a book has had are not run again', () => {
  using folder = temporaryFolder();
  const book = createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW });
  const db = connectionOf(book);
  const schema = schemaOf(db);
  migrate(db, MIGRATIONS);
  expect(schemaOf(db)).toBe(schema);
  book.close();
});

function failureOf(fn: () => unknown): Error {
  try {
    fn();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}
