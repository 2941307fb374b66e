/** How does a rule count to which nobody listens? With integers of the smallest unit, and no word. */
import type { Teller } from '../facts/teller.ts';
import {
  cashFor,
  convertShares,
  divideByLargestRemainder,
  divideRounded,
  fractionOf,
  percentOf,
  type Cents,
  type Rate,
  type Shares,
} from '../values/money.ts';

function total(values: readonly bigint[]): bigint {
  let all = 0n;
  for (const value of values) all += value;
  return all;
}

/** All of an amount with all of the shares, else its part of it: round2(amount x some / all). */
function share(whole: bigint, some: bigint, all: bigint): bigint {
  if (some === all) return whole;
  return whole === 0n ? whole : divideRounded(whole * some, all);
}

export const COUNTING: Teller<bigint> = {
  exact: (value) => value,
  sum: total,
  difference: (from, less) => from - total(less),
  product: (shares, rate) => cashFor(shares as Shares, rate as Rate),
  share,
  rest: (whole, some, all) => whole - share(whole, some, all),
  percent: (whole, rate) => percentOf(whole as Cents, rate as Rate),
  restOfPercent: (whole, rate) => whole - percentOf(whole as Cents, rate as Rate),
  apportion: (amount, weights) =>
    amount < 0n
      ? divideByLargestRemainder(-amount as Cents, weights).map((part) => -part)
      : divideByLargestRemainder(amount as Cents, weights),
  smallest: (all) => all.reduce((a, b) => (a < b ? a : b)),
  loss: (gain) => (gain < 0n ? -gain : 0n),
  conversion: (shares, made, old) => convertShares(shares as Shares, made as Rate, old as Rate),
  fraction: (shares) => fractionOf(shares as Shares),
};
