/**
 * Where do copies of the book go besides its own folder?
 *
 * Which second folder was named stands in a file of the data folder: it is about this computer, and not
 * about the book, which may be opened on another one.
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../db/draft-file.ts';
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
