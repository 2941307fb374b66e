import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { describeScenarios, factsOf, testReference } from '../testing/fixtures.ts';

const QUIET = `
document 2002 final
  security ex         payable    amount parts
  AIV      2002-01-01 2002-01-01 0.01   ordinary=100
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-01-01 2003-01-01 0.01   ordinary=100`;

describeScenarios(
  'Losses that may be wash sales (section 1091)',
  `
scenario thirty days before and after, in any account, reinvestments included
trades
  date       action   shares security amount lot    account
  2001-01-02 buy      10     AIV      500.00 old    default
  2002-05-07 buy      1      AIV      1.00   before second
  2002-05-08 buy      1      AIV      1.00   first  second
  2002-06-07 sell     10     AIV      100.00 old    default
  2002-07-07 reinvest 1      AIV      1.00   last   default
  2002-07-08 buy      1      AIV      1.00   after  default
  2002-06-14 buy      1      EQR      1.00   other  default
${QUIET}
  EQR      2003-01-01 2003-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  EQR      2002-01-01 2002-01-01 0.01   ordinary=100
expect 2002 notices
  level   code               account row   lots
  warning dividend-differs   default row-5 -
  info    possible-wash-sale default row-4 first,last

scenario the purchase of the sold lot is not its own replacement
trades
  date       action shares security amount lot
  2002-05-20 buy    10     AIV      500.00 a
  2002-05-31 sell   5      AIV      100.00 a
${QUIET}
expect 2002 notices
  none

scenario bought thirty days before a loss and sold again before it; a day more is too early
trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      500.00 old
  2002-05-07 buy    1      AIV      50.00  early
  2002-05-08 buy    1      AIV      50.00  near
  2002-05-20 sell   1      AIV      60.00  early
  2002-05-20 sell   1      AIV      60.00  near
  2002-06-07 sell   10     AIV      100.00 old
${QUIET}
expect 2002 notices
  level   code               row   lots
  warning possible-wash-sale row-6 near

scenario a sale of a near purchase at a loss is told of the others that were sold before it, not of its own
trades
  date       action shares security amount lot
  2002-05-08 buy    1      AIV      50.00  near
  2002-05-10 buy    10     AIV      500.00 own
  2002-05-20 sell   1      AIV      60.00  near
  2002-06-07 sell   10     AIV      100.00 own
${QUIET}
expect 2002 notices
  level   code               row   lots
  warning possible-wash-sale row-4 near

scenario a lot of the same name in another account is another lot
trades
  date       action shares security amount lot account
  2002-05-20 buy    10     AIV      500.00 a   default
  2002-05-20 buy    10     AIV      500.00 a   second
  2002-05-31 sell   5      AIV      100.00 a   default
${QUIET}
expect 2002 notices
  level   code               account row   lots
  info    possible-wash-sale default row-3 a/wash

scenario shares that are sold together replace nothing
trades
  date       action shares security amount lot
  2002-05-20 buy    10     AIV      500.00 a
  2002-05-21 buy    10     AIV      500.00 b
  2002-05-31 sell   20     AIV      100.00 -
${QUIET}
expect 2002 notices
  none

scenario a purchase of the next January counts, and a gain does not
trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      500.00 a
  2002-12-30 sell   5      AIV      100.00 a
  2002-12-31 sell   5      AIV      900.00 a
  2003-01-15 buy    5      AIV      100.00 b
${QUIET}
expect 2002 notices
  level   code               row   lots
  info    possible-wash-sale row-2 b
expect 2003 notices
  none
`,
);

