/** The way back over a restore and forth again: the other book, and its history, each time. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import { backUp, backupsBeside, listBackups } from './backups.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { actToRedo, actToUndo, listActs, nameAct, redoAct, undoAct } from './history.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createBook, openBook, type Book } from './open.ts';
import { copyOfAct, noteRestore, restoresAmong, type RestoreAct } from './restore-act.ts';
import { restoreBook } from './restore.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

class Place {
  readonly path: string;
  readonly folder: string;
  #second = 0;

  constructor(folder: string) {
    this.path = join(folder, 'the.basisbook');
    this.folder = backupsBeside(this.path);
    createBook(this.path, { kind: 'own', now: NOW }).close();
  }

  with<T>(use: (book: Book) => T): T {
    const book = openBook(this.path);
    try {
      return use(book);
    } finally {
      book.close();
    }
  }

  add(name: string): void {
    this.with((book) =>
      book.write(() => {
        nameAct(book, name, this.now());
        addAccount(book, { name, taxDeferred: false });
      }),
    );
  }

  now(): string {
    return new Date(Date.parse(NOW) + 1000 * this.#second++).toISOString();
  }

  backUp(): string {
    const options = { folder: this.folder, isOwnFolder: true, reason: 'by-hand' } as const;
    return this.with((book) => backUp(book, { ...options, now: this.now() }).path);
  }

  restore(from: string, act: RestoreAct) {
    const { path, folder } = this;
    const options = { from, path, folder, act, now: this.now() };
    return restoreBook({ ...options, passphrase: null, isOwnFolder: true });
  }

  /** One step of the history, as a window would go it. */
  step(is: 'undone' | 'again'): string {
    const next = this.with((book) =>
      book.read(() => {
        const act = is === 'undone' ? actToUndo(book) : actToRedo(book);
        return { name: act?.name ?? '', file: act && copyOfAct(book, act.sequence) };
      }),
    );
    if (next.file === undefined) {
      this.with((book) => book.write(() => (is === 'undone' ? undoAct(book) : redoAct(book))));
    } else {
      this.restore(join(this.folder, next.file), { name: next.name, is });
    }
    return next.name;
  }

  state(): { accounts: string[]; acts: string[] } {
    return this.with((book) => {
      expect(checkBook(book).problems).toEqual([]);
      return book.read(() => ({
        accounts: listAccounts(book).map(({ name }) => name),
        acts: listActs(book).map(({ name, undone }) => `${undone ? '- ' : ''}${name}`),
      }));
    });
  }
}

const DONE = { name: 'Backup put back', is: 'done' } as const;

test('undo after a restore gives the book of before with its history, and redo the copy', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.add('a');
  const backup = place.backUp();
  place.add('b');
  place.add('c');
  expect(place.restore(backup, DONE).isAct).toBe(true);
  place.add('d');
  const states = [place.state()];
  expect(states[0]).toEqual({ accounts: ['a', 'd'], acts: ['d', DONE.name, 'a'] });
  const back = ['d', DONE.name, 'c', 'b', 'a'];
  for (const name of back) {
    expect(place.step('undone')).toBe(name);
    states.push(place.state());
  }
  expect(states[2]).toEqual({ accounts: ['a', 'b', 'c'], acts: [`- ${DONE.name}`, 'c', 'b', 'a'] });
  expect(states.at(-1)?.accounts).toEqual([]);
  for (const [at, name] of [...back.entries()].toReversed()) {
    expect(place.step('again')).toBe(name);
    const { accounts, acts } = place.state();
    expect(accounts).toEqual(states[at]?.accounts);
    expect(acts.toSorted()).toEqual(states[at]?.acts.toSorted());
  }
  // And back over it once more, to what was there a moment ago.
  expect(place.step('undone')).toBe('d');
  expect(place.step('undone')).toBe(DONE.name);
  expect(place.state().accounts).toEqual(['a', 'b', 'c']);
});

test('lets go of what is undone in the copy, as any new act does', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.add('a');
  place.add('b');
  place.step('undone');
  place.restore(place.backUp(), DONE);
  expect(place.state()).toEqual({ accounts: ['a'], acts: [DONE.name, 'a'] });
});

test('a new act lets go of a restore that is undone', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  const backup = place.backUp();
  place.add('a');
  place.restore(backup, DONE);
  place.step('undone');
  place.add('b');
  expect(place.state()).toEqual({ accounts: ['a', 'b'], acts: ['b', 'a'] });
});

test('of an older format the copy is brought up to date, so that its history has the act', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.add('a');
  const old = join(folder.path, 'old.basisbook');
  createBook(old, { kind: 'own', now: NOW, migrations: MIGRATIONS.slice(0, 2) }).close();
  place.restore(old, DONE);
  expect(place.state()).toEqual({ accounts: [], acts: [DONE.name] });
  place.step('undone');
  expect(place.state().accounts).toEqual(['a']);
});

test('of a present that is damaged there is no way back, and no act', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.add('a');
  const backup = place.backUp();
  writeFileSync(place.path, 'no book at all');
  expect(place.restore(backup, DONE).isAct).toBe(false);
  expect(place.state().acts).toEqual(['a']);
});

test('what the history names is kept, however old it becomes', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  const backup = place.backUp();
  place.add('a');
  const { kept } = place.restore(backup, DONE);
  // The last one of the year, which is kept in any case.
  place.backUp();
  const inTenYears = Array.from({ length: 8 }, (_, day) => `2036-11-2${day + 1}T08:00:00.000Z`);
  const later = (book: Book): void =>
    inTenYears.forEach(
      (now) => void backUp(book, { folder: place.folder, isOwnFolder: true, reason: 'daily', now }),
    );
  place.with(later);
  const files = listBackups(place.folder, place.path).map(({ path }) => basename(path));
  expect(files).toContain(basename(kept ?? ''));
  expect(files).not.toContain(basename(backup));
  place.step('undone');
  expect(place.state().accounts).toEqual(['a']);
});

test('names a file, and never a way to one', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.with((book) => {
    noteRestore(connectionOf(book), DONE, '/etc/passwd', NOW);
    book.read(() => {
      const [act] = listActs(book);
      expect(copyOfAct(book, act?.sequence ?? 0)).toBe('passwd');
      expect([...restoresAmong(book)]).toEqual([act?.sequence]);
    });
  });
});

test('a record that names nothing stops no backup', () => {
  using folder = temporaryFolder();
  const place = new Place(folder.path);
  place.with((book) => {
    const db = connectionOf(book);
    noteRestore(db, DONE, 'a.basisbook', NOW);
    db.exec("UPDATE act_change SET rows = x'0123'");
    expect(book.read(() => copyOfAct(book, 1))).toBe('');
  });
  place.backUp();
  expect(place.state().acts).toEqual([DONE.name]);
});
