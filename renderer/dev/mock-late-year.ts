/**
 * An invented 2019 with one of everything that a year can have: wash sales, holding periods, a lot
 * that was inherited, gains beyond the basis, and cash of unknown character. Development only.
 */
import type { Answer } from '../../application/contract.ts';
import { formOf, BOX_SOURCES } from '../../tax/facts/forms.ts';
import { reference } from '../../resources/reference.ts';
import { sumDecimals } from '../format/decimal.ts';

type Year = Answer<'year.report'>;
type Report = Year['report'];
type Payment = Report['payments'][number];
type Sale = Report['sales'][number];

const QUARTERS = [
  ['2019-02-13', '2019-02-28'],
  ['2019-05-16', '2019-05-31'],
  ['2019-08-15', '2019-08-30'],
  ['2019-11-14', '2019-11-29'],
] as const;

function paymentsOf(account: string, shares: string, cash: string): Payment[] {
  const cents = BigInt(cash.replace('.', ''));
  const share = (part: bigint) => {
    const digits = ((cents * part) / 100n).toString().padStart(3, '0');
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  return QUARTERS.map(([exDate, payableDate]) => ({
    account,
    security: 'AIV',
    recordDate: exDate,
    exDate,
    payableDate,
    shares,
    amountPerShare: '0.39',
    cash,
    components: {
      ordinary: share(50n),
      qualified: share(10n),
      capitalGain: share(20n),
      unrecaptured1250: share(10n),
      section1202: '0.00',
      collectibles28: '0.00',
      returnOfCapital: share(10n),
    },
    subsets: { section199A: share(50n) },
    lots: [
      {
        lot: 'AIV/2018-06-01',
        shares,
        returnOfCapital: share(10n),
        basisReduction: share(10n),
        excessGain: '0.00',
      },
    ],
  }));
}

function boxesOf(year: number, payments: readonly Payment[]): Report['form1099Div'] {
  return (formOf(reference.forms, year)?.boxes ?? []).map(({ box, meaning, caption }) => ({
    box,
    meaning,
    caption,
    amount: sumDecimals([
      '0.00',
      ...payments.flatMap((payment) =>
        BOX_SOURCES[meaning].map((name) =>
          name in payment.components
            ? payment.components[name as keyof Payment['components']]
            : (payment.subsets[name as keyof Payment['subsets']] ?? '0.00'),
        ),
      ),
    ]),
  }));
}

const sale = (more: Partial<Sale>): Sale => ({
  kind: 'sale',
  account: 'Brokerage',
  security: 'AIV',
  lot: 'AIV/2018-06-01',
  acquired: '2018-06-01',
  heldSince: '2018-06-01',
  sold: '2019-06-11',
  shares: '200',
  proceeds: '9800.40',
  adjustedBasis: '9120.12',
  returnOfCapital: '279.88',
  gain: '680.28',
  term: 'long',
  disallowedLoss: '0.00',
  replacements: [],
  longTermLoss: '0.00',
  ...more,
});

const SALES: Sale[] = [
  sale({}),
  sale({
    lot: 'AIV/2019-02-20',
    acquired: '2019-02-20',
    heldSince: '2019-02-20',
    shares: '150',
    sold: '2019-06-11',
    proceeds: '7105.00',
    adjustedBasis: '7620.45',
    returnOfCapital: '29.55',
    gain: '-515.45',
    term: 'short',
    disallowedLoss: '206.18',
    replacements: [
      {
        account: 'Brokerage',
        lot: 'AIV/2019-06-28/wash',
        bought: '2019-06-28',
        shares: '40',
        disallowedLoss: '137.45',
        addedToBasis: true,
      },
      {
        account: 'Roth IRA',
        lot: 'AIV/2019-07-03',
        bought: '2019-07-03',
        shares: '20',
        disallowedLoss: '68.73',
        addedToBasis: false,
      },
    ],
    longTermLoss: '44.10',
  }),
  sale({
    account: 'Joint account',
    lot: 'AIV/inherited',
    acquired: '2018-12-03',
    heldSince: '2018-12-03',
    sold: '2019-09-17',
    shares: '80',
    proceeds: '4190.00',
    adjustedBasis: '3766.02',
    returnOfCapital: '33.98',
    gain: '423.98',
  }),
  sale({
    account: 'Joint account',
    kind: 'cash-for-fraction',
    lot: 'AIV/2009-04-02',
    acquired: '2009-04-02',
    heldSince: '2009-04-02',
    sold: '2019-02-21',
    shares: '0.413',
    proceeds: '20.02',
    adjustedBasis: '8.11',
    returnOfCapital: '4.40',
    gain: '11.91',
  }),
];

export function lateYear(year: number): Year {
  const payments = [
    ...paymentsOf('Brokerage', '1500', '585.00'),
    ...paymentsOf('Joint account', '900', '351.00'),
    ...paymentsOf('Roth IRA', '75', '29.25'),
  ].toSorted((a, b) => (a.payableDate < b.payableDate ? -1 : 1));
  const of = (account: string) => payments.filter((one) => one.account === account);
  const form = formOf(reference.forms, year);
  const holdingPeriods: Report['holdingPeriods'] = payments.flatMap((payment) =>
    (['qualified', 'section199A'] as const).map((part) => {
      const short = payment.account === 'Brokerage' && payment.exDate === '2019-05-16';
      return {
        account: payment.account,
        security: 'AIV',
        payableDate: payment.payableDate,
        exDate: payment.exDate,
        part,
        lot: short ? 'AIV/2019-05-01' : 'AIV/2018-06-01',
        shares: short ? '150' : payment.shares,
        disposed: short ? '2019-06-11' : null,
        daysHeld: short ? 41 : part === 'qualified' ? 121 : 91,
        daysNeeded: part === 'qualified' ? 61 : 46,
      };
    }),
  );
  return {
    report: {
      schema: 'basisbook/year-end-report@1',
      taxYear: year,
      form1099Div: boxesOf(year, [...of('Brokerage'), ...of('Joint account')]),
      accounts: ['Brokerage', 'Joint account', 'Roth IRA'].map((account) => ({
        account,
        taxDeferred: account === 'Roth IRA',
        form1099Div: boxesOf(year, of(account)),
      })),
      payments,
      lots: [
        {
          lot: 'AIV/2018-06-01',
          account: 'Brokerage',
          security: 'AIV',
          acquired: '2018-06-01',
          heldSince: '2018-06-01',
          shares: '1300',
          cost: '61100.00',
          disallowedLossAdded: '0.00',
          returnOfCapitalBefore: '710.10',
          returnOfCapitalInYear: '202.80',
          adjustedBasis: '60187.10',
        },
        {
          lot: 'AIV/2019-06-28/wash',
          account: 'Brokerage',
          security: 'AIV',
          acquired: '2019-06-28',
          heldSince: '2019-03-09',
          shares: '40',
          cost: '2121.45',
          disallowedLossAdded: '137.45',
          returnOfCapitalBefore: '0.00',
          returnOfCapitalInYear: '3.12',
          adjustedBasis: '2118.33',
        },
      ],
      sales: SALES,
      excessGains: [
        {
          account: 'Joint account',
          security: 'AIV',
          lot: 'AIV/2009-04-02',
          date: '2019-11-29',
          amount: '12.40',
          term: 'long',
        },
      ],
      holdingPeriods,
      uncountedParts: (['qualified', 'section199A'] as const).map((part) => ({
        account: 'Brokerage',
        security: 'AIV',
        payableDate: '2019-05-31',
        part,
        amount: part === 'qualified' ? '58.50' : '292.50',
        shares: '1500',
        sharesTooShort: '150',
        notCounted: part === 'qualified' ? '5.85' : '29.25',
      })),
      provisional: [
        { account: 'Brokerage', security: 'WRI', cash: '395.00', entries: 4 },
        { account: 'Roth IRA', security: 'WRI', cash: '39.50', entries: 1 },
      ],
      notices: [
        {
          level: 'warning',
          code: 'provisional-year',
          message: 'No document of 2019 says what the cash of WRI was. Add it.',
          about: { security: 'WRI', year },
        },
        {
          level: 'info',
          code: 'possible-wash-sale',
          message:
            'Of the loss on the sale of 2019-06-11, $206.18 is not allowed, because AIV was bought again within 30 days.',
          about: { security: 'AIV', account: 'Brokerage', transaction: 'tx-9' },
        },
      ],
    },
    paymentKeys: payments.map((one, index) => `${one.security}/${index}`),
    saleTransactions: SALES.map(() => 'tx-9'),
    excessPayments: ['AIV/11'],
    holdingPeriodPayments: holdingPeriods.map((_, index) => `AIV/${index}`),
    uncountedPayments: ['AIV/0', 'AIV/0'],
    form: form
      ? {
          title: form.title,
          source: form.source,
          linesSource: form.linesSource,
          boxes: form.boxes.map(({ box, goesTo }) => ({
            box,
            goesTo: (goesTo ?? []).map((place) => ({ ...place, note: place.note ?? null })),
          })),
        }
      : null,
  };
}
