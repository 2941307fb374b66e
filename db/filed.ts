/**
 * What the holder filed for a year: the figures of the return as they were then.
 *
 * They are no figures of the book: whatever is corrected later, they stay what the return said.
 */
import type { FiledKind } from '../tax/report/filed-kinds.ts';
import type { BrokerBasis } from '../tax/report/return-line-map.ts';
import type { Day } from '../tax/values/days.ts';
import { formatMoney, type Cents } from '../tax/values/money.ts';
import { statement, type Book } from './book.ts';
import { toDayOrNull, toMoney } from './rows.ts';

export interface FiledFigure {
  readonly kind: FiledKind;
  /** As the form calls it: "2a", "long-term", "Schedule D, line 13". */
  readonly name: string;
  readonly amount: Cents;
}

export interface FiledReturn {
  readonly year: number;
  readonly filedOn: Day | null;
  readonly wholeDollars: boolean;
  readonly brokerBasis: BrokerBasis;
  readonly figures: readonly FiledFigure[];
}

/** What was filed for a year; undefined where nothing is kept of it. */
export function getFiled(book: Book, year: number): FiledReturn | undefined {
  const row = statement(
    book,
    `SELECT filed_on AS filedOn, whole_dollars AS wholeDollars, broker_basis AS brokerBasis
     FROM filed_return WHERE tax_year = ?`,
  ).get(year) as
    { filedOn: string | null; wholeDollars: 0 | 1; brokerBasis: BrokerBasis } | undefined;
  if (row === undefined) return undefined;
  const figures = statement(
    book,
    'SELECT kind, name, amount FROM filed_figure WHERE tax_year = ? ORDER BY kind, name',
  ).all(year) as { kind: FiledKind; name: string; amount: string }[];
  return {
    year,
    filedOn: toDayOrNull(row.filedOn),
    wholeDollars: row.wholeDollars === 1,
    brokerBasis: row.brokerBasis,
    figures: figures.map(({ kind, name, amount }) => ({ kind, name, amount: toMoney(amount) })),
  };
}

/** The years of which something that was filed is kept, earliest first. */
export function filedYears(book: Book): readonly number[] {
  return statement(book, 'SELECT tax_year FROM filed_return ORDER BY tax_year')
    .pluck()
    .all() as number[];
}

/** What was filed for each of them. */
export function listFiled(book: Book): readonly FiledReturn[] {
  return filedYears(book).flatMap((year) => getFiled(book, year) ?? []);
}

/** Keeps what was filed, in place of what was kept for the year before. */
export function keepFiled(book: Book, filed: FiledReturn): void {
  const { year, filedOn, wholeDollars, brokerBasis, figures } = filed;
  removeFiled(book, year);
  statement(
    book,
    `INSERT INTO filed_return (tax_year, filed_on, whole_dollars, broker_basis)
     VALUES (?, ?, ?, ?)`,
  ).run(year, filedOn, wholeDollars ? 1 : 0, brokerBasis);
  const add = statement(
    book,
    'INSERT INTO filed_figure (tax_year, kind, name, amount) VALUES (?, ?, ?, ?)',
  );
  for (const { kind, name, amount } of figures) add.run(year, kind, name, formatMoney(amount));
}

/** Forgets what was filed; whether there was something. */
export function removeFiled(book: Book, year: number): boolean {
  return statement(book, 'DELETE FROM filed_return WHERE tax_year = ?').run(year).changes > 0;
}
