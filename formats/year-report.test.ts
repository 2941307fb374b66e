import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../tax/values/days.ts';
import { COMPONENTS, type Component, type Security } from '../tax/facts/model.ts';
import type { Cents, Rate, Shares } from '../tax/values/money.ts';
import type {
  HoldingPeriod,
  LotState,
  Payment,
  PaymentLot,
  SalePiece,
  UncountedPart,
} from '../tax/lots/figures.ts';
import type { YearReport } from '../tax/report/year-report.ts';
import { publishedReport, yearReportJson, yearReportJsonChunks } from './year-report-json.ts';
import { yearReportText } from './year-report-text.ts';

const AIV: Security = {
  id: 's1',
  issuer: 'Aimco',
  name: 'Class A Common Stock',
  symbol: 'AIV',
  cusips: ['03748R101'],
};

const held = { accountId: 'a1', account: 'default', taxDeferred: false, security: AIV };

function cents(value: number | bigint): Cents {
  return BigInt(value) as Cents;
}

function paymentOf(lots: readonly PaymentLot[], more: Partial<Payment> = {}): Payment {
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
    shares: 100_500_000n as Shares,
    amountPerShare: 585_937_500_000n as Rate,
    cash: cents(5889),
    components: { ...components, ordinary: cents(4290), returnOfCapital: cents(1599) },
    subsets: {},
    lots,
    ...more,
  };
}

function lotOf(lot: string): LotState {
  return {
    ...held,
    lot,
    transactionId: 't1',
    acquired: '2000-03-01' as Day,
    heldSince: '2000-03-01' as Day,
    inherited: false,
    shares: 1_000_000n as Shares,
    cost: cents(3800),
    disallowedLossAdded: cents(0),
    otherBasisChanges: cents(0),
    returnOfCapitalBefore: cents(0),
    returnOfCapitalInYear: cents(16),
    adjustedBasis: cents(3784),
    lossBasis: null,
    opening: null,
  };
}

const sale: SalePiece = {
  ...held,
  kind: 'sale',
  transactionId: 't2',
  lot: 'AIV/2000-03-01',
  acquired: '2000-03-01' as Day,
  heldSince: '2000-03-01' as Day,
  inherited: false,
  giftRule: null,
  opening: null,
  sold: '2002-06-03' as Day,
  shares: 500_000n as Shares,
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
      shares: 200_000n as Shares,
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
  shares: 500_000n as Shares,
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
  shares: 100_500_000n as Shares,
  sharesTooShort: 500_000n as Shares,
  notCounted: cents(21),
};

