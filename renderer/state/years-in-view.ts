/** Which years of a long list stand in it at once, and which are folded. */

/** A year, or years in a row that are shown when they are asked for. */
type YearRow = number | { readonly from: number; readonly to: number };

/** How many years of the book are shown before the others are asked for. */
const SHOWN = 5;

/**
 * The newest first. Of years after the last one that the book has an entry or a document of, in which its
 * shares are still held, the newest is the one to file next; those between have nothing yet. Both take a line.
 *
 * @param years ascending
 * @param last the last year with an entry or a document; null of a book without one
 * @param open the year that is looked at, which always stands there
 */
export function yearsInView(
  years: readonly number[],
  last: number | null,
  open: number | null,
): readonly YearRow[] {
  const newest = years.at(-1);
  const isAhead = last !== null && newest !== undefined && newest > last;
  const ofBook = isAhead ? years.filter((year) => year <= last) : years;
  const seen = new Set([...ofBook.slice(isAhead ? 2 - SHOWN : -SHOWN), newest, open]);
  const rows: YearRow[] = [];
  let folded: number[] = [];
  const unfold = (): void => {
    const [to] = folded;
    const from = folded.at(-1);
    // One year takes as much room as what it would be folded into.
    if (to !== undefined && from !== undefined) rows.push(from === to ? to : { from, to });
    folded = [];
  };
  for (const year of years.toReversed()) {
    if (!seen.has(year)) {
      folded.push(year);
      continue;
    }
    unfold();
    rows.push(year);
  }
  unfold();
  return rows;
}
