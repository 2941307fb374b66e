/**
 * What does the file itself say is held: its table of positions, and the shares that it counts on after each record?
 *
 * Of a table without days every line is a position at the end of the file. Of a column that counts on, the number
 * beside the last record of a security counts. An import compares them with what its rows leave.
 *
 * Example: Vanguard's file begins with "EQUITY RESIDENTIAL, EQR, 61.10660".
 * Awkward case: a record without shares can have another count beside it, as of a record date: it is passed over.
 * Not handled: positions in money market funds, options and bonds, which have no lots here.
 */
import type { Day } from '../../tax/values/days.ts';
import { rowSecurity, securityKey, type HistoryEvent } from './event.ts';
import type { FileOrder, StatedHolding } from './history.ts';
import { apartFrom, securityOf } from './securities.ts';
import { TableCells, type TableContext } from './table-cells.ts';
import type { Table } from './tables.ts';
import { sharesOf, type Figure } from './values.ts';
import { sharesText } from './verdict.ts';
import type { SecurityNames } from './named-securities.ts';

/** A position as a file lists it, before names are known. */
export interface ListedPosition {
  readonly line: number;
  readonly day: Day | null;
  readonly account: string | null;
  readonly security: HistoryEvent['security'];
  readonly shares: Figure;
}

/** The positions of a table that lists no transactions. */
export function positionsOf(table: Table, context: TableContext): readonly ListedPosition[] {
  const cells = new TableCells(table, context);
  const identifies = cells.has('symbol') || cells.has('cusip') || cells.has('name');
  const counts = cells.has('quantity') ? 'quantity' : 'heldAfter';
  if (!identifies || !cells.has(counts) || cells.has('action')) return [];
  return table.records.flatMap(({ line, cells: record }) => {
    const shares = cells.number(record, counts);
    const [symbol, name] = [cells.cell(record, 'symbol'), cells.cell(record, 'name')];
    const description = cells.cell(record, 'description');
    // Interactive statements list the lots of a position below it.
    if (shares.kind !== 'number' || /^lots?$/i.test(cells.cell(record, 'level'))) return [];
    if (/\btotals?\b/i.test(record.find((cell) => cell !== '') ?? '')) return [];
    const type = cells.cell(record, 'securityType');
    if (apartFrom(type, symbol, name, description) !== null) return [];
    return [
      {
        line,
        day: null,
        account: cells.accounts.of(record) || context.account,
        security: securityOf(symbol, cells.cell(record, 'cusip'), name, ''),
        shares: shares.value,
      },
    ];
  });
}

/** Of each account and security the last count beside a record. */
function countedOn(events: readonly HistoryEvent[], order: FileOrder): readonly ListedPosition[] {
  const last = new Map<string, HistoryEvent>();
  for (const event of events) {
    const { day, heldAfter, quantity, apart, detail, account, security } = event;
    if (heldAfter === undefined || quantity === null || day === null) continue;
    if (apart !== null || detail !== null) continue;
    const key = `${account ?? ''}\u0000${securityKey(security)}`;
    const there = last.get(key)?.day ?? '';
    // Of one day the record counts that happened last.
    if (day > there || (day === there && order !== 'newest first')) last.set(key, event);
  }
  return [...last.values()].map(({ line, day, account, security, heldAfter }) => ({
    line,
    day,
    account,
    security,
    shares: heldAfter ?? 0n,
  }));
}

/** All that a file says is held, by its lines; names count as what was said of them. */
export function statedHoldings(
  positions: readonly ListedPosition[],
  events: readonly HistoryEvent[],
  order: FileOrder,
  names: SecurityNames,
): readonly StatedHolding[] {
  return [...positions, ...countedOn(events, order)]
    .flatMap(({ line, day, account, security, shares }): StatedHolding[] => {
      const named = security.name === null ? undefined : names[security.name];
      const known = rowSecurity(security) || named;
      return known === undefined || known === '' || shares < 0n || sharesOf(shares) === undefined
        ? []
        : [{ line, date: day, account, security: known, shares: sharesText(shares) }];
    })
    .toSorted((a, b) => a.line - b.line);
}
