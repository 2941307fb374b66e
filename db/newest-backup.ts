/** Which copy of a book is the newest that is whole? What a damaged book is best replaced with. */
import { backupsBeside, listBackups } from './backups.ts';
import { BookError } from './book-error.ts';
import { readCopy } from './closed-book.ts';
import { keptBeside } from './kept-copies.ts';

/**
 * The path of the newest copy in the folder of the book's backups or beside it that is sound from end to end;
 * undefined where there is none. Sealed copies are for whoever has the passphrase. Never throws a BookError.
 */
export function newestWholeCopy(bookPath: string): string | undefined {
  try {
    const backups = listBackups(backupsBeside(bookPath), bookPath).filter(
      ({ isSealed }) => !isSealed,
    );
    const all = [...backups, ...keptBeside(bookPath)].toSorted((a, b) => (a.at < b.at ? 1 : -1));
    return all.find(({ path }) => isWhole(path))?.path;
  } catch (error) {
    if (error instanceof BookError) return undefined;
    throw error;
  }
}

function isWhole(path: string): boolean {
  try {
    return readCopy(path, null, () => true);
  } catch (error) {
    if (error instanceof BookError) return false;
    throw error;
  }
}
