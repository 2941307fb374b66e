/**
 * Whether what is built still matches its sources: a digest over their contents, kept beside what
 * was built. Contents rather than times, so that a clone, a switch of branches or a restored backup
 * neither hides a change nor builds for nothing.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function filesBelow(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

const isTest = (file: string) => file.endsWith('.test.ts') || file.endsWith('.md');

/** One digest over the names and contents of these files and folders, tests and notes left out. */
export function sourcesDigest(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesBelow(join(root, source)).filter((name) => !isTest(name)))
      hash
        .update(`${file.slice(root.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
  return hash.digest('hex');
}

export function isFresh(stamp: string, digest: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === digest;
  } catch {
    return false;
  }
}

export function writeStamp(stamp: string, digest: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
