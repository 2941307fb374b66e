import { expect, it } from 'vitest';
import { ordered, pageOf, type Listing } from './table-page.ts';

interface Row {
  readonly name: string;
  readonly cents: bigint;
  readonly sold: string | null;
}
const ROWS: readonly Row[] = [
  { name: 'AIV a', cents: 900n, sold: null },
  { name: 'AIV b', cents: 10_000n, sold: '2002-03-01' },
  { name: 'AIRC c', cents: -5n, sold: '2001-03-01' },
  { name: 'AIV d', cents: 900n, sold: null },
];
const LISTING: Listing<Row, 'cents' | 'sold'> = {
  columns: { cents: ({ cents }) => cents, sold: ({ sold }) => sold },
  text: ({ name }) => name,
};
const ASKED = { search: '', sort: null, from: 0, most: 100 } as const;
const names = (rows: readonly Row[]) => rows.map(({ name }) => name.slice(-1)).join('');

it('keeps the list as it is where no column is asked for', () => {
  expect(names(pageOf(ROWS, LISTING, ASKED).rows)).toBe('abcd');
});

it('puts amounts in order as amounts, and keeps the order of equal rows either way round', () => {
  const by = (descending: boolean) =>
    names(pageOf(ROWS, LISTING, { ...ASKED, sort: { column: 'cents', descending } }).rows);
  expect(by(false)).toBe('cadb');
  expect(by(true)).toBe('badc');
});

it('puts rows without the thing last, either way round', () => {
  const by = (descending: boolean) =>
    names(pageOf(ROWS, LISTING, { ...ASKED, sort: { column: 'sold', descending } }).rows);
  expect(by(false)).toBe('cbad');
  expect(by(true)).toBe('bcad');
});

it('finds rows with every word, counts them, and gives the last page where the asked one is gone', () => {
  const page = pageOf(ROWS, LISTING, { ...ASKED, search: 'aiv', from: 50, most: 2 });
  expect([names(page.rows), page.from, page.found, page.all]).toEqual(['d', 2, 3, 4]);
  expect(pageOf(ROWS, LISTING, { ...ASKED, search: 'none' }).rows).toEqual([]);
});

it('leaves out the rows of other accounts, and does not count them', () => {
  const page = pageOf(ROWS, LISTING, ASKED, ({ sold }) => sold !== null);
  expect([names(page.rows), page.all]).toEqual(['bc', 2]);
});

it('orders a list once while the same order is asked for', () => {
  const sort = { column: 'cents', descending: false } as const;
  expect(ordered(ROWS, LISTING, sort)).toBe(ordered(ROWS, LISTING, sort));
});
