/**
 * Tables to securities: which tables are parts of one, and how they join.
 *
 * A table without a heading, or with the heading of the one before, continues it: on its dates where
 * it has dates, by the order of its rows where it has none, or with more rows of the same columns.
 * Anything else is a table of its own; one that no heading owns has no name, which is a question.
 *
 * Example: dates and amounts in a first table, ordinary dividends and gains in a second without
 * dates: as many rows in both, and columns that are all different.
 * Awkward case: a heading was lost. Its table has the columns of the one before, with other dates or
 * the same: it is never taken for more rows unless the heading says so.
 */
import { divideRounded } from '../../../tax/values/money.ts';
import type { ColumnMeaning } from '../columns/captions.ts';
import { distance, halfPlace, HUNDRED } from '../draft/convention.ts';
import { readNumber } from './values.ts';
import { parseCusip } from './cusip.ts';
import type { Heading } from './headings.ts';
import type { Table, TableColumn } from './tables.ts';
import type { Token } from './tokens.ts';

export type Cell = Token | null;

export interface JoinedTotals {
  readonly label: string;
  readonly cells: readonly Cell[];
  /** Values whose columns are not known. */
  readonly unplaced: readonly Token[];
}

export interface JoinedTable {
  readonly heading: Heading | null;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totals: readonly JoinedTotals[];
  readonly tables: readonly Table[];
}

function numbersOf(heading: Heading | null, table: Table): string[] {
  const printed = [
    ...(heading?.cusips.map((one) => one.text) ?? []),
    ...table.cusips.map((token) => token.text),
  ];
  return printed.flatMap((text) => parseCusip(text) ?? []);
}

function isSameSecurity(current: JoinedTable, table: Table): boolean {
  const { heading } = table;
  if (heading === null) return numbersOf(null, table).length === 0;
  const own = new Set(current.tables.flatMap((one) => numbersOf(one.heading, one)));
  const other = numbersOf(heading, table);
  if (other.length > 0 && own.size > 0) return other.some((number) => own.has(number));
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/\(?continued\)?/g, '')
      .replace(/s\b/g, '')
      .trim();
  return heading.name !== '' && plain(heading.name) === plain(current.heading?.name ?? '');
}

function meaningsOf(columns: readonly TableColumn[]): (ColumnMeaning | null)[] {
  return columns.map((column) => column.meaning);
}

function isDate(meaning: ColumnMeaning | null): boolean {
  return meaning !== null && /Date$/.test(meaning);
}

function joinTotals(
  current: readonly JoinedTotals[],
  table: Table,
  keep: readonly number[],
  width: number,
): JoinedTotals[] {
  const own = totalsOf(table);
  const count = Math.max(current.length, own.length);
  return Array.from({ length: count }, (_, i) => ({
    label: current[i]?.label || own[i]?.label || '',
    cells: [
      ...(current[i]?.cells ?? Array.from({ length: width }, () => null)),
      ...keep.map((c) => own[i]?.cells[c] ?? null),
    ],
    unplaced: [...(current[i]?.unplaced ?? []), ...(own[i]?.unplaced ?? [])],
  }));
}

function totalsOf(table: Table): JoinedTotals[] {
  return table.totals.map((total, i) => ({
    label: total.label,
    cells: total.cells,
    unplaced: total.cells.every((cell) => cell === null)
      ? (table.block.totals[i]?.tokens ?? [])
      : [],
  }));
}

/**
 * Whether a table without a heading says in percent of the amounts what the one before it says in dollars
 * ("Shown as a Percentage"): the same payments and columns, and every share that of its part.
 */
function repeatsInPercent(current: JoinedTable, table: Table): boolean {
  const meanings = meaningsOf(table.columns);
  const at = meanings.indexOf('amountPerShare');
  if (table.heading !== null || at === -1 || table.rows.length !== current.rows.length)
    return false;
  if (meanings.join() !== meaningsOf(current.columns).join() || meanings.includes(null))
    return false;
  const plain = (cell: Cell): string => (cell?.text ?? '').replace('$', '');
  return table.rows.every((row, r) =>
    row.every((cell, c) => {
      const own = current.rows[r]?.[c] ?? null;
      if (isDate(meanings[c] ?? null) || c === at) return plain(cell) === plain(own);
      const [share, part] = [readNumber(plain(cell)), readNumber(plain(own))];
      const whole = readNumber(plain(current.rows[r]?.[at] ?? null))?.rate ?? 0n;
      if (!share || !part || part.kind === 'percent') return false;
      if (share.rate === 0n && part.rate === 0n) return true;
      if (share.kind !== 'percent' || whole <= 0n) return false;
      // Both are rounded to what is printed of them.
      const rounding =
        halfPlace(share.places) + divideRounded(halfPlace(part.places) * HUNDRED, whole);
      const found = divideRounded(part.rate * HUNDRED, whole);
      return distance(found, share.rate) <= 2n * rounding;
    }),
  );
}

