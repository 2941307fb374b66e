/**
 * A page with tables of several tax years, as issuers keep on their web sites: each table is given with
 * the year of its own title, in whatever container, and its own notes count for it alone.
 */
import { expect, test } from 'vitest';
import { readAllocationText } from '../read-document.ts';
import type { AllocationDocumentJson } from '../allocation-document.ts';
import { extractText } from './source/extract-text.ts';
import { makePdf, makeSheets, pageOf } from './source/testing/make-files.ts';

/** The year of each payment, its class, days, amount and the parts that are not zero; then the errors. */
function paid({ taxYear, securities, notices }: AllocationDocumentJson): string[] {
  return [
    ...securities.flatMap((security) =>
      security.distributions.map((one) =>
        [
          security.taxYear ?? taxYear,
          security.name,
          one.recordDate,
          one.payableDate,
          one.amountPerShare,
          ...(one.allocablePerShare === one.amountPerShare
            ? []
            : [`allocable ${one.allocablePerShare}`]),
          ...Object.entries({ ...one.components, ...one.subsets })
            .filter(([, value]) => value !== '0')
            .map(([name, value]) => `${name} ${value}`),
        ].join(' '),
      ),
    ),
    ...notices.filter(({ level }) => level === 'error').map(({ code }) => `! ${code}`),
  ];
}

const read = (text: string): string[] => paid(readAllocationText(text, { known: [] }).document);

async function readFile(bytes: Uint8Array, name: string): Promise<string[]> {
  const extracted = await extractText(bytes, name);
  return extracted.ok ? read(extracted.text) : [extracted.message];
}

const COMMON = [
  '2021 Common Stock 2021-03-15 2021-03-31 0.4 ordinary 0.3 returnOfCapital 0.1',
  '2021 Common Stock 2021-06-15 2021-06-30 0.4 ordinary 0.3 returnOfCapital 0.1',
  '2020 Common Stock 2020-06-15 2020-06-30 0.5 ordinary 0.4 capitalGain 0.1',
  '2020 Common Stock 2020-12-15 2021-01-15 0.5 ordinary 0.4 capitalGain 0.1',
];

test('text with bars, a title over each table', () => {
  const page = `Fernhollow Realty Trust (NYSE: FHR)
Tax Treatment of 2021 Dividends
Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Capital Gain | Return of Capital
03/15/2021 | 03/31/2021 | $0.40 | $0.30 | $0.00 | $0.10
06/15/2021 | 06/30/2021 | $0.40 | $0.30 | $0.00 | $0.10
Tax Treatment of 2020 Dividends
Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Capital Gain | Return of Capital
06/15/2020 | 06/30/2020 | $0.50 | $0.40 | $0.10 | $0.00
12/15/2020 | 01/15/2021 | $0.50 | $0.40 | $0.10 | $0.00
`;
  expect(read(page)).toEqual(COMMON);
});

const SPACED = {
  head: ['Fernhollow Realty Trust                                    (NYSE: FHR)', ''],
  newer: [
    '2021 Dividend Tax Allocation',
    '',
    '  Record      Payable      Dividend      Ordinary     Capital     Return of',
    '   Date         Date       per Share     Dividend       Gain       Capital',
    '03/15/2021   03/31/2021     $0.40         $0.30         $0.00       $0.10',
    '06/15/2021   06/30/2021     $0.40         $0.30         $0.00       $0.10',
    'Total                       $0.80         $0.60         $0.00       $0.20',
    '',
  ],
  older: [
    '2020 Dividend Tax Allocation',
    '',
    '  Record      Payable      Dividend      Ordinary     Capital     Return of',
    '   Date         Date       per Share     Dividend       Gain       Capital',
    '06/15/2020   06/30/2020     $0.50         $0.40         $0.10       $0.00',
    '12/15/2020   01/15/2021     $0.50         $0.40         $0.10       $0.00',
    'Total                       $1.00         $0.80         $0.20       $0.00',
  ],
};

test('text in columns of spaces, with totals', () => {
  const { head, newer, older } = SPACED;
  expect(read([...head, ...newer, ...older].join('\n'))).toEqual(COMMON);
});

test('a PDF with a page for each year', async () => {
  const { head, newer, older } = SPACED;
  const pdf = makePdf([pageOf([...head, ...newer]), pageOf([...head, ...older])]);
  expect(await readFile(pdf, 'years.pdf')).toEqual(COMMON);
});

const CAPTIONS = [
  'Record Date',
  'Payable Date',
  'Dividend per Share',
  'Ordinary Dividend',
  'Capital Gain',
  'Return of Capital',
];
const NEWER = [
  CAPTIONS,
  ['03/15/2021', '03/31/2021', '$0.40', '$0.30', '$0.00', '$0.10'],
  ['06/15/2021', '06/30/2021', '$0.40', '$0.30', '$0.00', '$0.10'],
];
const OLDER = [
  CAPTIONS,
  ['06/15/2020', '06/30/2020', '$0.50', '$0.40', '$0.10', '$0.00'],
  ['12/15/2020', '01/15/2021', '$0.50', '$0.40', '$0.10', '$0.00'],
];

