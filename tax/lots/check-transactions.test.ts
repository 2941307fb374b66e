import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { computeYear } from '../compute-year.ts';
import { randomBook } from '../oracle/random-book.ts';
import { factsOf } from '../testing/fixtures.ts';
import { yearOf } from '../values/days.ts';
import { checkTransactions } from './check-transactions.ts';

const BOOK = (method: string, sales: string, document = true): string => `accounts
  account kind    method
  default taxable ${method}
trades
  date       action shares security amount lot
  2003-01-06 buy    10     XYZ      1000.00 L1
  2003-04-07 buy    10     XYZ      950.00  L2
${sales}${
  document
    ? `
document 2003 final -
  security record     payable    amount parts
  XYZ      2003-03-14 2003-03-31 20     returnOfCapital=100`
    : ''
}`;
/** The sale without a lot, and then one of the lot that is named. */
const sales = (named: string): string => `  2003-05-05 sell   10     XYZ      900.00  -
  2003-06-05 sell   10     XYZ      900.00  ${named}`;

describe('checking sales by a method that looks at basis', () => {
  it.each([
    ['hifo', 'L1', 'L2'],
    ['lofo', 'L2', 'L1'],
    ['lowest-tax', 'L1', 'L2'],
  ])('%s: the other lot can be sold after it, and its own cannot', (method, left, taken) => {
    const errors = (lot: string) =>
      checkTransactions(factsOf(BOOK(method, sales(lot))), reference.calendar);
    expect(errors(left)).toEqual([]);
    expect(errors(taken).map(({ code, about }) => [code, about.transaction])).toEqual([
      ['oversold', 'row-4'],
    ]);
    expect(errors(taken)[0]?.message).toContain(
      `the lot ${taken} has no shares left on that day; the sale of 2003-05-05 (line 10), which names no lot, took its shares by the method of the account. Correct the number of shares, name the lots of the sale, or enter the missing purchase.`,
    );
  });

  it('looks at the cost while there is no document', () => {
    const errors = (lot: string) =>
      checkTransactions(factsOf(BOOK('hifo', sales(lot), false)), reference.calendar).length;
    expect([errors('L1'), errors('L2')]).toEqual([1, 0]);
  });

  it('looks at the value that a document gives shares received in kind', () => {
    // N has $40.00 a share by the document, and M $30.00: highest basis first, N goes first.
    const book = (named: string): string => `accounts
  account kind    method
  default taxable hifo
trades
  date       action  shares security amount  lot
  2020-03-02 buy     100    AIV      4000.00 A
  2020-03-02 buy     100    AIRC     3000.00 M
  2020-12-15 in-kind 100    AIRC     -       N
  2021-03-01 sell    100    AIRC     3500.00 -
  2021-03-02 sell    100    AIRC     3500.00 ${named}
document 2020 final 2021-01-20
  security record     ex         payable    amount parts        inKind
  AIV      2020-12-05 2020-12-15 2020-12-15 40     ordinary=100 yes`;
    const errors = (named: string) =>
      checkTransactions(factsOf(book(named)), reference.calendar).map(({ code }) => code);
    expect([errors('M'), errors('N')]).toEqual([[], ['oversold']]);
  });

  it('finds what the report of the last year leaves out, in books of every kind', () => {
    let found = 0;
    for (let seed = 7100; seed < 7140; seed++) {
      const facts = randomBook(seed);
      const last = facts.transactions
        .map(({ date }) => date)
        .toSorted()
        .at(-1);
      if (last === undefined) continue;
      const rows = (notices: ReturnType<typeof checkTransactions>) =>
        notices.map(({ code, about }) => `${code} ${about.transaction ?? ''}`).sort();
      const report = computeYear(facts, yearOf(last), reference).notices.filter(
        ({ level, about }) => level === 'error' && about.transaction !== undefined,
      );
      const checked = rows(checkTransactions(facts, reference.calendar));
      expect(checked, `seed ${seed}`).toEqual(rows(report));
      found += checked.length;
    }
    expect(found, 'the books are not all without a fault').toBeGreaterThan(10);
  });
});
