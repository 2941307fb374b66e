import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { connectionOf, statement } from './book.ts';
import { nameAct, undoAct } from './history.ts';
import { addImport, findImportBySha256, getImport, removeImport } from './imports.ts';
import type { Book } from './open.ts';
import { addSecurity } from './securities.ts';
import { ACTIONS, actionsThat } from '../tax/facts/entry-kinds.ts';
import type { Transaction } from '../tax/facts/model.ts';
import { aPurchase, day, everyKind, money, NOW, shares } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import {
  addTransaction,
  addTransactions,
  getTransaction,
  listTransactions,
  loadTransactions,
  removeTransaction,
  updateTransaction,
  type NewTransaction,
} from './transactions.ts';

function prepare(book: Book): void {
  for (const id of ['broker', 'ira']) {
    addAccount(book, { name: id, taxDeferred: id === 'ira' }, () => id);
  }
  addSecurity(book, { issuer: null, name: 'JCT', symbol: null, cusips: [] }, () => 'jct');
  addSecurity(book, { issuer: null, name: 'Spun', symbol: null, cusips: [] }, () => 'spun');
}

const batch = { fileName: 'trades.csv', sha256: 'f'.repeat(64), importedAt: NOW };
const lotOf = (one: Transaction): string | null => ('lot' in one ? one.lot : null);
const lots = (book: Book): (string | null)[] => listTransactions(book).map(lotOf);
const sale = {
  action: 'sell',
  date: day('2001-03-01'),
  accountId: 'broker',
  securityId: 'jct',
  shares: shares('40.5'),
  amount: money('1012.50'),
  lot: null,
  picks: [],
  note: null,
  source: null,
} satisfies NewTransaction;
const kinds = everyKind({
  account: 'broker',
  toAccount: 'ira',
  security: 'jct',
  toSecurity: 'spun',
});

test('a transaction comes back as it was entered', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      const entry = aPurchase('broker', 'jct', 'JCT/1', { note: 'a gift, "partly"' });
      const row = addTransaction(book, entry);
      expect(row).toEqual({ ...entry, id: row.id, sequence: 1, source: null, sourceLine: null });
      expect(getTransaction(book, row.id)).toEqual(row);
      expect(getTransaction(book, row.id.replace(/1$/, '2'))).toBeUndefined();
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
      expect(loadTransactions(book).map(lotOf)).toEqual(['a', 'c', 'b']);
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
        sourceFile: 'trades.csv',
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
          nameAct(book, 'Removed', NOW);
        });
        book.write(() => {
          addTransaction(book, aPurchase('broker', 'jct', 'visitor'));
          nameAct(book, 'Added', NOW);
        });
        book.write(() => undoAct(book));
        book.write(() => undoAct(book));
        expect(book.read(() => listTransactions(book))).toEqual(before);
      }),
      { numRuns: 20 },
    );
    expect(book.write(() => removeTransaction(book, 'nobody'))).toBeUndefined();
  }));

test('every kind of entry comes back as it was entered, alone and in the lists', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      expect(new Set(kinds.map(({ action }) => action))).toEqual(new Set(ACTIONS));
      const rows = kinds.map((entry) => addTransaction(book, entry));
      rows.forEach((row, place) => {
        const { id, sequence, sourceLine, ...entry } = row;
        expect([id !== '', sequence, sourceLine]).toEqual([true, place + 1, null]);
        expect(entry).toEqual(kinds[place]);
      });
      const inOrder = rows.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
      expect(listTransactions(book)).toEqual(inOrder);
      expect(loadTransactions(book)).toEqual(
        inOrder.map(({ sequence: _, source: __, ...fact }) => fact),
      );
    }),
  ));

test('an entry can become one of any other kind, and be removed and come back', () =>
  withBook((book) => {
    const { id } = book.write(() => {
      prepare(book);
      return addTransaction(book, sale);
    });
    for (const { source: _, ...entry } of [...kinds, ...kinds.toReversed()]) {
      const updated = book.write(() => updateTransaction(book, id, entry));
      expect(updated).toEqual({ ...entry, id, sequence: 1, source: null, sourceLine: null });
      book.write(() => {
        expect(removeTransaction(book, id)).toEqual(updated);
        expect(listTransactions(book)).toEqual([]);
        nameAct(book, 'Removed', NOW);
      });
      book.write(() => undoAct(book));
      expect(book.read(() => listTransactions(book))).toEqual([updated]);
    }
  }));

test('the lots that a seller picked go with the sale', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      const picked = { ...sale, picks: [{ lot: 'b', shares: shares('1') }] };
      const { id } = addTransaction(book, picked);
      const picks = connectionOf(book).prepare('SELECT count(*) FROM lot_pick').pluck();
      expect(picks.get()).toBe(1);
      removeTransaction(book, id);
      expect(picks.get()).toBe(0);
      expect(() =>
        addTransaction(book, { ...sale, picks: [...picked.picks, ...picked.picks] }),
      ).toThrow(/UNIQUE/);
    }),
  ));

test('the names of lots that are taken are those of purchases in the account', () =>
  withBook((book) =>
    book.write(() => {
      prepare(book);
      addTransaction(book, aPurchase('broker', 'jct', 'bought'));
      addTransaction(book, aPurchase('broker', 'jct', 'reinvested', { action: 'reinvest' }));
      addTransaction(book, aPurchase('broker', 'jct', 'received', { action: 'in-kind' }));
      addTransaction(book, aPurchase('ira', 'jct', 'elsewhere'));
      addTransaction(book, { ...sale, lot: 'sold from' });
      for (const lot of ['elsewhere', 'sold from']) {
        addTransaction(book, aPurchase('broker', 'jct', lot));
      }
      for (const lot of ['bought', 'reinvested', 'received']) {
        addTransaction(book, aPurchase('ira', 'jct', lot));
        expect(() => addTransaction(book, aPurchase('broker', 'jct', lot)), lot).toThrow(/UNIQUE/);
      }
      for (const action of actionsThat('acquires')) {
        const again = aPurchase('broker', 'jct', 'received', { action });
        expect(() => addTransaction(book, again), action).toThrow(/UNIQUE/);
      }
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
      expect(getImport(book, one.id)).toEqual(one);
      expect(getImport(book, two.id)).toEqual(two);
      expect(findImportBySha256(book, batch.sha256)).toEqual(one);
      expect(findImportBySha256(book, 'e'.repeat(64))).toBeUndefined();
      expect(removeImport(book, one.id)).toBe(3);
      expect(removeImport(book, one.id)).toBeUndefined();
      expect(lots(book)).toEqual(['typed', 'a', 'b', 'c']);
      expect(getImport(book, one.id)).toBeUndefined();
      expect(getImport(book, two.id)).toEqual(two);
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
      expect(statement(book, 'SELECT * FROM import_batch').all()).toEqual([]);
    });
  }));
