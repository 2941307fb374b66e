/** A page whose figures of nothing are left out: as empty cells, or as a copy that drops them with their places. */
import type { PrintedCell, PrintedPage } from './table.ts';

const EMPTY: PrintedCell = { text: '', typed: null };

function isNothing({ typed }: PrintedCell): boolean {
  return typed !== null && typed.kind !== 'day' && /^[0.]+$/.test(typed.value);
}

export type Blanks = 'empty' | 'dropped';

/** The page with them left out of its rows; its totals stay. */
export function withoutNothings(page: PrintedPage, blanks: Blanks): PrintedPage {
  const left = (row: readonly PrintedCell[]): readonly PrintedCell[] =>
    blanks === 'empty'
      ? row.map((cell) => (isNothing(cell) ? EMPTY : cell))
      : row.filter((cell) => !isNothing(cell));
  return {
    ...page,
    sections: page.sections.map((section) => ({ ...section, rows: section.rows.map(left) })),
  };
}
