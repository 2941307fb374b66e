/** The open book as a new file, whatever has become of the one that it came from. */
import { connectionOf, type Book } from './book.ts';
import { makeNewFile } from './draft-file.ts';
import { fillCopy } from './migrate.ts';

/**
 * Writes everything that the open book holds into a new file at `path`, proven and on the disk. Throws
 * BookError `book-exists` where there is something, and what the disk answers; nothing is left then.
 */
export function saveCopy(book: Book, path: string): void {
  makeNewFile(path, (draft) => fillCopy(connectionOf(book), draft));
}
