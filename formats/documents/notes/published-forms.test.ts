import { expect, test } from 'vitest';
import { readAllocationText, type TextReading } from '../../read-document.ts';

function read(text: string): TextReading {
  return readAllocationText(text, { known: [] });
}

function errorsOf({ document }: TextReading): string[] {
  return document.notices.flatMap(({ level, code }) => (level === 'error' ? [code] : []));
}

function partsOf({ document }: TextReading): string[] {
  return (document.securities[0]?.distributions ?? []).map(
    ({ recordDate, payableDate, components, subsets }) =>
      `${recordDate}/${payableDate} ${[...Object.entries(components), ...Object.entries(subsets)]
        .filter(([, value]) => value !== '0')
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
  );
}

const HEAD = `Larkmoor Apartments, Inc. Announces Tax Treatment of 2021 Distributions

Common Stock (CUSIP 99381T206)

`;
/** One cell a line, with empty lines between. */
const cells = (...lines: readonly string[]): string => `${lines.join('\n\n')}\n\n`;

test('groups over captions: a bare “Total” is what the parts behind it add up to, were it one alone', () => {
  const captions = cells(
    'Ordinary Dividends',
    'Capital Gains',
    ...['Record', 'Date', 'Payment', 'Date', 'Distribution', 'Per Share', 'Total'],
    ...['Non-Qualified', 'Qualified', 'Total', 'Long Term', 'Unrecaptured\nSection 1250'],
    ...['Nondividend', 'Distributions'],
  );
  const row = (...dates: string[]): string =>
    cells(...dates, '$0.30', '$0.05', '$0.04', '$0.01', '$0.10', '$0.00', '$0.10', '$0.15');
  const reading = read(
    `${HEAD}${captions}${row('02/22/21', '03/05/21')}${row('05/10/21', '05/21/21')}`,
  );
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2021-02-22/2021-03-05 ordinary=0.04 qualified=0.01 unrecaptured1250=0.1 returnOfCapital=0.15',
    '2021-05-10/2021-05-21 ordinary=0.04 qualified=0.01 unrecaptured1250=0.1 returnOfCapital=0.15',
  ]);
});

test('a table turned round, a cell a line: all record dates, then all dates of payment', () => {
  const table = `% of
Record 3/10/21
Record 6/9/21
Annual
Dividend Dates
Pmt 3/31/21
Pmt 6/30/21
Totals
Total
Total Distribution per Share
$ 1.65
$ 1.70
$ 3.35
Taxable Ordinary Dividends
$ 1.60
$ 1.65
$ 3.25
97.0 %
Qualified Dividends
$ 0.10
$ 0.10
$ 0.20
(included in
Taxable Ordinary Dividends)
Total Capital Gain Distribution (1)
$ 0.05
$ 0.05
$ 0.10
3.0 %
Section 897 Capital Gain
$ 0.05
$ 0.05
$ 0.10
(1) Pursuant to Treas. Reg. §1.1061-6(c), the One Year Amounts and the Three Year Amounts are $0.
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2021-03-10/2021-03-31 ordinary=1.5 qualified=0.1 capitalGain=0.05 section897CapitalGain=0.05',
    '2021-06-09/2021-06-30 ordinary=1.55 qualified=0.1 capitalGain=0.05 section897CapitalGain=0.05',
  ]);
});

test('a footnote’s mark alone on its line is that of the text below it', () => {
  const table = `Record Date | Payable Date | Total Distribution(1) | Ordinary Dividends | Return of Capital
3/15/2021 | 3/31/2021 | $0.50 | $0.30 | $0.20

(1)

All amounts are in U.S. dollars.
`;
  expect(errorsOf(read(`${HEAD}${table}`))).toEqual([]);
});

test('a taxable distribution beside an ordinary dividend is what was paid; the total says “taxable” too', () => {
  const table = `Date Paid | Taxable Distribution | Box 1a Ordinary Dividend | Box 2a Capital Gain
Jan. 13, 2021 | $0.80 | $0.70 | $0.10
Apr. 14, 2021 | $0.80 | $0.70 | $0.10
Total Taxable in 2021 | $1.60 | $1.40 | $0.20

The dividends are those of shareholders who hold their shares for at least 45 days, as section 199A asks.
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(reading.document.securities[0]?.distributions[0]?.amountPerShare).toBe('0.8');
});

test('a second table for one share does not put parts within others where the sums are of parts beside', () => {
  const table = `Record Date | Payable Date | Cash Distribution | Ordinary Dividend | Capital Gain | Unrecaptured Sec. 1250 Gain | Return of Capital
3/15/2021 | 3/31/2021 | $0.50 | 43.0% | 28.0% | 29.0% | 0.0%
6/15/2021 | 6/30/2021 | $0.50 | 43.0% | 28.0% | 29.0% | 0.0%

Amounts in Box 2b are included in Box 2a.
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)[0]).toContain('capitalGain=28 unrecaptured1250=29');
});

