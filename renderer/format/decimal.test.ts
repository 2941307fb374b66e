import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  isNegative,
  isZero,
  subtract,
  sumDecimals,
  trimZeros,
} from './decimal.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 9 }))
  .map(([minus, units, places]) => {
    const digits = units.toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const text = places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`;
    return minus && units !== 0n ? `-${text}` : text;
  });

describe('sumDecimals', () => {
  it.each([
    [['61.4', '6.6', '12.5', '19.5'], '100.0'],
    [['0.1', '0.2'], '0.3'],
    [['9007199254740993.01', '0.01'], '9007199254740993.02'],
    [['-5.00', '2.50'], '-2.50'],
    [['-0.05'], '-0.05'],
    [[], '0'],
  ])('%j is %s', (terms, sum) => {
    expect(sumDecimals(terms)).toBe(sum);
  });

  it('does not depend on the order, and subtract takes back what was added', () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const sum = sumDecimals([left, right]);
        expect(sumDecimals([right, left])).toBe(sum);
        expect(compareDecimals(subtract(sum, right), left)).toBe(0);
      }),
    );
  });

  it('refuses what is no decimal', () => {
    expect(() => sumDecimals(['1e3'])).toThrow('not a decimal');
    expect(() => sumDecimals(['NaN'])).toThrow('not a decimal');
  });
});

describe('signs and zeros', () => {
  it.each(['0', '0.00', '-0.00', '000.0'])('%s is zero and not negative', (text) => {
    expect(isZero(text)).toBe(true);
    expect(isNegative(text)).toBe(false);
    expect(subtract('0', text)).toMatch(/^0*(?:\.0*)?$/);
  });

  it.each(['0.01', '-0.01', '10', '100.00'])('%s is not zero', (text) => {
    expect(isZero(text)).toBe(false);
    expect(compareDecimals(subtract('0', subtract('0', text)), text)).toBe(0);
  });

  it('keeps the zeros of whole numbers', () => {
    expect([trimZeros('100'), trimZeros('100.00'), trimZeros('0.50')]).toEqual([
      '100',
      '100',
      '0.5',
    ]);
  });
});
