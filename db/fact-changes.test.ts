import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '../tax/values/days.ts';
import type { Facts } from '../tax/facts/model.ts';
import { addAccount, updateAccount } from './accounts.ts';
import { connectionOf } from './book.ts';
import { insertDocument, removeDocument } from './documents.ts';
import { FACT_TABLES, forgetFactChanges, noteFactChanges, patchFacts } from './fact-changes.ts';
import { loadFacts } from './facts.ts';
import { nameAct, undoAct } from './history.ts';
import { createBook, type Book } from './open.ts';
import { addSecurity } from './securities.ts';
import { money, NOW, shares, temporaryFolder } from './testing/samples.ts';
import {
  addTransaction,
  addTransactions,
  getTransaction,
  removeTransaction,
  updateTransaction,
  type NewTransaction,
} from './transactions.ts';

let folder: ReturnType<typeof temporaryFolder>;
let book: Book;
let accountId: string;
let securityId: string;
/** As they were when the notes were last forgotten. */
let known: Facts;

function purchase(date: string, lot: string, amount = '100.00'): NewTransaction {
  return {
    date: date as Day,
    action: 'buy',
    accountId,
    securityId,
    shares: shares('10'),
    amount: money(amount),
    lot,
    note: null,
    source: null,
  } as NewTransaction;
}

function settle(): void {
  book.read(() => {
    known = loadFacts(book);
    forgetFactChanges(book);
  });
}

/** Patches what is known, and holds the answer against the facts read anew. */
function patched(): Facts {
  return book.read(() => {
    const facts = patchFacts(book, known);
    expect(facts).toEqual(loadFacts(book));
    return facts;
  });
}

beforeEach(() => {
  folder = temporaryFolder();
  book = createBook(join(folder.path, 'the.book'), { kind: 'own', now: NOW });
  noteFactChanges(book);
  book.write(() => {
    accountId = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
    securityId = addSecurity(book, { issuer: null, name: 'S', symbol: 'S', cusips: [] }).id;
    for (const [i, date] of ['2001-01-05', '2001-01-05', '2002-03-01', '2003-04-01'].entries()) {
      addTransaction(book, purchase(date, `lot ${i}`));
    }
  });
  settle();
});

afterEach(() => {
  book.close();
  folder[Symbol.dispose]();
});

const document = () => ({
  fileName: 'release.txt',
  text: 'text',
  sha256: 'a'.repeat(64),
  issuer: null,
  taxYear: 2002,
  publishedOn: null,
  status: 'final' as const,
  acceptedAt: NOW,
  securities: [{ securityId, printedName: 'S', distributions: [] }],
});

describe('the facts of before, patched', () => {
  it('are the same object where nothing changed', () => {
    expect(patched()).toBe(known);
    book.write(() => undefined);
    expect(patched()).toBe(known);
  });

  it.each([
    ['the first day', '2001-01-05'],
    ['a day before all', '1999-01-05'],
    ['a day between', '2002-01-05'],
    ['a day after all', '2009-01-05'],
  ])('have an entry that was added on %s, and the others as they were', (_where, date) => {
    book.write(() => addTransaction(book, purchase(date, 'new')));
    const facts = patched();
    expect(facts.transactions).toHaveLength(5);
    expect(facts.documents).toBe(known.documents);
    expect(facts.accounts).toBe(known.accounts);
    expect(facts.securities).toBe(known.securities);
    expect(facts.transactions).toContain(known.transactions[3]);
  });

  it('have an entry on its new day, with its new amount, and without it when it is removed', () => {
    const [first] = known.transactions;
    const id = first?.id ?? '';
    book.write(() => updateTransaction(book, id, purchase('2002-03-01', 'lot 0', '7.00')));
    expect(
      patched()
        .transactions.map((each) => each.id)
        .indexOf(id),
    ).toBe(1);
    book.write(() => removeTransaction(book, id));
    expect(patched().transactions).toHaveLength(3);
    settle();
    book.write(() => updateTransaction(book, 'nobody', purchase('2002-03-01', 'x')));
    expect(patched()).toBe(known);
  });

  it('have a removed entry in its old place when it is restored', () => {
    const removed = book.write(() => {
      nameAct(book, 'Removed', NOW);
      return removeTransaction(book, known.transactions[0]?.id ?? '');
    });
    expect(removed).toBeDefined();
    expect(patched()).not.toEqual(known);
    book.write(() => undoAct(book));
    expect(patched()).toEqual(known);
  });

  it('have none of the changes that were rolled back, and those of a transaction under way', () => {
    expect(() =>
      book.write(() => {
        addTransaction(book, purchase('2002-01-01', 'new'));
        expect(patchFacts(book, known).transactions).toHaveLength(5);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(patched()).toBe(known);
    book.write(() => {
      expect(() =>
        book.write(() => {
          addTransaction(book, purchase('2002-01-01', 'new'));
          throw new Error('no');
        }),
      ).toThrow('no');
    });
    expect(patched()).toBe(known);
  });

  it('have other accounts, securities and documents', () => {
    book.write(() => updateAccount(book, accountId, { name: 'Other', taxDeferred: true }));
    expect(patched().accounts).toHaveLength(1);
    book.write(() => addSecurity(book, { issuer: null, name: 'T', symbol: 'T', cusips: [] }));
    expect(patched().securities).toHaveLength(2);
    const { id } = book.write(() => insertDocument(book, document()));
    expect(patched().documents).toHaveLength(1);
    settle();
    book.write(() => removeDocument(book, id));
    expect(patched().documents).toHaveLength(0);
    expect(patched().transactions).toBe(known.transactions);
  });

  it('are read anew after a large import', () => {
    book.write(() =>
      addTransactions(
        book,
        Array.from({ length: 400 }, (_, i) =>
          purchase(`20${10 + (i % 40)}-0${1 + (i % 9)}-${10 + (i % 19)}`, `many ${i}`),
        ),
      ),
    );
    expect(patched().transactions).toHaveLength(404);
  });
});

it('knows of every table of the book whether facts are in it', () => {
  const tables = connectionOf(book)
    .prepare(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  expect(Object.keys(FACT_TABLES).sort()).toEqual(tables.sort());
});

it('writes no note into the book', () => {
  book.write(() => addTransaction(book, purchase('2002-01-01', 'new')));
  const names = connectionOf(book)
    .prepare(
      "SELECT count(*) FROM main.sqlite_schema WHERE name LIKE '%fact_change%' OR name LIKE 'note_%'",
    )
    .pluck()
    .get();
  expect(names).toBe(0);
  expect(book.read(() => getTransaction(book, 'nobody'))).toBeUndefined();
});
