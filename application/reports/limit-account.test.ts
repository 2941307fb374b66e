import { expect, test } from 'vitest';
import type { Day } from '../../tax/values/days.ts';
import type { Account, Facts, Ratio, Security, Transaction } from '../../tax/facts/model.ts';
import { parseMoney, parseRate, type Cents, type Rate } from '../../tax/values/money.ts';
import type { Notice } from '../../tax/facts/notices.ts';
import type { FormBox, YearReport } from '../../tax/report/year-report.ts';
import { limitToAccount } from './limit-account.ts';

const box = (amount: string): FormBox[] => [
  {
    box: '1a',
    meaning: 'ordinaryDividends',
    caption: 'Total',
    amount: parseMoney(amount) as Cents,
  },
];
const security = (symbol: string): Security => ({
  id: `id of ${symbol}`,
  issuer: null,
  name: symbol,
  symbol,
  cusips: [],
});
const account = (name: string, taxDeferred = false): Account => ({
  id: `id of ${name}`,
  name,
  taxDeferred,
  method: 'fifo',
  methodChanges: [],
  returnOfCapital: 'by-shares',
});
const fact = (symbol: string, name: string) => ({
  id: `${symbol} ${name}`,
  date: '2020-12-15' as Day,
  securityId: `id of ${symbol}`,
  accountId: `id of ${name}`,
  note: null,
  sourceLine: null,
});
const one = parseRate('1') as Rate;
const ratio: Ratio = { newShares: one, oldShares: one };
const amount = parseMoney('0') as Cents;
const transactions: Transaction[] = [
  {
    ...fact('AIV', 'Broker'),
    action: 'spin-off',
    ratio,
    amount,
    cashShares: null,
    toSecurityId: 'id of AIRC',
    percent: one,
  },
  {
    ...fact('EQR', 'IRA'),
    action: 'transfer',
    toAccountId: 'id of Broker',
    shares: null,
    lot: null,
  },
  { ...fact('BXP', 'IRA'), action: 'dividend', amount },
];
const facts: Facts = {
  securities: ['AIV', 'AIRC', 'EQR', 'BXP'].map(security),
  accounts: [account('Broker'), account('IRA', true), account('Empty')],
  documents: [],
  transactions,
};

const notice = (about: Notice['about']): Notice => ({
  level: 'info',
  code: 'ex-date-computed',
  message: JSON.stringify(about),
  about,
});
const notices = [
  notice({ security: 'AIV', account: 'Broker' }),
  notice({ security: 'AIV', account: 'IRA' }),
  ...['AIV', 'AIRC', 'EQR', 'BXP'].map((label) => notice({ security: label })),
  notice({ year: 2020 }),
];
const of = <T>(name: string): T => ({ account: name }) as T;
const both = <T>(): T[] => [of<T>('Broker'), of<T>('IRA')];
const whole: YearReport = {
  taxYear: 2020,
  form1099Div: box('5.00'),
  accounts: [
    { accountId: 'a', account: 'Broker', taxDeferred: false, form1099Div: box('5.00') },
    { accountId: 'b', account: 'IRA', taxDeferred: true, form1099Div: box('7.00') },
  ],
  payments: both(),
  lots: both(),
  sales: both(),
  excessGains: both(),
  liquidations: both(),
  keptGains: both(),
  holdingPeriods: both(),
  uncountedParts: both(),
  provisional: both(),
  yearStates: facts.securities.map((one) => ({
    security: one,
    year: 2020,
    state: 'complete',
    reasons: [],
  })),
  notices,
};
const listsOf = ({
  form1099Div: _,
  taxYear: __,
  notices: ___,
  yearStates: ____,
  ...lists
}: YearReport): string[] => Object.values(lists).flatMap((list) => list.map((row) => row.account));

test('every list holds the rows of the account alone', () => {
  for (const name of ['Broker', 'IRA']) {
    expect(listsOf(limitToAccount(facts, name, whole))).toEqual(Array(10).fill(name));
  }
  expect(listsOf(limitToAccount(facts, 'Empty', whole))).toEqual([]);
});

test('on top stand the account’s own figures, and zeros for one that is in no total', () => {
  expect(limitToAccount(facts, 'Broker', whole).form1099Div).toEqual(box('5.00'));
  expect(limitToAccount(facts, 'IRA', whole).form1099Div).toEqual(box('0.00'));
  expect(limitToAccount(facts, 'Empty', whole).form1099Div).toEqual(box('0.00'));
});

test('a notice without an account is kept for the securities of its entries and of moved shares', () => {
  const kept = (name: string): unknown[] =>
    limitToAccount(facts, name, whole).notices.map(({ about }) => about);
  expect(kept('Broker')).toEqual([
    { security: 'AIV', account: 'Broker' },
    { security: 'AIV' },
    { security: 'AIRC' },
    { security: 'EQR' },
    { year: 2020 },
  ]);
  expect(kept('IRA')).toEqual([
    { security: 'AIV', account: 'IRA' },
    { security: 'EQR' },
    { security: 'BXP' },
    { year: 2020 },
  ]);
});
