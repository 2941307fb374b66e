/** Shares that came in from outside of the book: what is asked of them, and the entries that an answer makes. */
import { describe, expect, it } from 'vitest';
import { reference } from '../../resources/reference.ts';
import { entriesOfHistory, withHistoryAnswers } from './answered.ts';
import { historyAnswers } from './answers-of-history.ts';
import { accountHistoryText } from './history-as-text.ts';
import type { AccountHistory } from './history.ts';
import { readOfxLines } from './testing/read-lines.ts';
import { readAccountHistory } from './read-account-history.ts';

const SCHWAB = (amount: string, shares = '40'): string =>
  `"Transactions  for account Individual XXXX-1234 as of 01/15/2003 10:12:33 AM ET"
"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"
"04/08/2002","Security Transfer","AIV","APARTMENT INVT & MGMT CO CL A","${shares}","","","${amount}"
"05/15/2000","Buy","AIV","APARTMENT INVT & MGMT CO CL A","100","$40.25","$29.95","-$4,054.95"
`;
const HERE = 'Individual XXXX-1234';

function read(text = SCHWAB('')): AccountHistory {
  const reading = readAccountHistory(text, reference.calendar);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.history;
}

function answered(answer: unknown, history = read()): ReturnType<typeof withHistoryAnswers> {
  const given = historyAnswers({ 'line/3': answer });
  if ('problem' in given) throw new Error(given.problem);
  return withHistoryAnswers(history, given.answers);
}

/** What line 3 becomes. */
function entries(answer: unknown) {
  const done = answered(answer);
  if ('problems' in done) throw new Error(done.problems.map(({ message }) => message).join(' '));
  const { rows, problems } = entriesOfHistory(done.history);
  expect(problems).toEqual([]);
  return rows
    .filter(({ line }) => line === 3)
    .map(({ date, action, shares, amount, acquired, account, to }) => ({
      date,
      action,
      shares: String(shares),
      amount: String(amount),
      acquired,
      account: account === null ? null : String(account),
      to,
    }));
}

function refusal(answer: unknown): string {
  const done = answered(answer);
  if (!('problems' in done)) throw new Error('it was taken');
  expect(done.problems.map(({ line }) => line)).toEqual([3]);
  return done.problems[0]?.message ?? '';
}

describe('shares that came in from outside of the book', () => {
  it('are asked for by the day on which they were acquired and their cost', () => {
    const [question] = read().questions;
    expect(question).toMatchObject({
      id: 'line/3',
      knows: { action: 'transfer', shares: '40', account: HERE },
      asks: { action: 'buy', columns: ['acquired', 'amount'] },
    });
    expect(question?.text).toBe(
      'When were the 40 shares of AIV acquired that came in, and for how much?',
    );
  });

  it('say only of a line with a value that the value is no cost', () => {
    expect(read(SCHWAB('$1,480.00')).questions[0]?.text).toContain(
      'The value in this line is what they were worth on the day, not their cost.',
    );
  });

  it('become a lot of that day with the answer that anyone would write', () => {
    expect(entries({ acquired: '2000-06-12', amount: '1650.00' })).toEqual([
      expect.objectContaining({
        date: '2002-04-08',
        action: 'buy',
        acquired: '2000-06-12',
        amount: '165000',
        to: null,
      }),
    ]);
  });

  it('become as many lots as the list of the answer has', () => {
    const lots = [
      { shares: '25', acquired: '2000-06-12', amount: '1000.00' },
      { shares: '15', acquired: '2001-02-01', amount: '650.00' },
    ];
    expect(entries(lots).map(({ acquired, amount }) => [acquired, amount])).toEqual([
      ['2000-06-12', '100000'],
      ['2001-02-01', '65000'],
    ]);
    expect(refusal([lots[0], { ...lots[1], shares: '14' }])).toBe(
      'The lots in the answer to line/3 have 39 shares, and 40 came in.',
    );
    expect(refusal([lots[0], { acquired: '2001-02-01', amount: '650.00' }])).toBe(
      'Lot 2 in the answer to line/3 has no number of shares. Write how many of the shares each lot has.',
    );
    expect(refusal([])).toBe('The answer to line/3 is an empty list.');
  });

  it('need both the day and the cost', () => {
    expect(refusal({ amount: '1650.00' })).toContain('has no "acquired"');
    expect(refusal({ acquired: '2000-06-12' })).toContain('has no "amount"');
    expect(refusal({})).toContain('has no "acquired" and "amount"');
  });

  it('are never turned around into shares that go out', () => {
    for (const answer of [
      { to: 'Old Broker' },
      { action: 'transfer', to: 'Old Broker' },
      { action: 'transfer', account: HERE, to: 'Old Broker' },
    ]) {
      expect(refusal(answer)).toMatch(
        /^The shares of line\/3 came in, and the answer sends them out to "Old Broker"\./,
      );
    }
    expect(entries({ account: 'Old Broker', to: HERE })).toEqual([
      expect.objectContaining({ action: 'transfer' }),
    ]);
  });

  it('may be something else: a gift with its own columns', () => {
    const gift = { action: 'gift-received', acquired: '1999-01-04', amount: '900.00' };
    expect(entries(gift)).toEqual([expect.objectContaining({ action: 'gift-received' })]);
    expect(entries({ action: 'buy', amount: '900.00' })).toEqual([
      expect.objectContaining({ action: 'buy', acquired: null }),
    ]);
  });

  it('are told to a person with the answer that can be written', () => {
    expect(accountHistoryText(read()).replaceAll(/\s+/g, ' ')).toContain(
      'Answer: { "line/3": { "acquired": "2000-06-12", "amount": "1650.00" } }, or of several lots',
    );
    const done = answered({ acquired: '2000-06-12', amount: '1650.00' });
    if ('problems' in done) throw new Error('refused');
    expect(accountHistoryText(done.history)).toContain('buy, acquired 2000-06-12');
  });
});

describe('shares that went out', () => {
  it('are asked for by the account that they went to, and by no list', () => {
    const out = read(SCHWAB('', '-40'));
    expect(out.questions[0]?.asks).toBeUndefined();
    const done = answered([{ to: 'Old Broker' }], out);
    expect('problems' in done && done.problems[0]?.message).toBe(
      'The answer to line/3 is a list, and its line is one row. Write the columns of that row.',
    );
  });
});

describe('shares of an OFX statement that came in', () => {
  const SECID = '<SECID><UNIQUEID>29476L107<UNIQUEIDTYPE>CUSIP</SECID>';
  const labels = (rest: string) =>
    readOfxLines(
      `<TRANSFER><INVTRAN><FITID>2<DTTRADE>20240405</INVTRAN>${SECID}<UNITS>100<TFERACTION>IN${rest}</TRANSFER>`,
    ).questions[0]?.candidates.map(({ label }) => label);

  it('have the day and the basis that the record gives as a candidate', () => {
    const past = '<UNITPRICE>62<DTPURCHASE>20200102';
    expect(labels(`<AVGCOSTBASIS>5000${past}`)).toEqual(['Acquired on 2020-01-02 for $5000.00']);
    expect(labels(`<AVGCOSTBASIS>50${past}`)).toEqual(['Acquired on 2020-01-02 for $5000.00']);
    expect(labels('<AVGCOSTBASIS>50<DTPURCHASE>20200102')).toHaveLength(2);
    expect(labels(past)).toEqual([]);
  });
});
