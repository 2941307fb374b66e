import { describe, expect, it } from 'vitest';
import { dayAsTyped, daysBetween, formatDay, formatDayInYear, withDays, yearOf } from './days.ts';
import { formatValue, isOwnWeight, sign, treeOf } from './derivation.ts';
import { formatDecimal, formatPercent, formatRate, formatShares, formatUsd } from './money.ts';
import { pageRange, rowsOfPage } from './paging.ts';
import { COMPONENTS, counted, formatCusip, listed, SUBSETS } from './words.ts';
import {
  COMPONENTS as ENGINE_COMPONENTS,
  SUBSETS as ENGINE_SUBSETS,
} from '../../tax/facts/model.ts';

it('a day stands in a field as a person of the United States types it', () => {
  expect(['2002-02-11', '1999-12-31', '', 'soon'].map(dayAsTyped)).toEqual([
    '2/11/2002',
    '12/31/1999',
    '',
    'soon',
  ]);
});

describe('figures on the screen', () => {
  it.each([
    ['0.00', '$0.00'],
    ['-0.00', '$0.00'],
    ['63.96', '$63.96'],
    ['1234567.80', '$1,234,567.80'],
    ['-1234.50', '\u2212$1,234.50'],
    ['9007199254740993.01', '$9,007,199,254,740,993.01'],
  ])('%s dollars are %s', (text, shown) => {
    expect(formatUsd(text)).toBe(shown);
  });

  it.each([
    ['0.5', '$0.50'],
    ['0.5859375', '$0.5859375'],
    ['37.360400', '$37.3604'],
    ['1', '$1.00'],
  ])('a rate of %s is %s', (text, shown) => {
    expect(formatRate(text)).toBe(shown);
  });

  it('writes shares and percentages without empty zeros', () => {
    expect(formatShares('1000.500')).toBe('1,000.5');
    expect(formatPercent('61.40')).toBe('61.4%');
    expect(formatDecimal('-1000')).toBe('\u22121,000');
  });
});

describe('days', () => {
  it('reads like a person writes', () => {
    expect(formatDay('2002-02-09')).toBe('Feb 9, 2002');
    expect(formatDayInYear('2002-12-31')).toBe('Dec 31');
    expect(yearOf('1999-12-31')).toBe(1999);
  });

  it.each([
    ['Cash of the payment of 2002-02-11', 'Cash of the payment of Feb 11, 2002'],
    [
      'Return of capital of 2002-02-11, lot AIV/2000-03-01',
      'Return of capital of Feb 11, 2002, lot AIV of Mar 1, 2000',
    ],
    [
      'Shares were held at the start of the ex-date 2002-01-31.',
      'Shares were held at the start of the ex-date Jan 31, 2002.',
    ],
    ['between 1995-01-01 and 2030-12-31', 'between Jan 1, 1995 and Dec 31, 2030'],
    ['Adjusted basis, lot Merger 1998-10-01', 'Adjusted basis, lot Merger 1998-10-01'],
    ['Lot 2001-03-15, Taxable', 'Lot 2001-03-15, Taxable'],
    ['of 2002-02-11/2', 'of 2002-02-11/2'],
    [
      'those of 2002-05-13, 2002-08-23, 2002-10-21 and 2002-11-18',
      'those of May 13, 2002, Aug 23, 2002, Oct 21, 2002 and Nov 18, 2002',
    ],
    ['release-2003-01-29.txt: paid on 2002-08-23', 'release-2003-01-29.txt: paid on Aug 23, 2002'],
    ['Gain on AIV/2000-03-01/2/HBR', 'Gain on HBR from AIV of Mar 1, 2000 (2)'],
    ['Gain on AIV/2000-03-01/wash, sold', 'Gain on AIV of Mar 1, 2000 (wash sale), sold'],
    ['Nothing to write otherwise.', 'Nothing to write otherwise.'],
  ])('in a sentence, “%s” reads “%s”', (text, shown) => {
    expect(withDays(text)).toBe(shown);
  });

  it('counts days over a leap day', () => {
    expect(daysBetween('2000-02-28', '2000-03-01')).toBe(2);
  });
});

