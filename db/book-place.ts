/**
 * Is the file that this process writes to still the book that people see?
 *
 * A file that was deleted, renamed, replaced or moved with its folder goes on taking writes as long as it
 * is open, and nobody will ever read them. So before each commit the names are looked up again: book and
 * log have to be the files that were opened, by device and inode.
 *
 * A file that keeps its name can be written by others too: a program that synchronises folders empties it and
 * writes it again. Before and after each transaction its size and time have to be those that it had after it
 * was last written here. Where they are not and the file still carries the mark of this book (`log-mark.ts`),
 * it is the same byte for byte; otherwise the transaction is refused, and nothing more goes into that file.
 *
 * Example: `book.basisbook` was renamed to `old.basisbook` by a file manager; the next entry is refused
 * with "… it is now "/home/me/old.basisbook"", and nothing was written.
 * Not handled: a change of name between the look and the commit, some thousandths of a second.
 */
import { readdirSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bookChanged, bookGone, logGone } from './book-error.ts';
import { LOG_COMPANION, stampOf } from './book-file.ts';
import type { LogKeeper } from './log-mark.ts';

/** Folders beside the book's own that are looked through for it. */
const MOST_FOLDERS = 200;

function lookUp(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

const isSame = (a: BigIntStats | undefined, b: BigIntStats | undefined): boolean =>
  a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Where the file is now: renamed in its folder, or under its name in a folder beside it. */
function whereIs(path: string, file: BigIntStats): string | undefined {
  const folder = dirname(path);
  const renamed = entriesOf(folder).map((name) => join(folder, name));
  const beside = dirname(folder);
  const moved = entriesOf(beside)
    .slice(0, MOST_FOLDERS)
    .map((name) => join(beside, name, basename(path)));
  return [...renamed, ...moved].find((place) => isSame(lookUp(place), file));
}

export class BookPlace {
  readonly #path: string;
  readonly #file: BigIntStats | undefined;
  #log: BigIntStats | undefined;
  /** The file when it was last written here. */
  #written: BigIntStats | undefined;
  readonly #keeper: LogKeeper | undefined;

  /** For a book that was just opened; `realPath` is where it is, links followed. */
  constructor(realPath: string, keeper: LogKeeper | undefined) {
    this.#path = realPath;
    this.#file = lookUp(realPath);
    this.#written = this.#file;
    this.#keeper = keeper;
  }

  /** After the log was put into the file. */
  settled(): void {
    this.#written = lookUp(this.#path);
  }

  /**
   * Before and after a transaction: nobody else has written into the file. A file that is not in its place is
   * none of it; what is open can still be read then.
   * @throws BookError `book-changed`
   */
  requireOwn(path: string, isOver: boolean): void {
    const here = lookUp(this.#path);
    const written = this.#written;
    if (here === undefined || written === undefined || !isSame(here, this.#file)) return;
    if (stampOf(here) === stampOf(written)) return;
    // What was read in between may be of another file, whatever it is now.
    if (isOver || here.size !== written.size || this.#keeper?.isOfFile() !== true)
      throw bookChanged(path);
    this.#written = here;
  }

  /** After a commit: the log that there is now is the book's. */
  noted(): void {
    this.#log ??= lookUp(this.#path + LOG_COMPANION);
  }

  /**
   * Before a commit. `path` is the book as its user named it.
   * @throws BookError `book-gone` where the names lead elsewhere
   */
  require(path: string): void {
    if (this.#file === undefined) return;
    const here = lookUp(this.#path);
    if (!isSame(here, this.#file)) {
      throw bookGone(path, here !== undefined, whereIs(this.#path, this.#file));
    }
    if (this.#log !== undefined && !isSame(lookUp(this.#path + LOG_COMPANION), this.#log)) {
      throw logGone(path);
    }
  }
}
