/**
 * Which book is open, and what has been computed from it since its last change.
 *
 * A data folder holds at most two books: the user's own and the sample. The user's own is opened
 * where it exists. Facts and reports are kept in memory (`figures.ts`) and never stored.
 */
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countFacts } from '../db/counts.ts';
import { draftPath } from '../db/draft-file.ts';
import { loadFacts } from '../db/facts.ts';
import { freeName } from '../db/free-name.ts';
import { forgetActs } from '../db/history.ts';
import { BookError, createBook, openBook, type Book, type BookKind } from '../db/open.ts';
import { saveCopy } from '../db/save-copy.ts';
import { computeYear } from '../tax/compute-year.ts';
import type { Facts } from '../tax/facts/model.ts';
import type { WatchTask } from './wire-work.ts';
import { Figures, type Compute, type FiguresOfTransaction } from './figures.ts';
import { lostSentence, recallBook, rememberBook, type KnownBook } from './known-books.ts';
import type { NameChange } from './documents/name-changes.ts';
import { reference } from '../resources/reference.ts';
import { bookRefusal } from './book-refusal.ts';
import { RefusalError } from './refusal.ts';

export const BOOK_FILES: Readonly<Record<BookKind, string>> = {
  own: 'book.basisbook',
  sample: 'sample.basisbook',
};

interface SessionOptions {
  /** Where the books are kept. */
  readonly dataFolder: string;
  /** One book by its path, in place of those of the data folder. */
  readonly bookPath?: string | undefined;
  /** The instant, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly newId: () => string;
  /** Puts the sample's facts into an empty book, inside of its write transaction. */
  readonly fillSample: (context: BookContext) => void;
  /** Makes what is told of the computation of a year, and of taking a file in. */
  readonly watch?: WatchTask | undefined;
}

/** What a handler gets: the open book, and the figures of its present state. */
export interface BookContext extends FiguresOfTransaction {
  readonly book: Book;
  readonly now: () => string;
  readonly newId: () => string;
  /** Computes a year of other facts than the book's; watched, and not kept. */
  readonly compute: Compute;
  /** Makes what is told of a computation on other facts, or of a file; undefined where nobody asks. */
  readonly watch: WatchTask;
  /** What documents changed about securities since the book was opened, by document. */
  readonly nameChanges: Map<string, NameChange>;
}

/** A sample, and what SQLite may have left beside it. */
const SAMPLE_FILES = ['', '-wal', '-shm'];

export function isEmpty(book: Book): boolean {
  return Object.values(countFacts(book)).every((count) => count === 0);
}

