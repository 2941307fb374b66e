import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { describeScenarios, factsOf, testReference } from '../testing/fixtures.ts';

const HELD = `trades
  date       action shares security amount  lot account
  2001-12-03 buy    10     AIV      100.00  a   default
  2001-12-03 buy    10     AIV      300.00  a   second
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100`;

describeScenarios(
  'Choices that were made for the user',
  `
scenario one notice for all computed ex-dates of a security
${HELD}
document 2002 final
  security record     ex         payable    amount parts
  AIV      2002-04-01 -          2002-04-12 1      ordinary=100
  AIV      2002-07-01 -          2002-07-12 1      ordinary=100
  AIV      2002-10-01 2002-09-27 2002-10-14 1      ordinary=100
expect 2002 payments
  account payable    ex         computed
  default 2002-04-12 2002-03-28 yes
  second  2002-04-12 2002-03-28 yes
  default 2002-07-12 2002-06-27 yes
  second  2002-07-12 2002-06-27 yes
  default 2002-10-14 2002-09-27 no
  second  2002-10-14 2002-09-27 no
expect 2002 notices
  level code             security year
  info  ex-date-computed AIV      2002

scenario a sum within tolerance is told once for the row
${HELD}
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100.1
expect 2002 notices
  level code                 security
  info  sum-within-tolerance AIV

scenario January payments, to both sides
${HELD}
document 2002 final
  security ex         record     payable    amount parts
  AIV      2001-12-27 2001-12-31 2002-01-15 1      ordinary=100
  AIV      2002-12-27 2002-12-31 2003-01-15 1      ordinary=100
  AIV      2002-01-02 2002-01-04 2002-01-31 1      ordinary=100
expect 2002 payments
  account payable    cash
  default 2002-01-15 10.00
  second  2002-01-15 10.00
  default 2002-01-31 10.00
  second  2002-01-31 10.00
  default 2003-01-15 10.00
  second  2003-01-15 10.00
expect 2002 notices
  level code            security
  info  january-payment AIV
  info  january-payment AIV

scenario bought too late, whether something was paid or not
trades
  date       action   shares security amount  lot     account
  2001-12-03 buy      10     AIV      100.00  early   default
  2002-04-01 buy      10     AIV      100.00  onEx    default
  2002-04-12 buy      10     AIV      100.00  onPay   default
  2002-04-15 buy      10     AIV      100.00  after   default
  2002-04-05 buy      10     AIV      100.00  only    second
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100
expect 2002 payments
  account shares
  default 10
expect 2002 notices
  level code         account lots
  info  not-entitled second  only
  info  not-entitled default onEx,onPay

scenario a dividend reinvested on its payable date is no purchase that came too late for it
trades
  date       action   shares security amount  lot      account
  2001-12-03 buy      10     AIV      100.00  early    default
  2002-04-11 reinvest 10     AIV      10.00   dayEarly default
  2002-04-12 reinvest 10     AIV      10.00   itself   default
  2002-04-12 reinvest 10     AIV      100.00  alone    second
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100
  AIV      2002-04-02 2002-04-15 1      ordinary=100
expect 2002 notices
  level   code             account lots
  warning dividend-differs second  -
  info    not-entitled     default dayEarly
  info    not-entitled     second  alone
  info    not-entitled     default dayEarly,itself
`,
);

