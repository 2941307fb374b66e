/**
 * Where are a book and its log put together, and what becomes of that place when the process is killed?
 *
 * In a private folder of the temporary one. A killed process leaves it behind with a copy of somebody's
 * book, so the next start takes such folders away.
 *
 * SECURITY: in a folder that everybody writes to, a name proves nothing. Only what this user owns and
 * nobody else may enter is looked at, no link is followed, and only the files that are made here are
 * removed, never whatever else is in it; a folder that holds anything else stays.
 * Not handled: a process that was halted for an hour while it read; it says that it cannot be read.
 */
import { lstatSync, mkdtempSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'basisbook-reading-';
/** The copy of the book; its companions have this name and a suffix. */
export const COPY = 'book';
const OWN_FILES = ['', '-wal', '-shm', '-journal'].map((suffix) => COPY + suffix);
/** Putting a book together takes seconds. */
const HOUR = 60 * 60 * 1000;

/** Runs `use` with the path of a private folder, which is gone afterwards. */
export function withReadingFolder<T>(use: (folder: string) => T, within = tmpdir()): T {
  const folder = mkdtempSync(join(within, PREFIX));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The user of this process; null where the system knows users in another way (Windows). */
const thisUser = (): number | null => process.getuid?.() ?? null;

function isAbandoned(folder: string, now: number, user: number | null): boolean {
  const stats = lstatSync(folder);
  const isOurs = user === null || (stats.uid === user && (stats.mode & 0o077) === 0);
  return stats.isDirectory() && isOurs && now - stats.mtimeMs > HOUR;
}

function remove(folder: string): void {
  for (const name of readdirSync(folder))
    if (OWN_FILES.includes(name)) unlinkSync(join(folder, name));
  // Fails where something else is in it, which is then not ours to take.
  rmdirSync(folder);
}

/** Takes away what killed processes of this user left an hour ago or longer. Never throws. */
export function clearAbandoned(within = tmpdir(), now = Date.now(), user = thisUser()): void {
  for (const name of attempt(() => readdirSync(within)) ?? []) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(within, name);
    attempt(() => {
      if (isAbandoned(folder, now, user)) remove(folder);
    });
  }
}

/** What cannot be looked at or removed stays, for the next start or its owner. */
function attempt<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch {
    return undefined;
  }
}
