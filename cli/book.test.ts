import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBook } from '../db/open.ts';
import type { YearEndReportJson } from '../formats/year-report-json.ts';
import { runAsOrdinaryUser, RELEASE_2002, TRADES, Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.write('trades.csv', TRADES);
  place.write('release.txt', RELEASE_2002);
});
afterEach(() => {
  place.remove();
});

function importDocuments(...files: string[]) {
  return place.run('import', '--book', 'my.basisbook', '--documents', ...files);
}

function importTransactions(file: string) {
  return place.run('import', '--book', 'my.basisbook', '--transactions', file);
}

async function filledBook(): Promise<void> {
  expect((await importDocuments('release.txt')).status).toBe(0);
  expect((await importTransactions('trades.csv')).status).toBe(0);
}

/** Expects a refusal with exactly these lines, and no byte of any file changed. */
async function expectRefused(argv: string[], ...lines: (string | RegExp)[]): Promise<void> {
  const before = place.picture();
  const { status, stdout, stderr } = await place.run(...argv);
  expect([status, stdout]).toEqual([1, '']);
  const given = stderr.trimEnd().split('\n');
  expect(given).toHaveLength(lines.length);
  lines.forEach((line, i) => {
    if (typeof line === 'string') expect(given[i]).toBe(line);
    else expect(given[i]).toMatch(line);
  });
  expect(place.picture()).toEqual(before);
}

