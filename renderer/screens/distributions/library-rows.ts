/** In which order does the library stand? The newest year first, as the documents of a book do; what of one year by who published it. */
import type { KnownTerms } from '../terms/terms.ts';
import type { LibraryEntry } from './review-from-library.ts';

type LibraryRow =
  | { readonly year: number; readonly release: LibraryEntry; readonly terms: null }
  | { readonly year: number; readonly release: null; readonly terms: KnownTerms };

const issuerOf = ({ release, terms }: LibraryRow): string =>
  release === null ? (terms.issuer ?? '') : release.issuer;

/** Releases and terms in one list; of one issuer's year the release stands before the terms, and these by their day. */
export function libraryRows(
  releases: readonly LibraryEntry[],
  terms: readonly KnownTerms[],
): readonly LibraryRow[] {
  const rows: LibraryRow[] = [
    ...releases.map((release) => ({ year: release.taxYear, release, terms: null })),
    ...terms.map((one) => ({ year: Number(one.date.slice(0, 4)), release: null, terms: one })),
  ];
  return rows.sort(
    (a, b) =>
      b.year - a.year ||
      issuerOf(a).localeCompare(issuerOf(b), 'en') ||
      Number(a.terms !== null) - Number(b.terms !== null) ||
      (a.terms?.date ?? '').localeCompare(b.terms?.date ?? ''),
  );
}
