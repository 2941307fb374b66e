/**
 * Does the log beside a book belong to that book?
 *
 * A process that ends badly leaves its write-ahead log beside the book, and SQLite puts whatever log it
 * finds into whatever file has the name. A copy of last week that was put back there would become a
 * mixture of both days. So every book carries a mark, drawn anew each time that its log is put into it;
 * and beside the book a small file says to which mark the log belongs that is being written now.
 *
 * In what order things reach the disk:
 *   before the first commit   the file says "the log belongs to mark A"
 *   settling                  "to A, or to B"; then B into the book's log; then the log into the book,
 *                             and the log is emptied; then "to B"
 * Whenever the process ends, the book that the log was written for carries a mark that the file names.
 * A copy from before carries another one; one that carries the same is the same book byte for byte.
 *
 * Example: `mine.book`, `mine.book-wal`, and `mine.book-mark` with "marks 5f0c…". A copy of Tuesday is
 * put in the place of `mine.book`; its mark is not 5f0c…, so the log is set aside as
 * `mine.set-aside.2026-11-29.book-wal` and the book of Tuesday is opened as it is.
 *
 * Awkward cases: the file also has the log's own salts as soon as it knows them, so that a book and its
 * log that were copied together from elsewhere are not parted by a file that speaks of another log. A
 * book that stopped in the middle of settling may be unreadable without its log: while the file names
 * two marks, the log is put in.
 * Not handled: a log without such a file beside it, as older programs leave it, is taken for the book's.
 * Source: the SQLite file format, section 4.1 (the header of the log: salts at 16 and 20).
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode, LOG_COMPANION, syncFile } from './book-file.ts';
import { freeName } from './free-name.ts';
import { intactFrames } from './log-frames.ts';
import { COPY, withReadingFolder } from './reading-folder.ts';
import { connect, damageIn, lock, userVersion, type Connection } from './sqlite.ts';

/** Beside the book, with its name before it. */
const MARK_FILE = '-mark';

/** A file of one sector, written over in place: it is there as it was or as it is, never in part. */
const FILE_BYTES = 256;
const TITLE = 'BasisBook log 1';
const SALTS_AT = 16;
const SALTS_END = 24;

interface LogNote {
  /** The marks of the book that the log belongs to: two while the log is being put into it. */
  readonly marks: readonly string[];
  /** The log's salts in hexadecimal; null until it is known. */
  readonly salts: string | null;
}

function noteText({ marks, salts }: LogNote): Buffer {
  const text = `${TITLE}\nmarks ${marks.join(' ')}\nsalts ${salts ?? '-'}\n`;
  return Buffer.from(text.padEnd(FILE_BYTES - 1) + '\n', 'latin1');
}

function noteBeside(realPath: string): LogNote | undefined {
  let text: string;
  try {
    text = readFileSync(realPath + MARK_FILE, 'latin1');
  } catch {
    return undefined;
  }
  const found =
    /^BasisBook log 1\nmarks ([0-9a-f]{32}(?: [0-9a-f]{32})?)\nsalts (-|[0-9a-f]{16})\n/.exec(text);
  if (!found) return undefined;
  const [, marks = '', salts = '-'] = found;
  return { marks: marks.split(' '), salts: salts === '-' ? null : salts };
}

/** The salts of the log beside a book; null where there is none. */
function saltsBeside(realPath: string): string | null {
  let descriptor: number;
  try {
    descriptor = openSync(realPath + LOG_COMPANION, 'r');
  } catch {
    return null;
  }
  try {
    const header = Buffer.alloc(SALTS_END);
    const read = readSync(descriptor, header, 0, SALTS_END, 0);
    return read < SALTS_END ? null : header.toString('hex', SALTS_AT, SALTS_END);
  } finally {
    closeSync(descriptor);
  }
}

function logBytes(realPath: string): number {
  return statSync(realPath + LOG_COMPANION, { throwIfNoEntry: false })?.size ?? 0;
}

type Mark =
  | { readonly kind: 'mark'; readonly mark: string }
  /** A book of a format that has no marks. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' };

/** The mark of an open connection's book. */
function markOf(db: Connection): string | undefined {
  const has = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log_mark'")
    .pluck()
    .get();
  const mark = has === 1 ? db.prepare('SELECT mark FROM log_mark').pluck().get() : undefined;
  return typeof mark === 'string' ? mark : undefined;
}