test('the name of the issuer stands before its exchange, however that is written', () => {
  const text = `${HEAD}Larkmoor Centers Corporation (The “Company”) (Nasdaq:LKC) announced also the treatment of
Biddle Trust Inc. (NYSE: BDT) distributions.
`;
  expect(read(text.replace('Larkmoor Apartments, Inc. Announces ', '')).document.issuer).toBe(
    'Larkmoor Centers Corporation',
  );
});

test('a title over the whole width of a table begins another year', () => {
  const table = (year: number): string => `TAX TREATMENT OF ${year} DIVIDENDS | |||||
Date of Record | Date Paid | Amount | Ordinary Income | Return of Capital |
03/15/${year} | 03/31/${year} | $0.50 | $0.30 | $0.20 |
`;
  const reading = read(`${table(2021)}${table(2020)}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual(['2021-03-15/2021-03-31 ordinary=0.3 returnOfCapital=0.2']);
  expect(reading.document.securities.map(({ taxYear }) => taxYear)).toEqual([undefined, 2020]);
});

test('columns that say again in percent of the payment what others say in dollars are left aside', () => {
  const table = `Record Date | Payable Date | Dividend per Share | Ordinary Income | Ordinary Income % | Capital Gain | Capital Gain % | Return of Capital | Return of Capital %
3/31/2021 | 4/15/2021 | $0.40 | $0.30 | 75.00% | $0.04 | 10.00% | $0.06 | 15.00%
6/30/2021 | 7/15/2021 | $0.30 | $0.10 | 33.33% | $0.10 | 33.33% | $0.10 | 33.33%
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2021-03-31/2021-04-15 ordinary=0.3 capitalGain=0.04 returnOfCapital=0.06',
    '2021-06-30/2021-07-15 ordinary=0.1 capitalGain=0.1 returnOfCapital=0.1',
  ]);
  expect(errorsOf(read(`${HEAD}${table.replace('75.00%', '76.00%')}`))).not.toEqual([]);
});

test('a table on one line begins behind the sentence that gives its number', () => {
  const reading = read(
    `Larkmoor Apartments, Inc. Announces Tax Treatment of 2021 Distributions
DAYTON -- Larkmoor Apartments, Inc. (NYSE: LKM) announced the treatment of its common stock distributions. The CUSIP number is 99381T206. Record Date Payable Date Distribution Per Share Ordinary Income Return of Capital 03/31/2021 04/15/2021 $0.25 $0.15 $0.10 06/30/2021 07/15/2021 $0.25 $0.15 $0.10 Total $0.50 $0.30 $0.20 Please consult your tax advisor.
`,
  );
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toHaveLength(2);
});

test('all of the ordinary dividends can be said to be qualified, and all dividends to return capital', () => {
  const dates = `Record Date | Payable Date | Dividend Per Share |`;
  const qualified = read(`${HEAD}${dates} Ordinary Dividends | Return of Capital
3/31/2021 | 4/15/2021 | $0.20 | $0.12 | $0.08

All of the ordinary dividends are qualified dividends.
`);
  expect(errorsOf(qualified)).toEqual([]);
  expect(partsOf(qualified)).toEqual(['2021-03-31/2021-04-15 qualified=0.12 returnOfCapital=0.08']);
  const returned = read(`${HEAD}${dates}
3/31/2021 | 4/15/2021 | $0.20 |

For income tax purposes, 100% of the 2021 distributions are treated as a return of capital.
`);
  expect(errorsOf(returned)).toEqual([]);
  expect(partsOf(returned)).toEqual(['2021-03-31/2021-04-15 returnOfCapital=100']);
});

