import type { Layout } from './strict-reader.ts';

const COMMON_2002 = [
  'recordDate',
  'payableDate',
  'amountPerShare',
  'ordinary',
  'capitalGain',
  'unrecaptured1250',
  'returnOfCapital',
];
const PREFERRED = ['recordDate', 'payableDate', 'amountPerShare', 'ordinary'];
const HEADING = /^([A-Z0-9][A-Za-z0-9.% ]*?) \(CUSIP ([0-9A-Z]{6}-\d\d-\d)\)$/;
const NEVER = /^(?!)/;

/** The fixtures' layouts, as the umpire knows them. */
export const LAYOUTS: Readonly<Record<string, Layout>> = {
  'harborlight-2002.txt': {
    title: /^\S.* Announces (\d{4}) Dividend Allocation$/,
    sentence: /gives the (\d{4}) dividend allocation for federal income tax purposes/,
    dateline: /^PORTLAND – (\w+) (\d{1,2}), (\d{4})$/,
    heading: HEADING,
    captions: [
      {
        lines: [
          '\t\tDividend Per\t\t\tUnrecaptured\tReturn',
          'Record\tPayable\tCommon\tOrdinary\tCapital Gain\tSec. 1250\tof',
          'Date\tDate\tShare\tDividend\t(20% Rate)\t<u>Gain</u>\tCapital',
        ],
        columns: COMMON_2002,
      },
      {
        lines: ['Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend'],
        columns: PREFERRED,
      },
      {
        lines: [
          'Record Date\t<u>Payable Date</u>\t<u>Dividend Per Share</u>\t<u>Ordinary Dividend</u>',
        ],
        columns: PREFERRED,
      },
    ],
    unit: 'percent',
    gainInclusive: false,
    ordinaryInclusive: false,
    paddedDates: true,
    cells: (line) => line.split('\t'),
    annual: /^Annual\t\t\\?\$(\d*(?:\.\d+)?)( ⁽¹⁾)?((?:\t[\d.]+%)*)$/,
    footnote: /^\^\{\(1\) (\d+(?:\.\d+)?)%\} of the common dividend is Qualified 5-Year Gain$/,
  },
  'harborlight-2011.txt': {
    title: /^\S.* Announces (\d{4}) Dividend Income Tax Allocation$/,
    sentence: /gave the (\d{4}) dividend allocation for federal income tax purposes/,
    dateline: /^PORTLAND -- (\w+) (\d{1,2}), (\d{4})$/,
    heading: HEADING,
    captions: [
      {
        lines: [
          '                      Dividend   Taxable     Qualified   Capital     Unrecaptured   Return',
          'Record    Payable   per       Ordinary   Dividends  Gain       Sec. 1250     of',
          'Date       Date       Share      Dividends   (15%        (15%        Gain           Capital',
          '                                             Rate)       Rate)       (25% Rate)',
        ],
        columns: [
          'recordDate',
          'payableDate',
          'amountPerShare',
          'ordinary',
          'qualified',
          'capitalGain',
          'unrecaptured1250',
          'returnOfCapital',
        ],
      },
    ],
    unit: 'percent',
    gainInclusive: false,
    ordinaryInclusive: false,
    paddedDates: false,
    cells: (line) => line.trim().split(/ +/),
    annual: /^Annual +\$(\d*(?:\.\d+)?)()((?: +[\d.]+%)*)$/,
    footnote: NEVER,
  },
  'saltmarsh-2006.txt': {
    title: /^\S.* Announces Preliminary (\d{4}) Dividend Allocation$/,
    sentence: /gives its preliminary (\d{4}) dividend allocation\./,
    dateline: /^(\w+) (\d{1,2}), (\d{4})$/,
    heading: HEADING,
    captions: [
      {
        lines: [
          'Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tQualified Dividend\tCapital Gain (15% Rate)\tUnrecaptured Section 1250 Gain\tReturn of Capital',
        ],
        columns: [
          'recordDate',
          'payableDate',
          'amountPerShare',
          'ordinary',
          'qualified',
          'capitalGain',
          'unrecaptured1250',
          'returnOfCapital',
        ],
      },
      {
        lines: [
          'Record Date\tPayable Date\tDividend Per Share\tOrdinary Dividend\tQualified Dividend',
        ],
        columns: [...PREFERRED, 'qualified'],
      },
    ],
    unit: 'percent',
    gainInclusive: true,
    ordinaryInclusive: true,
    paddedDates: true,
    cells: (line) => line.split('\t'),
    annual: /^Total\t\t\$(\d*(?:\.\d+)?)()((?:\t[\d.]+%)*)$/,
    footnote: NEVER,
  },
  'saltmarsh-2008.txt': {
    title: /^\S.* Announces Revised (\d{4}) Dividend Tax Treatment$/,
    sentence: /corrects its (\d{4}) dividend tax treatment\./,
    dateline: /^BANGOR, Maine – (\w+) (\d{1,2}), (\d{4})$/,
    heading: HEADING,
    captions: [
      {
        lines: [
          '| Declaration Date | Record Date | Payable Date | Distribution Per Share | Total Ordinary Dividends | Qualified Dividends | Total Capital Gain | Unrecaptured Section 1250 Gain | Return of Capital |',
          '|---|---|---|---|---|---|---|---|---|',
        ],
        columns: [
          'declarationDate',
          'recordDate',
          'payableDate',
          'amountPerShare',
          'ordinary',
          'qualified',
          'capitalGain',
          'unrecaptured1250',
          'returnOfCapital',
        ],
      },
    ],
    unit: 'usd',
    gainInclusive: true,
    ordinaryInclusive: true,
    paddedDates: true,
    cells: (line) =>
      line
        .replace(/^\|/, '')
        .replace(/\|\s*$/, '')
        .split('|')
        .map((cell) => cell.trim()),
    annual: /^\| Totals \| +\| +\| \$(\d*(?:\.\d+)?)()((?: \| \$?[\d.]+)+) \|$/,
    footnote: NEVER,
  },
};
