import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBooksFolder } from './books-folder.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'basisbook-folder-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

it('makes the folder for its owner alone, and takes the one that is there', () => {
  const folder = join(place, 'a', 'b');
  expect(makeBooksFolder(folder)).toBeUndefined();
  expect(makeBooksFolder(folder)).toBeUndefined();
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('says where and why it cannot be made, and what to do', () => {
  writeFileSync(join(place, 'file'), '');
  const folder = join(place, 'file', 'books');
  expect(makeBooksFolder(folder)).toMatch(
    /^The folder of your books, .*books, could not be made: a part of its path is a file\. .*BASISBOOK_DATA\.$/,
  );
  expect(existsSync(folder)).toBe(false);
});

it.each([
  ['EACCES', 'you may not write there'],
  ['EROFS', 'that place can only be read'],
])('says that a folder which is there cannot be used: %s', (code, reason) => {
  // Who runs the tests may write everywhere.
  const refusing = (): never => {
    throw Object.assign(new Error('no'), { code });
  };
  expect(makeBooksFolder(place, refusing)).toBe(
    `The folder of your books, ${place}, cannot be used: ${reason}. ` +
      'Give yourself permission there, or name another one in the variable BASISBOOK_DATA.',
  );
});
