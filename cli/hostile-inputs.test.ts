/** Inputs that are no files of a person's: devices without an end, headers of megabytes, full disks. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canRun } from '../scripts/testing/can-run.ts';
import { Workplace } from './testing/command.ts';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const LOTS = 'date,action,security,shares,amount\n2002-01-02,buy,AIV,10,380.00\n';
const onUnix = process.platform !== 'win32';

it.runIf(canRun(onUnix, 'devices are files on Unix only'))(
  'a device without an end is refused when it has given more than any file',
  async () => {
    const { status, stderr } = await place.run(
      'import',
      '--book',
      'b.basisbook',
      '--transactions',
      '/dev/zero',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\/dev\/zero: The file has 64 MB and goes on, more than .* Check that/);
    expect(existsSync(place.path('b.basisbook'))).toBe(false);
  },
);

it('a header of very many unknown columns is told of in a sentence', async () => {
  const names = Array.from({ length: 200_000 }, (_, place) => `column${place % 100_000}`);
  place.write('wide.csv', `date,action,security,shares,amount,${names.join(',')}\n`);
  const { status, stderr } = await place.run(
    'import',
    '--book',
    'b.basisbook',
    '--transactions',
    'wide.csv',
  );
  expect(status).toBe(1);
  expect(stderr).toContain('"column7" and 199992 more are not known.');
  expect(stderr).toContain('99992 more columns stand in the header twice.');
  expect(stderr.length).toBeLessThan(5000);
});

it.runIf(canRun(onUnix, 'modes of files are of Unix'))(
  'a report is for its owner alone',
  async () => {
    place.write('lots.csv', LOTS);
    const { status } = await place.run(
      'report',
      '--year',
      '2002',
      '--transactions',
      'lots.csv',
      '--out',
      'report.txt',
    );
    expect(status).toBe(0);
    expect(statSync(place.path('report.txt')).mode & 0o777).toBe(0o600);
  },
);

it.runIf(canRun(existsSync('/dev/full'), 'a full disk is tried with /dev/full'))(
  'a disk that is full is said as in the window',
  async () => {
    place.write('lots.csv', LOTS);
    const { status, stderr } = await place.run(
      'report',
      '--year',
      '2002',
      '--transactions',
      'lots.csv',
      '--out',
      '/dev/full',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\/dev\/full: The disk is full\./);
  },
);

it.runIf(canRun(existsSync('/dev/full'), 'a full disk is tried with /dev/full'))(
  'output that goes to a full disk ends in a sentence and a status, not in a stack',
  () => {
    place.write('lots.csv', LOTS);
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        '"$0" "$1" report --year 2002 --transactions lots.csv >/dev/full',
        process.execPath,
        join(import.meta.dirname, 'main.ts'),
      ],
      { cwd: place.folder, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([
      1,
      'basisbook: The output could not be written whole: the disk is full. Make room, or send it elsewhere.\n',
    ]);
  },
);

it.runIf(canRun(onUnix, 'links and long names are refused in this way on Unix'))(
  'whatever the system refuses about a file is a sentence with its code',
  async () => {
    place.write('lots.csv', LOTS);
    symlinkSync('circle', place.path('circle'));
    const tooLong = 'a'.repeat(300);
    for (const [file, code] of [
      ['circle', 'ELOOP'],
      [tooLong, 'ENAMETOOLONG'],
    ]) {
      const report = ['report', '--year', '2002', '--transactions'];
      expect(await place.run(...report, `${file}`)).toEqual({
        status: 1,
        stdout: '',
        stderr: `${file}: The file could not be read (${code}). Check its name and its disk.\n`,
      });
      expect(await place.run(...report, 'lots.csv', '--out', `${file}`)).toEqual({
        status: 1,
        stdout: '',
        stderr: `${file}: The file could not be written (${code}). Name another file.\n`,
      });
    }
  },
);

it.runIf(canRun(onUnix, 'sockets stand in the place of files on Unix only'))(
  'a socket in the place of a file is told of in a sentence',
  () => {
    // Node gives its children sockets for their streams, and a socket cannot be opened by its name.
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, 'main.ts'),
        'report',
        '--year',
        '2002',
        '--transactions',
        '/dev/stdin',
      ],
      { cwd: place.folder, encoding: 'utf8', input: LOTS },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\/dev\/stdin: Nothing can be read from there\. [^\n]*\n$/);
  },
);

it('a report takes every name that a file can have, and leaves no draft', async () => {
  place.write('lots.csv', LOTS);
  const name = 'r'.repeat(250);
  const { status, stderr } = await place.run(
    'report',
    '--year',
    '2002',
    '--transactions',
    'lots.csv',
    '--out',
    name,
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(readdirSync(place.folder).sort()).toEqual(['lots.csv', name]);
});