function reportOf(more: Partial<YearReport> = {}): YearReport {
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
          shares: 100_500_000n as Shares,
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

function textOf(report: YearReport): string {
  return [...yearReportJsonChunks(report)].join('');
}

describe('the published JSON of a year', () => {
  it('has exactly the fields of the interface, in their forms', () => {
    expect(yearReportJson(reportOf())).toEqual({
      schema: 'basisbook/year-end-report@1',
      taxYear: 2002,
      form1099Div: [
        { box: '2a', meaning: 'totalCapitalGain', caption: 'Total capital gain', amount: '0.05' },
      ],
      accounts: [{ account: 'default', taxDeferred: false, form1099Div: [] }],
      payments: [
        {
          account: 'default',
          security: 'AIV',
          recordDate: null,
          exDate: '2002-01-31',
          payableDate: '2002-02-11',
          shares: '100.5',
          amountPerShare: '0.5859375',
          cash: '58.89',
          components: {
            ordinary: '42.90',
            qualified: '0.00',
            capitalGain: '0.00',
            unrecaptured1250: '0.00',
            section1202: '0.00',
            collectibles28: '0.00',
            returnOfCapital: '15.99',
          },
          subsets: {},
          lots: [
            {
              lot: 'AIV/2000-03-01',
              shares: '100.5',
              returnOfCapital: '15.99',
              basisReduction: '15.00',
              excessGain: '0.99',
            },
          ],
        },
      ],
      lots: [
        {
          lot: 'AIV/2000-03-01',
          account: 'default',
          security: 'AIV',
          acquired: '2000-03-01',
          heldSince: '2000-03-01',
          shares: '1',
          cost: '38.00',
          disallowedLossAdded: '0.00',
          otherBasisChanges: '0.00',
          returnOfCapitalBefore: '0.00',
          returnOfCapitalInYear: '0.16',
          adjustedBasis: '37.84',
          lossBasis: null,
          openingBasis: null,
        },
      ],
      sales: [
        {
          kind: 'sale',
          account: 'default',
          security: 'AIV',
          lot: 'AIV/2000-03-01',
          acquired: '2000-03-01',
          heldSince: '2000-03-01',
          sold: '2002-06-03',
          shares: '0.5',
          proceeds: '20.00',
          adjustedBasis: '21.00',
          returnOfCapital: '-2.00',
          otherBasisChanges: '0.00',
          gain: '-1.00',
          term: 'short',
          disallowedLoss: '0.40',
          giftRule: null,
          openingBasis: null,
          replacements: [
            {
              account: 'default',
              lot: 'AIV/2002-06-20/wash',
              bought: '2002-06-20',
              shares: '0.2',
              disallowedLoss: '0.40',
              addedToBasis: true,
            },
          ],
          longTermLoss: '0.05',
        },
      ],
      excessGains: [
        {
          account: 'default',
          security: 'AIV',
          lot: 'AIV/2000-03-01',
          date: '2002-02-11',
          amount: '0.99',
          term: 'long',
        },
      ],
      liquidations: [],
      undistributedGains: [],
      holdingPeriods: [
        {
          account: 'default',
          security: 'AIV',
          payableDate: '2002-02-11',
          exDate: '2002-01-31',
          part: 'qualified',
          lot: 'AIV/2000-03-01',
          shares: '0.5',
          disposed: '2002-02-01',
          daysHeld: 12,
          daysNeeded: 61,
        },
      ],
      uncountedParts: [
        {
          account: 'default',
          security: 'AIV',
          payableDate: '2002-02-11',
          part: 'qualified',
          amount: '42.90',
          shares: '100.5',
          sharesTooShort: '0.5',
          notCounted: '0.21',
        },
      ],
      provisional: [{ account: 'default', security: 'AIV', cash: '82.00', entries: 2 }],
      years: [
        {
          security: 'AIV',
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
        { security: 'AIV', year: 2002, state: 'complete', reasons: [] },
      ],
      notices: [
        {
          level: 'warning',
          code: 'missing-allocation',
          message: 'AIV was held in 2001.',
          about: { security: 'AIV', year: 2001 },
        },
      ],
    });
  });

  it('is the same value in pieces of text, whatever the names hold', () => {
    const name = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(name), name, fc.boolean(), (lots, account, empty) => {
        const report = reportOf({
          lots: lots.map((lot) => ({ ...lotOf(lot), account })),
          ...(empty
            ? {
                payments: [],
                sales: [],
                form1099Div: [],
                holdingPeriods: [],
                uncountedParts: [],
                provisional: [],
                yearStates: [],
              }
            : {}),
        });
        expect(JSON.parse(textOf(report))).toEqual(publishedReport(yearReportJson(report)));
      }),
      { numRuns: 40 },
    );
  });

  it('comes in many pieces when it is long', () => {
    const report = reportOf({ lots: Array.from({ length: 2000 }, (_, i) => lotOf(`L${i}`)) });
    expect([...yearReportJsonChunks(report)].length).toBeGreaterThan(4);
    expect(JSON.parse(textOf(report))).toEqual(publishedReport(yearReportJson(report)));
  });
});