describeScenarios(
  'An amount that looks like a special distribution',
  `
scenario a quarter of the average cost, without an ex-date: 400.00 for 20 shares
${HELD}
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 5      ordinary=100
expect 2002 notices
  level   code               security
  warning large-distribution AIV
  info    ex-date-computed   AIV

scenario a little less, by any price
trades
  date       action shares security amount  lot account
  2001-12-03 buy    10     AIV      200.00  a   default
  2001-12-03 buy    10     AIV      200.00  b   second
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security record     payable    amount         parts
  AIV      2002-04-01 2002-04-12 4.999999999999 ordinary=100
expect 2002 notices
  level code
  info  ex-date-computed

scenario the whole payment decides, not what is allocable
${HELD}
document 2002 final
  security record     payable    amount allocable parts
  AIV      2002-04-01 2002-04-12 5      0.01      ordinary=100
expect 2002 notices
  level   code
  warning large-distribution
  info    ex-date-computed
  info    split-year-payment

scenario with an ex-date given there is nothing to ask
${HELD}
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-15 2002-04-12 5      ordinary=100
expect 2002 notices
  none

scenario a quarter of one price, and less of the average
${HELD}
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 2.5    ordinary=100
expect 2002 notices
  level   code
  warning large-distribution
  info    ex-date-computed

scenario a quarter of the price of a sale of these days, though the shares had cost much more
trades
  date       action shares security amount  lot
  2001-12-03 buy    10     AIV      380.00  a
  2002-03-15 sell   5      AIV      100.00  a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security record     payable    amount         parts
  AIV      2002-04-01 2002-04-12 5              ordinary=100
  AIV      2002-05-01 2002-05-12 4.999999999999 ordinary=100
expect 2002 notices
  level   code               security
  warning large-distribution AIV
  info    ex-date-computed   AIV

scenario a sale of long before, and the price of before a split, say nothing of it
trades
  date       action shares security amount  lot ratio
  2001-10-01 buy    20     AIV      760.00  a   -
  2001-12-03 sell   5      AIV      50.00   a   -
  2001-12-04 buy    100    AIV      800.00  b   -
  2002-03-15 split  -      AIV      -       -   1:10
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 5      ordinary=100
expect 2002 notices
  level code
  info  ex-date-computed

scenario shares bought before the payment got nothing, and would have with its ex-date
trades
  date       action shares security amount  lot
  2025-10-06 buy    100    AIV      600.00  a
document 2025 final
  security record     payable    amount parts
  AIV      2025-09-30 2025-10-15 2.23   ordinary=100
expect 2025 payments
  none
expect 2025 notices
  level   code               lots
  warning large-distribution -
  info    not-entitled       a

scenario shares bought after the payment have nothing to do with it
trades
  date       action shares security amount  lot
  2025-10-16 buy    100    AIV      400.00  a
document 2025 final
  security record     payable    amount parts
  AIV      2025-09-30 2025-10-15 2.23   ordinary=100
expect 2025 notices
  none

scenario shares that cost nothing have nothing to compare with
trades
  date       action shares security amount lot
  2002-01-01 buy    10     AIV      0.00   gift
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 5      ordinary=100
expect 2002 notices
  level code
  info  ex-date-computed
`,
);

describeScenarios(
  'An ex-date after the end of the year (25% or more of the price)',
  `
scenario listed in its year, with trades after the year's end; basis falls in the next year
trades
  date       action shares security amount  lot
  2002-03-01 buy    10     AIV      1000.00 a
  2003-01-02 buy    10     AIV      1000.00 b
  2003-01-03 sell   5      AIV      500.00  a
  2003-01-03 sell   99     AIV      500.00  a
document 2002 final
  security ex         payable    amount parts
  AIV      2003-01-06 2002-12-30 9      returnOfCapital=100
expect 2002 payments
  ex         shares cash
  2003-01-06 15     135.00
expect 2002 parts
  lot shares returnOfCapital
  a   5      45.00
  b   10     90.00
expect 2002 lots
  lot shares before inYear basis
  a   10     0.00   0.00   1000.00
expect 2002 sales
  none
expect 2002 notices
  none
expect 2003 notices
  level   code               row
  error   oversold           row-4
  warning missing-allocation -
expect 2003 lots
  lot shares before inYear basis
  a   5      45.00  0.00   455.00
  b   10     90.00  0.00   910.00

scenario what the next year's table takes first cannot be taken again
trades
  date       action shares security amount lot
  2002-03-01 buy    10     AIV      10.00  a
document 2002 final
  security ex         payable    amount parts
  AIV      2003-01-10 2002-12-30 1      returnOfCapital=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-01-03 2003-01-31 0.6    returnOfCapital=100
expect 2003 gains
  none
expect 2003 parts
  lot reduced excess
  a   6.00    0.00
expect 2002 parts
  lot reduced excess
  a   4.00    6.00
expect 2002 gains
  lot date       amount term
  a   2002-12-30 6.00   short
`,
);

