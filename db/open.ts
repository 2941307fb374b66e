/** The door to a book: everything that other folders need to make, open and hold one. */
export { BookError } from './book-error.ts';
export { type Book, type BookKind } from './book.ts';
export { createBook } from './create-book.ts';
export { openBook, type OpenOptions } from './open-book.ts';