describe('the table of a year', () => {
  it('shows every part of the report', () => {
    const lines = yearReportText(reportOf()).split('\n');
    for (const line of [
      'Tax year 2002',
      ' 2a  Total capital gain    0.05',
      'AIV (Class A Common Stock), account default',
      '2002-02-11  2002-01-31   100.5  0.5859375  58.89     42.90      15.99',
      '2002-02-11  AIV/2000-03-01   100.5      15.99      15.00    0.99',
      'AIV/2000-03-01  2000-03-01       1  38.00      0.00      0.16     37.84',
      '2002-06-03  AIV/2000-03-01  2000-03-01     0.5     20.00     21.00  -1.00      0.40      -0.60  short       0.05',
      '2002-06-03  AIV/2000-03-01  AIV/2002-06-20/wash  default  2002-06-20     0.2      0.40  yes',
      '2002-02-11  qualified dividends   42.90   100.5       0.5     0.21',
      '2002-01-31  qualified dividends  AIV/2000-03-01     0.5  2002-02-01    12      61  no',
      'AIV       default        2  82.00',
      '2002-02-11  AIV/2000-03-01    0.99  long',
      'Warning: AIV was held in 2001.',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('says what there is not', () => {
    const text = yearReportText(
      reportOf({
        form1099Div: [],
        payments: [],
        lots: [],
        sales: [],
        excessGains: [],
        holdingPeriods: [],
        uncountedParts: [],
        provisional: [],
        yearStates: [],
        notices: [],
      }),
    );
    expect(text).toContain('The form of 2002 is not known to this version; the payments follow.');
    expect(text).toContain('No payments in this year.');
    expect(text).toContain('No lots at the end of the year.');
    expect(text.endsWith('\n')).toBe(true);
    for (const absent of ['Sales', 'Wash', 'Provisional', 'Days held', 'Not counted']) {
      expect(text).not.toContain(absent);
    }
  });

  it('has columns for what only some lots and sales have, where one of them has it', () => {
    const plain: SalePiece = { ...sale, disallowedLoss: cents(0), replacements: [] };
    const quiet = yearReportText(reportOf({ sales: [{ ...plain, longTermLoss: cents(0) }] }));
    for (const absent of ['Kind', 'not allowed', 'Held since', 'Wash', 'Long-term']) {
      expect(quiet.replaceAll(/\s+/g, ' ')).not.toContain(absent);
    }
    const lot = { ...lotOf('AIV/2002-06-20/wash'), heldSince: '2000-01-05' as Day };
    const lines = yearReportText(
      reportOf({
        lots: [
          { ...lot, cost: cents(3840), disallowedLossAdded: cents(40), adjustedBasis: cents(3824) },
          { ...lotOf('AIV/inherited'), inherited: true },
        ],
        sales: [{ ...plain, kind: 'cash-for-fraction', inherited: true }],
      }),
    ).split('\n');
    for (const line of [
      'AIV/2002-06-20/wash  2000-03-01  2000-01-05       1  38.40        0.40      0.00      0.16     38.24',
      'AIV/inherited        inherited   2000-03-01       1  38.00        0.00      0.00      0.16     37.84',
      '2002-06-03  fraction  AIV/2000-03-01  inherited     0.5     20.00     21.00  -1.00  short       0.05',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('lets no name drive the terminal', () => {
    const evil = '\u001b[2J\u202eevil\n2a 999.99';
    const report = reportOf({
      lots: [lotOf(evil)],
      payments: [paymentOf([], { account: evil })],
      notices: [{ level: 'error', code: 'oversold', message: `about ${evil}`, about: {} }],
    });
    const text = yearReportText(report);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(text).toContain('?[2J?evil?2a 999.99');
    expect(text.split('\n').some((line) => line.startsWith('2a'))).toBe(false);
  });

  it('is complete for more lots than a call can have arguments', () => {
    const lots = Array.from({ length: 200_000 }, (_, i) => lotOf(`L${i}`));
    const lines = yearReportText(reportOf({ lots })).split('\n');
    expect(lines.length).toBeGreaterThan(200_000);
  });
});
