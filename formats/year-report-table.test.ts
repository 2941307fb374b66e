import { describe, expect, it } from 'vitest';
import type { Day } from '../tax/values/days.ts';
import type { SalePiece } from '../tax/lots/figures.ts';
import { yearReportText } from './year-report-text.ts';
import { cents, paymentOf, lotOf, sale, reportOf } from './testing/sample-report.ts';

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
    expect(text).toContain('No dividend payments in this year.');
    expect(text).toContain('No lots at the end of the year.');
    expect(text.endsWith('\n')).toBe(true);
    for (const absent of ['Sales', 'Wash', 'Provisional', 'Days held', 'Not counted']) {
      expect(text).not.toContain(absent);
    }
  });

  it('shows gain that a trust kept, with the credit, and liquidating distributions', () => {
    const of = {
      accountId: 'account',
      account: 'default',
      taxDeferred: false,
      security: sale.security,
      transactionId: 'entry',
      date: '2002-12-31' as Day,
    };
    const parts = {
      unrecaptured1250: cents(50_00),
      section1202: cents(0),
      collectibles28: cents(0),
    };
    const kept = { ...of, ...parts, gain: cents(200_00), tax: cents(42_00) };
    const liquidation = { ...of, amount: cents(900_00), inKind: false, last: true };
    const lines = yearReportText(
      reportOf({
        ...{ payments: [], provisional: [], yearStates: [] },
        ...{ keptGains: [kept], liquidations: [liquidation] },
      }),
    ).split('\n');
    for (const line of [
      'No dividend payments in this year.',
      'Undistributed capital gain (Form 2439)',
      'Date        (box 1a)   (box 1b)  credit (box 2)',
      '2002-12-31    200.00      50.00           42.00',
      'Liquidating distributions',
      '2002-12-31  cash     900.00  yes',
    ]) {
      expect(lines).toContain(line);
    }
    // What is provisional of the sample may have been paid.
    expect(yearReportText(reportOf({ payments: [] }))).toContain(
      '\nNo dividend payment of this year is in the releases that were added.\n',
    );
    const none = yearReportText(reportOf({ keptGains: [], liquidations: [] }));
    expect(none).not.toContain('2439');
    expect(none).not.toContain('Liquidating');
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
