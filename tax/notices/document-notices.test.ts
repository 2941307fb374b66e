import { describe, expect, it } from 'vitest';
import { computeYear } from '../compute-year.ts';
import { describeScenarios, factsOf, testReference } from '../testing/fixtures.ts';

describeScenarios(
  'Documents: missing, estimated, superseded (sections 1 and 10)',
  `
scenario a table is missed for every year of holding that has none, up to the reported one
trades
  date       action shares security amount lot account
  1999-12-31 buy    10     AIV      100.00 a   default
  2000-03-01 sell   10     AIV      100.00 -   default
  2002-06-03 buy    10     AIV      100.00 b   second
document 2000 final
  security payable    ex         amount parts
  AIV      2000-02-11 2000-02-01 1      ordinary=100
document 2003 final
  security payable    ex         amount parts
  EQR      2003-02-11 2003-02-01 1      ordinary=100
expect 1999 notices
  level   code               security year
  warning missing-allocation AIV      1999
expect 2003 notices
  level   code               security year
  warning missing-allocation AIV      1999
  warning missing-allocation AIV      2002
  warning missing-allocation AIV      2003

scenario bought and sold within a day of the year is held in that year
trades
  date       action shares security amount lot
  2002-06-03 buy    10     AIV      100.00 b
  2002-06-03 sell   10     AIV      100.00 b
expect 2002 notices
  level   code               security year
  warning missing-allocation AIV      2002

scenario an estimate warns for as long as the basis rests on it
trades
  date       action shares security amount lot
  2001-06-04 buy    10     AIV      100.00 b
document 2001 estimate 2001-12-20
  security payable    ex         amount parts
  AIV      2001-09-11 2001-09-01 1      returnOfCapital=10,ordinary=90
document 2001 estimate 2002-01-20
  security payable    ex         amount parts
  AIV      2001-09-11 2001-09-01 1      returnOfCapital=20,ordinary=80
document 2002 final 2003-01-20
  security payable    ex         amount parts
  AIV      2002-09-11 2002-09-01 1      ordinary=100
expect 2001 lots
  lot basis
  b   98.00
expect 2001 notices
  level   code                  security year
  warning estimate-in-use       AIV      2001
  info    superseded-allocation AIV      2001
expect 2002 notices
  level   code            security year
  warning estimate-in-use AIV      2001

scenario versions of securities that are not held are nobody's business
trades
  date       action shares security amount lot
  2002-06-03 buy    10     AIV      100.00 b
document 2002 estimate 2001-12-20
  security payable    ex         amount parts
  EQR      2002-09-11 2002-09-01 1      ordinary=100
document 2002 final 2003-12-20
  security payable    ex         amount parts
  EQR      2002-09-11 2002-09-01 1      ordinary=100
  AIV      2002-09-11 2002-09-01 1      ordinary=100
expect 2002 notices
  none
`,
);

describeScenarios(
  'Rows that cannot be used are left out, with an error',
  `
scenario no record date, a record date outside the calendar, and a sum that does not close
trades
  date       action shares security amount lot
  2001-12-03 buy    10     AIV      100.00 b
document 2001 final
  security record     payable    amount parts
  AIV      1989-12-29 2001-12-12 9      ordinary=100
document 2002 final
  security record     payable    amount parts
  AIV      -          2002-02-12 9      ordinary=100
  AIV      1989-12-29 2002-03-12 9      ordinary=100
  AIV      2002-04-01 2002-04-12 9      ordinary=99.8
  AIV      2002-05-01 2002-05-13 9      ordinary=110,returnOfCapital=-10
  AIV      2002-06-03 2002-06-12 1      returnOfCapital=100
expect 2002 payments
  payable    cash
  2002-06-12 10.00
expect 2002 lots
  lot basis
  b   90.00
expect 2002 notices
  level   code                   security year
  error   sum-out-of-tolerance   AIV      2002
  error   sum-out-of-tolerance   AIV      2002
  error   record-date-missing    AIV      2002
  error   beyond-market-calendar AIV      2001
  error   beyond-market-calendar AIV      2002
  info    ex-date-computed       AIV      2002

scenario a row of an earlier year is missed from its ex-date on
trades
  date       action shares security amount lot
  2001-12-03 buy    10     AIV      100.00 b
document 2001 final
  security ex         payable    amount parts
  AIV      2003-01-15 2001-12-12 1      returnOfCapital=99
document 2002 final
  security ex         payable    amount parts
  AIV      2003-02-03 2002-12-12 1      ordinary=100
document 2003 final
  security ex         payable    amount parts
  AIV      2003-03-03 2003-03-12 1      ordinary=99
expect 2002 payments
  payable    cash
  2002-12-12 10.00
expect 2002 notices
  none
expect 2003 notices
  level code                 year
  error sum-out-of-tolerance 2001
  error sum-out-of-tolerance 2003

scenario a row that nobody was entitled to is not missed
trades
  date       action shares security amount lot
  2002-12-02 buy    10     AIV      100.00 b
document 2002 final
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 9      ordinary=99.8
expect 2002 notices
  none

scenario an undated January payment reaches back to the last quarter
trades
  date       action shares security amount lot
  2001-09-03 buy    10     AIV      100.00 a
  2001-10-02 sell   10     AIV      100.00 a
  2001-09-03 buy    10     EQR      100.00 e
  2001-09-28 sell   10     EQR      100.00 e
document 2001 final
  security payable    ex         amount parts
  AIV      2001-02-12 2001-02-01 1      ordinary=100
  EQR      2001-02-12 2001-02-01 1      ordinary=100
document 2002 final
  security record payable    amount parts
  AIV      -      2002-01-12 1      ordinary=100
  AIV      -      2002-02-12 1      ordinary=100
  EQR      -      2002-01-12 1      ordinary=100
expect 2002 notices
  level code                security
  error record-date-missing AIV

scenario cash without any weight
trades
  date       action shares security amount lot
  2001-12-03 buy    100    AIV      100.00 b
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security ex         payable    amount parts unit
  AIV      2002-04-01 2002-04-12 0.0004 -     usd
expect 2002 payments
  none
expect 2002 notices
  level code
  error sum-out-of-tolerance

scenario nothing allocable to the year is no payment and no error
trades
  date       action shares security amount lot
  2001-12-03 buy    100    AIV      100.00 b
document 2001 final
  security ex         payable    amount parts
  AIV      2001-04-01 2001-04-12 9      ordinary=100
document 2002 final
  security record payable    amount allocable parts
  AIV      -      2002-04-12 9      0         -
expect 2002 payments
  none
expect 2002 notices
  none
`,
);

