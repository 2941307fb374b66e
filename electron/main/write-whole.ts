/** A file that a person chose a place for: written whole and read again, or not there at all. */
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What to do, by what the system answers. */
const NEXT: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOSPC|EDQUOT)$/, 'The disk is full: free some space on it, or choose another one.'],
  [/^(?:EACCES|EPERM|EROFS)$/, 'The folder is read-only: choose another one.'],
];

/**
 * Writes `bytes` under a hidden name beside `path`, for its owner alone, has them on the disk, reads them again,
 * and only then gives the file its name. Rejects with a sentence; what had the name before is there then.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  // Not by the name of the file, which may be as long as a name can be.
  const draft = join(dirname(path), `.basisbook.${randomUUID()}.new`);
  try {
    // SECURITY: a person's figures are nobody else's to read.
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await readFile(draft)).equals(bytes)) {
      throw Object.assign(new Error('not what was written'), { code: 'EIO' });
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const next = NEXT.find(([known]) => known.test(code))?.[1] ?? 'Choose another folder.';
    throw new Error(`"${basename(path)}" could not be written (${code}). ${next}`, {
      cause: error,
    });
  }
}