describeScenarios(
  'Sold between the ex-date and the payment (section 6.3)',
  `
scenario from the ex-date to the day before the payment
trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      500.00 a
  2001-01-02 buy    10     AIV      500.00 b
  2002-03-29 sell   1      AIV      50.00  a
  2002-04-01 sell   2      AIV      100.00 a
  2002-04-11 sell   8      AIV      500.00 -
  2002-04-12 sell   1      AIV      100.00 -
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      returnOfCapital=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-04-01 2003-04-12 1      returnOfCapital=100
expect 2003 notices
  none
expect 2002 sales
  row   lot shares returnOfCapital
  row-3 a   1      0.00
  row-4 a   2      2.00
  row-5 a   7      7.00
  row-5 b   1      1.00
  row-6 b   1      1.00
expect 2002 notices
  level code           row   lots
  info  roc-after-sale row-4 a
  info  roc-after-sale row-5 a,b

scenario a part of less than half a cent is told as well
trades
  date       action shares security amount lot
  2001-01-02 buy    100    AIV      500.00 a
  2001-12-31 sell   0.4    AIV      50.00  a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2001-12-28 2002-04-12 0.01   returnOfCapital=100
expect 2002 gains
  none
expect 2002 parts
  lot reduced excess
  a   1.00    0.00
expect 2002 notices
  level code           row
  info  roc-after-sale row-2

scenario nothing to tell where the payment returned no capital
trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      500.00 a
  2002-04-01 sell   2      AIV      100.00 a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100
expect 2002 notices
  none

scenario told in the year of the sale when the payment counts in the year before
trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      500.00 a
  2003-01-02 sell   2      AIV      100.00 a
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-12-30 2003-01-15 1      returnOfCapital=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-12-30 2003-12-31 1      ordinary=100
expect 2002 notices
  level code            row
  info  january-payment -
expect 2003 notices
  level code           row   lots
  info  roc-after-sale row-2 a
`,
);

