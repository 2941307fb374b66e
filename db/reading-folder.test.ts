import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { clearAbandoned, COPY, withReadingFolder } from './reading-folder.ts';
import { createBook } from './open.ts';
import { NOW, temporaryFolder } from './testing/samples.ts';

const MINUTE = 60_000;
afterEach(() => vi.unstubAllEnvs());

/** What a process leaves that is killed while it reads, so many minutes ago. */
function abandoned(within: string, minutes: number, more: readonly string[] = []): string {
  const kept = join(within, 'kept');
  const folder = withReadingFolder((made) => {
    for (const name of [COPY, `${COPY}-wal`, ...more]) writeFileSync(join(made, name), 'a book');
    renameSync(made, kept);
    return made;
  }, within);
  renameSync(kept, folder);
  age(folder, minutes);
  return folder;
}

function age(folder: string, minutes: number): void {
  const then = new Date(Date.now() - minutes * MINUTE);
  utimesSync(folder, then, then);
}

test('a folder is gone when it has been used, also where that failed', () => {
  using temporary = temporaryFolder();
  expect(withReadingFolder((folder) => existsSync(folder), temporary.path)).toBe(true);
  expect(() =>
    withReadingFolder((folder) => {
      writeFileSync(join(folder, COPY), '');
      throw new Error('unreadable');
    }, temporary.path),
  ).toThrow('unreadable');
  expect(readdirSync(temporary.path)).toEqual([]);
});

test('what a killed process left is taken away after an hour, and not before', () => {
  using temporary = temporaryFolder();
  const old = abandoned(temporary.path, 61);
  const recent = abandoned(temporary.path, 59);
  clearAbandoned(temporary.path);
  expect([existsSync(old), existsSync(recent)]).toEqual([false, true]);
});

test('what is not of our making stays, whatever its name', () => {
  using temporary = temporaryFolder();
  const other = join(temporary.path, 'basisbook-backup');
  mkdirSync(other, { mode: 0o700 });
  writeFileSync(join(other, COPY), 'mine');
  age(other, 500);
  const mixed = abandoned(temporary.path, 61, ['letter.txt']);
  clearAbandoned(temporary.path);
  expect(readdirSync(other)).toEqual([COPY]);
  expect(readdirSync(mixed)).toEqual(['letter.txt']);
});

const onUnix = process.platform !== 'win32';
if (!onUnix) process.stdout.write('Left out: links and modes are tried on Unix only\n');
test.runIf(onUnix)(
  'no link is followed, and a folder that others may enter is no folder of ours',
  () => {
    using temporary = temporaryFolder();
    using elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere.path, COPY), 'mine');
    age(elsewhere.path, 500);
    symlinkSync(elsewhere.path, join(temporary.path, 'basisbook-reading-aaaaaa'));
    const inside = abandoned(temporary.path, 61);
    symlinkSync(join(elsewhere.path, COPY), join(inside, `${COPY}-shm`));
    age(inside, 61);
    const open = abandoned(temporary.path, 61);
    chmodSync(open, 0o777);
    // Everything is older than an hour, links too.
    const later = Date.now() + 100 * MINUTE;
    const me = process.getuid?.() ?? 0;
    clearAbandoned(temporary.path, later, me + 1);
    expect(existsSync(inside), "another user's").toBe(true);
    clearAbandoned(temporary.path, later, me);
    expect([existsSync(inside), existsSync(open)]).toEqual([false, true]);
    // Where the system tells no users and no modes.
    clearAbandoned(temporary.path, later, null);
    expect(existsSync(open)).toBe(false);
    expect(readdirSync(elsewhere.path)).toEqual([COPY]);
  },
);

test('a temporary folder that is not there is no fault', () => {
  using temporary = temporaryFolder();
  expect(() => clearAbandoned(join(temporary.path, 'none'))).not.toThrow();
});

test('every book that is opened clears away what was left', () => {
  using temporary = temporaryFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary.path);
  const left = abandoned(temporary.path, 61);
  createBook(join(temporary.path, 'the.book'), { kind: 'own', now: NOW }).close();
  expect(existsSync(left)).toBe(false);
});
