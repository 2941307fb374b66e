/** Whatever changes a record, and however it is taken back: the sums are those of the records. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAccount, updateAccount } from './accounts.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { insertDocument, removeDocument } from './documents.ts';
import { noteFactChanges } from './fact-changes.ts';
import { addImport, removeImport } from './imports.ts';
import type { Book } from './open.ts';
import { recordSum, sealRecords } from './record-sums.ts';
import { addIdentifier, addSecurity, moveSecurity, removeIdentifier } from './securities.ts';
import { aDocument, aPurchase, day, everyKind, NOW } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import {
  addTransaction,
  addTransactions,
  giveTransactions,
  listTransactions,
  removeTransaction,
  updateTransaction,
} from './transactions.ts';

test('a checksum is the beginning of a SHA-256, as others can work it out', () => {
  // echo -n abc | sha256sum: ba7816bf8f01…
  expect(recordSum('abc')).toBe(0xba7816bf8f01 % 2 ** 47);
});

interface Marks {
  count: number;
}

/** Changes of every table, each fit for any state of the book. */
const CHANGES: Readonly<Record<string, (book: Book, marks: Marks) => void>> = {
  account: (book, marks) => {
    const methodChanges = [{ from: day('2004-01-02'), method: 'hifo' as const }];
    const name = `Account ${++marks.count}`;
    const { id } = addAccount(book, { name, taxDeferred: false, methodChanges });
    updateAccount(book, id, { name: `${name}, renamed`, taxDeferred: true, methodChanges: [] });
  },
  document: (book, marks) => {
    const { id } = insertDocument(book, aDocument('s', ++marks.count));
    if (marks.count % 2 === 0) removeDocument(book, id);
  },
  identifier: (book) => {
    const called = { kind: 'name' as const, value: 'Old', validFrom: null, validTo: null };
    removeIdentifier(book, 's', 'name', 'Old');
    addIdentifier(book, 's', called);
  },
  entries: (book) => {
    const rows = everyKind({ account: 'a', toAccount: 'b', security: 's', toSecurity: 't' });
    for (const { id } of listTransactions(book)) removeTransaction(book, id);
    addTransactions(book, rows);
  },
  'an entry that becomes another': (book) => {
    const [first] = listTransactions(book);
    const [, , , , , , , picked] = everyKind({
      account: 'a',
      toAccount: 'b',
      security: 's',
      toSecurity: 't',
    });
    if (first !== undefined && picked !== undefined) updateTransaction(book, first.id, picked);
  },
  'an entry that comes back': (book) => {
    const [first] = listTransactions(book);
    const removed = first && removeTransaction(book, first.id);
    if (removed) addTransaction(book, removed);
  },
  'an import and its end': (book, marks) => {
    const file = { fileName: 'x.csv', sha256: 'f'.repeat(64), importedAt: NOW };
    const { id: batchId } = addImport(book, file);
    const source = { batchId, line: 2 };
    addTransaction(book, aPurchase('a', 's', `lot ${++marks.count}`, { source }));
    if (marks.count % 2 === 0) removeImport(book, batchId);
  },
  'securities that turn out to be one': (book, marks) => {
    const id = `other ${++marks.count}`;
    addSecurity(book, { issuer: null, name: 'Other', symbol: null, cusips: [] }, () => id);
    for (const value of ['Old', 'Older']) {
      addIdentifier(book, id, { kind: 'name', value, validFrom: null, validTo: null });
    }
    const rows = listTransactions(book).slice(0, 2);
    const own = rows.map((row) => ({ id: row.id, securityId: id, toSecurityId: null }));
    giveTransactions(
      book,
      own.filter((_, at) => rows[at]?.action === 'buy'),
    );
    moveSecurity(book, id, 's');
  },
};

test('every change keeps the sums, alone and in transactions that are taken back', () => {
  const change = fc.constantFrom(...Object.values(CHANGES));
  const step = fc.record({ change, outcome: fc.constantFrom('kept', 'taken back', 'half') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) =>
      withBook((book) => {
        noteFactChanges(book);
        const marks: Marks = { count: 0 };
        book.write(() => {
          for (const id of ['a', 'b']) addAccount(book, { name: id, taxDeferred: false }, () => id);
          for (const id of ['s', 't']) {
            const security = { issuer: null, name: id, symbol: null, cusips: [] };
            addSecurity(book, security, () => id);
          }
        });
        const failing = (fn: () => void): void => {
          expect(() =>
            book.write(() => {
              fn();
              throw new Error('no');
            }),
          ).toThrow('no');
        };
        for (const { change: run, outcome } of steps) {
          if (outcome === 'kept') book.write(() => run(book, marks));
          if (outcome === 'taken back') failing(() => run(book, marks));
          if (outcome === 'half') {
            book.write(() => {
              failing(() => run(book, marks));
              run(book, marks);
            });
          }
        }
        expect(checkBook(book).problems).toEqual([]);
        const tally = () => connectionOf(book).prepare('SELECT * FROM tally ORDER BY name').all();
        const kept = tally();
        sealRecords(connectionOf(book));
        expect(tally()).toEqual(kept);
      }),
    ),
    { numRuns: 25 },
  );
}, 60_000);
