/**
 * What do the codes beside a trade make of it?
 *
 * Some brokers call a trade by its side alone and say in a column of codes whether it opens or closes a position, or
 * takes a trade back. A sale that opens and a purchase that closes are those of shares that were sold short.
 *
 * Source: Interactive Brokers' codes of activity statements: O (opening trade), C (closing trade), Ca (cancelled).
 * Example: -100 shares with "O" are sold short; 100 with "C;P" end that.
 * Awkward case: "C;O" of a sale: it closes what was held, and the rest is sold short; asked as well.
 * Not handled: codes of exercises and assignments.
 */
import { headingKey } from './headings.ts';
import type { Table } from './tables.ts';
import { inCapitals, type Meaning } from './words.ts';

const HEADINGS = new Set(['code', 'codes', 'notescodes', 'opencloseindicator', 'openclose']);
/** A cell of codes and of nothing else. */
const CODES = /^[A-Z][A-Za-z]{0,3}(?:\s*[;,\s]\s*[A-Z][A-Za-z]{0,3})*$/;

/** Places of columns that hold codes beside what the record says. */
export function codePlaces({ headings, roles, records }: Table): readonly number[] {
  return headings.flatMap((heading, place) => {
    const isOfCodes =
      HEADINGS.has(headingKey(heading).replaceAll(' ', '')) &&
      (roles[place] ?? 'ignored') === 'ignored';
    const fits = records.every(({ cells }) => !cells[place] || CODES.test(cells[place]));
    return isOfCodes && fits ? [place] : [];
  });
}

/** A trade by what its codes say of it. */
export function meaningByCodes(
  meaning: Meaning | null,
  cells: readonly string[],
  places: readonly number[],
): Meaning | null {
  if (places.length === 0 || (meaning !== 'buy' && meaning !== 'sell')) return meaning;
  const codes = places.flatMap((place) => (cells[place] ?? '').split(/[;,\s]+/));
  if (codes.includes('Ca')) return 'cancelled';
  return codes.includes(meaning === 'sell' ? 'O' : 'C') ? 'short' : meaning;
}

/** "Short" alone in a column of types: the trade beside it is of shares that were sold short. */
export function meaningByTypes(meaning: Meaning | null, types: readonly string[]): Meaning | null {
  const isShort = types.some((type) => inCapitals(type) === 'SHORT');
  return isShort && (meaning === 'buy' || meaning === 'sell') ? 'short' : meaning;
}
