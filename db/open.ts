/** The door to a book: everything that other folders need to make, open and hold one. */
export { BookError, type BookErrorCode } from './book-error.ts';
export { BOOK_KINDS, type Book, type BookKind } from './book.ts';
export { createBook, type CreateOptions } from './create-book.ts';
export { openBook, type OpenOptions } from './open-book.ts';
