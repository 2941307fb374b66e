/**
 * Which tables of a file have records with days, and no column of which it is known that it says what happened?
 *
 * Lists of holdings have no days and are compared; what else is no list of transactions is left aside, and said.
 *
 * Example: lots that were sold, below the transactions of the same year.
 */
import { clipped } from './unclear-figures.ts';
import type { HistoryNotice } from './history.ts';
import type { Table } from './tables.ts';
import { readDay } from './values.ts';

function isDay(cell: string): boolean {
  return readDay(cell, 'month first') !== undefined || readDay(cell, 'day first') !== undefined;
}

/** A warning for each such table, on the line of its first record with a day. */
export function tablesLeftAside(tables: readonly Table[]): HistoryNotice[] {
  return tables.flatMap(({ holdsTransactions, records, headings }) => {
    const dated = records.find(({ cells }) => cells.some(isDay));
    if (holdsTransactions || dated === undefined) return [];
    const shown = clipped(headings.filter((heading) => heading !== '').join(', '));
    return [
      {
        level: 'warning' as const,
        code: 'table-left-aside',
        message: `The table "${shown}" is not known to list transactions, and was left aside from this line on. Look whether it has some that the others have not.`,
        line: dated.line,
      },
    ];
  });
}
