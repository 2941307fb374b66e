/** The terms of reorganisations that a book has. */
import type { Book } from '../../db/open.ts';
import { listTermsDocuments } from '../../db/terms-documents.ts';
import { readTerms } from '../../formats/terms/read-terms.ts';
import type { ReorganisationTerms } from '../../formats/terms/terms.ts';

/** In the order of acceptance, as far as they can be read. */
export function termsOfBook(book: Book): readonly ReorganisationTerms[] {
  return listTermsDocuments(book).flatMap(({ text }) => readTerms(text).terms ?? []);
}
