/** Payments of which a part of what is needed is said beside them, or follows from what is printed. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';
import type { DocumentSecurityJson } from '../allocation-document.ts';

/** The payments in few words. */
function paid(securities: readonly DocumentSecurityJson[]): string[] {
  return securities.flatMap(({ name, distributions }) =>
    distributions.map((one) =>
      [
        name,
        one.recordDate,
        one.payableDate,
        one.amountPerShare,
        ...Object.entries(one.components)
          .filter(([, value]) => value !== '0')
          .map(([part, value]) => `${part} ${value}`),
      ].join(' '),
    ),
  );
}

function read(text: string) {
  const { document, questions, proposal } = readAllocationText(text, { known: [] });
  return {
    certain: paid(document.securities),
    asked: questions.map(({ text: words }) => words),
    proposed: proposal && paid(proposal.securities),
  };
}

function listOf(parts: (amount: number) => string): string {
  const payment = (record: string, payable: string, amount: number) =>
    `Record Date: ${record}\nPayable Date: ${payable}\n${parts(amount)}\n`;
  return `Alder Glen Lodging Trust Announces Tax Treatment of 2019 Distributions on Common Shares

${payment('March 29, 2019', 'April 15, 2019', 18)}
${payment('June 28, 2019', 'July 15, 2019', 20)}`;
}

test('the amount of a payment that is not printed is proposed as what its parts add up to', () => {
  const { certain, asked, proposed } = read(
    listOf((one) => `Ordinary Dividends: $0.${one}\nNondividend Distributions: $0.03`),
  );
  expect(certain).toEqual([]);
  expect(asked).toEqual([
    'The text does not say what each payment of “Common Shares” was as a whole. Is it what its parts add up to? Compare it with the statements of the broker.',
  ]);
  expect(proposed).toEqual([
    'Common Shares 2019-03-29 2019-04-15 0.21 ordinary 0.18 returnOfCapital 0.03',
    'Common Shares 2019-06-28 2019-07-15 0.23 ordinary 0.2 returnOfCapital 0.03',
  ]);
});

test('a part that may be within another makes two amounts, of which none is proposed', () => {
  const { questions, proposal } = readAllocationText(
    listOf(
      (one) =>
        `Ordinary Dividends: $0.${one}\nCapital Gain: $0.05\nUnrecaptured Section 1250 Gain: $0.02`,
    ),
    { known: [] },
  );
  expect(questions.map(({ candidates }) => candidates.map(({ label }) => label))).toEqual([
    ['The parts add up to it: $0.23, $0.25', 'The parts add up to it: $0.25, $0.27'],
  ]);
  expect(proposal).toBeNull();
});

const PORTIONS = `Elm Court Retail Trust
Tax Treatment of 2020 Distributions, Common Stock

Record        Payable       Cash          Stock         Ordinary     Return of
Date          Date          Portion       Portion       Dividend     Capital
04/09/2020    05/15/2020    $0.12         $0.48         $0.40        $0.20
07/09/2020    08/14/2020    $0.20         $0.00         $0.14        $0.06
`;

test('what was paid in cash and in shares proves the amount; whether shares came is asked', () => {
  const { document, questions } = readAllocationText(PORTIONS, { known: [] });
  expect(paid(document.securities)).toEqual([
    'Common Stock 2020-04-09 2020-05-15 0.6 ordinary 0.4 returnOfCapital 0.2',
    'Common Stock 2020-07-09 2020-08-14 0.2 ordinary 0.14 returnOfCapital 0.06',
  ]);
  expect(questions.map(({ candidates }) => candidates.map(({ edits }) => edits))).toEqual([
    [[], [{ pointer: '/securities/0/rows/0/inKind', value: 'true' }]],
  ]);
});

test('portions that do not add up to the parts stay columns that are asked about', () => {
  const { certain, proposed } = read(PORTIONS.replace('$0.48', '$0.47'));
  expect(certain).toEqual([]);
  expect(proposed).toBeNull();
});

const SHORT = `Dove Lane Office Trust Announces Tax Treatment of 2015 Dividends on Common Shares

January 15 payment (record date December 31)
   Total dividend       $0.24
   Ordinary dividend    $0.19
   Return of capital    $0.05
4/15 payment (record date 3/31)
   Total dividend       $0.25
   Ordinary dividend    $0.20
   Return of capital    $0.05
`;

test('days without a year in lists are of the year in which they lie', () => {
  expect(read(SHORT)).toMatchObject({
    certain: [
      'Common Shares 2014-12-31 2015-01-15 0.24 ordinary 0.19 returnOfCapital 0.05',
      'Common Shares 2015-03-31 2015-04-15 0.25 ordinary 0.2 returnOfCapital 0.05',
    ],
    asked: [],
  });
});

