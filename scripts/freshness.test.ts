import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isFresh, sourcesDigest, writeStamp } from './freshness.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'basisbook-fresh-'));
  mkdirSync(join(root, 'page', 'deep'), { recursive: true });
  writeFileSync(join(root, 'page', 'deep', 'a.ts'), 'a');
  writeFileSync(join(root, 'lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const digest = () => sourcesDigest(root, ['page', 'lock.json', 'not-there']);

it('stays the same when only times change', () => {
  const before = digest();
  utimesSync(join(root, 'page', 'deep', 'a.ts'), 1, 1);
  expect(digest()).toBe(before);
});

it.each<[string, () => void]>([
  ['a changed file', () => writeFileSync(join(root, 'page', 'deep', 'a.ts'), 'b')],
  ['a new file', () => writeFileSync(join(root, 'page', 'b.svelte'), '')],
  ['a renamed file', () => renameSync(join(root, 'page', 'deep'), join(root, 'page', 'other'))],
  ['a changed single file', () => writeFileSync(join(root, 'lock.json'), '{ }')],
  ['content moved between files', () => writeFileSync(join(root, 'page', 'deep', 'b.ts'), 'a')],
])('tells %s', (_, change) => {
  const before = digest();
  change();
  expect(digest()).not.toBe(before);
});

it('leaves tests and notes out', () => {
  const before = digest();
  writeFileSync(join(root, 'page', 'a.test.ts'), 'x');
  writeFileSync(join(root, 'page', 'README.md'), 'x');
  expect(digest()).toBe(before);
});

it('is fresh only with a stamp of the same digest', () => {
  const stamp = join(root, 'dist', 'stamp');
  expect(isFresh(stamp, 'one')).toBe(false);
  writeStamp(stamp, 'one');
  expect(isFresh(stamp, 'one')).toBe(true);
  expect(isFresh(stamp, 'two')).toBe(false);
});
