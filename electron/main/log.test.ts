import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = () => new Date('2026-01-02T03:04:05Z');

it('adds lines with their time', () => {
  const file = join(folder, 'basisbook.log');
  createLog(file, clock)('one');
  createLog(file, clock)('two');
  expect(readFileSync(file, 'utf8')).toBe(
    '2026-01-02T03:04:05.000Z one\n2026-01-02T03:04:05.000Z two\n',
  );
});

it('starts over when it has become large, and keeps the last one', () => {
  const file = join(folder, 'basisbook.log');
  writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
  createLog(file, clock)('new');
  expect(readFileSync(file, 'utf8')).toBe('2026-01-02T03:04:05.000Z new\n');
  expect(existsSync(`${file}.old`)).toBe(true);
});

it('does not fail where it cannot write', () => {
  expect(() => createLog(join(folder, 'none', 'basisbook.log'), clock)('line')).not.toThrow();
});

it('goes on in the large one where that cannot be put aside', () => {
  const file = join(folder, 'basisbook.log');
  writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
  mkdirSync(join(`${file}.old`, 'in the way'), { recursive: true });
  createLog(file, clock)('new');
  expect(readFileSync(file, 'utf8')).toMatch(/x2026-01-02T03:04:05\.000Z new\n$/);
});