describe('a book on the command line', () => {
  it('is made, filled, checked and reported like the files themselves', async () => {
    expect(await importDocuments('release.txt')).toEqual({
      status: 0,
      stdout:
        'my.basisbook: a new book was made.\nrelease.txt: Harbor Light Apartment Trust, tax year 2002, version 1: 2 securities, 8 payments\n',
      stderr: '',
    });
    expect(await importTransactions('trades.csv')).toEqual({
      status: 0,
      stdout: 'trades.csv: 1 transaction\n',
      stderr: '',
    });
    const before = place.picture();
    const check = await place.run('check', '--book', 'my.basisbook', '--json');
    expect([check.status, check.stderr]).toEqual([0, '']);
    expect(JSON.parse(check.stdout)).toMatchObject({
      counts: { accounts: 1, securities: 2, documents: 1, distributions: 8, transactions: 1 },
      problems: [],
    });
    const year = ['report', '--year', '2002', '--json'];
    const fromBook = await place.run(...year, '--book', 'my.basisbook');
    const fromFiles = await place.run(
      ...year,
      '--transactions',
      'trades.csv',
      '--documents',
      'release.txt',
    );
    expect(fromBook).toEqual(fromFiles);
    expect(fromBook.status).toBe(0);
    const deferred = await place.run(
      ...year,
      '--book',
      'my.basisbook',
      '--tax-deferred',
      'default',
    );
    expect((JSON.parse(deferred.stdout) as YearEndReportJson).form1099Div[0]?.amount).toBe('0.00');
    expect(place.picture()).toEqual(before);
  });

  it('says the import as one JSON value', async () => {
    const { stdout } = await place.run(
      'import',
      '--book',
      'my.basisbook',
      '--transactions',
      'trades.csv',
      '--json',
    );
    expect(JSON.parse(stdout)).toEqual({
      schema: 'basisbook/import@1',
      bookMade: true,
      transactions: 1,
      documents: 0,
    });
  });

  it('takes documents all or none, and leaves no book behind that it made for nothing', async () => {
    place.write('bad.txt', RELEASE_2002.replace('61.4%', '51.4%'));
    await expectRefused(
      ['import', '--book', 'my.basisbook', '--documents', 'release.txt', 'bad.txt'],
      /^bad\.txt:12: .*add up to 90%/,
      /^bad\.txt: Without candidates: "rows\/1"\. Add the release in the window, under Documents/,
    );
    place.write('bad2.txt', RELEASE_2002.replace('06/02', '36/02'));
    const all = await place.run(
      ...['import', '--book', 'my.basisbook', '--documents', 'none.txt', 'bad.txt', 'bad2.txt'],
    );
    expect(all.status).toBe(1);
    expect(all.stderr).toMatch(
      /^none\.txt: There is no such file\..*\nbad\.txt:12: .*\n(?:bad\.txt.*\n)*bad2\.txt:13: /,
    );
    await filledBook();
    place.write('2003.txt', RELEASE_2002.replaceAll('2002', '2003').replaceAll('/02', '/03'));
    await expectRefused(
      ['import', '--book', 'my.basisbook', '--documents', '2003.txt', 'bad.txt'],
      /^bad\.txt:12: .*add up to 90%/,
      /^bad\.txt: Without candidates: "rows\/1"\./,
    );
  });

  it('refuses the same document and the same file twice, and takes a corrected one', async () => {
    await filledBook();
    await expectRefused(
      ['import', '--book', 'my.basisbook', '--documents', 'release.txt'],
      /^release\.txt: This is the same text as "release\.txt", accepted on \d{4}-\d\d-\d\d\./,
    );
    await expectRefused(
      ['import', '--book', 'my.basisbook', '--transactions', 'trades.csv'],
      /^trades\.csv: This file was imported on \d{4}-\d\d-\d\d as "trades\.csv"\./,
    );
    place.write(
      'corrected.txt',
      RELEASE_2002.replace('Announces 2002', 'Announces Corrected 2002')
        .replaceAll('61.4%', '60.4%')
        .replaceAll('19.5%', '20.5%'),
    );
    expect((await importDocuments('corrected.txt')).stdout).toContain('tax year 2002, version 2');
    const { stdout } = await place.run(
      'report',
      '--year',
      '2002',
      '--json',
      '--book',
      'my.basisbook',
    );
    expect((JSON.parse(stdout) as YearEndReportJson).form1099Div.at(-1)?.amount).toBe('67.24');
  });

  it('refuses wrong rows, each with its line, and sales that do not fit the book', async () => {
    await filledBook();
    const argv = ['import', '--book', 'my.basisbook', '--transactions', 'bad.csv'];
    place.write('bad.csv', 'date,action,security,shares\n2000-03-01,buy,HLA,100\n');
    await expectRefused(
      argv,
      'bad.csv:1: The column "amount" is missing, and the buy on line 2 needs it. Add it to the header, and fill it in.',
    );
    place.write(
      'bad.csv',
      'date,action,security,shares,amount,lot\n2002-05-01,sell,HLA,101,1,\n2002-05-01,sell,HLA,1,1,nowhere\n2002-05-01,buy,HLA,1,1,HLA/2000-03-01\n',
    );
    await expectRefused(
      argv,
      'bad.csv:4: The account "default" has a lot named "HLA/2000-03-01" already. Give this one another name, or leave the name out.',
    );
    place.write(
      'bad.csv',
      'date,action,security,shares,amount,lot\n2002-05-01,sell,HLA,101,1,\n2002-05-01,sell,HLA,1,1,nowhere\n',
    );
    await expectRefused(
      argv,
      /^bad\.csv:2: .*only 100 shares/,
      /^bad\.csv:3: .*no lot named nowhere/,
    );
  });

  it('refuses a book that is not there, and a folder that is not there', async () => {
    for (const argv of [['check'], ['report', '--year', '2002']]) {
      await expectRefused([...argv, '--book', 'none'], /^none: There is no book at ".*none"\./);
    }
    await expectRefused(
      ['import', '--book', 'nowhere/my.basisbook', '--documents', 'release.txt'],
      /^nowhere\/my\.basisbook: There is no folder ".*nowhere" to put the book in\./,
    );
  });

  it('refuses a file that is not a book, and a book from a newer version', async () => {
    await filledBook();
    cpSync(place.path('my.basisbook'), place.path('newer.basisbook'));
    const db = new Database(place.path('newer.basisbook'));
    db.pragma('user_version = 999');
    db.pragma('journal_mode = DELETE');
    db.close();
    for (const argv of [
      ['check', '--book'],
      ['report', '--year', '2002', '--book'],
      ['import', '--documents', 'release.txt', '--book'],
    ]) {
      await expectRefused([...argv, 'trades.csv'], /trades\.csv" is not a BasisBook book: /);
      await expectRefused([...argv, 'newer.basisbook'], /was written by a newer BasisBook/);
    }
  });

  it('refuses to change a book that is open elsewhere', async () => {
    await filledBook();
    place.write('2003.txt', RELEASE_2002.replaceAll('2002', '2003').replaceAll('/02', '/03'));
    const argv = ['import', '--book', 'my.basisbook', '--documents', '2003.txt'];
    const held = openBook(place.path('my.basisbook'));
    try {
      const { status, stderr } = await place.run(...argv);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^my\.basisbook: The book ".*" is already open in BasisBook\./);
    } finally {
      held.close();
    }
  });

  it('refuses to change a book that is read-only, whoever runs the tests', async () => {
    await filledBook();
    place.write('2003.txt', RELEASE_2002.replaceAll('2002', '2003').replaceAll('/02', '/03'));
    const before = place.picture();
    chmodSync(place.path('my.basisbook'), 0o444);
    chmodSync(place.folder, 0o555);
    try {
      const { status, stderr } = runAsOrdinaryUser(place.folder, [
        ...['import', '--book', 'my.basisbook', '--documents', '2003.txt'],
      ]);
      expect(stderr).toMatch(/^my\.basisbook: The book ".*" cannot be used/);
      expect(status).toBe(1);
    } finally {
      chmodSync(place.folder, 0o755);
      chmodSync(place.path('my.basisbook'), 0o644);
    }
    expect(place.picture()).toEqual(before);
  });

  it('says what is wrong with a damaged book', async () => {
    await filledBook();
    const db = new Database(place.path('my.basisbook'));
    db.pragma('journal_mode = DELETE');
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM security');
    db.close();
    const { status, stdout, stderr } = await place.run('check', '--book', 'my.basisbook');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^my\.basisbook: Row \d+ of \w+ names a row of security that does not exist\.$/m,
    );
  });
});

