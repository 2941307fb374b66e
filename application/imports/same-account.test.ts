/** An account of a file that the book has under another name. */
import { describe, expect, it } from 'vitest';
import type { Account, Facts, Transaction } from '../../tax/facts/model.ts';
import { parseDay, type Day } from '../../tax/values/days.ts';
import type { Cents, Shares } from '../../tax/values/money.ts';
import { likelySame, unknownNames } from './same-account.ts';

const account = (id: string, name = id): Account => ({ id, name }) as Account;

const row = (accountId: string, date: string, sourceLine: number | null = null): Transaction => ({
  id: `${accountId} ${date} ${sourceLine}`,
  date: parseDay(date) as Day,
  action: 'buy',
  accountId,
  securityId: 'xyz',
  shares: 40_500_000n as Shares,
  amount: 101_250n as Cents,
  lot: `${accountId} ${date}`,
  acquired: null,
  note: null,
  sourceLine,
});

const book = (accounts: Account[], ...transactions: Transaction[]): Facts =>
  ({ accounts, transactions }) as unknown as Facts;

const file = (...transactions: Transaction[]) => ({
  accounts: [account('new', 'TAXABLE - 1234')],
  transactions,
});

describe('a new account of a file', () => {
  const there = book(
    [account('one', 'Taxable'), account('two', 'IRA')],
    row('one', '2020-01-02'),
    row('two', '2020-01-02'),
    row('two', '2020-02-03'),
  );

  it('is likely the one that has most of its rows, from the first of them on', () => {
    const own = file(
      row('new', '2019-05-05', 2),
      row('new', '2020-01-02', 3),
      row('new', '2020-02-03', 4),
    );
    expect(likelySame(there, own, {})).toEqual([
      { name: 'TAXABLE - 1234', other: 'IRA', rows: 2, line: 3 },
    ]);
  });

  it('is a new one where no row is there', () => {
    expect(likelySame(there, file(row('new', '2020-03-04', 2)), {})).toEqual([]);
    expect(likelySame(book([]), file(row('new', '2020-01-02', 2)), {})).toEqual([]);
  });

  it('is likely the one with its number where no row is there, and the one with its rows before that', () => {
    const numbered = book(
      [account('one', '99881234'), account('two', 'IRA'), account('three', '1234')],
      row('two', '2020-02-03'),
    );
    expect(likelySame(numbered, file(row('new', '2020-03-04', 2)), {})).toEqual([
      { name: 'TAXABLE - 1234', other: '1234', rows: 0, line: 2 },
    ]);
    expect(likelySame(numbered, file(row('new', '2020-02-03', 3)), {})).toMatchObject([
      { other: 'IRA', rows: 1 },
    ]);
    expect(
      likelySame(numbered, file(row('new', '2020-03-04', 2)), { 'TAXABLE - 1234': 'IRA' }),
    ).toEqual([]);
  });

  it('is not asked about where it was said', () => {
    const own = file(row('new', '2020-01-02', 2));
    expect(likelySame(there, own, { 'TAXABLE - 1234': 'TAXABLE - 1234' })).toEqual([]);
    expect(likelySame(there, own, { other: 'IRA' })).toHaveLength(1);
  });

  it('has each entry of the book once', () => {
    const own = file(row('new', '2020-02-03', 2), row('new', '2020-02-03', 3));
    expect(likelySame(there, own, {})).toMatchObject([{ other: 'IRA', rows: 1, line: 2 }]);
  });

  it('has only rows of its own', () => {
    expect(likelySame(there, file(row('elsewhere', '2020-01-02', 2)), {})).toEqual([]);
  });
});

it('a name that was said is one of the book, or its own', () => {
  const there = book([account('one', 'Taxable')]);
  expect(unknownNames(there, { a: 'Taxable', b: 'b', c: 'Nobody' })).toEqual(['Nobody']);
});
