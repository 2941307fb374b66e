/** Undo after do gives an equal book, redo after undo too: whatever the changes, to the last byte. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addAccount, listAccounts, updateAccount } from './accounts.ts';
import { ActImpossible } from './acts.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { insertDocument, listDocuments, removeDocument } from './documents.ts';
import { forgetActs, listActs, nameAct, redoAct, undoAct, type Act } from './history.ts';
import { addImport, removeImport } from './imports.ts';
import { openBook, type Book } from './open.ts';
import { notedTables } from './row-notes.ts';
import {
  addIdentifier,
  addSecurity,
  listSecurities,
  moveSecurity,
  removeIdentifier,
} from './securities.ts';
import { aDocument, aPurchase, day, everyKind, NOW } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';
import {
  addTransaction,
  addTransactions,
  listTransactions,
  removeTransaction,
  updateTransaction,
} from './transactions.ts';

/** Everything that the book says, row by row, with checksums and tallies; not the last places given. */
function everything(book: Book): Record<string, unknown> {
  const db = connectionOf(book);
  const tables = notedTables(db).map(({ name, key }) => [
    name,
    db.prepare(`SELECT * FROM ${name} ORDER BY ${key.join(', ')}`).all(),
    db.prepare('SELECT records, total FROM tally WHERE name = ?').get(name),
  ]);
  return Object.fromEntries(tables.map(([name, ...rest]) => [name, rest])) as never;
}

const names = (book: Book): string[] => book.read(() => listActs(book)).map(({ name }) => name);

const undo = (book: Book): Act | undefined => book.write(() => undoAct(book));
const redo = (book: Book): Act | undefined => book.write(() => redoAct(book));

function begin(book: Book): { account: string; toAccount: string; security: string } {
  return book.write(() => {
    const account = addAccount(book, { name: 'Broker', taxDeferred: false }).id;
    const toAccount = addAccount(book, { name: 'IRA', taxDeferred: true }).id;
    const named = { issuer: 'Juniper', name: 'Common', symbol: 'JCT', cusips: [] };
    const security = addSecurity(book, named).id;
    forgetActs(book);
    return { account, toAccount, security };
  });
}

type Change = (book: Book, mark: number) => void;

/** Changes of every table, each fit for any state of the book. */
const CHANGES: Readonly<Record<string, Change>> = {
  account: (book, mark) => {
    addAccount(book, {
      name: `Account ${mark}`,
      taxDeferred: mark % 2 === 0,
      methodChanges: [{ from: day('2004-01-02'), method: 'hifo' }],
    });
  },
  method: (book, mark) => {
    const [first] = listAccounts(book);
    if (!first) return;
    const from = day(`200${mark % 9}-03-04`);
    updateAccount(book, first.id, { ...first, methodChanges: [{ from, method: 'lifo' }] });
  },
  entry: (book, mark) => {
    const [account] = listAccounts(book);
    const [security] = listSecurities(book);
    if (account && security) {
      addTransaction(book, aPurchase(account.id, security.id, `lot ${mark}`));
    }
  },
  'every kind': (book) => {
    const [one, other] = listAccounts(book);
    const [security, toSecurity] = listSecurities(book);
    if (!one || !other || !security || !toSecurity) return;
    for (const { id } of listTransactions(book)) removeTransaction(book, id);
    const owners = { account: one.id, toAccount: other.id, security: security.id };
    addTransactions(book, everyKind({ ...owners, toSecurity: toSecurity.id }));
  },
  'an entry that becomes another': (book, mark) => {
    const rows = listTransactions(book);
    const [first, second] = [rows[mark % (rows.length || 1)], rows.at(-1)];
    if (first && second && first !== second && !('lot' in second && second.lot !== null)) {
      updateTransaction(book, first.id, second);
    }
  },
  removal: (book, mark) => {
    const rows = listTransactions(book);
    const row = rows[mark % (rows.length || 1)];
    if (row) removeTransaction(book, row.id);
  },
  import: (book, mark) => {
    const [account] = listAccounts(book);
    const [security] = listSecurities(book);
    if (!account || !security) return;
    const file = { fileName: `${mark}.csv`, sha256: 'f'.repeat(64), importedAt: NOW };
    const { id: batchId } = addImport(book, file);
    const rows = Array.from({ length: 5 }, (_, at) =>
      aPurchase(account.id, security.id, `${mark}/${at}`, { source: { batchId, line: at + 2 } }),
    );
    addTransactions(book, rows);
  },
  'the end of an import': (book) => {
    const batch = listTransactions(book).find(({ source }) => source)?.source?.batchId;
    if (batch !== undefined) removeImport(book, batch);
  },
  document: (book, mark) => {
    const [security] = listSecurities(book);
    if (security) insertDocument(book, aDocument(security.id, mark));
  },
  'no document': (book) => {
    const [first] = listDocuments(book);
    if (first) removeDocument(book, first.id);
  },
  security: (book, mark) => {
    const named = { issuer: null, name: `S ${mark}`, symbol: `S${mark}`, cusips: [] };
    addSecurity(book, named);
  },
  identifier: (book, mark) => {
    const [first] = listSecurities(book);
    if (!first) return;
    const called = { kind: 'name' as const, value: 'Old', validFrom: null, validTo: null };
    removeIdentifier(book, first.id, 'name', 'Old');
    if (mark % 2 === 0) addIdentifier(book, first.id, called);
  },
  'securities that turn out to be one': (book) => {
    const documented = new Set(listDocuments(book).flatMap((each) => each.securities[0] ?? []));
    const [into, from] = listSecurities(book);
    if (!into || !from || [...documented].some((each) => each.securityId === from.id)) return;
    const leads = listTransactions(book).some((each) => 'toSecurityId' in each);
    if (!leads) moveSecurity(book, from.id, into.id);
  },
};

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(CHANGES)) },
  { weight: 3, arbitrary: fc.constantFrom('undo', 'redo') },
);

