/**
 * Is a number of shares all that is held, as it is printed with fewer decimals?
 *
 * Authority: none (ours). Brokers, funds and plans count shares to as many as eight decimals and print
 * three of them or more, rounded or cut off; who sells everything writes down what is printed.
 * Example: 10.1234567 shares are held: 10.123457 is that number to six decimals, 10.123 to three.
 * Awkward case: one that is rounded up is more than there is, so that the sale is refused, and one that is
 * less leaves a lot of 0.0000067 shares behind. Neither is put right by guessing: the number that would
 * sell all is offered.
 * Not handled: fewer than three decimals (10 of 10.4 shares are a part of them); totals of lots that were
 * each rounded by themselves.
 */
import { isSale } from '../facts/model.ts';
import { divideRounded, SHARE_PLACES, type Shares } from '../values/money.ts';
import type { SaleRun } from './pass-result.ts';

const FEWEST_PLACES = 3;

/** Whether shares are the held ones to three or more decimals, and not exactly they. */
export function isPrintedOf(shares: Shares, held: Shares): boolean {
  if (shares === held) return false;
  for (let places = FEWEST_PLACES; places < SHARE_PLACES; places++) {
    const unit = 10n ** BigInt(SHARE_PLACES - places);
    if (shares === divideRounded(held, unit) * unit || shares === held - (held % unit)) return true;
  }
  return false;
}

/** All shares that were held, where a sale takes what is printed of them; undefined of any other. */
export function heldBySale({ entry, left }: SaleRun): Shares | undefined {
  if (!isSale(entry)) return undefined;
  const held = (entry.shares + left) as Shares;
  return isPrintedOf(entry.shares, held) ? held : undefined;
}