const htmlTable = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

test('a web page whose headings are the bare years', () => {
  const page = `<html><body><h1>Dividend Tax Treatment of Fernhollow Realty Trust Common Stock</h1>
<h2>2021</h2>${htmlTable(NEWER)}<h2>2020</h2>${htmlTable(OLDER)}</body></html>`;
  expect(read(page)).toEqual(COMMON);
});

test('a workbook with a sheet for each year', async () => {
  const file = makeSheets([
    { name: '2021', rows: [['Common Stock'], ...NEWER] },
    { name: '2020', rows: [['Common Stock'], ...OLDER] },
  ]);
  expect(await readFile(file, 'years.xlsx')).toEqual(COMMON);
});

test('a workbook with two blocks in one sheet, the days typed', async () => {
  const typed = (rows: readonly (readonly string[])[]) =>
    rows.map((row) =>
      row.map((cell) => {
        const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell);
        if (!day) return cell;
        const since = Date.UTC(Number(day[3]), Number(day[1]) - 1, Number(day[2]));
        return { number: String(since / 86_400_000 + 25_569), style: 3 };
      }),
    );
  const file = makeSheets([
    {
      name: 'Tax reporting',
      rows: [
        ['Common Stock'],
        ['Tax year 2021'],
        ...typed(NEWER),
        [''],
        ['Tax year 2020'],
        ...typed(OLDER),
      ],
    },
  ]);
  expect(await readFile(file, 'years.xlsx')).toEqual(COMMON);
});

test('three years, percentages, days with two digits, and the newest at the end', () => {
  const table = (year: number, ordinary: string, rest: string) => `
Tax Status of ${year} Distributions

Record Date  Payable Date  Distribution  Ordinary Income  Return of Capital
3/15/${String(year).slice(2)}      3/31/${String(year).slice(2)}       $0.25         ${ordinary}           ${rest}
9/15/${String(year).slice(2)}      9/30/${String(year).slice(2)}       $0.25         ${ordinary}           ${rest}
`;
  const page = `Fernhollow Realty Trust

Common Shares
${table(2018, '80.00%', '20.00%')}${table(2019, '75.00%', '25.00%')}${table(2020, '60.00%', '40.00%')}`;
  const rows = (year: number, ordinary: number) =>
    ['03-15 2020-03-31', '09-15 2020-09-30'].map(
      (days) =>
        `${year} Common Shares ${year}-${days.replace('2020', String(year))} 0.25 ordinary ${ordinary} returnOfCapital ${100 - ordinary}`,
    );
  expect(read(page)).toEqual([...rows(2018, 80), ...rows(2019, 75), ...rows(2020, 60)]);
});

test('two classes in each year', () => {
  const year = (y: number, n: number, part: string, rest: string) => `
Dividends Paid in ${y}

Common Stock (CUSIP 99421A100)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
06/15/${n} | 06/30/${n} | $0.40 | ${part} | ${rest}

Series A Preferred Stock (CUSIP 99421A209)
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
06/01/${n} | 06/30/${n} | $0.45 | $0.45 | $0.00
`;
  expect(
    read(
      `Fernhollow Realty Trust\n${year(2021, 21, '$0.30', '$0.10')}${year(2020, 20, '$0.40', '$0.00')}`,
    ),
  ).toEqual([
    '2021 Common Stock 2021-06-15 2021-06-30 0.4 ordinary 0.3 returnOfCapital 0.1',
    '2021 Series A Preferred Stock 2021-06-01 2021-06-30 0.45 ordinary 0.45',
    '2020 Common Stock 2020-06-15 2020-06-30 0.4 ordinary 0.4',
    '2020 Series A Preferred Stock 2020-06-01 2020-06-30 0.45 ordinary 0.45',
  ]);
});

const noted = (between: string, below: string): string => `Fernhollow Realty Trust
Common Stock
Tax Treatment of 2021 Dividends
Record Date | Payable Date | Dividend per Share | Ordinary Dividend (1) | Return of Capital
06/15/2021 | 06/30/2021 | $0.40 | $0.30 | $0.10
${between}
Tax Treatment of 2020 Dividends
Record Date | Payable Date | Dividend per Share | Ordinary Dividend (1) | Return of Capital
06/15/2020 | 06/30/2020 | $0.50 | $0.40 | $0.10
${below}`;

