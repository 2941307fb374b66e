/**
 * Which name beside a file does nothing have yet? What is kept beside a book (a copy from before an upgrade,
 * a damaged file, a log of another book) says in its name what it is, and never takes another's place.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { BookError } from './book-error.ts';
import { COMPANIONS } from './book-file.ts';

const counted = (count: number): string => (count === 1 ? '' : `-${count}`);

/** `book.WHAT.basisbook` beside `book.basisbook`, then `book.WHAT-2.basisbook`: with no log beside it either. */
export function freeName(place: string, what: string): string {
  const extension = extname(place);
  const stem = join(dirname(place), `${basename(place, extension)}.${what}`);
  for (let count = 1; ; count++) {
    const name = `${stem}${counted(count)}${extension}`;
    if (!['', ...COMPANIONS].some((suffix) => existsSync(name + suffix))) return name;
  }
}

/**
 * Makes a new file under the first name that nothing has, and returns that. `nameOf` gets what tells the names
 * apart: nothing, then "-2". Throws what `make` throws but for BookError `book-exists`.
 */
export function underFreeName(
  nameOf: (more: string) => string,
  make: (path: string) => void,
): string {
  for (let count = 1; ; count++) {
    const path = nameOf(counted(count));
    try {
      make(path);
      return path;
    } catch (error) {
      if (!(error instanceof BookError) || error.code !== 'book-exists') throw error;
    }
  }
}
