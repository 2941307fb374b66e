/** Books that open and yet are broken, and disks that fail under a sound one. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { TRADES, Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(async () => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('more.csv', TRADES.replace('2000', '2001'));
  await place.run('import', '--book', 'my.basisbook', '--transactions', 'trades.csv');
});
afterEach(() => place.remove());

const ON_A_BOOK = {
  report: ['report', '--year', '2002', '--book', 'my.basisbook'],
  check: ['check', '--book', 'my.basisbook'],
  import: ['import', '--book', 'my.basisbook', '--transactions', 'more.csv'],
};

/** Changes the book behind the program's back. */
function spoil(sql: string): void {
  const db = new Database(place.path('my.basisbook'));
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    db.exec(sql);
  } finally {
    db.close();
  }
}

it.each(['DELETE FROM meta', "UPDATE meta SET kind = 'nobody'", 'DROP TABLE meta'])(
  'a book that does not say whose it is, is damaged: %s',
  async (sql) => {
    spoil(sql);
    for (const argv of Object.values(ON_A_BOOK)) {
      const { status, stderr } = await place.run(...argv);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^my\.basisbook: The book ".*" is damaged \([^)]+\)\. Put a backup back with "restore".*"backups".*"salvage"/,
      );
    }
  },
);

it.each(['security', 'account', 'holding_transaction', 'distribution'])(
  'a book without its table "%s" is damaged, whatever is done with it',
  async (table) => {
    spoil(`DROP TABLE ${table}`);
    for (const argv of [ON_A_BOOK.report, ON_A_BOOK.import]) {
      expect(await place.run(...argv)).toEqual({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(
          `^my\\.basisbook: The book ".*" is damaged \\(no such table: (main\\.)?${table}\\)\\. Put a backup back`,
        ) as unknown,
      });
    }
    const { status, stderr } = await place.run(...ON_A_BOOK.check);
    expect(status).toBe(1);
    expect(stderr).toMatch(`The book cannot be read: no such table: ${table}.`);
  },
);

it('a cost that was changed by one digit is found before anything is worked out, and named', async () => {
  spoil("UPDATE holding_transaction SET amount = '9' || substr(amount, 2) WHERE sequence = 1");
  for (const argv of [ON_A_BOOK.report, ON_A_BOOK.import]) {
    const { status, stdout, stderr } = await place.run(...argv);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^my\.basisbook: The book ".*" is damaged \(the entry 1 in holding_transaction, "\w+ of [-\d]+", is not what was written\)\. Put a backup back/,
    );
  }
  const { status, stderr } = await place.run(...ON_A_BOOK.check);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^my\.basisbook: The entry 1 in holding_transaction, "\w+ of [-\d]+", is not what was written\. Compare it/,
  );
});

const limited = canRun(process.platform !== 'win32', 'files are given a limit by a shell of Unix');
it.runIf(limited)('a disk that fails is said of the book, not of the file that is read', () => {
  const script = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
  const main = join(import.meta.dirname, 'main.ts');
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', script, process.execPath, main, ...ON_A_BOOK.import],
    { cwd: place.folder, encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([
    1,
    'my.basisbook: The disk could not be read or written, so nothing was changed. Check the disk, then try again.\n',
  ]);
});

/** The book with one byte changed on the first page of an index, in the value of its first row. */
function spoilIndex(name: string): boolean {
  const path = place.path('my.basisbook');
  const db = new Database(path);
  const page = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const bytes = readFileSync(path);
  const from = ((page as number) - 1) * 4096;
  // The kind of page (10: an index without further pages), then how many rows.
  if (bytes.readUInt8(from) !== 10 || bytes.readUInt16BE(from + 3) === 0) return false;
  const cell = from + bytes.readUInt16BE(from + 8);
  // Behind the lengths and the kinds of values.
  const at = cell + 1 + bytes.readUInt8(cell + 1);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
  return true;
}

function indexes(): string[] {
  const db = new Database(place.path('my.basisbook'), { readonly: true });
  const names = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'holding_transaction'",
    )
    .pluck()
    .all() as string[];
  db.close();
  return names;
}

it('a byte in an index of the entries is found before a figure, and the way on is said', async () => {
  const sound = readFileSync(place.path('my.basisbook'));
  const spoilt: string[] = [];
  for (const name of indexes()) {
    writeFileSync(place.path('my.basisbook'), sound);
    if (!spoilIndex(name)) continue;
    const checked = await place.run(...ON_A_BOOK.check);
    expect([name, checked.status]).toEqual([name, 1]);
    spoilt.push(name);
    const { status, stdout, stderr } = await place.run(...ON_A_BOOK.report);
    expect([name, status, stdout]).toEqual([name, 1, '']);
    expect(stderr).toMatch(/is damaged \(.*\)\. Put a backup back with "restore".*"salvage"/s);
    const last = checked.stderr.trimEnd().split('\n').at(-1);
    expect(last).toMatch(/^my\.basisbook: Put a backup back with "restore".*"backups".*"salvage"/);
  }
  expect(spoilt.length).toBeGreaterThan(0);
});

it.each([0, 15, 63, 68, 71])(
  'a book with another byte %i is damaged, not a file of somebody else, and is salvaged',
  async (at) => {
    const sound = readFileSync(place.path('my.basisbook'));
    await place.run(...ON_A_BOOK.import);
    const changed = Buffer.from(sound);
    changed.writeUInt8(at === 63 ? 0 : changed.readUInt8(at) ^ 1, at);
    writeFileSync(place.path('my.basisbook'), changed);
    for (const argv of [
      ...Object.values(ON_A_BOOK),
      ['backup', '--book', 'my.basisbook', '--out', 'copy'],
      ['export', '--book', 'my.basisbook', '--out', 'copy'],
    ]) {
      const { status, stderr } = await place.run(...argv);
      expect([argv[0], status]).toEqual([argv[0], 1]);
      expect(stderr).toMatch(/is damaged \(its first bytes .*\)\. Put a backup back/);
      expect(stderr).toContain('"salvage"');
      expect(stderr).not.toContain('not a BasisBook book');
    }
    const salvaged = await place.run(
      'salvage',
      '--from',
      'my.basisbook',
      '--book',
      'new.basisbook',
    );
    expect([salvaged.status, salvaged.stdout]).toEqual([
      0,
      expect.stringContaining('1 transactions') as unknown,
    ]);
  },
);

it('names the newest backup that is whole when a check finds damage', async () => {
  await place.run(...ON_A_BOOK.import);
  spoil("UPDATE holding_transaction SET amount = '9' || substr(amount, 2) WHERE sequence = 1");
  const { stderr } = await place.run(...ON_A_BOOK.check);
  expect(stderr).toMatch(
    /The newest backup that is whole is "backups\/.*"; "basisbook restore --from backups\/.* --book my\.basisbook" puts it back\.\n$/,
  );
});
