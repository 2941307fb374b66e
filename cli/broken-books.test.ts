/** Books that open and yet are broken, and disks that fail under a sound one. */
import { spawnSync } from 'node:child_process';
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
      expect(stderr).toMatch(/^my\.basisbook: The book ".*" is damaged \([^)]+\)\. Put a copy/);
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
          `^my\\.basisbook: The book ".*" is damaged \\(no such table: (main\\.)?${table}\\)\\. Put a copy`,
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
      /^my\.basisbook: The book ".*" is damaged \(the entry 1 in holding_transaction, "\w+ of [-\d]+", is not what was written\)\. Put a copy/,
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