test('any sequence of acts, undos and redos: every state that was is there again, and sound', () => {
  let [undone, redone] = [0, 0];
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      withBook((book, path) => {
        // What is tried here is not the disk.
        connectionOf(book).pragma('synchronous = OFF');
        begin(book);
        const states = [everything(book)];
        let at = 0;
        steps.forEach((name, mark) => {
          if (name === 'undo') {
            expect(undo(book) !== undefined).toBe(at > 0);
            if (at > 0) undone++;
            at = Math.max(0, at - 1);
          } else if (name === 'redo') {
            expect(redo(book) !== undefined).toBe(at < states.length - 1);
            if (at < states.length - 1) redone++;
            at = Math.min(states.length - 1, at + 1);
          } else {
            book.write(() => {
              nameAct(book, `${name} ${mark}`, NOW);
              CHANGES[name]?.(book, mark);
            });
            const after = everything(book);
            // What changes nothing is no act, and lets go of none.
            if (JSON.stringify(after) !== JSON.stringify(states[at])) {
              states.splice(++at, states.length, after);
              expect(names(book)[0]).toBe(`${name} ${mark}`);
            }
          }
          expect(everything(book)).toEqual(states[at]);
          expect(names(book)).toHaveLength(states.length - 1);
        });
        // Back to the beginning and forth to the end, in another run of the program.
        book.close();
        const again = openBook(path);
        while (undo(again)) expect(everything(again)).toEqual(states[--at]);
        expect(at).toBe(0);
        while (redo(again)) expect(everything(again)).toEqual(states[++at]);
        expect(at).toBe(states.length - 1);
        expect(checkBook(again).problems).toEqual([]);
        again.close();
      });
    }),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  );
  expect(Math.min(undone, redone)).toBeGreaterThan(0);
}, 60_000);

describe('an act', () => {
  test('is whatever changed, named or not, and nothing where nothing changed', () => {
    withBook((book) => {
      const { account, security } = begin(book);
      const row = book.write(() => addTransaction(book, aPurchase(account, security, 'one')));
      expect(names(book)).toEqual(['A change']);
      book.write(() => {
        nameAct(book, 'Nothing', NOW);
        updateTransaction(book, row.id, row);
      });
      expect(names(book)).toEqual(['A change']);
      expect(() =>
        book.write(() => {
          removeTransaction(book, row.id);
          throw new Error('not so');
        }),
      ).toThrow('not so');
      expect(names(book)).toEqual(['A change']);
    });
  });

  test('that follows an undo lets go of what was undone', () => {
    withBook((book) => {
      const { account, security } = begin(book);
      const add = (lot: string) => {
        book.write(() => {
          nameAct(book, lot, NOW);
          addTransaction(book, aPurchase(account, security, lot));
        });
      };
      ['one', 'two', 'three'].forEach(add);
      expect([undo(book)?.name, undo(book)?.name]).toEqual(['three', 'two']);
      expect(book.read(() => listActs(book)).map(({ undone }) => undone)).toEqual([
        true,
        true,
        false,
      ]);
      add('four');
      expect(names(book)).toEqual(['four', 'one']);
      expect(redo(book)).toBeUndefined();
    });
  });

  test('that moved very many rows, or brought them, is undone and done again', () => {
    withBook((book) => {
      const { account, security } = begin(book);
      const other = book.write(() => {
        const named = { issuer: null, name: 'Other', symbol: 'OTH', cusips: [] };
        return addSecurity(book, named).id;
      });
      const [empty] = [everything(book)];
      book.write(() =>
        addTransactions(
          book,
          Array.from({ length: 2500 }, (_, at) => aPurchase(account, other, `lot ${at}`)),
        ),
      );
      const full = everything(book);
      book.write(() => {
        moveSecurity(book, other, security);
      });
      undo(book);
      expect(everything(book)).toEqual(full);
      undo(book);
      expect(everything(book)).toEqual(empty);
      redo(book);
      expect(everything(book)).toEqual(full);
      expect(checkBook(book).problems).toEqual([]);
    });
  });
});