/**
 * One row of percentages without a day or an amount, below payments of which no part is known, is how each of them
 * divides; undefined where it is anything else.
 */
function dividedAlike(current: JoinedTable, table: Table): JoinedTable | undefined {
  const [row, another] = table.rows;
  const own = meaningsOf(table.columns);
  const isPaid = (meaning: ColumnMeaning | null): boolean =>
    isDate(meaning) || meaning === 'amountPerShare';
  const kinds = row?.map((cell) => readNumber(cell?.text ?? '')?.kind) ?? [];
  const isOfParts =
    table.heading === null &&
    table.totals.length === 0 &&
    own.length > 1 &&
    own.every((meaning) => meaning !== null && !isPaid(meaning)) &&
    kinds.includes('percent') &&
    kinds.every((kind) => kind === 'percent' || kind === 'dash');
  if (!row || another || !isOfParts || !meaningsOf(current.columns).every(isPaid)) return undefined;
  return {
    ...current,
    columns: [...current.columns, ...table.columns],
    rows: current.rows.map((payment) => [...payment, ...row]),
    totals: current.totals.map((total) => ({
      ...total,
      cells: [...total.cells, ...row.map(() => null)],
    })),
    tables: [...current.tables, table],
  };
}

/** The table added to the one before it; undefined where they are no parts of one. */
function joined(current: JoinedTable, table: Table): JoinedTable | undefined {
  if (repeatsInPercent(current, table)) return { ...current, tables: [...current.tables, table] };
  const before = meaningsOf(current.columns);
  const own = meaningsOf(table.columns);
  if (own.includes(null) || before.includes(null)) return undefined;
  const shared = own.flatMap((meaning, c) => {
    const at = before.indexOf(meaning);
    return at === -1 ? [] : [{ c, at, meaning }];
  });
  const fresh = own.flatMap((meaning, c) => (before.includes(meaning) ? [] : [c]));
  const text = (cell: Cell): string => cell?.text ?? '';
  if (
    fresh.length === 0 &&
    own.length === before.length &&
    shared.every((one) => one.c === one.at) &&
    table.heading !== null
  ) {
    const dates = shared.filter((one) => isDate(one.meaning));
    const seen = new Set(
      current.rows.map((row) => dates.map((one) => text(row[one.at] ?? null)).join()),
    );
    const again = table.rows.some((row) =>
      seen.has(dates.map((one) => text(row[one.c] ?? null)).join()),
    );
    if (again) return undefined;
    return {
      ...current,
      rows: [...current.rows, ...table.rows],
      totals: [...current.totals, ...totalsOf(table)],
      tables: [...current.tables, table],
    };
  }
  if (fresh.length === 0 || table.rows.length !== current.rows.length) return undefined;
  const dates = shared.filter((one) => isDate(one.meaning));
  const order: (readonly Cell[] | undefined)[] =
    dates.length === 0
      ? [...table.rows]
      : current.rows.map((row) => {
          const same = table.rows.filter((other) =>
            dates.every((one) => text(row[one.at] ?? null) === text(other[one.c] ?? null)),
          );
          return same.length === 1 ? same[0] : undefined;
        });
  if (order.some((row) => row === undefined)) return undefined;
  // What both say must be the same.
  const agree = current.rows.every((row, r) =>
    shared.every((one) => {
      const other = order[r]?.[one.c] ?? null;
      return text(row[one.at] ?? null).replace('$', '') === text(other).replace('$', '');
    }),
  );
  // Without dates, the amounts tell the order, where the parts are what the first table lacks.
  const byAmounts =
    shared.every((one) => one.meaning === 'amountPerShare') &&
    before.every((meaning) => isDate(meaning) || meaning === 'amountPerShare');
  if (!agree || (dates.length === 0 && shared.length > 0 && !byAmounts)) return undefined;
  return {
    ...current,
    columns: [...current.columns, ...fresh.map((c) => table.columns[c] as TableColumn)],
    rows: current.rows.map((row, r) => [...row, ...fresh.map((c) => order[r]?.[c] ?? null)]),
    totals: joinTotals(current.totals, table, fresh, current.columns.length),
    tables: [...current.tables, table],
  };
}

function alone(table: Table): JoinedTable {
  return {
    heading: table.heading,
    columns: table.columns,
    rows: table.rows,
    totals: totalsOf(table),
    tables: [table],
  };
}

/** The tables of a text, those of one security joined. */
export function joinTables(tables: readonly Table[]): JoinedTable[] {
  const result: JoinedTable[] = [];
  for (const table of tables) {
    const current = result.at(-1);
    // Below the payments of several securities it is not known whose one row of percentages is.
    const alike = current && result.length === 1 ? dividedAlike(current, table) : undefined;
    const whole =
      alike ?? (current && isSameSecurity(current, table) ? joined(current, table) : undefined);
    if (whole) result[result.length - 1] = whole;
    else result.push(alone(table));
  }
  return result;
}
