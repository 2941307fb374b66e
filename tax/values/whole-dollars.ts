/**
 * How are cents rounded to whole dollars on a return?
 *
 * Authority: IRS Instructions for Form 1040, "Rounding off to whole dollars" (2004, in the same words
 * to this day): amounts under 50 cents are dropped, 50 to 99 cents become the next dollar; whoever
 * rounds, rounds all amounts; an amount that is the sum of two or more is added with the cents, and
 * only the total is rounded.
 * Example: $5,000.55 and $18,500.73 on one line are $23,501, not $23,502.
 * Awkward case: each line is rounded from its own exact cents, so rounded rows can differ from their
 * rounded total by a dollar. A loss is rounded by its size: -$0.50 is -$1.
 * Not handled: rounding some lines and not others, which the instructions forbid.
 */
import { divideRounded, type Cents } from './money.ts';

/** The amount to enter on a line: as it is, or to the nearest dollar, half away from zero. */
export function lineAmount(exact: Cents, wholeDollars: boolean): Cents {
  return wholeDollars ? ((divideRounded(exact, 100n) * 100n) as Cents) : exact;
}
