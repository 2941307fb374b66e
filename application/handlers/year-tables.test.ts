/** What the window shows of a year, page by page, is what the whole report says. */
import { beforeEach, describe, expect, it } from 'vitest';
import { useHarness } from '../testing/harness.ts';

const use = useHarness();
beforeEach(() => use.app.ok('book.create', { kind: 'sample' }));
const YEAR = 2002;
const ASKED = { search: '', sort: null, from: 0, most: 1000 } as const;

describe('the tables of a year', () => {
  it('have the rows of the report, of taxable accounts and of each account', async () => {
    const { report } = await use.app.ok('year.report', { year: YEAR });
    const { report: frame } = await use.app.ok('year.frame', { year: YEAR });
    expect(frame.selections.length).toBeGreaterThan(1);
    for (const { accountId, accounts, ...counts } of frame.selections) {
      const asked = { year: YEAR, accountId, ...ASKED };
      const own = <T extends { readonly account: string }>(rows: readonly T[]): T[] =>
        rows.filter(({ account }) => accounts.includes(account));
      const payments = await use.app.ok('year.payments', asked);
      expect(payments.rows).toEqual(own(report.payments).map(({ lots: _lots, ...rest }) => rest));
      const sales = await use.app.ok('year.sales', asked);
      expect(sales.rows).toEqual(own(report.sales));
      const excess = await use.app.ok('year.excessGains', asked);
      expect(excess.rows).toEqual(own(report.excessGains));
      const periods = await use.app.ok('year.holdingPeriods', asked);
      expect(periods.rows).toEqual(own(report.holdingPeriods));
      expect([sales.all, excess.all, periods.all, own(report.lots).length]).toEqual([
        counts.sales,
        counts.excessGains,
        counts.holdingPeriods,
        counts.lots,
      ]);
    }
    for (const payment of report.payments) {
      const { rows } = await use.app.ok('year.paymentLots', {
        ...{ year: YEAR, payment: payment.key },
        ...ASKED,
      });
      expect(rows.map(({ acquired: _acquired, ...rest }) => rest)).toEqual(payment.lots);
      for (const { lot, acquired } of rows) {
        const held = report.lots.find((one) => one.lot === lot && one.account === payment.account);
        if (held) expect(acquired).toBe(held.acquired);
      }
    }
  });

  it('have the rows of each page of the form that lists sales, which add up to its totals', async () => {
    const options = { accountId: null, wholeDollars: false, brokerBasis: 'adjusted' } as const;
    const { sales } = await use.app.ok('year.returnLines', { year: YEAR, ...options });
    expect(sales.length).toBeGreaterThan(0);
    const cents = (amount: string): number => Number(amount.replace('.', ''));
    for (const { title, rowCount, totals } of sales) {
      const asked = { year: YEAR, ...options, title };
      const { rows, all } = await use.app.ok('year.formRows', { ...asked, ...ASKED });
      expect([rows.length, all]).toEqual([rowCount, rowCount]);
      expect(rows.reduce((sum, { gain }) => sum + cents(gain), 0)).toBe(cents(totals.gain));
      const last = { ...asked, ...ASKED, from: rowCount - 1, most: 1 };
      expect((await use.app.ok('year.formRows', last)).rows).toEqual(rows.slice(-1));
    }
    const gone = { year: YEAR, ...options, title: 'gone', ...ASKED };
    expect((await use.app.ok('year.formRows', gone)).all).toBe(0);
  });

  it('are put in order by amounts and not by their letters', async () => {
    const { rows } = await use.app.ok('year.payments', {
      ...{ year: YEAR, accountId: null, ...ASKED },
      sort: { column: 'cash', descending: true },
    });
    const cents = rows.map(({ cash }) => Number(cash.replace('.', '')));
    expect(cents.length).toBeGreaterThan(2);
    expect(cents).toEqual(cents.toSorted((left, right) => right - left));
  });

  it('say when a payment is gone', async () => {
    expect(
      await use.app.refused('year.paymentLots', { ...{ year: YEAR, payment: 'x' }, ...ASKED }),
    ).toMatchObject({ code: 'not-found' });
  });
});
