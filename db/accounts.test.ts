import { expect, test } from 'vitest';
import { addAccount, getAccount, listAccounts, updateAccount } from './accounts.ts';
import { day } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';

test('an account is found by id and by exact name', () =>
  withBook((book) =>
    book.write(() => {
      const added = addAccount(book, { name: 'Broker', taxDeferred: true }, () => 'id-1');
      expect(added).toEqual({
        id: 'id-1',
        name: 'Broker',
        taxDeferred: true,
        method: 'fifo',
        methodChanges: [],
        returnOfCapital: 'by-shares',
      });
      expect(getAccount(book, 'id-1')).toEqual(added);
      expect(getAccount(book, 'id-2')).toBeUndefined();
    }),
  ));

test('accounts are listed by name', () =>
  withBook((book) =>
    book.write(() => {
      for (const name of ['b', 'C', 'a']) addAccount(book, { name, taxDeferred: false });
      expect(listAccounts(book).map((account) => account.name)).toEqual(['C', 'a', 'b']);
    }),
  ));

test('an update changes the one account, and says when there is none', () =>
  withBook((book) =>
    book.write(() => {
      const one = addAccount(book, { name: 'One', taxDeferred: false });
      const two = addAccount(book, { name: 'Two', taxDeferred: false });
      const changed = { ...one, name: 'Uno', taxDeferred: true };
      expect(updateAccount(book, one.id, { name: 'Uno', taxDeferred: true })).toEqual(changed);
      expect(listAccounts(book)).toEqual([two, changed]);
      expect(updateAccount(book, 'nobody', { name: 'X', taxDeferred: true })).toBeUndefined();
      expect(() => updateAccount(book, one.id, { name: 'Two', taxDeferred: true })).toThrow(
        /UNIQUE/,
      );
    }),
  ));

test('a method and its changes are kept in the order of days, and stay where they are not given', () =>
  withBook((book) =>
    book.write(() => {
      const later = { from: day('2010-01-04'), method: 'lowest-tax' } as const;
      const earlier = { from: day('2003-06-30'), method: 'hifo' } as const;
      const named = { name: 'Broker', taxDeferred: false };
      const added = addAccount(book, { ...named, method: 'lifo', methodChanges: [later, earlier] });
      expect(added).toMatchObject({ method: 'lifo', methodChanges: [earlier, later] });
      const other = addAccount(book, { name: 'Other', taxDeferred: false, method: 'lofo' });
      expect(listAccounts(book)).toEqual([added, other]);
      expect(getAccount(book, added.id)).toEqual(added);
      expect(updateAccount(book, added.id, named)).toEqual(added);
      const changed = { ...added, method: 'fifo', methodChanges: [later] } as const;
      expect(updateAccount(book, added.id, changed)).toEqual(changed);
      expect(updateAccount(book, added.id, { ...named, methodChanges: [] })).toEqual({
        ...changed,
        methodChanges: [],
      });
      expect(() =>
        updateAccount(book, added.id, { ...named, methodChanges: [later, later] }),
      ).toThrow(/UNIQUE/);
      expect(getAccount(book, other.id)).toEqual(other);
    }),
  ));