export class Session {
  readonly #options: SessionOptions;
  #book: Book | null = null;
  #problem: string | null = null;
  /** Why the open book cannot be written any more. */
  #gone: string | null = null;
  #isDamaged = false;
  #figures: Figures | null = null;
  readonly #compute: Compute;
  readonly #nameChanges = new Map<string, NameChange>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#compute = (facts, year) => computeYear(facts, year, reference, options.watch?.(year));
    this.#openFirst();
  }

  get book(): Book | null {
    return this.#book;
  }

  /** Why a book that exists is not open. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Why the open book takes no change any more: its file is not in its place. */
  get gone(): string | null {
    return this.#gone;
  }

  /** The holder's own book that was here the last time, and is not now. */
  get lost(): KnownBook | undefined {
    const { bookPath, dataFolder } = this.#options;
    if (bookPath !== undefined || this.available().includes('own')) return undefined;
    return recallBook(dataFolder);
  }

  /** Whether it is not open because its file cannot be read as a book. */
  get isDamaged(): boolean {
    return this.#problem !== null && this.#isDamaged;
  }

  /** The books that exist in the data folder, the user's own first. */
  available(): BookKind[] {
    if (this.#options.bookPath !== undefined) return [];
    return (['own', 'sample'] as const).filter((kind) => existsSync(this.#pathOf(kind)));
  }

  /**
   * Before any call: a book that could not be opened may be whole again, after another program has written
   * it or has given it back. Its records are proven at once, so that a damaged one does not count as open.
   */
  retry(): void {
    if (this.book !== null || this.#problem === null) return;
    this.#openFirst();
    const book = this.#book;
    if (book === null) return;
    try {
      this.guarded(book, () => book.read(() => loadFacts(book)));
    } catch (error) {
      if (bookRefusal(error) === undefined) throw error;
    }
  }

  create(kind: BookKind): void {
    if (kind === 'own' && this.available().includes('own')) {
      throw new RefusalError(
        'conflict',
        'There is a book of your own already. Open it; it is never replaced.',
      );
    }
    const target = this.#pathOf(kind);
    mkdirSync(this.#options.dataFolder, { recursive: true });
    if (kind === 'sample') {
      if (this.#book?.kind === 'sample') this.#close();
      this.#removeSample(target);
    }
    this.#clearLink(target);
    const book = createBook(target, { kind, now: this.#options.now() });
    try {
      if (kind === 'sample') this.#fill(book);
    } catch (error) {
      book.close();
      throw error;
    }
    this.#take(book);
  }

  open(kind: BookKind): void {
    if (!this.available().includes(kind)) {
      throw new RefusalError(
        'not-found',
        kind === 'sample'
          ? 'There is no sample book yet. Choose the sample book to make one.'
          : 'There is no book of your own yet. Start an empty one.',
      );
    }
    if (this.#book?.kind === kind) return;
    this.#take(this.#opened(this.#pathOf(kind)));
  }

  /** Runs a handler in one transaction of the open book. */
  inTransaction<T>(mode: 'query' | 'command', run: (context: BookContext) => T): T {
    const book = this.#book;
    const figures = this.#figures;
    if (book === null || figures === null) {
      throw new RefusalError(
        'no-book',
        this.#problem ?? 'No book is open. Choose the sample book, or start an empty one.',
      );
    }
    return this.guarded(book, () =>
      mode === 'query'
        ? book.read(() => run(this.#contextOf(book, figures.ofQuery())))
        : book.write(() => run(this.#contextOf(book, figures.ofCommand()))),
    );
  }

  /** Where the holder's own book is, or would be. */
  get ownPath(): string {
    return this.#pathOf('own');
  }

  /** Runs what puts another file in the place of the holder's own book, and opens that, or what is there. */
  replaceOwn<T>(run: (path: string) => T): T {
    this.#close();
    try {
      return run(this.ownPath);
    } finally {
      this.#openFirst();
    }
  }

  /** Runs what can find out that the open book is damaged. */
  guarded<T>(book: Book, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof BookError && this.#book === book) this.#meet(error, book);
      throw error;
    }
  }

  /** Whether something waits in the log that a plain copy of the file would not have. */
  get isSettled(): boolean {
    return this.#book === null || this.#book.isSettled;
  }

  /** Has everything in the book's file. A disk that refuses is asked again the next time. */
  settle(): void {
    const book = this.#book;
    try {
      if (book !== null) this.guarded(book, () => book.settle());
    } catch (error) {
      if (bookRefusal(error) === undefined) throw error;
    }
  }

  /**
   * Saves what is open to a new file where the book's own is gone, and goes on with it: in its old place
   * if nothing is there, else under another name beside it. Returns where it is.
   */
  saveOpen(): string {
    const book = this.#book;
    if (book === null)
      throw new RefusalError('no-book', 'No book is open, so there is none to save.');
    const place = this.#options.bookPath ?? this.#pathOf(book.kind);
    mkdirSync(path.dirname(place), { recursive: true });
    // A log with something in it would be left beside the saved file as one of another book.
    this.settle();
    const draft = draftPath(place);
    saveCopy(book, draft);
    const isFree = !existsSync(place);
    const target = isFree ? place : freeName(place, `saved.${this.#options.now().slice(0, 10)}`);
    this.#close();
    renameSync(draft, target);
    if (isFree) this.#take(this.#opened(target));
    else this.#openFirst();
    return target;
  }

  #meet({ code, message }: BookError, { path: place }: Book): void {
    if (code === 'book-gone') this.#gone = message;
    // Its records are looked at when they are first read. A damaged book is as one that does not open.
    if (code === 'not-a-book') {
      this.#close();
      this.#problem = message;
      this.#isDamaged = true;
    }
    if (code !== 'log-gone' && code !== 'book-changed') return;
    // Closing puts what is open into the book, if that is still its own; then it gets a log of its own again.
    this.#close();
    this.#openOrSay(place);
  }

  close(): void {
    this.#close();
  }

  #contextOf(book: Book, figures: FiguresOfTransaction): BookContext {
    const { now, newId } = this.#options;
    const watch: WatchTask = (task) => this.#options.watch?.(task);
    return {
      book,
      now,
      newId,
      nameChanges: this.#nameChanges,
      compute: this.#compute,
      watch,
      ...figures,
    };
  }

  #pathOf(kind: BookKind): string {
    return this.#options.bookPath ?? path.join(this.#options.dataFolder, BOOK_FILES[kind]);
  }

  #openFirst(): void {
    this.#problem = null;
    this.#isDamaged = false;
    const { bookPath } = this.#options;
    const [kind] = this.available();
    const { lost } = this;
    if (lost !== undefined) {
      // The sample would look as if there had never been another.
      this.#problem = lostSentence(lost);
      return;
    }
    const target = bookPath ?? (kind === undefined ? undefined : this.#pathOf(kind));
    if (target === undefined || (bookPath !== undefined && !existsSync(bookPath))) return;
    this.#openOrSay(target);
  }

  /** Opens a book, or has why it does not open as the problem. */
  #openOrSay(target: string): void {
    try {
      this.#take(this.#opened(target));
    } catch (error) {
      const refusal = error instanceof RefusalError ? error : bookRefusal(error);
      if (refusal === undefined) throw error;
      this.#problem = refusal.message;
      this.#isDamaged = refusal.code === 'not-a-book';
    }
  }

  /** Opens a book; a sample whose making was cut off before it was filled is filled now. */
  #opened(target: string): Book {
    const book = openBook(target, { now: this.#options.now() });
    try {
      // Something that was left in it says that its user took out the rest.
      if (book.kind === 'sample' && book.read(() => isEmpty(book))) {
        this.#fill(book);
      }
    } catch (error) {
      book.close();
      throw error;
    }
    return book;
  }

  #fill(book: Book): void {
    book.write(() => {
      let facts: Facts | undefined;
      this.#options.fillSample(
        this.#contextOf(book, {
          facts: () => (facts ??= loadFacts(book)),
          report: (year) => this.#compute((facts ??= loadFacts(book)), year),
          changed: () => {
            facts = undefined;
          },
        }),
      );
      // The sample begins with it: it is nothing that its user did.
      forgetActs(book);
    });
  }

  #removeSample(target: string): void {
    if (!existsSync(target)) return;
    try {
      // Nobody else may have it open, and nothing but a sample is ever removed.
      const old = openBook(target, { now: this.#options.now() });
      const { kind } = old;
      old.close();
      if (kind !== 'sample') {
        throw new RefusalError(
          'conflict',
          `The file "${target}" is not a sample book. Move it away.`,
        );
      }
    } catch (error) {
      if (!(error instanceof BookError) || error.code === 'book-in-use') throw error;
      // A folder of that name is somebody's: it stays where it is.
      if (error.code === 'not-a-book' && lstatSync(target).isFile()) {
        this.#setAside(target);
        return;
      }
      throw new RefusalError(
        'conflict',
        `The old sample book cannot be replaced: ${error.message}`,
      );
    }
    for (const suffix of SAMPLE_FILES) rmSync(target + suffix, { force: true });
  }

  /** A link that leads nowhere is in the way of a new book, and is kept beside it: the old one may come back. */
  #clearLink(target: string): void {
    if (existsSync(target) || lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
    renameSync(target, freeName(target, `set-aside.${this.#options.now().slice(0, 10)}`));
  }

  /** Nobody's work is in a sample; still, what cannot be read is not thrown away. */
  #setAside(target: string): void {
    const aside = freeName(target, `damaged.${this.#options.now().slice(0, 10)}`);
    for (const suffix of SAMPLE_FILES) {
      if (existsSync(target + suffix)) renameSync(target + suffix, aside + suffix);
    }
  }

  #take(book: Book): void {
    this.#close();
    this.#book = book;
    this.#figures = new Figures(book, this.#compute);
    this.#problem = null;
    this.#remember();
  }

  /** What a later start says where the book is not found. */
  #remember(): void {
    const { bookPath, dataFolder, now } = this.#options;
    const book = this.#book;
    if (book?.kind !== 'own' || bookPath !== undefined || this.#gone !== null) return;
    let counts;
    try {
      counts = book.read(() => countFacts(book));
    } catch (error) {
      // A damaged book is known as it was when it was whole.
      if (error instanceof BookError) return;
      throw error;
    }
    const { transactions: entries, documents } = counts;
    rememberBook(dataFolder, { path: book.path, lastOpen: now(), entries, documents });
  }

  #close(): void {
    this.#remember();
    this.#figures = null;
    this.#gone = null;
    this.#nameChanges.clear();
    this.#book?.close();
    this.#book = null;
  }
}
