import { expect, it } from 'vitest';
import type { KnownTerms } from '../terms/terms.ts';
import { libraryRows } from './library-rows.ts';
import type { LibraryEntry } from './review-from-library.ts';

const release = (issuer: string, taxYear: number) => ({ issuer, taxYear }) as LibraryEntry;
const terms = (issuer: string | null, date: string) => ({ issuer, date }) as KnownTerms;

it('the library is one list: newest year first, then who published it, releases before terms by their day', () => {
  const rows = libraryRows(
    [release('Udr', 2020), release('Aimco', 2002), release('Aimco', 2020)],
    [terms('Aimco', '2020-12-15'), terms('Aimco', '2020-11-30'), terms('Aimco', '2008-01-30')],
  );
  expect(
    rows.map(({ year, release: one, terms: other }) => [year, one?.issuer ?? other?.date]),
  ).toEqual([
    [2020, 'Aimco'],
    [2020, '2020-11-30'],
    [2020, '2020-12-15'],
    [2020, 'Udr'],
    [2008, '2008-01-30'],
    [2002, 'Aimco'],
  ]);
});
