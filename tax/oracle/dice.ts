/**
 * The numbers that random books are made of: from a seed alone, without clock or randomness of the
 * machine. Amounts come from pools with ties and halves, so that roundings and orders are met.
 */
import type { Exchange, Ratio } from '../facts/model.ts';
import { parseMoney, parseRate, parseShares } from '../values/money.ts';
import type { Cents, Rate, Shares } from '../values/money.ts';

/** Whole numbers from a seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 2654435761) ^ 0x5bd1e995) >>> 0;
  }

  /** From 0 up to, not including, `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

export const rate = (text: string): Rate => {
  const value = parseRate(text);
  if (value === undefined) throw new RangeError(`not a rate: ${text}`);
  return value;
};
export const shares = (text: string): Shares => {
  const value = parseShares(text);
  if (value === undefined) throw new RangeError(`not a number of shares: ${text}`);
  return value;
};
export const money = (text: string): Cents => {
  const value = parseMoney(text);
  if (value === undefined) throw new RangeError(`not an amount of money: ${text}`);
  return value;
};

const SHARES = [
  '100',
  '1',
  '0.00000001',
  '33.333333',
  '50',
  '3',
  '7.5',
  '0.5',
  '250',
  '66.66666667',
];
const LARGE_SHARES = ['1000000', '123456789.01234567', '99999.999999'];

export function someShares(dice: Dice): Shares {
  if (dice.percent(3)) return shares(dice.of(LARGE_SHARES));
  if (dice.percent(70)) return shares(dice.of(SHARES));
  const places = dice.of([6, 8]);
  const fraction = String(dice.between(1, 10 ** places - 1)).padStart(places, '0');
  return shares(`${dice.below(300)}.${fraction}`);
}

/** All shares as a statement prints them, rounded or cut off; some where that is nothing. */
export function asPrinted(dice: Dice, held: Shares): Shares {
  const unit = 10n ** BigInt(dice.of([1, 2, 2, 5, 5, 6]));
  const printed = ((held + dice.of([0n, unit / 2n])) / unit) * unit;
  return printed > 0n ? (printed as Shares) : someShares(dice);
}

const MONEY = ['0', '0.01', '0.05', '1', '10', '80', '100', '333.33', '3800', '1000.01'];

export function someMoney(dice: Dice): Cents {
  if (dice.percent(60)) return money(dice.of(MONEY));
  return BigInt(dice.below(dice.of([100, 10_000, 1_000_000, 2_000_000_000]))) as Cents;
}

const AMOUNTS = [
  '0.82',
  '0.5859375',
  '0.0125',
  '0.005',
  '0.01',
  '0.25',
  '1',
  '1.125',
  '30',
  '0.3333',
];

export function someAmount(dice: Dice): Rate {
  if (dice.percent(3)) return rate('0.000000000001');
  if (dice.percent(75)) return rate(dice.of(AMOUNTS));
  return (BigInt(dice.between(1, 99_999_999)) * rate('0.0000001')) as Rate;
}

/** Cash per old share, mostly with the value of a new one. */
export function someBoot(dice: Dice): Pick<Exchange, 'cash' | 'valuePerShare' | 'dividend'> {
  if (dice.percent(45)) return dice.percent(10) ? { valuePerShare: rate('12.5') } : {};
  const cash = rate(dice.of(['0', '0.01', '1', '2.333333', '12.75', '300']));
  if (dice.percent(6)) return { cash };
  return {
    cash,
    valuePerShare: rate(dice.of(['0', '0.5', '18', '41.123456789012', '90', '5000'])),
    ...(dice.percent(30) ? { dividend: true } : {}),
  };
}

/** What a plan's shares were worth: mostly a few percent more than the cash. */
export function someValue(dice: Dice, amount: Cents): { value?: Cents } {
  if (dice.percent(55)) return {};
  const value = (amount * dice.of([90n, 100n, 101n, 103n, 105n, 105n, 150n, 201n, 900n])) / 100n;
  return { value: (dice.percent(10) ? value + 1n : value) as Cents };
}

const RATIOS = [
  ['2', '1'],
  ['3', '2'],
  ['1', '3'],
  ['1', '8'],
  ['1', '10'],
  ['7', '3'],
  ['0.52', '1'],
  ['1.037', '1'],
  ['1', '1'],
  ['0.000001', '1'],
] as const;

export function someRatio(dice: Dice): Ratio {
  const [newShares, oldShares] = dice.of(RATIOS);
  return { newShares: rate(newShares), oldShares: rate(oldShares) };
}
