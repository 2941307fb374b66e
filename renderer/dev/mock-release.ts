/* eslint-disable @typescript-eslint/no-non-null-assertion -- the data are invented here: what is looked up is there */
/** An invented release in the layout of issuers' tables, and a small reader for it. Development only. */
import type { Answer } from '../../application/contract.ts';

type Reading = Pick<Answer<'documents.read'>, 'document' | 'places'>;
type Distribution = Reading['document']['securities'][number]['distributions'][number];

const NONE = {
  ordinary: '0',
  qualified: '0',
  capitalGain: '0',
  unrecaptured1250: '0',
  section1202: '0',
  collectibles28: '0',
  returnOfCapital: '0',
};

const preferred = (
  title: string,
  cusip: string,
  amount: string,
  days: readonly (readonly [string, string])[],
) => [
  '',
  `${title} (CUSIP ${cusip})`,
  '',
  'Record Date\tPayable Date\tPer Share\tOrdinary',
  ...days.map(([record, payable]) => `${record}\t${payable}\t$${amount}\t100%`),
];

const QUARTERS = [
  ['01/02/02', '01/15/02'],
  ['04/02/02', '04/16/02'],
  ['07/02/02', '07/16/02'],
  ['10/01/02', '10/15/02'],
] as const;
const MONTH_STARTS = [
  ['03/01/02', '03/15/02'],
  ['06/03/02', '06/17/02'],
  ['09/03/02', '09/17/02'],
  ['12/01/02', '12/16/02'],
] as const;

export const RELEASE = [
  'Apartment Investment and Management Company',
  'Tax treatment of the dividends of 2002',
  '',
  'January 29, 2003',
  '',
  'Class A Common Stock (CUSIP 03748R-10-1)',
  '',
  'Record\tPayable\tPer\tOrdinary\tCapital\tSec. 1250\tReturn of',
  'Date\tDate\tShare\tDividend\tGain\tGain\tCapital',
  '02/04/02\t02/11/02\t$0.820\t61.4%\t6.6%\t12.5%\t19.5%',
  '05/06/02\t05/13/02\t$0.820\t61.4%\t6.6%\t12.5%\t19.5%',
  '08/16/02\t08/23/02\t$0.820\t61.4%\t6.6%\t12.5%\t19.5%',
  '11/11/02\t11/18/02\t$0.820\t61.4%\t6.6%\t12.5%\t19.5%',
  'Annual\t\t$3.28 (1)\t61.4%\t6.6%\t12.5%\t19.5%',
  '',
  '(1) 6.6% of the common dividend is Qualified 5-Year Gain',
  ...preferred('Class C Cumulative Preferred Stock', '03748R-20-0', '0.5625', QUARTERS),
  ...preferred('Class D Cumulative Preferred Stock', '03748R-30-9', '0.546875', QUARTERS),
  ...preferred('Class G Cumulative Preferred Stock', '03748R-40-8', '0.5859375', QUARTERS),
  ...preferred('Class H Cumulative Preferred Stock', '03748R-50-7', '0.59375', QUARTERS),
  ...preferred('Class K Convertible Cumulative Preferred Stock', '03748R-70-5', '0.50', [
    ['02/01/02', '02/18/02'],
  ]),
  ...preferred('Class P Convertible Cumulative Preferred Stock', '03748R-86-1', '0.5625', QUARTERS),
  ...preferred('Class Q Cumulative Preferred Stock', '03748R-85-3', '0.63125', MONTH_STARTS),
  ...preferred('Class R Cumulative Preferred Stock', '03748R-84-6', '0.6250', MONTH_STARTS),
  '',
  'The preferred dividends of 2002 carried no capital gain and no return of capital.',
].join('\n');

const SYMBOLS: Readonly<Record<string, string>> = {
  '03748R101': 'AIV',
  '03748R200': 'AIVPrC',
  '03748R309': 'AIVPrD',
  '03748R408': 'AIVPrG',
  '03748R507': 'AIVPrH',
  '03748R705': 'AIVPrK',
  '03748R861': 'AIVPrP',
  '03748R853': 'AIVPrQ',
  '03748R846': 'AIVPrR',
};

const iso = (text: string) => `20${text.slice(6, 8)}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
const plain = (text: string) =>
  text
    .replace(/[$%]/g, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

export function readRelease(text: string): Reading {
  const places: Answer<'documents.read'>['places'] = [];
  const securities: Reading['document']['securities'] = [];
  const notices: Reading['document']['notices'] = [];
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    const place = (pointer: string, value: string, from = 0) => {
      const at = content.indexOf(value, from);
      if (at >= 0) places.push({ pointer, line, column: at + 1, endColumn: at + 1 + value.length });
      return at + value.length;
    };
    const title = /^(Class .*?) \(CUSIP (\S+)\)$/.exec(content);
    if (title) {
      const cusip = title[2]!.replaceAll('-', '');
      const base = `/securities/${securities.length}`;
      place(`${base}/name`, title[1]!);
      place(`${base}/cusips/0`, title[2]!);
      securities.push({
        name: title[1]!,
        symbol: SYMBOLS[cusip] ?? null,
        cusips: [cusip],
        distributions: [],
      });
      return;
    }
    const cells = content.split('\t');
    const security = securities.at(-1);
    if (!security || !/^\d\d\/\d\d\/\d\d$/.test(cells[0] ?? '')) return;
    const base = `/securities/${securities.length - 1}/distributions/${security.distributions.length}`;
    const names = [
      'recordDate',
      'payableDate',
      'amountPerShare',
      'components/ordinary',
      'components/capitalGain',
      'components/unrecaptured1250',
      'components/returnOfCapital',
    ];
    let from = 0;
    cells.forEach((cell, column) => {
      from = place(`${base}/${names[column]}`, cell, from);
    });
    const components: Distribution['components'] = { ...NONE, ordinary: plain(cells[3] ?? '0') };
    if (cells.length > 4) {
      components.capitalGain = plain(cells[4] ?? '0');
      components.unrecaptured1250 = plain(cells[5] ?? '0');
      components.returnOfCapital = plain(cells[6] ?? '0');
    }
    if (components.returnOfCapital === '20.5') {
      notices.push({
        level: 'error',
        code: 'sum-out-of-tolerance',
        message:
          'The parts of this payment add up to 101%, not 100%. Compare the line with the issuer’s own document and correct it.',
        line,
      });
    }
    const amount = plain(cells[2]!);
    security.distributions.push({
      declarationDate: null,
      recordDate: iso(cells[0]!),
      exDate: null,
      payableDate: iso(cells[1]!),
      amountPerShare: amount,
      allocablePerShare: amount,
      inKind: false,
      unit: 'percent',
      components,
      subsets: cells.length > 4 ? { qualified5Year: '6.6' } : {},
      sourceLine: line,
    });
  });
  if (securities.length === 0) {
    notices.push({
      level: 'error',
      code: 'nothing-found',
      message: 'No table of distributions was found. Paste the whole text of the release.',
      line: null,
    });
  }
  return {
    places,
    document: {
      schema: 'basisbook/allocation-document@1',
      issuer: securities.length > 0 ? 'Apartment Investment and Management Company' : null,
      taxYear: securities.length > 0 ? 2002 : null,
      publishedOn: securities.length > 0 ? '2003-01-29' : null,
      status: 'final',
      securities,
      notices,
    },
  };
}