describe('the sentences', () => {
  it('say which shares that replace sold ones came as a dividend', () => {
    const { notices } = computeYear(
      factsOf(`trades
  date       action         shares security amount  lot
  2001-03-01 buy            100    AIV      3000.00 a
  2002-08-20 sell           10     AIV      200.00  a
  2002-08-29 stock-dividend 40     AIV      800.00  s
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100`),
      2002,
      testReference,
    );
    const [wash] = notices.filter(({ code }) => code === 'possible-wash-sale');
    expect(wash?.message).toContain(
      'Of these s came as a dividend in shares: that such shares count as bought is the cautious reading',
    );
  });

  it('say which part of a payment of two years went into the sale', () => {
    const { notices } = computeYear(
      factsOf(`trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      500.00 a
  2003-01-03 sell   10     AIV      600.00 a
document 2002 final
  security ex         payable    amount allocable parts
  AIV      2002-12-30 2003-01-15 1      0.4       returnOfCapital=100
document 2003 final
  security ex         payable    amount allocable parts
  AIV      2002-12-30 2003-01-15 1      0.6       returnOfCapital=100`),
      2003,
      testReference,
    );
    expect(
      notices.flatMap(({ code, message }) =>
        code === 'roc-after-sale' ? /payment of [^;]+/.exec(message) : [],
      ),
    ).toEqual([
      'payment of 2003-01-15 ($0.40 of $1.00 a share, which count in 2002)',
      'payment of 2003-01-15 ($0.60 of $1.00 a share, which count in 2003)',
    ]);
  });

  it('say that shares were given away, and not sold, before the year of the payment', () => {
    const { notices } = computeYear(
      factsOf(`trades
  date       action shares security amount lot
  2001-03-01 buy    10     AIV      500.00 a
  2002-12-31 gift   10     AIV      -      -
document 2002 final
  security ex         payable    amount parts
  AIV      2002-03-01 2002-03-15 1      ordinary=100
document 2003 final
  security ex         payable    amount parts
  AIV      2002-12-30 2002-12-31 1      returnOfCapital=100`),
      2003,
      testReference,
    );
    expect(
      notices.flatMap(({ code, message }) => (code === 'roc-after-sale' ? message : [])),
    ).toEqual([
      'The gift to somebody else of 2002-12-31 (line 6) in the account default: shares of AIV from 1 lot (a) were given away between the ex-date 2002-12-30 and the payment of 2002-12-31; the gift lies in an earlier tax year than the one in which the payment counts, so their part of its return of capital is capital gain of 2003.',
    ]);
  });

  it.each([
    ['2018-12-31', 'sell', '60.00'],
    ['2018-12-31', 'gift', '-'],
    ['2018-12-30', 'sell', '60.00'],
    ['2019-01-15', 'sell', '60.00'],
  ])(
    'say where a gain is long-term by the day of the payment alone: %s, %s',
    (bought, how, amount) => {
      const { notices, excessGains } = computeYear(
        factsOf(`trades
  date       action shares security amount lot
  ${bought} buy    20     AIV      500.00 a
  2019-12-31 ${how}   10     AIV      ${amount}      -
document 2020 final
  security declared   ex         payable    amount parts
  AIV      2019-09-20 2019-12-30 2020-01-15 1      returnOfCapital=100`),
        2020,
        testReference,
      );
      const isBetween = bought === '2018-12-31';
      expect(excessGains.map(({ term }) => term)).toEqual([
        bought === '2019-01-15' ? 'short' : 'long',
      ]);
      const said = notices.find(({ code }) => code === 'roc-after-sale')?.message ?? '';
      expect(
        said.includes('. That of a is counted as long-term by the day on which it counts'),
      ).toBe(isBetween);
      if (isBetween) expect(said).toContain(`by the ${how === 'gift' ? 'gift' : 'sale'}, and no`);
    },
  );

  it('say what shares were when they were entitled, where they are of another security since', () => {
    const { notices } = computeYear(
      factsOf(`trades
  date       action   shares security amount  lot to  ratio
  2002-01-03 buy      105    OLD      1050.00 A   -   -
  2002-06-03 exchange -      OLD      60.00   -   NEW 1:10
document 2002 final
  security ex         payable    amount parts
  OLD      2002-05-13 2002-06-14 0.1    returnOfCapital=100`),
      2002,
      testReference,
    );
    expect(notices.find(({ code }) => code === 'roc-after-sale')?.message).toContain(
      'shares of NEW from 1 lot (A), which came from OLD, were sold between the ex-date 2002-05-13',
    );
  });

  it('name the sale, the lots and the payment', () => {
    const { notices } = computeYear(
      factsOf(`trades
  date       action shares security amount lot
  2002-03-01 buy    10     AIV      500.00 a
  2002-04-05 sell   2      AIV      90.00  a
  2002-04-08 buy    0.4    AIV      20.00  b
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      returnOfCapital=50,capitalGain=50`),
      2002,
      testReference,
    );
    expect(notices.map((one) => one.message)).toEqual([
      'The sale of 2002-04-05 (line 6) of AIV in the account default: $1.00 of the loss on a is counted as long-term, up to all capital gain distributions on the shares that were sold. A part of that loss is disallowed, because shares were replaced, and section 857(b)(8) speaks of the loss on each share: if only the distributions on the shares whose loss counts are taken, $0.80 is long-term, and $0.20 more is short-term. No authority was found that decides it: ask a tax adviser which of the two to file.',
      "The sale of 2002-04-05 (line 6) in the account default: shares of AIV from 1 lot (a) were sold between the ex-date 2002-04-01 and the payment of 2002-04-12; they carry their part of its return of capital into the sale, which lowers their basis. No authority was found for this, so compare it with your broker's figures.",
      'The sale of 2002-04-05 (line 6) of AIV in the account default: $1.00 of the loss on a is long-term, because the shares were held six months or less and received capital gain distributions (section 857(b)(8)).',
      "The sale of 2002-04-05 (line 6) of AIV in the account default: $1.80 of its loss is disallowed as a wash sale (section 1091), because 1 lot (b) of the same security was bought within 30 days of it. It is added to the basis of that lot. Purchases that are not in this book, a spouse's included, count too: enter them, or check the sale by hand.",
      'AIV: 1 lot in the account default (b) acquired on or after the ex-date 2002-04-01 did not receive the payment of 2002-04-12.',
    ]);
    expect(notices[1]?.about).toEqual({
      security: 'AIV',
      account: 'default',
      transaction: 'row-2',
      line: 6,
      day: '2002-04-05',
      year: 2002,
      distribution: 'document-1/1',
      payment: 'document-1/1/id-default',
      lots: ['a'],
    });
  });
});
