/**
 * Do captions that were matched by their order stand over other columns than those that they were given to?
 *
 * Sums cannot tell columns from each other, so an order that places contradict proves nothing. Only words
 * that wide spaces part from all others have a place, and only over rows that are set out by spaces themselves.
 *
 * Example: one cell of a line of captions was lost and a row is broken: "Return of" is read before "Total Ordinary
 * Dividends", which stands over the first column of the parts.
 */
import { hasBars, wordUnits, type Piece } from '../grid/pieces.ts';
import type { TableColumn } from '../grid/tables.ts';
import type { Token } from '../grid/tokens.ts';
import type { Span } from './over-columns.ts';

/** Spaces that part a word from its neighbour. */
const APART = 2;

/** The places of the columns by one row that is on a line of its own, with wide spaces between its cells. */
function placesOf(rows: readonly (readonly Token[])[], size: number): readonly Span[] | undefined {
  return rows.find((row) =>
    row.every((token, c) => {
      const before = row[c - 1];
      return (
        row.length === size &&
        token.field === 0 &&
        token.lineIndex === row[0]?.lineIndex &&
        (before === undefined || token.from - before.to >= APART)
      );
    }),
  );
}

/** The words of a line that stand by themselves, away from its beginning. */
function wordsApart(piece: Piece): (Span & { readonly text: string })[] {
  const words = wordUnits(piece);
  return words.filter(({ from, to }, i) => {
    const before = words[i - 1]?.to ?? 0;
    const after = words[i + 1]?.from ?? Infinity;
    return from - before >= APART && after - to >= APART;
  });
}

/** Whether most words that have a place have it over a column of another caption. */
export function standElsewhere(
  columns: readonly TableColumn[],
  pieces: readonly Piece[],
  rows: readonly (readonly Token[])[],
): boolean {
  const places = placesOf(rows, columns.length);
  if (!places || pieces.some(hasBars)) return false;
  const captions = columns.map(({ caption }) => caption.split(/\s+/));
  let here = 0;
  let elsewhere = 0;
  for (const { text, from, to } of pieces.flatMap(wordsApart)) {
    const under = places.flatMap((place, c) => (from < place.to && place.from < to ? [c] : []));
    const owners = captions.flatMap((words, c) => (words.includes(text) ? [c] : []));
    if (under.length !== 1 || owners.length !== 1) continue;
    if (under[0] === owners[0]) here += 1;
    else elsewhere += 1;
  }
  return elsewhere > 1 && elsewhere > here;
}
