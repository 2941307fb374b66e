/** How many acts are kept, and since when: also where a change is taken back after its act was written. */
import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addAccount } from './accounts.ts';
import { KEPT, SLACK } from './acts.ts';
import { connectionOf } from './book.ts';
import { forgetActs, listActs, nameAct, undoAct, type Act } from './history.ts';
import { openBook, type Book } from './open.ts';
import { addSecurity } from './securities.ts';
import { aPurchase, NOW } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import { addTransaction, listTransactions, updateTransaction } from './transactions.ts';

const names = (book: Book): string[] => book.read(() => listActs(book)).map(({ name }) => name);

const undo = (book: Book): Act | undefined => book.write(() => undoAct(book));

const lots = (book: Book): unknown[] =>
  book.read(() => listTransactions(book)).map((row) => ('lot' in row ? row.lot : null));

function begin(book: Book): { account: string; security: string } {
  return book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
    const named = { issuer: 'Juniper', name: 'Common', symbol: 'JCT', cusips: [] };
    const security = addSecurity(book, named).id;
    forgetActs(book);
    return { account, security };
  });
}

test('the oldest acts go together beyond the bound, and what is kept can be undone', () => {
  withBook((first, path) => {
    const { account, security } = begin(first);
    const row = first.write(() => addTransaction(first, aPurchase(account, security, 'one')));
    const note = (book: Book, at: number): void => {
      book.write(() => {
        nameAct(book, `Change ${at}`, NOW);
        updateTransaction(book, row.id, { ...row, note: `note ${at}` });
      });
    };
    for (let at = 0; at < 5; at++) note(first, at);
    // As many more as there is room for, which did nothing.
    first.write(() =>
      connectionOf(first).exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n)
      INSERT INTO act (happened_at, name, undone, bytes)
        SELECT '${NOW}', 'Nothing', 0, 0 FROM n LIMIT ${KEPT.acts + SLACK - 8};`),
    );
    first.close();
    const book = openBook(path);
    try {
      for (let at = 5; at < 7; at++) note(book, at);
      expect(names(book)).toHaveLength(KEPT.acts + SLACK);
      note(book, 7);
      expect(names(book)).toHaveLength(KEPT.acts);
      expect(names(book).at(-1)).toBe('Nothing');
      for (let at = 7; at >= 5; at--) expect(undo(book)?.name).toBe(`Change ${at}`);
      expect(book.read(() => listTransactions(book))[0]?.note).toBe('note 4');
      // What is undone goes with the next act, and is not counted any more.
      note(book, 8);
      expect(names(book)).toHaveLength(KEPT.acts - 2);
      for (let at = 9; at < 9 + SLACK + 3; at++) note(book, at);
      expect(names(book)).toHaveLength(KEPT.acts);
      for (let at = 0; at < SLACK; at++) note(book, at);
      // What is forgotten is not counted either.
      book.write(() => forgetActs(book));
      for (let at = 0; at < 3; at++) note(book, at);
      expect(names(book)).toHaveLength(3);
    } finally {
      book.close();
    }
  });
});

test('the oldest acts go where all of them keep too many bytes, also without a restart', () => {
  withBook((book) => {
    const { account, security } = begin(book);
    const row = book.write(() => addTransaction(book, aPurchase(account, security, 'one')));
    // Each but the first keeps the note from before it, about half as long when it is packed.
    for (let at = 0; at < 5; at++) {
      book.write(() => {
        nameAct(book, `Note ${at}`, NOW);
        const note = randomBytes(2.2e6).toString('hex');
        updateTransaction(book, row.id, { ...row, note });
      });
    }
    expect(names(book)).toEqual(['Note 4', 'Note 3', 'Note 2']);
  });
});

test('what was undone is let go of by the act that stays, not by one that was taken back', () => {
  withBook((book, path) => {
    const { account, security } = begin(book);
    const add = (lot: string) =>
      book.write(() => {
        nameAct(book, lot, NOW);
        addTransaction(book, aPurchase(account, security, lot));
      });
    add('a');
    add('b');
    undo(book);
    renameSync(path, `${path}.away`);
    expect(() => add('c')).toThrow(expect.objectContaining({ code: 'book-gone' }));
    renameSync(`${path}.away`, path);
    expect(names(book)).toEqual(['b', 'a']);
    add('d');
    expect(names(book)).toEqual(['d', 'a']);
    expect(lots(book)).toEqual(['a', 'd']);
    undo(book);
    expect(lots(book)).toEqual(['a']);
  });
});

test('what was there before the acts were forgotten is in none that comes after', () => {
  withBook((book) => {
    const { account, security } = begin(book);
    const add = (lot: string) => addTransaction(book, aPurchase(account, security, lot));
    book.write(() => {
      add('before');
      forgetActs(book);
      add('after');
    });
    undo(book);
    expect(lots(book)).toEqual(['before']);
    expect(undo(book)).toBeUndefined();
  });
});
