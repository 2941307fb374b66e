import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeYear, lotEvents } from './compute-year.ts';
import type { YearReport } from './report/year-report.ts';
import type { Facts } from './facts/model.ts';
import { formatMoney, formatShares, type Cents } from './values/money.ts';
import { describeScenarios, factsOf, testForm, testReference } from './testing/fixtures.ts';

const AIMCO_COMMON = 'ordinary=61.4,capitalGain=6.6,unrecaptured1250=12.5,returnOfCapital=19.5';

describeScenarios(
  'The worked example of the calculation, section 11',
  `
scenario 100 shares of class A stock, held through 2002
trades
  date       action shares security amount  lot
  2000-03-01 buy    100    AIV      3800.00 first
document 2001 final 2002-01-30
  security payable    record     amount parts
  AIV      2001-02-09 2001-02-02 0.78   ordinary=100
document 2000 final 2001-01-30
  security payable    record     amount parts
  AIV      2000-05-12 2000-05-05 0.70   ordinary=100
document 2002 final 2003-01-29
  security record     payable    amount parts           subsets
  AIV      2002-02-04 2002-02-11 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-05-06 2002-05-13 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-08-16 2002-08-23 0.82   ${AIMCO_COMMON} qualified5Year=6.6
  AIV      2002-11-11 2002-11-18 0.82   ${AIMCO_COMMON} qualified5Year=6.6
expect 2002 boxes
  box meaning                  amount
  1   ordinaryDividends        201.40
  2a  totalCapitalGain         62.64
  2b  rate28Gain               0.00
  2c  qualified5YearGain       21.64
  2d  unrecaptured1250Gain     41.00
  2e  section1202Gain          0.00
  3   nondividendDistributions 63.96
expect 2002 payments
  ex         shares cash  ordinary capitalGain unrecaptured1250 returnOfCapital qualified5Year
  2002-01-31 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-05-02 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-08-14 100    82.00 50.35    5.41        10.25            15.99           5.41
  2002-11-07 100    82.00 50.35    5.41        10.25            15.99           5.41
expect 2002 lots
  lot   shares cost    before inYear basis
  first 100    3800.00 0.00   63.96  3736.04
expect 2003 lots
  lot   cost    before inYear basis
  first 3800.00 63.96  0.00   3736.04
expect 2002 notices
  level code             security year
  info  ex-date-computed AIV      2002
`,
);

const TWO_ACCOUNTS = `
accounts
  account kind
  ira     tax-deferred
  b       taxable
  A       taxable
trades
  date       action shares security amount  lot account
  2001-05-02 buy    10     EQR      1000.00 e   b
  2001-05-02 buy    10     AIV      1000.00 x   ira
  2001-05-01 buy    20     AIV      2000.00 z   b
  2001-05-01 buy    30     AIV      3000.00 y   A
document 2001 final
  security ex         payable    amount parts
  AIV      2001-01-01 2001-01-01 0.01   ordinary=100
  EQR      2001-01-01 2001-01-01 0.01   ordinary=100
document 2002 final
  security ex         payable    record     amount parts                     subsets
  EQR      2002-04-02 2002-04-12 2002-04-05 1      ordinary=60,qualified=40  section199A=60
  AIV      2002-04-02 2002-04-12 2002-04-05 1      collectibles28=100        -
  AIV      2002-04-01 2002-04-12 2002-04-04 1      section1202=100           -
  AIV      2002-03-01 2002-03-12 2002-03-05 1      returnOfCapital=100       -
`;

