/** The folder of a report and what is there already: all of the new one, or all of the old one. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Io } from './io.ts';
import { writeFolder } from './report-folder.ts';

const refused = vi.hoisted(() => ({ rename: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    renameSync: (from: string, to: string): void => {
      if (refused.rename > 0 && --refused.rename === 0) {
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      }
      real.renameSync(from, to);
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-test-'));
});
afterEach(() => {
  refused.rename = 0;
  rmSync(folder, { recursive: true });
});

const write = (...texts: string[]): void =>
  writeFolder(
    { cwd: folder } as Io,
    'report',
    texts.map((text, i) => ({ name: `${i + 1}.csv`, text })),
  );
const content = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, 'report')).map((name) => [
      name,
      readFileSync(join(folder, 'report', name), 'utf8'),
    ]),
  );
const LIST = 'basisbook-report.json';
const names = (): string[] => readdirSync(folder).sort();

describe('a report that takes the place of an earlier one', () => {
  it('is there wholly, without files of the other one', () => {
    write('a', 'b');
    write('c');
    expect(content()).toMatchObject({ '1.csv': 'c' });
    expect(Object.keys(content()).sort()).toEqual(['1.csv', LIST]);
    expect(names()).toEqual(['report']);
    expect(statSync(join(folder, 'report')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['the other one does not give its place free', 1],
    ['the new one does not get its place', 2],
  ])('is not there where %s, and the other one stays as it was', (_, rename) => {
    write('a', 'b');
    const before = content();
    refused.rename = rename;
    expect(() => write('c')).toThrow();
    expect(content()).toEqual(before);
    expect(names()).toEqual(['report']);
  });

  it('leaves nothing where there was nothing, and it does not get its name', () => {
    refused.rename = 1;
    expect(() => write('c')).toThrow();
    expect(names()).toEqual([]);
  });
});

describe('a folder that is not an earlier report as it was written', () => {
  const spoil: Record<string, () => void> = {
    'has a file more': () => writeFileSync(join(folder, 'report', 'mine.txt'), ''),
    'has a file that was changed': () => writeFileSync(join(folder, 'report', '1.csv'), 'x'),
    'has a folder in the place of a file': () => {
      rmSync(join(folder, 'report', '1.csv'));
      mkdirSync(join(folder, 'report', '1.csv'));
    },
    'has no list': () => rmSync(join(folder, 'report', LIST)),
    'has a list of something else': () =>
      writeFileSync(
        join(folder, 'report', LIST),
        readFileSync(join(folder, 'report', LIST), 'utf8').replace('report-folder@1', 'other@1'),
      ),
    'has a list without files': () =>
      writeFileSync(
        join(folder, 'report', LIST),
        '{"schema": "basisbook/report-folder@1", "files": {}}',
      ),
    'has a list that is no JSON': () => writeFileSync(join(folder, 'report', LIST), '{'),
  };

  it.each(Object.entries(spoil))('stays where it %s', (_, change) => {
    write('a');
    change();
    const before = readdirSync(join(folder, 'report'));
    expect(() => write('b')).toThrow(/Nothing was written/);
    expect(readdirSync(join(folder, 'report'))).toEqual(before);
    expect(names()).toEqual(['report']);
  });

  it('is said by the name of the file that is too many', () => {
    write('a');
    spoil['has a file more']?.();
    expect(() => write('b')).toThrow(/"mine\.txt" in this folder is not of the earlier report/);
  });

  it('is taken where it is empty, or lacks a file that was taken out', () => {
    mkdirSync(join(folder, 'report'));
    write('a', 'b');
    rmSync(join(folder, 'report', '2.csv'));
    write('c');
    expect(content()).toMatchObject({ '1.csv': 'c' });
  });

  it('is not taken where it is a file', () => {
    writeFileSync(join(folder, 'report'), 'x');
    expect(() => write('b')).toThrow(/This is a file/);
    expect(existsSync(join(folder, 'report'))).toBe(true);
  });
});
