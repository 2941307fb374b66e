/** The parts of a year's cash, each from its components. */
import { describe, expect, it } from 'vitest';
import { PATH_TOTALS } from '../facts/figure-ref.ts';
import { COMPONENTS } from '../facts/model.ts';
import type { ExcessGain, Payment } from '../lots/figures.ts';
import type { Cents } from '../values/money.ts';
import { isOfPath, pathOf } from './year-path.ts';

/** Each component a power of two: a sum says which are in it. */
const payment = {
  components: Object.fromEntries(COMPONENTS.map((name, place) => [name, BigInt(1 << place)])),
} as unknown as Payment;
const sum = (...names: (typeof COMPONENTS)[number][]): bigint =>
  names.reduce((all, name) => all + BigInt(1 << COMPONENTS.indexOf(name)), 0n);
const beyond = (amount: bigint) => ({ amount: amount as Cents }) as ExcessGain;

describe('the cash of a year', () => {
  it('is income, gain and capital that came back, of every payment', () => {
    const { income, gain, lowersBasis, exceedsBasis } = pathOf([payment, payment], [], 0n as Cents);
    expect(income).toBe(2n * sum('ordinary', 'qualified'));
    expect(gain).toBe(2n * sum('capitalGain', 'unrecaptured1250', 'section1202', 'collectibles28'));
    expect([lowersBasis, exceedsBasis]).toEqual([2n * sum('returnOfCapital'), 0n]);
  });

  it('parts capital that came back: what exceeded a basis, what lots still held lack, what is gone', () => {
    const all = sum('returnOfCapital');
    const path = pathOf([payment], [beyond(1n), beyond(2n)], 4n as Cents);
    expect(path).toMatchObject({
      exceedsBasis: 3n,
      lowersBasis: all - 3n,
      ofLotsGone: all - 3n - 4n,
    });
    // A lot that came from another account brings what was taken off it there.
    expect(pathOf([payment], [], (all + 5n) as Cents).ofLotsGone).toBe(-5n);
  });

  it('has the totals that it is made of, and no others', () => {
    expect(Object.keys(pathOf([], [], 0n as Cents)).sort()).toEqual([...PATH_TOTALS].sort());
    for (const total of PATH_TOTALS) expect(isOfPath(total)).toBe(true);
    expect(isOfPath('cash' as never)).toBe(false);
  });
});
