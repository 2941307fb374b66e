/** Every step of the book's format, oldest first. */
import { up as firstBook } from './0001-first-book.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: '0001-first-book', up: firstBook },
];