describe('the sentences', () => {
  const messages = (text: string) =>
    computeYear(factsOf(text), 2002, testReference).notices.map((notice) => notice.message);

  it('name the security, the year, the document and the next step', () => {
    const [sum, undated, estimate, superseded] = messages(`trades
  date       action shares security amount lot
  2002-01-01 buy    10     AIV      100.00 b
document 2002 estimate 2002-12-20
  security record     payable    amount parts
  AIV      2002-04-01 2002-04-12 9      ordinary=100
document 2002 estimate 2003-01-20
  security record     payable    amount parts        unit
  AIV      2002-04-01 2002-04-12 9      ordinary=99.8 percent
  AIV      -          2002-05-12 9      ordinary=9    usd`);
    expect(sum).toBe(
      "AIV: the payment of 2002-04-12 (line 11) in Document 2 is left out of the figures, because its percentages add up to 99.8 and not to 100. Compare the row with the issuer's release and correct it.",
    );
    expect(undated).toMatch(
      /payment of 2002-05-12 \(line 12\) in Document 2 .* neither a record date nor an ex-date/,
    );
    expect(estimate).toMatch(/AIV for 2002 rest on an estimate, Document 2/);
    expect(superseded).toMatch(
      /Document 1 \(estimate of 2002-12-20\) does not count: Document 2 \(estimate of 2003-01-20\)/,
    );
  });

  it('fit a report from files as well as one from a book', () => {
    const all = messages(`trades
  date       action shares security amount lot
  2001-01-02 buy    10     AIV      100.00 b
document 2002 final 2003-01-20
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100
document 2002 estimate 2002-12-20
  security ex         payable    amount parts
  AIV      2002-04-01 2002-04-12 1      ordinary=100`);
    expect(all).toEqual([
      "AIV was held in 2001, but no release for 2001 has been added: its distributions of that year are not counted and its basis may be too high. Add the issuer's release for 2001. Without one, where you know that none of it was a return of capital, enter that with a date in 2001 (nothing-returned); where you know the basis of the lots on a later day, enter that (opening-basis).",
      'For AIV in 2002, Document 2 (estimate of 2002-12-20) does not count: Document 1 (final of 2003-01-20) takes its place. Compare the two to see what changed.',
    ]);
  });
});

it('says what is known of a year in which published sources have no dividend, unless one was entered', () => {
  const knownPayments = [
    {
      symbol: 'AIV',
      years: [
        { taxYear: 2021, payments: [], known: 'No payment was found.' },
        { taxYear: 2022, payments: [], known: 'No payment was found.' },
      ],
    },
  ];
  const reference = { ...testReference, knownPayments };
  const facts = factsOf(`trades
  date       action   shares security amount lot
  2020-03-02 buy      10     AIV      400.00 a
  2021-06-30 dividend -      AIV      2.00   -`);
  const { notices, yearStates } = computeYear(facts, 2022, reference);
  const missing = notices.filter(({ code }) => code === 'missing-allocation');
  const isKnown = (text: string): boolean => text.includes('No payment was found.');
  expect(missing.map(({ about, message }) => [about.year, isKnown(message)])).toEqual([
    [2020, false],
    [2021, false],
    [2022, true],
  ]);
  expect(missing[2]?.message).toContain('enter that nothing was returned');
  const reasons = [...yearStates].flatMap(({ reasons: all }) => all);
  expect(
    reasons
      .filter(({ code }) => code === 'missing-document')
      .map(({ about, message }) => [about.year, isKnown(message)]),
  ).toEqual([
    [2020, false],
    [2021, false],
    [2022, true],
  ]);
});
