import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCents,
  addShares,
  cashFor,
  convertShares,
  divideByLargestRemainder,
  divideRounded,
  formatMoney,
  formatProduct,
  formatRate,
  formatShares,
  fractionOf,
  parseMoney,
  parseRate,
  parseShares,
  percentOf,
  subtractCents,
  subtractShares,
  sumCents,
  type Cents,
  type Rate,
  type Shares,
} from './money.ts';
import { Decimal } from './decimal.ts';

const cents = fc.bigInt(-(10n ** 14n), 10n ** 14n) as fc.Arbitrary<Cents>;
const positiveCents = fc.bigInt(0n, 10n ** 14n) as fc.Arbitrary<Cents>;
const shares = fc.bigInt(0n, 10n ** 15n) as fc.Arbitrary<Shares>;
const rates = fc.bigInt(0n, 10n ** 17n) as fc.Arbitrary<Rate>;

const inDollars = (value: Cents) => new Decimal(value.toString()).div(100);
const inShares = (value: Shares) => new Decimal(value.toString()).div(1e8);
const inUnits = (value: Rate) => new Decimal(value.toString()).div(1e12);

describe('reading and writing', () => {
  it.each([
    ['3800', '3800.00'],
    ['3800.0', '3800.00'],
    ['-0.05', '-0.05'],
    ['0', '0.00'],
    ['999999999999999999.99', '999999999999999999.99'],
    ['0.0500', '0.05'],
  ])('money %s is %s', (text, written) => {
    expect(formatMoney(parseMoney(text) as Cents)).toBe(written);
  });

  it.each([
    '',
    ' ',
    '1,000',
    '$5',
    '1e3',
    '.5',
    '5.',
    '+5',
    '--5',
    '0.005',
    '٣',
    'NaN',
    '1'.repeat(19),
  ])('money does not read %j', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  it('shares carry eight places and rates twelve, and no more', () => {
    expect(formatShares(parseShares('0.500000') as Shares)).toBe('0.5');
    expect(formatShares(parseShares('12.34567891') as Shares)).toBe('12.34567891');
    expect(parseShares('0.000000001')).toBeUndefined();
    expect(formatRate(parseRate('0.5859375') as Rate)).toBe('0.5859375');
    expect(formatRate(parseRate('61.400000000000') as Rate)).toBe('61.4');
    expect(parseRate('0.0000000000001')).toBeUndefined();
  });

  it('what is written is read back', () => {
    fc.assert(
      fc.property(cents, shares, rates, (a, b, c) => {
        expect(parseMoney(formatMoney(a))).toBe(a);
        expect(parseShares(formatShares(b))).toBe(b);
        expect(parseRate(formatRate(c))).toBe(c);
        expect(inDollars(a).eq(formatMoney(a))).toBe(true);
      }),
    );
  });

  it('a product is written exactly, with at least two places', () => {
    const product = (count: string, rate: string) =>
      formatProduct(parseShares(count) as Shares, parseRate(rate) as Rate);
    expect(product('100', '0.82')).toBe('82.00');
    expect(product('100', '0.5859375')).toBe('58.59375');
    fc.assert(
      fc.property(shares, rates, (a, b) => {
        expect(new Decimal(formatProduct(a, b)).eq(inShares(a).times(inUnits(b)))).toBe(true);
      }),
    );
  });
});

describe('sums and differences', () => {
  it('are exact where a binary float is not', () => {
    expect(addCents(parseMoney('0.10') as Cents, parseMoney('0.20') as Cents)).toBe(30n);
    expect(addShares(parseShares('0.1') as Shares, parseShares('0.2') as Shares)).toBe(30_000_000n);
  });

  it('agree with decimals', () => {
    fc.assert(
      fc.property(fc.array(cents), cents, (list, last) => {
        const total = list.reduce((sum, value) => sum.plus(inDollars(value)), new Decimal(0));
        const less = subtractCents(sumCents(list), last);
        expect(total.eq(formatMoney(sumCents(list)))).toBe(true);
        expect(total.minus(inDollars(last)).eq(formatMoney(less))).toBe(true);
      }),
    );
    expect(subtractShares(5n as Shares, 3n as Shares)).toBe(2n);
  });
});

describe('shares and percentages', () => {
  const shares = (text: string): Shares => parseShares(text) as Shares;
  const rate = (text: string): Rate => parseRate(text) as Rate;

  it.each([
    ['100', '2', '1', '200'],
    ['100', '1', '3', '33.33333333'],
    ['0.00000001', '1', '2', '0.00000001'],
  ])('%s shares after %s for %s are %s', (held, newShares, oldShares, after) => {
    expect(formatShares(convertShares(shares(held), rate(newShares), rate(oldShares)))).toBe(after);
  });

  it('beyond whole ones are a fraction', () => {
    expect(formatShares(fractionOf(shares('12.34567891')))).toBe('0.34567891');
    expect(formatShares(fractionOf(shares('12')))).toBe('0');
  });

  it('61.4 percent of $82.00 are $50.35', () => {
    expect(formatMoney(percentOf(parseMoney('82.00') as Cents, rate('61.4')))).toBe('50.35');
  });
});

describe('rounding, half away from zero', () => {
  it.each([
    [25n, 10n, 3n],
    [-25n, 10n, -3n],
    [24n, 10n, 2n],
    [-24n, 10n, -2n],
    [0n, 7n, 0n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])('%s / %s is %s', (numerator, denominator, quotient) => {
    expect(divideRounded(numerator, denominator)).toBe(quotient);
  });

  it('refuses to divide by zero or less', () => {
    expect(() => divideRounded(1n, 0n)).toThrow('needs a positive denominator');
    expect(() => divideRounded(1n, -1n)).toThrow(RangeError);
  });

  it.each([
    ['100', '0.5859375', '58.59'],
    ['10', '0.0125', '0.13'],
    ['0.00000001', '0.000000000001', '0.00'],
    ['3', '0.82', '2.46'],
  ])('%s shares at %s pay %s', (count, rate, cash) => {
    expect(formatMoney(cashFor(parseShares(count) as Shares, parseRate(rate) as Rate))).toBe(cash);
  });

  it('agrees with decimals', () => {
    fc.assert(
      fc.property(shares, rates, cents, fc.bigInt(1n, 10n ** 15n), (count, rate, amount, whole) => {
        const cash = inShares(count).times(inUnits(rate));
        const rounded = cash.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
        expect(rounded.eq(formatMoney(cashFor(count, rate)))).toBe(true);
        // Integer arithmetic of decimals, so that no quotient of 40 digits can round the other way.
        const numerator = new Decimal((amount * count).toString())
          .abs()
          .times(2)
          .plus(whole.toString());
        const magnitude = numerator.divToInt(new Decimal(whole.toString()).times(2));
        const expected = amount < 0n ? magnitude.negated() : magnitude;
        expect(expected.eq(divideRounded(amount * count, whole).toString())).toBe(true);
      }),
    );
  });
});

/** Largest remainder as a person would do it: sort by fraction, give a cent each. */
function byHand(amount: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b);
  const parts = weights.map((weight) => (amount * weight) / sum);
  const left = amount - parts.reduce((a, b) => a + b);
  const order = weights
    .map((weight, place) => ({ place, remainder: (amount * weight) % sum }))
    .sort((a, b) =>
      a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : a.place - b.place,
    );
  for (const { place } of order.slice(0, Number(left)))
    parts[place] = (parts[place] as bigint) + 1n;
  return parts;
}

describe('division by largest remainder', () => {
  it.each([
    { amount: 8200n, weights: [614n, 66n, 125n, 195n], parts: [5035n, 541n, 1025n, 1599n] },
    { amount: 100n, weights: [1n, 1n, 1n], parts: [34n, 33n, 33n] },
    { amount: 101n, weights: [1n, 1n, 1n], parts: [34n, 34n, 33n] },
    { amount: 1n, weights: [1n, 2n, 2n], parts: [0n, 1n, 0n] },
    { amount: 5n, weights: [0n, 3n, 0n], parts: [0n, 5n, 0n] },
    { amount: 0n, weights: [1n, 2n], parts: [0n, 0n] },
  ])('$amount by $weights is $parts', ({ amount, weights, parts }) => {
    expect(divideByLargestRemainder(amount as Cents, weights)).toEqual(parts);
  });

  it('refuses what has no answer', () => {
    expect(() => divideByLargestRemainder(1n as Cents, [])).toThrow(/sum to zero/);
    expect(() => divideByLargestRemainder(1n as Cents, [0n, 0n])).toThrow(/sum to zero/);
    expect(() => divideByLargestRemainder(-1n as Cents, [1n])).toThrow(/negative/);
    expect(() => divideByLargestRemainder(1n as Cents, [2n, -1n])).toThrow(/negative/);
  });

  it('conserves every cent, and no part is a whole cent off its exact share', () => {
    const weights = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(positiveCents, weights, (amount, list) => {
        const sum = list.reduce((a, b) => a + b);
        fc.pre(sum > 0n);
        const parts = divideByLargestRemainder(amount, list);
        expect(sumCents(parts)).toBe(amount);
        parts.forEach((part, place) => {
          const exact = new Decimal((amount * (list[place] as bigint)).toString()).div(
            sum.toString(),
          );
          expect(exact.minus(part.toString()).abs().lt(1)).toBe(true);
        });
      }),
    );
  });

  it('is the same for a few and for many weights, narrow and wide', () => {
    const few = fc.integer({ min: 1, max: 200 });
    // Small limits make ties; 2^64 is crossed by the last one.
    const limits = fc.constantFrom(1n, 3n, 10n ** 6n, 10n ** 9n, 10n ** 14n);
    fc.assert(
      fc.property(
        few,
        limits,
        limits,
        fc.infiniteStream(fc.bigInt(0n, 10n ** 14n)),
        (count, most, money, stream) => {
          const list = [...stream.take(count)].map((value) => value % (most + 1n));
          fc.pre(list.some((value) => value > 0n));
          const amount = (money * 7n + 3n) as Cents;
          expect(divideByLargestRemainder(amount, list)).toEqual(byHand(amount, list));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not let the sum of the weights overflow 64 bits', () => {
    const weights = Array.from({ length: 101 }, () => 2n ** 63n);
    expect(divideByLargestRemainder(1n as Cents, weights)).toEqual(byHand(1n, weights));
  });

  it.each([
    // 2^64 = 18,446,744,073,709,551,616: one product below it and one at it.
    { amount: 4294967295n, weight: 4294967296n },
    { amount: 4294967296n, weight: 4294967296n },
    { amount: 10n ** 18n, weight: 10n ** 18n },
    { amount: 1n, weight: 2n ** 63n },
  ])('does not overflow 64 bits at $amount x $weight', ({ amount, weight }) => {
    const weights = Array.from({ length: 100 }, (_, place) => weight - BigInt(place % 7));
    expect(divideByLargestRemainder(amount as Cents, weights)).toEqual(byHand(amount, weights));
  });
});
