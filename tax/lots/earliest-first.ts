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
import type { LotPart } from './return-of-capital.ts';

/** A lot's basis less what waits on it already. */
function basisLeft(lot: OpenLot): bigint {
  let left = lot.basis as bigint;
  for (const { amount } of lot.pending ?? []) left -= amount;
  return left > 0n ? left : 0n;
}

/** How a return of capital was taken, by place: from the basis, and beyond it by shares. */
export interface Taking {
  readonly taken: Column;
  /** Null where the basis of all lots was enough. */
  readonly beyond: Column | null;
  /** The parts of other payments that waited on a lot already. */
  readonly waiting: ReadonlyMap<OpenLot, readonly LotPart[]>;
}

function waitingOn(lots: readonly OpenLot[]): Taking['waiting'] {
  const found = new Map<OpenLot, readonly LotPart[]>();
  for (const lot of lots) {
    if (lot.pending) {
      found.set(
        lot,
        lot.pending.map(({ owner }) => owner),
      );
    }
  }
  return found;
}

/** What of a return of capital falls to each lot, earliest acquired first. */
export function divideEarliestFirst(
  amount: Cents,
  { lots, shares }: EntitledLots,
  tell?: (taking: Taking) => void,
): Column {
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
  const beyond = rest === 0n ? null : divideColumn(rest, shares);
  if (tell) tell({ taken: parts.slice(), beyond, waiting: waitingOn(lots) });
  if (!beyond) return parts;
  for (let place = 0; place < parts.length; place++) {
    parts[place] = (parts[place] as bigint) + (beyond[place] as bigint);
  }
  return parts;
}
