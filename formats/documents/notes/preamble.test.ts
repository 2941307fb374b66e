import { describe, expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

const TABLE = `Common Stock

Record Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tReturn of Capital
03/12/2021\t03/31/2021\t$0.4000\t$0.3000\t$0.1000
06/11/2021\t06/30/2021\t$0.4000\t$0.3000\t$0.1000
`;
const statusWith = (sentence: string): string =>
  readAllocationText(`Example Trust 2021 Dividend Allocation\n\n${TABLE}\n${sentence}\n`, {
    known: [],
  }).document.status;

describe('what a sentence anywhere says of the figures makes them an estimate', () => {
  test.each([
    'These figures are preliminary and subject to change.',
    'The information presented above is based on preliminary results and is subject to correction or adjustment.',
    'The allocations above are estimated.',
    'The classification of these distributions is not final.',
    'These amounts will be finalized in February.',
    'The percentages shown are estimates.',
  ])('%s', (sentence) => {
    expect(statusWith(sentence)).toBe('estimate');
  });

  test.each([
    'This information supersedes any estimated information you may have received.',
    'The amounts above represent the final allocations and replace the preliminary figures.',
    'Forward-looking statements about distributions are estimates and subject to change.',
    'Future dividends are subject to change at the discretion of the board.',
    'Tax laws that apply to distributions are subject to change.',
    'The figures above are final.',
    'Words such as “estimate” and “expect” stand in the information of this release.',
    'These amounts are no longer preliminary.',
  ])('but not: %s', (sentence) => {
    expect(statusWith(sentence)).toBe('final');
  });
});

test.each([
  '2021 Preliminary Dividend Allocation (Estimated)',
  'Final 2021 Corrected Distribution Information',
])('the year of “%s” is that of its title', (title) => {
  const { document } = readAllocationText(`Example Trust\n${title}\n\n${TABLE}`, { known: [] });
  expect(document.taxYear).toBe(2021);
  expect(document.notices.map(({ code }) => code)).not.toContain('tax-year-of-dates');
});

describe('the day of publication is that of the dateline', () => {
  const published = (line: string): string | null =>
    readAllocationText(`Example Trust 2021 Dividend Allocation\n\n${line}\n\n${TABLE}`, {
      known: [],
    }).document.publishedOn;

  test.each([
    'DENVER, COLORADO, January 15, 2022',
    'DENVER, Jan. 15, 2022',
    'DENVER, COLORADO, January 15, 2022 – Example Trust (NYSE: EXT) says:',
    'RADNOR, Pa., Jan. 15, 2022 /PRNewswire/ -- Example Trust says:',
    'New York, New York, January 15, 2022',
    'St. Louis, Mo. (January 15, 2022) -- Example Trust says:',
    'WASHINGTON, D.C. (January 15, 2022)',
    'SAN DIEGO, January 15, 2022 (GLOBE NEWSWIRE) -- Example Trust says:',
    'INDIANAPOLIS--(BUSINESS WIRE)--January 15, 2022--Example Trust says:',
  ])('%s', (line) => {
    expect(published(line)).toBe('2022-01-15');
  });

  test.each([
    'Example Trust paid a dividend to holders of record on, among others, January 15, 2022.',
    'Example Trust, of Denver, January 15, 2022 being the day of payment, says:',
  ])('but not: %s', (line) => {
    expect(published(line)).toBe(null);
  });
});

describe('what is paid for the shares is no dividend', () => {
  const withColumn = (rows: readonly string[]) =>
    readAllocationText(
      `Example Trust 2021 Dividend Allocation\n\nCommon Stock\n\nRecord Date\tPayable Date\tDistribution Per Share\tOrdinary Dividends\tCash Liquidation Distributions\n${rows.join('\n')}\n`,
      { known: [] },
    );

  test('beside what was paid its column is proposed to be left out', () => {
    const { questions, proposal } = withColumn([
      '03/12/2021\t03/31/2021\t$0.4000\t$0.4000\t$2.0000',
      '06/11/2021\t06/30/2021\t$0.3000\t$0.3000\t$0.0000',
    ]);
    expect(questions.map((one) => one.candidates[one.proposed ?? -1]?.label)).toEqual([
      '“Cash Liquidation Distributions”: not needed',
    ]);
    expect(questions[0]?.text).toContain('enter what you received of it as a liquidating');
    expect(proposal?.securities[0]?.distributions.map((one) => one.amountPerShare)).toEqual([
      '0.4',
      '0.3',
    ]);
  });

  test('as a part of what was paid it is taken off', () => {
    const { questions, proposal } = withColumn([
      '03/12/2021\t03/31/2021\t$2.4000\t$0.4000\t$2.0000',
      '06/11/2021\t06/30/2021\t$1.3000\t$0.3000\t$1.0000',
    ]);
    expect(questions.map((one) => one.candidates[one.proposed ?? -1]?.label)).toEqual([
      '“Cash Liquidation Distributions”: no dividend, taken off what was paid',
    ]);
    expect(proposal?.securities[0]?.distributions.map((one) => one.allocablePerShare)).toEqual([
      '0.4',
      '0.3',
    ]);
  });
});

test.each([
  'distributions paid by Example Trust, Inc. during 2014 were $0.80 per share',
  'distributions paid during 2014 were $0.80 per share',
  'the dividends we paid in 2014 are divided as follows',
])('the tax year of “%s”', (sentence) => {
  const text = `Dear Stockholder:\n\nFor federal income tax purposes, ${sentence}.\n\n${TABLE.replaceAll('2021', '2014')}`;
  expect(readAllocationText(text, { known: [] }).document.taxYear).toBe(2014);
});

test.each([
  ['Security: Common    Ticker: EXT    CUSIP: 99421P107', 'EXT'],
  ['Common Stock, NYSE: EXT', 'EXT'],
  ['Ticker Symbol: EXT', 'EXT'],
  ['Ticker: CUSIP 99421P107', null],
  ['SYMBOL: RECORDS', null],
])('the ticker of “%s”', (line, symbol) => {
  const text = `Example Trust 2021 Dividend Allocation\n\n${line}\n\n${TABLE}`;
  const { securities } = readAllocationText(text, { known: [] }).document;
  expect(securities[0]?.symbol ?? null).toBe(symbol);
});

describe('the tax year', () => {
  const yearOf = (title: string, table: string): number | null =>
    readAllocationText(`${title}\n\n${table}`, { known: [] }).document.taxYear;

  test.each([
    'Example Trust 2021 Form 1099-DIV',
    'Example Trust 2021 1099 information',
    'Example Trust, 2021 Form 8937 / 1099-DIV summary',
  ])('stands before the form that is told of: %s', (title) => {
    expect(yearOf(title, TABLE)).toBe(2021);
  });

  test('is not that of one of two captions about what is taxable in two years', () => {
    const table = `Common Stock

Record Date\tPayable Date\tTotal Distribution\tDistribution Taxable in 2020\tDistribution Taxable in 2021\tOrdinary Dividends
03/12/2021\t03/31/2021\t$0.4000\t$0.1000\t$0.3000\t$0.3000
06/11/2021\t06/30/2021\t$0.4000\t$0.0000\t$0.4000\t$0.4000
`;
    expect(yearOf('Example Trust 2021 1099-DIV', table)).toBe(2021);
  });
});