describe('the sentences', () => {
  const messages = (text: string) =>
    computeYear(factsOf(text), 2002, testReference).notices.map((notice) => notice.message);

  it('name figures, lots and what to do', () => {
    const all = messages(`trades
  date       action shares security amount lot
  2001-12-31 buy    10     AIV      100.00 a
  2002-04-02 buy    10     AIV      100.00 b
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 11     returnOfCapital=100.1`);
    expect(all).toEqual([
      'AIV: $11.00 per share, paid on 2002-04-12, is a quarter or more of what the shares cost. A distribution of 25% or more of the price goes ex after its payable date: enter the ex-date that the exchange announced. Shares were bought or sold from the computed ex-date 2002-03-28 up to that day: who was paid for them hangs on it.',
      'AIV: the ex-date of 1 payment of 2002 was computed from the record date, as the first trading day whose trades settle after it. Enter an ex-date where you know another one.',
      'AIV: $10.00 of the return of capital of 2002-04-12 in the account default is more than the basis of 1 lot (a) and counts as capital gain of that day.',
      'AIV: 1 lot in the account default (b) acquired on or after the ex-date 2002-03-28 did not receive the payment of 2002-04-12.',
      'AIV: in the payment of 2002-04-12 (line 12) in Document 2 the percentages add up to 100.1, not 100. That is within rounding; the parts are used in proportion to their own sum.',
    ]);
  });

  it('name the price that an amount is a quarter of', () => {
    const [first] = messages(`trades
  date       action shares security amount lot
  2001-12-31 buy    10     AIV      400.00 a
  2002-03-15 sell   3      AIV      50.00  a
document 2002 final
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 4.17   ordinary=100`).filter((one) => one.includes('quarter'));
    expect(first).toBe(
      'AIV: $4.17 per share, paid on 2002-04-12, is a quarter or more of the $16.67 a share of the sale of 2002-03-15. A distribution of 25% or more of the price goes ex after its payable date: enter the ex-date that the exchange announced.',
    );
  });

  it('say of shares with a past what they were paid before they came in', () => {
    const book = `trades
  date       action shares security amount lot acquired
  2002-04-08 buy    40     AIV      1650.00 a  2001-06-12
  2002-04-09 buy    10     AIV      400.00  b  -
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-31 2002-02-11 1      ordinary=100
  AIV      2002-04-05 2002-04-12 1      ordinary=100
  AIV      2002-07-01 2002-07-12 1      ordinary=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-01-31 2003-02-11 1      ordinary=100`;
    const [elsewhere, ...more] = messages(book).filter((one) => one.includes('came in on 2002'));
    expect([elsewhere, more]).toEqual([
      'AIV: 1 lot in the account default (a) came in on 2002-04-08 and was acquired on 2001-06-12. What was paid on the shares in between is in no box here and lowers no basis here (in the releases of your book the payments of 2002-02-11, 2002-04-12): the cost that you enter has to be the basis on the day on which they came in.',
      [],
    ]);
    expect(messages(book)).toContainEqual(
      expect.stringMatching(
        /2 lots in the account default \(a and b\) that came in on or after the ex-date/,
      ),
    );
    const later = computeYear(factsOf(book), 2003, testReference).notices;
    expect(later.filter(({ code }) => code === 'acquired-elsewhere')).toEqual([]);
  });

  it('name twenty lots and count the others', () => {
    const lots = Array.from(
      { length: 25 },
      (_, i) => `  2002-04-02 buy 1 AIV 1.00 lot${String(i).padStart(2, '0')}`,
    );
    const report = computeYear(
      factsOf(`trades
  date action shares security amount lot
${lots.join('\n')}
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100`),
      2002,
      testReference,
    );
    expect(report.notices.map((one) => one.about.lots?.length)).toEqual([20]);
    expect(report.notices[0]?.message).toContain(
      '25 lots in the account default (lot00, lot01, lot02 and 22 more)',
    );
  });
});
