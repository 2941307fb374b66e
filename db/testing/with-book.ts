/** An empty book of its own for a test, closed and taken away afterwards. */
import { join } from 'node:path';
import { createBook, type Book } from '../open.ts';
import { NOW, temporaryFolder } from './samples.ts';

export function withBook(fn: (book: Book, path: string) => void): void {
  using folder = temporaryFolder();
  const path = join(folder.path, 'the.book');
  const book = createBook(path, { kind: 'own', now: NOW });
  try {
    fn(book, path);
  } finally {
    book.close();
  }
}
