import { expect, test } from 'vitest';
import type { KnownSecurity } from '../../formats/allocation-document.ts';
import { readTransactionsCsv } from '../../formats/transactions-csv.ts';
import { reference } from '../../resources/reference.ts';
import type { Facts } from '../../tax/facts/model.ts';
import { parseDay, type Day } from '../../tax/values/days.ts';
import { accountDoubts, dayHere, doubtsOf } from './doubts.ts';
import { planImport } from './plan-import.ts';

const NO_FACTS: Facts = { accounts: [], securities: [], documents: [], transactions: [] };
const KNOWN: readonly KnownSecurity[] = ['AIV', 'AIVPrC', 'O'].map((symbol) => ({
  issuer: 'Harbor Realty',
  name: symbol,
  symbol,
  cusips: [],
}));

function planned(...rows: string[]) {
  const csv = `date,action,security,shares,amount,account\n${rows.join('\n')}\n`;
  let id = 0;
  return planImport(NO_FACTS, readTransactionsCsv(csv, 'trades.csv').rows, KNOWN, {
    calendar: reference.calendar,
    newId: () => `id-${(id += 1)}`,
  });
}

const doubts = (...rows: string[]): readonly string[] =>
  doubtsOf(NO_FACTS, planned(...rows), {
    known: KNOWN,
    calendar: reference.calendar,
    today: parseDay('2003-01-15') as Day,
  }).map(({ line, message }) => `${line}: ${message}`);

const buy = (security: string, date = '2002-03-01'): string => `${date},buy,${security},1,20.00,A`;

test('a ticker that is new and nearly a known one is asked about, whichever letter slipped', () => {
  const asked = '2: "AVI" is new here: no entry and no release has it. Is it AIV?';
  expect(doubts(buy('AVI'))).toEqual([asked]);
  for (const ticker of ['AIVX', 'AXV', 'AIVV']) {
    expect(doubts(buy('AIV'), buy(ticker)), ticker).toEqual([
      `3: "${ticker}" is new here: no entry and no release has it. Is it AIV?`,
    ]);
  }
});

test('what is known, far off, too short, or a preferred class of its own is not', () => {
  for (const ticker of ['AIV', 'aiv', 'MDW', 'OO', 'AI', 'AIVPrE', 'VIA']) {
    expect(doubts(buy(ticker)), ticker).toEqual([]);
  }
});

test('a day to come and a day without trading are told with their lines', () => {
  expect(doubts(buy('AIV'), buy('AIV', '2003-01-16'), buy('AIV', '2002-03-02'))).toEqual([
    '3: The day 2003-01-16 is still to come. Check the year; what is only planned is entered once it is done.',
    '4: On 2002-03-02 the New York Stock Exchange was closed, a weekend or a holiday. Is it the trade date?',
  ]);
  expect(doubts(buy('AIV', '2003-01-15'), '2002-03-02,reinvest,AIV,1,20.00,A')).toEqual([]);
});

test('an account that is named like an IRA and counts as taxable is told', () => {
  const rows = ['Roth IRA', 'Joint'].map((name) => `2002-03-01,buy,AIV,1,20.00,${name}`);
  expect(accountDoubts(planned(...rows))).toEqual(['Roth IRA']);
});

test('today is the day where the computer stands', () => {
  const here = new Date(2003, 0, 1, 0, 30);
  expect(dayHere(here.toISOString())).toBe('2003-01-01');
});
