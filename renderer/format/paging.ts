/** Which rows of a long list are on the screen. */
export const PAGE_ROWS = 100;

interface PageRange {
  readonly page: number;
  readonly pages: number;
  /** Of the first and last row, from 1. */
  readonly from: number;
  readonly to: number;
}

/** The page nearest to the one asked for; a list that has become shorter never shows an empty page. */
export function pageRange(total: number, page: number): PageRange {
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
  const kept = Math.min(Math.max(0, page), pages - 1);
  const first = kept * PAGE_ROWS;
  return {
    page: kept,
    pages,
    from: total === 0 ? 0 : first + 1,
    to: Math.min(total, first + PAGE_ROWS),
  };
}

export function rowsOfPage<T>(rows: readonly T[], page: number): readonly T[] {
  const range = pageRange(rows.length, page);
  return range.from === 0 ? [] : rows.slice(range.from - 1, range.to);
}
