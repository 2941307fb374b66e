/**
 * How does a copy become the book again, without risk to what is there now?
 *
 * The copy is proven first and written beside the book under a hidden name. Then the present is backed
 * up; where it is too damaged for that, it is kept as it is under another name, with its log. Only now
 * the new file takes the book's name, in one step. Whenever the process ends, the book is the one of
 * before or the one of the copy, and the one of before is kept.
 *
 * Example: `book.basisbook` is damaged; a backup of the 28th is put back. Afterwards there are
 * `book.basisbook` as of the 28th and `book.before-restore.2026-11-29.basisbook`.
 * Awkward case: a log that a crash left beside the book belongs to the book of before. It goes with it,
 * before the copy gets the name, so that it is never put into the copy.
 * Places that the book of before gave are not given again; a report may name one of them. The history
 * is that of the copy and ends with the restore (`restore-act.ts`), whose undoing puts back what was kept.
 * Not handled: another process that opens the book between the backup and the renaming. It is told that
 * the book is gone at its first change.
 */
import {
  copyFileSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BackupReason } from './backup-rule.ts';
import { backUp, fillBackup } from './backups.ts';
import { BookError } from './book-error.ts';
import { filledCompanions, requirePlainName, syncFile } from './book-file.ts';
import { withClosedBook } from './closed-book.ts';
import { replaceFile } from './draft-file.ts';
import { freeName } from './free-name.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openBook } from './open-book.ts';
import { keepSums } from './record-sums.ts';
import { raisePlaces } from './record-tables.ts';
import { noteRestore, type RestoreAct } from './restore-act.ts';
import { lastPlacesOf } from './salvage.ts';
import { connect } from './sqlite.ts';

interface RestoreOptions {
  /** The copy, sealed or not. */
  readonly from: string;
  readonly passphrase: string | null;
  /** The book; there may be none. */
  readonly path: string;
  /** Where the present is backed up. */
  readonly folder: string;
  readonly isOwnFolder: boolean;
  /** What the backup of the present is called for; `before-restore` where nothing is said. */
  readonly reason?: BackupReason;
  /** What the history says of it. */
  readonly act: RestoreAct;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

export interface Restored {
  /** Where the present is kept; null where there was none. */
  readonly kept: string | null;
  /** Whether the history of the book leads back to it. */
  readonly isAct: boolean;
}

/**
 * Puts a copy in the book's place. The book is closed. Throws BookError, and what the disk answers; the
 * book is then as it was. A copy of an older format is brought up to date, and stays itself as it is.
 */
export function restoreBook(options: RestoreOptions): Restored {
  const { from, passphrase, now } = options;
  const target = resolve(options.path);
  requirePlainName(options.path, target);
  const place = existsSync(target) ? realpathSync(target) : ledTo(target);
  if (existsSync(from) && realpathSync(from) === place) {
    throw new BookError('book-exists', `"${from}" is the book itself. Name the copy to put back.`);
  }
  return withClosedBook(from, { passphrase, is: 'a copy' }, (db) => {
    let kept: Kept | null = null;
    // Before the act is noted: acts of an older format do not outlive its upgrade.
    migrate(db, MIGRATIONS);
    raisePlaces(db, existsSync(place) ? lastPlacesOf(place) : new Map());
    replaceFile(
      place,
      (draft) => fillBackup(db, draft, null),
      (draft) => {
        kept = existsSync(place) ? keepPresent(options, place) : null;
        if (kept?.isBackup === true) noteIn(draft, options, kept.path);
        // A log without its file; the copy's own is not there yet.
        for (const companion of filledCompanions(place)) {
          renameSync(
            companion,
            nameOfBefore(place, now.slice(0, 10)) + companion.slice(place.length),
          );
        }
      },
    );
    const present = kept as Kept | null;
    return { kept: present?.path ?? null, isAct: present?.isBackup === true };
  });
}

/** Where a link leads that has nothing at its end, if that can be made there; else the path itself. */
function ledTo(target: string): string {
  if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
  const end = resolve(dirname(target), readlinkSync(target));
  return existsSync(dirname(end)) ? end : target;
}

/** Where the present is, and whether it is proven and can be put back. */
interface Kept {
  readonly path: string;
  readonly isBackup: boolean;
}

function noteIn(draft: string, { act, now }: RestoreOptions, kept: string): void {
  const db = connect(draft);
  try {
    keepSums(db);
    noteRestore(db, act, kept, now);
  } finally {
    db.close();
  }
  syncFile(draft);
}

/** Backs up what is there; what cannot be opened or proven is kept under another name. */
function keepPresent(options: RestoreOptions, place: string): Kept {
  const { path, folder, isOwnFolder, reason = 'before-restore', now } = options;
  try {
    const book = openBook(path, { now });
    try {
      const { path: backup } = backUp(book, { folder, isOwnFolder, reason, now });
      return { path: backup, isBackup: true };
    } finally {
      book.close();
    }
  } catch (error) {
    const cannotBeProven =
      error instanceof BookError && ['not-a-book', 'book-newer'].includes(error.code);
    if (!cannotBeProven) throw error;
    return { path: keepAsItIs(place, now.slice(0, 10)), isBackup: false };
  }
}

/** `book.before-restore.2026-11-29.basisbook`, or one that counts on. */
const nameOfBefore = (place: string, day: string): string =>
  freeName(place, `before-restore.${day}`);

function keepAsItIs(place: string, day: string): string {
  const kept = nameOfBefore(place, day);
  if (lstatSync(place).isDirectory()) {
    renameSync(place, kept);
    return kept;
  }
  try {
    linkSync(place, kept);
  } catch {
    // The file system has no links.
    copyFileSync(place, kept, constants.COPYFILE_EXCL);
    syncFile(kept);
  }
  for (const companion of filledCompanions(place)) {
    renameSync(companion, kept + companion.slice(place.length));
  }
  return kept;
}
