import path from 'node:path';
import { expect, it } from 'vitest';
import { openBook } from '../../db/open.ts';
import { addTransaction, listTransactions } from '../../db/transactions.ts';
import { parseMoney, parseShares, type Cents, type Shares } from '../../tax/values/money.ts';
import { BOOK_FILES } from '../session.ts';
import { EXAMPLE_PURCHASE, makeOwnBook, useHarness } from '../testing/harness.ts';

const use = useHarness();

it('an entry that did not fit before is not excused when it is changed and still does not fit', async () => {
  const { app } = use;
  await makeOwnBook(app);
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  const sale = { ...EXAMPLE_PURCHASE, action: 'sell', date: '2001-01-02', amount: '900.00' };
  const { id } = await app.ok('transactions.add', { ...sale, shares: '40' });
  app.close();
  // As a version with other rules may have left it: more is sold than is held.

  const book = openBook(path.join(app.folder, BOOK_FILES.own));
  book.write(() => {
    const [bought] = listTransactions(book);
    if (bought?.action !== 'buy') throw new Error('no purchase');
    const { acquired: _, id: _id, sequence: _sequence, ...rest } = bought;
    addTransaction(book, {
      ...rest,
      action: 'sell',
      date: '2001-01-03' as typeof bought.date,
      shares: parseShares('500') as Shares,
      amount: parseMoney('1.00') as Cents,
      lot: null,
      picks: [],
    });
  });
  book.close();
  app.restart();
  const stored = await app.ok('transactions.list', {});
  const broken = stored.find((entry) => entry.date === '2001-01-03');
  expect(broken?.id).not.toBe(id);
  const change = { ...sale, id: broken?.id ?? '', date: '2001-01-03', shares: '400' };
  const refusal = await app.refused('transactions.update', change);
  expect(refusal.issues).toEqual([
    expect.objectContaining({ field: 'shares', message: expect.stringMatching(/60/) }),
  ]);
  // Another entry can be changed beside it, and it can be mended.
  await app.ok('transactions.update', { ...sale, id, shares: '30' });
  await app.ok('transactions.update', { ...change, shares: '70' });
});