describe('steps of a derivation', () => {
  it.each([
    ['63.96', 'usd', '$63.96'],
    ['1', 'shares', '1 share'],
    ['100', 'shares', '100 shares'],
    ['19.5', 'percent', '19.5%'],
    ['2002-02-11', 'day', 'Feb 11, 2002'],
    ['45', 'days', '45 days'],
    ['1', 'days', '1 day'],
    ['0.125', 'number', '0.125'],
    ['unknown', 'usd', 'unknown'],
  ] as const)('%s (%s) is %s', (value, unit, shown) => {
    expect(formatValue(value, unit)).toBe(shown);
  });

  it('puts a sign before all parts but the first', () => {
    expect([0, 1].map((index) => sign('sum', index))).toEqual(['', '+']);
    expect([0, 1].map((index) => sign('difference', index))).toEqual(['', '\u2212']);
    expect([0, 1].map((index) => sign('choice', index))).toEqual(['', '']);
    expect([0, 1, 2].map((index) => sign('share', index))).toEqual(['', '×', '÷']);
    expect([0, 1, 2, 3].map((index) => sign('apportionOne', index))).toEqual(['', '×', '÷', '+']);
  });

  it('are put together from a list that has each of them once', () => {
    const step = { unit: 'usd', explanation: '', rule: null, source: null } as const;
    const tree = treeOf({
      steps: [
        { ...step, label: 'sum', value: '2.00', operation: 'sum', operands: [1, 1] },
        { ...step, label: 'one', value: '1.00', operation: 'fact', operands: [] },
      ],
    });
    expect(tree.operands.map((one) => one.label)).toEqual(['one', 'one']);
    expect(tree.operands[0]).toBe(tree.operands[1]);
  });

  it('are refused where one stands before what is made from it', () => {
    const step = { unit: 'usd', explanation: '', rule: null, source: null, label: '' } as const;
    const loop = { ...step, value: '1.00', operation: 'sum' } as const;
    expect(() => treeOf({ steps: [{ ...loop, operands: [0] }] })).toThrow(RangeError);
    expect(() => treeOf({ steps: [] })).toThrow(RangeError);
  });

  it('show which of all weights a part belongs to', () => {
    const part = { operation: 'apportion', place: 1 } as Parameters<typeof isOwnWeight>[0];
    expect([0, 1, 2].map((index) => isOwnWeight(part, index))).toEqual([false, false, true]);
  });
});

describe('pages', () => {
  const rows = Array.from({ length: 250 }, (_, index) => index);

  it('shows at most a hundred rows', () => {
    expect(rowsOfPage(rows, 0)).toHaveLength(100);
    expect(rowsOfPage(rows, 2)).toEqual(rows.slice(200));
  });

  it('goes to the nearest page when the list has become shorter', () => {
    expect(pageRange(120, 9)).toEqual({ page: 1, pages: 2, from: 101, to: 120 });
    expect(pageRange(0, 3)).toEqual({ page: 0, pages: 1, from: 0, to: 0 });
    expect(rowsOfPage([], 3)).toEqual([]);
  });
});

describe('words', () => {
  it('knows every component and subset of the engine, in its order', () => {
    expect(COMPONENTS).toEqual([...ENGINE_COMPONENTS]);
    expect(SUBSETS).toEqual([...ENGINE_SUBSETS]);
  });

  it('counts and lists', () => {
    expect([counted(1, 'lot'), counted(5008, 'lot')]).toEqual(['1 lot', '5,008 lots']);
    expect(counted(9, 'security', 'securities')).toBe('9 securities');
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });

  it('writes a CUSIP as issuers do', () => {
    expect(formatCusip('03748R101')).toBe('03748R-10-1');
    expect(formatCusip('03748R')).toBe('03748R');
  });
});