test('a row that moved to one that came in the same act is back with the one before', () => {
  withBook((book) => {
    const { security } = begin(book);
    book.write(() => {
      addIdentifier(book, security, {
        kind: 'name',
        value: 'Former',
        validFrom: null,
        validTo: null,
      });
      forgetActs(book);
    });
    const before = everything(book);
    book.write(() => {
      const other = addSecurity(book, { issuer: null, name: 'Other', symbol: null, cusips: [] }).id;
      connectionOf(book).prepare('UPDATE security_identifier SET security_id = ?').run(other);
    });
    const after = everything(book);
    // The other one goes, and takes with it what belongs to it by then.
    undo(book);
    expect(everything(book)).toEqual(before);
    redo(book);
    expect(everything(book)).toEqual(after);
    expect(checkBook(book).problems).toEqual([]);
  });
});

const CUT_OFF = new Error('cut off');

function cutOff(book: Book, change: () => unknown): void {
  const cut = (): void =>
    book.write(() => {
      change();
      throw CUT_OFF;
    });
  expect(cut).toThrow(CUT_OFF);
}

type Before = (book: Book, add: () => string) => void;

/** Each gives a place and takes the row back again. */
test.each<[string, Before]>([
  ['a change that was taken back', cutOff],
  ['an inner change that was taken back', (book, add) => book.write(() => cutOff(book, add))],
  [
    'a row that went in the same change',
    (book, add) => void book.write(() => removeTransaction(book, add())),
  ],
  [
    'an entry that was undone',
    (book, add) => {
      book.write(add);
      undo(book);
    },
  ],
])('what is added after %s is undone and done again', (_, before) => {
  withBook((book) => {
    const { account, security } = begin(book);
    let count = 0;
    const add = (): string =>
      addTransaction(book, aPurchase(account, security, `lot ${++count}`)).id;
    book.write(add);
    before(book, add);
    const was = everything(book);
    book.write(() => {
      add();
      add();
    });
    const added = everything(book);
    expect(added).not.toEqual(was);
    undo(book);
    expect(everything(book)).toEqual(was);
    redo(book);
    expect(everything(book)).toEqual(added);
    undo(book);
    book.write(add);
    undo(book);
    expect(everything(book)).toEqual(was);
    expect(checkBook(book).problems).toEqual([]);
  });
});

const ROW =
  'INSERT INTO act_change (act, position, name, first, last, rows) VALUES (?, 0, ?, ?, ?, ?)';

/** An empty list, and 300 MB. */
const LONG = Buffer.from(`[${' '.repeat(300 * 2 ** 20)}]`);

// What somebody else can write into a book, with checksums that are right.
test.each([
  ['no packed text', 'account', null, Buffer.from('none')],
  ['a text that ends too early', 'account', null, deflateRawSync('[[["a"],')],
  ['no list', 'account', null, deflateRawSync('{"a":1}')],
  ['rows of another form', 'account', null, deflateRawSync('[["a"]]')],
  ['a row with too few values', 'account', null, deflateRawSync('[[[1],["a"]]]')],
  ['a key of another length', 'account', null, deflateRawSync('[[[1,2],null]]')],
  ['lists in a row', 'holding_transaction', 1, deflateRawSync('[[[1],[2]]]')],
  ['a table that is none', 'sqlite_schema', null, deflateRawSync('[]')],
  ['places of a table that gives none', 'account', 1, null],
  ['far more than there is room for', 'account', null, deflateRawSync(LONG)],
] as const)('an act that kept %s cannot be undone, and changes nothing', (_, name, first, rows) => {
  withBook((book) => {
    begin(book);
    book.write(() => addAccount(book, { name: 'One more', taxDeferred: false }));
    const [act] = book.read(() => listActs(book));
    const db = connectionOf(book);
    book.write(() => {
      db.exec('DELETE FROM act_change');
      db.prepare(ROW).run(act?.sequence, name, first, first, rows);
    });
    const before = everything(book);
    expect(() => undo(book)).toThrow(ActImpossible);
    expect(everything(book)).toEqual(before);
    expect(checkBook(book).problems).toEqual([]);
  });
});

test('a change makes no statement ready that the one before it had', () => {
  withBook((book) => {
    const add = (name: string) => book.write(() => addAccount(book, { name, taxDeferred: false }));
    add('First');
    const db = connectionOf(book);
    const prepare = db.prepare.bind(db);
    const made: string[] = [];
    db.prepare = (sql: string) => {
      made.push(sql);
      return prepare(sql);
    };
    add('Second');
    expect(made).toEqual([]);
  });
});
