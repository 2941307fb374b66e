/** Books of every format that was released, opened by this version. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { listAccounts } from './accounts.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { countFacts } from './counts.ts';
import { nameAct, undoAct } from './history.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createBook, openBook } from './open.ts';
import { aPurchase, money, NOW, shares, temporaryFolder } from './testing/samples.ts';
import {
  addTransaction,
  getTransaction,
  lastSequence,
  listTransactions,
  removeTransaction,
} from './transactions.ts';

const LATER = '2027-02-03T10:00:00Z';

describe('from the first format to the second', () => {
  /** A book as the first version made it: rows of all its kinds, one of them taken out again. */
  function makeFirstBookAt(path: string, emptied: boolean): void {
    const book = createBook(path, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 1) });
    connectionOf(book).exec(`
      INSERT INTO account VALUES ('z', 'Broker', 0, 'fifo'), ('a', 'IRA', 1, 'fifo');
      INSERT INTO security VALUES ('s', 'Juniper Court Trust', 'Common Shares');
      INSERT INTO import_batch VALUES (1, 'b', 'trades.csv', '${'f'.repeat(64)}', '${NOW}');
      INSERT INTO holding_transaction VALUES
        (3, 'third', '2000-06-30', 'reinvest', 'z', 's', '0.5', '12.50', 'two', NULL, 'b', 7),
        (1, 'first', '2000-06-30', 'buy', 'z', 's', '40.5', '1012.50', 'one', 'a note', NULL, NULL),
        (5, 'fifth', '2000-06-30', 'buy', 'a', 's', '1', '0.00', 'one', NULL, NULL, NULL),
        (4, 'fourth', '2000-06-30', 'sell', 'z', 's', '1', '30.00', NULL, NULL, NULL, NULL),
        (6, 'sixth', '2000-06-30', 'sell', 'z', 's', '1', '30.00', 'one', NULL, 'b', 9),
        (9, 'gone', '2000-06-30', 'buy', 'z', 's', '1', '1.00', 'gone', NULL, NULL, NULL);
      DELETE FROM holding_transaction WHERE id = 'gone';
      ${emptied ? 'DELETE FROM holding_transaction;' : ''}
    `);
    book.close();
  }

  test('every row stands where it stood, and says what it said', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeFirstBookAt(path, false);
    const book = openBook(path, { now: LATER });
    expect(book.upgradedFrom?.schemaVersion).toBe(1);
    const plain = {
      taxDeferred: false,
      method: 'fifo',
      methodChanges: [],
      returnOfCapital: 'by-shares',
    };
    book.read(() => {
      expect(listAccounts(book)).toEqual([
        { id: 'z', name: 'Broker', ...plain },
        { id: 'a', name: 'IRA', ...plain, taxDeferred: true },
      ]);
      const bought = { ...aPurchase('z', 's', 'one'), sequence: 1, sourceLine: null };
      const file = { batchId: 'b', fileName: 'trades.csv' };
      const sold = { ...bought, shares: shares('1'), amount: money('30.00'), action: 'sell' };
      const { acquired: _, ...sale } = { ...sold, picks: [] };
      expect(listTransactions(book)).toEqual([
        { ...bought, id: 'first', note: 'a note' },
        {
          ...bought,
          id: 'third',
          sequence: 3,
          action: 'reinvest',
          shares: shares('0.5'),
          amount: money('12.50'),
          lot: 'two',
          source: { ...file, line: 7 },
          sourceLine: 7,
          sourceFile: 'trades.csv',
        },
        { ...sale, id: 'fourth', sequence: 4, lot: null },
        {
          ...bought,
          id: 'fifth',
          sequence: 5,
          accountId: 'a',
          shares: shares('1'),
          amount: money('0.00'),
        },
        {
          ...{ ...sale, id: 'sixth', sequence: 6, source: { ...file, line: 9 } },
          ...{ sourceLine: 9, sourceFile: 'trades.csv' },
        },
      ]);
      expect(countFacts(book).transactions).toBe(5);
    });
    book.close();
  });

  test.each([false, true])('no place is given a second time (all rows removed: %s)', (emptied) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeFirstBookAt(path, emptied);
    const book = openBook(path, { now: LATER });
    book.write(() => {
      expect(lastSequence(book)).toBe(9);
      expect(addTransaction(book, aPurchase('z', 's', 'new')).sequence).toBe(10);
    });
    const db = connectionOf(book);
    expect(db.prepare('SELECT name FROM sqlite_sequence ORDER BY name').pluck().all()).toEqual([
      'act',
      'holding_transaction',
      'import_batch',
    ]);
    expect(() => db.exec("DELETE FROM account WHERE id = 'z'")).toThrow(/FOREIGN KEY/);
    book.close();
  });
});

