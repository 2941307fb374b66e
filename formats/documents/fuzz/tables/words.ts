/**
 * What issuers write over their columns, beside their tables and in front of their totals. Collected
 * from what releases look like, without a look at what the reader knows: a caption that is plain to a
 * person and unknown to the reader is a finding.
 */
export type Meaning =
  | 'declared'
  | 'ex'
  | 'record'
  | 'payable'
  | 'amount'
  | 'ordinary'
  | 'qualified'
  | 'capitalGain'
  | 'unrecaptured1250'
  | 'returnOfCapital'
  | 'section199A'
  | 'qualified5Year'
  | 'section897Ordinary'
  | 'section897CapitalGain'
  | 'label'
  | 'oneYear1061'
  | 'threeYears1061'
  | 'taxableTotal'
  | 'shareOfYear';

export const CAPTIONS: Readonly<Record<Meaning, readonly string[]>> = {
  declared: ['Declaration Date', 'Date Declared', 'Declared Date'],
  ex: ['Ex-Dividend Date', 'Ex-Date', 'Ex Date', 'Ex-Div. Date'],
  record: ['Record Date', 'Date of Record', 'Record Date', 'Shareholder Record Date'],
  payable: [
    'Payable Date',
    'Payment Date',
    'Pay Date',
    'Date Paid',
    'Date Payable',
    'Distribution Date',
  ],
  amount: [
    'Dividend Per Share',
    'Distribution Per Share',
    'Total Distribution Per Share',
    'Gross Distribution Per Share',
    'Cash Distribution Per Share',
    'Dividend Amount Per Share',
    'Total Distribution',
    'Amount Per Share',
    'Total Dividend Per Share',
    'Distribution Amount',
    'Dividend per Common Share',
  ],
  ordinary: [
    'Ordinary Dividends',
    'Ordinary Income',
    'Taxable Ordinary Dividends',
    'Ordinary Taxable Dividend',
    'Ordinary Income Dividends',
    'Taxable Ordinary Income',
    'Ordinary Dividend',
  ],
  qualified: ['Qualified Dividends', 'Qualified Dividend Income', 'Qualified Dividend'],
  capitalGain: [
    'Capital Gain',
    'Capital Gain Distribution',
    'Long-Term Capital Gain',
    'Capital Gains',
    'Capital Gain Dividends',
    'Long Term Capital Gain Distributions',
    'Capital Gain Distr.',
    'LT Capital Gain',
  ],
  unrecaptured1250: [
    'Unrecaptured Section 1250 Gain',
    'Unrecaptured Sec. 1250 Gain',
    'Unrecap. Sec. 1250 Gain',
    'Unrecaptured § 1250 Gain',
    'Section 1250 Gain',
    'Unrecaptured Section 1250 Capital Gain',
  ],
  returnOfCapital: [
    'Return of Capital',
    'Nondividend Distributions',
    'Non-Dividend Distributions',
    'Nontaxable Distributions',
    'Non-Taxable Return of Capital',
    'Return of Capital Distribution',
    'Return of Capital (Nontaxable)',
  ],
  section199A: [
    'Section 199A Dividends',
    'Sec. 199A Dividends',
    'Section 199A Dividend',
    '199A Dividends',
    'Qualified REIT Dividends (Section 199A)',
  ],
  qualified5Year: ['Qualified 5-Year Gain', 'Qualified Five-Year Gain'],
  section897Ordinary: ['Section 897 Ordinary Dividends', 'Sec. 897 Ordinary Dividends'],
  section897CapitalGain: ['Section 897 Capital Gain', 'Sec. 897 Capital Gain'],
  label: ['Quarter', 'Period', ''],
  oneYear1061: ['Section 1061 One Year Amounts', 'Section 1061 One-Year Amounts Disclosure'],
  threeYears1061: ['Section 1061 Three Year Amounts', 'Section 1061 Three-Year Amounts Disclosure'],
  taxableTotal: ['Total Taxable Dividend', 'Taxable Total', 'Total Taxable'],
  shareOfYear: ['% of Annual Total', '% of Total'],
};

/** Where a part of the column has a column of its own. */
export const TOTAL_CAPTIONS: Readonly<Partial<Record<Meaning, readonly string[]>>> = {
  ordinary: [
    'Total Ordinary Dividends',
    'Total Ordinary Dividend',
    'Total Ordinary Income',
    'Ordinary Dividends',
    'Taxable Ordinary Dividends',
  ],
  capitalGain: [
    'Total Capital Gain Distribution',
    'Total Capital Gain',
    'Total Capital Gain Distr.',
    'Total Capital Gains',
    'Capital Gain Distribution',
  ],
};

/** Form 1099-DIV's boxes of the years (Internal Revenue Service, the form of each year). */
export function boxOf(meaning: Meaning, year: number): string | undefined {
  if (year < 1999) return undefined;
  const early: Partial<Record<Meaning, string>> = {
    ordinary: '1',
    capitalGain: '2a',
    unrecaptured1250: year <= 2000 ? '2c' : '2d',
    returnOfCapital: '3',
  };
  if (year <= 2000) return early[meaning];
  if (year <= 2002) return { ...early, qualified5Year: '2c' }[meaning as 'ordinary'];
  const late: Partial<Record<Meaning, string>> = {
    ordinary: '1a',
    qualified: '1b',
    capitalGain: '2a',
    unrecaptured1250: year === 2003 ? '2d' : '2b',
    returnOfCapital: '3',
    ...(year === 2003 ? { qualified5Year: '2c' } : {}),
    ...(year >= 2018 ? { section199A: '5' } : {}),
    ...(year >= 2021 ? { section897Ordinary: '2e', section897CapitalGain: '2f' } : {}),
  };
  return late[meaning];
}

export const ISSUERS: readonly string[] = [
  'Hollow Oak Realty Trust, Inc.',
  'Marsh Lane Properties',
  'Copperfield Residential Trust',
  'Northgate Storage, Inc.',
  'Blue Heron Net Lease Corporation',
  'Quarry Hill Apartments, Inc.',
];

export const TITLES: readonly string[] = [
  '{issuer} Announces Tax Treatment of Its {year} Distributions',
  '{issuer} Announces {year} Dividend Allocation',
  '{issuer} Announces Tax Reporting Information for {year} Distributions',
  '{issuer} Announces the Income Tax Treatment of {year} Dividends',
];

export const COMMON_NAMES: readonly string[] = [
  'Common Stock',
  'Common Shares',
  'Class A Common Stock',
  'Common Shares of Beneficial Interest',
];

export const PREFERRED_NAMES: readonly string[] = [
  'Series {letter} Preferred Stock',
  '6.625% Series {letter} Cumulative Redeemable Preferred Stock',
  'Series {letter} Cumulative Preferred Shares',
  '7.25% Series {letter} Preferred Shares',
];

export const TOTAL_LABELS: readonly string[] = [
  'Total',
  'Totals',
  'Annual',
  '{year} Total',
  'Total {year}',
];

/** Sentences below a table that change nothing. */
export const NOTES: readonly string[] = [
  'Totals may not add because of rounding.',
  'Stockholders are encouraged to consult with their tax advisors as to the specific tax treatment of the distributions.',
  'The federal income tax return for {year} has not yet been filed.',
  'These amounts are reported on Form 1099-DIV.',
];
