/**
 * Where do copies of the book go besides its own folder?
 *
 * Which second folder was named stands in a file of the data folder: it is about this computer, and not
 * about the book, which may be opened on another one.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from '../db/book-file.ts';
import { draftPath, replaceFile } from '../db/draft-file.ts';
import { BookError } from '../db/open.ts';
import { RefusalError } from './refusal.ts';

const settingsIn = (dataFolder: string): string => path.join(dataFolder, 'backups.json');

/** The folder that the holder named. What cannot be read names none. */
export function secondFolderIn(dataFolder: string): string | null {
  try {
    const said: unknown = JSON.parse(readFileSync(settingsIn(dataFolder), 'utf8'));
    const folder =
      typeof said === 'object' && said !== null && 'secondFolder' in said
        ? said.secondFolder
        : null;
    return typeof folder === 'string' && path.isAbsolute(folder) ? folder : null;
  } catch {
    return null;
  }
}

export function nameSecondFolder(dataFolder: string, folder: string | null): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  replaceFile(
    settingsIn(dataFolder),
    (draft) => writeFileSync(draft, `${JSON.stringify({ secondFolder: folder })}\n`),
    () => undefined,
  );
}

export function folderProblem(folder: string): string | null {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return null;
  return `The folder “${folder}” is not there. Put in the stick or disk that it is on, or choose another folder.`;
}

/** Whether two paths lead to one folder, links followed. */
export function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [one, other].map((folder) =>
    statSync(folder, { throwIfNoEntry: false, bigint: true }),
  );
  return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
}

/** SECURITY: what the page names is a folder that is there, in full, and no program's own path. */
export function requireFolder(typed: string): string {
  const folder = typed.trim();
  if (!path.isAbsolute(folder)) {
    throw new RefusalError(
      'invalid-input',
      'Write the whole path of the folder, from its beginning, as your file manager shows it.',
    );
  }
  const problem = folderProblem(folder);
  if (problem !== null) throw new RefusalError('not-found', problem);
  return path.resolve(folder);
}

/** The same for a folder that files are to be written into: one is, and goes again. */
export function requireWritableFolder(typed: string): string {
  const folder = requireFolder(typed);
  const probe = draftPath(path.join(folder, 'probe'));
  try {
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new RefusalError(
      'book-read-only',
      `Nothing can be written into the folder “${folder}” (${errorCode(error)}). Give yourself permission there, or choose another folder.`,
    );
  } finally {
    rmSync(probe, { force: true });
  }
  return folder;
}

/** Runs `use` on one after the other until one is whole; throws what the first one said. */
export function firstThatWorks<C, T>(candidates: readonly C[], use: (candidate: C) => T): T {
  let first: unknown = new RefusalError(
    'not-found',
    'This backup is not there any more. Reload the list.',
  );
  for (const [place, candidate] of candidates.entries()) {
    try {
      return use(candidate);
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      if (place === 0) first = error;
    }
  }
  throw first;
}
