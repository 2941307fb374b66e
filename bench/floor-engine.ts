/**
 * What a year's figures cost at least: one multiplication and one subtraction per lot and payment,
 * over the rows of the same book. No rule, no rounding, no check, nothing kept but the basis.
 *
 * The values are read from their text before the clock starts, as the engine's are.
 */
import { Decimal } from 'decimal.js';
import type { LotRow } from './engine-book.ts';

/** Return of capital per share: $0.82 at 19.5%. */
const PER_SHARE = '0.1599';

/** Something to measure; answers with a figure, so that no work can be left out. */
export type Work = () => unknown;

/** In decimal.js. */
export function decimalFloor(rows: readonly LotRow[], payments: number): Work {
  const perShare = new Decimal(PER_SHARE);
  const shares = rows.map((row) => new Decimal(row.shares));
  const cost = rows.map((row) => new Decimal(row.amount));
  return () => {
    const basis = cost.slice();
    for (let payment = 0; payment < payments; payment++) {
      for (let lot = 0; lot < basis.length; lot++) {
        const reduction = (shares[lot] as Decimal).times(perShare);
        basis[lot] = (basis[lot] as Decimal).minus(reduction);
      }
    }
    return basis.at(-1);
  };
}

/** A plain decimal in units of 10^-places. */
function scaled(text: string, places: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** In bigint: shares in 10^-8, dollars per share in 10^-12, basis in 10^-20. */
export function integerFloor(rows: readonly LotRow[], payments: number): Work {
  const perShare = scaled(PER_SHARE, 12);
  const shares = rows.map((row) => scaled(row.shares, 8));
  const cost = rows.map((row) => scaled(row.amount, 20));
  return () => {
    const basis = cost.slice();
    for (let payment = 0; payment < payments; payment++) {
      for (let lot = 0; lot < basis.length; lot++) {
        const reduction = (shares[lot] as bigint) * perShare;
        basis[lot] = (basis[lot] as bigint) - reduction;
      }
    }
    return basis.at(-1);
  };
}