describe('the process', () => {
  it('loads no database for a report from files', async () => {
    const { spawnSync } = await import('node:child_process');
    const cli = join(import.meta.dirname, 'main.ts');
    const loaded = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { main } = await import(${JSON.stringify(cli)});
         process.exitCode = await main(['report', '--year', '2002', '--transactions', 'trades.csv', '--documents', 'release.txt', '--json', '--out', 'out.json']);
         const { createRequire } = await import('node:module');
         const names = Object.keys(createRequire(${JSON.stringify(cli)}).cache);
         console.log(names.filter((name) => name.includes('better-sqlite3')).length);`,
      ],
      { cwd: place.folder, encoding: 'utf8' },
    );
    expect(loaded).toMatchObject({ status: 0, stdout: '0\n' });
  });

  it('runs as a command of its own, in a pipe that is closed early too', async () => {
    const { spawnSync } = await import('node:child_process');
    const cli = join(import.meta.dirname, 'main.ts');
    const run = (...argv: string[]) =>
      spawnSync(process.execPath, [cli, ...argv], { cwd: place.folder, encoding: 'utf8' });
    const files = ['--transactions', 'trades.csv', '--documents', 'release.txt'];
    const good = run('report', '--year', '2002', ...files, '--json');
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect((JSON.parse(good.stdout) as YearEndReportJson).form1099Div[0]?.amount).toBe('201.40');
    expect(run('report', '--year', '2002', ...files, '--account', 'x').status).toBe(1);
    expect(run('report').status).toBe(2);

    const rows = Array.from({ length: 5000 }, () => '2000-03-01,buy,HLA,1,38\n');
    place.write('many.csv', `date,action,security,shares,amount\n${rows.join('')}`);
    const piped = spawnSync(
      'bash',
      [
        '-c',
        'set -o pipefail; "$0" "$1" report --year 2002 --transactions many.csv --documents release.txt --json | head -c 10',
        process.execPath,
        cli,
      ],
      { cwd: place.folder, encoding: 'utf8' },
    );
    expect([piped.status, piped.stderr, piped.stdout]).toEqual([0, '', '{"schema":']);
  });
});
