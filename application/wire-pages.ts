/** Tables of the window that are asked for page by page: how one is asked for, and how it is answered. */
import * as v from 'valibot';
import { count, field, year } from './wire-values.ts';

/** Rows of one table at most: a page, or what is copied. */
const MOST_ROWS = 1000;

/** What every page is asked for with: words to find, a column to sort by, and which rows. */
export const askedPage = <const Column extends string>(columns: readonly Column[]) =>
  ({
    search: field,
    /** Null for the table's own order. */
    sort: v.nullable(v.strictObject({ column: v.picklist(columns), descending: v.boolean() })),
    from: count,
    most: v.pipe(count, v.minValue(1), v.maxValue(MOST_ROWS)),
  }) as const;

/** A page of a year's table, of one account or of all that are not tax-deferred. */
export const askedYearPage = <const Column extends string>(columns: readonly Column[]) =>
  v.strictObject({ year, accountId: v.nullable(field), ...askedPage(columns) });

/** The rows of a page, how many answer to the search, and how many there are. */
export const pageOfRows = <Row extends v.GenericSchema>(row: Row) =>
  ({ rows: v.array(row), from: count, found: count, all: count }) as const;
