/**
 * What can be said of boxes that no cause explains with certainty?
 *
 * Two numbers that the book does not have, shares that are missing and a fee or a discount beside them, come to one
 * amount of cash, and the boxes tell that amount alone: each is higher by its part of the payments, whichever the two
 * numbers are. So the amount is said, with what it was paid on, and no cause.
 * Example: $20.49 more in box 1a, $6.51 in 2a and $6.63 in 3, as a trust's payments are divided: as if it had paid
 * $33.63 more.
 * Awkward case: two securities whose payments are divided alike. Both are named; the form does not say which it was.
 */
import { dollars, namesText } from '../facts/wording.ts';
import type { Cents } from '../values/money.ts';
import type { Field } from './broker-forms.ts';
import { openMissingCauses } from './causes/missing.ts';
import { NumberFit } from './fit-number.ts';
import { magnitude } from './numbers.ts';
import type { Trial } from './trial.ts';

/** Boxes that add up to the cash. */
const CASH: readonly string[] = ['1', '1a', '2a', '3'];
/** In cents: less is divided as any payment is, but for roundings. */
const LEAST = 100n;

interface Left {
  readonly field: Field;
  readonly amount: bigint;
}

/** Null where what is left is not divided as the payments of a security are. */
export function dividedAsPaid(trial: Trial, left: readonly Left[]): string | null {
  const boxes = left.filter(({ field }) => field.form === '1099-DIV');
  const cash = boxes
    .filter(({ field }) => CASH.includes(field.field))
    .reduce((sum, { amount }) => sum + amount, 0n);
  if (boxes.length < 2 || magnitude(cash) < LEAST || trial.isOver) return null;
  const sign = cash < 0n ? -1n : 1n;
  const rest = trial.fields.map(
    (field) => sign * (boxes.find((one) => one.field === field)?.amount ?? 0n),
  );
  const fit = new NumberFit(trial);
  const paid = openMissingCauses(trial.setting).filter(
    (open) => open.code === 'missing-lot' && fit.isDividedAs(open, rest),
  );
  const labels = paid.flatMap((open) => open.withNumber(open.typical).about.security ?? []);
  const names = [...new Set(labels)];
  if (names.length === 0) return null;
  const amount = dollars((sign * cash) as Cents);
  const one = names.length > 1 ? 'one of them' : 'it';
  const what =
    sign > 0n
      ? `more had been paid on ${one}. Shares that this book does not have, reinvestments, a fee or a discount of a plan`
      : `less had been paid on ${one}. Shares that the broker did not hold, or a payment that it did not count`;
  return `What is unexplained is divided as the payments of ${namesText(names)} are${names.length > 1 ? ', which are divided alike' : ''}: as if ${amount} ${what}, or two such causes together, can come to that; the form alone does not say which. Compare the shares and the cash of each payment with the broker’s statements.`;
}
