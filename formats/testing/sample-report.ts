/** A report of a year with one of everything, for the tests of its JSON and its table. */
import type { Day } from '../../tax/values/days.ts';
import { COMPONENTS, type Component, type Security } from '../../tax/facts/model.ts';
import type { Cents, Rate, Shares } from '../../tax/values/money.ts';
import type {
  HoldingPeriod,
  LotState,
  Payment,
  PaymentLot,
  SalePiece,
  UncountedPart,
} from '../../tax/lots/figures.ts';
import type { YearReport } from '../../tax/report/year-report.ts';

const AIV: Security = {
  id: 's1',
  issuer: 'Aimco',
  name: 'Class A Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101'],
};

const held = { accountId: 'a1', account: 'default', taxDeferred: false, security: AIV };

export function cents(value: number | bigint): Cents {
  return BigInt(value) as Cents;
}

export function paymentOf(lots: readonly PaymentLot[], more: Partial<Payment> = {}): Payment {
  const components = Object.fromEntries(COMPONENTS.map((name) => [name, 0n])) as Record<
    Component,
    Cents
  >;
  return {
    key: 'p1',
    ...held,
    documentId: 'd1',
    distribution: {
      id: 'd1/0/0',
      declarationDate: null,
      recordDate: null,
      exDate: '2002-01-31' as Day,
      payableDate: '2002-02-11' as Day,
      amountPerShare: 820_000_000_000n as Rate,
      allocablePerShare: 585_937_500_000n as Rate,
      inKind: false,
      unit: 'percent',
      components: {} as never,
      subsets: {},
      sourceLine: 12,
    },
    exDate: '2002-01-31' as Day,
    exDateComputed: false,
    shares: 10_050_000_000n as Shares,
    amountPerShare: 585_937_500_000n as Rate,
    cash: cents(5889),
    discount: cents(0),
    components: { ...components, ordinary: cents(4290), returnOfCapital: cents(1599) },
    subsets: {},
    lots,
    ...more,
  };
}

export function lotOf(lot: string): LotState {
  return {
    ...held,
    lot,
    transactionId: 't1',
    acquired: '2000-03-01' as Day,
    heldSince: '2000-03-01' as Day,
    inherited: false,
    shares: 100_000_000n as Shares,
    cost: cents(3800),
    disallowedLossAdded: cents(0),
    otherBasisChanges: cents(0),
    returnOfCapitalBefore: cents(0),
    returnOfCapitalInYear: cents(16),
    adjustedBasis: cents(3784),
    lossBasis: null,
    opening: null,
    awaitsValue: false,
  };
}

export const sale: SalePiece = {
  ...held,
  kind: 'sale',
  transactionId: 't2',
  lot: 'AIV/2000-03-01',
  acquired: '2000-03-01' as Day,
  heldSince: '2000-03-01' as Day,
  inherited: false,
  giftRule: null,
  opening: null,
  awaitsValue: false,
  sold: '2002-06-03' as Day,
  shares: 50_000_000n as Shares,
  proceeds: cents(2000),
  cost: cents(1900),
  adjustedBasis: cents(2100),
  returnOfCapital: cents(-200),
  otherBasisChanges: cents(0),
  gain: cents(-100),
  term: 'short',
  disallowedLoss: cents(40),
  replacements: [
    {
      accountId: 'a1',
      account: 'default',
      lot: 'AIV/2002-06-20/wash',
      bought: '2002-06-20' as Day,
      shares: 20_000_000n as Shares,
      disallowedLoss: cents(40),
      addedToBasis: true,
    },
  ],
  longTermLoss: cents(5),
};

const period: HoldingPeriod = {
  ...held,
  paymentKey: 'p1',
  part: 'qualified',
  lot: 'AIV/2000-03-01',
  shares: 50_000_000n as Shares,
  exDate: '2002-01-31' as Day,
  disposed: '2002-02-01' as Day,
  daysHeld: 12,
  daysNeeded: 61,
};

const uncounted: UncountedPart = {
  ...held,
  paymentKey: 'p1',
  part: 'qualified',
  amount: cents(4290),
  shares: 10_050_000_000n as Shares,
  sharesTooShort: 50_000_000n as Shares,
  notCounted: cents(21),
};

export function reportOf(more: Partial<YearReport> = {}): YearReport {
  return {
    taxYear: 2002,
    form1099Div: [
      { box: '2a', meaning: 'totalCapitalGain', caption: 'Total capital gain', amount: cents(5) },
    ],
    accounts: [{ accountId: 'a1', account: 'default', taxDeferred: false, form1099Div: [] }],
    payments: [
      paymentOf([
        {
          lot: 'AIV/2000-03-01',
          shares: 10_050_000_000n as Shares,
          returnOfCapital: cents(1599),
          basisReduction: cents(1500),
          excessGain: cents(99),
        },
      ]),
    ],
    lots: [lotOf('AIV/2000-03-01')],
    sales: [sale],
    excessGains: [
      {
        ...held,
        lot: 'AIV/2000-03-01',
        paymentKey: 'p1',
        date: '2002-02-11' as Day,
        amount: cents(99),
        term: 'long',
        heldSince: '2000-03-01' as Day,
        inherited: false,
        opening: null,
        since: null,
      },
    ],
    liquidations: [],
    keptGains: [],
    holdingPeriods: [period],
    uncountedParts: [uncounted],
    provisional: [{ ...held, cash: cents(8200), entries: 2 }],
    yearStates: [
      {
        security: held.security,
        year: 2001,
        state: 'provisional',
        reasons: [
          {
            code: 'missing-document',
            message: 'No allocation.',
            about: { security: 'AIV', year: 2001 },
          },
        ],
      },
      { security: held.security, year: 2002, state: 'complete', reasons: [] },
    ],
    notices: [
      {
        level: 'warning',
        code: 'missing-allocation',
        message: 'AIV was held in 2001.',
        about: { security: 'AIV', year: 2001 },
      },
    ],
    ...more,
  };
}
