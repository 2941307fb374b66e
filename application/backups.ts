/**
 * The backups of the holder's own book: made by themselves and by hand, listed, shown, put back.
 *
 * They are of the book of the data folder, whichever book is open: the sample is made anew at any time.
 * Each goes into the program's own folder beside the book, and into a second one where it is named.
 * A second folder that is not there (a stick in a drawer) stops nothing; it is said where backups are listed.
 *
 * Example: at the first start of a day, a moment after the window is there, the book is backed up.
 * Awkward case: the first of two copies of one name cannot be read. The one in the second folder is tried.
 * Not handled: a passphrase for the second folder; it would have to be kept beside the book. A sealed
 * copy is made by hand.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { looksPortable } from '../db/book-file.ts';
import { hasBackupOf, RULE_IN_WORDS, type BackupReason } from '../db/backup-rule.ts';
import {
  backupIdOf,
  backUp,
  backupsBeside,
  listBackups,
  withdraw,
  type Backup,
} from '../db/backups.ts';
import { readCopy } from '../db/closed-book.ts';
import { countFacts } from '../db/counts.ts';
import { clearDrafts, draftPath, makeNewFile } from '../db/draft-file.ts';
import { underFreeName } from '../db/free-name.ts';
import { BookError, type Book } from '../db/open.ts';
import { bookOfPortable } from '../db/portable.ts';
import { keptBeside } from '../db/kept-copies.ts';
import { restoreBook, type Restored } from '../db/restore.ts';
import type { RestoreAct } from '../db/restore-act.ts';
import { salvageBook } from '../db/salvage.ts';
import {
  firstThatWorks,
  folderProblem,
  nameSecondFolder,
  isSameFolder,
  requireWritableFolder,
  secondFolderIn,
} from './backup-folders.ts';
import { contentsOf } from './book-contents.ts';
import { differencesBetween } from './book-differences.ts';
import type { HandlerAnswer } from './contract.ts';
import { recallBook, shortfallSentence } from './known-books.ts';
import { ownBookOf, requireOwnBook } from './own-book.ts';
import { RefusalError } from './refusal.ts';
import { bookRefusal } from './book-refusal.ts';
import { isEmpty, type Session } from './session.ts';
import type { CopySource } from './wire-backups.ts';

type List = HandlerAnswer<'backups.list'>;
type Row = List['backups'][number];
type Preview = HandlerAnswer<'backups.preview'>;

interface BackupsOptions {
  readonly dataFolder: string;
  /** The instant, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** How many lost records are shown; the list has them all. */
const SHOWN = 100;
const SAVED: RestoreAct = { name: 'What could be read of the damaged book', is: 'done' };

/** The day by the clock of this computer, as a number. */
const dayOf = (instant: string): number => {
  const at = new Date(instant);
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;
};

/** A copy and where it is. */
interface Found {
  readonly place: Row['places'][number];
  readonly backup: Pick<Backup, 'path' | 'at' | 'bytes' | 'isSealed'> & {
    readonly reason: Row['reason'];
    /** Null where its name does not say of which book it is. */
    readonly bookId: string | null;
  };
}

/** A file that is to be put back, under a name that `clearDrafts` knows. */
interface Copy {
  readonly path: string;
  readonly file: string;
  readonly at: string | null;
  readonly passphrase: string | null;
}

export class Backups {
  readonly #session: Session;
  readonly #options: BackupsOptions;
  #problem: string | null = null;
  #secondProblem: string | null = null;

  constructor(session: Session, options: BackupsOptions) {
    this.#session = session;
    this.#options = options;
  }

  get #folder(): string {
    return backupsBeside(this.#session.ownPath);
  }

