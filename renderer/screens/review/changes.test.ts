import { describe, expect, it } from 'vitest';
import { rowsOfYear, runsOf, SHOWN } from './changes.ts';
import type { Changes } from './changes.ts';

const box = (account: string | null, before: string, after: string) => ({
  account,
  box: '3',
  caption: 'Nontaxable distributions',
  before,
  after,
});
const year = (more: Partial<Changes[number]> = {}): Changes[number] => ({
  year: 2002,
  paymentsBefore: 4,
  paymentsAfter: 4,
  boxes: [],
  lotCount: 0,
  lots: [],
  saleCount: 0,
  sales: [],
  excessGainCount: 0,
  excessGains: [],
  ...more,
});
const summaryOfYear = (one: Changes[number]) => runsOf([one])[0]?.summary;
const gain = (lot: string) => ({
  account: 'Joint',
  lot,
  date: '2002-08-23',
  before: null,
  after: '4.77',
  partsBefore: [],
  partsAfter: [{ payment: 'd/1', amount: '4.77' }],
});

describe('what a release changes', () => {
  it('counts boxes of the totals, lots, sales and gains beyond the basis', () => {
    const one = year({
      boxes: [box(null, '1.00', '2.00'), box('Joint', '1.00', '2.00')],
      lotCount: 1,
      saleCount: 2,
      excessGainCount: 1,
    });
    expect(summaryOfYear(one)).toBe('2002: 1 box, 1 lot, 2 sales and 1 gain beyond the basis');
  });

  it('shows the boxes of accounts where no total changes, and payments where nothing else does', () => {
    const deferred = year({ boxes: [box('IRA', '1.00', '2.00')] });
    expect(summaryOfYear(deferred)).toBe('2002: 1 box');
    expect(rowsOfYear(deferred).rows[0]?.whose).toBe('IRA');
    expect(summaryOfYear(year({ paymentsAfter: 5 }))).toBe('2002: 5 payments instead of 4');
  });

  it('takes years in a row together in which as much changes', () => {
    const summaries = (...changes: Changes) => runsOf(changes).map(({ summary }) => summary);
    const lots = (of: number, lotCount: number) => year({ year: of, lotCount });
    expect(summaries(lots(2002, 3), lots(2003, 2), lots(2004, 2), lots(2005, 2))).toEqual([
      '2002: 3 lots',
      '2003 to 2005: 2 lots each',
    ]);
    expect(summaries(lots(2002, 2), lots(2003, 2), lots(2005, 2))).toEqual([
      '2002 and 2003: 2 lots each',
      '2005: 2 lots',
    ]);
  });

  it('shows gains beyond the basis with their day, and none where there was none', () => {
    const { rows } = rowsOfYear(year({ excessGainCount: 1, excessGains: [gain('Merger 1998')] }));
    expect(rows).toEqual([
      {
        what: 'Gain beyond the basis of Merger 1998, Aug 23, 2002',
        whose: 'Joint',
        before: null,
        after: {
          label: 'Gain beyond the basis of Merger 1998, Aug 23, 2002',
          value: '4.77',
          figure: { kind: 'excessGain', payment: 'd/1', lot: 'Merger 1998' },
        },
      },
    ]);
  });

  it('counts what it does not show, also what did not come over the wire', () => {
    const gains = Array.from({ length: SHOWN + 2 }, (_, index) => gain(String(index)));
    const { rows, more } = rowsOfYear(
      year({ excessGainCount: SHOWN + 7, excessGains: gains, lotCount: SHOWN + 1 }),
    );
    expect(rows).toHaveLength(SHOWN);
    expect(more).toBe('1 more lot and 7 more gains beyond the basis');
    expect(rowsOfYear(year()).more).toBe('');
  });
});
