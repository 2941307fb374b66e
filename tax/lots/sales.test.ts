import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { isSale } from '../facts/model.ts';
import { formatMoney, sumCents, type Cents } from '../values/money.ts';
import { describeScenarios, factsOf, testReference } from '../testing/fixtures.ts';

const YEARS_BEFORE = `
document 2001 final
  security payable    ex         amount parts
  AIV      2001-01-02 2001-01-02 0.01   ordinary=100
document 2002 final
  security payable    ex         amount parts
  AIV      2002-01-01 2002-01-01 0.01   ordinary=100
`;

describeScenarios(
  'Sales (section 7)',
  `
scenario first in, first out, ties by the name of the lot, pieces in order of consumption
trades
  date       action shares security amount  lot
  2001-05-02 buy    10     AIV      1000.00 third
  2001-05-01 buy    10     AIV      200.00  b
  2001-05-01 buy    10     AIV      100.00  B
  2002-06-03 sell   25     AIV      500.00  -
${YEARS_BEFORE}
expect 2002 sales
  lot   acquired   shares proceeds cost   basis  gain    term
  B     2001-05-01 10     200.00   100.00 100.00 100.00  long
  b     2001-05-01 10     200.00   200.00 200.00 0.00    long
  third 2001-05-02 5      100.00   500.00 500.00 -400.00 long
expect 2002 lots
  lot   shares cost   basis
  third 5      500.00 500.00

scenario a named lot, and then what is left
trades
  date       action shares security amount  lot
  2001-05-01 buy    10     AIV      100.00  a
  2001-05-02 buy    10     AIV      200.00  b
  2002-06-03 sell   4      AIV      200.00  b
  2002-06-03 sell   12     AIV      600.00  -
${YEARS_BEFORE}
expect 2002 sales
  row   lot shares proceeds basis  gain
  row-3 b   4      200.00   80.00  120.00
  row-4 a   10     500.00   100.00 400.00
  row-4 b   2      100.00   40.00  60.00
expect 2002 lots
  lot shares basis
  b   4      80.00

scenario a named lot in between is passed over when it is sold
trades
  date       action shares security amount  lot
  2001-05-01 buy    10     AIV      100.00  a
  2001-05-02 buy    10     AIV      200.00  b
  2001-05-03 buy    10     AIV      300.00  c
  2002-06-03 sell   10     AIV      200.00  b
  2002-06-03 sell   12     AIV      600.00  -
  2002-06-04 sell   8      AIV      400.00  -
${YEARS_BEFORE}
expect 2002 sales
  row   lot shares proceeds gain
  row-4 b   10     200.00   0.00
  row-5 a   10     500.00   400.00
  row-5 c   2      100.00   40.00
  row-6 c   8      400.00   160.00
expect 2002 lots
  none

scenario proceeds are divided by shares, cents left over to the largest fraction
trades
  date       action shares security amount  lot
  2001-05-01 buy    1      AIV      1.00    a
  2001-05-02 buy    1      AIV      1.00    b
  2001-05-03 buy    1      AIV      1.00    c
  2002-06-03 sell   3      AIV      10.00   -
${YEARS_BEFORE}
expect 2002 sales
  lot proceeds
  a   3.34
  b   3.33
  c   3.33

scenario basis of a piece is rounded, and the last piece takes the rest
trades
  date       action shares security amount  lot
  2001-05-01 buy    3      AIV      10.00   a
  2002-06-03 sell   1      AIV      10.00   -
  2002-06-04 sell   1      AIV      10.00   -
  2002-06-05 sell   1      AIV      10.00   -
${YEARS_BEFORE}
expect 2002 sales
  row   cost basis gain
  row-2 3.33 3.33  6.67
  row-3 3.34 3.34  6.66
  row-4 3.33 3.33  6.67
expect 2002 lots
  none

scenario fees above the price
trades
  date       action shares security amount  lot
  2001-05-01 buy    1      AIV      10.00   a
  2001-05-02 buy    2      AIV      20.00   b
  2002-06-03 sell   3      AIV      -0.05   -
${YEARS_BEFORE}
expect 2002 sales
  lot proceeds gain
  a   -0.02    -10.02
  b   -0.03    -20.03

scenario other accounts and other securities are not touched
trades
  date       action shares security amount  lot account
  2001-05-01 buy    10     AIV      100.00  a   one
  2001-05-01 buy    10     AIV      100.00  a   two
  2001-05-01 buy    10     EQR      100.00  e   two
  2002-06-03 sell   10     AIV      200.00  -   two
${YEARS_BEFORE}
expect 2002 lots
  account security lot
  one     AIV      a
  two     EQR      e

scenario long-term from the day after a year
trades
  date       action shares security amount  lot
  2001-03-01 buy    2      AIV      20.00   a
  2002-03-01 sell   1      AIV      20.00   -
  2002-03-02 sell   1      AIV      20.00   -
${YEARS_BEFORE}
expect 2002 sales
  sold       term
  2002-03-01 short
  2002-03-02 long

scenario sales of the year only, by day and then as listed
trades
  date       action shares security amount  lot
  2001-01-02 buy    9      AIV      90.00   a
  2001-01-02 buy    9      EQR      90.00   e
  2002-12-31 sell   1      AIV      10.00   -
  2003-01-01 sell   1      AIV      10.00   -
  2001-12-31 sell   1      AIV      10.00   -
  2002-05-01 sell   1      EQR      10.00   -
  2002-05-01 sell   1      AIV      10.00   -
  2002-01-01 sell   1      AIV      10.00   -
${YEARS_BEFORE}
expect 2002 sales
  row   security
  row-8 AIV
  row-6 EQR
  row-7 AIV
  row-3 AIV
`,
);