  list(): List {
    const second = secondFolderIn(this.#options.dataFolder);
    const rows = new Map<string, Row>();
    const book = ownBookOf(this.#session);
    const id = book === null ? null : backupIdOf(book);
    const all = this.#all();
    for (const { place, backup } of all) {
      const { at, reason, bytes, isSealed, bookId } = backup;
      const file = path.basename(backup.path);
      const places = [...(rows.get(file)?.places ?? []), place];
      const isOfThisBook = bookId === null ? null : id === null || id === bookId;
      rows.set(file, { file, places, at, reason, bytes, isSealed, isOfThisBook });
    }
    return {
      folder: this.#folder,
      bookPath: this.#session.ownPath,
      secondFolder: second,
      secondProblem: second === null ? null : (folderProblem(second) ?? this.#secondProblem),
      problem: this.#problem,
      rule: RULE_IN_WORDS,
      backups: [...rows.values()].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    };
  }

  /** Backs the open book up, now. */
  make(): List {
    const book = requireOwnBook(this.#session);
    this.#session.guarded(book, () => this.#backUp(book, 'by-hand'));
    return this.list();
  }

  /** Backs the book up where that was not done today. Never throws what a disk or a book can say. */
  daily(): void {
    const book = ownBookOf(this.#session);
    if (book === null) return;
    try {
      this.#session.guarded(book, () => {
        if (book.read(() => isEmpty(book))) return;
        const id = backupIdOf(book);
        const days = listBackups(this.#folder, book.path)
          .filter(({ bookId }) => bookId === id)
          .map(({ at }) => dayOf(at));
        if (!hasBackupOf(dayOf(this.#options.now()), days)) this.#backUp(book, 'daily');
        this.#problem = null;
      });
    } catch (error) {
      const refusal = bookRefusal(error);
      if (refusal === undefined) throw error;
      this.#problem = refusal.message;
    }
  }

  /** Before much is changed: returns what takes the backup back where nothing was. */
  before(reason: 'before-import' | 'before-release'): () => void {
    const book = ownBookOf(this.#session);
    if (book === null) return () => undefined;
    const made = this.#session.guarded(book, () =>
      book.read(() => isEmpty(book)) ? [] : this.#backUp(book, reason),
    );
    return () => made.forEach(withdraw);
  }

  setFolder(folder: string | null): List {
    const named = folder === null || folder.trim() === '' ? null : requireWritableFolder(folder);
    const own = [this.#folder, path.dirname(this.#session.ownPath)];
    if (named !== null && own.some((each) => isSameFolder(each, named))) {
      throw new RefusalError(
        'invalid-input',
        'This folder has the book or its backups already, and would be lost with them. Choose one on another disk.',
      );
    }
    nameSecondFolder(this.#options.dataFolder, named);
    this.#secondProblem = null;
    return this.list();
  }

  preview(source: CopySource): Preview | null {
    return this.#withCopy(source, ({ path: from, file, at, passphrase }) =>
      readCopy(from, passphrase, (copy) => {
        const book = ownBookOf(this.#session);
        const [counts, then] = copy.read(() => [countFacts(copy), contentsOf(copy)]);
        const { accounts, securities, documents, transactions } = counts;
        return {
          file,
          at,
          counts: { accounts, securities, documents, transactions },
          differences:
            book === null
              ? null
              : differencesBetween(
                  then,
                  book.read(() => contentsOf(book)),
                ),
        };
      }),
    );
  }

  /** Puts a copy in the book's place. Returns where the present is kept, and whether that can be undone. */
  restore(source: CopySource): Restored {
    const reason = source.kind === 'given' ? 'before-import' : 'before-restore';
    const done = this.#withCopy(source, ({ path: from, file, at, passphrase }) => {
      readCopy(from, passphrase, requireOwn);
      const name =
        at === null ? `Book put back from ${file}` : `Backup of ${at.slice(0, 10)} put back`;
      return this.#putBack(from, passphrase, reason, { name, is: 'done' });
    });
    if (done === null) throw noneWhole();
    return done;
  }

  /** What goes over a restore of the history, where `file`, the backup that it names, is there. */
  wayTo(file: string, act: RestoreAct, impossible: string): () => void {
    const found = this.#all().filter(({ backup }) => path.basename(backup.path) === file);
    if (found.length === 0) {
      throw new RefusalError(
        'not-found',
        `“${act.name}” ${impossible}: the backup that it leads to, “${file}”, is not in ${this.#folder} any more. Bring it back there, then try again.`,
      );
    }
    return () =>
      void firstThatWorks(found, ({ backup }) =>
        this.#putBack(backup.path, null, 'before-restore', act),
      );
  }

  #putBack(
    from: string,
    passphrase: string | null,
    reason: BackupReason,
    act: RestoreAct,
  ): Restored {
    const { now } = this.#options;
    return this.#session.replaceOwn((place) =>
      restoreBook({
        from,
        passphrase,
        path: place,
        folder: this.#folder,
        isOwnFolder: true,
        reason,
        act,
        now: now(),
      }),
    );
  }

  /** Makes a new book of what can be read of the damaged one, and puts it in its place. */
  salvage(): Omit<HandlerAnswer<'backups.salvage'>, 'status'> {
    const { ownPath } = this.#session;
    if (this.#session.book !== null) {
      throw new RefusalError('conflict', 'The book is open, so there is nothing to save.');
    }
    const draft = draftPath(ownPath);
    const now = this.#options.now();
    try {
      const { counts, lost } = salvageBook(ownPath, draft, now);
      // Damage that takes a part with all that speaks of it leaves nothing to miss.
      const known = lost.length === 0 ? recallBook(this.#options.dataFolder) : undefined;
      const less = known?.path === ownPath ? shortfallSentence(known, counts) : undefined;
      const messages = less === undefined ? lost.map(({ message }) => message) : [less];
      const lines = messages.map((message, i) => {
        const says = lost[i]?.says ?? null;
        return says === null ? message : `${message}\n  ${JSON.stringify(says)}`;
      });
      const list = lines.length === 0 ? null : this.#listOfLost(lines, now.slice(0, 10));
      const kept = this.#putBack(draft, null, 'before-restore', SAVED).kept ?? ownPath;
      const { accounts, securities, documents, transactions } = counts;
      return {
        kept,
        list,
        counts: { accounts, securities, documents, transactions },
        lost: { count: messages.length, first: messages.slice(0, SHOWN) },
      };
    } finally {
      rmSync(draft, { force: true });
    }
  }

  #listOfLost(lines: readonly string[], day: string): string {
    const { dir, name } = path.parse(this.#session.ownPath);
    return underFreeName(
      (more) => path.join(dir, `${name}.lost.${day}${more}.txt`),
      (file) => makeNewFile(file, (draft) => writeFileSync(draft, `${lines.join('\n')}\n`)),
    );
  }

  /** Runs `use` on the file of a copy; null where the newest whole one is asked for and there is none. */
  #withCopy<T>(source: CopySource, use: (copy: Copy) => T): T | null {
    switch (source.kind) {
      case 'newest':
        return this.#withNewest(use);
      case 'listed': {
        const found = this.#all().filter(
          ({ backup }) => path.basename(backup.path) === source.file,
        );
        return firstThatWorks(found, ({ backup }) =>
          use({
            path: backup.path,
            file: source.file,
            at: backup.at,
            passphrase: source.passphrase,
          }),
        );
      }
      case 'given':
        return this.#withGiven(source, use);
    }
  }

  #withNewest<T>(use: (copy: Copy) => T): T | null {
    for (const { backup } of this.#all()) {
      if (backup.isSealed) continue;
      try {
        const file = path.basename(backup.path);
        return use({ path: backup.path, file, at: backup.at, passphrase: null });
      } catch (error) {
        // The one before it may be whole.
        if (!(error instanceof BookError)) throw error;
      }
    }
    return null;
  }

  #withGiven<T>(source: Extract<CopySource, { kind: 'given' }>, use: (copy: Copy) => T): T {
    const { dataFolder } = this.#options;
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    clearDrafts(dataFolder);
    const draft = draftPath(path.join(dataFolder, 'given'));
    const bytes = Buffer.from(source.base64, 'base64');
    const { fileName } = source;
    try {
      if (looksPortable(bytes)) {
        bookOfPortable(bytes.toString('utf8'), fileName, draft);
      } else {
        writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx' });
      }
      return use({ path: draft, file: fileName, at: null, passphrase: source.passphrase });
    } catch (error) {
      if (!(error instanceof BookError)) throw error;
      // The sentence names what was chosen.
      throw new BookError(error.code, error.message.replaceAll(draft, fileName), { cause: error });
    } finally {
      for (const suffix of ['', '-wal', '-shm', '-journal'])
        rmSync(draft + suffix, { force: true });
    }
  }

  /** Into the own folder, and into the second one where that is there. */
  #backUp(book: Book, reason: BackupReason): Backup[] {
    const now = this.#options.now();
    const made = [backUp(book, { folder: this.#folder, isOwnFolder: true, reason, now })];
    this.#problem = null;
    const second = secondFolderIn(this.#options.dataFolder);
    if (second === null) return made;
    this.#secondProblem = null;
    try {
      made.push(backUp(book, { folder: second, isOwnFolder: false, reason, now }));
    } catch (error) {
      const refusal = bookRefusal(error);
      if (refusal === undefined) throw error;
      this.#secondProblem = refusal.message;
    }
    return made;
  }

  /** In both folders and beside the book, the newest first. */
  #all(): Found[] {
    const second = secondFolderIn(this.#options.dataFolder);
    const { ownPath } = this.#session;
    const places = [
      ['own', this.#folder],
      ...(second === null ? [] : [['second', second] as const]),
    ] as const;
    const beside = keptBeside(ownPath).map((copy): Found => ({
      place: 'beside',
      backup: { ...copy, isSealed: false, bookId: null },
    }));
    return places
      .flatMap(([place, folder]) =>
        listBackups(folder, ownPath).map((backup): Found => ({ place, backup })),
      )
      .concat(beside)
      .toSorted((a, b) => (a.backup.at < b.backup.at ? 1 : a.backup.at > b.backup.at ? -1 : 0));
  }
}

function noneWhole(): RefusalError {
  return new RefusalError('not-found', 'There is no backup that is whole. Choose another file.');
}

/** A sample in the place of the holder's book would be made anew at the next look at it. */
function requireOwn(copy: Book): void {
  if (copy.kind === 'own') return;
  throw new RefusalError(
    'invalid-input',
    'This is a copy of the sample book. Choose a copy of a book of your own.',
  );
}