describe('from the second format to the third', () => {
  const UUID = '0b0b0b0b-1111-4111-8111-0123456789ab';

  function makeSecondBookAt(path: string): void {
    const book = createBook(path, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 2) });
    connectionOf(book).exec(`
      INSERT INTO account VALUES ('z', 'Broker', 0, 'fifo', 'by-shares'),
        ('a', 'IRA', 1, 'lifo', 'earliest-first');
      INSERT INTO account_method VALUES ('z', '2004-01-02', 'hifo');
      INSERT INTO security VALUES ('s', NULL, 'Common Shares'), ('q', NULL, 'Spun');
      INSERT INTO import_batch VALUES (4, 'b', 'trades.csv', '${'f'.repeat(64)}', '${NOW}');
      INSERT INTO holding_transaction (sequence, id, trade_date, action, account_id, security_id,
        shares, amount, lot, import_batch_id, source_line, to_security_id, to_account_id, ratio_new, ratio_old, percent)
      VALUES
        (3, '${UUID}', '2000-06-30', 'buy', 'z', 's', '1', '2.00', 'one', 'b', 7, NULL, NULL, NULL, NULL, NULL),
        (5, 'no uuid', '2000-06-30', 'sell', 'a', 's', '1', '2.00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (6, 'spun', '2000-07-30', 'spin-off', 'z', 's', NULL, '0.00', NULL, NULL, NULL, 'q', NULL, '1', '4', '10'),
        (7, 'moved', '2000-08-30', 'transfer', 'z', 's', NULL, NULL, NULL, NULL, NULL, NULL, 'a', NULL, NULL, NULL),
        (9, 'gone', '2000-06-30', 'buy', 'z', 's', '1', '1.00', 'gone', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      INSERT INTO lot_pick VALUES ('no uuid', 0, 'two', '0.5'), ('no uuid', 1, 'one', '0.25');
      DELETE FROM holding_transaction WHERE id = 'gone';
    `);
    book.close();
  }

  test('entries keep place, id, owners, import and picked lots, and can still be found', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeSecondBookAt(path);
    const book = openBook(path, { now: LATER });
    book.write(() => {
      expect(listTransactions(book)).toMatchObject([
        {
          id: UUID,
          sequence: 3,
          accountId: 'z',
          securityId: 's',
          source: { batchId: 'b', line: 7, fileName: 'trades.csv' },
        },
        {
          id: 'no uuid',
          sequence: 5,
          accountId: 'a',
          source: null,
          picks: [
            { lot: 'two', shares: shares('0.5') },
            { lot: 'one', shares: shares('0.25') },
          ],
        },
        { id: 'spun', toSecurityId: 'q' },
        { id: 'moved', accountId: 'z', toAccountId: 'a' },
      ]);
      expect(listAccounts(book)).toMatchObject([
        { id: 'z', methodChanges: [{ method: 'hifo' }] },
        { id: 'a', method: 'lifo', returnOfCapital: 'earliest-first' },
      ]);
    });
    for (const id of [UUID, 'no uuid']) {
      const removed = book.write(() => {
        nameAct(book, 'Removed', LATER);
        return removeTransaction(book, id);
      });
      expect(removed).toMatchObject({ id });
      expect(book.read(() => getTransaction(book, id))).toBeUndefined();
      book.write(() => undoAct(book));
      expect(book.read(() => getTransaction(book, id))).toEqual(removed);
    }
    book.write(() => {
      const added = addTransaction(book, aPurchase('z', 's', 'new'));
      expect(added.sequence).toBe(10);
      expect(added.id).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-00000000000a$/,
      );
    });
    expect(checkBook(book).problems).toEqual([]);
    book.close();
  });

  test('what the tables of before took is given back', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeSecondBookAt(path);
    // More than the tables of today take: what is free now must have been given back.
    const before = new Database(path);
    before.exec('CREATE TABLE ballast (x); INSERT INTO ballast VALUES (zeroblob(2000000));');
    before.exec('DROP TABLE ballast');
    expect(before.pragma('freelist_count', { simple: true })).toBeGreaterThan(400);
    before.close();
    const book = openBook(path, { now: LATER });
    expect(connectionOf(book).pragma('freelist_count', { simple: true })).toBe(0);
    book.close();
  });
});