test('a single payment without a year, and one day alone of each, are not read', () => {
  const alone = SHORT.slice(0, SHORT.indexOf('4/15'));
  expect(read(alone).certain).toEqual([]);
  expect(read(SHORT.replaceAll(/ \(record date [^)]*\)/g, '')).certain).toEqual([]);
});

test('payments that all go from one year to the next are not read', () => {
  const across = SHORT.replace(
    '4/15 payment (record date 3/31)',
    '1/14 payment (record date 12/28)',
  );
  expect(read(across).certain).toEqual([]);
});

const CLASSES = `Birch Hollow REIT, Inc. 2017 Dividend Tax Information

For tax purposes, 62.5% of each 2017 distribution is ordinary income and 37.5% is a return of capital.

Record        Payable       Class A      Class T
Date          Date          Shares       Shares
01/31/2017    02/01/2017    $0.0500      $0.0417
02/28/2017    03/01/2017    $0.0500      -
03/31/2017    04/03/2017    $0.0520      $0.0437
`;
const parts = 'ordinary 62.5 returnOfCapital 37.5';
const OF_CLASS_A = [
  `Class A Shares 2017-01-31 2017-02-01 0.05 ${parts}`,
  `Class A Shares 2017-02-28 2017-03-01 0.05 ${parts}`,
  `Class A Shares 2017-03-31 2017-04-03 0.052 ${parts}`,
];
const OF_CLASS_T = [
  `Class T Shares 2017-01-31 2017-02-01 0.0417 ${parts}`,
  `Class T Shares 2017-03-31 2017-04-03 0.0437 ${parts}`,
];

test('classes with a column of amounts each are divided as a sentence says', () => {
  expect(read(CLASSES)).toMatchObject({ certain: [...OF_CLASS_A, ...OF_CLASS_T], asked: [] });
});

test('a row with fewer amounts than classes leaves the table as it is', () => {
  expect(read(CLASSES.replace(' -\n', '\n')).certain).toEqual([]);
});

test('each class has the sentence that speaks of it; one for a class alone divides no other', () => {
  const two = CLASSES.replace(
    /For tax .*\n/,
    'All 2017 distributions on Class A shares are 100% ordinary income. The 2017 distributions on Class T shares are 40% ordinary income and 60% return of capital.\n',
  );
  const { certain } = read(two);
  expect(certain[0]).toBe('Class A Shares 2017-01-31 2017-02-01 0.05 ordinary 100');
  expect(certain[3]).toBe(
    'Class T Shares 2017-01-31 2017-02-01 0.0417 ordinary 40 returnOfCapital 60',
  );
  expect(read(CLASSES.replace('distribution is', 'Class A distribution is')).certain).toEqual([]);
});

test.each([
  ['of another year', 'each 2017 distribution', 'each 2016 distribution'],
  ['of one payment', 'each 2017 distribution', 'the January distribution'],
  ['that is no certain one', '62.5%', 'approximately 62.5%'],
  ['for holders of units', 'For tax purposes', 'For unitholders'],
])('a sentence %s divides no table', (_, from, to) => {
  expect(read(CLASSES.replace(from, to)).certain).toEqual([]);
});

test('“all of the dividends” is all of each; a year that is not named is no other', () => {
  const all = CLASSES.replace(/For tax .*/, 'All of the 2017 distributions are return of capital.');
  expect(read(all).certain[0]).toBe(
    'Class A Shares 2017-01-31 2017-02-01 0.05 returnOfCapital 100',
  );
  expect(read(CLASSES.replace('each 2017', 'each prior year')).certain).toEqual([]);
});

const HEADED = `Fell Moor Properties 2014 Distributions

Class A Common Stock (NYSE: FMPA)
Record Date  Payable Date  Distribution  Ordinary  Return of Capital
03/31/2014   04/15/2014    $0.4000       $0.3000   $0.1000
06/30/2014   07/15/2014    $0.4000       $0.3000   $0.1000

FMP.PRB - 7.25% Series B Preferred Stock
Record Date  Payable Date  Distribution  Ordinary  Return of Capital
03/31/2014   04/15/2014    $0.4000       $0.3000   $0.1000
06/30/2014   07/15/2014    $0.4000       $0.3000   $0.1000

TRUST - Class C Common Stock
Record Date  Payable Date  Distribution  Ordinary  Return of Capital
03/31/2014   04/15/2014    $0.4000       $0.3000   $0.1000
06/30/2014   07/15/2014    $0.4000       $0.3000   $0.1000
`;

test('a ticker in the heading of a class is that of the class', () => {
  const { securities } = readAllocationText(HEADED, { known: [] }).document;
  expect(securities.map(({ name, symbol }) => [name, symbol])).toEqual([
    ['Class A Common Stock', 'FMPA'],
    ['7.25% Series B Preferred Stock', 'FMP.PRB'],
    ['TRUST - Class C Common Stock', null],
  ]);
});