test('the notes below each table are those of its year', () => {
  expect(
    read(
      noted(
        '(1) $0.05 of each dividend is qualified dividend income.\n',
        '(1) Ordinary dividends are “qualified REIT dividends” for purposes of section 199A.\n',
      ),
    ),
  ).toEqual([
    '2021 Common Stock 2021-06-15 2021-06-30 0.4 ordinary 0.25 qualified 0.05 returnOfCapital 0.1',
    '2020 Common Stock 2020-06-15 2020-06-30 0.5 ordinary 0.4 returnOfCapital 0.1 section199A 0.4',
  ]);
});

test('a note of another year that stands beside the table’s own is asked about', () => {
  const other =
    '(1) Ordinary dividends are “qualified REIT dividends” for purposes of section 199A.\n';
  expect(read(noted(`${other}(1) Box 1a.\n`, other))).toContain('! footnote-twice');
});

test('a note below the last table is of every table with its mark and no note, and that is asked', () => {
  expect(
    read(
      noted(
        '',
        '(1) Ordinary dividends are “qualified REIT dividends” for purposes of section 199A.\n',
      ),
    ),
  ).toEqual([
    '2021 Common Stock 2021-06-15 2021-06-30 0.4 ordinary 0.3 returnOfCapital 0.1 section199A 0.3',
    '2020 Common Stock 2020-06-15 2020-06-30 0.5 ordinary 0.4 returnOfCapital 0.1 section199A 0.4',
    '! footnote-of-another-year',
  ]);
});

test('a sentence below the last table that may change figures is asked of both', () => {
  const rows = read(
    noted(
      '(1) Box 1a.\n',
      '(1) Box 1a.\n\nAmounts are adjusted for the 2 for 1 share split of July 1, 2021.\n',
    ),
  );
  expect(rows.filter((row) => row.startsWith('!')).length).toBeGreaterThan(0);
});

test('a payment of which each year has its part stands in both', () => {
  const page = `Tax Treatment of 2023 Dividends

Record Date Payment Date Cash Distribution Adjustment Total Distribution Ordinary Dividends Return of Capital
Dec 30, 2022 Jan 13, 2023 $0.43 ($0.25) $0.18 $0.16 $0.02
Mar 31, 2023 Apr 14, 2023 $0.43 $0.00 $0.43 $0.40 $0.03

Tax Treatment of 2022 Dividends

Record Date Payment Date Cash Distribution Adjustment Total Distribution Ordinary Dividends Return of Capital
Sep 30, 2022 Oct 14, 2022 $0.43 $0.00 $0.43 $0.43 $0.00
Dec 30, 2022 Jan 13, 2023 $0.43 ($0.18) $0.25 $0.25 $0.00
`;
  expect(read(page).map((row) => row.replace('Common Stock ', ''))).toEqual([
    '2023 2022-12-30 2023-01-13 0.43 allocable 0.18 ordinary 0.16 returnOfCapital 0.02',
    '2023 2023-03-31 2023-04-14 0.43 ordinary 0.4 returnOfCapital 0.03',
    '2022 2022-09-30 2022-10-14 0.43 ordinary 0.43',
    '2022 2022-12-30 2023-01-13 0.43 allocable 0.25 ordinary 0.25',
  ]);
});

test('a payment that stands whole in the tables of two years is asked about', () => {
  const { head, newer, older } = SPACED;
  const row = older[5] ?? '';
  const page = [...head, ...newer.slice(0, 6), row, '', ...older.slice(0, 6)].join('\n');
  expect(read(page).filter((one) => one.startsWith('!'))).toEqual(['! payment-in-two-years']);
});

test('a title of another year over days that are none of it is no answer', () => {
  const page = `Tax Treatment of 2021 Dividends
Common Stock
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
06/15/2021 | 06/30/2021 | $0.40 | $0.30 | $0.10
Comparison with 2019 dividends
Common Stock
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
09/15/2021 | 09/30/2021 | $0.50 | $0.40 | $0.10
`;
  const rows = read(page);
  expect(rows.filter((row) => row.startsWith('2019'))).toEqual([]);
  expect(rows.filter((row) => row.startsWith('!'))).not.toEqual([]);
});

test.each(['Tax Treatment of 2022 Dividends', 'Dividends paid in January 2022'])(
  'payments of January alone, below “%s”, may be of the year before, and are asked about',
  (title) => {
    const page = `Tax Treatment of 2021 Dividends
Common Stock
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
06/15/2021 | 06/30/2021 | $0.40 | $0.30 | $0.10
${title}
Common Stock
Record Date | Payable Date | Dividend per Share | Ordinary Dividend | Return of Capital
12/15/2021 | 01/15/2022 | $0.50 | $0.40 | $0.10
`;
    expect(read(page)).toEqual([
      '2021 Common Stock 2021-06-15 2021-06-30 0.4 ordinary 0.3 returnOfCapital 0.1',
      '! tax-year-another',
    ]);
  },
);