/** Gives the book a mark that no log belongs to; for a copy that was made in another way than byte by byte. */
export function drawMark(db: Connection): void {
  if (markOf(db) === undefined) return;
  db.prepare('UPDATE log_mark SET mark = ?').run(randomBytes(16).toString('hex'));
}

/** The mark of the file alone, without the log beside it. */
function markInFile(realPath: string): Mark {
  return withReadingFolder((folder) => {
    const copy = join(folder, COPY);
    copyFileSync(realPath, copy);
    let db: Connection | undefined;
    try {
      db = connect(copy);
      lock(db);
      // Others may be writing it at this moment.
      if (userVersion(db) < 1) return { kind: 'unreadable' };
      const mark = markOf(db);
      return mark === undefined ? { kind: 'none' } : { kind: 'mark', mark };
    } catch (error) {
      if (damageIn(error) === undefined) throw error;
      return { kind: 'unreadable' };
    } finally {
      db?.close();
    }
  });
}

/**
 * Whether the log beside a closed book was written for another file. Reads, and writes nothing; the
 * caller has made sure that no connection of this process has the book.
 */
export function isLogOfAnother(realPath: string): boolean {
  if (logBytes(realPath) === 0) return false;
  const note = noteBeside(realPath);
  if (note === undefined) return false;
  if (note.salts !== null && note.salts !== saltsBeside(realPath)) return false;
  const found = markInFile(realPath);
  switch (found.kind) {
    case 'mark':
      return !note.marks.includes(found.mark);
    case 'none':
      return true;
    case 'unreadable':
      // Settling was cut off, or the book is damaged; neither is made better without the log.
      return false;
  }
}

/** Moves a log out of the book's way and returns its new place. `day` (YYYY-MM-DD) goes into its name. */
export function setAside(realPath: string, companion: string, day: string): string {
  const place = freeName(realPath, `set-aside.${day}`) + companion;
  renameSync(realPath + companion, place);
  rmSync(realPath + MARK_FILE, { force: true });
  return place;
}

/** Takes away a note that speaks of no log. For a book that is locked: it is nobody else's note. */
export function clearNote(realPath: string): void {
  if (logBytes(realPath) === 0) rmSync(realPath + MARK_FILE, { force: true });
}

const logOf = (realPath: string): string => realPath + LOG_COMPANION;
const keptLogOf = (realPath: string): string => `${logOf(realPath)}.kept`;

/** Copies the log before something that could take it away; whether there was room for it. */
export function keepLog(realPath: string): boolean {
  try {
    copyFileSync(logOf(realPath), keptLogOf(realPath));
    syncFile(keptLogOf(realPath));
    return true;
  } catch (error) {
    rmSync(keptLogOf(realPath), { force: true });
    if (errorCode(error) === '') throw error;
    return false;
  }
}

/** Whether such a copy is there; a process that was killed left it, or another one is about to need it. */
export const hasKeptLog = (realPath: string): boolean =>
  statSync(keptLogOf(realPath), { throwIfNoEntry: false })?.isFile() === true;

/** The copy of the log takes its place again where it is empty or gone; it goes where it is not needed. */
export function bringLogBack(realPath: string): void {
  if (!hasKeptLog(realPath)) return;
  if (logBytes(realPath) === 0) renameSync(keptLogOf(realPath), logOf(realPath));
  else rmSync(keptLogOf(realPath));
}

/** Keeps the note beside an open book true, and puts its log into it. */
export class LogKeeper {
  readonly #path: string;
  readonly #db: Connection;
  /** The mark of the file, whatever the log says. */
  #mark: string;
  /** The mark that the file gets or has got from a settling that was not finished. */
  #next: string | undefined;
  #descriptor: number | undefined;
  #salts: string | null = null;
  /** Whether anything was written since the log was last empty. */
  #written = false;

  /**
   * For a connection that has the book alone, outside of a transaction; undefined for a format without
   * marks. A log that was left behind goes into the book at once. Throws what the disk answers.
   */
  static of(realPath: string, db: Connection): LogKeeper | undefined {
    return markOf(db) === undefined ? undefined : new LogKeeper(realPath, db);
  }

