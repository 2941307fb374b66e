/**
 * One form for each cause, worked out by hand. 100 shares are paid $40, $44, $48 and $52; of each payment 62.5%
 * are ordinary, 12.5% capital gain, 10% section 1250 gain and 15% return of capital: boxes 1a 115.00,
 * 2a 41.40, 2b 18.40 and 3 27.60 for the year. What must not be said is what somebody could take it for.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAUSE_CODES, type CauseCode } from '../tax/reconcile/cause.ts';
import type { ReconciliationJson } from '../formats/reconciliation-schema.ts';
import { Workplace } from './testing/command.ts';

type Row = Readonly<Record<string, string>>;
type Parts = readonly [ordinary: string, gain: string, unrecaptured: string, returned: string];

const PARTS: Parts = ['62.5', '12.5', '10', '15'];
const OTHER_PARTS: Parts = ['60', '15', '10', '15'];
const PAID = [
  ['2013-03-01', '2013-03-15', '2013-03-13', '2013-03-28', '0.40'],
  ['2013-06-03', '2013-06-14', '2013-06-12', '2013-06-28', '0.44'],
  ['2013-09-03', '2013-09-13', '2013-09-11', '2013-09-27', '0.48'],
  ['2013-12-10', '2013-12-31', '2013-12-27', '2014-01-15', '0.52'],
] as const;

const NO_PARTS = { qualified: '0', section1202: '0', collectibles28: '0' };

function table(parts: Parts, status: string, publishedOn: string): string {
  const [ordinary, capitalGain, unrecaptured1250, returnOfCapital] = parts;
  const distributions = PAID.map(
    ([declarationDate, recordDate, exDate, payableDate, amount], at) => ({
      ...{ declarationDate, recordDate, exDate, payableDate, inKind: false, unit: 'percent' },
      ...{ amountPerShare: amount, allocablePerShare: amount, subsets: {}, sourceLine: at + 1 },
      components: { ...NO_PARTS, ordinary, capitalGain, unrecaptured1250, returnOfCapital },
    }),
  );
  return JSON.stringify({
    ...{ schema: 'basisbook/allocation-document@1', issuer: 'Example Realty Trust', taxYear: 2013 },
    ...{ publishedOn, status, notices: [] },
    securities: [{ name: 'Common Stock', symbol: 'XYZ', cusips: [], distributions }],
  });
}

const HELD = '2012-05-01,buy,XYZ,100,2000.00,Taxable,OLD,,,\n';
const SOLD = '2013-11-15,sell,XYZ,40,900.00,Taxable,OLD,,,\n';
/** The boxes with 60 shares on the last payment. */
const AFTER_SALE: Row = { '1a': '102.00', '2a': '36.72', '2b': '16.32', '3': '24.48' };
const ALL: Row = { '1a': '115.00', '2a': '41.40', '2b': '18.40', '3': '27.60' };
const REINVESTED = `${HELD}2013-06-28,reinvest,XYZ,2.2,44.00,Taxable,DRIP,,,\n`;
const FINAL = table(PARTS, 'final', '2014-01-25');

interface Case {
  readonly book: string;
  readonly boxes: Row;
  readonly sale?: Row;
  readonly documents?: readonly string[];
  readonly year?: number;
  readonly not: readonly CauseCode[];
}

const HOLDING = JSON.stringify({
  ...{ schema: 'basisbook/allocation-document@1', issuer: 'Example Realty Trust', taxYear: 2021 },
  ...{ publishedOn: '2022-01-25', status: 'final', notices: [] },
  securities: [
    {
      ...{ name: 'Common Stock', symbol: 'XYZ', cusips: [] },
      distributions: [
        {
          ...{ declarationDate: null, recordDate: '2021-06-15', exDate: '2021-06-14' },
          ...{ payableDate: '2021-06-30', amountPerShare: '1.00', allocablePerShare: '1.00' },
          ...{ inKind: false, unit: 'usd', sourceLine: 1 },
          components: {
            ...{ ...NO_PARTS, ordinary: '1.00', capitalGain: '0', unrecaptured1250: '0' },
            returnOfCapital: '0',
          },
          subsets: { section199A: '1.00' },
        },
      ],
    },
  ],
});

