/**
 * A table of a report: captions, what stands in each column, and rows of text. The same tables are written as
 * CSV and drawn in the PDF; nothing is computed here but the text of a value.
 */
import { securityLabel, type Security } from '../../../tax/facts/model.ts';
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
}

/** A column, and the text that it has for a row. */
export interface Column<Row> extends TableColumn {
  readonly cell: (row: Row) => string;
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

interface Held {
  readonly account: string;
  readonly security: Security;
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
  return {
    name,
    title,
    columns: columns.map(({ caption, kind }) => ({ caption, kind })),
    rows: Array.from(rows, (row) => columns.map(({ cell }) => cell(row))),
  };
}
