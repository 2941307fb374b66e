/** What an entry would do to shares received in kind, whose value a document says. */
import { expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { factsOf } from '../testing/fixtures.ts';
import { formatMoney } from '../values/money.ts';
import { previewEntry } from './preview.ts';

it('is told with the value of the document, before and after', () => {
  const facts = factsOf(`trades
  date       action  shares security amount  lot
  2018-03-01 buy     100    XYZ      4000.00 A
  2020-12-15 in-kind 100    NEW      -       N
  2021-03-01 sell    40     NEW      1600.00 N
document 2020 final 2021-01-20
  security record     ex         payable    amount parts        inKind
  XYZ      2020-12-05 2020-12-16 2020-12-15 40     ordinary=100 yes`);
  const sale = facts.transactions.at(-1);
  if (!sale) throw new Error('no sale');
  const { before, after, pieces } = previewEntry(facts, sale, sale.id, reference);
  const basis = (rows: typeof before) => rows.map((one) => formatMoney(one.adjustedBasis));
  expect([basis(before), basis(after)]).toEqual([['4000.00'], ['2400.00']]);
  expect(pieces.map(({ gain }) => formatMoney(gain))).toEqual(['0.00']);
});