describe('from the sixth format to the seventh', () => {
  /** A book with picked lots, a note, an id of its own, a removed last entry, and acts. */
  function makeSixthBookAt(path: string): void {
    const book = createBook(path, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 6) });
    connectionOf(book).exec(`
      INSERT INTO account (key, id, name, tax_deferred, method, return_of_capital)
        VALUES (3, 'z', 'Broker', 0, 'fifo', 'by-shares');
      INSERT INTO security (key, id, issuer, name) VALUES (7, 's', NULL, 'Common'), (9, 'q', NULL, 'Spun');
      INSERT INTO import_batch (entry, id, file_name, sha256, imported_at)
        VALUES (4, 'b', 'trades.csv', '${'f'.repeat(64)}', '${NOW}');
      INSERT INTO holding_transaction (sequence, own_id, trade_date, action, account_key, security_key,
        shares, amount, lot, note, import_key, source_line, acquired, ratio_new, ratio_old, cash_shares,
        percent, to_security_key)
      VALUES
        (2, 'own', '2000-06-30', 'gift-received', 3, 7, '40.5', '10.00', 'one', 'a note', 4, 7,
         '1999-05-03', NULL, NULL, NULL, NULL, NULL),
        (3, NULL, '2000-07-30', 'spin-off', 3, 7, NULL, '1.50', NULL, NULL, NULL, NULL,
         NULL, '1', '4', '0.125', '10', 9),
        (5, NULL, '2000-08-30', 'sell', 3, 7, '2', '60.00', NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL),
        (8, NULL, '2000-08-30', 'sell', 3, 7, '1', '30.00', NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL);
      INSERT INTO lot_pick (sequence, position, lot, shares) VALUES (5, 1, 'two', '0.5'), (5, 0, 'one', '1.5');
      DELETE FROM holding_transaction WHERE sequence = 8;
    `);
    book.close();
  }

  test('entries keep place, id, values and picked lots; no place is given again', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'the.book');
    makeSixthBookAt(path);
    const old = openBook(path, { readOnly: true, migrations: MIGRATIONS.slice(0, 6) });
    const columns = `SELECT sequence, own_id, trade_date, action, account_key, security_key, shares,
      amount, lot, note, import_key, source_line, acquired, ratio_new, ratio_old, cash_shares, percent,
      to_security_key, to_account_key FROM holding_transaction ORDER BY sequence`;
    const before = connectionOf(old).prepare(columns).raw().all();
    old.close();
    const book = openBook(path, { now: LATER });
    const db = connectionOf(book);
    expect(db.prepare(columns).raw().all()).toEqual(before);
    expect(checkBook(book).problems).toEqual([]);
    book.write(() => {
      expect(listTransactions(book)).toMatchObject([
        { id: 'own', sequence: 2, lot: 'one', acquired: '1999-05-03', source: { line: 7 } },
        { sequence: 3, action: 'spin-off', toSecurityId: 'q', cashShares: shares('0.125') },
        {
          sequence: 5,
          picks: [
            { lot: 'one', shares: shares('1.5') },
            { lot: 'two', shares: shares('0.5') },
          ],
        },
      ]);
      expect(addTransaction(book, aPurchase('z', 's', 'new')).sequence).toBe(9);
    });
    expect(() => db.exec('DELETE FROM security')).toThrow(/FOREIGN KEY/);
    book.close();
  });
});
