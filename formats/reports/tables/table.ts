/**
 * A table of a report: captions, what stands in each column, and rows of text. The same tables are written as
 * CSV and drawn in the PDF; nothing is computed here but the text of a value.
 */
import { lotBesideItsDay, lotTitle } from '../../../tax/facts/lot-title.ts';
import { securityLabel, type Security } from '../../../tax/facts/model.ts';
import type { Day } from '../../../tax/values/days.ts';
import {
  formatMoney,
  formatRate,
  formatShares,
  type Cents,
  type Rate,
  type Shares,
} from '../../../tax/values/money.ts';

/** What a column holds: a program may compute with money, shares, rates and counts, and with nothing else. */
export type ColumnKind = 'text' | 'day' | 'money' | 'shares' | 'rate' | 'count';

interface TableColumn {
  readonly caption: string;
  readonly kind: ColumnKind;
}

export interface Table {
  /** The name of its file, without the ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Each as long as the columns; an empty text where there is no value. */
  readonly rows: readonly (readonly string[])[];
  /** The same rows as a person calls what stands in them; absent where nothing is called otherwise. */
  readonly onPaper?: readonly (readonly string[])[];
}

/** A column, and the text that it has for a row. */
export interface Column<Row> extends TableColumn {
  readonly cell: (row: Row) => string;
  /** What a person calls it, where a program has an id. */
  readonly onPaper?: (row: Row) => string;
}

const column =
  <Value>(kind: ColumnKind, write: (value: Value) => string) =>
  <Row>(caption: string, of: (row: Row) => Value | null | undefined): Column<Row> => ({
    caption,
    kind,
    cell: (row) => {
      const value = of(row);
      return value === null || value === undefined ? '' : write(value);
    },
  });

const asIs = (value: string): string => value;
export const text = column<string>('text', asIs);
/** A day, or the word that stands in its place. */
export const dayOf = column<string>('day', asIs);
export const money = column<Cents>('money', formatMoney);
export const shares = column<Shares>('shares', formatShares);
export const rate = column<Rate>('rate', formatRate);
export const count = column<number>('count', String);
export const yesNo = column<boolean>('text', (value) => (value ? 'yes' : 'no'));

interface NamedLot {
  readonly lot: string;
  readonly acquired: Day | null;
  readonly shares?: Shares;
}

/** A lot: by its id for a program, by its day and shares on paper. */
export function lotColumn<Row>(caption: string, of: (row: Row) => NamedLot): Column<Row> {
  return {
    caption,
    kind: 'text',
    cell: (row) => of(row).lot,
    onPaper: (row) => {
      const { lot, acquired, shares: held } = of(row);
      return lotTitle({ lot, acquired, shares: held === undefined ? null : formatShares(held) });
    },
  };
}

interface Held {
  readonly account: string;
  readonly security: Security;
}

/** The same beside columns for its day and its shares, where only its name is still to be said. */
export function lotNameColumn<Row>(of: (row: Row) => NamedLot): Column<Row> {
  const own = lotColumn('Lot', of);
  return { ...own, onPaper: (row) => lotBesideItsDay({ ...of(row), shares: null }) };
}

/** Whose row it is: the first columns of most tables. */
export function heldColumns<Row extends Held>(): readonly Column<Row>[] {
  return [
    text('Account', ({ account }) => account),
    text('Security', ({ security }) => securityLabel(security)),
  ];
}

/** A column that is left out where none of the rows has anything in it. */
export function ifAny<Row>(
  rows: readonly Row[],
  has: (row: Row) => boolean,
  ...columns: readonly Column<Row>[]
): readonly Column<Row>[] {
  return rows.some(has) ? columns : [];
}

export function tableOf<Row>(
  name: string,
  title: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Table {
  const all = [...rows];
  return {
    name,
    title,
    columns: columns.map(({ caption, kind }) => ({ caption, kind })),
    rows: all.map((row) => columns.map(({ cell }) => cell(row))),
    ...(columns.some((one) => one.onPaper)
      ? { onPaper: all.map((row) => columns.map((one) => (one.onPaper ?? one.cell)(row))) }
      : {}),
  };
}

/** The table with those of its rows alone that `keep` takes, by their cells: as they are told on paper as well. */
export function onlyRows(table: Table, keep: (row: readonly string[]) => boolean): Table {
  const { onPaper, ...rest } = table;
  const isKept = table.rows.map(keep);
  const kept = <Row>(rows: readonly Row[]): Row[] => rows.filter((_, place) => isKept[place]);
  return { ...rest, rows: kept(table.rows), ...(onPaper ? { onPaper: kept(onPaper) } : {}) };
}
