/** The folder of the books, made where it is missing. */
import { accessSync, constants, mkdirSync } from 'node:fs';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that place can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file of that name stands there',
};

const NEXT = 'or name another one in the variable BASISBOOK_DATA.';

/**
 * Answers with a sentence where the folder cannot be made or used; undefined where it is there. Asked
 * before the lock of the single instance: a start that finds no place for its lock ends like a second one,
 * without a word.
 */
export function makeBooksFolder(folder: string, access = accessSync): string | undefined {
  const reasonOf = (error: unknown): string => {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return REASONS[code] ?? code;
  };
  try {
    // SECURITY: the books are nobody else's to read.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return `The folder of your books, ${folder}, could not be made: ${reasonOf(error)}. Make that folder yourself, ${NEXT}`;
  }
  try {
    access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `The folder of your books, ${folder}, cannot be used: ${reasonOf(error)}. Give yourself permission there, ${NEXT}`;
  }
}
