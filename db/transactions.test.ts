import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { addImport, findImportBySha256, getImport, listImports, removeImport } from './imports.ts';
import type { Book } from './open.ts';
import { addSecurity } from './securities.ts';
import { aPurchase, day, money, NOW, shares } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import {
  addTransaction,
  addTransactions,
  getTransaction,
  listTransactions,
  loadTransactions,
  removeTransaction,
  restoreTransaction,
  takenLotNames,
  updateTransaction,
  type NewTransaction,
} from './transactions.ts';

function prepare(book: Book): void {
  for (const id of ['broker', 'ira']) {
    addAccount(book, { name: id, taxDeferred: id === 'ira' }, () => id);
  }
  addSecurity(book, { issuer: null, name: 'JCT', symbol: null, cusips: [] }, () => 'jct');
}

const batch = { fileName: 'trades.csv', sha256: 'f'.repeat(64), importedAt: NOW };
const lots = (book: Book): (string | null)[] => listTransactions(book).map(({ lot }) => lot);
const sale: NewTransaction = {
  ...aPurchase('broker', 'jct', ''),
  action: 'sell',
  date: day('2001-03-01'),
  lot: null,
};

test('a transaction comes back as it was entered', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      const entry = aPurchase('broker', 'jct', 'JCT/1', { note: 'a gift, "partly"' });
      const row = addTransaction(book, entry, () => 't-1');
      expect(row).toEqual({ ...entry, id: 't-1', sequence: 1, source: null, sourceLine: null });
      expect(getTransaction(book, 't-1')).toEqual(row);
      expect(getTransaction(book, 't-2')).toBeUndefined();
      expect(addTransaction(book, sale)).toMatchObject({ action: 'sell', lot: null, sequence: 2 });
    }),
  ));

test('those of one day stand in the order of entry, days in the order of time', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      const enter = (lot: string, date: string): unknown =>
        addTransaction(book, aPurchase('broker', 'jct', lot, { date: day(date) }));
      enter('c', '2000-06-30');
      enter('a', '2000-06-29');
      enter('b', '2000-06-30');
      expect(lots(book)).toEqual(['a', 'c', 'b']);
      expect(loadTransactions(book).map(({ lot }) => lot)).toEqual(['a', 'c', 'b']);
    }),
  ));

test('an update keeps place and source, and says when there is no such row', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      const { id: batchId } = addImport(book, batch);
      const source = { batchId, line: 7 };
      const first = addTransaction(book, aPurchase('broker', 'jct', 'a', { source }));
      addTransaction(book, aPurchase('broker', 'jct', 'b'));
      const { source: _, ...change } = { ...sale, date: first.date, accountId: 'ira', note: 'n' };
      const updated = updateTransaction(book, first.id, {
        ...change,
        shares: shares('0.000001'),
        amount: money('0.01'),
      });
      expect(updated).toEqual({
        ...change,
        id: first.id,
        shares: shares('0.000001'),
        amount: money('0.01'),
        sequence: first.sequence,
        source: { batchId, line: 7, fileName: 'trades.csv' },
        sourceLine: 7,
      });
      expect(listTransactions(book)[0]).toEqual(updated);
      expect(updateTransaction(book, 'nobody', change)).toBeUndefined();
      expect(listTransactions(book)).toHaveLength(2);
    }),
  ));

test('undo of do is nothing: a removed row returns to its place, whatever came meanwhile', () =>
  withBook((book) => {
    book.write(() => {
      prepare(book);
      const { id: batchId } = addImport(book, batch, () => 'batch');
      for (const lot of 'abcdef') {
        const source = lot === 'c' ? { batchId, line: 3 } : null;
        addTransaction(book, aPurchase('broker', 'jct', lot, { source }));
      }
    });
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.boolean(), (place, last) => {
        const before = book.read(() => listTransactions(book));
        const victim = before.at(last ? -1 : place);
        if (victim === undefined) throw new Error('nothing to remove');
        book.write(() => {
          expect(removeTransaction(book, victim.id)).toEqual(victim);
          expect(getTransaction(book, victim.id)).toBeUndefined();
          const visitor = addTransaction(book, aPurchase('broker', 'jct', 'visitor'));
          expect(restoreTransaction(book, victim)).toEqual(victim);
          removeTransaction(book, visitor.id);
        });
        expect(book.read(() => listTransactions(book))).toEqual(before);
      }),
      { numRuns: 20 },
    );
    expect(book.write(() => removeTransaction(book, 'nobody'))).toBeUndefined();
  }));

test('the names of lots that are taken are those of purchases in the account', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      addTransaction(book, aPurchase('broker', 'jct', 'bought'));
      addTransaction(book, aPurchase('broker', 'jct', 'reinvested', { action: 'reinvest' }));
      addTransaction(book, aPurchase('ira', 'jct', 'elsewhere'));
      addTransaction(book, { ...sale, lot: 'sold from' });
      expect(takenLotNames(book, 'broker')).toEqual(new Set(['bought', 'reinvested']));
      expect(takenLotNames(book, 'ira')).toEqual(new Set(['elsewhere']));
      addTransaction(book, aPurchase('ira', 'jct', 'bought'));
      expect(() => addTransaction(book, aPurchase('broker', 'jct', 'bought'))).toThrow(/UNIQUE/);
    }),
  ));

test('an import is taken back with its own transactions and no others', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      addTransaction(book, aPurchase('broker', 'jct', 'typed'));
      const one = addImport(book, batch);
      const two = addImport(book, { ...batch, fileName: 'again.csv' });
      const rows = (batchId: string, names: string): NewTransaction[] =>
        [...names].map((lot, place) =>
          aPurchase('broker', 'jct', lot, { source: { batchId, line: place + 2 } }),
        );
      expect(addTransactions(book, rows(one.id, 'zyx'))).toBe(3);
      expect(addTransactions(book, rows(two.id, 'abc'))).toBe(3);
      expect(lots(book)).toEqual(['typed', 'z', 'y', 'x', 'a', 'b', 'c']);
      expect(listImports(book)).toEqual([one, two]);
      expect(getImport(book, two.id)).toEqual(two);
      expect(findImportBySha256(book, batch.sha256)).toEqual(one);
      expect(findImportBySha256(book, 'e'.repeat(64))).toBeUndefined();
      expect(removeImport(book, one.id)).toBe(3);
      expect(removeImport(book, one.id)).toBeUndefined();
      expect(lots(book)).toEqual(['typed', 'a', 'b', 'c']);
      expect(listImports(book)).toEqual([two]);
    }),
  ));

test('an import that fails on its last row brings none', () =>
  withBook((book) => {
    book.write(() => prepare(book));
    const failing = (): void =>
      book.write(() => {
        const { id: batchId } = addImport(book, batch);
        const row = aPurchase('broker', 'jct', 'a', { source: { batchId, line: 2 } });
        addTransactions(book, [row, { ...row, lot: 'b', shares: shares('-1') }]);
      });
    expect(failing).toThrow(/CHECK/);
    book.read(() => {
      expect(listTransactions(book)).toEqual([]);
      expect(listImports(book)).toEqual([]);
    });
  }));
