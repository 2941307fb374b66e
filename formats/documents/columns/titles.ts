/**
 * Titles right above captions, without an empty line between: lines that begin at the first column and go on over
 * others say nothing of one column.
 *
 * Awkward case: a line over two columns that names what both are of ("Dividends paid") may begin there too; it is
 * spared where a line below has a cell for every column, and what it said goes with the columns' own captions.
 */
import { cellUnits, hasBars, wordUnits, type Piece } from '../grid/pieces.ts';
import type { Shape } from '../grid/tables.ts';
import { areasOf, type Area, type Gap } from './header-area.ts';
import { spansColumns, type Span } from './over-columns.ts';

/** An area without the titles at its head; null where it has none. */
function belowTitles({ pieces, spared }: Area, places: readonly Span[]): Area | null {
  const firstEnds = places[0]?.to ?? 0;
  const isTitle = (piece: Piece): boolean => {
    const words = hasBars(piece) ? [] : wordUnits(piece);
    return spansColumns(words, places) && (words[0]?.from ?? firstEnds) < firstEnds;
  };
  const at = pieces.findIndex((piece) => !isTitle(piece));
  const rest = at > 0 ? pieces.slice(at) : [];
  const isFull = rest.some((piece) => cellUnits(piece).length === places.length);
  return isFull ? { pieces: rest, spared: [...spared, ...pieces.slice(0, at)] } : null;
}

/** The areas that may be the captions, the likeliest first: without titles before with them. */
export function areasIn(gap: Gap, { kinds, places }: Shape, byLines: boolean): readonly Area[] {
  const areas = areasOf(gap, kinds.length, byLines);
  const below = places ? areas.flatMap((area) => belowTitles(area, places) ?? []) : [];
  return [...below, ...areas];
}
