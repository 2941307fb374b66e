/** Dates without a year are of the year that the title names, and of the years beside it where the order says so. */
import { expect, test } from 'vitest';
import { readAllocationText } from '../../read-document.ts';

type Pair = readonly [string, string];

const textOf = (rows: readonly Pair[], title = 'Tax Treatment of 2021 Dividends'): string =>
  `Bellwether Hotel Properties Announces ${title}
Common Shares (CUSIP 61744W102)
Record Date | Payable Date | Distribution Per Share | Ordinary Dividends | Return of Capital
${rows.map(([record, paid]) => `${record} | ${paid} | $0.25 | $0.15 | $0.10`).join('\n')}
`;

function daysOf(text: string): string[] {
  const { securities } = readAllocationText(text, { known: [] }).document;
  return securities.flatMap(({ distributions }) =>
    distributions.map(({ recordDate, payableDate }) => `${recordDate} ${payableDate}`),
  );
}

test.each<readonly [string, readonly Pair[], readonly string[]]>([
  [
    'all of the year',
    [
      ['1/15', '1/29'],
      ['4/15', '4/30'],
    ],
    ['2021-01-15 2021-01-29', '2021-04-15 2021-04-30'],
  ],
  [
    'the first record date of the year before',
    [
      ['12/31', '1/15'],
      ['3/31', '4/15'],
    ],
    ['2020-12-31 2021-01-15', '2021-03-31 2021-04-15'],
  ],
  [
    'the last paid in January',
    [
      ['9/30', '10/15'],
      ['12/31', '1/15'],
    ],
    ['2021-09-30 2021-10-15', '2021-12-31 2022-01-15'],
  ],
  [
    'the newest first',
    [
      ['10/15', '10/29'],
      ['4/15', '4/30'],
    ],
    ['2021-10-15 2021-10-29', '2021-04-15 2021-04-30'],
  ],
])('%s', (_, rows, expected) => {
  expect(daysOf(textOf(rows))).toEqual(expected);
});

test('nothing is read where the title names no year, a day is none, or another date has its year', () => {
  const rows = [
    ['1/15', '1/29'],
    ['4/15', '4/30'],
  ] as const;
  expect(daysOf(textOf(rows, 'Tax Treatment of Dividends'))).toEqual([]);
  expect(daysOf(textOf([...rows, ['6/31', '7/15']]))).toEqual([]);
  expect(daysOf(textOf([...rows, ['7/15', '7/30/2021']]))).toEqual([]);
  // Through the year twice: it is not known which payments are of it.
  expect(daysOf(textOf([...rows, ['1/15', '1/28'], ['4/15', '4/30']]))).toEqual([]);
});
