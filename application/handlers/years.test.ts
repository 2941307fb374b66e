/** Which years are in the list: those of the book, and those after them in which its shares are still held. */
import { afterEach, expect, it } from 'vitest';
import { EXAMPLE_PURCHASE, makeHarness, makeOwnBook, type Harness } from '../testing/harness.ts';

let app: Harness;
afterEach(() => app.dispose());

async function ownBook(now: string): Promise<void> {
  app = makeHarness({ now: () => now });
  await makeOwnBook(app);
}

const listed = async () =>
  (await app.ok('years.list', {})).map(({ year, state }) => `${year} ${state}`);

const OTHERS = { lot: null, note: null, account: 'default', security: 'AIV' } as const;

it('shares that are held since ask for every year up to the one that is over', async () => {
  await ownBook('2004-01-20T12:00:00.000Z');
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  expect(await listed()).toEqual(['2000 missing', '2001 missing', '2002 missing', '2003 missing']);
  // The book itself has a fact of 2000 alone: that year is the one to open.
  expect(await app.ok('status.get', {})).toMatchObject({ years: [2000], defaultYear: 2000 });
});

it('a year is over when its last day is', async () => {
  await ownBook('2001-12-31T12:00:00.000Z');
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  expect(await listed()).toEqual(['2000 missing']);
});

it('after the last sale no year is asked for', async () => {
  await ownBook('2004-01-20T12:00:00.000Z');
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  await app.ok('transactions.add', {
    ...OTHERS,
    date: '2001-06-01',
    action: 'sell',
    shares: '100',
    amount: '4000.00',
  });
  expect(await listed()).toEqual(['2000 missing', '2001 missing']);
});

it('a clock that is behind takes no year away', async () => {
  await ownBook('1999-01-20T12:00:00.000Z');
  await app.ok('transactions.add', EXAMPLE_PURCHASE);
  expect(await listed()).toEqual(['2000 missing']);
});

it('the sample ends with its own year', async () => {
  app = makeHarness({ now: () => '2026-01-20T12:00:00.000Z' });
  await app.ok('book.create', { kind: 'sample' });
  expect((await listed()).at(-1)).toMatch(/^2002 /);
});
