/** Backups, what is kept of them, and putting one back. */
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addAccount, listAccounts } from './accounts.ts';
import {
  backupName,
  hasBackupOf,
  notKept,
  readBackupName,
  type BackupName,
} from './backup-rule.ts';
import { backUp, backupsBeside, listBackups } from './backups.ts';
import { connectionOf } from './book.ts';
import { checkBook } from './check.ts';
import { ActImpossible, listActs, undoAct } from './history.ts';
import { openBook } from './open.ts';
import { lastPlacesIn } from './record-tables.ts';
import { restoreBook } from './restore.ts';
import { seal, unseal } from './sealed-file.ts';
import { NOW } from './testing/samples.ts';
import { withBook } from './testing/with-book.ts';

const accountsIn = (path: string): string[] => {
  const book = openBook(path, { readOnly: true });
  try {
    return book.read(() => listAccounts(book).map(({ name }) => name));
  } finally {
    book.close();
  }
};

const ACT = { name: 'A copy put back', is: 'done' } as const;
const HERE = { isOwnFolder: true, reason: 'by-hand', now: NOW } as const;

describe('a backup', () => {
  test('has what the open book has, is named with time and reason, and its owner’s alone', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      book.write(() => addAccount(book, { name: 'Broker', taxDeferred: false }));
      const made = backUp(book, { ...HERE, folder });
      expect(made.path).toMatch(/\/the\.2026-11-23\.081500\.by-hand\.[0-9a-f]{8}\.basisbook$/);
      expect(accountsIn(made.path)).toEqual(['Broker']);
      if (process.platform !== 'win32') expect(statSync(made.path).mode & 0o777).toBe(0o600);
      const again = backUp(book, { ...HERE, folder });
      expect(listBackups(folder, path)).toEqual([again, made]);
    });
  });

  test('of a changed record is none: nothing gets the name of one', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      book.write(() => addAccount(book, { name: 'Broker', taxDeferred: false }));
      const db = connectionOf(book);
      db.exec('DROP TRIGGER temp.sum_account_update');
      book.write(() => db.exec("UPDATE account SET name = 'Brokes'"));
      for (const passphrase of [null, 'open sesame']) {
        expect(() => backUp(book, { ...HERE, folder, passphrase })).toThrow(
          /is damaged \(the account/,
        );
      }
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('of a changed rule of a table is none, though every record is what was written', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      book.close();
      const text = readFileSync(path, 'latin1');
      expect(text).toContain("name <> ''");
      writeFileSync(path, text.replaceAll("name <> ''", "name >= ''"), 'latin1');
      const changed = openBook(path);
      expect(() => backUp(changed, { ...HERE, folder })).toThrow(/is not as its format has it/);
      changed.close();
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('in a folder that is not there says so', () => {
    withBook((book, path) => {
      const folder = join(path, '..', 'stick');
      expect(() => backUp(book, { ...HERE, isOwnFolder: false, folder })).toThrow(
        /^The folder for backups ".*stick" is not there\. Put in the stick/,
      );
      expect(listBackups(folder, path)).toEqual([]);
    });
  });
});

describe('what is kept', () => {
  const at = (day: number) => ({
    at: new Date(Date.UTC(2026, 10, 29) - day * 86_400_000).toISOString(),
  });
  const kept = (days: readonly number[]): number[] => {
    const all = days.map((day) => ({ ...at(day), day }));
    const gone = new Set(notKept(all, '2026-11-29T12:00:00Z').map(({ day }) => day));
    return days.filter((day) => !gone.has(day));
  };
  test('the last 7 days, 8 weeks, 12 months, every year', () => {
    const every = kept(Array.from({ length: 800 }, (_, day) => day));
    expect(every.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(every.slice(7, 15)).toEqual([7, 14, 21, 28, 35, 42, 49, 56]);
    // The end of September, and the months before it; then the ends of 2025 and 2024.
    expect(every.slice(15).map((day) => at(day).at.slice(0, 10))).toEqual([
      '2026-09-27',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
      '2025-11-30',
      '2025-11-28',
      '2024-12-31',
    ]);
  });
  test('the only one, however old, and what seems to be of the future', () => {
    expect(kept([4000])).toEqual([4000]);
    expect(kept([-3, -2, 0])).toEqual([-3, -2, 0]);
  });
  test('what was there before the clock went ten years ahead, on fewer than seven days', () => {
    const before = kept(Array.from({ length: 800 }, (_, day) => day)).map((day) => day + 3650);
    const ahead = [0, 1, 2, 3, 4, 5];
    for (const count of [1, 6]) {
      const those = kept([...ahead.slice(0, count), ...before]);
      expect(those.slice(0, count)).toEqual(ahead.slice(0, count));
      // They are older by as many days as there are backups since, and not by years.
      expect(those.length).toBeGreaterThan(before.length - ahead.length);
    }
    // And all of a few, however long ago the ones before the last are.
    expect(kept([0, 400, 401, 402, 403, 404])).toEqual([0, 400, 401, 402, 403, 404]);
  });
  test('a day that has a backup from before the clock was set back has none of its own', () => {
    expect(hasBackupOf(100, [90, 99, 100])).toBe(true);
    expect(hasBackupOf(100, [90, 99])).toBe(false);
    expect(hasBackupOf(100, [99, 100, 101, 102])).toBe(false);
    expect(hasBackupOf(100, [100, 107])).toBe(false);
    // One that a wrong clock made once does not make the others void for years.
    expect(hasBackupOf(100, [99, 100, 4000])).toBe(true);
  });
  test('names are read as they were written, and others are none', () => {
    const name: BackupName = {
      stem: 'my.book',
      at: '2026-11-29T04:15:02Z',
      reason: 'before-import',
      bookId: 'c139c425',
      isSealed: true,
    };
    expect(readBackupName(backupName(name, '-2'))).toEqual(name);
    for (const other of [
      'book.basisbook',
      'b.2026-11-29.041502.daily.basisbook',
      'b.2026-13-29.041502.daily.c139c425.basisbook',
    ]) {
      expect(readBackupName(other)).toBeUndefined();
    }
  });
});

describe('a sealed file', () => {
  const content = Buffer.alloc(150_000, 'abc');
  const sealed = seal(content, 'Käse');
  test('opens with its passphrase, in whatever form that is written', () => {
    expect(unseal(sealed, 'Ka\u0308se', 'f').equals(content)).toBe(true);
    expect(sealed.length).toBe(150_000 + 87 + 3 * 16);
  });
  test.each([
    ['a wrong passphrase', sealed, 'Kase', /^This is not the passphrase/],
    ['none', sealed, null, /is sealed with a passphrase/],
    ['a cut', sealed.subarray(0, -1), 'Käse', /is damaged: part 3 of 3/],
    ['a missing end', sealed.subarray(0, 87 + 2 * 65_552), 'Käse', /is damaged: part 2 of 2/],
    ['a few bytes', sealed.subarray(0, 90), 'Käse', /is damaged: it was cut off/],
  ])('%s is told', (_, bytes, passphrase, message) => {
    expect(() => unseal(bytes, passphrase, 'f')).toThrow(message);
  });
  // Written by the first version that had the format. Never made anew: people have such files.
  test('of the first version opens in every later one', () => {
    const first = Buffer.from(
      'QmFzaXNCb29rIHNlYWxlZAERCAEAAQAADDJM730yrVHiluVuDFYjqEkC2MXLg03nbX64g7wB8A/HPIwwLh0PgpojY9H8' +
        'WhbpnAr7Hr7WleCEf2BdulvG7EsZ4A4NIe5HFmp78mvCE5h0JsvzfTWLg9JJ+ZyIew4KXCiYo+6M2dKZt12Xcg==',
      'base64',
    );
    const opened = unseal(first, 'correct horse Käse', 'f');
    expect(opened.toString()).toBe('Class A: $0.82 a share; Käse.');
  });
  test.each([20, 60, 70, 80, 90, 70_000, 150_130])('a changed byte at %i is damage', (place) => {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => unseal(changed, 'Käse', 'f')).toThrow(/is damaged/);
  });
});

describe('restoring', () => {
  test.each([null, 'a passphrase'])(
    'puts the copy back and keeps the present (%s)',
    (passphrase) => {
      withBook((book, path) => {
        const folder = backupsBeside(path);
        book.write(() => addAccount(book, { name: 'Then', taxDeferred: false }));
        const { path: from } = backUp(book, { ...HERE, folder, passphrase });
        book.write(() => addAccount(book, { name: 'Since', taxDeferred: false }));
        book.close();
        const { kept } = restoreBook({
          from,
          passphrase,
          path,
          folder,
          isOwnFolder: true,
          act: ACT,
          now: NOW,
        });
        expect(accountsIn(path)).toEqual(['Then']);
        expect(accountsIn(kept ?? '')).toEqual(['Since', 'Then']);
      });
    },
  );

  test('gives no place again that the present gave, and ends the history of the copy', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      const add = (name: string) =>
        book.write(() => addAccount(book, { name, taxDeferred: false }));
      add('Then');
      const { path: from } = backUp(book, { ...HERE, folder });
      add('Since');
      add('And since');
      const given = lastPlacesIn(connectionOf(book));
      const acts = book.read(() => listActs(book)).length;
      book.close();
      restoreBook({ from, passphrase: null, path, folder, isOwnFolder: true, act: ACT, now: NOW });
      const restored = openBook(path);
      const place = given.get('act') ?? 0;
      expect(lastPlacesIn(connectionOf(restored))).toEqual(new Map([...given, ['act', place + 1]]));
      expect(checkBook(restored).problems).toEqual([]);
      const [newest, ...before] = restored.read(() => listActs(restored));
      expect(newest).toEqual({
        sequence: place + 1,
        happenedAt: NOW,
        name: ACT.name,
        undone: false,
      });
      expect(before).toHaveLength(acts - 2);
      // It changed no row that could be changed back.
      expect(() => restored.write(() => undoAct(restored))).toThrow(ActImpossible);
      restored.close();
    });
  });

  test('takes the log of a crash out of the copy’s way', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      const { path: from } = backUp(book, { ...HERE, folder });
      book.close();
      writeFileSync(
        path,
        Buffer.concat([readFileSync(path).subarray(0, 4096), Buffer.alloc(90_000, 7)]),
      );
      writeFileSync(`${path}-wal`, 'what a crash left');
      const { kept } = restoreBook({
        from,
        passphrase: null,
        path,
        folder,
        isOwnFolder: true,
        act: ACT,
        now: NOW,
      });
      expect(kept).toMatch(/the\.before-restore\.2026-11-23\.book$/);
      expect(readFileSync(`${kept ?? ''}-wal`, 'utf8')).toBe('what a crash left');
      expect(readFileSync(kept ?? '')[5000]).toBe(7);
      expect(accountsIn(path)).toEqual([]);
    });
  });

  test.skipIf(process.platform === 'win32').each(['a folder', 'a link to a file that is gone'])(
    'gives the book back where %s has its name, and keeps that',
    (what) => {
      withBook((book, path) => {
        const folder = backupsBeside(path);
        const { path: from } = backUp(book, { ...HERE, folder });
        book.close();
        rmSync(path);
        const end = `${path}.elsewhere`;
        if (what === 'a folder') mkdirSync(path);
        else symlinkSync(end, path);
        const restored = { from, passphrase: null, path, folder, isOwnFolder: true };
        const { kept } = restoreBook({ ...restored, act: ACT, now: NOW });
        expect(accountsIn(path)).toEqual([]);
        if (what === 'a folder') expect(statSync(kept ?? '').isDirectory()).toBe(true);
        else expect(readlinkSync(path)).toBe(end);
      });
    },
  );

  test('refuses what is no good copy, and changes nothing', () => {
    withBook((book, path) => {
      const folder = backupsBeside(path);
      const { path: from } = backUp(book, { ...HERE, folder });
      book.close();
      const before = readFileSync(path);
      const sound = readFileSync(from);
      const at = sound.indexOf('2026-11-23T08:15:00.000Z');
      const bad = Buffer.from(sound);
      bad[at] = '3'.charCodeAt(0);
      for (const [bytes, message] of [
        [bad, /^The copy ".*" is damaged \(.*\), so nothing was done/],
        [sound.subarray(0, 8192), /^The copy ".*" is damaged/],
        [Buffer.from('a letter'), /is not a BasisBook book: it holds something else/],
      ] as const) {
        writeFileSync(from, bytes);
        expect(() =>
          restoreBook({
            from,
            passphrase: null,
            path,
            folder,
            isOwnFolder: true,
            act: ACT,
            now: NOW,
          }),
        ).toThrow(message);
      }
      expect(readFileSync(path).equals(before)).toBe(true);
    });
  });
});
