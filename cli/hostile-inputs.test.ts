/** Inputs that are no files of a person's: devices without an end, headers of megabytes, full disks. */
import { existsSync, statSync } from 'node:fs';
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
