/**
 * Copies of the book for elsewhere: sealed, as text, or as it is; written into a folder that was named, or
 * given to the window, which lets the holder choose the place (the desktop asks, a browser downloads).
 *
 * What is given to the window was proven here; the desktop reads the file again after it was written.
 * Awkward case: the file of the open book is gone, and nothing can be written in its place. What is open is
 * still whole, and can be saved anywhere.
 * Not handled: a file of more than 128 MB on its way through the window; a folder takes it.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { backUp } from '../db/backups.ts';
import { underFreeName } from '../db/free-name.ts';
import type { Book } from '../db/open.ts';
import { exportedBytes, exportOpenBook } from '../db/portable.ts';
import { copiedBytes, sealedBytes } from '../db/save-copy.ts';
import { requireFolder } from './backup-folders.ts';
import type { HandlerAnswer } from './contract.ts';
import { requireOwnBook } from './own-book.ts';
import { RefusalError } from './refusal.ts';
import type { Session } from './session.ts';

type FileInHand = HandlerAnswer<'backups.openFile'>;

const MEGABYTE = 1024 * 1024;
/** Four thirds of it have to be one text, in the thread, the host and the window. */
const LARGEST_FILE = 128 * MEGABYTE;

export class Copies {
  readonly #session: Session;
  readonly #now: () => string;

  /** `now`: the instant, ISO 8601 in UTC. */
  constructor(session: Session, now: () => string) {
    this.#session = session;
    this.#now = now;
  }

  /** A copy that nobody can read without the passphrase. */
  copyTo(folder: string, passphrase: string): HandlerAnswer<'backups.copy'> {
    const book = requireOwnBook(this.#session);
    const target = requireFolder(folder);
    return this.#session.guarded(book, () => {
      const now = this.#now();
      const options = { isOwnFolder: false, reason: 'by-hand', now, passphrase } as const;
      const made = backUp(book, { ...options, folder: target });
      return { path: made.path, bytes: made.bytes };
    });
  }

  /** The whole book as text. */
  exportTo(folder: string): HandlerAnswer<'backups.export'> {
    const book = requireOwnBook(this.#session);
    const target = requireFolder(folder);
    return this.#session.guarded(book, () => {
      const written = underFreeName(
        (more) => path.join(target, this.#name(book, `export${more}.json`)),
        (file) => exportOpenBook(book, file),
      );
      return { path: written, bytes: statSync(written).size };
    });
  }

  sealedFile(passphrase: string): FileInHand {
    const book = requireOwnBook(this.#session);
    return this.#inHand(book, 'basisbook-sealed', () => sealedBytes(book, passphrase));
  }

  exportFile(): FileInHand {
    const book = requireOwnBook(this.#session);
    return this.#inHand(book, 'export.json', () => exportedBytes(book));
  }

  /** What is open, whatever has become of its file. */
  openFile(): FileInHand {
    const { book } = this.#session;
    if (book === null)
      throw new RefusalError('no-book', 'No book is open, so there is none to save.');
    return this.#inHand(book, 'saved.basisbook', () => copiedBytes(book));
  }

  #inHand(book: Book, ending: string, make: () => Buffer): FileInHand {
    return this.#session.guarded(book, () => {
      const bytes = make();
      if (bytes.length > LARGEST_FILE) {
        throw new RefusalError(
          'invalid-input',
          `The file would be larger than ${LARGEST_FILE / MEGABYTE} MB, which is more than goes through the window. Name a folder for it instead.`,
        );
      }
      return { fileName: this.#name(book, ending), base64: bytes.toString('base64') };
    });
  }

  #name(book: Book, ending: string): string {
    return `${path.parse(book.path).name}.${this.#now().slice(0, 10)}.${ending}`;
  }
}
