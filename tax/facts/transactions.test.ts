import { describe, expect, it } from 'vitest';
import { checkTransactions, computeYear } from '../compute-year.ts';
import type { Facts, Transaction } from './model.ts';
import { tradesBetween, type Trade } from './transactions.ts';
import type { Day } from '../values/days.ts';
import type { Cents, Shares } from '../values/money.ts';
import { describeScenarios, factsOf, testReference } from '../testing/fixtures.ts';

const TABLE = `
document 2002 final
  security payable    ex         amount parts
  AIV      2002-02-11 2002-02-01 1      ordinary=100
  EQR      2002-02-11 2002-02-01 1      ordinary=100
document 2001 final
  security payable    ex         amount parts
  AIV      2001-02-11 2001-02-01 1      ordinary=100
  EQR      2001-02-11 2001-02-01 1      ordinary=100
`;

describeScenarios(
  'Transactions that cannot count are left out wholly, with an error',
  `
scenario more than is held
trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      100.00 a
  2002-03-01 sell   11     AIV      110.00 -
  2002-03-04 sell   10     AIV      110.00 -
  2002-03-05 sell   1      AIV      110.00 -
${TABLE}
expect 2002 sales
  row
  row-3
expect 2002 notices
  level code     security account row   lots
  error oversold AIV      default row-2 -
  error oversold AIV      default row-4 -

scenario more than the named lot holds
trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      100.00 a
  2001-03-02 buy    10     AIV      100.00 b
  2002-03-01 sell   11     AIV      110.00 a
  2002-03-04 sell   10     AIV      110.00 a
  2002-03-05 sell   1      AIV      110.00 a
${TABLE}
expect 2002 sales
  row
  row-4
expect 2002 notices
  level code     row   lots
  error oversold row-3 a
  error oversold row-5 a

scenario a lot that is not there: of no acquisition, of a later one, of another security or account
trades
  date       action shares security amount lot     account
  2001-03-01 buy    10     AIV      100.00 a       default
  2001-03-01 buy    10     EQR      100.00 e       default
  2001-03-01 buy    10     AIV      100.00 other   second
  2002-03-01 sell   1      AIV      110.00 nowhere default
  2002-03-01 sell   1      AIV      110.00 e       default
  2002-03-01 sell   1      AIV      110.00 other   default
  2002-03-01 sell   1      AIV      110.00 later   default
  2002-03-01 buy    1      AIV      110.00 later   default
${TABLE}
expect 2002 sales
  none
expect 2002 notices
  level code        row   lots
  error unknown-lot row-4 nowhere
  error unknown-lot row-5 e
  error unknown-lot row-6 other
  error unknown-lot row-7 later

scenario one name for two lots of an account: the first by date counts
trades
  date       action shares security amount lot account
  2002-03-01 buy    10     AIV      500.00 a   default
  2001-03-01 buy    10     AIV      100.00 a   default
  2002-03-01 buy    10     EQR      900.00 a   default
  2001-03-01 buy    10     AIV      100.00 a   second
${TABLE}
expect 2002 lots
  account security lot acquired   cost
  default AIV      a   2001-03-01 100.00
  second  AIV      a   2001-03-01 100.00
expect 2002 notices
  level code          security row   lots
  error duplicate-lot AIV      row-1 a
  error duplicate-lot EQR      row-3 a

scenario errors of later years are told in their own year
trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      100.00 a
  2003-03-01 sell   11     AIV      110.00 -
  2003-03-01 buy    11     AIV      110.00 a
${TABLE}
expect 2002 notices
  none
`,
);

