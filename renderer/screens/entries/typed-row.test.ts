import { describe, expect, it } from 'vitest';
import { typedRow } from './typed-row.ts';

describe('a trade in one line', () => {
  it.each([
    ['3/1/2000 AIV 100 3,800', '3/1/2000', 'AIV', '100', '3,800'],
    ['100 AIV 3/1/2000 $3,800.00', '3/1/2000', 'AIV', '100', '$3,800.00'],
    ['Bought $3,800 of AIV, 100 shares, Mar 1, 2000', '3/1/2000', 'AIV', '100', '$3,800'],
    ['2000-03-01\tAIV PrR\t1.6512\t82.00', '3/1/2000', 'AIV PrR', '1.6512', '82.00'],
    ['Mar 1, 2000 AIV 100 3800', '3/1/2000', 'AIV', '100', '3800'],
  ])('%s', (text, date, security, shares, amount) => {
    expect(typedRow(text)).toEqual({ date, security, shares, amount });
  });

  it.each([
    '3/1/2000',
    'AIV',
    '3/1/2000 AIV 100',
    '3/1/2000 100 AIV at $38',
    '3/1/2000 100 AIV @38',
    '3/1/2000 100 AIV @ 38.00',
    '3/1/2000 100 AIV 38 per share',
    'AIV 100 3800',
    '3/1/2000 100 3800',
    '13/45/2000 AIV 1 2',
    '3/1/2000 AIV 1 2 3',
  ])('is not "%s"', (text) => expect(typedRow(text)).toBeUndefined());
});