describeScenarios(
  'A loss after capital gain distributions (section 857(b)(8))',
  `
scenario long-term up to what the shares received, and no further
trades
  date       action shares security amount  lot
  2002-01-15 buy    10     AIV      1000.00 a
  2002-01-16 buy    10     AIV      1000.00 b
  2002-07-15 sell   5      AIV      400.00  a
  2002-07-16 sell   10     AIV      995.00  b
document 2002 final
  security payable    ex         amount parts
  AIV      2002-02-11 2002-02-01 2      ordinary=50,capitalGain=20,unrecaptured1250=10,section1202=20
expect 2002 sales
  lot gain    term  longTermLoss
  a   -100.00 short 5.00
  b   -5.00   short 5.00
expect 2002 notices
  level code                    row   lots
  info  loss-after-capital-gain row-3 a
  info  loss-after-capital-gain row-4 b

scenario six months and a day is too long, and a gain is no loss
trades
  date       action shares security amount  lot
  2002-01-15 buy    10     AIV      1000.00 a
  2002-01-15 buy    10     AIV      1000.00 b
  2002-07-15 sell   10     AIV      1000.00 a
  2002-07-16 sell   10     AIV      400.00  b
document 2002 final
  security payable    ex         amount parts
  AIV      2002-02-11 2002-02-01 2      capitalGain=100
expect 2002 sales
  lot gain    longTermLoss
  a   0.00    0.00
  b   -600.00 0.00

scenario what a lot received is divided by shares and leaves with each sale
trades
  date       action shares security amount  lot
  2002-01-15 buy    3      AIV      300.00  a
  2002-03-01 sell   1      AIV      1.00    a
  2002-03-04 sell   1      AIV      1.00    a
  2002-03-05 sell   1      AIV      1.00    a
document 2002 final
  security payable    ex         amount  parts
  AIV      2002-02-11 2002-02-01 0.33333 capitalGain=100
expect 2002 sales
  row   longTermLoss
  row-2 0.33
  row-3 0.34
  row-4 0.33

scenario what counts in the next year is not received yet, even if its document is read
trades
  date       action shares security amount  lot
  2002-11-15 buy    10     AIV      1000.00 a
  2002-12-31 sell   5      AIV      100.00  a
document 2002 final
  security ex         payable    amount parts
  AIV      2003-01-06 2002-12-30 1      ordinary=100
document 2003 final
  security ex         payable    amount parts
  AIV      2002-12-30 2003-01-15 2      capitalGain=50,returnOfCapital=50
expect 2002 sales
  lot gain    longTermLoss
  a   -400.00 0.00
expect 2002 notices
  none
expect 2003 notices
  level code           row
  info  roc-after-sale row-2

scenario received in the year before
trades
  date       action shares security amount  lot
  2001-11-15 buy    10     AIV      1000.00 a
  2002-03-01 sell   10     AIV      500.00  a
document 2001 final
  security payable    ex         amount parts
  AIV      2001-12-11 2001-12-03 1      capitalGain=100
document 2002 final
  security payable    ex         amount parts
  AIV      2002-01-02 2002-01-02 2      unrecaptured1250=100
expect 2002 sales
  lot gain    longTermLoss
  a   -500.00 30.00
`,
);

describe('every sale', () => {
  it('conserves shares, cost, basis and proceeds', () => {
    const lots = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 90000 })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    const sells = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 99999 })),
      { maxLength: 6 },
    );
    const cents = (value: number) => formatMoney(BigInt(value) as Cents);
    fc.assert(
      fc.property(lots, sells, (bought, sold) => {
        const facts = factsOf(`trades
  date       action shares security amount lot
${bought.map(([n, amount], i) => `  2002-01-${String(i + 10)} buy ${n} AIV ${cents(amount)} lot${i}`).join('\n')}
${sold.map(([n, amount], i) => `  2002-0${String(i + 3)}-05 sell ${n} AIV ${cents(amount)} -`).join('\n')}
document 2002 final
  security payable    ex         amount parts
  AIV      2002-03-11 2002-03-01 0.37   returnOfCapital=100
  AIV      2002-06-11 2002-06-01 0.29   returnOfCapital=70,capitalGain=30`);
        const report = computeYear(facts, 2002, testReference);
        const left = sumCents(bought.map(([, amount]) => BigInt(amount) as Cents));
        const sum = (values: readonly bigint[]) => sumCents(values as Cents[]);
        expect(sum([...report.sales, ...report.lots].map((one) => one.cost))).toBe(left);
        const reduced = sum(
          report.payments.flatMap((one) => one.lots.map((lot) => lot.basisReduction)),
        );
        expect(sum([...report.sales, ...report.lots].map((one) => one.adjustedBasis))).toBe(
          left - reduced,
        );
        const returned = sum(report.payments.map((one) => one.components.returnOfCapital));
        expect(returned).toBe(reduced + sum(report.excessGains.map((one) => one.amount)));
        const oversold = new Set(
          report.notices
            .filter((one) => one.code === 'oversold')
            .map((one) => one.about.transaction),
        );
        const proceeds = facts.transactions.filter(isSale).filter((one) => !oversold.has(one.id));
        expect(sum(report.sales.map((one) => one.proceeds))).toBe(
          sum(proceeds.map((one) => one.amount)),
        );
        for (const one of [...report.lots, ...report.sales]) {
          expect(one.adjustedBasis >= 0n && one.adjustedBasis <= one.cost).toBe(true);
        }
        for (const one of report.lots) {
          expect(one.returnOfCapitalBefore + one.returnOfCapitalInYear).toBe(
            one.cost - one.adjustedBasis,
          );
        }
      }),
    );
  });
});