const CASES: Readonly<Record<CauseCode, Case>> = {
  'january-payment': {
    book: HELD,
    boxes: { '1a': '82.50', '2a': '29.70', '2b': '13.20', '3': '19.80' },
    not: ['missing-reinvestment', 'not-entitled', 'missing-lot', 'estimate-used'],
  },
  'settlement-date-as-trade-date': {
    book: `${HELD}2013-06-14,buy,XYZ,50,1000.00,Taxable,NEW,,,\n`,
    boxes: { '1a': '160.00', '2a': '57.60', '2b': '25.60', '3': '38.40' },
    not: ['missing-reinvestment', 'missing-lot'],
  },
  'not-entitled': {
    book: `${HELD}2013-06-11,buy,XYZ,50,1000.00,Taxable,NEW,,,\n`,
    boxes: { '1a': '146.25', '2a': '52.65', '2b': '23.40', '3': '35.10' },
    not: ['missing-lot', 'estimate-used'],
  },
  'total-without-1250': {
    book: HELD,
    boxes: { ...ALL, '2a': '23.00' },
    not: ['estimate-used', 'undistributed-gain'],
  },
  'holding-period-applied': {
    book: [
      '2021-01-11,buy,XYZ,200,9000.00,Taxable,A,,,',
      '2021-06-04,buy,XYZ,30,1350.00,Taxable,B,,,',
      '2021-07-01,sell,XYZ,30,1380.00,Taxable,B,,,\n',
    ].join('\n'),
    boxes: { '1a': '230.00', '5': '200.00' },
    documents: [HOLDING],
    year: 2021,
    not: ['estimate-used', 'payment-in-lieu'],
  },
  'return-of-capital-not-in-basis': {
    book: HELD + SOLD,
    boxes: AFTER_SALE,
    sale: { shares: '40', proceeds: '900.00', basis: '800.00' },
    not: ['wash-sale', 'average-basis'],
  },
  'wash-sale': {
    book: `${HELD}2013-11-15,sell,XYZ,40,600.00,Taxable,OLD,,,\n2013-11-20,buy,XYZ,40,640.00,Other,BACK,,,\n`,
    boxes: AFTER_SALE,
    sale: { shares: '40', proceeds: '600.00', basis: '792.08', washSale: '0.00' },
    not: ['return-of-capital-not-in-basis', 'average-basis'],
  },
  'undistributed-gain': {
    book: `${HELD}2013-12-31,undistributed-gain,XYZ,,100.00,Taxable,,,21.00,\n`,
    boxes: { ...ALL, '2a': '141.40' },
    not: ['estimate-used', 'total-without-1250', 'missing-lot'],
  },
  'plan-discount': {
    // 5%: the shares were worth $46.32.
    book: REINVESTED,
    boxes: { '1a': '117.82', '2a': '42.42', '2b': '18.86', '3': '28.28' },
    not: ['missing-reinvestment', 'estimate-used', 'missing-lot'],
  },
  'plan-fees': {
    // The company paid $2.50.
    book: REINVESTED,
    boxes: { '1a': '117.93', '2a': '42.46', '2b': '18.88', '3': '28.31' },
    not: ['missing-reinvestment', 'estimate-used', 'plan-discount'],
  },
  'average-basis': {
    book: `${HELD}2012-06-01,buy,XYZ,100,3000.00,Taxable,NEW,,,\n2013-11-15,sell,XYZ,50,1300.00,Taxable,,,,\n`,
    boxes: { '1a': '213.75', '2a': '76.95', '2b': '34.20', '3': '51.30' },
    sale: { shares: '50', proceeds: '1300.00', basis: '1240.10' },
    not: ['return-of-capital-not-in-basis', 'wash-sale'],
  },
  'estimate-used': {
    book: HELD,
    boxes: { '1a': '110.40', '2a': '46.00', '2b': '18.40', '3': '27.60' },
    documents: [table(OTHER_PARTS, 'estimate', '2014-01-10'), FINAL],
    not: ['rounding', 'superseded-document', 'missing-lot'],
  },
  'superseded-document': {
    book: HELD,
    boxes: { '1a': '110.40', '2a': '46.00', '2b': '18.40', '3': '27.60' },
    documents: [table(OTHER_PARTS, 'final', '2014-01-25'), table(PARTS, 'corrected', '2014-03-01')],
    not: ['rounding', 'estimate-used', 'missing-lot'],
  },
  rounding: {
    // The year's $53.32 are divided once.
    book: '2012-05-01,buy,XYZ,33.333,666.66,Taxable,OLD,,,\n',
    boxes: { '1a': '38.34', '2a': '13.80', '2b': '6.13', '3': '9.20' },
    not: ['estimate-used', 'missing-reinvestment', 'plan-fees'],
  },
  'transferred-in-year': {
    book: HELD,
    boxes: { '1a': '62.50', '2a': '22.50', '2b': '10.00', '3': '15.00' },
    not: ['january-payment', 'missing-reinvestment', 'estimate-used'],
  },
  'payment-in-lieu': {
    book: HELD,
    boxes: { '1a': '87.50', '2a': '31.50', '2b': '14.00', '3': '21.00' },
    not: ['january-payment', 'transferred-in-year', 'missing-reinvestment'],
  },
  'missing-reinvestment': {
    // $40.00 bought 2 shares in March.
    book: HELD,
    boxes: { '1a': '116.80', '2a': '42.05', '2b': '18.69', '3': '28.03' },
    not: ['estimate-used', 'plan-discount', 'settlement-date-as-trade-date'],
  },
  'missing-lot': {
    // 20 shares more from September on.
    book: HELD,
    boxes: { '1a': '127.50', '2a': '45.90', '2b': '20.40', '3': '30.60' },
    not: ['estimate-used', 'plan-discount', 'not-entitled'],
  },
};