test('parts in percent, a line each, are those of every payment above them, where they add up', () => {
  const list = (returned: string): string => `Record Date | Payable Date | Amount Per Share
3/15/2021 | 3/31/2021 | $0.20
6/15/2021 | 6/30/2021 | $0.20

The 2021 distributions are characterized as follows:

Ordinary income .......... 64.00%
Long-term capital gain      6.00%
Return of capital          ${returned}
Total                     100.00%
`;
  const reading = read(`${HEAD}${list('30.00%')}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2021-03-15/2021-03-31 ordinary=64 capitalGain=6 returnOfCapital=30',
    '2021-06-15/2021-06-30 ordinary=64 capitalGain=6 returnOfCapital=30',
  ]);
  expect(errorsOf(read(`${HEAD}${list('3.00%')}`))).not.toEqual([]);
});

test('captions that touch are of two columns, a heading may say what it is, and a quarter’s end is not needed', () => {
  const table = `Security: Common Stock, CUSIP 99381T206
Quarter          Record      Payable     Distribution   Taxable Ordinary   Total Capital     Unrecaptured Sec.
Ended            Date        Date        Per Share      Dividend           Gain Distribution 1250 Gain            Nontaxable
March 31, 2021   3/12/21     3/31/21     $0.45          61.10%             20.00%            8.30%                18.90%
June 30, 2021    6/11/21     6/30/21     $0.45          61.10%             20.00%            8.30%                18.90%
`;
  const reading = read(`${HEAD.split('\n')[0]}\n\n${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(reading.document.securities.map(({ name, cusips }) => [name, ...cusips])).toEqual([
    ['Common Stock', '99381T206'],
  ]);
  expect(partsOf(reading)).toEqual([
    '2021-03-12/2021-03-31 ordinary=61.1 capitalGain=11.7 unrecaptured1250=8.3 returnOfCapital=18.9',
    '2021-06-11/2021-06-30 ordinary=61.1 capitalGain=11.7 unrecaptured1250=8.3 returnOfCapital=18.9',
  ]);
});

test('a dollar sign before a dash is nothing, and the form’s own number is no CUSIP', () => {
  const table = `Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividends\tCapital Gain\tReturn of Capital
3/31/2021\t4/15/2021\t$0.20\t$0.12\t$-\t$0.08
6/30/2021\t7/15/2021\t$0.20\t$0.12\t$ -\t$0.08
Totals\t\t$0.40\t$0.24\t$-\t$0.16
`;
  const head = `Larkmoor Apartments, Inc. Announces Tax Treatment of 2021 Distributions
DAYTON -- Larkmoor Apartments, Inc. (NYSE: LKM): its common stock (CUSIP 99381T206), as on Form 1099-DIV.

`;
  const reading = read(`${head}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)[1]).toBe('2021-06-30/2021-07-15 ordinary=0.12 returnOfCapital=0.08');
});

test('a row of boxes that begins with “Form 1099 Box” stands over captions and is none', () => {
  const table = `Form 1099 Box\t\t\t1a\t2a\t2b\t3
Record Date\tPayable Date\tTotal Distribution Per Share\t2021 Ordinary Taxable Dividends\t2021 Long-Term Capital Gain\t2021 Unrecap. Sec. 1250\t2021 Return of Capital
3/31/2021\t4/14/2021\t$0.15\t$0.09\t$0.03\t$0.01\t$0.03
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2021-03-31/2021-04-14 ordinary=0.09 capitalGain=0.02 unrecaptured1250=0.01 returnOfCapital=0.03',
  ]);
});

test('beside all capital gain of 2003, a column of that after May 5 says what of it is', () => {
  const table = `Record Date | Payable Date | Dividend Per Share | Ordinary | Total Capital Gain | Capital Gain Post-May 5 | Return of Capital
6/30/2003 | 7/15/2003 | $0.50 | $0.30 | $0.12 | $0.07 | $0.08
`;
  const reading = read(HEAD.replace('2021', '2003') + table);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)).toEqual([
    '2003-06-30/2003-07-15 ordinary=0.3 capitalGain=0.12 returnOfCapital=0.08 postMay5=0.07',
  ]);
});

test('a word of a field is of that field’s column, though another caption could take it', () => {
  const table = `| Date | Pay | Amount | Total | Long-Term | Non-Dividend |
| of | Date | Per | Taxable | Capital | Distributions |
| Record |  | Share | Dividend | Gain |  |
| 1/4/2021 | 1/14/2021 | $1.65 | $0.84 | $0.84 | $0.81 |
| 4/12/2021 | 4/19/2021 | $1.65 | $0.60 | $0.60 | $1.05 |
`;
  const reading = read(`${HEAD}${table}`);
  expect(errorsOf(reading)).toEqual([]);
  expect(partsOf(reading)[0]).toBe('2021-01-04/2021-01-14 capitalGain=0.84 returnOfCapital=0.81');
});

test('titles right above the captions name the class of each table', () => {
  const table = `Record Date | Payable Date | Dividend Per Share | Ordinary Dividends
3/15/2021 | 3/30/2021 | $0.20 | $0.20
`;
  const reading = read(
    `${HEAD.split('\n')[0]}\n\nTax treatment of dividends on common shares\n${table}\nTax treatment of dividends on Series A Preferred Shares\n${table}`,
  );
  expect(errorsOf(reading)).toEqual([]);
  expect(reading.document.securities.map(({ name }) => name)).toEqual([
    'Common Shares',
    'Series A Preferred Shares',
  ]);
});

test.each([
  ['Larkmoor Realty Trust: Tax Treatment of 2014 Distributions', 'Larkmoor Realty Trust'],
  ['Larkmoor Realty Trust’s 2014 Common Share Distributions', 'Larkmoor Realty Trust'],
  ['Larkmoor Office REIT, Inc. 2014 Dividend Tax Information', 'Larkmoor Office REIT, Inc.'],
  ['Larkmoor Realty, Inc. Common Stock - 2014 Dividends', 'Larkmoor Realty, Inc.'],
  ['Tax Treatment of REIT Distributions', null],
])('a title that begins with the name of a company names the issuer: “%s”', (title, issuer) => {
  expect(read(`${title}\n\nCommon Stock\nRecord Date`).document.issuer).toBe(issuer);
});
