/** The folder of the books, made where it is missing. */
import { mkdirSync } from 'node:fs';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that place can only be read',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file of that name stands there',
};

/** Answers with a sentence where the folder cannot be made; undefined where it is there. */
export function makeBooksFolder(folder: string): string | undefined {
  try {
    // SECURITY: the books are nobody else's to read.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return undefined;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return (
      `The folder of your books, ${folder}, could not be made: ${REASONS[code] ?? code}. ` +
      'Make that folder yourself, or name another one in the variable BASISBOOK_DATA.'
    );
  }
}
