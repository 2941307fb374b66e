import type { Connection } from '../sqlite.ts';

/** One step of the book's format. Once released, its file never changes: books have been made by it. */
export interface Migration {
  /** The `user_version` of a book after it: 1, 2, … without gaps. */
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction with foreign keys off; they are checked before it is committed. */
  readonly up: (db: Connection) => void;
}
