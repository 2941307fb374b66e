/**
 * Why a book could not be made or opened: a code for the program and a sentence for the person.
 * Whoever gets one can rely on this: the file and its folder are byte for byte what they were.
 */
type BookErrorCode =
  | 'book-in-use'
  | 'book-read-only'
  | 'book-newer'
  | 'not-a-book'
  | 'book-missing'
  | 'book-exists'
  | 'wrong-passphrase'
  | 'book-gone'
  | 'log-gone'
  | 'book-changed';

export class BookError extends Error {
  readonly code: BookErrorCode;

  /** `message` names the file and the next step, and can be shown as it is. */
  constructor(code: BookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BookError';
    this.code = code;
  }
}

/** What can be done about a damaged book, in every sentence that says that one is. */
export const AFTER_DAMAGE =
  'Put a backup back with "restore": those that BasisBook made are in the folder "backups" beside the book. ' +
  'Or bring what can still be read into a new book with "salvage". Keep the damaged file until then.';

export function bookInUse(path: string): BookError {
  return new BookError(
    'book-in-use',
    `The book "${path}" is already open in BasisBook. Close it there, then open it again.`,
  );
}

/** `reason` is a clause without a full stop. */
export function bookReadOnly(path: string, reason: string, cause?: unknown): BookError {
  return new BookError(
    'book-read-only',
    `The book "${path}" cannot be used: ${reason}. ` +
      'Give yourself permission there, or copy the book to a folder of your own and open the copy.',
    { cause },
  );
}

export function bookNewer(path: string, version: number, known: number): BookError {
  return new BookError(
    'book-newer',
    `The book "${path}" was written by a newer BasisBook (format ${version}; this one knows ` +
      `formats up to ${known}). Update BasisBook, then open the book again.`,
  );
}

/** `reason` is a clause without a full stop. */
export function notABook(path: string, reason: string, cause?: unknown): BookError {
  return new BookError(
    'not-a-book',
    `"${path}" is not a BasisBook book: ${reason}. Put your book in its place, or use another file.`,
    { cause },
  );
}

export function bookDamaged(path: string, reason: string, cause?: unknown): BookError {
  return new BookError('not-a-book', `The book "${path}" is damaged (${reason}). ${AFTER_DAMAGE}`, {
    cause,
  });
}

/** For a file that is not the same from one look to the next, or that begins like a book and holds none. */
export function bookBeingWritten(path: string): BookError {
  return new BookError(
    'not-a-book',
    `The book "${path}" cannot be read as a whole: another program is writing it at this moment, or it is damaged. ` +
      `Nothing was changed. Try again in a moment; if it stays so, it is damaged. ${AFTER_DAMAGE}`,
  );
}

/** `now` is where the book was found instead. */
export function bookGone(path: string, isReplaced: boolean, now: string | undefined): BookError {
  const what = isReplaced ? 'another file has its name' : 'it was moved, renamed or deleted';
  const where = now === undefined ? '' : ` It is now "${now}".`;
  return new BookError(
    'book-gone',
    `The book "${path}" is not in its place any more: ${what} while it was open.${where} ` +
      'This change was not written. Everything before it is still here: save it to a new file.',
  );
}

export function logGone(path: string): BookError {
  return new BookError(
    'log-gone',
    `The log of the book "${path}" was removed while the book was open. ` +
      'This change was not written; everything before it is in the book. Make the change again.',
  );
}

export function bookChanged(path: string): BookError {
  return new BookError(
    'book-changed',
    `Another program wrote into the book "${path}" while it was open, as programs that synchronise folders do. ` +
      'Nothing was changed by what you asked for. The book is opened again as its file is now: look at it, then try again.',
  );
}

/** `reason` is a clause without a full stop. */
export function bookMissing(path: string, reason?: string): BookError {
  const why = reason === undefined ? '' : `: ${reason}`;
  return new BookError(
    'book-missing',
    `There is no book at "${path}"${why}. Check the name, or make a new book.`,
  );
}

/** `what` is in the way: "a file", "a folder". */
export function bookExists(path: string, what: string): BookError {
  return new BookError(
    'book-exists',
    `There is already ${what} at "${path}". It stays as it is; choose another name.`,
  );
}

/** `reason` is a clause without a full stop. */
export function copyDamaged(path: string, reason: string, cause?: unknown): BookError {
  return new BookError(
    'not-a-book',
    `The copy "${path}" is damaged (${reason}), so nothing was done with it. Use another copy; ` +
      '"salvage" brings what can still be read of this one into a new book.',
    { cause },
  );
}

export function noBackupFolder(folder: string, cause?: unknown): BookError {
  return new BookError(
    'book-missing',
    `The folder for backups "${folder}" is not there. Put in the stick or disk that it is on, ` +
      'or choose another folder.',
    { cause },
  );
}
