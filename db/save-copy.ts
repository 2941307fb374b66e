/** The open book as a new file, or as the bytes of one, whatever has become of the file that it came from. */
import { proven, wholeBytes } from './backups.ts';
import { connectionOf, type Book } from './book.ts';
import { makeNewFile } from './draft-file.ts';
import { drawMark } from './log-mark.ts';
import { fillCopy } from './migrate.ts';
import { seal, unseal } from './sealed-file.ts';
import { connectToBytes, DamageFound } from './sqlite.ts';

/**
 * Writes everything that the open book holds into a new file at `path`, proven and on the disk. Throws
 * BookError `book-exists` where there is something, and what the disk answers; nothing is left then.
 */
export function saveCopy(book: Book, path: string): void {
  makeNewFile(path, (draft) => fillCopy(connectionOf(book), draft));
}

/** The bytes of a proven copy. Throws BookError `not-a-book` where the book is damaged. */
export function copiedBytes(book: Book): Buffer {
  return proven(book.path, () => {
    const copy = connectToBytes(wholeBytes(connectionOf(book)));
    try {
      // No log belongs to the copy.
      drawMark(copy);
      return copy.serialize();
    } finally {
      copy.close();
    }
  });
}

/** The same, sealed with a passphrase and opened again to prove it. */
export function sealedBytes(book: Book, passphrase: string): Buffer {
  const content = proven(book.path, () => wholeBytes(connectionOf(book)));
  const sealed = seal(content, passphrase);
  if (!unseal(sealed, passphrase, book.path).equals(content)) {
    throw new DamageFound('the sealed copy is not what was written');
  }
  return sealed;
}
