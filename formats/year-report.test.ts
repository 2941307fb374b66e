import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { YearReport } from '../tax/report/year-report.ts';
import { publishedReport, yearReportJson, yearReportJsonChunks } from './year-report-json.ts';
import { lotOf, reportOf } from './testing/sample-report.ts';

function textOf(report: YearReport): string {
  return [...yearReportJsonChunks(report)].join('');
}

describe('the published JSON of a year', () => {
  it('names a file beside a line alone', () => {
    const notice = { level: 'info', code: 'estimate-in-use', message: 'm' } as const;
    const notices = [
      { ...notice, about: { document: 'd' } },
      { ...notice, about: { document: 'd', line: 3 } },
    ];
    const text = [...yearReportJsonChunks({ ...reportOf(), notices }, null, () => 'a.csv')].join(
      '',
    );
    const read = JSON.parse(text) as { readonly notices: readonly { readonly about: unknown }[] };
    expect(read.notices.map(({ about }) => about)).toEqual([
      { document: 'd' },
      { document: 'd', line: 3, file: 'a.csv' },
    ]);
  });

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
          awaitsValue: false,
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
          awaitsValue: false,
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
