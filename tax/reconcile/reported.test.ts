import { expect, it } from 'vitest';
import { day } from '../testing/fixtures.ts';
import { cents, pieceOf, wholeShares } from '../testing/report-values.ts';
import { pieceKey } from '../report/reported-sales.ts';
import type { BrokerForms, BrokerSale } from './broker-forms.ts';
import { reportedSales } from './reported.ts';

const old = pieceOf({ lot: 'OLD', shares: wholeShares(60) });
const young = pieceOf({ lot: 'NEW', shares: wholeShares(40), acquired: day('2019-01-02') });

function forms(...sales: readonly Partial<BrokerSale>[]): BrokerForms {
  const row = {
    ...{ securityId: null, acquired: null, sold: old.sold, shares: wholeShares(100) },
    ...{ proceeds: null, basis: null, washSale: null, reporting: null },
  };
  return {
    ...{ year: 2019, accountId: old.accountId, securityId: null },
    ...{ boxes: new Map(), form2439: new Map() },
    sales: sales.map((more) => ({ ...row, ...more })),
  };
}

it('is said of the lot that the row is of, with its amounts', () => {
  const amounts = { basis: cents(100), proceeds: cents(90) };
  const row = { shares: old.shares, acquired: old.acquired, ...amounts } as const;
  expect([...reportedSales([forms(row)], [old, young])]).toEqual([
    [pieceKey(old), { reporting: null, ...amounts }],
  ]);
});

it('is said of every lot of a row of several, without an amount of one of them', () => {
  const amounts = { basis: cents(100), proceeds: cents(90) };
  const found = reportedSales([forms({ reporting: 'basis', ...amounts })], [old, young]);
  const said = { reporting: 'basis', basis: null, proceeds: null };
  expect([...found]).toEqual([
    [pieceKey(old), said],
    [pieceKey(young), said],
  ]);
});

it('is not said by a form of another account, nor by a row that says neither', () => {
  const other = { ...forms({ reporting: 'basis' }), accountId: 'other' };
  expect(reportedSales([other, forms({})], [old, young]).size).toBe(0);
});
