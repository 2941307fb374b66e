import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COMPONENTS,
  SUBSETS,
  type Component,
  type Distribution,
  type Subset,
} from '../facts/model.ts';
import {
  formatMoney,
  parseRate,
  parseShares,
  sumCents,
  type Rate,
  type Shares,
} from '../values/money.ts';
import { amountsOf, checkWeights } from './payment.ts';
import { day } from '../testing/fixtures.ts';

const rate = (text: string): Rate => parseRate(text) as Rate;
const shares = (text: string): Shares => parseShares(text) as Shares;

function distribution(
  amount: string,
  components: Partial<Record<Component, string>>,
  more: {
    unit?: 'percent' | 'usd';
    allocable?: string;
    subsets?: Partial<Record<Subset, string>>;
  } = {},
): Distribution {
  return {
    id: 'row',
    declarationDate: null,
    recordDate: day('2002-02-04'),
    exDate: null,
    payableDate: day('2002-02-11'),
    amountPerShare: rate(amount),
    allocablePerShare: rate(more.allocable ?? amount),
    inKind: false,
    unit: more.unit ?? 'percent',
    components: Object.fromEntries(
      COMPONENTS.map((name) => [name, rate(components[name] ?? '0')]),
    ) as Record<Component, Rate>,
    subsets: Object.fromEntries(
      Object.entries(more.subsets ?? {}).map(([name, value]) => [name, rate(value)]),
    ),
    sourceLine: 1,
  };
}

const aimco = {
  ordinary: '61.4',
  capitalGain: '6.6',
  unrecaptured1250: '12.5',
  returnOfCapital: '19.5',
};

function shown(one: Distribution, count: string): string {
  const amounts = amountsOf(one, shares(count));
  if (!amounts) return 'nothing to divide by';
  const parts = [...COMPONENTS, ...SUBSETS].flatMap((name) => {
    const all: Partial<Record<string, bigint>> = { ...amounts.components, ...amounts.subsets };
    const cents = all[name];
    return cents === undefined || (cents === 0n && !(name in amounts.subsets))
      ? []
      : [`${name} ${formatMoney(cents as typeof amounts.cash)}`];
  });
  return [formatMoney(amounts.cash), ...parts].join(', ');
}

it('a negative amount is never within, whichever of the two it is', () => {
  const parts = { ordinary: '100' };
  expect(checkWeights(distribution('1', parts)).verdict).toBe('exact');
  expect(checkWeights(distribution('1', parts, { allocable: '-1' })).verdict).toBe('negative');
  expect(checkWeights(distribution('-1', parts, { allocable: '1' })).verdict).toBe('negative');
});

