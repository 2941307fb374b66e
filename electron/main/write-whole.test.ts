import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeWhole } from './write-whole.ts';

vi.mock('node:fs/promises', { spy: true });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basisbook-write-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A disk that answers so after half of the bytes. */
function failingWith(code: string): void {
  const real = vi.mocked(open).getMockImplementation() ?? open;
  vi.mocked(open).mockImplementationOnce(async (...args) => {
    const file = await real(...args);
    file.writeFile = async (bytes) => {
      await file.write((bytes as Buffer).subarray(0, 10));
      throw Object.assign(new Error(code), { code });
    };
    return file;
  });
}

it.each([
  ['ENOSPC', /could not be written \(ENOSPC\)\. The disk is full: free some space/],
  ['EDQUOT', /The disk is full/],
  ['EROFS', /The folder is read-only: choose another one/],
  ['EIO', /\(EIO\)\. Choose another folder/],
])(
  'a disk that answers %s leaves what was there, and nothing half-written',
  async (code, sentence) => {
    const path = join(folder, 'my.basisbook');
    writeFileSync(path, 'what was there');
    failingWith(code);
    await expect(writeWhole(path, Buffer.alloc(100, 7))).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual(['my.basisbook']);
    expect(readFileSync(path, 'utf8')).toBe('what was there');
  },
);