let place: Workplace;
beforeAll(() => {
  place = new Workplace();
});
afterAll(() => {
  place.remove();
});

async function reconciled(
  { book, boxes, sale, documents = [FINAL], year = 2013 }: Omit<Case, 'not'>,
  soldOn = '2013-11-15',
): Promise<ReconciliationJson> {
  place.write(
    'trades.csv',
    `date,action,security,shares,amount,account,lot,value,tax,note\n${book}`,
  );
  const names = documents.map((text, at) => {
    place.write(`${at}.json`, text);
    return `${at}.json`;
  });
  const form1099B = sale === undefined ? [] : [{ sold: soldOn, ...sale }];
  place.write(
    'forms.json',
    JSON.stringify({
      ...{ schema: 'basisbook/broker-forms@1', year, account: 'Taxable' },
      ...{ form1099Div: boxes, form1099B },
    }),
  );
  const { status, stdout, stderr } = await place.run(
    ...['reconcile', '--year', String(year), '--transactions', 'trades.csv'],
    ...['--documents', ...names, '--forms', 'forms.json', '--json'],
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReconciliationJson;
}

it.each(CAUSE_CODES)('%s is named, and what it could be taken for is not', async (code) => {
  const soldOn = code === 'holding-period-applied' ? '2021-07-01' : undefined;
  const { causes, unexplained } = await reconciled(CASES[code], soldOn);
  const named = causes.map((one) => one.code);
  // What fits as well is said to be equal, and may stand first.
  const first = causes[0] ? [causes[0].code, ...causes[0].equalTo] : [];
  expect(first, named.join(', ')).toContain(code);
  expect(named).toContain(code);
  expect(named.filter((one) => CASES[code].not.includes(one))).toEqual([]);
  expect(unexplained).toEqual([]);
});

it('a lot that the broker paid on no longer may have been sold: that is said too', async () => {
  const { causes } = await reconciled({
    book: `2012-04-02,buy,XYZ,20,400.00,Taxable,SMALL,,,\n${HELD}`,
    boxes: { '1a': '125.50', '2a': '45.18', '2b': '20.08', '3': '30.12' },
  });
  expect(causes.find(({ code }) => code === 'transferred-in-year')?.message).toContain(
    'no longer from the payment of 2013-09-27 on. Where they were with another broker then, its form has the rest: enter the transfer, and check both forms. If they were sold before, enter the sale.',
  );
});
