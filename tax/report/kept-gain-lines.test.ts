/** Gain that a trust kept, and what a company in liquidation paid, on the lines of the return. */
import { describe, expect, it } from 'vitest';
import { reference, returnLineMap } from '../../resources/reference.ts';
import { day } from '../testing/fixtures.ts';
import {
  AIV,
  cents,
  DEFERRED,
  paymentOf,
  pieceOf,
  reportOf,
  TAXABLE,
} from '../testing/report-values.ts';
import { formatMoney } from '../values/money.ts';
import { returnLines } from './return-lines.ts';
import type { YearReport } from './year-report.ts';

const KEPT: YearReport['keptGains'][number] = {
  ...TAXABLE,
  security: AIV,
  transactionId: 't1',
  date: day('2019-12-31'),
  gain: cents(10_000),
  tax: cents(2_100),
  unrecaptured1250: cents(3_000),
  section1202: cents(0),
  collectibles28: cents(0),
};

function shown(year: number, parts: Partial<YearReport>): string[] {
  const options = { wholeDollars: false, brokerBasis: 'adjusted', accountId: null } as const;
  const { lines } = returnLines(reportOf(year, reference.forms, parts), returnLineMap, options);
  return lines.map(({ box, form, line, amount, through }) => {
    const via = through ? ` via ${through.form}` : '';
    return `${box}: ${form} ${line} ${formatMoney(amount)}${via}`;
  });
}

describe('gain that a trust kept', () => {
  it.each([
    [2002, 'Schedule D 11, column (f)', 'Form 1040 68, box a'],
    [2003, 'Schedule D 11, column (f)', 'Form 1040 67, box a'],
    [2004, 'Schedule D 11', 'Form 1040 69, box a'],
    [2008, 'Schedule D 11', 'Form 1040 68, box a'],
    [2009, 'Schedule D 11', 'Form 1040 70, box a'],
    [2013, 'Schedule D 11', 'Form 1040 71, box a'],
    [2017, 'Schedule D 11', 'Form 1040 73, box a'],
    [2018, 'Schedule D 11', 'Schedule 5 (Form 1040) 74a'],
    [2019, 'Schedule D 11', 'Schedule 3 (Form 1040) 13a'],
    [2020, 'Schedule D 11', 'Schedule 3 (Form 1040) 12a'],
    [2021, 'Schedule D 11', 'Schedule 3 (Form 1040) 13a'],
  ])('%s: the gain to %s, the tax to %s', (year, gain, credit) => {
    const lines = shown(year, { keptGains: [{ ...KEPT, unrecaptured1250: cents(0) }] });
    expect(lines).toEqual([`1a of Form 2439: ${gain} 100.00`, `2 of Form 2439: ${credit} 21.00`]);
  });

  it('shares its worksheet with box 2b, also where that is empty', () => {
    const worksheet = 'via Unrecaptured Section 1250 Gain Worksheet';
    expect(shown(2019, { keptGains: [KEPT] })).toContain(`2b: Schedule D 19 30.00 ${worksheet}`);
    const payments = [paymentOf({ unrecaptured1250: cents(400) })];
    expect(shown(2019, { keptGains: [KEPT], payments })).toContain(
      `2b: Schedule D 19 34.00 ${worksheet}`,
    );
  });

  it.each([
    [
      2001,
      ['Box 1a of Form 2439: 100.00', 'Box 2 of Form 2439: 21.00', 'Box 1b of Form 2439: 30.00'],
    ],
    [2006, ['Box 2 of Form 2439: 21.00']],
    [2008, []],
  ])('is named with the reason where the line of %d is not known', (year, expected) => {
    const options = { wholeDollars: false, brokerBasis: 'adjusted', accountId: null } as const;
    const report = reportOf(year, reference.forms, { keptGains: [KEPT] });
    const { lineless } = returnLines(report, returnLineMap, options);
    expect(lineless.map(({ label, amount }) => `${label}: ${formatMoney(amount)}`)).toEqual(
      expected,
    );
    for (const { reason } of lineless) expect(reason).toMatch(/not confirmed/);
  });

  it.each([2001, 2002, 2003, 2010, 2019, 2024])(
    'has each part of the gain of %d on a line or among what has none, once',
    (year) => {
      const options = { wholeDollars: false, brokerBasis: 'adjusted', accountId: null } as const;
      const gain = { ...KEPT, section1202: cents(1_100), collectibles28: cents(700) };
      const report = reportOf(year, reference.forms, { keptGains: [gain] });
      const { lines, lineless } = returnLines(report, returnLineMap, options);
      const amounts = [...lines, ...lineless].map(({ amount }) => amount);
      for (const part of [3_000n, 1_100n, 700n])
        expect(amounts.filter((amount) => amount === part)).toHaveLength(1);
      const small = lineless.find(({ figure }) => figure === 'section1202Gain');
      expect(small?.label).toBe('Box 1c of Form 2439');
      expect(small?.reason).toMatch(/part of box 1a.*qualified small business stock/);
    },
  );

  it('goes nowhere from a tax-deferred account', () => {
    expect(shown(2019, { keptGains: [{ ...KEPT, ...DEFERRED }] })).toEqual([]);
  });
});

describe('a company in liquidation', () => {
  const options = { wholeDollars: false, brokerBasis: 'original', accountId: null } as const;

  it('has a box without a line, with what it means', () => {
    const paid = { ...TAXABLE, security: AIV, transactionId: 't2', date: day('2020-03-31') };
    const liquidations = [{ ...paid, amount: cents(300_000), inKind: false, last: false }];
    const report = reportOf(2020, reference.forms, { liquidations });
    const { unplaced, notes } = returnLines(report, returnLineMap, options);
    expect(unplaced.map(({ box, amount }) => [box, amount])).toEqual([['9', 300_000n]]);
    expect(notes.map(({ figure }) => figure)).toEqual(['cashLiquidation']);
  });

  it('pays on no Form 1099-B: box F, and no code B', () => {
    const sales = [pieceOf({ kind: 'liquidation' })];
    const report = reportOf(2020, reference.forms, { sales });
    const [group] = returnLines(report, returnLineMap, options).sales;
    expect(group?.title).toBe('Part II, box F');
    expect(group?.rows[0]).toMatchObject({
      description: '100 sh. AIV (liquidating distribution)',
      codes: '',
    });
  });

  it('a later sale with code B leaves the gain as it is', () => {
    const piece = pieceOf({ otherBasisChanges: cents(7_900), cost: cents(97_100) });
    const report = reportOf(2020, reference.forms, { sales: [piece] });
    const [row] = returnLines(report, returnLineMap, options).sales[0]?.rows ?? [];
    expect(row).toMatchObject({
      codes: 'B',
      basis: 97_100n,
      adjustment: -2_900n,
      gain: piece.gain,
    });
    expect(row?.statement).toContain('$79.00 of undistributed gain');
  });
});