describe('one payment', () => {
  it.each([
    [
      'the worked example',
      distribution('0.82', aimco),
      '100',
      '82.00, ordinary 50.35, capitalGain 5.41, unrecaptured1250 10.25, returnOfCapital 15.99',
    ],
    [
      'ties go to the component that is listed first',
      distribution('0.01', { ordinary: '50', returnOfCapital: '50' }),
      '1',
      '0.01, ordinary 0.01',
    ],
    [
      'half a cent is a cent',
      distribution('0.0125', { ordinary: '100' }),
      '10',
      '0.13, ordinary 0.13',
    ],
    [
      'only what is allocable to the year counts',
      distribution('0.60', { ordinary: '100' }, { allocable: '0.25' }),
      '10',
      '2.50, ordinary 2.50',
    ],
    [
      'dollars per share are weights like percents',
      distribution('0.82', { ordinary: '0.5', returnOfCapital: '0.32' }, { unit: 'usd' }),
      '100',
      '82.00, ordinary 50.00, returnOfCapital 32.00',
    ],
    [
      'weights within tolerance are used by their own sum',
      distribution('1', { ordinary: '50', returnOfCapital: '50.1' }),
      '1000',
      '1000.00, ordinary 499.50, returnOfCapital 500.50',
    ],
    ['no cash and no weights is nothing', distribution('0.0004', {}, { unit: 'usd' }), '1', '0.00'],
    [
      'cash and no weights cannot be divided',
      distribution('0.0004', {}, { unit: 'usd' }),
      '100',
      'nothing to divide by',
    ],
  ])('%s', (_title, one, count, expected) => {
    expect(shown(one, count)).toBe(expected);
  });

  it.each([
    [
      'that is all of its parent has the cents of its parent',
      aimco,
      { qualified5Year: '6.6' },
      '1',
      'qualified5Year 0.06',
    ],
    [
      'has its own share of the cash',
      aimco,
      { qualified5Year: '3.3' },
      '100',
      'qualified5Year 2.71',
    ],
    [
      'is never more than its parent',
      { ordinary: '99.99', qualified: '0.01' },
      { section199A: '100' },
      '10',
      'section199A 8.20',
    ],
    [
      'can have two parents',
      aimco,
      { section897CapitalGain: '19.1' },
      '100',
      'section897CapitalGain 15.66',
    ],
    ['that is stated as zero is shown as zero', aimco, { postMay5: '0' }, '100', 'postMay5 0.00'],
  ])('a subset %s', (_title, components, subsets, count, expected) => {
    expect(shown(distribution('0.82', components, { subsets }), count)).toContain(expected);
  });

  it('is limited by the cents of its parent, not by its weight', () => {
    // 1 share: $0.82 x 0.5% rounds up to nothing for the parent, while the subset alone would round up.
    const one = distribution(
      '0.82',
      { ordinary: '99', capitalGain: '1' },
      { subsets: { qualified5Year: '0.9' } },
    );
    expect(shown(one, '1')).toBe('0.82, ordinary 0.81, capitalGain 0.01, qualified5Year 0.01');
    const tiny = distribution(
      '0.82',
      { ordinary: '99.3', capitalGain: '0.7' },
      { subsets: { qualified5Year: '0.65' } },
    );
    expect(shown(tiny, '1')).toBe('0.82, ordinary 0.81, capitalGain 0.01, qualified5Year 0.01');
  });

  it('adds up to the cash, and no subset is more than its parents', () => {
    const weight = fc.bigInt(0n, 10n ** 14n) as fc.Arbitrary<Rate>;
    fc.assert(
      fc.property(
        fc.tuple(weight, weight, weight, weight, weight, weight, weight),
        weight,
        weight,
        (weights, subset, perShare) => {
          const components = Object.fromEntries(
            COMPONENTS.map((name, place) => [name, weights[place]]),
          ) as Record<Component, Rate>;
          fc.pre(weights.some((one) => one > 0n));
          const one = {
            ...distribution('1', {}),
            allocablePerShare: perShare,
            components,
            subsets: { qualified5Year: subset, section897CapitalGain: subset },
          };
          const amounts = amountsOf(one, shares('12.5'));
          expect(sumCents(Object.values(amounts?.components ?? {}))).toBe(amounts?.cash);
          const { capitalGain, unrecaptured1250 } = amounts?.components ?? one.components;
          expect((amounts?.subsets.qualified5Year ?? -1n) <= capitalGain).toBe(true);
          expect(
            (amounts?.subsets.section897CapitalGain ?? -1n) <= capitalGain + unrecaptured1250,
          ).toBe(true);
        },
      ),
    );
  });
});

describe('the sum of the weights', () => {
  it.each([
    ['exact', distribution('0.82', aimco)],
    ['within', distribution('0.82', { ...aimco, ordinary: '61.5' })],
    ['within', distribution('0.82', { ...aimco, ordinary: '61.3' })],
    ['beyond', distribution('0.82', { ...aimco, ordinary: '61.500000000001' })],
    ['beyond', distribution('0.82', { ...aimco, ordinary: '61.299999999999' })],
    ['beyond', distribution('0.82', {})],
    ['exact', distribution('0.82', { ordinary: '0.5', returnOfCapital: '0.32' }, { unit: 'usd' })],
    [
      'within',
      distribution('0.82', { ordinary: '0.5', returnOfCapital: '0.3205' }, { unit: 'usd' }),
    ],
    [
      'beyond',
      distribution('0.82', { ordinary: '0.5', returnOfCapital: '0.320500000001' }, { unit: 'usd' }),
    ],
    // Six components: 0.0006 instead of 0.0005.
    [
      'within',
      distribution(
        '0.06',
        {
          ordinary: '0.0106',
          qualified: '0.01',
          capitalGain: '0.01',
          unrecaptured1250: '0.01',
          section1202: '0.01',
          returnOfCapital: '0.01',
        },
        { unit: 'usd' },
      ),
    ],
    [
      'beyond',
      distribution(
        '0.06',
        {
          ordinary: '0.010600000001',
          qualified: '0.01',
          capitalGain: '0.01',
          unrecaptured1250: '0.01',
          section1202: '0.01',
          returnOfCapital: '0.01',
        },
        { unit: 'usd' },
      ),
    ],
    // Dollars add up to what is allocable, not to the whole payment.
    ['exact', distribution('0.82', { ordinary: '0.5' }, { unit: 'usd', allocable: '0.5' })],
    ['negative', distribution('0.82', { ordinary: '110', returnOfCapital: '-10' })],
    ['negative', distribution('-0.82', { ordinary: '100' })],
    ['negative', distribution('0.82', { ordinary: '100' }, { subsets: { section199A: '-1' } })],
  ])('is %s', (verdict, one) => {
    expect(checkWeights(one).verdict).toBe(verdict);
  });
});