  private constructor(realPath: string, db: Connection) {
    this.#path = realPath;
    this.#db = db;
    // The log goes into the book when `settle` says so, and never in between.
    db.pragma('wal_autocheckpoint = 0');
    // While the note of the process that left it is still there: it names this file, before and after.
    const isLeft = logBytes(realPath) > 0;
    if (isLeft) this.#empty();
    const mark = markOf(db);
    if (mark === undefined) throw new Error('the book has no mark');
    this.#mark = mark;
    // A copy from before has the same mark, and is not the same any more.
    this.#written = isLeft;
    this.settle();
  }

  /** Before a change is committed: the note is on the disk. Throws what the disk answers. */
  begin(): void {
    if (this.#descriptor === undefined) this.#note({ marks: [this.#mark], salts: null }, 'to disk');
  }

  /** After a change: the note knows the log that the change is in. */
  noted(): void {
    this.#written = true;
    if (this.#salts !== null) return;
    const salts = saltsBeside(this.#path);
    if (salts === null) return;
    this.#salts = salts;
    // A process that is killed keeps this; after a power cut the mark alone decides, which is as safe.
    this.#note({ marks: this.#marks, salts });
  }

  /** How much waits in the log, in bytes. */
  get waiting(): number {
    return this.#written ? logBytes(this.#path) : 0;
  }

  /**
   * Puts the log into the book: from now on a plain copy of the file has everything. Throws what the
   * disk answers; nothing is lost then, and it can be tried again.
   */
  settle(): void {
    if (!this.#written) return;
    // A second try keeps the mark of the first: part of the log may be in the file already.
    const next = (this.#next ??= randomBytes(16).toString('hex'));
    this.#note({ marks: this.#marks, salts: this.#salts }, 'to disk');
    this.#db.prepare('UPDATE log_mark SET mark = ?').run(next);
    this.#empty();
    this.#mark = next;
    this.#next = undefined;
    this.#salts = null;
    this.#written = false;
    this.#note({ marks: [next], salts: null }, 'to disk');
  }

  /** Whether the file still is the book whose log this is, outside of a transaction. */
  isOfFile(): boolean {
    // Pages that are kept in memory would answer for the file.
    this.#db.pragma('shrink_memory');
    try {
      return markOf(this.#db) === this.#mark;
    } catch (error) {
      if (damageIn(error) === undefined) throw error;
      return false;
    }
  }

  /** Whether the log beside the file is the one that was begun here, with all that was committed into it. */
  hasOwnLog(): boolean {
    if (this.#salts === null || saltsBeside(this.#path) !== this.#salts) return false;
    const [state] = this.#db.pragma('wal_checkpoint(NOOP)') as { readonly log: number }[];
    return intactFrames(readFileSync(logOf(this.#path))) >= (state?.log ?? Infinity);
  }

  /**
   * Closes the connection and leaves the log beside the file as it is, for a file that others have written
   * into: SQLite would put one into the other.
   */
  closeApart(): void {
    // What is there without having been written here would be taken for the book's at the next start.
    const isOwn = this.#written && this.hasOwnLog();
    if (logBytes(this.#path) > 0) {
      // Without room for a copy, the connection ends with its process.
      if (!keepLog(this.#path)) return;
      // What is not there cannot be put anywhere.
      truncateSync(logOf(this.#path));
    }
    this.#db.close();
    bringLogBack(this.#path);
    if (isOwn || logBytes(this.#path) === 0) return;
    setAside(this.#path, LOG_COMPANION, new Date().toISOString().slice(0, 10));
  }

  /** After the connection was closed, which leaves no log where everything went well. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    clearNote(this.#path);
  }

  get #marks(): readonly string[] {
    return this.#next === undefined ? [this.#mark] : [this.#mark, this.#next];
  }

  #empty(): void {
    const [state] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    if (state?.busy !== 0) throw new Error('the log could not be put into the book');
  }

  #note(note: LogNote, how?: 'to disk'): void {
    // Not emptied first: whatever is there stays true until it is written over.
    const { O_CREAT, O_RDWR } = constants;
    this.#descriptor ??= openSync(this.#path + MARK_FILE, O_CREAT | O_RDWR, 0o600);
    writeSync(this.#descriptor, noteText(note), 0, FILE_BYTES, 0);
    if (how === 'to disk') fsyncSync(this.#descriptor);
  }
}
