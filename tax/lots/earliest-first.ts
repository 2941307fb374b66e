/**
 * Which lots does a return of capital reduce where nobody knows which shares are which?
 *
 * Authority: Publication 550, "Nondividend Distributions": "If you buy stock in a corporation in
 * different lots at different times, and you cannot definitely identify the shares subject to the
 * nondividend distribution, reduce the basis of your earliest purchases first." A choice of the account;
 * else each lot is reduced by its shares (`return-of-capital.ts`).
 * Example: lots with a basis of $10.00 (1999) and $50.00 (2000) and $30.00 of return of capital: $10.00
 * of the first and $20.00 of the second.
 * Awkward case: more than the basis of all lots. What is left over is gain, divided by shares.
 * Not handled: accounts in which some shares can be identified and others cannot.
 */
import { columnLike, type Column } from '../values/columns.ts';
import { divideColumn } from '../values/largest-remainder.ts';
import type { EntitledLots } from './lots.ts';
import type { Cents } from '../values/money.ts';
import type { OpenLot } from './open-lot.ts';

/** A lot's basis less what waits on it already. */
function basisLeft(lot: OpenLot): bigint {
  let left = lot.basis as bigint;
  for (const { amount } of lot.pending ?? []) left -= amount;
  return left > 0n ? left : 0n;
}

/** What of a return of capital falls to each lot, earliest acquired first. */
export function divideEarliestFirst(amount: Cents, { lots, shares }: EntitledLots): Column {
  // Divided by shares first: a column in which every part of the amount has room.
  const byShares = divideColumn(amount, shares);
  const parts = columnLike(byShares, lots.length);
  let rest = amount as bigint;
  lots.forEach((lot, place) => {
    const left = basisLeft(lot);
    const part = left < rest ? left : rest;
    parts[place] = part;
    rest -= part;
  });
  if (rest === 0n) return parts;
  const beyond = divideColumn(rest, shares);
  for (let place = 0; place < parts.length; place++) {
    parts[place] = (parts[place] as bigint) + (beyond[place] as bigint);
  }
  return parts;
}
