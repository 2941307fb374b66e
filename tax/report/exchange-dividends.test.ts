/** Cash of an exchange that has the effect of a dividend, on the return (section 356(a)(2)). */
import { expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { AIV, cents, DEFERRED, pieceOf, reportOf, TAXABLE } from '../testing/report-values.ts';
import { formatMoney } from '../values/money.ts';
import { returnLines } from './return-lines.ts';
import { saleSums } from './totals.ts';

const OTHER = { ...AIV, id: 'other', issuer: 'Juniper Court Trust', symbol: 'JCT' };

function linesOf(sales: Parameters<typeof reportOf>[2]['sales']) {
  const options = { wholeDollars: false, brokerBasis: 'adjusted', accountId: null } as const;
  return returnLines(
    reportOf(2019, reference.forms, { sales: sales ?? [] }),
    returnLineMap,
    options,
  );
}

const dividend = (dollars: number, more = {}) =>
  pieceOf({
    ...TAXABLE,
    kind: 'boot-dividend',
    security: OTHER,
    proceeds: cents(dollars * 100),
    adjustedBasis: cents(0),
    gain: cents(dollars * 100),
    ...more,
  });

it('is on the line of ordinary dividends and on no form of sales', () => {
  const { lines, sales, payers } = linesOf([dividend(1500)]);
  expect(lines.map(({ box, amount }) => [box, formatMoney(amount)])).toEqual([['1a', '1500.00']]);
  expect(sales).toEqual([]);
  // $1,500 is not over $1,500.
  expect(payers).toBeNull();
});

it('has its payer on Schedule B, where all dividends are over $1,500', () => {
  const none = { gain: cents(0), security: AIV };
  const { payers } = linesOf([dividend(1501), dividend(0, none), dividend(20, DEFERRED)]);
  expect(payers?.rows.map(({ payer, amount }) => [payer, formatMoney(amount)])).toEqual([
    [`Juniper Court Trust, ${TAXABLE.account}`, '1501.00'],
  ]);
  expect(payers?.rows[0]?.made.value).toBe(cents(150_100));
});

it('is no gain of either term in what an entry comes to', () => {
  const boot = pieceOf({
    ...TAXABLE,
    kind: 'boot',
    term: 'long',
    proceeds: cents(20_000),
    adjustedBasis: cents(0),
    gain: cents(20_000),
  });
  const { short, long, counts } = saleSums([dividend(1500), dividend(70, { term: 'short' }), boot]);
  expect([short, long, counts]).toEqual([cents(0), cents(20_000), cents(20_000)]);
});