describeScenarios(
  'The lists of a report (sections 5 and 9)',
  `
scenario tax-deferred accounts are computed and left out of the total
${TWO_ACCOUNTS}
expect 2002 boxes
  box amount
  1   10.00
  2a  100.00
  2b  50.00
  2c  0.00
  2d  0.00
  2e  50.00
  3   50.00
expect 2002 accounts
  account taxDeferred box amount
  A       no          1   0.00
  A       no          2a  60.00
  A       no          2b  30.00
  A       no          2c  0.00
  A       no          2d  0.00
  A       no          2e  30.00
  A       no          3   30.00
  b       no          1   10.00
  b       no          2a  40.00
  b       no          2b  20.00
  b       no          2c  0.00
  b       no          2d  0.00
  b       no          2e  20.00
  b       no          3   20.00
  ira     yes         1   0.00
  ira     yes         2a  20.00
  ira     yes         2b  10.00
  ira     yes         2c  0.00
  ira     yes         2d  0.00
  ira     yes         2e  10.00
  ira     yes         3   10.00
expect 2002 payments
  payable    account security record
  2002-03-12 A       AIV      2002-03-05
  2002-03-12 b       AIV      2002-03-05
  2002-03-12 ira     AIV      2002-03-05
  2002-04-12 A       AIV      2002-04-04
  2002-04-12 A       AIV      2002-04-05
  2002-04-12 b       AIV      2002-04-04
  2002-04-12 b       AIV      2002-04-05
  2002-04-12 b       EQR      2002-04-05
  2002-04-12 ira     AIV      2002-04-04
  2002-04-12 ira     AIV      2002-04-05
expect 2002 lots
  account security lot
  A       AIV      y
  b       AIV      z
  b       EQR      e
  ira     AIV      x
`,
);

describe('a report', () => {
  it('has no boxes for a year without a form, and still every payment', () => {
    const report = computeYear(factsOf(TWO_ACCOUNTS), 2002, { ...testReference, forms: [] });
    expect(report.form1099Div).toEqual([]);
    expect(report.accounts.map((one) => one.form1099Div)).toEqual([[], [], []]);
    expect(report.payments).toHaveLength(10);
  });

  it('has the boxes of the form that belongs to the year', () => {
    const later = { ...testForm, firstYear: 2004, lastYear: null };
    const both = { ...testReference, forms: [later, testForm] };
    expect(computeYear(factsOf(TWO_ACCOUNTS), 2002, both).form1099Div).toHaveLength(7);
    expect(computeYear(factsOf(TWO_ACCOUNTS), 2099, both).form1099Div).toHaveLength(7);
    expect(computeYear(factsOf(TWO_ACCOUNTS), 2000, both).form1099Div).toEqual([]);
  });

  it('of nothing is empty', () => {
    const facts = { ...factsOf(TWO_ACCOUNTS), transactions: [] };
    const { form1099Div, ...lists } = computeYear(facts, 2002, testReference);
    expect(form1099Div.every((box) => box.amount === 0n)).toBe(true);
    expect(lists).toEqual({
      taxYear: 2002,
      accounts: [],
      payments: [],
      lots: [],
      sales: [],
      excessGains: [],
      liquidations: [],
      keptGains: [],
      holdingPeriods: [],
      uncountedParts: [],
      provisional: [],
      yearStates: [],
      notices: [],
    });
  });
});

