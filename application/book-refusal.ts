/** What is said to a person of an error that a book, its file or the disk gave. */
import { BookError } from '../db/open.ts';
import { fieldRefusal, RefusalError } from './refusal.ts';

/** What a person can do about an error of the system, by its code; the book is as it was before. */
const SYSTEM_ERRORS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/,
    'The disk is full, so nothing was changed. Free some space on it, then try again.',
  ],
  [
    /^(?:SQLITE_(?:READONLY|CANTOPEN|PERM)\w*|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOENT)$/,
    'The folder of the books cannot be written, so nothing was changed. Give yourself permission there, or start BasisBook with another data folder.',
  ],
  [
    /^(?:SQLITE_IOERR\w*|EIO|EFBIG)$/,
    'The disk could not be read or written, so nothing was changed. Check the disk, then try again.',
  ],
  [
    /^(?:ENAMETOOLONG|ELOOP)$/,
    'The name of the book or of a folder on its way is too long, or leads in a circle, so nothing was changed. Choose another name.',
  ],
];

function systemRefusal(error: unknown): RefusalError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = SYSTEM_ERRORS.find(([pattern]) => pattern.test(code));
  return known && new RefusalError('book-read-only', known[1]);
}

/** Turns what `db/` says about a file into a refusal; undefined for everything else. */
export function bookRefusal(error: unknown): RefusalError | undefined {
  if (!(error instanceof BookError)) return systemRefusal(error);
  switch (error.code) {
    case 'book-missing':
      return new RefusalError('not-found', error.message);
    case 'book-exists':
    case 'log-gone':
    case 'book-changed':
      return new RefusalError('conflict', error.message);
    case 'wrong-passphrase':
      // Of a field: whether one is needed the file says, whatever its name.
      return fieldRefusal([{ field: 'passphrase', message: error.message }]);
    default:
      return new RefusalError(error.code, error.message);
  }
}
