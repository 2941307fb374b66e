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
import { LOG_COMPANION } from './book-file.ts';
import type { LogKeeper } from './log-mark.ts';

/** Folders beside the book's own that are looked through for it. */
const MOST_FOLDERS = 200;

const QUIETLY = { bigint: true, throwIfNoEntry: false } as const;

function lookUp(path: string): BigIntStats | undefined {
  try {
    return statSync(path, QUIETLY);
  } catch {
    return undefined;
  }
}

const isSame = (a: BigIntStats | undefined, b: BigIntStats | undefined): boolean =>
  a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;

/** Of two looks at one file: nothing was written in between. */
const isUnchanged = (a: BigIntStats, b: BigIntStats): boolean =>
  a.size === b.size && a.mtimeNs === b.mtimeNs;

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
    this.noted();
  }

  /** After a commit, and after a change that was taken back: the log is as it was written here; its size. */
  noted(): number {
    const here = lookUp(this.#path + LOG_COMPANION);
    if (this.#log === undefined || isSame(here, this.#log)) this.#log = here;
    return Number(here?.size ?? 0);
  }

  /**
   * Before anything is done and after a read: nobody else has written into file or log. One that is not in its
   * place is none of it; what is open can still be read then.
   * @throws BookError `book-changed`
   */
  requireOwn(path: string, when: 'before' | 'after'): void {
    // What was read in between may be of another file, whatever it is now.
    const mayVerify = when === 'before';
    this.#written = this.#own(path, this.#path, this.#written, () => {
      return mayVerify && this.#keeper?.isOfFile() === true;
    });
    this.#log = this.#own(path, this.#path + LOG_COMPANION, this.#log, () => {
      return mayVerify && this.#keeper?.hasOwnLog() === true;
    });
  }

  #own(
    path: string,
    place: string,
    known: BigIntStats | undefined,
    isOwn: () => boolean,
  ): BigIntStats | undefined {
    const here = lookUp(place);
    if (here === undefined || known === undefined || !isSame(here, known)) return known;
    if (isUnchanged(here, known)) return known;
    if (here.size !== known.size || !isOwn()) throw bookChanged(path);
    return here;
  }

  /**
   * Before a commit. `path` is the book as its user named it. Its log is not held against what it was: a large
   * change is written there before it is committed.
   * @throws BookError `book-gone` and `log-gone` where the names lead elsewhere, `book-changed`
   */
  require(path: string): void {
    if (this.#file === undefined) return;
    const here = lookUp(this.#path);
    if (!isSame(here, this.#file)) {
      throw bookGone(path, here !== undefined, whereIs(this.#path, this.#file));
    }
    const written = this.#written;
    if (here !== undefined && written !== undefined && !isUnchanged(here, written))
      throw bookChanged(path);
    if (this.#log !== undefined && !isSame(lookUp(this.#path + LOG_COMPANION), this.#log)) {
      throw logGone(path);
    }
  }
}
