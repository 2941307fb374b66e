/** Year reports made by hand, for tests of how a year is shown. Only tests import this file. */
import { counting, formBoxes } from '../report/form-boxes.ts';
import type { FormMap } from '../facts/forms.ts';
import { COMPONENTS, type Component, type Security, type Subset } from '../facts/model.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';
import type { ExcessGain, Payment, SalePiece, UncountedPart } from '../lots/figures.ts';
import type { YearReport } from '../report/year-report.ts';
import { day } from './fixtures.ts';

export const cents = (value: number | bigint): Cents => BigInt(value) as Cents;
export const wholeShares = (count: number): Shares => (BigInt(count) * 100_000_000n) as Shares;

export const AIV: Security = {
  id: 's1',
  issuer: 'Apartment Investment and Management Company',
  name: 'Class A Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101'],
};

export const TAXABLE = {
  accountId: 'a1',
  account: 'Brokerage',
  taxDeferred: false,
  security: AIV,
} as const;

export const DEFERRED = { ...TAXABLE, accountId: 'a9', account: 'IRA', taxDeferred: true } as const;

export function paymentOf(
  components: Partial<Record<Component, Cents>>,
  subsets: Partial<Record<Subset, Cents>> = {},
  more: Partial<Payment> = {},
): Payment {
  const all = Object.fromEntries(
    COMPONENTS.map((name) => [name, components[name] ?? cents(0)]),
  ) as Record<Component, Cents>;
  return {
    ...TAXABLE,
    key: 'p1',
    documentId: 'd1',
    distribution: {
      id: 'd1/0/0',
      declarationDate: null,
      recordDate: day('2002-02-04'),
      exDate: null,
      payableDate: day('2002-02-11'),
      amountPerShare: 820_000_000_000n as Rate,
      allocablePerShare: 820_000_000_000n as Rate,
      inKind: false,
      unit: 'usd',
      components: all as never,
      subsets: {},
      sourceLine: null,
    },
    exDate: day('2002-01-31'),
    exDateComputed: true,
    shares: wholeShares(100),
    amountPerShare: 820_000_000_000n as Rate,
    cash: cents(Object.values(all).reduce((sum, one) => sum + one, 0n)),
    discount: cents(0),
    components: all,
    subsets,
    lots: [],
    ...more,
  };
}

/** 100 shares with a loss of $100.00, held a year and a half. */
export function pieceOf(more: Partial<SalePiece> = {}): SalePiece {
  return {
    ...TAXABLE,
    kind: 'sale',
    transactionId: 't9',
    lot: 'AIV/2018-01-02',
    acquired: day('2018-01-02'),
    heldSince: day('2018-01-02'),
    inherited: false,
    giftRule: null,
    opening: null,
    awaitsValue: false,
    sold: day('2019-07-01'),
    shares: wholeShares(100),
    proceeds: cents(90_000),
    cost: cents(105_000),
    adjustedBasis: cents(100_000),
    returnOfCapital: cents(5_000),
    otherBasisChanges: cents(0),
    gain: cents(-10_000),
    term: 'long',
    disallowedLoss: cents(0),
    replacements: [],
    longTermLoss: cents(0),
    ...more,
  };
}

export function excessOf(more: Partial<ExcessGain> = {}): ExcessGain {
  return {
    ...TAXABLE,
    lot: 'AIV/2000-03-01',
    paymentKey: 'p1',
    date: day('2002-02-11'),
    amount: cents(1_636),
    term: 'long',
    heldSince: day('2000-03-01'),
    inherited: false,
    opening: null,
    since: null,
    ...more,
  };
}

export function uncountedOf(more: Partial<UncountedPart> = {}): UncountedPart {
  return {
    ...TAXABLE,
    paymentKey: 'p1',
    part: 'qualified',
    amount: cents(10_000),
    shares: wholeShares(100),
    sharesTooShort: wholeShares(25),
    notCounted: cents(2_500),
    ...more,
  };
}

/** A report of these parts, with the boxes of the year's form filled from its payments. */
export function reportOf(
  taxYear: number,
  forms: readonly FormMap[],
  parts: Partial<YearReport>,
): YearReport {
  const payments = parts.payments ?? [];
  const liquidations = parts.liquidations ?? [];
  const sales = parts.sales ?? [];
  const accounts = new Map(
    [TAXABLE, DEFERRED, ...payments].map((one) => [one.accountId, one] as const),
  );
  return {
    taxYear,
    form1099Div: formBoxes(forms, taxYear, counting({ payments, liquidations, sales })),
    accounts: [...accounts.values()].map(({ accountId, account, taxDeferred }) => ({
      accountId,
      account,
      taxDeferred,
      form1099Div: formBoxes(forms, taxYear, {
        payments: payments.filter((payment) => payment.accountId === accountId),
        liquidations: liquidations.filter((one) => one.accountId === accountId),
        sales: sales.filter((one) => one.accountId === accountId),
      }),
    })),
    payments,
    lots: [],
    sales,
    excessGains: [],
    liquidations,
    keptGains: [],
    holdingPeriods: [],
    uncountedParts: [],
    provisional: [],
    yearStates: [],
    notices: [],
    ...parts,
  };
}