/** Trades and rows at random, close enough together to meet each other. */
const books = fc
  .record({
    trades: fc.array(
      fc.record({
        month: fc.integer({ min: 1, max: 24 }),
        day: fc.integer({ min: 1, max: 28 }),
        kind: fc.constantFrom('buy', 'buy', 'reinvest', 'sell'),
        shares: fc.integer({ min: 1, max: 300 }),
        amount: fc.integer({ min: 0, max: 3000 }),
        security: fc.constantFrom('AIV', 'EQR'),
        account: fc.constantFrom('one', 'two'),
        named: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
    rows: fc.array(
      fc.record({
        month: fc.integer({ min: 1, max: 24 }),
        day: fc.integer({ min: 1, max: 14 }),
        amount: fc.integer({ min: 0, max: 900 }),
        returned: fc.integer({ min: 0, max: 100 }),
        security: fc.constantFrom('AIV', 'EQR'),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ trades, rows }) => {
    const date = (month: number, day: number): string =>
      `${2001 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const sorted = trades.toSorted((a, b) => a.month * 31 + a.day - b.month * 31 - b.day);
    const lines = sorted.map((one, i) => {
      const lot = one.kind === 'sell' && !one.named ? '-' : `lot${one.kind === 'sell' ? i % 5 : i}`;
      return `  ${date(one.month, one.day)} ${one.kind} ${one.shares} ${one.security} ${formatMoney(BigInt(one.amount) as Cents)} ${lot} ${one.account}`;
    });
    const documents = [2001, 2002].map((year) => {
      const own = rows.filter((row) => date(row.month, row.day).startsWith(String(year)));
      return own.length === 0
        ? ''
        : `document ${year} final\n  security record payable amount parts\n${own
            .map(
              (row) =>
                `  ${row.security} ${date(row.month, row.day)} ${date(row.month, row.day + 9)} ${formatMoney(BigInt(row.amount) as Cents)} returnOfCapital=${row.returned},ordinary=${100 - row.returned}`,
            )
            .join('\n')}`;
    });
    const table =
      lines.length === 0
        ? ''
        : `trades\n  date action shares security amount lot account\n${lines.join('\n')}`;
    return factsOf([table, ...documents].join('\n'));
  });

describe('what does not change a report', () => {
  it('the order of securities, of accounts, and of transactions of different days', () => {
    fc.assert(
      fc.property(books, fc.integer({ min: 1, max: 13 }), (facts, turn) => {
        const days = new Set(facts.transactions.map((one) => one.date));
        fc.pre(days.size === facts.transactions.length);
        const rotated: Facts = {
          ...facts,
          securities: facts.securities.toReversed(),
          accounts: facts.accounts.toReversed(),
          transactions: [
            ...facts.transactions.slice(turn),
            ...facts.transactions.slice(0, turn),
          ].toReversed(),
        };
        const report = computeYear(facts, 2002, testReference);
        expect(computeYear(rotated, 2002, testReference)).toEqual(report);
      }),
    );
  });

  it('a document that is in the book twice', () => {
    fc.assert(
      fc.property(books, (facts) => {
        const twice: Facts = { ...facts, documents: [...facts.documents, ...facts.documents] };
        const { notices: once, ...report } = computeYear(facts, 2002, testReference);
        const { notices: both, ...again } = computeYear(twice, 2002, testReference);
        expect(again).toEqual(report);
        expect(both.filter((one) => one.code !== 'superseded-allocation')).toEqual(once);
      }),
    );
  });

  it('a purchase and its sale of another account', () => {
    fc.assert(
      fc.property(books, (facts) => {
        const alone: Facts = {
          ...facts,
          transactions: facts.transactions.filter((one) => one.accountId === 'id-one'),
        };
        const ofOne = (one: { readonly accountId: string }): boolean => one.accountId === 'id-one';
        const all = computeYear(facts, 2002, testReference);
        const own = computeYear(alone, 2002, testReference);
        // But for the purchases of the one that replace what the other sold at a loss.
        const isApart = [2000, 2001, 2002, 2003]
          .flatMap((year) => computeYear(facts, year, testReference).sales)
          .every((one) => one.replacements.length === 0);
        const cash = ({ payments }: YearReport) => payments.map((one) => [one.key, one.cash]);
        expect(cash(own)).toEqual(cash({ ...all, payments: all.payments.filter(ofOne) }));
        if (!isApart) return;
        expect(own.lots).toEqual(all.lots.filter(ofOne));
        expect(own.sales).toEqual(all.sales.filter(ofOne));
        expect(own.payments).toEqual(all.payments.filter(ofOne));
        expect(own.excessGains).toEqual(all.excessGains.filter(ofOne));
      }),
    );
  });
});

describe('the events of the lots', () => {
  const events = (text: string, year: number) =>
    lotEvents(factsOf(text), year, testReference).map((one) =>
      [
        one.day,
        one.kind,
        one.lot,
        formatShares(one.sharesAfter),
        formatMoney(one.basisChange),
        formatMoney(one.basisAfter),
        one.transactionId ?? one.paymentKey,
      ].join(' '),
    );
  it('are also told where a whole return of capital became gain', () => {
    const text = `trades
  date       action shares security amount lot
  2002-01-02 buy    10     AIV      15.00  A
document 2002 final -
  security record     payable    amount parts
  AIV      2002-03-04 2002-03-15 2      returnOfCapital=100
  AIV      2002-06-03 2002-06-14 1      returnOfCapital=100`;
    expect(events(text, 2002).map((one) => one.split(' ').slice(0, 6).join(' '))).toEqual([
      '2002-01-02 acquired A 10 15.00 15.00',
      '2002-02-28 returnOfCapital A 10 -15.00 0.00',
      '2002-05-30 returnOfCapital A 10 0.00 0.00',
    ]);
  });

  it('stand with the lot where it is, when what waited on it moved to another account', () => {
    const facts = factsOf(`trades
  date       action   shares security amount lot to  account
  2002-01-02 buy      10     AIV      100.00 A   -   one
  2002-12-30 transfer -      AIV      -      -   two one
document 2003 final -
  security record     ex         payable    amount parts
  AIV      2002-12-31 2002-12-27 2003-01-15 1      returnOfCapital=100`);
    const payment = computeYear(facts, 2003, testReference).payments[0];
    expect(lotEvents(facts, 2003, testReference).at(-1)).toMatchObject({
      lot: 'A',
      accountId: 'id-two',
      kind: 'returnOfCapital',
      paymentKey: payment?.key,
      sharesAfter: 1_000_000_000n,
      basisAfter: 9000n,
    });
  });

  const text = `trades
  date       action shares security amount lot account
  2001-12-31 buy    10     AIV      100.00 b   default
  2001-03-01 buy    10     AIV      100.00 a   default
  2002-04-01 sell   15     AIV      300.00 -   default
  2002-04-01 buy    1      AIV      10.00  c   second
document 2001 final
  security ex         payable    amount parts
  AIV      2001-06-01 2001-06-12 1      returnOfCapital=100
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 20     returnOfCapital=10,ordinary=90
  AIV      2001-12-28 2002-01-12 20     returnOfCapital=50,ordinary=50
document 2003 final
  security ex         payable    amount parts
  AIV      2002-12-31 2003-01-12 20     returnOfCapital=50,ordinary=50`;

  it('are listed in order of effect, with the figures after each', () => {
    expect(events(text, 2002)).toEqual([
      '2001-03-01 acquired a 10 100.00 100.00 row-2',
      '2001-06-01 returnOfCapital a 10 -10.00 90.00 document-1/1/id-default',
      '2001-12-31 acquired b 10 100.00 100.00 row-1',
      '2002-01-01 returnOfCapital a 10 -90.00 0.00 document-2/2/id-default',
      '2002-04-01 returnOfCapital a 10 0.00 0.00 document-2/1/id-default',
      '2002-04-01 returnOfCapital b 10 -20.00 80.00 document-2/1/id-default',
      '2002-04-01 sold a 0 0.00 0.00 row-3',
      '2002-04-01 sold b 5 -40.00 40.00 row-3',
      '2002-04-01 acquired c 1 10.00 10.00 row-4',
    ]);
  });

  it('end with the year', () => {
    expect(events(text, 2001)).toHaveLength(3);
    expect(events(text, 2003)).toContain(
      '2003-01-01 returnOfCapital b 5 -40.00 0.00 document-3/1/id-default',
    );
  });

  it('lead to the lots of the report', () => {
    fc.assert(
      fc.property(books, (facts) => {
        const last = new Map(
          lotEvents(facts, 2002, testReference).map((one) => [`${one.accountId} ${one.lot}`, one]),
        );
        const open = [...last.values()].filter((one) => one.sharesAfter > 0n);
        const { lots } = computeYear(facts, 2002, testReference);
        expect(open).toHaveLength(lots.length);
        for (const lot of lots) {
          expect(last.get(`${lot.accountId} ${lot.lot}`)).toMatchObject({
            sharesAfter: lot.shares,
            basisAfter: lot.adjustedBasis,
          });
        }
      }),
    );
  });
});
