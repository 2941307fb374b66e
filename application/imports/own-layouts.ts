/** Layouts of brokers' files that a person made, as the book has them and as the reader takes them. */
import { keepOwnLayout, listOwnLayouts } from '../../db/own-layouts.ts';
import type { Book } from '../../db/open.ts';
import { headerShape, ownLayoutOf, type OwnLayout } from '../../formats/accounts/own-layouts.ts';

/** Those of a book that the reader understands. */
export function ownLayoutsOf(book: Book): readonly OwnLayout[] {
  return listOwnLayouts(book).flatMap((row) => {
    const read = ownLayoutOf(row);
    return 'layout' in read ? [read.layout] : [];
  });
}

/** Keeps a layout for the next file of its shape. */
export function rememberLayout(book: Book, layout: OwnLayout): void {
  const { name, headings, columns, words } = layout;
  keepOwnLayout(book, { shape: headerShape(headings), name, headings, columns, words });
}
