/**
 * How does a book get a copy that can be relied on, and which ones are there?
 *
 * A copy is made by SQLite itself from the open book, under a hidden name. It is then opened, every page,
 * rule and record of it is held against what was written, it is flushed to the disk, and only now gets
 * its name. So whatever has the name of a backup is whole; one that cannot be proven is never there.
 * After each new one those that the rule does not keep are taken away.
 *
 * Awkward case: two books of one name in one folder, as after a new start. Each has its own rule.
 * Not handled: a folder that loses what was flushed, as some sticks do that are pulled out.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import {
  backupName,
  notKept,
  readBackupName,
  type BackupName,
  type BackupReason,
} from './backup-rule.ts';
import { bookDamaged, bookReadOnly, noBackupFolder } from './book-error.ts';
import { errorCode } from './book-file.ts';
import { connectionOf, type Book } from './book.ts';
import { clearDrafts, makeNewFile } from './draft-file.ts';
import { idPrefixOf } from './entries.ts';
import { requireRules } from './format-rules.ts';
import { underFreeName } from './free-name.ts';
import { fillCopy } from './migrate.ts';
import { requireWritten } from './record-check.ts';
import { copiesNamedIn } from './restore-act.ts';
import { seal, unseal } from './sealed-file.ts';
import { connectToBytes, damage, DamageFound, damageIn, type Connection } from './sqlite.ts';

/** A file in a folder of backups. */
export interface Backup extends BackupName {
  readonly path: string;
  readonly bytes: number;
}

/** The folder of a book's backups where no other is named. */
export const backupsBeside = (bookPath: string): string => join(dirname(bookPath), 'backups');

const stemOf = (bookPath: string): string => basename(bookPath, extname(bookPath));

/** Writes a proven copy into a file that is there and empty. Throws what is wrong with book or disk. */
export function fillBackup(db: Connection, draft: string, passphrase: string | null): void {
  if (passphrase !== null) return fillSealed(db, draft, passphrase);
  // A copy has its tables' rules word for word.
  requireRules(db);
  fillCopy(db, draft);
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes of a copy, proven from end to end; throws DamageFound. */
export function wholeBytes(db: Connection): Buffer {
  requireRules(db);
  const copy = connectToBytes(db.serialize());
  try {
    const [problem] = damage(copy, 'integrity_check');
    if (problem !== undefined) throw new DamageFound(problem);
    requireWritten(copy);
    return copy.serialize();
  } finally {
    copy.close();
  }
}

/** Nothing of the book is on the disk unsealed, not even for a moment: the stick may be anybody's. */
function fillSealed(db: Connection, draft: string, passphrase: string): void {
  const content = wholeBytes(db);
  writeFileSync(draft, seal(content, passphrase));
  const read = unseal(readFileSync(draft), passphrase, draft);
  if (digest(read) !== digest(content)) {
    throw new DamageFound(`the copy "${draft}" is not what was written`);
  }
}

/** Makes a backup of the book's own name and place. Throws BookError, and what the disk answers. */
export function backUp(
  book: Book,
  options: {
    readonly folder: string;
    /** Whether the folder is the program's own: it is made then. One that a person named is not. */
    readonly isOwnFolder: boolean;
    readonly reason: BackupReason;
    /** ISO 8601 in UTC. */
    readonly now: string;
    readonly passphrase?: string | null;
  },
): Backup {
  const { folder, reason, now, passphrase = null } = options;
  requireFolder(folder, options.isOwnFolder);
  clearDrafts(folder);
  const name: BackupName = {
    stem: stemOf(book.path),
    at: `${now.slice(0, 19)}Z`,
    reason,
    bookId: backupIdOf(book),
    isSealed: passphrase !== null,
  };
  const path = proven(book.path, () =>
    underFreeName(
      (more) => join(folder, backupName(name, more)),
      (target) => makeNewFile(target, (draft) => fillBackup(connectionOf(book), draft, passphrase)),
    ),
  );
  thin(folder, name, now, copiesNamedIn(connectionOf(book)));
  return { ...name, path, bytes: statSync(path).size };
}

/** How the names of a book's backups say which book it is. */
export const backupIdOf = (book: Book): string => book.read(() => idPrefixOf(book)).slice(0, 8);

/** Takes back a backup that was made for something that did not happen. Never throws. */
export function withdraw({ path }: Backup): void {
  try {
    rmSync(path, { force: true });
    // Fails where there are others, which stay.
    rmdirSync(dirname(path));
  } catch {
    // It is one too many, which harms nobody.
  }
}

/** A copy that cannot be proven says that the book is damaged: it is the book that was copied. */
export function proven<T>(bookPath: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const damaged = damageIn(error);
    throw damaged === undefined ? error : bookDamaged(bookPath, damaged, error);
  }
}

function requireFolder(folder: string, isOwn: boolean): void {
  try {
    // SECURITY: copies of a book are for its owner alone.
    if (isOwn) mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (statSync(folder).isDirectory()) return;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) {
      throw bookReadOnly(folder, 'a folder for backups cannot be made there', error);
    }
    if (!['ENOENT', 'ENOTDIR', 'EEXIST'].includes(errorCode(error))) throw error;
  }
  throw noBackupFolder(folder);
}

/** Takes away what the rule does not keep of one book, and no history leads to. What cannot be removed stays. */
function thin(
  folder: string,
  { stem, bookId }: BackupName,
  now: string,
  named: ReadonlySet<string>,
): void {
  const ofThisBook = filesOf(folder, stem).filter((each) => each.bookId === bookId);
  for (const { path } of notKept(ofThisBook, now)) {
    if (named.has(basename(path))) continue;
    try {
      rmSync(path, { force: true });
    } catch {
      // It is one too many, which harms nobody.
    }
  }
}

function filesOf(folder: string, stem: string): Backup[] {
  return readdirSync(folder).flatMap((file) => {
    const name = readBackupName(file);
    const path = join(folder, file);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (name?.stem !== stem || stats?.isFile() !== true) return [];
    return [{ ...name, path, bytes: stats.size }];
  });
}

/**
 * The backups of a book in a folder, newest first, those of an earlier book of the same name too. None
 * where the folder is not there; throws BookError `book-read-only` where it may not be read.
 */
export function listBackups(folder: string, bookPath: string): Backup[] {
  try {
    // Made within one second: the later one has the higher number.
    const { compare } = new Intl.Collator('en', { numeric: true });
    const nameOf = ({ path }: Backup): string => basename(path, extname(path));
    return filesOf(folder, stemOf(bookPath)).toSorted((a, b) =>
      a.at === b.at ? compare(nameOf(b), nameOf(a)) : compare(b.at, a.at),
    );
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    if (!['EACCES', 'EPERM'].includes(errorCode(error))) throw error;
    throw bookReadOnly(folder, 'you are not allowed to read the folder of its backups', error);
  }
}