describe('checking transactions', () => {
  const facts = factsOf(`trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      100.00 a
  2001-04-01 buy    10     EQR      100.00 a
  2005-03-01 sell   11     AIV      110.00 -
  2006-03-01 sell   1      AIV      110.00 b`);

  it('finds the errors of all years, and nothing else', () => {
    expect(
      checkTransactions(facts, testReference.calendar).map(({ level, code, about }) => [
        level,
        code,
        about.transaction,
      ]),
    ).toEqual([
      ['error', 'oversold', 'row-3'],
      ['error', 'unknown-lot', 'row-4'],
      ['error', 'duplicate-lot', 'row-2'],
    ]);
  });

  it('names the row, the shares, the account and the next step', () => {
    const [oversold, unknown, duplicate] = checkTransactions(facts, testReference.calendar).map(
      (notice) => notice.message,
    );
    expect(oversold).toBe(
      'The sale of 2005-03-01 (line 7) of 11 shares of AIV in the account default is left out: only 10 shares of it are held on that day. Correct the number of shares, or enter the missing purchase.',
    );
    expect(unknown).toContain('this account has no lot named b');
    expect(duplicate).toContain(
      'already has a lot named a, from the purchase of 2001-03-01 (line 5)',
    );
  });

  it('says in words where nothing, or one share, is held', () => {
    const all = checkTransactions(
      factsOf(`trades
  date       action shares security amount lot
  2001-02-01 sell   1      AIV      10.00  -
  2001-03-01 buy    2      AIV      100.00 a
  2001-04-01 sell   1      AIV      10.00  a
  2001-04-02 sell   2      AIV      10.00  -
  2001-04-03 sell   2      AIV      10.00  a
  2001-04-04 sell   1      AIV      10.00  a
  2001-04-05 sell   1      AIV      10.00  a`),
      testReference.calendar,
    ).map(({ message }) => /: (.*?)\. Correct/.exec(message)?.[1]);
    expect(all.sort()).toEqual([
      'none of it is held on that day',
      'only 1 share of it is held on that day',
      'the lot a has no shares left on that day',
      'the lot a has only 1 share on that day',
    ]);
  });

  it('has nothing to say about nothing', () => {
    expect(checkTransactions({ ...facts, transactions: [] }, testReference.calendar)).toEqual([]);
  });
});

describe('facts that nobody validated', () => {
  const facts = factsOf(`trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      100.00 a
  2002-03-01 sell   1      AIV      10.00  -${TABLE}`);
  const with_ = (change: Partial<Transaction>, place: number): Facts => ({
    ...facts,
    transactions: facts.transactions.map((one, i) =>
      i === place ? ({ ...one, ...change } as Transaction) : one,
    ),
  });

  it.each([
    ['shares of zero bought', with_({ shares: 0n as Shares }, 0), 'row-1'],
    ['shares below zero bought', with_({ shares: -1n as Shares }, 0), 'row-1'],
    ['shares of zero sold', with_({ shares: 0n as Shares }, 1), 'row-2'],
    ['a cost below zero', with_({ amount: -1n as Cents }, 0), 'row-1'],
  ])('%s are left out with an error', (_title, hostile, row) => {
    const report = computeYear(hostile, 2002, testReference);
    expect(report.sales).toEqual([]);
    const [first] = report.notices.filter((one) => one.code === 'invalid-transaction');
    expect(first).toMatchObject({ level: 'error', about: { transaction: row } });
    expect(checkTransactions(hostile, testReference.calendar)).toContainEqual(first);
  });

  it('names an account and a security that the facts do not describe by their ids', () => {
    const report = computeYear({ ...facts, accounts: [], securities: [] }, 2002, testReference);
    expect(report.lots.map((lot) => [lot.account, lot.security.name])).toEqual([
      ['id-default', 'id-AIV'],
    ]);
    expect(report.accounts.map((account) => account.account)).toEqual(['id-default']);
  });
});

describe('trades of some days', () => {
  const day = (date: string) => ({ transaction: { date }, order: 0 }) as unknown as Trade;
  const trades = ['2002-01-02', '2002-01-03', '2002-01-03', '2002-01-07', '2002-02-01'].map(day);
  const between = (first: string, last: string): readonly string[] =>
    tradesBetween(trades, first as Day, last as Day).map(({ transaction }) => transaction.date);

  it('are those from the first day to the last one, both included, and no other', () => {
    expect(between('2002-01-03', '2002-01-07')).toEqual(['2002-01-03', '2002-01-03', '2002-01-07']);
    expect(between('2002-01-04', '2002-01-06')).toEqual([]);
    expect(between('2002-02-02', '2002-12-31')).toEqual([]);
    expect(between('2001-01-01', '2002-12-31')).toHaveLength(5);
  });
});
