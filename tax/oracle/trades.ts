/**
 * Which lots were opened, and from which lot came the shares of each sale? (section 7, first
 * paragraph)
 *
 * Shares and proceeds need no basis, so this step knows nothing of distributions. How many shares
 * of a lot are left is counted anew for every question: all that was bought less all pieces sold.
 * Example: 100 shares of 2000-03-01 and 50 of 2001-06-01, 120 sold: pieces of 100 and 20.
 * Not handled: methods other than named lots and first-in, first-out; corporate actions.
 */
import type { Day } from '../days.ts';
import type { Facts, Sale } from '../model.ts';
import { divideByLargestRemainder, dollarsOf, sharesOf, smaller, sum, ZERO } from './decimals.ts';
import type { Decimal } from '../money.ts';
import { at } from './present.ts';

export interface Lot {
  readonly name: string;
  readonly accountId: string;
  readonly securityId: string;
  readonly transactionId: string;
  readonly acquired: Day;
  readonly shares: Decimal;
  readonly cost: Decimal;
}

/** Shares of one lot that one sale took. */
export interface Piece {
  readonly sale: Sale;
  readonly lot: Lot;
  readonly shares: Decimal;
  /** Shares of the lot before this piece went. */
  readonly held: Decimal;
  readonly proceeds: Decimal;
}

export interface Refusal {
  readonly code: 'oversold' | 'unknown-lot' | 'duplicate-lot';
  readonly transactionId: string;
  readonly securityId: string;
  readonly accountId: string;
  readonly date: Day;
}

export interface Trades {
  readonly lots: readonly Lot[];
  readonly pieces: readonly Piece[];
  readonly refusals: readonly Refusal[];
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Earliest acquired first, ties by the lot's name in code units. */
export function earliestFirst(a: Lot, b: Lot): number {
  return compareText(a.acquired, b.acquired) || compareText(a.name, b.name);
}

function soldOf(lot: Lot, pieces: readonly Piece[]): Decimal {
  return sum(pieces.filter((piece) => piece.lot === lot).map((piece) => piece.shares));
}

/** Shares of a lot in hand at the start of a day, before the trades of that day. */
export function sharesAtStartOf(day: Day, lot: Lot, trades: Trades): Decimal {
  if (lot.acquired >= day) return ZERO;
  const soldBefore = trades.pieces.filter((piece) => piece.sale.date < day);
  return lot.shares.minus(soldOf(lot, soldBefore));
}

export function findTrades(facts: Facts): Trades {
  const lots: Lot[] = [];
  const pieces: Piece[] = [];
  const refusals: Refusal[] = [];

  // Sorting keeps the order of the list for rows of one day.
  const inOrder = [...facts.transactions].sort((a, b) => compareText(a.date, b.date));
  for (const row of inOrder) {
    const refuse = (code: Refusal['code']): void => {
      refusals.push({
        code,
        transactionId: row.id,
        securityId: row.securityId,
        accountId: row.accountId,
        date: row.date,
      });
    };

    if (row.action !== 'sell') {
      if (lots.some((lot) => lot.accountId === row.accountId && lot.name === row.lot)) {
        refuse('duplicate-lot');
        continue;
      }
      lots.push({
        name: row.lot,
        accountId: row.accountId,
        securityId: row.securityId,
        transactionId: row.id,
        acquired: row.date,
        shares: sharesOf(row.shares),
        cost: dollarsOf(row.amount),
      });
      continue;
    }

    const ownLots = lots
      .filter((lot) => lot.accountId === row.accountId && lot.securityId === row.securityId)
      .sort(earliestFirst);
    const candidates = row.lot === null ? ownLots : ownLots.filter((lot) => lot.name === row.lot);
    if (row.lot !== null && candidates.length === 0) {
      refuse('unknown-lot');
      continue;
    }
    const held = candidates.map((lot) => lot.shares.minus(soldOf(lot, pieces)));
    if (sharesOf(row.shares).greaterThan(sum(held))) {
      refuse('oversold');
      continue;
    }

    const taken: { lot: Lot; shares: Decimal; held: Decimal }[] = [];
    let wanted = sharesOf(row.shares);
    for (let i = 0; i < candidates.length; i++) {
      const shares = smaller(wanted, at(held, i));
      if (shares.equals(0)) continue;
      taken.push({ lot: at(candidates, i), shares, held: at(held, i) });
      wanted = wanted.minus(shares);
    }
    const proceeds = divideByLargestRemainder(
      dollarsOf(row.amount),
      taken.map((piece) => piece.shares),
    );
    taken.forEach((piece, i) => pieces.push({ sale: row, ...piece, proceeds: at(proceeds, i) }));
  }
  return { lots, pieces, refusals };
}
