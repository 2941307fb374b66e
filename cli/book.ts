/** Books on the command line: opened by their path, every refusal a sentence of the command. */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp, backupsBeside, withdraw, type Backup } from '../db/backups.ts';
import { listFiled } from '../db/filed.ts';
import type { KeptInBook } from '../application/reports/kept-of-year.ts';
import { listKeptForms, newestForms } from '../db/kept-forms.ts';
import { listDocuments } from '../db/documents.ts';
import { listTermsDocuments } from '../db/terms-documents.ts';
import { loadFacts } from '../db/facts.ts';
import { requireSoundFile } from '../db/record-check.ts';
import { createBook, openBook, type Book, type OpenOptions } from '../db/open.ts';
import { reference } from '../resources/reference.ts';
import { RefusalError } from '../application/refusal.ts';
import { withClaims } from '../application/claims-of-book.ts';
import { withEstimates } from '../application/estimates-of-book.ts';
import { withStandIns } from '../application/reconcile/stand-ins.ts';
import { bookRefusal } from '../application/book-refusal.ts';
import { type BookContext } from '../application/session.ts';
import { computeYear } from '../tax/compute-year.ts';
import type { BrokerForms } from '../tax/reconcile/broker-forms.ts';
import type { Facts } from '../tax/facts/model.ts';
import { InputRefused, reasonLine } from './errors.ts';
import type { Io } from './io.ts';
import { howToAnswer } from './repeats.ts';

/**
 * Runs `use` and turns what is refused into reasons: what the handlers refuse is about the file that is
 * worked on, what a book and its disk refuse is about the file that `book` answers with.
 */
export function refusing<T>(
  book: (error: unknown) => string,
  about: () => string,
  use: () => T,
): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof InputRefused) throw error;
    // What a full disk or a folder that may not be written means is said as in the window.
    const [refusal, file] =
      error instanceof RefusalError ? [error, about()] : [bookRefusal(error), book(error)];
    if (!refusal) throw error;
    if (refusal.issues.length === 0) throw InputRefused.of(file, refusal.message);
    throw new InputRefused(
      refusal.issues.map(({ field, line, message }) => ({
        file,
        line,
        message: `${message}${howToAnswer(field)}`,
      })),
    );
  }
}

/** A log of another file beside the book is told, whatever the command is about. */
function sayLog(io: Io, file: string, { logNotice }: Book): void {
  if (logNotice !== null) io.stderr(reasonLine({ file, line: null, message: logNotice }));
}

/** Opens a book, uses it and closes it. Throws InputRefused. */
export function withBook<T>(io: Io, file: string, options: OpenOptions, use: (book: Book) => T): T {
  return refusing(
    () => file,
    () => file,
    () => {
      const book = openBook(resolve(io.cwd, file), options);
      sayLog(io, file, book);
      try {
        return use(book);
      } finally {
        book.close();
      }
    },
  );
}

/** As the window has them. Within a transaction. */
function factsOf(book: Book): Facts {
  return withEstimates(book, withClaims(book, withStandIns(book, loadFacts(book))));
}

/** The facts of a book, which is only read and proven from end to end, and the texts of its terms of reorganisations. */
export function readBook(
  io: Io,
  file: string,
): {
  readonly facts: Facts;
  readonly terms: readonly string[];
  /** SHA-256 of the documents' texts, by their ids. */
  readonly digests: ReadonlyMap<string, string>;
  /** The newest versions of the brokers' forms that were typed. */
  readonly kept: readonly BrokerForms[];
  /** Every version of them, and what was filed. */
  readonly inBook: KeptInBook;
} {
  return withBook(io, file, { readOnly: true }, (book) => {
    requireSoundFile(book);
    return {
      facts: book.read(() => factsOf(book)),
      digests: book.read(() => new Map(listDocuments(book).map(({ id, sha256 }) => [id, sha256]))),
      kept: book.read(() => newestForms(listKeptForms(book))),
      inBook: book.read(() => ({ forms: listKeptForms(book), filed: listFiled(book) })),
      terms: book.read(() => listTermsDocuments(book).map(({ text }) => text)),
    };
  });
}

/** What the handlers need to work on a book, without a window around it. */
function contextOf(book: Book): BookContext {
  let facts: Facts | undefined;
  const current = (): Facts => (facts ??= book.read(() => factsOf(book)));
  return {
    book,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    nameChanges: new Map(),
    watch: () => undefined,
    facts: current,
    compute: (some, year) => computeYear(some, year, reference),
    report: (year) => computeYear(current(), year, reference),
    changed: () => {
      facts = undefined;
    },
  };
}

/** Asks a book what a call of the window asks, without changing it. */
export function readOneBook<T>(io: Io, file: string, use: (context: BookContext) => T): T {
  return withBook(io, file, { readOnly: true }, (book) => book.read(() => use(contextOf(book))));
}

/** Does in a book what a call of the window does: one act of its history. */
export function changeOneBook(io: Io, file: string, use: (context: BookContext) => unknown): void {
  withBook(io, file, {}, (book) => book.write(() => use(contextOf(book))));
}

interface Changed<T> {
  readonly made: boolean;
  readonly results: readonly T[];
  /** The backup of the book as it was before; null for one that was made. */
  readonly kept: string | null;
}

/**
 * Changes a book as one transaction: one step per file, all of them or none. A book that is not there
 * is made, and not left behind when a step is refused. Throws InputRefused, which names the file of
 * the step.
 */
export function changeBook<T>(
  io: Io,
  file: string,
  inputs: readonly string[],
  reason: 'before-import' | 'before-release',
  step: (context: BookContext, input: string) => T,
): Changed<T> {
  const path = resolve(io.cwd, file);
  let about = file;
  return refusing(
    () => file,
    () => about,
    () => {
      const made = !existsSync(path);
      const book = made
        ? createBook(path, { kind: 'own', now: new Date().toISOString() })
        : openBook(path);
      sayLog(io, file, book);
      let done = false;
      let copy: Backup | undefined;
      try {
        if (!made) {
          const now = new Date().toISOString();
          const folder = backupsBeside(path);
          copy = backUp(book, { folder, isOwnFolder: true, reason, now });
        }
        const results = book.write(() => {
          const context = contextOf(book);
          return inputs.map((input) => {
            about = input;
            return step(context, input);
          });
        });
        done = true;
        return { made, results, kept: copy?.path ?? null };
      } finally {
        book.close();
        if (made && !done) {
          for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
        }
        // Nothing was changed, so there is nothing to go back from.
        if (copy !== undefined && !done) withdraw(copy);
      }
    },
  );
}
