/** Books in which one lot, or one position, has a very long history: no depth and no number is too much. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { checkTransactions } from '../lots/check-transactions.ts';
import { computeYear } from '../compute-year.ts';
import { addDays } from '../values/days.ts';
import {
  LOT_METHODS,
  type Acquisition,
  type Facts,
  type LotMethod,
  type Sale,
  type Transaction,
  type Transfer,
} from '../facts/model.ts';
import type { Cents, Shares } from '../values/money.ts';
import { disagreementsOn } from '../oracle/agreement.ts';
import { previewEntry } from './preview.ts';
import { day, factsOf, testReference } from '../testing/fixtures.ts';

const MANY = 130_000;

/** Copies of an entry of a book, each with an id of its own. */
function copies<T extends Transaction>(
  entry: T,
  count: number,
  change: (place: number) => Partial<T>,
): T[] {
  return Array.from({ length: count }, (_, place) => ({
    ...entry,
    id: `copy-${place}`,
    ...change(place),
  }));
}

function entryOf<T extends Transaction>({ transactions }: Facts, action: T['action']): T {
  return transactions.find((one) => one.action === action) as T;
}

describe('a lot that moved very often', () => {
  const MOVES = 20_000;
  const facts = factsOf(`trades
  date       action   shares security amount lot to  account
  2001-01-02 buy      10     XYZ      100.00 A   -   one
  2001-01-03 transfer -      XYZ      -      -   two one
  2002-05-31 sell     5      XYZ      40.00  -   -   one
  2002-06-03 buy      5      XYZ      40.00  B   -   two`);
  const [buy, , sale, replacement] = facts.transactions as [
    Transaction,
    Transaction,
    Sale,
    Transaction,
  ];
  const transfer = entryOf<Transfer>(facts, 'transfer');
  const { accountId: one, toAccountId: two } = transfer;
  const moves = copies(transfer, MOVES, (place) => ({
    date: addDays(day('2001-01-03'), Math.floor(place / 50)),
    accountId: place % 2 === 0 ? one : two,
    toAccountId: place % 2 === 0 ? two : one,
  }));

  it('is sold at a loss, and what replaces it has its days', () => {
    const report = computeYear(
      { ...facts, transactions: [buy, ...moves, sale, replacement] },
      2002,
      testReference,
    );
    expect(report.sales.map((piece) => [piece.acquired, piece.gain, piece.disallowedLoss])).toEqual(
      [['2001-01-02', -1000n, 1000n]],
    );
    expect(report.lots.map((lot) => [lot.account, lot.shares, lot.adjustedBasis])).toEqual([
      ['one', 500_000_000n, 5000n],
      ['two', 500_000_000n, 5000n],
    ]);
  });
});

describe('very many lots of one security', () => {
  const facts = factsOf(`trades
  date       action shares security amount lot account
  2001-01-02 buy    1      XYZ      10.00  A   one
  2001-01-02 buy    1      XYZ      10.00  Z   two
  2002-05-31 sell   1      XYZ      40.00  -   two`);
  const buy = entryOf<Acquisition>(facts, 'buy');
  const sale = entryOf<Sale>(facts, 'sell');
  const transactions = [
    ...copies(buy, MANY, (place) => ({ lot: `L${place}` })),
    facts.transactions[1] as Transaction,
  ];

  it('are left out of a preview but for those that a sale of one of them changes', () => {
    const candidate = { ...sale, accountId: buy.accountId };
    const preview = previewEntry({ ...facts, transactions }, candidate, null, testReference);
    expect([preview.before.length, preview.after.length]).toEqual([1, 0]);
    expect(preview.pieces.length).toBe(1);
  }, 20_000);

  it('are compared one by one with what they were, where another account sells', () => {
    const preview = previewEntry({ ...facts, transactions }, sale, null, testReference);
    expect(preview.before.map((lot) => lot.lot)).toEqual(['Z']);
    expect(preview.after).toEqual([]);
  }, 20_000);
});

describe('very many entries that cannot be carried out', () => {
  it('are each told', () => {
    const facts = factsOf(`trades
  date       action shares security amount lot
  2002-05-31 sell   1      XYZ      40.00  -`);
    const transactions = copies(entryOf<Sale>(facts, 'sell'), MANY, () => ({}));
    expect(checkTransactions({ ...facts, transactions }, reference.calendar).length).toBe(MANY);
  }, 20_000);
});

/** Purchases, two a day, and after them a sale a day, each of more than one lot. */
function manySales(method: LotMethod, lots: number, sales: number): Facts {
  const facts = factsOf(`accounts
  account kind    method
  one     taxable ${method}
trades
  date       action shares security amount lot account
  2001-01-02 buy    10     XYZ      100.00 A   one
  2002-01-02 sell   13     XYZ      120.00 -   one
document 2002 final -
  security record     ex         payable    amount parts
  XYZ      2002-03-05 2002-03-01 2002-03-15 2      returnOfCapital=80,capitalGain=20
  XYZ      2002-06-05 2002-06-03 2002-06-14 3      returnOfCapital=80,capitalGain=20`);
  return {
    ...facts,
    transactions: [
      ...copies(entryOf<Acquisition>(facts, 'buy'), lots, (place) => ({
        lot: `L${place}`,
        date: addDays(day('2001-01-02'), Math.floor((place * 380) / lots)),
        amount: BigInt(5000 + ((place * 7919) % 9000)) as Cents,
        shares: BigInt(100_000_000 * (1 + (place % 20))) as Shares,
      })),
      ...copies(entryOf<Sale>(facts, 'sell'), sales, (place) => ({
        id: `sale-${place}`,
        date: addDays(day('2002-01-20'), Math.floor((place * 200) / sales)),
      })),
    ],
  };
}

describe('very many sales by a method', () => {
  it.each(LOT_METHODS)(
    'take the lots that the slow calculation takes: %s',
    (method) => {
      const { compared, differences } = disagreementsOn(manySales(method, 60, 45), reference);
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(1);
    },
    60_000,
  );

  it.each(LOT_METHODS)(
    'do not each sort 30,000 lots: %s',
    (method) => {
      const facts = manySales(method, 30_000, 300);
      expect(computeYear(facts, 2002, testReference).sales.length).toBeGreaterThan(300);
    },
    20_000,
  );
});
