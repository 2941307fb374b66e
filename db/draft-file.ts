/**
 * How does a file come into being, whole or not at all?
 *
 * It is made under a hidden name beside its place, for its owner alone, flushed to the disk and only
 * then given its name. Whenever the process ends, there is the file of before, or the new one.
 *
 * Awkward case: a killed process leaves its hidden draft behind; `clearDrafts` takes those away that
 * nobody can be working on any more.
 * Not handled: file systems without links (a memory stick) that get a file of the same name in the
 * moment between the look and the renaming.
 */
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { BookError, bookExists } from './book-error.ts';
import { COMPANIONS, errorCode, syncFile } from './book-file.ts';
import { newUuid } from './ids.ts';

const DRAFT = /^\..+\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new(?:-wal|-journal)?$/;
const HOUR = 60 * 60 * 1000;

/**
 * Makes the file `path`, which is not there yet; `fill` gets the path of an empty draft to write.
 * Throws BookError `book-exists`, `book-missing` (there is no such folder) or `book-read-only`.
 */
export function makeNewFile(path: string, fill: (draft: string) => void): void {
  const target = resolve(path);
  withDraft(path, fill, (draft) => publishNew(draft, target, path));
}

/**
 * The same for a file that takes the place of another one. `before` runs when the draft is finished and
 * right before it gets the name, and has what it changes in it on the disk. `path` is where the file really is, links followed.
 */
export function replaceFile(
  path: string,
  fill: (draft: string) => void,
  before: (draft: string) => void,
): void {
  withDraft(path, fill, (draft) => {
    before(draft);
    renameSync(draft, resolve(path));
  });
}

/** The hidden name of a draft beside a file, which `clearDrafts` knows. */
export function draftPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.${newUuid()}.new`);
}

function withDraft(
  path: string,
  fill: (draft: string) => void,
  publish: (draft: string) => void,
): void {
  const target = resolve(path);
  const draft = draftPath(target);
  makeDraft(path, draft);
  try {
    fill(draft);
    syncFile(draft);
    publish(draft);
    syncFolder(dirname(target));
  } finally {
    for (const suffix of ['', ...COMPANIONS]) rmSync(draft + suffix, { force: true });
  }
}

function makeDraft(path: string, draft: string): void {
  try {
    // For its owner alone: a book says what somebody owns.
    closeSync(openSync(draft, 'wx', 0o600));
  } catch (error) {
    const folder = dirname(resolve(path));
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      throw new BookError(
        'book-missing',
        `There is no folder "${folder}" to put the book in. Make it, or choose another folder.`,
        { cause: error },
      );
    }
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) {
      throw new BookError(
        'book-read-only',
        `The book "${path}" cannot be made: its folder "${folder}" is read-only. ` +
          'Choose another folder.',
        { cause: error },
      );
    }
    throw error;
  }
}

/** Gives the finished draft its name, never over a file that came there meanwhile. */
function publishNew(draft: string, target: string, path: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    const there = statSync(target, { throwIfNoEntry: false });
    if (errorCode(error) === 'EEXIST' || there !== undefined) {
      if (there === undefined) throw bookExists(path, 'a link to something that is not there');
      throw bookExists(path, there.isDirectory() ? 'a folder' : 'a file');
    }
    // The file system has no links (a memory stick): the best that is left.
    renameSync(draft, target);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Takes away the drafts that killed processes left in a folder an hour ago or longer. Never throws. */
export function clearDrafts(folder: string, now = Date.now()): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!DRAFT.test(name)) continue;
      const stats = lstatSync(join(folder, name));
      if (stats.isFile() && now - stats.mtimeMs > HOUR) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // What cannot be looked at or removed stays, for the next time or its owner.
  }
}
